// SPDX-License-Identifier: MIT
// Which rules are shown at work, by an example of a signal or by a project in a folder.
//
//   fixtures/shop/input/admin.py, signals with examples
//   -> remark: signal "admin.sites": counts nothing in any example or project
//
// How: every example and every project goes through the pipeline once, and what counted there is
// ticked off. A rule that nothing shows may be misspelt: a name that no library has looks exactly
// like one that nobody happens to use.
// Limits: an entry is shown when one of its patterns is; patterns are not ticked off one by one.
#include "cli/unseen.h"

#include "base/fs.h"

#include "base/banned.h"

typedef struct Seen {
    const Rules *rules;
    bool *signals, *facts, *frameworks; // parallel to the tables of the rules
} Seen;

static void tick(Seen *seen, const Matches *matches) {
    for (uint32_t i = 0; i < seen->rules->signal_count; i++)
        seen->signals[i] = seen->signals[i] || matches->signals[i].count > 0;
    for (uint32_t i = 0; i < seen->rules->fact_count; i++)
        seen->facts[i] = seen->facts[i] || matches->facts[i].count > 0;
    for (uint32_t i = 0; i < seen->rules->framework_count; i++) {
        const FrameworkMatch *f = &matches->frameworks[i];
        seen->frameworks[i] = seen->frameworks[i] || f->spread.len || f->entry.len ||
                              f->declared.len || f->plugin.len;
    }
}

static bool look_at(Seen *seen, const RunOptions *options, Error *err) {
    Run run;
    if (!run_scan(options, &run, err)) return false;
    tick(seen, &run.matches);
    run_free(&run);
    return true;
}

static bool look_at_examples(Seen *seen, Error *err) {
    for (uint32_t s = 0; s < seen->rules->signal_count; s++) {
        const SignalRule *rule = &seen->rules->signals[s];
        for (uint32_t i = 0; i < rule->example_count; i++) {
            RunOptions options = {.root = STR("example"),
                                  .texts = rule->examples[i].files,
                                  .text_count = rule->examples[i].file_count,
                                  .threads = 1,
                                  .rules = seen->rules};
            if (!look_at(seen, &options, err)) return false;
        }
    }
    return true;
}

static bool has_input(Str folder, Arena *arena, bool *out, Error *err) {
    FsEntryVec entries = {0};
    if (!fs_list_user_dir(folder, arena, &entries, err)) return false;
    for (uint32_t i = 0; i < entries.len; i++)
        *out = *out ||
               (entries.items[i].kind == FS_DIR && str_eq(entries.items[i].name, STR("input")));
    return true;
}

static bool look_at_fixtures(Seen *seen, Str fixtures, uint32_t threads, Arena *arena, Error *err) {
    FsEntryVec entries = {0};
    if (!fs_list_user_dir(fixtures, arena, &entries, err)) return false;
    uint32_t looked_at = 0;
    for (uint32_t i = 0; i < entries.len; i++) {
        if (entries.items[i].kind != FS_DIR) continue;
        bool is_project = false;
        Str folder =
            str_fmt(arena, STR_FMT "/" STR_FMT, STR_ARG(fixtures), STR_ARG(entries.items[i].name));
        if (!has_input(folder, arena, &is_project, err)) return false;
        RunOptions options = {.root = str_fmt(arena, STR_FMT "/input", STR_ARG(folder)),
                              .threads = threads,
                              .rules = seen->rules};
        if (is_project && !look_at(seen, &options, err)) return false;
        looked_at += is_project;
    }
    return looked_at > 0 || error_set(err, ERROR_USAGE, STR_FMT ": there is no project in */input",
                                      STR_ARG(fixtures));
}

static void remark(const char *kind, Str id, const char *where, Arena *arena,
                   RuleFaultVec *faults) {
    Str text =
        str_fmt(arena, "%s \"" STR_FMT "\": counts nothing in any %s", kind, STR_ARG(id), where);
    vec_push(arena, faults, (RuleFault){text, true});
}

bool unseen_remarks(const Rules *rules, Str fixtures, uint32_t threads, Arena *arena,
                    RuleFaultVec *faults, Error *err) {
    Seen seen = {rules, arena_array(arena, bool, rules->signal_count),
                 arena_array(arena, bool, rules->fact_count),
                 arena_array(arena, bool, rules->framework_count)};
    bool has_fixtures = fixtures.len > 0;
    const char *where = has_fixtures ? "example or project" : "example";
    if (!look_at_examples(&seen, err)) return false;
    if (has_fixtures && !look_at_fixtures(&seen, fixtures, threads, arena, err)) return false;
    for (uint32_t i = 0; has_fixtures && i < rules->fact_count; i++)
        if (!seen.facts[i]) remark("fact", rules->facts[i].id, where, arena, faults);
    for (uint32_t i = 0; has_fixtures && i < rules->framework_count; i++)
        if (!seen.frameworks[i]) remark("framework", rules->frameworks[i].id, where, arena, faults);
    for (uint32_t i = 0; i < rules->signal_count; i++)
        if (!seen.signals[i]) remark("signal", rules->signals[i].id, where, arena, faults);
    return true;
}
