// SPDX-License-Identifier: MIT
// One small report for the tests of all formats: a shop on Django, and on top, when asked for, its
// findings, what changed since a base, a decision record, and gates.
//
//   World w;
//   sample_open(&w);          // 42 admin classes, 7 pages, one stream, a problem
//   sample_change(&w);        // five findings of every kind, two gates
//   … &w.report …
//   world_close(&w);
#ifndef TESTS_SAMPLE_REPORT_H
#define TESTS_SAMPLE_REPORT_H

#include "judge_world.h"
#include "model/change.h"

static inline void sample_open(World *w) {
    world_open(w);
    uint32_t admin = world_file(w, "shop/admin.py", ROLE_APP);
    uint32_t views = world_file(w, "shop/views.py", ROLE_APP);
    (void)world_file(w, "tests/test_shop.py", ROLE_TEST);
    world_use(w, WORLD_DJANGO, admin);
    world_entry(w, WORLD_DJANGO, views);
    SignalRule *pages = world_signal(w, "pages", "type", -1, 1);
    pages->say_many = STR("{n} pages are rendered on the server");
    world_invest(w, pages, 0.7);
    SignalRule *classes = world_signal(w, "admin", "admin", -1, 9);
    classes->say_many = STR("staff work in {n} customised admin classes");
    SignalRule *stream = world_signal(w, "stream", "speed", 1, 4);
    stream->say_one = STR("one view streams its response");
    world_hits(w, classes, admin, 41);
    world_hits(w, classes, views, 1);
    world_hits(w, pages, views, 7);
    world_hits(w, stream, views, 1);
    (void)world_judge(w);
    world_result(&w->report.projects[0], "admin")->evidence->text =
        STR("class OrderAdmin(admin.ModelAdmin): # `all`");
    w->report.projects[0].name = STR("shop");
    vec_push(&w->arena, &w->report.problems,
             (Problem){PROBLEM_SYNTAX, STR("shop/old.py"), 3, STR("line 3 could not be parsed")});
}

static const Str SAMPLE_LINKS[] = {STR_CONST("https://docs.example/async")};
static const FindingRule SAMPLE_RULES[] = {
    {.id = STR_CONST("SOG101"),
     .name = STR_CONST("blocking-call-in-async"),
     .level = LEVEL_ERROR,
     .title = STR_CONST("Blocking call in an async function"),
     .why = STR_CONST("While it waits, the event loop serves nobody."),
     .todo = STR_CONST("Await an async client, or hand it to a thread."),
     .links = SAMPLE_LINKS,
     .link_count = 1,
     .read_places = 25,
     .read_right = 24,
     .read_projects = 9},
    {.id = STR_CONST("SOG203"),
     .name = STR_CONST("untyped-body"),
     .level = LEVEL_WARNING,
     .title = STR_CONST("Request body without a type"),
     .why = STR_CONST("Nothing checks what comes in."),
     .todo = STR_CONST("Give the parameter a model.")},
    {.id = STR_CONST("SOG401"),
     .name = STR_CONST("strongest-evidence"),
     .level = LEVEL_NOTE,
     .source = FINDING_FOR,
     .title = STR_CONST("Evidence for the verdict"),
     .why = STR_CONST("It weighs most."),
     .todo = STR_CONST("Nothing.")},
};

static const FindingStep SAMPLE_STEPS[] = {
    {.file = 0, .pos = {2, 4}, .text = STR_CONST("quote() calls fetch()")},
    {.file = 1, .pos = {6, 8}, .text = STR_CONST("fetch() calls requests.get()")},
};

// Sorted by path and place, fixed ones last, as the report has them.
static const Finding SAMPLE_FINDINGS[] = {
    {.rule = &SAMPLE_RULES[0],
     .level = LEVEL_ERROR,
     .file = 0,
     .path = STR_CONST("shop/admin.py"),
     .pos = {2, 4},
     .end = {2, 16},
     .symbol = STR_CONST("shop.admin.quote"),
     .message = STR_CONST("requests.get() holds up the event loop in quote()"),
     .text = STR_CONST("return requests.get(URL)"),
     .steps = SAMPLE_STEPS,
     .step_count = 2,
     .fingerprint = "00000000000000000000000000000001",
     .line_hash = STR_CONST("a7f2ff13bc495cf2:1"),
     .state = FINDING_NEW},
    {.rule = &SAMPLE_RULES[1],
     .level = LEVEL_WARNING,
     .file = 0,
     .path = STR_CONST("shop/admin.py"),
     .pos = {8, 0},
     .end = {8, 9},
     .message = STR_CONST("the body of order() has no type"),
     .text = STR_CONST("def order(body):"),
     .fingerprint = "00000000000000000000000000000002",
     .state = FINDING_UNCHANGED},
    {.rule = &SAMPLE_RULES[2],
     .level = LEVEL_NOTE,
     .file = 1,
     .path = STR_CONST("shop/views.py"),
     .pos = {0, 4},
     .end = {0, 8},
     .message = STR_CONST("for Django: one of 42 admin classes"),
     .fingerprint = "00000000000000000000000000000003"},
    {.rule = &SAMPLE_RULES[0],
     .level = LEVEL_ERROR,
     .file = 1,
     .path = STR_CONST("shop/views.py"),
     .pos = {4, 4},
     .end = {4, 9},
     .message = STR_CONST("time.sleep() holds up the event loop in wait()"),
     .fingerprint = "00000000000000000000000000000004",
     .state = FINDING_NEW,
     .is_suppressed = true,
     .reason = STR_CONST("only in the demo")},
    {.rule = &SAMPLE_RULES[1],
     .level = LEVEL_WARNING,
     .file = NONE,
     .path = STR_CONST("shop/cart.py"),
     .pos = {11, 0},
     .end = {11, 3},
     .message = STR_CONST("the body of add() has no type"),
     .fingerprint = "00000000000000000000000000000005",
     .state = FINDING_FIXED},
};

