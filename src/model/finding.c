// SPDX-License-Identifier: MIT
// The words of findings, and which of them come first.
//
//     finding_level_key(LEVEL_WARNING)   ─►  "warning"
//
// Whoever shows only some of the findings shows the first by finding_rank, so that all formats leave
// out the same ones. Limits: findings are made in the stage `finding`.
#include "model/finding.h"

#include <string.h>

#include "base/banned.h"

const char *finding_level_key(FindingLevel level) {
    static const char *const KEYS[] = {"note", "warning", "error"};
    _Static_assert(ARRAY_LEN(KEYS) == FINDING_LEVEL_COUNT, "one key a level");
    return KEYS[level];
}

const char *finding_state_key(FindingState state) {
    static const char *const KEYS[] = {"", "new", "unchanged", "fixed"};
    _Static_assert(ARRAY_LEN(KEYS) == FINDING_STATE_COUNT, "one key a state");
    return KEYS[state];
}

static int compare_uint(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

// New ones first, then those without a state, those that were there, those that are gone.
static uint32_t state_rank(const Finding *finding) {
    static const uint8_t RANKS[] = {
        [FINDING_PLAIN] = 1, [FINDING_NEW] = 0, [FINDING_UNCHANGED] = 2, [FINDING_FIXED] = 3};
    _Static_assert(ARRAY_LEN(RANKS) == FINDING_STATE_COUNT, "one rank a state");
    return RANKS[finding->state];
}

bool finding_is_evidence(const FindingRule *rule) {
    return rule->source == FINDING_FOR || rule->source == FINDING_AGAINST;
}

bool finding_is_listed(const Finding *finding) {
    return !finding->is_suppressed && finding->state != FINDING_FIXED &&
           !finding_is_evidence(finding->rule);
}

int finding_rank(const Finding *a, const Finding *b) {
    int order = a->is_suppressed - b->is_suppressed;
    if (order == 0) order = finding_is_evidence(a->rule) - finding_is_evidence(b->rule);
    if (order == 0) order = compare_uint(b->level, a->level);
    if (order == 0) order = compare_uint(state_rank(a), state_rank(b));
    if (order == 0) order = compare_uint(b->rule->weight, a->rule->weight);
    if (order == 0) order = str_cmp(a->path, b->path);
    if (order == 0) order = compare_uint(a->pos.row, b->pos.row);
    if (order == 0) order = compare_uint(a->pos.col, b->pos.col);
    if (order == 0) order = str_cmp(a->rule->id, b->rule->id);
    return order ? order : strcmp(a->fingerprint, b->fingerprint);
}

int finding_rank_pointers(const void *a, const void *b) {
    return finding_rank(*(const Finding *const *)a, *(const Finding *const *)b);
}
