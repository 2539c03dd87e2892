// SPDX-License-Identifier: MIT
// The findings that a team lives with: written today, told apart from new ones later.
//
//   {"format": "stayorgo-baseline/1", "findings": [
//     {"rule": "SOG101", "fingerprint": "…32 digits…"}]}
//
// How: a multiset of fingerprints. A finding takes one of its own out of it, so a second one that
// looks the same is new. Fingerprints hold no line and no path (model/finding.h), so the file changes
// when findings come or go, and not when code moves.
// With a base revision as well, a finding is new when neither knows it.
// Limits: what is suppressed in the code is not in it; notes are, and never make a gate fail unless
// asked for.
#include "record/record.h"

#include <stdlib.h>

#include "base/jsonio.h"

#include "base/banned.h"

static Str fingerprint_of(const Finding *finding) {
    return (Str){finding->fingerprint, FINDING_FINGERPRINT};
}

static int compare(const void *a, const void *b) {
    const Finding *const *left = a, *const *right = b;
    int by_rule = str_cmp((*left)->rule->id, (*right)->rule->id);
    return by_rule ? by_rule : str_cmp(fingerprint_of(*left), fingerprint_of(*right));
}

void record_write_baseline(const Report *report, Buf *out) {
    const Finding **sorted = arena_array(out->arena, const Finding *, report->finding_count + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < report->finding_count; i++) {
        const Finding *finding = &report->findings[i];
        if (finding_is_listed(finding)) sorted[count++] = finding;
    }
    qsort(sorted, count, sizeof *sorted, compare);
    buf_c(out, "{\n  \"format\": \"stayorgo-baseline/1\",\n  \"findings\": [");
    for (uint32_t i = 0; i < count; i++) {
        buf_fmt(out, "%s\n    {\"rule\": ", i ? "," : "");
        jsonio_write_str(out, sorted[i]->rule->id);
        buf_c(out, ", \"fingerprint\": ");
        jsonio_write_str(out, fingerprint_of(sorted[i]));
        buf_char(out, '}');
    }
    buf_c(out, count ? "\n  ]\n}\n" : "]\n}\n");
}

// Index of the first entry that is not less.
static uint32_t lower_bound(const Records *records, Str fingerprint) {
    uint32_t low = 0, high = records->fingerprint_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (str_cmp(records->fingerprints[middle], fingerprint) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// Takes one entry of the fingerprint out; false when there is none left. `taken` counts, at the
// first of equal entries, how many are gone.
static bool take(const Records *records, Str fingerprint, uint32_t *taken) {
    uint32_t first = lower_bound(records, fingerprint);
    if (first == records->fingerprint_count) return false;
    uint32_t at = first + taken[first];
    bool has_one =
        at < records->fingerprint_count && str_eq(records->fingerprints[at], fingerprint);
    taken[first] += has_one;
    return has_one;
}

void record_baseline(Report *report, const Records *records, Arena *arena) {
    if (!records->has_baseline || report->finding_count == 0) return;
    Finding *findings = arena_array(arena, Finding, report->finding_count);
    uint32_t *taken = arena_array(arena, uint32_t, records->fingerprint_count + 1);
    uint32_t known = 0;
    for (uint32_t i = 0; i < report->finding_count; i++) {
        Finding *finding = &findings[i];
        *finding = report->findings[i];
        if (!finding_is_listed(finding)) continue;
        bool was_new = finding->state == FINDING_NEW;
        bool is_known = take(records, fingerprint_of(finding), taken);
        if (finding->state != FINDING_UNCHANGED)
            finding->state = is_known ? FINDING_UNCHANGED : FINDING_NEW;
        known += was_new && is_known;
    }
    report->findings = findings;
    if (!report->change || known == 0) return;
    RevisionChange *change = arena_new(arena, RevisionChange);
    *change = *report->change;
    change->findings_new -= known;
    change->findings_unchanged += known;
    report->change = change;
}
