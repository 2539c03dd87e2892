// SPDX-License-Identifier: MIT
// The strongest evidence for a verdict, and against it, at its lines.
//
//     stay; 41 models are registered in the admin     ─►  a note at the first three registrations
//
// How: the reasons of the verdict come strongest first, and so do the places of each.
// Nothing but the report is asked, so a report that was read back gives the same.
// Limits: SIGNALS_MAX reasons each way, PLACES_MAX places each: a reader wants to see what it is about,
// not all of it. The definition around a place is not known.
#include "finding/desk.h"

#include "base/banned.h"

enum { SIGNALS_MAX = 3, PLACES_MAX = 3 };

static void add_place(Desk *desk, uint32_t project, const FindingRule *rule,
                      const ReportReason *reason, const Evidence *place) {
    Draft draft = desk_draft(desk, rule, project, (Spot){place->file, place->pos, NONE, NONE});
    Words words = {.name = reason->text};
    draft.finding.text = place->text;
    draft.key = str_fmt(desk->arena, STR_FMT " " STR_FMT, STR_ARG(reason->signal->rule->id),
                        STR_ARG(place->detail));
    draft.finding.message = message_of(desk->arena, rule->say, &words);
    vec_push(&desk->scratch, &desk->drafts, draft);
}

void evidence_find(Desk *desk, uint32_t project, const FindingRule *rule) {
    const Verdict *verdict = &desk->report->projects[project].verdict;
    bool is_for = rule->source == FINDING_FOR;
    const ReportReason *reasons = is_for ? verdict->reasons : verdict->against;
    uint32_t count = is_for ? verdict->reason_count : verdict->against_count;
    for (uint32_t i = 0; i < count && i < SIGNALS_MAX; i++) {
        const SignalResult *signal = reasons[i].signal;
        for (uint32_t e = 0; e < signal->evidence_count && e < PLACES_MAX; e++)
            add_place(desk, project, rule, &reasons[i], &signal->evidence[e]);
    }
}
