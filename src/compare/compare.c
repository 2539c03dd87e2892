// SPDX-License-Identifier: MIT
// Two reports of one project, then and now → what moved.
//
//   then: stay on Django, 3 routes, SOG101 in quote()
//   now:  stay on Django, 4 routes, SOG101 in quote() and in fetch()
//     -> facts routes 3 → 4, verdict unmoved, one finding new, one unchanged
//
// How: of the first report only figures are kept (compare_keep), so that its program and its files
// are gone before the second is made: the memory is that of one run. Counts and verdicts are
// compared in compare_counts.c, findings in compare_findings.c.
// Limits: both reports must be made with the same rules; a project whose folder was renamed is one
// gone and one new.
#include "compare/compare.h"

#include "compare/compare_parts.h"

#include "base/banned.h"

const CompareBase *compare_keep(const Report *report, Arena *arena) {
    CompareBase *base = arena_new(arena, CompareBase);
    compare_counts_keep(report, arena, base);
    compare_findings_keep(report, arena, base);
    return base;
}

void compare_reports(const CompareBase *base, Str name, Str commit, Arena *arena, Report *report) {
    RevisionChange *change = arena_new(arena, RevisionChange);
    change->base = name;
    change->commit = commit;
    compare_counts_facts(base, report, arena, change);
    compare_counts_verdicts(base, report, arena, change);
    compare_findings(base, report, arena, change);
    report->change = change;
}
