// SPDX-License-Identifier: MIT
// Tests of the annotations for GitHub Actions: the commands, their caps, and text that means no good.
// What the runner itself makes of them is tested by tests/cli/test_formats.py.
#include <criterion/criterion.h>

#include "render/render.h"
#include "sample_report.h"

static uint32_t lines_with(Str text, const char *start) {
    Str line;
    uint32_t count = 0;
    while (str_next_line(&text, &line))
        count += str_starts(line, str_from_c(start));
    return count;
}

Test(out_github, what_a_change_brings) {
    World w;
    sample_open(&w);
    sample_change(&w);
    Str got = sample_render(&w, &out_github);
    static const char EXPECTED[] =
        "::error title=stayorgo::Gate new-finding: one new finding of level warning or above\n"
        "::error file=shop/admin.py,line=3,endLine=3,col=5,endColumn=17,title=SOG101 "
        "blocking-call-in-async::requests.get() holds up the event loop in quote()%0AAwait an "
        "async client, or hand it to a thread.\n"
        "::notice title=stayorgo::Stay on Django: staff work in 42 customised admin classes.\n";
    cr_assert(str_eq(got, str_from_c(EXPECTED)), STR_FMT, STR_ARG(got));
    world_close(&w);
}

Test(out_github, ten_of_a_level) {
    static const char *const COMMANDS[] = {"::notice ", "::warning ", "::error "};
    for (uint8_t level = 0; level < FINDING_LEVEL_COUNT; level++) {
        World w;
        sample_open(&w);
        sample_many(&w, 30, level);
        Str got = sample_render(&w, &out_github);
        cr_expect_eq(lines_with(got, COMMANDS[level]), 10);
        uint32_t shown = level == LEVEL_NOTE ? 8 : 10;
        Str more = str_fmt(&w.arena, "::notice title=stayorgo::%u %ss more: GitHub keeps 10",
                           30 - shown, finding_level_key((FindingLevel)level));
        cr_expect_eq(lines_with(got, more.ptr), 1, STR_FMT, STR_ARG(got));
        world_close(&w);
    }
}

static uint32_t place_of(Str text, const char *words) {
    return str_find_str(text, str_from_c(words));
}

// Evidence comes last, only a few of it, and takes the room of no finding.
Test(out_github, evidence_behind_findings) {
    World w;
    sample_open(&w);
    sample_findings(&w);
    Finding *all = arena_array(&w.arena, Finding, 16);
    for (uint32_t i = 0; i < 16; i++) {
        all[i] = SAMPLE_FINDINGS[i < 10 ? 2 : 1];
        all[i].level = LEVEL_NOTE;
        all[i].pos.row = all[i].end.row = i;
        all[i].state = FINDING_PLAIN;
    }
    w.report.findings = all;
    w.report.finding_count = 16;
    Str got = sample_render(&w, &out_github);
    cr_expect_eq(lines_with(got, "::notice file="), 8, STR_FMT, STR_ARG(got));
    cr_expect(place_of(got, "line=16,") < place_of(got, "line=1,"));
    cr_expect_eq(place_of(got, "more"), NONE, "evidence is not left out, it is elsewhere");
    w.report.finding_count = 10;
    got = sample_render(&w, &out_github);
    cr_expect_eq(lines_with(got, "::notice file="), 3, STR_FMT, STR_ARG(got));
    world_close(&w);
}

Test(out_github, scanned_text_stays_text) {
    World w;
    sample_open(&w);
    sample_many(&w, 1, LEVEL_ERROR);
    Finding one = w.report.findings[0];
    one.path = STR("a,b:c%\n::error::x.py");
    one.message = STR("50%\n::error::x ##[error]y \x1b[31m");
    one.end.row = one.pos.row + 1;
    w.report.findings = &one;
    Str got = sample_render(&w, &out_github);
    static const char EXPECTED[] =
        "::error file=a%2Cb%3Ac%25%250A%3A%253Aerror%3A%253Ax.py,line=1,endLine=2,title=SOG101 "
        "blocking-call-in-async::50%25\\x0A:\\x3Aerror:\\x3Ax #\\x23[error]y \\x1B[31m%0AAwait ";
    cr_assert(str_starts(got, str_from_c(EXPECTED)), STR_FMT, STR_ARG(got));
    world_close(&w);
}
