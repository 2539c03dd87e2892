// SPDX-License-Identifier: MIT
// stayorgo hook: what a commit brings, for git's pre-commit and pre-push.
//
//     git commit          the index against HEAD: new findings, gates; silent when there are none
//     git push            with pre-commit's PRE_COMMIT_FROM_REF and _TO_REF: one commit against the other
//
// The verdict is about the whole repository as it will be committed, never about the files that were
// handed over: a view that waits is told by what it calls. What is not staged is not looked at, and no
// file of the work tree is read.
// A merge is compared with its first parent, which is HEAD. The first commit has nothing to be compared
// with: then gates about the verdict speak, and of findings it is told how many there are.
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

static const Str TOLD = STR_CONST("hook"); // the name of the text in an answer

static bool recall(void *ctx, const RunAnswer *answer, Arena *arena) {
    Telling *telling = ctx;
    Str text;
    if (!run_answer_get(answer, TOLD, arena, &text)) return false;
    buf_str_add(&telling->text, text);
    return true;
}

static void remember(void *ctx, const RunAnswer *answer) {
    const Telling *telling = ctx;
    run_answer_put(answer, TOLD, buf_str(&telling->text));
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

static Str root_of(const Options *options) {
    return options->paths.len ? options->paths.items[0] : STR(".");
}

static bool has_changed(const Session *session, bool *out, Error *err) {
    const Options *options = session->options;
    Str root = root_of(options);
    RunPlace now = config_place(options, root);
    RunPlace before = {.root = root, .revision = options->base, .snapshots = session->snapshots};
    now.snapshots = session->snapshots;
    *out = true;
    return options->base.len == 0 || run_differs(&before, &now, out, err);
}

static bool hook(Session *session, Outcome *outcome, Error *err) {
    Telling telling = {.text = buf_new(&session->arena),
                       .style = style_for(session->options, (Str){0})};
    bool is_different;
    if (!has_changed(session, &is_different, err)) return false;
    if (!is_different) return true;
    session->is_gated = true;
    session->is_hook = true;
    session->recall = recall;
    session->remember = remember;
    bool ok = session_each(session, tell, &telling, outcome, err);
    outcome->has_problems = false; // they are told by a scan
    return session_write((Str){0}, buf_str(&telling.text), outcome, err) && ok;
}

bool cmd_hook(const Options *options, Outcome *outcome, Error *err) {
    if (options->paths.len > 1)
        return error_set(err, ERROR_USAGE,
                         "hook takes one PATH: it is about the whole repository, so set "
                         "pass_filenames: false");
    Options own = *options;
    Session session;
    choose_sides(&own, root_of(options), outcome->arena);
    bool ok = session_open(&own, &session, err) && hook(&session, outcome, err);
    session_close(&session);
    return ok;
}
