// SPDX-License-Identifier: MIT
// Tests of the report as Markdown.
//
//   41 hits in shop/admin.py of a Django project -> "## Stay on Django: 41 things are in use." …
//
// One report is compared whole; others hold more than a comment can take. What a real reader of
// Markdown makes of a report with hostile names is tested by tests/cli/test_markdown.py.
#include <criterion/criterion.h>

#include "render/render.h"
#include "sample_report.h"

enum { COMMENT_MAX = 65536 };

static void render_to(World *w, Buf *buf) {
    RenderStyle style = {.columns = 80, .version = STR("1.2.3")};
    out_markdown.render(&w->report, &style, buf);
}

static const char SHOP[] =
    "## Stay on Django: staff work in 42 customised admin classes.\n"
    "\n"
    "`shop`: Django in 1 file; 3 Python files, 30 lines\n"
    "\n"
    "### Why\n"
    "\n"
    "- staff work in 42 customised admin classes\\\n"
    "  `shop/admin.py:1` `` class OrderAdmin(admin.ModelAdmin): # `all` ``; also "
    "`shop/views.py:1`, `shop/admin.py:2`\n"
    "- 7 pages are rendered on the server\\\n"
    "  `shop/views.py:1`; also `shop/views.py:2`, `shop/views.py:3`\n"
    "\n"
    "### Against\n"
    "\n"
    "- one view streams its response\\\n"
    "  `shop/views.py:1`\n"
    "\n"
    "<details><summary>What moving would cost: about 5 person-days</summary>\n"
    "\n"
    "About 5 person-days to FastAPI, between 2 and 15 (P10 to P90), from unit costs of what is in "
    "use:\n"
    "\n"
    "| Person-days | For |\n"
    "|--:|---|\n"
    "| 4.9 | 7 pages are rendered on the server |\n"
    "\n"
    "- assumed: no new features\n"
    "\n"
    "</details>\n"
    "\n"
    "### How sure\n"
    "\n"
    "The verdict is firm: it stands in 100 % of 10,000 other weightings. Pull -0.34, where a move "
    "needs more than 0.05; margin to the next verdict 0.22; confidence 50 %: so much of the code "
    "and the matrix could speak.\n"
    "\n"
    "Another verdict would need:\n"
    "\n"
    "- admin: none (now 42): undecided\n"
    "\n"
    "<details><summary>Matrix: what the code needs, and which side that suits</summary>\n"
    "\n"
    "| Criterion | Django ◄ ► FastAPI | Evidence |\n"
    "|---|:-:|--:|\n"
    "| Project type | `··········│··········` | 0 % |\n"
    "| Performance | `··········│███·······` | 29 % |\n"
    "| Admin | `···███████│··········` | 73 % |\n"
    "| Learning curve | `··········│··········` | 0 % |\n"
    "\n"
    "</details>\n"
    "\n"
    "<details><summary>Looked at: 3 of 3 Python files</summary>\n"
    "\n"
    "3 of 3 Python files parsed; 100 % of 9 names resolved; weighed: 2 files of the product; "
    "apart: 1 test, 0 migrations, 0 other files.\n"
    "\n"
    "- Not seen: no sign in the code of: Project type, Learning curve\n"
    "- Not seen: team, traffic, contracts and plans are not in the code; neither is what runs "
    "elsewhere\n"
    "\n"
    "</details>\n"
    "\n"
    "<details><summary>Problems (1)</summary>\n"
    "\n"
    "- `shop/old.py:3`: line 3 could not be parsed\n"
    "\n"
    "</details>\n"
    "\n"
    "From stayorgo 1.2.3; `stayorgo scan --explain=tree` shows how the figures add up.\n";

Test(out_markdown, whole_report) {
    World w;
    sample_open(&w);
    Str got = sample_render(&w, &out_markdown);
    cr_assert(str_eq(got, str_from_c(SHOP)), "got\n" STR_FMT, STR_ARG(got));
    world_close(&w);
}

