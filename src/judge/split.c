// SPDX-License-Identifier: MIT
// Which directories could be carved out as a service, while the rest stays?
//
//     shop/admin.py … 41 places for Django          inference/engine.py … 12 places for FastAPI
//     ─►  "inference": 12 of 12 places of the other side, 0 of 41 of ours, 3 imports across
//
// Only needs that a service can serve alone count for the other side (`separable` criteria:
// waiting, sockets, models); nobody carves out an API contract. A directory that holds more than
// half of their places is a candidate; the deepest come first, because a small cut is a cheap one.
// Here the candidates are only measured: how many hits of each signal are inside, how many imports
// cross. Whether one holds is decided with the weights (decide.c).
//
// Limits: directories deeper than DIRECTORY_DEPTH_MAX are not tried. Tables that are written on both
// sides are not looked at.
#include "judge/split.h"

#include <stdlib.h>

#include "base/banned.h"

enum { DIRECTORY_DEPTH_MAX = 4 };

typedef struct Places {
    Map directories; // directory → number of places in it and below, DIRECTORY_DEPTH_MAX deep
    uint32_t total;
} Places;

typedef struct Candidate {
    Str directory;
    uint32_t depth;
} Candidate;

static void count_place(Places *places, Str path) {
    places->total++;
    uint32_t depth = 0;
    for (uint32_t i = 0; i < path.len && depth < DIRECTORY_DEPTH_MAX; i++) {
        if (path.ptr[i] != '/') continue;
        *map_slot(&places->directories, str_sub(path, 0, i), 0) += 1;
        depth++;
    }
}

static bool is_inside(Str path, Str directory) {
    return path.len > directory.len && path.ptr[directory.len] == '/' &&
           str_starts(path, directory);
}

static uint32_t depth_of(Str directory) {
    uint32_t depth = 1;
    for (uint32_t i = 0; i < directory.len; i++)
        depth += directory.ptr[i] == '/';
    return depth;
}

static int compare_candidates(const void *left, const void *right) {
    const Candidate *a = left;
    const Candidate *b = right;
    if (a->depth != b->depth) return a->depth > b->depth ? -1 : 1;
    return str_cmp(a->directory, b->directory);
}

// Places of the needs that a service could serve.
static void count_separable(const Report *report, const Project *project, Places *places) {
    for (uint32_t i = 0; i < project->tally.signal_count; i++) {
        const TallySignal *signal = &project->tally.signals[i];
        const SignalRule *rule = &report->rules->signals[signal->rule];
        if (signal->kind != SIGNAL_NEED || signal->count == 0 || rule->lean <= 0) continue;
        if (!report->rules->criteria[signal->criterion].is_separable) continue;
        HitList hits = project->matches->signals[signal->rule].hits;
        for (uint32_t h = 0; h < hits.len; h++)
            count_place(places, report->source->files.items[hits.items[h].file].path);
    }
}

// How many of each signal's count are below the directory. What is counted by file or name is
// shared out by its hits.
static const uint32_t *count_inside(const Report *report, const Project *project, Str directory,
                                    Arena *arena) {
    uint32_t *inside = arena_array(arena, uint32_t, project->tally.signal_count);
    for (uint32_t i = 0; i < project->tally.signal_count; i++) {
        const TallySignal *signal = &project->tally.signals[i];
        HitList hits = project->matches->signals[signal->rule].hits;
        if (signal->count == 0 || hits.len == 0) continue;
        uint64_t below = 0;
        for (uint32_t h = 0; h < hits.len; h++)
            below += is_inside(report->source->files.items[hits.items[h].file].path, directory);
        inside[i] = (uint32_t)(below * signal->count / hits.len);
    }
    return inside;
}

// Imports of project code that lead across the border, each target file once an importing file.
static void count_imports(const Report *report, const ProjectMatches *found, TallyCut *cut) {
    const Program *program = report->program;
    const SourceFile *files = report->source->files.items;
    for (uint32_t f = 0; f < program->file_count; f++) {
        uint32_t from = program->files[f].file;
        if (found->owner[from] != found->index) continue;
        if (!(ROLE_BIT(files[from].role) & ROLES_PRODUCTION)) continue;
        bool from_inside = is_inside(files[from].path, cut->directory);
        cut->files += from_inside;
        uint32_t last = NONE;
        for (uint32_t i = 0; i < program->files[f].imports.len; i++) {
            const Target *target = &program->names[f].imports[i];
            bool is_ours = target->kind == TARGET_MODULE || target->kind == TARGET_CLASS ||
                           target->kind == TARGET_FUNCTION;
            if (!is_ours || target->file == last) continue;
            last = target->file;
            bool to_inside = is_inside(files[program->files[last].file].path, cut->directory);
            cut->imports_in += !from_inside && to_inside;
            cut->imports_out += from_inside && !to_inside;
        }
    }
}

void split_measure(const Report *report, const ProjectMatches *found, Arena *arena,
                   Project *project) {
    if (project->base == NULL || project->base->rule->side == SIDE_FASTAPI) return;
    Arena scratch = {0};
    Places places = {.directories = map_new(&scratch, 0)};
    count_separable(report, project, &places);
    Candidate *candidates = arena_array(&scratch, Candidate, places.directories.len);
    uint32_t n = 0;
    for (uint32_t i = 0; i < places.directories.len; i++) {
        if (places.directories.values[i] * 2 <= places.total) continue;
        Str directory = places.directories.keys[i];
        candidates[n++] = (Candidate){directory, depth_of(directory)};
    }
    if (n > 1) qsort(candidates, n, sizeof *candidates, compare_candidates);
    uint32_t kept = n < TALLY_CUTS_MAX ? n : TALLY_CUTS_MAX;
    TallyCut *cuts = arena_array(arena, TallyCut, kept);
    for (uint32_t i = 0; i < kept; i++) {
        cuts[i].directory = candidates[i].directory;
        cuts[i].inside = count_inside(report, project, candidates[i].directory, arena);
        count_imports(report, found, &cuts[i]);
    }
    project->tally.cuts = cuts;
    project->tally.cut_count = kept;
    arena_free(&scratch);
}
