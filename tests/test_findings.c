// SPDX-License-Identifier: MIT
// What is found in small projects that lie in memory, with the rules of this build: ways through calls,
// one finding for a place, suppressions, fingerprints, and what a decision makes of routes.
//
//   {"shop/a.py": "… requests.get(…)"}  ->  "SOG101 shop/a.py:3"
#include <criterion/criterion.h>

#include "finding/findings.h"
#include "run.h"

#include "base/banned.h"

typedef struct Look {
    Arena arena;
    const DecisionRecord *record;
    Run run;
} Look;

static const Report *scan(Look *look, const FsText *texts, uint32_t count) {
    Error err = {0};
    const Rules *rules;
    cr_assert(run_rules((Str){0}, &look->arena, &rules, &err), "%s", err.text);
    RunOptions options = {.root = STR("project"),
                          .texts = texts,
                          .text_count = count,
                          .threads = 1,
                          .rules = rules,
                          .record = look->record};
    cr_assert(run_once(&options, &look->run, &err), "%s", err.text);
    return &look->run.report;
}

// All but evidence: "SOG101 a.py:3", "!" behind what is suppressed, a line each.
static Str told(Look *look) {
    const Report *report = &look->run.report;
    Buf out = buf_new(&look->arena);
    for (uint32_t i = 0; i < report->finding_count; i++) {
        const Finding *it = &report->findings[i];
        if (finding_is_evidence(it->rule)) continue;
        buf_fmt(&out, STR_FMT " " STR_FMT ":%u%s\n", STR_ARG(it->rule->id), STR_ARG(it->path),
                it->pos.row + 1, it->is_suppressed ? "!" : "");
    }
    return buf_str(&out);
}

static void expect_told(const FsText *texts, uint32_t count, const char *wanted) {
    Look look = {0};
    (void)scan(&look, texts, count);
    Str got = told(&look);
    cr_expect(str_eq(got, str_from_c(wanted)), "got\n" STR_FMT, STR_ARG(got));
    run_free(&look.run);
    arena_free(&look.arena);
}

static FsText one(const char *text) {
    return (FsText){.path = STR("shop/a.py"), .text = str_from_c(text)};
}

Test(findings, each_way_is_told_once) {
    static const struct {
        const char *text, *wanted;
    } rows[] = {
        {"import time\nasync def a():\n    time.sleep(1)\n", "SOG102 shop/a.py:3\n"},
        {"import time\ndef b():\n    time.sleep(1)\nasync def a():\n    b()\n    b()\n",
         "SOG102 shop/a.py:5\n"},
        {"import time\ndef a():\n    b()\ndef b():\n    a()\n    time.sleep(1)\n"
         "async def c():\n    a()\n",
         "SOG102 shop/a.py:8\n"}, // round and round
        {"import time\ndef b():\n    time.sleep(1)\nasync def a():\n    return lambda: b()\n", ""},
        {"import time\nasync def b():\n    time.sleep(1)\nasync def a():\n    await b()\n",
         "SOG102 shop/a.py:3\n"}, // not again where it is awaited
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        FsText text = one(rows[i].text);
        expect_told(&text, 1, rows[i].wanted);
    }
}

Test(findings, steps_lead_to_the_place) {
    Look look = {0};
    FsText text = one("import time\ndef c():\n    time.sleep(1)\ndef b():\n    c()\n"
                      "async def a():\n    b()\n");
    const Report *report = scan(&look, &text, 1);
    cr_assert_eq(report->finding_count, 1);
    const Finding *it = &report->findings[0];
    static const char *const STEPS[] = {"a() calls b()", "b() calls c()", "c() calls time.sleep()"};
    cr_assert_eq(it->step_count, ARRAY_LEN(STEPS));
    for (size_t i = 0; i < ARRAY_LEN(STEPS); i++)
        cr_expect(str_eq(it->steps[i].text, str_from_c(STEPS[i])), STR_FMT,
                  STR_ARG(it->steps[i].text));
    cr_expect(str_eq(it->symbol, STR("shop.a.a")));
    run_free(&look.run);
    arena_free(&look.arena);
}

