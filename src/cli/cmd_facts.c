// SPDX-License-Identifier: MIT
// stayorgo facts: what was counted, without a verdict.
//
//     stayorgo facts .                  {"facts": {"files": 214, …}}
//     stayorgo facts . --per-file       … and "files": {path: {…, "evidence": {…}}}
//
// It exists so that every number behind a verdict can be held against an authority.
// Limits: several PATHs give several JSON documents, one after the other.
#include "cli/session.h"
#include "version.h"

#include "base/banned.h"

typedef struct FactsSink {
    Buf buf;
    RenderStyle style;
} FactsSink;

static void render_facts(void *ctx, const Report *report) {
    FactsSink *sink = ctx;
    run_format_facts()->render(report, &sink->style, &sink->buf);
}

bool cmd_facts(const Options *options, Outcome *outcome, Error *err) {
    Session session;
    bool ok = session_open(options, &session, err);
    if (ok) {
        FactsSink sink = {
            .buf = buf_new(&session.arena),
            .style = {.per_file = options->per_file, .version = STR(STAYORGO_VERSION)},
        };
        ok = session_each(&session, render_facts, &sink, outcome, err);
        if (buf_str(&sink.buf).len)
            ok = session_write((Str){0}, buf_str(&sink.buf), outcome, err) && ok;
    }
    session_close(&session);
    return ok;
}
