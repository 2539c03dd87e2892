// SPDX-License-Identifier: MIT
// stayorgo rules: for those who write rules.
//
//     stayorgo rules list                     every signal: kind, criterion, lean, weight
//     stayorgo rules check my-rules           what is wrong with them, all of it
//     stayorgo rules test admin.actions       whether its examples hold
//
// Exit status: 2 when a rule is wrong, as for every command with such rules; 1 when an example does
// not hold; with --strict 3 when there is a remark or a signal lacks an example. Adding a verb: a
// function and a row in VERBS.
// Limits: a mistake hides others of the same entry; they come up once it is mended.
#include "base/fs.h"
#include "cli/example.h"
#include "cli/nearest.h"
#include "cli/session.h"
#include "cli/style.h"
#include "cli/unseen.h"

#include "base/banned.h"

typedef struct Verb {
    const char *name;
    bool (*run)(Session *session, const StrVec *rest, Buf *out, Outcome *outcome, Error *err);
    bool needs_rules;     // whole and right ones
    const char *argument; // what may follow the verb, NULL for nothing
    uint32_t most;        // of them
} Verb;

// --- list ----------------------------------------------------------------------------------------

static bool list(Session *session, const StrVec *ids, Buf *out, Outcome *outcome, Error *err) {
    (void)ids;
    (void)outcome;
    const Options *options = session->options;
    Output output = options->outputs.len ? options->outputs.items[0] : (Output){STR("text"), {0}};
    RenderStyle style = style_for(options, output.file);
    if (str_eq(output.format, STR("json"))) {
        run_rulebook()->list_json(session->rules, &style, out);
        return true;
    }
    if (!str_eq(output.format, STR("text")))
        return error_set(err, ERROR_USAGE,
                         "there is no format \"" STR_FMT "\" for a list; there are: text, json",
                         STR_ARG(output.format));
    run_rulebook()->list(session->rules, options->claims, &style, out);
    return true;
}

// --- test ----------------------------------------------------------------------------------------

static bool test_rule(Session *session, uint32_t number, RuleTest *out, Outcome *outcome,
                      Error *err) {
    out->rule = rulebook_examples(session->rules, number);
    const RuleExamples *rule = &out->rule;
    if (!example_run_all(session->rules, rule, &session->arena, &out->runs, err)) return false;
    for (uint32_t i = 0; i < rule->len; i++)
        if (!rulebook_holds(&rule->items[i], &out->runs[i])) outcome->has_failed = true;
    if (!rulebook_has_positive(rule) || !rulebook_has_lookalike(rule)) outcome->has_problems = true;
    return true;
}

static bool wants(const StrVec *ids, Str id) {
    for (uint32_t i = 0; i < ids->len; i++)
        if (str_eq(ids->items[i], id)) return true;
    return ids->len == 0;
}

static bool check_ids(const Rules *rules, const StrVec *ids, Error *err) {
    for (uint32_t i = 0; i < ids->len; i++) {
        bool is_known = false;
        for (uint32_t r = 0; r < rulebook_examples_count(rules); r++)
            is_known = is_known || str_eq(rulebook_examples(rules, r).id, ids->items[i]);
        if (!is_known) return nearest_error(rules, SUBJECT_SIGNAL, ids->items[i], err);
    }
    return true;
}

static bool test(Session *session, const StrVec *ids, Buf *out, Outcome *outcome, Error *err) {
    const Rules *rules = session->rules;
    if (!check_ids(rules, ids, err)) return false;
    uint32_t count = rulebook_examples_count(rules);
    RuleTest *items = arena_array(&session->arena, RuleTest, count);
    RuleTests tests = {items, 0};
    for (uint32_t i = 0; i < count; i++) {
        if (!wants(ids, rulebook_examples(rules, i).id)) continue;
        if (!test_rule(session, i, &items[tests.len++], outcome, err)) return false;
    }
    RenderStyle style = style_for(session->options, (Str){0});
    run_rulebook()->examples(&tests, &style, out);
    return true;
}

// --- check ---------------------------------------------------------------------------------------

static bool check(Session *session, const StrVec *dirs, Buf *out, Outcome *outcome, Error *err) {
    const Options *options = session->options;
    if (dirs->len > 0 && options->rules_dir.len > 0)
        return error_set(err, ERROR_USAGE, "\"rules check\" takes a DIR or --rules DIR, not both");
    Str dir = dirs->len > 0 ? dirs->items[0] : options->rules_dir;
    RuleFaultVec faults = {0};
    const Rules *rules;
    if (!run_check_rules(dir, &session->arena, &rules, &faults, err)) return false;
    if (rules &&
        !unseen_remarks(rules, options->fixtures, options->threads, &session->arena, &faults, err))
        return false;
    outcome->has_mistakes = !rules;
    outcome->has_problems = faults.len > 0;
    RenderStyle style = style_for(options, (Str){0});
    run_rulebook()->faults(&faults, &style, out);
    return true;
}

// --- The verbs -----------------------------------------------------------------------------------

static const Verb VERBS[] = {
    {"list", list, .needs_rules = true},
    {"check", check, .argument = "DIR", .most = 1},
    {"test", test, .needs_rules = true, .argument = "ID", .most = UINT32_MAX},
};

static const Verb *find_verb(const Options *options, Error *err) {
    Str name = options->paths.len ? options->paths.items[0] : (Str){0};
    for (uint32_t i = 0; i < ARRAY_LEN(VERBS); i++)
        if (str_eq(name, str_from_c(VERBS[i].name))) return &VERBS[i];
    (void)error_set(err, ERROR_USAGE, "expected \"rules list\", \"rules check\" or \"rules test\"");
    return NULL;
}

bool cmd_rules(const Options *options, Outcome *outcome, Error *err) {
    const Verb *verb = find_verb(options, err);
    if (!verb) return false;
    if (options->outputs.len > (verb->run == list ? 1 : 0))
        return error_set(err, ERROR_USAGE, "only \"rules list\" takes -o, and only one");
    if (options->fixtures.len > 0 && verb->run != check)
        return error_set(err, ERROR_USAGE, "--fixtures goes with \"rules check\"");
    StrVec rest = {options->paths.items + 1, options->paths.len - 1, 0};
    if (rest.len > verb->most)
        return error_set(err, ERROR_USAGE, "\"rules %s\" takes %s %s", verb->name,
                         verb->argument ? "one" : "no", verb->argument ? verb->argument : "ID");
    Session session = {.options = options};
    bool ok =
        !verb->needs_rules || run_rules(options->rules_dir, &session.arena, &session.rules, err);
    if (ok) {
        Buf out = buf_new(&session.arena);
        Str file = options->outputs.len ? options->outputs.items[0].file : (Str){0};
        ok = verb->run(&session, &rest, &out, outcome, err) &&
             session_write(file, buf_str(&out), outcome, err);
    }
    session_close(&session);
    return ok;
}
