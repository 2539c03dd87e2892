// SPDX-License-Identifier: MIT
// Findings, then and now: new, unchanged, fixed.
//
//   then f1 f1 f2        now f1 f3        -> f1 unchanged, f3 new, f1 and f2 fixed
//
// How: a multiset of fingerprints. A suppressed finding counts in none of the three; it still answers
// for one of the base, which is silenced then and not fixed. One that the base suppressed and that is
// not suppressed any more is new. Evidence for a verdict is left as it is: it moves with the verdict,
// and what moved there is told by itself.
// Limits: of equal fingerprints the first in the order of the code are taken as the old ones.
#include "compare/compare_parts.h"

#include "base/map.h"

#include "base/banned.h"

static Str fingerprint(const Finding *finding) {
    return str_from_c(finding->fingerprint);
}

// What outlives the report: without files, without the way there.
static Finding keep_finding(const Finding *finding, Arena *arena) {
    Finding kept = *finding;
    kept.file = NONE;
    kept.path = str_copy(arena, finding->path);
    kept.symbol = str_copy(arena, finding->symbol);
    kept.message = str_copy(arena, finding->message);
    kept.text = str_copy(arena, finding->text);
    kept.line_hash = str_copy(arena, finding->line_hash);
    kept.reason = str_copy(arena, finding->reason);
    kept.steps = NULL;
    kept.step_count = 0;
    kept.state = FINDING_FIXED;
    return kept;
}

void compare_findings_keep(const Report *report, Arena *arena, CompareBase *out) {
    Finding *findings = arena_array(arena, Finding, report->finding_count);
    Str *roots = arena_array(arena, Str, report->finding_count);
    uint32_t n = 0;
    for (uint32_t i = 0; i < report->finding_count; i++) {
        const Finding *finding = &report->findings[i];
        if (finding->is_suppressed || finding_is_evidence(finding->rule)) continue;
        roots[n] = str_copy(arena, report->projects[finding->project].root);
        findings[n++] = keep_finding(finding, arena);
    }
    out->findings = findings;
    out->finding_count = n;
    out->finding_roots = roots;
}

// Takes one of the base's findings with this fingerprint; false when none is left.
static bool take(Map *left, const Finding *finding) {
    uint32_t n = 0;
    if (!map_get(left, fingerprint(finding), &n) || n == 0) return false;
    map_set(left, fingerprint(finding), n - 1);
    return true;
}

static uint32_t project_at(const Report *report, Str root) {
    for (uint32_t i = 0; i < report->project_count; i++)
        if (str_eq(report->projects[i].root, root)) return i;
    return report->main;
}

// What is left of the base is fixed: of equal ones the last.
static uint32_t add_fixed(const CompareBase *base, const Report *report, Map *left, Finding *out) {
    uint32_t n = 0;
    for (uint32_t i = base->finding_count; i-- > 0;) {
        if (!take(left, &base->findings[i])) continue;
        out[n] = base->findings[i];
        out[n++].project = project_at(report, base->finding_roots[i]);
    }
    for (uint32_t i = 0; i < n / 2; i++) {
        Finding kept = out[i];
        out[i] = out[n - 1 - i];
        out[n - 1 - i] = kept;
    }
    return n;
}

void compare_findings(const CompareBase *base, Report *report, Arena *arena, RevisionChange *out) {
    uint32_t count = report->finding_count;
    Finding *findings = arena_array(arena, Finding, (size_t)count + base->finding_count);
    Map left = map_new(arena, base->finding_count);
    for (uint32_t i = 0; i < base->finding_count; i++)
        *map_slot(&left, fingerprint(&base->findings[i]), 0) += 1;
    for (uint32_t i = 0; i < count; i++) {
        findings[i] = report->findings[i];
        if (findings[i].is_suppressed || finding_is_evidence(findings[i].rule)) continue;
        bool is_old = take(&left, &findings[i]);
        findings[i].state = is_old ? FINDING_UNCHANGED : FINDING_NEW;
        out->findings_unchanged += is_old;
        out->findings_new += !is_old;
    }
    for (uint32_t i = 0; i < count; i++)
        if (findings[i].is_suppressed && take(&left, &findings[i]))
            findings[i].state = FINDING_UNCHANGED;
    out->findings_fixed = add_fixed(base, report, &left, findings + count);
    report->findings = findings;
    report->finding_count = count + out->findings_fixed;
}
