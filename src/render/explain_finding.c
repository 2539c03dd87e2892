// SPDX-License-Identifier: MIT
// What a rule of findings is: `stayorgo explain SOG101`.
//
//     SOG101  blocking-http-in-async, an error
//     Blocking HTTP on the event loop
//
//       While another server answers, nothing else runs in this process: …
//
//     What to do
//       Use a client that can be awaited …
//
// How: as the other explanations; where the places come from is said by the rule's source.
// Limits: as those.
#include "render/explain.h"

#include "base/banned.h"

static const char *const SOURCES[] = {
    [FINDING_MATCH] = "Found are, in the code of the product:",
    [FINDING_LOOP] = "Found are, in async functions, and where calls there lead to such a place:",
    [FINDING_ONCE] = "Found once a project, at the most telling place, are:",
    [FINDING_DECISION] = "Found are routes of the framework that the accepted decision leaves.",
    [FINDING_FOR] = "Found are the first places of the three strongest reasons for the verdict.",
    [FINDING_AGAINST] = "Found are the first places of the three strongest reasons against it.",
    [FINDING_UNUSED] = "Found are suppressions that silence nothing.",
    [FINDING_UNEXPLAINED] = "Found are suppressions without a reason.",
};
_Static_assert(ARRAY_LEN(SOURCES) == FINDING_SOURCE_COUNT, "one sentence a source");

static const char *const LEVELS[] = {"a note", "a warning", "an error"};
_Static_assert(ARRAY_LEN(LEVELS) == FINDING_LEVEL_COUNT, "one phrase a level");

static void frameworks(Page *page, const FindingRule *rule) {
    if (rule->on_count == 0) return;
    Buf text = buf_new(page->out->arena);
    buf_c(&text, "Only in projects that are built on");
    for (uint32_t i = 0; i < rule->on_count; i++)
        buf_fmt(&text, "%s " STR_FMT, i ? "," : "", STR_ARG(rule->on[i]));
    buf_char(&text, '.');
    explain_line(page, buf_str(&text));
}

static void readings(Page *page, const FindingRule *rule) {
    if (rule->read_places == 0) return;
    explain_line(page,
                 str_fmt(page->out->arena, "Right at %u of %u places read in %u real project%s.",
                         rule->read_right, rule->read_places, rule->read_projects,
                         rule->read_projects == 1 ? "" : "s"));
}

void explain_finding(Page *page, const Explanation *what) {
    Arena *arena = page->out->arena;
    const FindingRule *rule = &what->rules->findings[what->index];
    Str kind = str_fmt(arena, STR_FMT ", %s", STR_ARG(rule->name), LEVELS[rule->level]);
    explain_title(page, rule->id, str_to_c(arena, kind), rule->title);
    buf_char(page->out, '\n');
    explain_line(page, rule->why);
    page_heading(page, "What to do");
    explain_line(page, rule->todo);
    explain_line(page, str_fmt(arena,
                               "To silence one, behind its line: # stayorgo: ignore[" STR_FMT
                               "] the reason",
                               STR_ARG(rule->id)));
    page_heading(page, "Where it is found");
    explain_line(page, str_from_c(SOURCES[rule->source]));
    explain_clauses(page, what->rules, (ClauseList){rule->clauses, rule->clause_count, true});
    frameworks(page, rule);
    explain_conditions(page, what->rules, rule->when, rule->when_count, "it finds nothing");
    readings(page, rule);
    if (rule->link_count > 0) page_heading(page, "To read on");
    for (uint32_t i = 0; i < rule->link_count; i++)
        buf_fmt(page->out, "  " STR_FMT "\n", STR_ARG(rule->links[i]));
    explain_examples(page, what, rule->examples, rule->example_count);
    explain_places(page, what);
}
