// SPDX-License-Identifier: MIT
// Decisions and baselines as they are written and read again, and what the gates make of them.
#include <criterion/criterion.h>
#include <string.h>

#include "record/record.h"

// A report of one project that is built on Django.
typedef struct World {
    Arena arena;
    Rules rules;
    FrameworkRule frameworks[2];
    FindingRule finding_rule;
    SignalRule signal_rules[2];
    SignalResult signals[2];
    Project project;
    Report report;
} World;

static World *world(void) {
    static World w; // each test is a process of its own
    w = (World){.frameworks = {{.id = STR("django"), .title = STR("Django")},
                               {.id = STR("fastapi"), .title = STR("FastAPI")}},
                .finding_rule = {.id = STR("SOG101"), .level = LEVEL_ERROR},
                .signal_rules = {{.id = STR("b.b")}, {.id = STR("a.a")}}};
    w.rules = (Rules){.digest = STR("0123456789abcdef"),
                      .frameworks = w.frameworks,
                      .framework_count = 2,
                      .findings = &w.finding_rule,
                      .finding_count = 1};
    w.signals[0] = (SignalResult){.rule = &w.signal_rules[0], .count = 3};
    w.signals[1] = (SignalResult){.rule = &w.signal_rules[1], .count = 1};
    w.project = (Project){.root = STR("."), .signals = w.signals, .signal_count = 2};
    w.project.verdict = (Verdict){
        .decision = DECISION_STAY, .from = STR("django"), .has_pull = true, .pull = -0.25};
    w.report = (Report){.rules = &w.rules, .projects = &w.project, .project_count = 1};
    w.report.verdict = w.project.verdict;
    return &w;
}

static bool read_texts(World *w, const char *file, Str text, Records *out, Error *err) {
    FsText *texts = arena_array(&w->arena, FsText, 1);
    texts[0] = (FsText){str_from_c(file), text};
    return record_read(fs_root_of_texts(&w->arena, texts, 1), &w->arena, out, err);
}

static DecisionRecord decided(World *w, DecisionChoice choice) {
    DecisionRecord record;
    Error err = {0};
    choice.reason = STR("Staff \"live\" in it");
    cr_assert(record_decide(&w->report, &choice, &w->arena, &record, &err), "%s", err.text);
    return record;
}

Test(record, what_is_written_is_read_again) {
    World *w = world();
    const DecisionChoice choices[] = {{.is_stay = true},
                                      {.target = STR("fastapi"), .commit = STR("1a2b")},
                                      {.project = STR(".")}};
    for (size_t i = 0; i < ARRAY_LEN(choices); i++) {
        DecisionRecord record = decided(w, choices[i]);
        Buf first = buf_new(&w->arena), second = buf_new(&w->arena);
        Records records;
        Error err = {0};
        record_write_decision(&record, &first);
        cr_assert(read_texts(w, CHANGE_DECISION_FILE, buf_str(&first), &records, &err), "%s",
                  err.text);
        cr_expect_not(records.has_baseline);
        record_write_decision(records.decision, &second);
        cr_expect(str_eq(buf_str(&first), buf_str(&second)), STR_FMT, STR_ARG(buf_str(&second)));
    }
    Records none;
    Error err = {0};
    cr_assert(read_texts(w, "a.py", STR(""), &none, &err));
    cr_expect_null(none.decision);
    arena_free(&w->arena);
}

Test(record, the_digest_is_that_of_what_was_counted) {
    World *w = world();
    Str before = decided(w, (DecisionChoice){0}).evidence;
    SignalResult swapped = w->signals[0];
    w->signals[0] = w->signals[1];
    w->signals[1] = swapped;
    cr_expect(str_eq(decided(w, (DecisionChoice){0}).evidence, before),
              "the order is not evidence");
    w->signals[0].count++;
    cr_expect_not(str_eq(decided(w, (DecisionChoice){0}).evidence, before));
    arena_free(&w->arena);
}

