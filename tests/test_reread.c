// SPDX-License-Identifier: MIT
// Tests of reading a report back.
//
//   random repository -> judged -> JSON -> read back -> judged again -> the same JSON
//
// And of what is refused: a report whose one value is changed by hand.
#include <criterion/criterion.h>
#include <string.h>

#include "judge_world.h"
#include "render/render.h"
#include "reread/reread.h"

enum { ROUNDS = 300 };

static Str render(const Report *report, Arena *arena) {
    Buf buf = buf_new(arena);
    out_json.render(report, &(RenderStyle){.version = STR("1.2.3")}, &buf);
    return buf_str(&buf);
}

static Str text_of(World *w) {
    return render(world_judge(w), &w->arena);
}

static bool reread(World *w, Str text, Reread *out, Error *err) {
    RereadInput input = {text, STR("r.json"), &w->rules};
    return reread_report(&input, &w->arena, out, err);
}

// A split, so that a report has all there is.
static void open_shop(World *w) {
    world_open(w);
    uint32_t run_py = world_file(w, "inference/run%.py", ROLE_APP);
    uint32_t admin_py = world_file(w,
                                   "shop/\xff"
                                   "admin.py",
                                   ROLE_APP);
    (void)world_file(w, "tests/test_shop.py", ROLE_TEST);
    world_use(w, WORLD_DJANGO, admin_py);
    world_entry(w, WORLD_DJANGO, admin_py);
    world_use(w, WORLD_FLASK, run_py);
    SignalRule *admin = world_signal(w, "admin", "admin", -1, 8);
    world_hits(w, admin, admin_py, 4);
    world_hits(w, world_signal(w, "wait", "speed", 1, 12), run_py, 4);
    SignalRule *pages = world_signal(w, "pages", "type", -1, 0);
    world_invest(w, pages, 0.5);
    world_hits(w, pages, admin_py, 3);
    (void)world_report(w);
    for (uint32_t i = 0; i < w->hits[0].len; i++)
        w->hits[0].items[i].detail = STR("Order\x1b<Admin>");
}

Test(reread, a_report_read_back_is_the_same_report) {
    Random random = {71};
    for (uint32_t round = 0; round < ROUNDS; round++) {
        World w;
        Reread saved;
        Error err = {0};
        world_open(&w);
        world_randomise(&w, &random);
        Str text = text_of(&w);
        cr_assert(reread(&w, text, &saved, &err), "round %u: %s", round, err.text);
        judge_again(&saved.report, &saved.rescored, &w.arena);
        cr_assert_null(saved.report.rescored, "round %u", round);
        Str again = render(&saved.report, &w.arena);
        cr_assert(str_eq(text, again), "round %u:\n" STR_FMT "\n" STR_FMT, round, STR_ARG(text),
                  STR_ARG(again));
        world_close(&w);
    }
}

Test(reread, keeps_paths_names_and_cuts) {
    World w;
    Reread saved;
    Error err = {0};
    open_shop(&w);
    Str text = text_of(&w);
    cr_assert(reread(&w, text, &saved, &err), "%s", err.text);
    const Project *project = &saved.report.projects[0];
    cr_assert_eq(project->framework_count, 2);
    cr_assert(str_eq(project->base->rule->id, STR("django")));
    cr_assert_eq(project->signal_count, 3);
    Str path = saved.source.files.items[project->signals[0].evidence[0].file].path;
    cr_assert(str_eq(path, STR("shop/\xff"
                               "admin.py")));
    cr_assert_eq(project->signals[0].evidence[0].pos.col, 4);
    cr_assert(str_eq(project->signals[0].names[0], STR("Order\x1b<Admin>")));
    cr_assert_eq(project->tally.cut_count, 1);
    cr_assert(str_eq(project->tally.cuts[0].directory, STR("inference")));
    cr_assert_eq(saved.rescored.before[0].decision, DECISION_SPLIT);
    judge_again(&saved.report, &saved.rescored, &w.arena);
    cr_assert(str_eq(text, render(&saved.report, &w.arena)));
    world_close(&w);
}

// The text with the first `from` replaced; the test fails where there is none.
static Str replaced(World *w, Str text, const char *from, const char *to) {
    Str needle = str_from_c(from);
    uint32_t at = str_find_str(text, needle);
    cr_assert_neq(at, NONE, "no %s in:\n" STR_FMT, from, STR_ARG(text));
    return str_fmt(&w->arena, STR_FMT "%s" STR_FMT, STR_ARG(str_sub(text, 0, at)), to,
                   STR_ARG(str_sub(text, at + needle.len, text.len)));
}

typedef struct Row {
    const char *from, *to;
    const char *words; // of the sentence
} Row;