Test(out_markdown, what_a_change_brings) {
    World w;
    sample_open(&w);
    sample_change(&w);
    Str got = sample_render(&w, &out_markdown);
    static const char EXPECTED[] =
        "\n### Gates\n\n"
        "- ✅ flip passed: the verdict is the recorded one\n"
        "- ❌ new-finding failed: one new finding of level warning or above\n"
        "\n### New findings (1)\n\n"
        "- **error** `shop/admin.py:3` requests.get() holds up the event loop in quote() "
        "(SOG101)\\\n"
        "  `return requests.get(URL)`, by way of `shop/views.py:7`\\\n"
        "  Await an async client, or hand it to a thread.\n"
        "\n### What changed\n\n"
        "The team decided: migrate to FastAPI, against the advice. Reason: the team wants types\n"
        "\n"
        "Since origin/main (1a2b3c&#8203;4d5e6f): one new finding, one fixed, one as before.\n"
        "\n"
        "- stay, was: undecided; pull -0.34, was -0.05.\n"
        "  - admin: 42, was 41\n"
        "\n<details><summary>Counts that moved</summary>\n\n"
        "- views: 1,204, was 1,200\n"
        "\n</details>\n"
        "\n### Why\n";
    cr_assert(sample_has(got, EXPECTED), STR_FMT, STR_ARG(got));
    world_close(&w);
}

// What a change does not touch is folded up, and a host that is known has pages to lead to.
Test(out_markdown, a_verdict_as_before_on_a_host) {
    World w;
    sample_open(&w);
    sample_change(&w);
    VerdictMove move = SAMPLE_VERDICTS[0];
    RevisionChange change = SAMPLE_CHANGE;
    move.from = move.to;
    move.from_target = move.to_target;
    change.verdicts = &move;
    w.report.change = &change;
    RenderStyle style = {.version = STR("1.2.3"),
                         .folder = STR("a b"),
                         .origin = {.files = STR("https://x.example/o/r/blob/1a2b")}};
    Buf out = buf_new(&w.arena);
    out_markdown.render(&w.report, &style, &out);
    Str got = buf_str(&out);
    static const char *const PARTS[] = {
        "- **error** [`shop/admin.py:3`](https://x.example/o/r/blob/1a2b/a%20b/shop/admin.py#L3) "
        "requests",
        ", by way of "
        "[`shop/views.py:7`](https://x.example/o/r/blob/1a2b/a%20b/shop/views.py#L7)\\\n",
        "- stay, as before; pull -0.34, was -0.05.\n"
        "\n<details><summary>Counts that moved</summary>\n\n"
        "- admin: 42, was 41\n"
        "- views: 1,204, was 1,200\n"
        "\n</details>\n"
        "\n<details><summary>The verdict, as before: why, what to do, how sure</summary>\n\n"
        "\n### Why\n",
        "- admin: none (now 42): undecided\n"
        "\n</details>\n"
        "\n<details><summary>Matrix",
    };
    for (uint32_t i = 0; i < ARRAY_LEN(PARTS); i++)
        cr_assert(sample_has(got, PARTS[i]), "%s\nis not in\n" STR_FMT, PARTS[i], STR_ARG(got));
    world_close(&w);
}

Test(out_markdown, findings_without_a_base) {
    World w;
    sample_open(&w);
    sample_many(&w, 25, LEVEL_WARNING);
    Str got = sample_render(&w, &out_markdown);
    cr_assert(sample_has(got, "\n### Findings (25)\n\n- **warning** `shop/admin.py:1` "), STR_FMT,
              STR_ARG(got));
    cr_assert(sample_has(got, "\n… and 15 warnings (`-o json` has all)\n"));
    cr_assert(!sample_has(got, "### Gates") && !sample_has(got, "### What changed"));
    world_close(&w);
}

