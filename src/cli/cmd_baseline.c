// SPDX-License-Identifier: MIT
// stayorgo baseline: today's findings, written down for later runs.
//
//     stayorgo baseline .     writes .stayorgo/baseline.json
//
// From then on they are "unchanged", and only others are new. The file is rewritten whole, so doing it
// again takes out what was mended.
// Limits: one PATH. What is suppressed in the code needs no baseline.
#include "base/fs.h"
#include "cli/session.h"

#include "base/banned.h"

typedef struct Writing {
    Str root;
    Buf told;
    Arena *arena;
    bool is_done;
    Error err;
} Writing;

static void write_baseline(void *ctx, const Report *report) {
    Writing *writing = ctx;
    Buf bytes = buf_new(writing->arena);
    run_write_baseline(report, &bytes);
    writing->is_done = fs_put(writing->root, STR(CHANGE_BASELINE_FILE), buf_str(&bytes),
                              FS_PUT_REPLACE, &writing->err) == FS_PUT_DONE;
    uint32_t count = 0;
    for (uint32_t i = 0; i < report->finding_count; i++)
        count += finding_is_listed(&report->findings[i]);
    buf_fmt(&writing->told, "%s: %u finding%s\n", CHANGE_BASELINE_FILE, count,
            count == 1 ? "" : "s");
}

bool cmd_baseline(const Options *options, Outcome *outcome, Error *err) {
    if (options->paths.len > 1) return error_set(err, ERROR_USAGE, "baseline takes one PATH");
    Session session;
    bool ok = session_open(options, &session, err);
    Writing writing = {.root = options->paths.len ? options->paths.items[0] : STR("."),
                       .told = buf_new(&session.arena),
                       .arena = &session.arena};
    session.is_decided = true;
    ok = ok && session_each(&session, write_baseline, &writing, outcome, err);
    if (ok && outcome->failures.len == 0) {
        ok = writing.is_done ? session_write((Str){0}, buf_str(&writing.told), outcome, err)
                             : error_set(err, writing.err.code, "%s", writing.err.text);
    }
    session_close(&session);
    return ok;
}
