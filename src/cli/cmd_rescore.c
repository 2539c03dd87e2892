// SPDX-License-Identifier: MIT
// stayorgo rescore REPORT.json: a saved report decided again, without the code.
//
//     stayorgo rescore report.json                            as the scan, with the rules of today
//     stayorgo rescore report.json --set inertia=0.05         … with another weight
//     stayorgo rescore report.json --what-if admin.inlines=0  … as if there were none
//     stayorgo scan . -o json | stayorgo rescore -
//
// Weights and signals are looked up in the rules before the report is opened, so a misspelt one
// costs no time. The value of a weight is written as in JSON.
// Limits: REPORT_BYTES_MAX a report. Which framework a project is built on was settled by the scan,
// so the two weights that settle it cannot be set.
#include "base/fs.h"
#include "cli/nearest.h"
#include "cli/setweight.h"
#include "cli/sinks.h"
#include "model/rescored.h"

#include "base/banned.h"

enum { REPORT_BYTES_MAX = 256 << 20 };

static bool is_settled(Str name) {
    return str_eq(name, STR("framework.entry")) || str_eq(name, STR("framework.declared"));
}

static bool parse_set(const Rules *rules, Str text, WeightSetting *out, Error *err) {
    Str name, value;
    if (!setweight_split("set", text, &name, &value, err) ||
        !setweight_parse(rules, name, value, out, err))
        return false;
    return !is_settled(name) ||
           error_set(err, ERROR_USAGE,
                     STR_FMT " decides what a project is built on, which takes the code: scan it "
                             "again, with --set or --rules",
                     STR_ARG(name));
}

static bool parse_count(Str text, uint32_t *out) {
    uint64_t n = 0;
    for (uint32_t i = 0; i < text.len && n <= RESCORED_COUNT_MAX; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
        n = n * 10 + (uint64_t)(text.ptr[i] - '0');
    }
    *out = (uint32_t)n;
    return text.len > 0 && n <= RESCORED_COUNT_MAX;
}

static bool find_signal(const Rules *rules, Str id, uint32_t *out, Error *err) {
    for (*out = 0; *out < rules->signal_count; ++*out)
        if (str_eq(rules->signals[*out].id, id)) return true;
    return nearest_error(rules, SUBJECT_SIGNAL, id, err);
}

static bool parse_what_if(const Rules *rules, Str text, CountSetting *out, Error *err) {
    Str name, value;
    if (!setweight_split("what-if", text, &name, &value, err)) return false;
    uint32_t colon = str_rfind(name, ':');
    out->root = str_sub(name, 0, colon == NONE ? 0 : colon);
    Str id = str_sub(name, colon == NONE ? 0 : colon + 1, name.len);
    return find_signal(rules, id, &out->signal, err) &&
           (parse_count(value, &out->count) ||
            error_set(err, ERROR_USAGE,
                      "--what-if " STR_FMT " takes a whole number from 0 to %u, not \"" STR_FMT
                      "\"",
                      STR_ARG(id), RESCORED_COUNT_MAX, STR_ARG(value)));
}

static bool parse_changes(const Options *options, Arena *arena, RescoreOptions *out, Error *err) {
    WeightSetting *sets = arena_array(arena, WeightSetting, options->sets.len + 1);
    CountSetting *what_ifs = arena_array(arena, CountSetting, options->what_ifs.len + 1);
    for (uint32_t i = 0; i < options->sets.len; i++)
        if (!parse_set(out->rules, options->sets.items[i], &sets[i], err)) return false;
    for (uint32_t i = 0; i < options->what_ifs.len; i++)
        if (!parse_what_if(out->rules, options->what_ifs.items[i], &what_ifs[i], err)) return false;
    out->sets = sets;
    out->set_count = options->sets.len;
    out->what_ifs = what_ifs;
    out->what_if_count = options->what_ifs.len;
    return true;
}

static bool rescore_one(RescoreOptions options, Str file, Sinks *sinks, Error *err) {
    Arena scratch = {0};
    Run run;
    options.file = file;
    bool ok = fs_read_user_file(file, REPORT_BYTES_MAX, &scratch, &options.text, err) &&
              run_rescore(&options, &run, err);
    arena_free(&scratch);
    if (!ok) return false;
    sinks_add(sinks, &run.report);
    run_free(&run);
    return true;
}

static bool rescore(Session *session, Outcome *outcome, Error *err) {
    const Options *options = session->options;
    RescoreOptions run = {.rules = session->rules, .no_cost = options->no_cost};
    Sinks sinks;
    if (options->paths.len == 0)
        return error_set(err, ERROR_USAGE,
                         "rescore takes a saved report: stayorgo rescore REPORT.json (- is "
                         "standard input)");
    if (!sinks_open(options, &session->arena, &sinks, err) ||
        !parse_changes(options, &session->arena, &run, err))
        return false;
    for (uint32_t i = 0; i < sinks.len; i++) {
        const RenderFormat *format = sinks.items[i].format;
        if (format->is_findings)
            return error_set(err, ERROR_USAGE,
                             "a saved report has no findings to print as " STR_FMT ": scan again",
                             STR_ARG(format->name));
    }
    for (uint32_t i = 0; i < options->paths.len; i++) {
        Error failure = {0};
        if (rescore_one(run, options->paths.items[i], &sinks, &failure)) continue;
        Str sentence = str_copy(outcome->arena, str_from_c(failure.text));
        vec_push(outcome->arena, &outcome->failures, sentence);
    }
    return sinks_write(&sinks, outcome, err);
}

bool cmd_rescore(const Options *options, Outcome *outcome, Error *err) {
    Session session;
    bool ok = session_open(options, &session, err) && rescore(&session, outcome, err);
    session_close(&session);
    return ok;
}
