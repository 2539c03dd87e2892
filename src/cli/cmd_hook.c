// SPDX-License-Identifier: MIT
// stayorgo hook: what a commit brings, for git's pre-commit and pre-push.
//
//     git commit          the index against HEAD: new findings, gates; silent when there are none
//     git push            with pre-commit's PRE_COMMIT_FROM_REF and _TO_REF: one commit against the other
//
// The verdict is about the whole repository as it will be committed, never about the files that were
// handed over: a view that waits is told by what it calls. What is not staged is not looked at, and no
// file of the work tree is read.
// A merge is compared with its first parent, which is HEAD. Before the first commit there is nothing to
// compare with: then only gates about the verdict speak.
// Limits: one PATH, this folder unless told. Of `git commit --amend` only what differs from the commit
// that it replaces.
#include "base/fs.h"
#include "cli/config.h"
#include "cli/session.h"
#include "cli/style.h"

#include "base/banned.h"

typedef struct Telling {
    Buf text;
    RenderStyle style;
} Telling;

static void tell(void *ctx, const Report *report) {
    Telling *telling = ctx;
    run_format_hook()->render(report, &telling->style, &telling->text);
}

// What is compared: fills base, and revision or staged.
static void choose_sides(Options *options, Str root, Arena *arena) {
    Str from = str_from_c(fs_env("PRE_COMMIT_FROM_REF"));
    Str to = str_from_c(fs_env("PRE_COMMIT_TO_REF"));
    if (options->base.len || options->revision.len) return;
    if (from.len && to.len) {
        options->base = from;
        options->revision = to;
        return;
    }
    options->staged = true;
    options->base = run_head(root, arena);
}

static bool hook(Session *session, Outcome *outcome, Error *err) {
    Telling telling = {.text = buf_new(&session->arena),
                       .style = style_for(session->options, (Str){0})};
    session->is_gated = true;
    session->is_hook = true;
    bool ok = session_each(session, tell, &telling, outcome, err);
    outcome->has_problems = false; // they are told by a scan
    return session_write((Str){0}, buf_str(&telling.text), outcome, err) && ok;
}

bool cmd_hook(const Options *options, Outcome *outcome, Error *err) {
    if (options->paths.len > 1)
        return error_set(err, ERROR_USAGE,
                         "hook takes one PATH: it is about the whole repository, so set "
                         "pass_filenames: false");
    Str root = options->paths.len ? options->paths.items[0] : STR(".");
    Options own = *options;
    Session session = {0};
    choose_sides(&own, root, outcome->arena);
    bool has_changed = true;
    RunPlace before = {.root = root, .revision = own.base}, now = config_place(&own, root);
    if (own.base.len && !run_differs(&before, &now, &has_changed, err)) return false;
    if (!has_changed) return true;
    bool ok = session_open(&own, &session, err) && hook(&session, outcome, err);
    session_close(&session);
    return ok;
}
