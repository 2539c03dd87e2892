// SPDX-License-Identifier: MIT
// Is there a package that could be carved out as a service, while the rest stays?
//
//     shop/admin.py … 41 places for Django          inference/engine.py … 12 places for FastAPI
//     ─►  "inference": 12 of 12 places of the other side, 0 of 41 of ours
//
// Only needs that a service can serve alone count for the other side (`separable` criteria:
// waiting, sockets, models); nobody carves out an API contract. Both sides must have something to
// say (threshold.split_need, in points), and one directory must hold threshold.split_share of the
// places of needs that lean away, and at most the rest of that share of the places that lean our
// way. The deepest such directory wins, then the first by name.
//
// Limits: what crosses the cut (imports, tables written on both sides) is not looked at yet, so the
// threshold is high and the verdict says so. Directories deeper than DIRECTORY_DEPTH_MAX are not
// tried.
#include "judge/split.h"

#include "base/banned.h"

enum { DIRECTORY_DEPTH_MAX = 4 };

typedef struct Places {
    Map directories; // directory → number of places in it and below, DIRECTORY_DEPTH_MAX deep
    uint32_t total;
} Places;

static void count_place(Places *places, Str path) {
    places->total++;
    uint32_t depth = 0;
    for (uint32_t i = 0; i < path.len && depth < DIRECTORY_DEPTH_MAX; i++) {
        if (path.ptr[i] != '/') continue;
        *map_slot(&places->directories, str_sub(path, 0, i), 0) += 1;
        depth++;
    }
}

static void count_hits(const Report *report, const SignalRule *rule, Places *places) {
    HitList hits = report->matches->signals[rule - report->rules->signals].hits;
    for (uint32_t i = 0; i < hits.len; i++) {
        count_place(places, report->source->files.items[hits.items[i].file].path);
    }
}

static uint32_t depth_of(Str directory) {
    uint32_t depth = 1;
    for (uint32_t i = 0; i < directory.len; i++)
        depth += directory.ptr[i] == '/';
    return depth;
}

static bool is_better(Str candidate, Str best) {
    if (best.len == 0) return true;
    uint32_t a = depth_of(candidate);
    uint32_t b = depth_of(best);
    return a != b ? a > b : str_cmp(candidate, best) < 0;
}

static Str best_directory(const Places *theirs, const Places *ours, double share) {
    Str best = {0};
    for (uint32_t i = 0; i < theirs->directories.len; i++) {
        Str directory = theirs->directories.keys[i];
        uint32_t own = 0;
        (void)map_get(&ours->directories, directory, &own);
        if (theirs->directories.values[i] < share * theirs->total) continue;
        if (own > (1 - share) * ours->total) continue;
        if (is_better(directory, best)) best = directory;
    }
    return best;
}

static bool is_separable(const Rules *rules, Str criterion) {
    for (uint32_t i = 0; i < rules->criterion_count; i++) {
        if (str_eq(rules->criteria[i].id, criterion)) return rules->criteria[i].is_separable;
    }
    return false;
}

bool split_find(const Report *report, const Project *project, FrameworkSide present, Arena *arena,
                Str *out_directory) {
    Places ours = {.directories = map_new(arena, 0)};
    Places theirs = {.directories = map_new(arena, 0)};
    double our_points = 0;
    double their_points = 0;
    for (uint32_t i = 0; i < project->signal_count; i++) {
        const SignalResult *signal = &project->signals[i];
        if (signal->kind != SIGNAL_NEED || signal->points <= 0) continue;
        bool is_ours = (signal->rule->lean < 0) == (present == SIDE_DJANGO);
        if (!is_ours && !is_separable(report->rules, signal->rule->criterion)) continue;
        count_hits(report, signal->rule, is_ours ? &ours : &theirs);
        *(is_ours ? &our_points : &their_points) += signal->points;
    }
    double need = report_number(report->rules, "threshold.split_need");
    if (our_points < need || their_points < need) return false;
    *out_directory =
        best_directory(&theirs, &ours, report_number(report->rules, "threshold.split_share"));
    return out_directory->len > 0;
}
