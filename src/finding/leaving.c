// SPDX-License-Identifier: MIT
// Code of the framework that the team decided to leave.
//
//     record: flask → fastapi;  @blueprint.route("/orders")     ─►  this route is still Flask
//
// How: the record names the framework that is left; its routes, or where it has none its entries, are
// the findings. What was there before is told from what is new by comparing with a base.
//
// Limits: routes and applications only. A model or a form of that framework is not called new code.
#include "finding/desk.h"

#include "base/banned.h"

static const FrameworkMatch *match_of(const Desk *desk, uint32_t project, Str id) {
    const Rules *rules = desk->report->rules;
    for (uint32_t i = 0; i < rules->framework_count; i++)
        if (str_eq(rules->frameworks[i].id, id))
            return &desk->report->projects[project].matches->frameworks[i];
    return NULL;
}

static Str title_of(const Rules *rules, Str id) {
    for (uint32_t i = 0; i < rules->framework_count; i++)
        if (str_eq(rules->frameworks[i].id, id)) return rules->frameworks[i].title;
    return id;
}

static void add_hits(Desk *desk, uint32_t project, const FindingRule *rule, HitList hits,
                     const Words *words) {
    for (uint32_t i = 0; i < hits.len; i++) {
        const Hit *hit = &hits.items[i];
        if (!desk_is_production(desk, hit->file)) continue;
        Spot spot = {hit->file, hit->pos, hit->scope, hit->expr};
        Draft draft = desk_draft(desk, rule, project, spot);
        if (hit->expr == NONE) draft.key = hit->detail;
        draft.finding.message = message_of(desk->arena, rule->say, words);
        vec_push(&desk->scratch, &desk->drafts, draft);
    }
}

void leaving_find(Desk *desk, uint32_t project, const FindingRule *rule) {
    const Report *report = desk->report;
    const DecisionRecord *record = report->record;
    if (!record || !str_eq(record->root, report->projects[project].root)) return;
    bool leaves = record->decision == DECISION_MIGRATE && record->from.len && record->target.len &&
                  !str_eq(record->from, record->target);
    const FrameworkMatch *left = leaves ? match_of(desk, project, record->from) : NULL;
    if (!left) return;
    Words words = {.name = title_of(report->rules, record->from),
                   .call = title_of(report->rules, record->target)};
    add_hits(desk, project, rule, left->routes.len ? left->routes : left->entry, &words);
}
