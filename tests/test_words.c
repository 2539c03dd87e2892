// SPDX-License-Identifier: MIT
// Tests of the sentences.
//
//   1204 hits, say "{n} models are registered" -> "1,204 models are registered"
//
// Headlines are compared whole: they are what people read first.
#include <criterion/criterion.h>

#include "judge/words.h"
#include "judge_world.h"

#define ASSERT_STR(got, want)                                                                      \
    cr_assert(str_eq(got, str_from_c(want)), "got \"" STR_FMT "\", want \"%s\"", STR_ARG(got), want)

static SignalRule *add(World *w, const char *id, double lean, uint32_t file, uint32_t hits) {
    SignalRule *rule = world_signal(w, id, "type", lean, 20);
    world_hits(w, rule, file, hits);
    return rule;
}

// A Django project of one file in shop/, which is kept for whoever adds signals.
static uint32_t open_shop(World *w) {
    world_open(w);
    uint32_t file = world_file(w, "shop/admin.py", ROLE_APP);
    world_entry(w, WORLD_DJANGO, file);
    return file;
}

Test(words, phrases_say_how_many) {
    static const struct {
        uint32_t count;
        const char *one, *many, *want;
    } rows[] = {
        {1, "one model", "{n} models", "one model"},
        {1, "{n} model", "{n} models", "1 model"},
        {2, "one model", "{n} models", "2 models"},
        {1204, "one model", "{n} models", "1,204 models"},
        {5, "one", "{n} of {n}", "5 of 5"},
        {5, "one", "models", "models"},
        {5, "one", "{n}", "5"},
        {5, "one", "{m} and {n", "{m} and {n"}, // what is no field stays as it is
        {5, "one", "{{n}}", "{5}"},
        {5, "one", "{names}.", "."}, // there are none
    };
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        World w;
        SignalRule *rule = add(&w, "s", -1, open_shop(&w), rows[i].count);
        rule->say_one = str_from_c(rows[i].one);
        rule->say_many = str_from_c(rows[i].many);
        const Verdict *verdict = &world_judge(&w)->verdict;
        cr_assert_eq(verdict->reason_count, 1);
        ASSERT_STR(verdict->reasons[0].text, rows[i].want);
        world_close(&w);
    }
}

static void name_hits(World *w, const SignalRule *rule, const char *const *names) {
    WorldHits *hits = &w->hits[rule - w->signals];
    for (uint32_t i = 0; i < hits->len; i++)
        hits->items[i].detail = str_from_c(names[i]);
}

Test(words, phrases_name_what_was_found) {
    static const struct {
        const char *names[6];
        const char *want;
    } rows[] = {
        {{"stripe"}, "uses stripe"},
        {{"stripe", "stripe"}, "uses stripe"},
        {{"a", "b"}, "uses a and b"},
        {{"b", "", "a"}, "uses b and a"},
        {{"a", "b", "c", "a"}, "uses a, b and c"},
        {{"a", "b", "c", "d"}, "uses a, b, c and 1 more"},
        {{"a", "b", "c", "d", "e", "f"}, "uses a, b, c and 3 more"},
        {{"a\x1b[2J"}, "uses a\\x1B[2J"},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        World w;
        uint32_t file = open_shop(&w), count = 0;
        while (count < 6 && rows[i].names[count])
            count++;
        SignalRule *rule = add(&w, "s", -1, file, count);
        rule->say_one = rule->say_many = STR("uses {names}");
        name_hits(&w, rule, rows[i].names);
        ASSERT_STR(world_judge(&w)->verdict.reasons[0].text, rows[i].want);
        world_close(&w);
    }
}

static void invest(World *w, double lean, uint32_t file) {
    SignalRule *rule = add(w, "investment", lean, file, 1);
    rule->say_one = STR("one page is rendered");
    world_invest(w, rule, 900);
}

