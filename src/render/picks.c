// SPDX-License-Identifier: MIT
// The findings that a format shows, the most important first.
//
//     SOG402 note, SOG101 error unchanged, SOG101 error new   ─►  new error, unchanged error, note
//
// Hosts keep the first of a list and drop the rest, so the order decides what is seen: that of
// finding_rank().
//
// Limits: a list of pointers into the report, sorted anew for each format.
#include "render/picks.h"

#include <stdlib.h>

#include "base/banned.h"

static bool is_wanted(const Finding *finding, uint32_t also) {
    if (finding_is_evidence(finding->rule) && !(also & PICK_EVIDENCE)) return false;
    if (finding->is_suppressed && !(also & PICK_SUPPRESSED)) return false;
    if (finding->state == FINDING_UNCHANGED) return also & PICK_UNCHANGED;
    return finding->state != FINDING_FIXED || also & PICK_FIXED;
}

PickList picks_by_place(const Report *report, uint32_t also, Arena *arena) {
    PickList picks = {arena_array(arena, const Finding *, report->finding_count), 0};
    for (uint32_t i = 0; i < report->finding_count; i++)
        if (is_wanted(&report->findings[i], also)) picks.items[picks.len++] = &report->findings[i];
    return picks;
}

PickList picks_of(const Report *report, uint32_t also, Arena *arena) {
    PickList picks = picks_by_place(report, also, arena);
    if (picks.len > 1) qsort(picks.items, picks.len, sizeof *picks.items, finding_rank_pointers);
    return picks;
}

void picks_name(const Finding *finding, Buf *out) {
    buf_fmt(out, STR_FMT " " STR_FMT, STR_ARG(finding->rule->id), STR_ARG(finding->rule->name));
}

void picks_count(const uint32_t by_level[FINDING_LEVEL_COUNT], Buf *out) {
    uint32_t kinds = 0, told = 0;
    for (uint32_t i = 0; i < FINDING_LEVEL_COUNT; i++)
        kinds += by_level[i] > 0;
    for (uint32_t i = FINDING_LEVEL_COUNT; i-- > 0;) {
        if (by_level[i] == 0) continue;
        if (told) buf_c(out, told + 1 == kinds ? " and " : ", ");
        buf_count(out, by_level[i]);
        buf_fmt(out, " %s%s", finding_level_key((FindingLevel)i), by_level[i] == 1 ? "" : "s");
        told++;
    }
}
