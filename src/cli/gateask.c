// SPDX-License-Identifier: MIT
// The gates that are asked for.
//
//     --fail-on flip,drift --fail-on new-finding:error    ─►  {FLIP}, {DRIFT}, {NEW_FINDING, error}
//     fail-on = ["new-finding"]                           ─►  {NEW_FINDING, warning}
//
// Without a level a new finding counts from `warning` on: notes are evidence, and nothing to stop for.
// Limits: of two asks about findings with different levels both are kept; the lower one decides.
#include "cli/gateask.h"

#include "cli/nearest.h"

#include "base/banned.h"

bool gateask_level(Str name, uint8_t *out) {
    for (uint32_t i = 0; i < FINDING_LEVEL_COUNT; i++) {
        *out = (uint8_t)i;
        if (str_eq(name, str_from_c(finding_level_key((FindingLevel)i)))) return true;
    }
    return false;
}

static bool unknown(Str name, Str where, Error *err) {
    const char *names[GATE_COUNT];
    for (uint32_t i = 0; i < GATE_COUNT; i++)
        names[i] = change_gate_key((GateKind)i);
    const char *near = nearest_word(name, names, GATE_COUNT);
    return error_set(err, ERROR_USAGE,
                     STR_FMT " takes flip, drift, new-finding[:LEVEL] or undecided, not \"" STR_FMT
                             "\"%s%s%s",
                     STR_ARG(where), STR_ARG(name), near ? "; did you mean " : "", near ? near : "",
                     near ? "?" : "");
}

static bool parse_one(Str text, Str where, GateAsk *out, Error *err) {
    Str name, level;
    bool has_level = str_cut(text, ':', &name, &level);
    uint32_t kind = 0;
    while (kind < GATE_COUNT && !str_eq(name, str_from_c(change_gate_key((GateKind)kind))))
        kind++;
    if (kind == GATE_COUNT) return unknown(name, where, err);
    *out = (GateAsk){.kind = (GateKind)kind};
    if (kind == GATE_NEW_FINDING) out->level = LEVEL_WARNING;
    if (!has_level) return true;
    if (kind != GATE_NEW_FINDING)
        return error_set(err, ERROR_USAGE, STR_FMT ": " STR_FMT " takes no level", STR_ARG(where),
                         STR_ARG(name));
    return gateask_level(level, &out->level) ||
           error_set(err, ERROR_USAGE,
                     STR_FMT ": a level is note, warning or error, not \"" STR_FMT "\"",
                     STR_ARG(where), STR_ARG(level));
}

bool gateask_parse(Str text, Str where, Arena *arena, GateAskVec *out, Error *err) {
    bool has_more = true;
    while (has_more) {
        Str name;
        GateAsk ask;
        has_more = str_cut(text, ',', &name, &text);
        if (!parse_one(str_trim(name), where, &ask, err)) return false;
        bool is_there = false;
        for (uint32_t i = 0; i < out->len; i++)
            is_there =
                is_there || (out->items[i].kind == ask.kind && out->items[i].level == ask.level);
        if (!is_there) vec_push(arena, out, ask);
    }
    return true;
}