Test(words, headline_of_each_decision) {
    static const struct {
        uint32_t framework;
        uint32_t django, fastapi;
        bool invested;
        const char *want;
    } rows[] = {
        {WORLD_DJANGO, 5, 0, false, "Stay on Django: 5 things are in use."},
        {WORLD_FASTAPI, 0, 1, false, "Stay on FastAPI: one thing is in use."},
        {WORLD_DJANGO, 0, 5, false, "Migrate from Django to FastAPI: 5 things are in use."},
        {WORLD_FLASK, 5, 0, false, "Migrate from Flask to Django: 5 things are in use."},
        {WORLD_DJANGO, 0, 5, true,
         "Stay on Django: one page is rendered; 5 things are in use, but that does not pay for a "
         "move to FastAPI."},
        {WORLD_FLASK, 5, 4, false,
         "Stay on Flask: neither side gains enough (for Django: 5 things are in use; for FastAPI: "
         "4 "
         "things are in use)."},
        {WORLD_FLASK, 5, 5, false,
         "Stay on Flask: neither side gains enough (for Django: 5 things are in use; for FastAPI: "
         "5 "
         "things are in use)."},
        {WORLD_FLASK, 5, 0, true,
         "Stay on Flask: what speaks for Django does not pay for a move (5 things are in use)."},
        {WORLD_DJANGO, 0, 0, false,
         "Undecided between staying on Django and moving: too little in the code speaks for "
         "either side."},
        {WORLD_FRAMEWORKS, 5, 5, false, "Nothing to migrate: no web framework is in use here."},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        World w;
        world_open(&w);
        uint32_t file = world_file(&w, "app.py", ROLE_APP);
        if (rows[i].framework < WORLD_FRAMEWORKS) world_entry(&w, rows[i].framework, file);
        (void)add(&w, "for_django", -1, file, rows[i].django);
        (void)add(&w, "for_fastapi", 1, file, rows[i].fastapi);
        if (rows[i].invested) invest(&w, 0, file);
        ASSERT_STR(world_judge(&w)->verdict.headline, rows[i].want);
        world_close(&w);
    }
}

Test(words, headlines_where_there_is_nothing_to_migrate) {
    World w;
    world_open(&w);
    ASSERT_STR(world_judge(&w)->verdict.headline,
               "Nothing to decide: there is no Python code here.");
    world_close(&w);

    world_open(&w);
    world_use(&w, WORLD_FLASK, world_file(&w, "tests/test_a.py", ROLE_TEST));
    ASSERT_STR(world_judge(&w)->verdict.headline,
               "Nothing to migrate: Flask appears only in tests, examples or tools, not in the "
               "product.");
    world_close(&w);

    world_open(&w);
    uint32_t file = world_file(&w, "plugin.py", ROLE_APP);
    world_use(&w, WORLD_DJANGO, file);
    world_add_hits(&w, &w.plugin[WORLD_DJANGO], file, 1);
    const Verdict *verdict = &world_judge(&w)->verdict;
    ASSERT_STR(verdict->headline, "Nothing to migrate: this extends Django; no application is "
                                  "started here.");
    cr_assert_eq(verdict->reason_count, 0);
    ASSERT_STR(verdict->bottleneck, "");
    world_close(&w);
}

Test(words, split_names_the_package_as_it_is_printed) {
    World w;
    world_open(&w);
    uint32_t engine = world_file(&w,
                                 "infer\x1b"
                                 "ence/run.py",
                                 ROLE_APP);
    uint32_t shop = world_file(&w, "shop/admin.py", ROLE_APP);
    world_entry(&w, WORLD_DJANGO, shop);
    (void)add(&w, "for_django", -1, shop, 9);
    add(&w, "for_fastapi", 1, engine, 8)->criterion = STR("speed");
    const Verdict *verdict = &world_judge(&w)->verdict;
    ASSERT_STR(verdict->headline,
               "Keep Django and carve out infer%1Bence/ as a service: 8 things are in use.");
    ASSERT_STR(verdict->bottleneck, "8 things are in use; look first at infer%1Bence/run.py:1.");
    world_close(&w);
}

// Who is on neither side and stays, stays for what a move costs; what speaks for the sides is against it.
Test(words, between_the_sides_the_price_holds) {
    World w;
    world_open(&w);
    uint32_t file = world_file(&w, "app.py", ROLE_APP);
    world_entry(&w, WORLD_FLASK, file);
    (void)add(&w, "d", -1, file, 5);
    (void)add(&w, "f", 1, file, 4);
    SignalRule *cheap = add(&w, "cheap", 0, file, 2);
    world_invest(&w, cheap, 1);
    SignalRule *dear = add(&w, "dear", 0, file, 30);
    world_invest(&w, dear, 1);
    const Verdict *verdict = &world_judge(&w)->verdict;
    cr_assert_eq(verdict->decision, DECISION_STAY);
    cr_assert_eq(verdict->reason_count, 2);
    ASSERT_STR(verdict->reasons[0].signal->rule->id, "dear");
    cr_assert_eq(verdict->against_count, 2);
    ASSERT_STR(verdict->against[0].text, "for Django: 5 things are in use");
    ASSERT_STR(verdict->against[1].text, "for FastAPI: 4 things are in use");
    ASSERT_STR(verdict->headline,
               "Stay on Flask: neither side is worth some 32 person-days (for Django: 5 "
               "things are in use; for FastAPI: 4 things are in use).");
    world_close(&w);
}

