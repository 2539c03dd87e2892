// SPDX-License-Identifier: MIT
// The findings that a format shows, the most important first.
//
//   PickList picks = picks_of(report, PICK_SUPPRESSED, arena);
//   for (uint32_t i = 0; i < picks.len && i < LIMIT; i++) show(picks.items[i]);
#ifndef RENDER_PICKS_H
#define RENDER_PICKS_H

#include "base/buf.h"
#include "model/report.h"

// What is shown beside what stands in the code, is new or was never compared, and is not suppressed.
enum {
    PICK_UNCHANGED = 1 << 0, // it stood in the base as well
    PICK_FIXED = 1 << 1,     // it stands in the base alone
    PICK_SUPPRESSED = 1 << 2,
    PICK_EVIDENCE =
        1 << 3, // what the verdict rests on: for who reads about it, not for lists of work
    PICK_ALL = PICK_UNCHANGED | PICK_FIXED | PICK_SUPPRESSED | PICK_EVIDENCE,
};

typedef struct PickList {
    const Finding **items;
    uint32_t len;
} PickList;

PickList picks_of(const Report *report, uint32_t also, Arena *arena);
// The same, by path and place.
PickList picks_by_place(const Report *report, uint32_t also, Arena *arena);
// "SOG101 blocking-call-in-async"
void picks_name(const Finding *finding, Buf *out);
// "2 errors, 1 warning and 30 notes"
void picks_count(const uint32_t by_level[FINDING_LEVEL_COUNT], Buf *out);

#endif