static const CountMove SAMPLE_SIGNALS[] = {
    {.id = STR_CONST("admin"), .title = STR_CONST("admin"), .from = 41, .to = 42}};
static const CountMove SAMPLE_FACTS[] = {
    {.id = STR_CONST("views"), .title = STR_CONST("views"), .from = 1200, .to = 1204}};
static const VerdictMove SAMPLE_VERDICTS[] = {{.root = STR_CONST("."),
                                               .from = DECISION_UNDECIDED,
                                               .to = DECISION_STAY,
                                               .from_pull = -0.05,
                                               .to_pull = -0.34,
                                               .signals = SAMPLE_SIGNALS,
                                               .signal_count = 1}};
static const RevisionChange SAMPLE_CHANGE = {
    .base = STR_CONST("origin/main"),
    .commit = STR_CONST("1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d"),
    .facts = SAMPLE_FACTS,
    .fact_count = 1,
    .verdicts = SAMPLE_VERDICTS,
    .verdict_count = 1,
    .findings_new = 1,
    .findings_fixed = 1,
    .findings_unchanged = 1,
};
static const DecisionRecord SAMPLE_RECORD = {
    .root = STR_CONST("."),
    .decision = DECISION_MIGRATE,
    .from = STR_CONST("django"),
    .target = STR_CONST("fastapi"),
    .reason = STR_CONST("the team wants types"),
    .against_advice = true,
};
static const GateResult SAMPLE_GATES[] = {
    {.kind = GATE_FLIP, .text = STR_CONST("the verdict is the recorded one")},
    {.kind = GATE_NEW_FINDING,
     .level = LEVEL_WARNING,
     .has_failed = true,
     .text = STR_CONST("one new finding of level warning or above")},
};

static inline void sample_findings(World *w) {
    w->rules.findings = SAMPLE_RULES;
    w->rules.finding_count = ARRAY_LEN(SAMPLE_RULES);
    w->report.findings = arena_array(&w->arena, Finding, ARRAY_LEN(SAMPLE_FINDINGS));
    for (uint32_t i = 0; i < ARRAY_LEN(SAMPLE_FINDINGS); i++)
        w->report.findings[i] = SAMPLE_FINDINGS[i];
    w->report.finding_count = ARRAY_LEN(SAMPLE_FINDINGS);
}

static inline void sample_change(World *w) {
    sample_findings(w);
    w->report.change = &SAMPLE_CHANGE;
    w->report.record = &SAMPLE_RECORD;
    w->report.gates = SAMPLE_GATES;
    w->report.gate_count = ARRAY_LEN(SAMPLE_GATES);
}

// `count` findings like the first, each with a fingerprint and a line of its own.
static inline void sample_many(World *w, uint32_t count, uint8_t level) {
    sample_findings(w);
    Finding *many = arena_array(&w->arena, Finding, count);
    for (uint32_t i = 0; i < count; i++) {
        many[i] = SAMPLE_FINDINGS[0];
        many[i].level = level;
        many[i].pos.row = many[i].end.row = i;
        Str hex = str_fmt(&w->arena, "%032x", i + 1);
        for (uint32_t c = 0; c < hex.len; c++)
            many[i].fingerprint[c] = hex.ptr[c];
    }
    w->report.findings = many;
    w->report.finding_count = count;
}

static inline Str sample_render(World *w, const RenderFormat *format) {
    RenderStyle style = {.columns = 80, .version = STR("1.2.3")};
    Buf buf = buf_new(&w->arena);
    format->render(&w->report, &style, &buf);
    return buf_str(&buf);
}

static inline bool sample_has(Str text, const char *words) {
    return str_find_str(text, str_from_c(words)) != NONE;
}

#endif
