// SPDX-License-Identifier: MIT
// Tests of the report for people.
//
//   41 hits in shop/admin.py of a Django project -> "Stay on Django: 41 things are in use." …
//
// One report is compared whole; over random ones with hostile text in every place that scanned
// text can reach, no line may be too wide or hold a control character.
#include <criterion/criterion.h>
#include <string.h>

#include "base/utf8.h"
#include "judge_world.h"
#include "render/render.h"

enum { ROUNDS = 200, COLUMNS_MIN = 40, COLUMNS_MAX = 80 };

static Str render(World *w, uint32_t columns, bool color) {
    RenderStyle style = {.columns = columns, .color = color, .version = STR("1.2.3")};
    Buf buf = buf_new(&w->arena);
    out_text.render(&w->report, &style, &buf);
    return buf_str(&buf);
}

static Evidence *first_place(World *w, const char *id) {
    return world_result(&w->report.projects[0], id)->evidence;
}

// A shop on Django that also streams.
static void open_shop(World *w) {
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
    world_hits(w, pages, views, 7);
    world_hits(w, stream, views, 1);
    (void)world_judge(w);
    first_place(w, "admin")->text = STR("class OrderAdmin(admin.ModelAdmin):");
    first_place(w, "stream")->text =
        STR("return StreamingHttpResponse(rows(request.user, since=request.GET['since']))");
    w->report.projects[0].name = STR("shop");
    vec_push(&w->arena, &w->report.problems,
             (Problem){PROBLEM_SYNTAX, STR("shop/old.py"), 3, STR("line 3 could not be parsed")});
}

static const char SHOP[] =
    "Stay on Django: staff work in 41 customised admin classes.\n"
    "shop: Django in 1 file; 3 Python files, 30 lines\n"
    "\n"
    "Why\n"
    "  - staff work in 41 customised admin classes\n"
    "      shop/admin.py:1  class OrderAdmin(admin.ModelAdmin):\n"
    "  - 7 pages are rendered on the server\n"
    "      shop/views.py:1\n"
    "\n"
    "Against\n"
    "  - one view streams its response\n"
    "      shop/views.py:1  return StreamingHttpResponse(rows(request.user, since=re…\n"
    "\n"
    "What moving would cost\n"
    "  About 5 person-days to FastAPI, between 2 and 15 (P10 to P90), from unit costs\n"
    "  of what is in use:\n"
    "      4.9  7 pages are rendered on the server\n"
    "  - assumed: no new features\n"
    "\n"
    "How sure\n"
    "  The verdict is firm: it stands in 100 % of 10,000 other weightings. Pull\n"
    "  -0.34, where a move needs more than 0.05; margin to the next verdict 0.22;\n"
    "  confidence 50 %: so much of the code and the matrix could speak.\n"
    "  Another verdict would need:\n"
    "  - admin: none (now 41): undecided\n"
    "\n"
    "Matrix\n"
    "                        Django ◄──────┼──────► FastAPI  evidence\n"
    "  Project type                        │                  0 %\n"
    "  Performance                         │████             29 %\n"
    "  Admin                     ██████████│                 73 %\n"
    "  Learning curve                      │                  0 %\n"
    "\n"
    "Looked at\n"
    "  3 of 3 Python files parsed; 100 % of 9 names resolved; weighed: 2 files of the\n"
    "  product; apart: 1 test, 0 migrations, 0 other files.\n"
    "  Not seen: no sign in the code of: Project type, Learning curve\n"
    "  Not seen: team, traffic, contracts and plans are not in the code; neither is\n"
    "            what runs elsewhere\n"
    "\n"
    "Problems (1)\n"
    "  - shop/old.py:3: line 3 could not be parsed\n";

Test(out_text, whole_report) {
    World w;
    open_shop(&w);
    Str got = render(&w, 80, false);
    cr_assert(str_eq(got, str_from_c(SHOP)), "got\n" STR_FMT, STR_ARG(got));
    world_close(&w);
}

Test(out_text, colour_only_adds) {
    World w;
    open_shop(&w);
    Str plain = render(&w, 80, false);
    Str rest = render(&w, 80, true), piece;
    Buf stripped = buf_new(&w.arena);
    uint32_t codes = 0;
    while (str_cut(rest, '\x1b', &piece, &rest)) {
        buf_str_add(&stripped, piece);
        cr_assert(str_cut(rest, 'm', &piece, &rest), "an unfinished code");
        codes++;
    }
    buf_str_add(&stripped, piece);
    cr_assert_gt(codes, 20);
    cr_assert(str_eq(buf_str(&stripped), plain), STR_FMT, STR_ARG(buf_str(&stripped)));
    world_close(&w);
}

Test(out_text, says_where_even_if_the_path_is_too_long) {
    World w;
    open_shop(&w);
    w.source.files.items[0].path = STR("a/very/deep/folder/with/more/folders/in/it/admin.py");
    Str got = render(&w, 40, false);
    cr_assert_neq(str_find_str(got, STR("\n      …ith/more/folders/in/it/admin.py:1\n")), NONE,
                  STR_FMT, STR_ARG(got));
    world_close(&w);
}