Test(record, a_decision_may_go_another_way) {
    World *w = world();
    DecisionRecord same = decided(w, (DecisionChoice){.is_stay = true});
    cr_expect_not(same.against_advice);
    DecisionRecord other = decided(w, (DecisionChoice){.target = STR("fastapi")});
    cr_expect_eq(other.decision, DECISION_MIGRATE);
    cr_expect(other.against_advice);
    cr_expect_eq(other.advised, DECISION_STAY);
    w->project.verdict.decision = DECISION_SPLIT;
    w->project.verdict.target = STR("fastapi");
    DecisionRecord split = decided(w, (DecisionChoice){.target = STR("fastapi")});
    cr_expect_eq(split.decision, DECISION_SPLIT);
    cr_expect_not(split.against_advice);
    arena_free(&w->arena);
}

Test(record, decisions_that_cannot_be_taken) {
    World *w = world();
    const struct {
        Decision verdict;
        DecisionChoice choice;
        const char *want;
    } cases[] = {
        {DECISION_STAY, {.target = STR("django")}, "built on django already"},
        {DECISION_STAY, {.project = STR("api")}, "no deployable at \"api\""},
        {DECISION_UNDECIDED, {.is_stay = false}, "--stay or --target"},
        {DECISION_NONE, {.is_stay = true}, "nothing to decide"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        DecisionRecord record;
        Error err = {0};
        w->project.verdict.decision = cases[i].verdict;
        cr_expect_not(record_decide(&w->report, &cases[i].choice, &w->arena, &record, &err));
        cr_expect(strstr(err.text, cases[i].want), "row %zu: %s", i, err.text);
    }
    arena_free(&w->arena);
}

Test(record, records_that_cannot_be_understood) {
    World *w = world();
    static const struct {
        const char *file, *text, *want;
    } cases[] = {
        {CHANGE_DECISION_FILE, "", "decision.json"},
        {CHANGE_DECISION_FILE, "[]", "decision.json"},
        {CHANGE_DECISION_FILE, "{}", "format"},
        {CHANGE_DECISION_FILE, "{\"format\": \"stayorgo-decision/2\"}",
         "reads stayorgo-decision/1"},
        {CHANGE_DECISION_FILE,
         "{\"format\": \"stayorgo-decision/1\", \"project\": \".\", \"from\": null, \"decision\": "
         "\"leave\"}",
         "\"leave\" is no decision"},
        {CHANGE_DECISION_FILE,
         "{\"format\": \"stayorgo-decision/1\", \"project\": \".\", \"from\": 3}", "from"},
        {CHANGE_BASELINE_FILE, "{\"format\": \"stayorgo-baseline/1\"}", "findings"},
        {CHANGE_BASELINE_FILE, "{\"format\": \"stayorgo-baseline/1\", \"findings\": {}}",
         "expected a list"},
        {CHANGE_BASELINE_FILE, "{\"format\": \"stayorgo-baseline/1\", \"findings\": [{}]}",
         "fingerprint"},
        {CHANGE_BASELINE_FILE, "{\"format\": \"stayorgo-baseline/1\", \"findings\": [\"a\"]}",
         "baseline.json"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Records records;
        Error err = {0};
        cr_expect_not(read_texts(w, cases[i].file, str_from_c(cases[i].text), &records, &err),
                      "row %zu", i);
        cr_expect(strstr(err.text, cases[i].want), "row %zu: %s", i, err.text);
    }
    arena_free(&w->arena);
}

// --- Findings ------------------------------------------------------------------------------------

enum { FINDINGS = 6 };

// One finding a letter: its fingerprint is that letter, 32 times.
static void put_findings(World *w, const char *letters) {
    uint32_t count = (uint32_t)strlen(letters);
    Finding *findings = arena_array(&w->arena, Finding, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        findings[i] = (Finding){
            .rule = &w->finding_rule, .level = LEVEL_ERROR, .path = STR("a.py"), .pos = {4, 0}};
        memset(findings[i].fingerprint, letters[i], FINDING_FINGERPRINT);
    }
    w->report.findings = findings;
    w->report.finding_count = count;
}

static Finding *finding(World *w, uint32_t i) {
    return (Finding *)(uintptr_t)&w->report.findings[i];
}

static Records baseline_of(World *w) {
    Buf text = buf_new(&w->arena);
    Records records;
    Error err = {0};
    record_write_baseline(&w->report, &text);
    cr_assert(read_texts(w, CHANGE_BASELINE_FILE, buf_str(&text), &records, &err), "%s", err.text);
    cr_assert(records.has_baseline);
    return records;
}

static void expect_states(World *w, const char *want) {
    static const char LETTERS[] = {[FINDING_PLAIN] = 'p',
                                   [FINDING_NEW] = 'n',
                                   [FINDING_UNCHANGED] = 'u',
                                   [FINDING_FIXED] = 'f'};
    char got[FINDINGS + 1] = {0};
    for (uint32_t i = 0; i < w->report.finding_count; i++)
        got[i] = LETTERS[w->report.findings[i].state];
    cr_expect_str_eq(got, want);
}

Test(record, what_the_baseline_knows_is_unchanged) {
    static const struct {
        const char *then, *now, *want;
    } cases[] = {
        {"", "", ""},         {"", "ab", "nn"},  {"ab", "ab", "uu"}, {"ba", "abc", "uun"},
        {"aa", "aaa", "uun"}, {"a", "ba", "nu"}, {"abc", "c", "u"},  {"aab", "aba", "uuu"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        World *w = world();
        put_findings(w, cases[i].then);
        Records records = baseline_of(w);
        put_findings(w, cases[i].now);
        record_baseline(&w->report, &records, &w->arena);
        expect_states(w, cases[i].want);
        arena_free(&w->arena);
    }
}

Test(record, with_a_base_a_finding_is_new_when_neither_knows_it) {
    World *w = world();
    put_findings(w, "a");
    Records records = baseline_of(w);
    put_findings(w, "abcd");
    finding(w, 0)->state = FINDING_NEW;
    finding(w, 1)->state = FINDING_NEW;
    finding(w, 2)->state = FINDING_UNCHANGED;
    finding(w, 3)->state = FINDING_FIXED;
    RevisionChange change = {.findings_new = 2, .findings_unchanged = 1, .findings_fixed = 1};
    w->report.change = &change;
    record_baseline(&w->report, &records, &w->arena);
    expect_states(w, "unuf");
    cr_expect_eq(w->report.change->findings_new, 1);
    cr_expect_eq(w->report.change->findings_unchanged, 2);
    arena_free(&w->arena);
}

Test(record, rules_can_be_ignored_and_have_other_levels) {
    World *w = world();
    put_findings(w, "ab");
    FindingLevelChoice level = {STR("SOG101"), LEVEL_NOTE};
    record_levels(&w->report, &(FindingChoices){.levels = &level, .level_count = 1}, &w->arena);
    cr_expect_eq(w->report.findings[1].level, LEVEL_NOTE);
    Str ignored = STR("SOG101");
    record_levels(&w->report, &(FindingChoices){.ignore = &ignored, .ignore_count = 1}, &w->arena);
    cr_expect_eq(w->report.finding_count, 0);
    arena_free(&w->arena);
}

// --- Gates ---------------------------------------------------------------------------------------

static const GateResult *ask(World *w, GateAsk gate, bool has_baseline) {
    Error err = {0};
    GateOptions options = {&gate, 1, 0.1, has_baseline};
    cr_assert(record_gates(&w->report, &options, &w->arena, &err), "%s", err.text);
    cr_assert_eq(w->report.gate_count, 1);
    return &w->report.gates[0];
}

static void expect_gate(World *w, GateKind kind, bool has_failed, const char *words) {
    const GateResult *gate = ask(w, (GateAsk){.kind = kind, .level = LEVEL_WARNING}, true);
    cr_expect_eq(gate->has_failed, has_failed, STR_FMT, STR_ARG(gate->text));
    cr_expect_neq(str_find_str(gate->text, str_from_c(words)), NONE, STR_FMT, STR_ARG(gate->text));
}

Test(record, flip_compares_the_verdicts_of_two_days) {
    World *w = world();
    expect_gate(w, GATE_FLIP, false, "there is no .stayorgo/decision.json");
    DecisionRecord record = decided(w, (DecisionChoice){.target = STR("fastapi")});
    w->report.record = &record;
    expect_gate(w, GATE_FLIP, false, "is still: stay");
    w->project.verdict.decision = DECISION_MIGRATE;
    w->project.verdict.target = STR("fastapi");
    expect_gate(w, GATE_FLIP, true,
                "is now: migrate to FastAPI; when the team decided it was: stay");
    record.is_first = true;
    expect_gate(w, GATE_FLIP, false, "new with this change");
    record.is_first = false;
    record.root = STR("shop");
    expect_gate(w, GATE_FLIP, true, "gone: shop");
    arena_free(&w->arena);
}

Test(record, drift_is_a_distance_either_way) {
    static const struct {
        double pull;
        bool has_failed;
    } cases[] = {{-0.25, false}, {-0.16, false}, {-0.15, true}, {-0.34, false}, {-0.35, true}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        World *w = world();
        DecisionRecord record = decided(w, (DecisionChoice){0});
        w->report.record = &record;
        w->project.verdict.pull = cases[i].pull;
        expect_gate(w, GATE_DRIFT, cases[i].has_failed, "from -0.25 to ");
        w->project.verdict.has_pull = false;
        expect_gate(w, GATE_DRIFT, false, "no two pulls");
        arena_free(&w->arena);
    }
}

Test(record, new_findings_count_from_their_level_on) {
    World *w = world();
    put_findings(w, "abc");
    expect_gate(w, GATE_NEW_FINDING, false, "no new finding of level warning or above");
    for (uint32_t i = 0; i < 3; i++)
        finding(w, i)->state = FINDING_NEW;
    finding(w, 0)->level = LEVEL_NOTE;
    finding(w, 2)->is_suppressed = true;
    expect_gate(w, GATE_NEW_FINDING, true,
                "1 new finding of level warning or above, such as SOG101");
    finding(w, 1)->level = LEVEL_WARNING;
    cr_expect_not(
        ask(w, (GateAsk){.kind = GATE_NEW_FINDING, .level = LEVEL_ERROR}, true)->has_failed);
    cr_expect(ask(w, (GateAsk){.kind = GATE_NEW_FINDING, .level = LEVEL_NOTE}, true)->has_failed);
    Error err = {0};
    GateAsk gate = {.kind = GATE_NEW_FINDING, .level = LEVEL_NOTE};
    cr_expect_not(record_gates(&w->report, &(GateOptions){&gate, 1, 0.1, false}, &w->arena, &err));
    cr_expect(strstr(err.text, "--base"), "%s", err.text);
    gate.is_configured = true;
    cr_expect(record_gates(&w->report, &(GateOptions){&gate, 1, 0.1, false}, &w->arena, &err));
    cr_expect_not(w->report.gates[0].has_failed);
    cr_expect_neq(str_find_str(w->report.gates[0].text, STR("neither a base")), NONE);
    arena_free(&w->arena);
}

Test(record, undecided_is_about_the_whole) {
    World *w = world();
    expect_gate(w, GATE_UNDECIDED, false, "the verdict is: stay");
    w->report.verdict.decision = DECISION_UNDECIDED;
    expect_gate(w, GATE_UNDECIDED, true, "does not decide");
    arena_free(&w->arena);
}
