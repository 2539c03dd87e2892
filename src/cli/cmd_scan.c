// SPDX-License-Identifier: MIT
// stayorgo scan: the verdict about one or more repositories.
//
//     stayorgo scan .                               text for a person
//     stayorgo scan . -o text -o json:report.json   both, in one run
//     stayorgo scan api web                         one report each
//
// Every output is a buffer that the report of each PATH is appended to; all are written at the end,
// so a run that fails half-way leaves no half-written file (cli/sinks.c).
// Limits: two outputs cannot share one file, nor standard output.
#include "cli/sinks.h"

#include "base/banned.h"

static bool scan(Session *session, Outcome *outcome, Error *err) {
    Sinks sinks;
    if (!sinks_open(session->options, &session->arena, &sinks, err)) return false;
    session->line_hashes = sinks.has_hashes;
    session->recall = sinks_recall;
    session->remember = sinks_remember;
    bool ok = session_each(session, sinks_add, &sinks, outcome, err);
    return sinks_write(&sinks, outcome, err) && ok;
}

bool cmd_scan(const Options *options, Outcome *outcome, Error *err) {
    Session session;
    bool ok = session_open(options, &session, err);
    session.is_gated = true;
    ok = ok && scan(&session, outcome, err);
    session_close(&session);
    return ok;
}