Test(findings, suppressions) {
    static const struct {
        const char *text, *wanted;
    } rows[] = {
        {"import time\nasync def a():\n    time.sleep(1)  # stayorgo: ignore[SOG102] why\n",
         "SOG102 shop/a.py:3!\n"},
        {"import time\nasync def a():\n    time.sleep(1)  # stayorgo: ignore[SOG102]\n",
         "SOG102 shop/a.py:3!\nSOG902 shop/a.py:3\n"},
        {"import time\nasync def a():\n    time.sleep(1)  # stayorgo: ignore[SOG101] why\n",
         "SOG102 shop/a.py:3\nSOG901 shop/a.py:3\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        FsText text = one(rows[i].text);
        expect_told(&text, 1, rows[i].wanted);
    }
}

static Str fingerprints(Look *look, const char *path, const char *text) {
    FsText file = {.path = str_from_c(path), .text = str_from_c(text)};
    const Report *report = scan(look, &file, 1);
    Buf out = buf_new(&look->arena);
    for (uint32_t i = 0; i < report->finding_count; i++)
        buf_fmt(&out, "%s ", report->findings[i].fingerprint);
    run_free(&look->run);
    return buf_str(&out);
}

Test(findings, fingerprints_are_of_the_code_alone) {
    static const char *const PLAIN = "import time\nasync def a():\n    time.sleep(1)\n"
                                     "    time.sleep(1)\n";
    static const char *const MOVED = "\n\nimport time\nX = 1\nasync def a():\n    time.sleep( # x\n"
                                     "        1)\n    time.sleep(1)\n";
    Look look = {0};
    Str plain = fingerprints(&look, "shop/a.py", PLAIN);
    cr_assert_eq(plain.len, 2 * (FINDING_FINGERPRINT + 1));
    cr_expect(!str_eq(str_sub(plain, 0, 32), str_sub(plain, 33, 65)), "equals are numbered");
    cr_expect(str_eq(plain, fingerprints(&look, "shop/a.py", MOVED)));
    cr_expect(str_eq(plain, fingerprints(&look, "store/b.py", PLAIN)));
    cr_expect(!str_eq(plain, fingerprints(&look, "shop/a.py",
                                          "import time\nasync def b():\n    time.sleep(1)\n"
                                          "    time.sleep(1)\n")));
    arena_free(&look.arena);
}

static const FsText FLASK[] = {
    {.path = STR_CONST("requirements.txt"), .text = STR_CONST("flask\n")},
    {.path = STR_CONST("shop/app.py"),
     .text = STR_CONST("from flask import Flask\napp = Flask(__name__)\n"
                       "@app.route('/orders')\ndef orders():\n    return ''\n"
                       "@app.route('/prices')\ndef prices():\n    return ''\n")},
    {.path = STR_CONST("tests/test_app.py"),
     .text = STR_CONST("from flask import Flask\napp = Flask(__name__)\n"
                       "@app.route('/x')\ndef x():\n    return ''\n")},
};

// Routes of what the record leaves, outside tests; nothing without a record, or with another one.
Test(findings, what_is_being_left) {
    static const DecisionRecord LEAVE = {.root = STR_CONST("."),
                                         .decision = DECISION_MIGRATE,
                                         .from = STR_CONST("flask"),
                                         .target = STR_CONST("fastapi")};
    DecisionRecord stays = LEAVE, elsewhere = LEAVE;
    stays.decision = DECISION_STAY;
    elsewhere.root = STR("api");
    const struct {
        const DecisionRecord *record;
        const char *wanted;
    } rows[] = {
        {&LEAVE, "SOG301 shop/app.py:3\nSOG301 shop/app.py:6\n"},
        {&stays, ""},
        {&elsewhere, ""},
        {NULL, ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        Look look = {.record = rows[i].record};
        (void)scan(&look, FLASK, ARRAY_LEN(FLASK));
        Str got = told(&look);
        cr_expect(str_eq(got, str_from_c(rows[i].wanted)), "row %zu: " STR_FMT, i, STR_ARG(got));
        run_free(&look.run);
        arena_free(&look.arena);
    }
}
