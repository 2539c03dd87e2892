// SPDX-License-Identifier: MIT
// Matches of signals → what each signal says in this project: kind, points or effort, telling
// places.
//
//     admin.registrations: 41 hits in 9 files, half 6, weight 3
//     ─►  points 3 · 41/47 = 2.62, evidence: shop/admin.py (17 hits) first
//
// Points saturate by count/(count + half), a form that needs only + and ÷, so that every platform
// agrees; effort of investments does not saturate, since the fortieth page costs as much as the
// first. Places are ordered by how much happens in their file, so the first one shown is where a
// reader should look first; one place a file, then second places.
//
// Limits: hits are not weighed by how central their file is.
#include "judge/tally.h"

#include <stdlib.h>

#include "base/banned.h"

double tally_saturate(double count, double half) {
    return count / (count + half);
}

// Hits of one file are neighbours, because hits are sorted by path.
typedef struct FileRun {
    uint32_t first; // index into the hits
    uint32_t len;
} FileRun;

static int compare_runs(const void *left, const void *right) {
    const FileRun *a = left;
    const FileRun *b = right;
    if (a->len != b->len) return a->len > b->len ? -1 : 1;
    return a->first < b->first ? -1 : a->first > b->first;
}

static uint32_t find_runs(HitList hits, FileRun *out) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < hits.len; i++) {
        if (i == 0 || hits.items[i].file != hits.items[i - 1].file) {
            out[n++] = (FileRun){.first = i};
        }
        out[n - 1].len++;
    }
    qsort(out, n, sizeof *out, compare_runs);
    return n;
}

static void choose_evidence(HitList hits, Arena *arena, SignalResult *out) {
    FileRun *runs = arena_array(arena, FileRun, hits.len);
    uint32_t run_count = find_runs(hits, runs);
    uint32_t wanted = hits.len < REPORT_EVIDENCE_MAX ? hits.len : REPORT_EVIDENCE_MAX;
    out->evidence = arena_array(arena, Evidence, wanted);
    for (uint32_t nth = 0; out->evidence_count < wanted; nth++) {
        for (uint32_t r = 0; r < run_count && out->evidence_count < wanted; r++) {
            if (nth >= runs[r].len) continue;
            const Hit *hit = &hits.items[runs[r].first + nth];
            out->evidence[out->evidence_count++] =
                (Evidence){.file = hit->file, .pos = hit->pos, .detail = hit->detail};
        }
    }
}

// The signal's kind where `base` is the present framework; false when it does not apply there.
static bool kind_for(const SignalRule *rule, const FrameworkUse *base, SignalKind *out) {
    *out = (SignalKind)rule->kind;
    Str present = base ? base->rule->id : STR("none");
    for (uint32_t i = 0; i < rule->kind_on_count; i++) {
        const KindOn *on = &rule->kind_on[i];
        if (!str_eq(on->framework, present)) continue;
        *out = (SignalKind)on->kind;
        return !on->ignored;
    }
    return true;
}

static double points_of(const Rules *rules, const SignalResult *signal) {
    const SignalRule *rule = signal->rule;
    if (signal->kind == SIGNAL_INVESTMENT) return 0;
    double lean = rule->lean < 0 ? -rule->lean : rule->lean;
    double points = rule->weight * lean * tally_saturate(signal->count, rule->half);
    return signal->kind == SIGNAL_FORCED ? points * report_number(rules, "forced.factor") : points;
}

void tally_signals(const Report *report, Arena *arena, Project *project) {
    const Rules *rules = report->rules;
    project->signals = arena_array(arena, SignalResult, rules->signal_count);
    for (uint32_t i = 0; i < rules->signal_count; i++) {
        SignalResult signal = {.rule = &rules->signals[i],
                               .count = report->matches->signals[i].count};
        if (signal.count == 0 || !kind_for(signal.rule, project->base, &signal.kind)) continue;
        signal.points = points_of(rules, &signal);
        signal.effort_days = signal.rule->effort * signal.count;
        choose_evidence(report->matches->signals[i].hits, arena, &signal);
        project->signals[project->signal_count++] = signal;
    }
}
