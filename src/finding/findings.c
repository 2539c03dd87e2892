// SPDX-License-Identifier: MIT
// Hits of the finding rules + report → findings.
//
//   for each deployable and rule:  does it apply ─► its places, with words
//   then all together:             one for a place and family ─► suppressions ─► fingerprints
//
// How: rules say where their places come from (FindingSource); each source is a function here or in a
// file of its own. Of several rules of one family (SOG1xx) at one place the one with the greatest
// weight stays: the more specific one says what to do.
//
// Evidence needs the report alone, so it is found anew when a report is decided again.
// Limits: findings are about production code; what a rule should look for elsewhere it says itself.
// Adding a source: a row in FindingSource, a word in rules_finding.c, a case in find_places().
#include "finding/findings.h"

#include <stdlib.h>
#include <string.h>

#include "finding/desk.h"

#include "base/banned.h"

enum { ONCE_STEPS_MAX = 5 };

// --- Whether a rule applies ----------------------------------------------------------------------

static uint64_t count_of(const Report *report, const Matches *matches, Str id) {
    const Rules *rules = report->rules;
    FactKind kind;
    if (facts_kind_of_key(id, &kind)) return matches->syntax[kind];
    for (uint32_t i = 0; i < rules->fact_count; i++)
        if (str_eq(rules->facts[i].id, id)) return matches->facts[i].count;
    for (uint32_t i = 0; i < rules->signal_count; i++)
        if (str_eq(rules->signals[i].id, id)) return matches->signals[i].count;
    return 0;
}

static bool applies(const Report *report, const Project *project, const FindingRule *rule) {
    bool is_on = rule->on_count == 0;
    for (uint32_t i = 0; i < rule->on_count && project->base; i++)
        is_on = is_on || str_eq(rule->on[i], project->base->rule->id);
    for (uint32_t i = 0; i < rule->when_count && is_on; i++) {
        uint64_t count = count_of(report, project->matches, rule->when[i].fact);
        is_on = count >= rule->when[i].min && count <= rule->when[i].max;
    }
    return is_on;
}

// --- Places --------------------------------------------------------------------------------------

static void add_hit(Desk *desk, uint32_t project, const FindingRule *rule, const Hit *hit) {
    Spot spot = {hit->file, hit->pos, hit->scope, hit->expr};
    Draft draft = desk_draft(desk, rule, project, spot);
    Words words = {.name = hit->detail,
                   .code = desk_code(desk, hit->file, hit->expr),
                   .symbol = draft.inner_symbol,
                   .count = 1};
    if (hit->expr == NONE) draft.key = hit->detail;
    draft.finding.message = message_of(desk->arena, rule->say, &words);
    vec_push(&desk->scratch, &desk->drafts, draft);
}

static uint32_t end_of_file(HitList hits, uint32_t first) {
    uint32_t end = first;
    while (end < hits.len && hits.items[end].file == hits.items[first].file)
        end++;
    return end;
}

// The first hit of the file that has most of them.
static uint32_t most_telling(HitList hits) {
    uint32_t best = 0, most = 0;
    for (uint32_t first = 0, end; first < hits.len; first = end) {
        end = end_of_file(hits, first);
        if (end - first > most) {
            most = end - first;
            best = first;
        }
    }
    return best;
}

static void add_once(Desk *desk, uint32_t project, const FindingRule *rule, HitList hits) {
    if (hits.len == 0) return;
    uint32_t best = most_telling(hits);
    const Hit *hit = &hits.items[best];
    Spot spot = {hit->file, hit->pos, hit->scope, hit->expr};
    Draft draft = desk_draft(desk, rule, project, spot);
    FindingStep *steps = arena_array(desk->arena, FindingStep, ONCE_STEPS_MAX);
    uint32_t count = 0;
    for (uint32_t i = 0; i < hits.len && count < ONCE_STEPS_MAX; i = end_of_file(hits, i)) {
        if (hits.items[i].file == hit->file) continue;
        steps[count++] = (FindingStep){hits.items[i].file, hits.items[i].pos,
                                       str_copy(desk->arena, hits.items[i].detail)};
    }
    Words words = {.name = hit->detail,
                   .code = desk_code(desk, hit->file, hit->expr),
                   .symbol = draft.inner_symbol,
                   .count = hits.len};
    draft.key = STR("once");
    draft.inner_symbol = (Str){0}; // where it is shown may change with the rest of the code
    draft.finding.steps = steps;
    draft.finding.step_count = count;
    draft.finding.message = message_of(desk->arena, rule->say, &words);
    vec_push(&desk->scratch, &desk->drafts, draft);
}

