// SPDX-License-Identifier: MIT
// stayorgo decide: what the team decided, written down.
//
//     stayorgo decide --reason "Staff live in the admin."     accepts the advice
//     stayorgo decide --target fastapi --reason "…"           goes another way
//
// Two files with the same content: .stayorgo/decision.json is what gates are held against,
// .stayorgo/decision.md is for people. Both are meant to be committed.
// Limits: one PATH, one decision a repository.
#include "base/fs.h"
#include "cli/nearest.h"
#include "cli/session.h"

#include "base/banned.h"

typedef struct Deciding {
    DecisionChoice choice;
    Str root;
    Buf told;
    Arena *arena;
    bool is_done;
    Error err;
} Deciding;

static bool put(Deciding *deciding, const char *file, const Buf *bytes) {
    FsPut done =
        fs_put(deciding->root, str_from_c(file), buf_str(bytes), FS_PUT_REPLACE, &deciding->err);
    if (done == FS_PUT_DONE) buf_fmt(&deciding->told, "%s\n", file);
    return done == FS_PUT_DONE;
}

static bool write_files(Deciding *deciding, const Report *report) {
    DecisionRecord record;
    Buf json = buf_new(deciding->arena), page = buf_new(deciding->arena);
    if (!run_decide(report, &deciding->choice, deciding->arena, &record, &deciding->err))
        return false;
    Report recorded = *report;
    recorded.record = &record;
    run_write_decision(&record, &json);
    run_write_page(&recorded, &page);
    return put(deciding, CHANGE_DECISION_FILE, &json) && put(deciding, CHANGE_PAGE_FILE, &page);
}

static void decide(void *ctx, const Report *report) {
    Deciding *deciding = ctx;
    deciding->is_done = write_files(deciding, report);
}

static bool check_target(const Rules *rules, Str target, Error *err) {
    const char *near = NULL;
    Arena scratch = {0};
    const char **names = arena_array(&scratch, const char *, rules->framework_count + 1);
    bool is_known = target.len == 0;
    for (uint32_t i = 0; i < rules->framework_count; i++) {
        names[i] = str_to_c(&scratch, rules->frameworks[i].id);
        is_known = is_known || str_eq(rules->frameworks[i].id, target);
    }
    if (!is_known) near = nearest_word(target, names, rules->framework_count);
    bool ok = is_known || error_set(err, ERROR_USAGE,
                                    "--target \"" STR_FMT "\" is no framework of the rules%s%s%s",
                                    STR_ARG(target), near ? "; did you mean " : "",
                                    near ? near : "", near ? "?" : "");
    arena_free(&scratch);
    return ok;
}

static bool check_arguments(const Options *options, Error *err) {
    if (options->paths.len > 1) return error_set(err, ERROR_USAGE, "decide takes one PATH");
    if (options->stay && options->target.len)
        return error_set(err, ERROR_USAGE, "--stay and --target exclude each other");
    return str_trim(options->reason).len > 0 ||
           error_set(err, ERROR_USAGE,
                     "decide takes a reason, which who comes later will want to know: --reason "
                     "TEXT");
}

static bool decide_one(Session *session, Outcome *outcome, Error *err) {
    const Options *options = session->options;
    Str root = options->paths.len ? options->paths.items[0] : STR(".");
    Deciding deciding = {
        .choice = {.project = options->about,
                   .is_stay = options->stay,
                   .target = options->target,
                   .reason = str_trim(options->reason),
                   .commit = run_head(root, &session->arena)},
        .root = root,
        .told = buf_new(&session->arena),
        .arena = &session->arena,
    };
    if (!check_target(session->rules, options->target, err)) return false;
    if (!session_each(session, decide, &deciding, outcome, err)) return false;
    if (outcome->failures.len) return true;
    if (!deciding.is_done) return error_set(err, deciding.err.code, "%s", deciding.err.text);
    return session_write((Str){0}, buf_str(&deciding.told), outcome, err);
}

bool cmd_decide(const Options *options, Outcome *outcome, Error *err) {
    if (!check_arguments(options, err)) return false;
    Session session;
    bool ok = session_open(options, &session, err) && decide_one(&session, outcome, err);
    session_close(&session);
    return ok;
}
