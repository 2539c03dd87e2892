// SPDX-License-Identifier: MIT
// Tests of the readers of effort.json, advice.json and profile.json: what is read, and the sentence
// for each kind of mistake.
//
//   {"id": "a.forms", "kind": "carries", "points": 3, …}
//   -> DIR/effort.json: at efforts[0].points: what carries over has no points
#include "rules_set.h"

#define REASONED(value) "{\"value\": " value ", \"why\": \"w\"}"
#define SCALE(low, high, tests)                                                                    \
    "\"scale\": {\"cost_days\": " REASONED("0.1") ", \"blocker_days\": " REASONED(                 \
        "1") ", \"low\": " REASONED(low) ", \"high\": " REASONED(high) ", "                        \
                                                                       "\"untested\": " REASONED(  \
                                                                           "1.5") ", \"tests\": "  \
                                                                                  "\"" tests       \
                                                                                  "\", "           \
                                                                                  "\"assumption\"" \
                                                                                  ": \"a\"}"
#define EFFORTS(list) "{" SCALE("0.5", "2", "models") ", \"efforts\": [" list "]}"
#define EFFORT(id, kind, from, to, of, rest)                                                       \
    "{\"id\": \"" id "\", \"title\": \"t\", \"why\": \"w\", \"say\": [\"one\", \"{n} forms\"],"    \
    " \"kind\": \"" kind "\", \"from\": \"" from "\", \"to\": \"" to "\", \"of\": \"" of "\"" rest \
    "}"
#define FORMS(kind, rest) EFFORT("a.forms", kind, "django", "fastapi", "x.models", rest)

#define ADVICE_OF(of, decisions, rest)                                                             \
    "{\"advice\": [{\"id\": \"a.queue\", \"title\": \"t\", \"why\": \"w\","                        \
    " \"say\": [\"one\", \"{n} calls\"], \"of\": \"" of "\", \"decisions\": [" decisions "]" rest  \
    "}]}"
#define ADVICE(decisions, rest) ADVICE_OF("x.models", decisions, rest)

Test(rules_moves, reads_prices_and_advice) {
    jsonio_init();
    Arena arena = {0};
    Error err = {0};
    Rules rules;
    const char *efforts = EFFORTS(FORMS("cost", ", \"points\": 5") ", " EFFORT(
        "a.tables", "carries", "other", "fastapi", "models", ""));
    Str dir = rules_set_make(&arena, "effort.json", efforts);
    rules_set_write(&arena, dir, "advice.json",
                    ADVICE("\"stay\", \"split\"", ", \"from\": [\"flask\"], \"when\": [{\"fact\":"
                                                  " \"x.models\", \"max\": 3}], \"step\": 7"));
    rules_set_write(&arena, dir, "profile.json",
                    "{\"profile\": [{\"of\": \"x.models\", \"say\": [\"one\", \"{n} m\"]}]}");
    cr_assert(rules_load_dir(dir, &arena, &rules, &err), "%s", err.text);
    rules_set_remove(&arena, dir);

    cr_assert_eq(rules.effort_count, 2);
    const EffortRule *forms = &rules.efforts[0], *tables = &rules.efforts[1];
    cr_assert(forms->kind == EFFORT_COST && forms->from == SIDE_DJANGO &&
              forms->to == SIDE_FASTAPI && forms->points == 5);
    cr_assert(tables->kind == EFFORT_CARRIES && tables->points == 0 && tables->from == SIDE_OTHER);
    cr_assert(str_eq(tables->of, STR("models")), "a fact has a price too");
    cr_assert_eq(rules.scale.cost_days, 0.1);
    cr_assert_eq(rules.scale.untested, 1.5);
    const AdviceRule *advice = &rules.advice[0];
    cr_assert_eq(advice->decisions, 1u << DECISION_STAY | 1u << DECISION_SPLIT);
    cr_assert(advice->from_count == 1 && advice->to_count == 0 && advice->step == 7);
    cr_assert_eq(advice->when[0].max, 3);
    cr_assert(str_eq(rules.profile[0].say_many, STR("{n} m")));
    arena_free(&arena);
}

typedef struct Row {
    const char *text, *sentence;
} Row;

static void expect_refusals(const char *file, const Row *rows, size_t count) {
    jsonio_init();
    for (size_t i = 0; i < count; i++)
        rules_set_expect_refusal(file, rows[i].text, rows[i].sentence);
}