Test(words, reasons_and_the_case_against) {
    World w;
    uint32_t file = open_shop(&w);
    (void)add(&w, "strong", -1, file, 50);
    (void)add(&w, "weak", -1, file, 2);
    (void)add(&w, "weaker", -1, file, 1); // a third of its criterion
    (void)add(&w, "against", 1, file, 3);
    (void)add(&w, "neutral", 0, file, 50);
    invest(&w, -1, file);
    w.signals[w.rules.signal_count - 1].criterion = STR("admin");
    const Verdict *verdict = &world_judge(&w)->verdict;
    static const char *const REASONS[] = {"strong", "weak", "investment"};
    cr_assert_eq(verdict->decision, DECISION_STAY);
    cr_assert_eq(verdict->reason_count, ARRAY_LEN(REASONS));
    for (uint32_t i = 0; i < ARRAY_LEN(REASONS); i++)
        ASSERT_STR(verdict->reasons[i].signal->rule->id, REASONS[i]);
    cr_assert_eq(verdict->against_count, 1);
    ASSERT_STR(verdict->against[0].signal->rule->id, "against");
    world_close(&w);
}

Test(words, an_investment_in_the_other_side_holds_nobody_back) {
    World w;
    uint32_t file = open_shop(&w);
    (void)add(&w, "need", -1, file, 5);
    invest(&w, 1, file);
    const Verdict *verdict = &world_judge(&w)->verdict;
    cr_assert_eq(verdict->effort_days, 0);
    cr_assert_eq(verdict->reason_count, 1, "what costs nothing is no reason");
    ASSERT_STR(verdict->reasons[0].signal->rule->id, "need");
    world_close(&w);
}

Test(words, few_reasons_of_many) {
    World w;
    uint32_t file = open_shop(&w);
    for (uint32_t i = 0; i < 8; i++)
        add(&w, "for_django", -1, file, 50 + i)->criterion = w.criteria[i % 4].id;
    for (uint32_t i = 0; i < 8; i++)
        add(&w, "for_fastapi", 1, file, 1 + i)->criterion = w.criteria[i % 4].id;
    const Verdict *verdict = &world_judge(&w)->verdict;
    cr_assert_eq(verdict->decision, DECISION_STAY);
    cr_assert_eq(verdict->reason_count, WORDS_REASONS_MAX);
    cr_assert_eq(verdict->against_count, WORDS_AGAINST_MAX);
    world_close(&w);
}

Test(words, the_same_places_are_told_once) {
    World w;
    uint32_t file = open_shop(&w);
    uint32_t other = world_file(&w, "shop/views.py", ROLE_APP);
    (void)add(&w, "a", -1, file, 5);
    (void)add(&w, "same", -1, file, 5);
    (void)add(&w, "more", -1, file, 6);
    add(&w, "elsewhere", -1, other, 5)->criterion = STR("curve");
    const Verdict *verdict = &world_judge(&w)->verdict;
    static const char *const REASONS[] = {"more", "a", "elsewhere"};
    cr_assert_eq(verdict->reason_count, ARRAY_LEN(REASONS));
    for (uint32_t i = 0; i < ARRAY_LEN(REASONS); i++)
        ASSERT_STR(verdict->reasons[i].signal->rule->id, REASONS[i]);
    world_close(&w);
}

Test(words, one_investment_is_enough) {
    World w;
    uint32_t file = open_shop(&w);
    (void)add(&w, "need", -1, file, 5);
    for (uint32_t i = 0; i < 3; i++) {
        SignalRule *rule = add(&w, (const char *[]){"a", "b", "c"}[i], -1, file, 10 + i);
        world_invest(&w, rule, 1);
    }
    const Verdict *verdict = &world_judge(&w)->verdict;
    cr_assert_eq(verdict->reason_count, 2);
    cr_assert_eq(verdict->reasons[1].signal->count, 12, "the dearest");
    world_close(&w);
}

Test(words, notes_say_what_was_not_seen) {
    World w;
    uint32_t file = open_shop(&w);
    (void)world_file(&w, "shop/broken.py", ROLE_APP);
    (void)add(&w, "need", -1, file, 5); // of the criterion "Project type"
    (void)world_report(&w);
    ((FileFacts *)w.program.files)[1].is_parsed = false;
    const Verdict *verdict = &world_judge(&w)->verdict;
    static const char *const NOTES[] = {
        "1 of 2 Python files could not be read",
        "no sign in the code of: Performance, Admin, Learning curve",
        "team, traffic, contracts and plans are not in the code; neither is what runs elsewhere",
    };
    cr_assert_eq(verdict->note_count, ARRAY_LEN(NOTES));
    for (uint32_t i = 0; i < ARRAY_LEN(NOTES); i++)
        ASSERT_STR(verdict->notes[i], NOTES[i]);
    world_close(&w);
}