Test(out_markdown, several_deployables_as_a_table) {
    World w;
    sample_open(&w);
    Project two[] = {w.report.projects[0], w.report.projects[0]};
    two[0].root = STR("api|v1");
    two[1].root = STR("shop");
    two[1].files = 1234;
    two[1].verdict.headline = STR("Nothing | here");
    w.report.projects = two;
    w.report.project_count = 2;
    w.report.main = 1;
    Str got = sample_render(&w, &out_markdown);
    cr_assert(sample_has(got, "\n| Folder | Files | Verdict |\n|---|--:|---|\n| api&#124;v1/ | "),
              STR_FMT, STR_ARG(got));
    cr_assert(sample_has(got, "\n| **shop/** | 1,234 | Nothing &#124; here |\n"), STR_FMT,
              STR_ARG(got));
    cr_assert(sample_has(got, "\nWhat follows is about **shop/**\n"));
    world_close(&w);
}

// Text that takes most room: every sign of it becomes eight bytes, and more than is ever shown.
static Str bulk(World *w) {
    Buf buf = buf_new(&w->arena);
    buf_repeat(&buf, STR("@a"), 5000);
    return buf_str(&buf);
}

Test(out_markdown, never_more_than_a_comment_holds) {
    World w;
    sample_open(&w);
    Project *project = &w.report.projects[0];
    Str many = bulk(&w);
    Problem problem = {PROBLEM_SYNTAX, many, 3, many};
    for (uint32_t i = 0; i < 1000; i++)
        vec_push(&w.arena, &w.report.problems, problem);
    Flip flips[40] = {0};
    AdviceLine advice[40] = {0};
    EffortLine lines[1000] = {0};
    for (uint32_t i = 0; i < ARRAY_LEN(flips); i++) {
        flips[i].text = many;
        advice[i].text = many;
    }
    for (uint32_t i = 0; i < ARRAY_LEN(lines); i++)
        lines[i] = (EffortLine){.likely = 1, .text = many};
    project->flips = flips;
    project->flip_count = ARRAY_LEN(flips);
    project->advice = advice;
    project->advice_count = ARRAY_LEN(advice);
    project->effort.lines = lines;
    project->effort.line_count = ARRAY_LEN(lines);
    Str got = sample_render(&w, &out_markdown);
    cr_assert_leq(got.len, COMMENT_MAX);
    cr_assert_gt(got.len, COMMENT_MAX / 3);
    cr_assert(str_starts(got, STR("## Stay on Django: ")));
    cr_assert(sample_has(got, "\n### Why\n"));
    cr_assert(sample_has(got, "\n| 1.0 | @&#8203;a@"));
    cr_assert(sample_has(got, " more (`-o json` has all)\n"));
    cr_assert(sample_has(got, "\nLeft out, as a comment holds no more: "), STR_FMT, STR_ARG(got));
    world_close(&w);
}

// One paragraph for those that had no room, however many, and the blank lines that part reports.
Test(out_markdown, several_reports_share_the_room) {
    World w;
    sample_open(&w);
    Buf buf = buf_new(&w.arena);
    for (uint32_t i = 0; i < 300; i++) {
        if (i) buf_char(&buf, '\n');
        render_to(&w, &buf);
    }
    Str got = buf_str(&buf), rest = got, line;
    uint32_t headlines = 0, lacking = 0, left_out = 0;
    while (str_next_line(&rest, &line)) {
        headlines += str_starts(line, STR("## Stay on Django: "));
        lacking += str_starts(line, STR("Left out, as a comment holds no more: why, "));
        left_out += str_eq(line, STR("Left out, as a comment holds no more: further reports."));
    }
    cr_assert_leq(got.len, COMMENT_MAX);
    cr_assert_gt(headlines, 20);
    cr_assert_gt(headlines, lacking);
    cr_assert_eq(left_out, 1);
    world_close(&w);
}

Test(out_markdown, empty_repository) {
    World w;
    world_open(&w);
    (void)world_judge(&w);
    Str got = sample_render(&w, &out_markdown);
    cr_assert(str_starts(got, STR("## Nothing to decide: there is no Python code here.\n")));
    cr_assert(!sample_has(got, "Matrix"));
    world_close(&w);
}