Test(rules_moves, refuses_bad_prices) {
#define POINTS ", \"points\": 3"
    static const Row rows[] = {
        {"{\"efforts\": []}", ": missing key \"scale\""},
        {"{" SCALE("0.5", "2", "models") "}", ": missing key \"efforts\""},
        {"{" SCALE("2", "2", "models") ", \"efforts\": []}",
         ": at scale.low.value: expected a number above 0 and at most 1"},
        {"{" SCALE("0.5", "0.5", "models") ", \"efforts\": []}",
         ": at scale.high.value: expected a number of at least 1 and at most 100"},
        {"{" SCALE("0.5", "2", "tests") ", \"efforts\": []}",
         ": at scale.tests: \"tests\" is not the id of a fact or signal"},
        {"{\"scale\": {\"cost_days\": {\"value\": 1}}, \"efforts\": []}",
         ": at scale.cost_days: missing key \"why\""},
        {EFFORTS(FORMS("cost", "")), ": at efforts[0]: missing key \"points\""},
        {EFFORTS(FORMS("cost", ", \"points\": 4")),
         ": at efforts[0].points: expected 0, 1, 3, 5, 7 or 13"},
        {EFFORTS(FORMS("carries", POINTS)),
         ": at efforts[0].points: what carries over has no points"},
        {EFFORTS(FORMS("free", POINTS)),
         ": at efforts[0].kind: \"free\" is none of: cost, carries, blocker, due"},
        {EFFORTS(FORMS("cost", POINTS ", \"colour\": 1")),
         ": at efforts[0]: unknown key \"colour\"; allowed: id, title, …"},
        {EFFORTS(EFFORT("a", "cost", "fastapi", "fastapi", "x.models", POINTS)),
         ": at efforts[0].to: nothing moves to where it is"},
        {EFFORTS(EFFORT("a", "cost", "django", "other", "x.models", POINTS)),
         ": at efforts[0].to: \"other\" is none of: django, fastapi"},
        {EFFORTS(EFFORT("a", "cost", "django", "fastapi", "x.forms", POINTS)),
         ": at efforts[0].of: \"x.forms\" is not the id of a fact or signal"},
        {EFFORTS(FORMS("cost", POINTS) ", " FORMS("cost", POINTS)),
         ": at efforts[1].id: the id \"a.forms\" is already taken"},
        {EFFORTS(FORMS("cost", POINTS) ", " EFFORT("b", "blocker", "django", "fastapi", "x.models",
                                                   POINTS)),
         ": at efforts[1]: \"x.models\" has a price already, \"a.forms\""},
    };
    expect_refusals("effort.json", rows, ARRAY_LEN(rows));
}

Test(rules_moves, refuses_bad_advice) {
#define STEP ", \"step\": 1"
    static const Row rows[] = {
        {"{}", ": missing key \"advice\""},
        {ADVICE("", STEP), ": at advice[0].decisions: expected a list of decisions"},
        {ADVICE("\"leave\"", STEP), ": at advice[0].decisions[0]: \"leave\" is none of: stay, …"},
        {ADVICE("\"stay\"", ""), ": at advice[0]: missing key \"step\""},
        {ADVICE("\"stay\"", ", \"step\": 0"), ": at advice[0].step: expected a step from 1 to 99"},
        {ADVICE("\"stay\"", STEP ", \"from\": [\"rails\"]"),
         ": at advice[0].from[0]: \"rails\" is not the id of a framework"},
        {ADVICE("\"stay\"", STEP ", \"to\": []"),
         ": at advice[0].to: expected a list of frameworks"},
        {ADVICE("\"stay\"", STEP ", \"when\": [{\"fact\": \"fields\", \"min\": 1}]"),
         ": at advice[0].when[0].fact: \"fields\" is not the id of a signal"},
        {ADVICE("\"stay\"", STEP ", \"when\": [{\"fact\": \"x.models\"}]"),
         ": at advice[0].when[0]: expected min or max"},
        {ADVICE_OF("models", "\"stay\"", STEP),
         ": at advice[0].of: \"models\" is not the id of a signal"},
        {ADVICE("\"stay\"", STEP ", \"colour\": 1"),
         ": at advice[0]: unknown key \"colour\"; allowed: id, title, …"},
    };
    expect_refusals("advice.json", rows, ARRAY_LEN(rows));
}

Test(rules_moves, refuses_a_bad_profile) {
    static const Row rows[] = {
        {"{\"profile\": [{\"of\": \"models\", \"say\": [\"one\", \"{n} m\"]}]}",
         ": at profile[0].of: \"models\" is not the id of a signal"},
        {"{\"profile\": [{\"of\": \"x.models\", \"say\": [\"one\"]}]}",
         ": at profile[0].say: expected two sentences: for one, and for {n}"},
        {"{\"profile\": [{\"of\": \"x.models\", \"say\": [\"one\", \"many\"]}]}",
         ": at profile[0].say[1]: the sentence lacks {n}"},
    };
    expect_refusals("profile.json", rows, ARRAY_LEN(rows));
}
