// SPDX-License-Identifier: MIT
// What a team wants of findings: which rules it does without, which levels it gives to others.
//
//   [findings]
//   ignore = ["SOG402"]                 ─►  no finding of SOG402
//   levels = { SOG105 = "warning" }     ─►  those of SOG105 are warnings
//
// It happens before states and gates, so a rule that is ignored closes no gate and is in no baseline.
// Limits: a rule as a whole; one place is silenced by a comment in the code.
#include "record/record.h"

#include "base/banned.h"

static bool is_ignored(const FindingChoices *choices, Str rule) {
    for (uint32_t i = 0; i < choices->ignore_count; i++)
        if (str_eq(choices->ignore[i], rule)) return true;
    return false;
}

void record_levels(Report *report, const FindingChoices *choices, Arena *arena) {
    if (choices->ignore_count + choices->level_count == 0 || report->finding_count == 0) return;
    Finding *findings = arena_array(arena, Finding, report->finding_count);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < report->finding_count; i++) {
        Finding finding = report->findings[i];
        if (is_ignored(choices, finding.rule->id)) continue;
        for (uint32_t k = 0; k < choices->level_count; k++)
            if (str_eq(choices->levels[k].rule, finding.rule->id))
                finding.level = choices->levels[k].level;
        findings[kept++] = finding;
    }
    report->findings = findings;
    report->finding_count = kept;
}
