// SPDX-License-Identifier: MIT
// Matches of signals → the counts that the decision rests on, and the most telling places.
//
//     admin.registrations: 41 hits in 9 files
//     ─►  tally: 41, a need here;  evidence: shop/admin.py (17 hits) first;  names: Order, Item, …
//
// Places are ordered by how much happens in their file, so the first one shown is where a reader
// should look first; one place a file, then second places. A signal that applies but found nothing
// is in the tally too: counterfactuals ask what its first hit would change.
//
// Limits: hits are not weighed by how central their file is.
#include "judge/tally.h"

#include <stdlib.h>

#include "base/banned.h"

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

// The first names of what was found, and how many different ones there are.
static void collect_names(HitList hits, SignalResult *out) {
    Arena scratch = {0};
    Map seen = map_new(&scratch, hits.len);
    for (uint32_t i = 0; i < hits.len; i++) {
        if (hits.items[i].detail.len) map_set(&seen, hits.items[i].detail, i);
    }
    out->names_total = seen.len;
    out->name_count = seen.len < REPORT_NAMES_MAX ? seen.len : REPORT_NAMES_MAX;
    for (uint32_t i = 0; i < out->name_count; i++)
        out->names[i] = seen.keys[i];
    arena_free(&scratch);
}

uint32_t tally_count(const Report *report, const Project *project, Str id) {
    const Rules *rules = report->rules;
    for (uint32_t i = 0; i < rules->fact_count; i++)
        if (str_eq(rules->facts[i].id, id)) return project->matches->facts[i].count;
    for (uint32_t i = 0; i < rules->signal_count; i++)
        if (str_eq(rules->signals[i].id, id)) return project->matches->signals[i].count;
    FactKind kind;
    if (!facts_kind_of_key(id, &kind)) return 0;
    uint64_t count = project->matches->syntax[kind];
    return count < UINT32_MAX ? (uint32_t)count : UINT32_MAX;
}

void tally_measure(const Report *report, Arena *arena, Project *project) {
    const Rules *rules = report->rules;
    Tally *tally = &project->tally;
    const FrameworkUse *second = report_second(rules, project);
    TallySignal *idle = arena_array(arena, TallySignal, rules->signal_count);
    tally->second = second ? second->rule : NULL;
    tally->signals = arena_array(arena, TallySignal, rules->signal_count);
    tally->idle = idle;
    project->signals = arena_array(arena, SignalResult, rules->signal_count);
    for (uint32_t i = 0; i < rules->signal_count; i++) {
        const Match *match = &project->matches->signals[i];
        SignalResult signal = {.rule = &rules->signals[i], .count = match->count};
        bool applies = report_kind(signal.rule, tally->base, tally->second, &signal.kind);
        if (signal.rule->per.len) signal.size = tally_count(report, project, signal.rule->per);
        TallySignal counted = {.rule = i,
                               .criterion = report_criterion(rules, signal.rule->criterion),
                               .kind = (uint8_t)signal.kind,
                               .count = signal.count,
                               .size = signal.size};
        if (!applies) {
            if (signal.count) idle[tally->idle_count++] = counted;
            continue;
        }
        tally->signals[tally->signal_count++] = counted;
        if (signal.count == 0) continue;
        choose_evidence(match->hits, arena, &signal);
        collect_names(match->hits, &signal);
        project->signals[project->signal_count++] = signal;
    }
}