Test(reread, what_cannot_be_is_refused_by_name) {
    static const Row rows[] = {
        {"stayorgo-report/1", "stayorgo-report/2", "another format"},
        {"\"schema\": \"stayorgo-report/1\"", "\"schema\": 1", "no report of stayorgo"},
        {"\"repository\"", "\"repo\"", "missing key \"repository\""},
        {"\"git\": false", "\"git\": null", "repository.git: expected true or false"},
        {"\"count\": 4", "\"count\": null", "signals[0].count: expected a whole number"},
        {"\"count\": 4", "\"count\": -4", "signals[0].count: expected a whole number"},
        {"\"count\": 4", "\"count\": 4e300", "signals[0].count: expected a whole number"},
        {"\"count\": 4", "\"count\": 4000000000", "more than any repository has"},
        {"\"count\": 4", "\"count\": 0", "found nothing"},
        {"\"count\": 4", "\"count\": 4, \"count\": 4", "duplicate"},
        {"\"id\": \"wait\"", "\"id\": \"admin\"", "twice"},
        {"\"id\": \"flask\"", "\"id\": \"django\"", "twice"},
        {"\"id\": \"django\"", "\"id\": \"rails\"", "know no framework \"rails\""},
        {"\"framework\": \"django\"", "\"framework\": \"flask\"", "first of"},
        {"\"kind\": \"need\"", "\"kind\": \"wish\"", "no kind \"wish\""},
        {"\"line\": 1", "\"line\": 0", "count from 1"},
        {"\"column\": 5", "\"column\": 0", "count from 1"},
        {"\"names_total\": 1", "\"names_total\": 0", "names_total"},
        {"\"none\": null", "\"none\": \"bored\"", "no reason \"bored\""},
        {"\"files_parsed\": 3", "\"files_parsed\": 4", "more than \"files\""},
        {"\"app\": 2", "\"app\": 3", "add up"},
        {"\"wait\": 4\n", "\"wait\": 5\n", "more than there are in all"},
        {"\"is_separate\": false", "\"is_separate\": 0", "expected true or false"},
        {"\"decision\": \"split\"", "\"decision\": \"flee\"", "no decision \"flee\""},
        {"\"projects\": [", "\"projects\": 3, \"other\": [", "expected an array"},
        {"\"numbers\": {", "\"numbers\": [], \"other\": {", "weights.numbers: expected an object"},
        {"\"inertia\": [0.1]", "\"inertia\": 0.1", "weights.numbers.inertia: expected an array"},
        {"\"inertia\": [0.1]", "\"inertia\": [null]", "inertia[0]: expected a number"},
        {"\"lines\": 30", "\"lines\": -1", "facts.lines"},
        {"\"sizes\": {", "\"sizes\": 3, \"other\": {", "sizes: expected an object"},
        {"\"efforts\": {\"pages.0_1\": 3}", "\"efforts\": []", "object or null"},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        World w;
        Reread saved;
        Error err = {0};
        open_shop(&w);
        Str broken = replaced(&w, text_of(&w), rows[i].from, rows[i].to);
        cr_assert(!reread(&w, broken, &saved, &err), "row %u", i);
        cr_assert(strstr(err.text, rows[i].words), "row %u: %s", i, err.text);
        cr_assert(str_starts(str_from_c(err.text), STR("r.json: ")), "row %u: %s", i, err.text);
        world_close(&w);
    }
}

Test(reread, rules_that_lack_or_have_more) {
    World w;
    Reread saved;
    Error err = {0};
    open_shop(&w);
    Str text = replaced(&w, text_of(&w), "\"id\": \"wait\"", "\"id\": \"await\"");
    text = replaced(&w, text, "\"wait\": 4\n", "\"await\": 4\n");
    text = replaced(&w, text, "\"admin\": [8, 4, -1, 0]", "\"administration\": [8, 4, -1, 0]");
    cr_assert(reread(&w, text, &saved, &err), "%s", err.text);
    cr_assert_eq(saved.rescored.gone.len, 1);
    cr_assert(str_eq(saved.rescored.gone.items[0], STR("await")));
    cr_assert_eq(saved.rescored.lacking.len, 1);
    cr_assert(str_eq(saved.rescored.lacking.items[0], STR("admin")));
    judge_again(&saved.report, &saved.rescored, &w.arena);
    cr_assert_not_null(saved.report.rescored);
    world_close(&w);
}

Test(reread, a_what_if_is_not_decided_again) {
    World w;
    Reread saved;
    Error err = {0};
    open_shop(&w);
    Str text = replaced(&w, text_of(&w), "\"problems\"",
                        "\"rescored\": {\"changes\": [{\"kind\": \"what_if\"}]}, \"problems\"");
    cr_assert(!reread(&w, text, &saved, &err));
    cr_assert(strstr(err.text, "--what-if"), "%s", err.text);
    world_close(&w);
}