static void find_places(Desk *desk, uint32_t project, uint32_t index) {
    const FindingRule *rule = &desk->report->rules->findings[index];
    HitList hits = desk->report->projects[project].matches->findings[index];
    switch ((FindingSource)rule->source) {
    case FINDING_MATCH:
        for (uint32_t i = 0; i < hits.len; i++)
            add_hit(desk, project, rule, &hits.items[i]);
        break;
    case FINDING_LOOP: loop_find(desk, project, index); break;
    case FINDING_ONCE: add_once(desk, project, rule, hits); break;
    case FINDING_DECISION: leaving_find(desk, project, rule); break;
    case FINDING_FOR:
    case FINDING_AGAINST: evidence_find(desk, project, rule); break;
    case FINDING_UNUSED:
    case FINDING_UNEXPLAINED: break; // silence_apply
    case FINDING_SOURCE_COUNT: BUG("no source");
    }
}

// --- All together --------------------------------------------------------------------------------

static int compare_uint(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

static int compare_place(const Finding *a, const Finding *b) {
    int order = (a->file == NONE) - (b->file == NONE);
    if (order == 0) order = str_cmp(a->path, b->path);
    if (order == 0) order = compare_uint(a->pos.row, b->pos.row);
    return order ? order : compare_uint(a->pos.col, b->pos.col);
}

// The family of SOG101 is SOG1.
static int compare_family(const Finding *a, const Finding *b) {
    Str left = str_sub(a->rule->id, 0, a->rule->id.len - 2);
    Str right = str_sub(b->rule->id, 0, b->rule->id.len - 2);
    return str_cmp(left, right);
}

static int compare_drafts(const void *left, const void *right) {
    const Draft *x = left, *y = right;
    const Finding *a = &x->finding, *b = &y->finding;
    int order = compare_place(a, b);
    if (order == 0) order = compare_family(a, b);
    if (order == 0) order = compare_uint(b->rule->weight, a->rule->weight);
    if (order == 0) order = str_cmp(a->rule->id, b->rule->id);
    if (order == 0) order = str_cmp(a->message, b->message);
    if (order == 0) order = compare_uint(a->project, b->project);
    return order ? order : strcmp(a->fingerprint, b->fingerprint);
}

static void sort_drafts(DraftVec *drafts) {
    if (drafts->len > 1) qsort(drafts->items, drafts->len, sizeof(Draft), compare_drafts);
}

static void drop_doubles(DraftVec *drafts) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < drafts->len; i++) {
        const Finding *finding = &drafts->items[i].finding;
        const Finding *before = kept ? &drafts->items[kept - 1].finding : NULL;
        bool is_double =
            before && compare_place(before, finding) == 0 && compare_family(before, finding) == 0;
        if (!is_double) drafts->items[kept++] = drafts->items[i];
    }
    drafts->len = kept;
}

static void publish(const Desk *desk, Report *report) {
    Finding *findings = arena_array(desk->arena, Finding, desk->drafts.len);
    for (uint32_t i = 0; i < desk->drafts.len; i++)
        findings[i] = desk->drafts.items[i].finding;
    report->findings = findings;
    report->finding_count = desk->drafts.len;
}

void findings_renew(Report *report, Arena *arena) {
    Desk desk = desk_new(report, arena);
    for (uint32_t p = 0; p < report->project_count; p++)
        for (uint32_t r = 0; r < report->rules->finding_count; r++)
            if (finding_is_evidence(&report->rules->findings[r]))
                evidence_find(&desk, p, &report->rules->findings[r]);
    sort_drafts(&desk.drafts);
    drop_doubles(&desk.drafts);
    for (uint32_t i = 0; i < report->finding_count; i++) {
        Draft draft = {.finding = report->findings[i], .program_file = NONE, .expr = NONE};
        if (!finding_is_evidence(draft.finding.rule)) vec_push(&desk.scratch, &desk.drafts, draft);
    }
    sort_drafts(&desk.drafts);
    fingerprint_all(&desk);
    publish(&desk, report);
    arena_free(&desk.scratch);
}

void findings_make(Report *report, Arena *arena) {
    Desk desk = desk_new(report, arena);
    for (uint32_t p = 0; p < report->project_count; p++)
        for (uint32_t r = 0; r < report->rules->finding_count; r++)
            if (applies(report, &report->projects[p], &report->rules->findings[r]))
                find_places(&desk, p, r);
    sort_drafts(&desk.drafts);
    drop_doubles(&desk.drafts);
    silence_apply(&desk);
    sort_drafts(&desk.drafts);
    fingerprint_all(&desk);
    publish(&desk, report);
    arena_free(&desk.scratch);
}