Test(out_text, few_problems_of_many) {
    World w;
    open_shop(&w);
    for (uint32_t i = 0; i < 11; i++)
        vec_push(&w.arena, &w.report.problems, w.report.problems.items[0]);
    Str got = render(&w, 80, false), line;
    uint32_t shown = 0;
    cr_assert_neq(str_find_str(got, STR("Problems (12)")), NONE);
    cr_assert_neq(str_find_str(got, STR("… and 4 more")), NONE);
    while (str_next_line(&got, &line))
        shown += str_starts(line, STR("  - shop/old.py:3: "));
    cr_assert_eq(shown, 8);
    world_close(&w);
}

Test(out_text, empty_repository) {
    World w;
    world_open(&w);
    (void)world_judge(&w);
    Str got = render(&w, 80, false);
    cr_assert(str_starts(got, STR("Nothing to decide: there is no Python code here.\n")));
    cr_assert_eq(str_find_str(got, STR("Matrix")), NONE);
    world_close(&w);
}

// Pieces that garble a terminal, are wide or narrow or long, or break words.
static Str hostile(Random *random, Arena *arena, uint32_t pieces) {
    static const char *const PIECES[] = {
        "\x1b[2J",
        "\x1b]0;x\x07",
        "\r",
        "\n",
        "\b\b",
        "\x7f",
        "\xc2\x9b",
        "\xe2\x80\xae",
        "\xe2\x80\x8b",
        "\xe2\x80\xa8",
        "\xf0\x9f\x98\x80",
        "漢字漢字漢字",
        "e\xcc\x81",
        "\xff\xfe",
        "\xc3",
        "\t",
        " ",
        "  ",
        "/",
        "%",
        "a.py",
        "aVeryLongWordThatHasNoPlaceToBreakAtAllInFortyColumns",
        "{n}",
        "\xf3\xa0\x81\x81",
    };
    Buf buf = buf_new(arena);
    for (uint32_t n = random_below(random, pieces + 1); n > 0; n--)
        buf_c(&buf, PIECES[random_below(random, ARRAY_LEN(PIECES))]);
    return buf_str(&buf);
}

static void randomise(World *w, Random *random) {
    world_open(w);
    world_randomise(w, random);
    for (uint32_t i = 0; i < w->source.files.len; i++)
        w->source.files.items[i].path = hostile(random, &w->arena, 12);
    for (uint32_t i = 0; i < w->rules.signal_count; i++) {
        if (random_below(random, 2)) w->signals[i].say_many = hostile(random, &w->arena, 30);
    }
    for (uint32_t i = 0; i < WORLD_CRITERIA; i++) {
        if (random_below(random, 4) == 0) w->criteria[i].title = hostile(random, &w->arena, 6);
    }
    (void)world_judge(w);
    Project *project = &w->report.projects[0];
    project->name = hostile(random, &w->arena, 20);
    for (uint32_t s = 0; s < project->signal_count; s++) {
        for (uint32_t e = 0; e < project->signals[s].evidence_count; e++) {
            project->signals[s].evidence[e].text = hostile(random, &w->arena, 20);
            project->signals[s].evidence[e].pos.row = random_below(random, 100000);
        }
    }
    for (uint32_t i = random_below(random, 12); i > 0; i--) {
        Problem problem = {PROBLEM_SYNTAX, hostile(random, &w->arena, 12), i,
                           hostile(random, &w->arena, 20)};
        vec_push(&w->arena, &w->report.problems, problem);
    }
}

static void assert_line(Str line, uint32_t columns, uint32_t round) {
    cr_assert_leq(buf_display_width(line), columns, "round %u: " STR_FMT, round, STR_ARG(line));
    for (uint32_t pos = 0, code_point; pos < line.len;) {
        bool is_valid = utf8_next(line, &pos, &code_point);
        cr_assert(is_valid && !utf8_is_unsafe(code_point), "round %u: U+%04X in " STR_FMT, round,
                  code_point, STR_ARG(line));
    }
}

Test(out_text, no_line_is_too_wide_or_does_harm) {
    Random random = {9};
    for (uint32_t round = 0; round < ROUNDS; round++) {
        World w;
        randomise(&w, &random);
        uint32_t columns = COLUMNS_MIN + round % (COLUMNS_MAX - COLUMNS_MIN + 1);
        Str rest = render(&w, columns, false), line;
        cr_assert(str_ends(rest, STR("\n")));
        while (rest.len) {
            cr_assert(str_cut(rest, '\n', &line, &rest));
            assert_line(line, columns, round);
        }
        world_close(&w);
    }
}

Test(out_text, long_text_takes_linear_time) {
    World w;
    open_shop(&w);
    enum { MANY = 2 << 20 };
    Buf wide = buf_new(&w.arena), marks = buf_new(&w.arena);
    buf_repeat(&wide, STR("x"), MANY);
    buf_repeat(&marks, STR("\xcc\x81"), MANY);
    w.report.verdict.headline = buf_str(&wide);
    w.report.projects[0].name = buf_str(&marks);
    w.source.files.items[0].path = buf_str(&wide);
    first_place(&w, "admin")->text = buf_str(&marks);
    first_place(&w, "stream")->text = buf_str(&wide);
    cr_assert_gt(render(&w, 40, false).len, MANY);
    world_close(&w);
}
