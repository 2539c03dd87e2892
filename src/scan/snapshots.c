// SPDX-License-Identifier: MIT
// Commits and indexes that stay open, so that whoever needs one again reads it once.
//
//     configuration of HEAD, records of HEAD, files of HEAD     ─►  the trees of HEAD are read once
//     is anything staged?, files of the index                   ─►  one state of the index, read once
//
// How: a list by folder and by name of the revision or index. There are two of a folder at most that
// are looked at in one run, so it is searched from the front.
// Limits: a name that comes to mean another commit while the program runs goes on to mean the first.
#include "scan/snapshots.h"

#include "base/banned.h"

typedef struct Kept {
    Str root, revision, index_file;
    GitSnapshot *snapshot;
    ProblemVec problems; // of the index
} Kept;

struct ScanSnapshots {
    Arena *arena;
    VEC(Kept) kept;
};

ScanSnapshots *scan_snapshots_open(Arena *arena) {
    ScanSnapshots *snapshots = arena_new(arena, ScanSnapshots);
    *snapshots = (ScanSnapshots){.arena = arena};
    return snapshots;
}

void scan_snapshots_close(ScanSnapshots *snapshots) {
    for (uint32_t i = 0; i < snapshots->kept.len; i++)
        gittree_close(snapshots->kept.items[i].snapshot);
    snapshots->kept.len = 0;
}

bool snapshots_open(const ScanOptions *options, GitSnapshot **out, ProblemVec *problems,
                    Arena *arena, Error *err) {
    if (options->revision.len)
        return gittree_of_revision(options->root, options->revision, arena, out, err);
    return gittree_of_index(options->root, options->index_file, arena, out, problems, err);
}

static const Kept *find(const ScanOptions *options) {
    const ScanSnapshots *snapshots = options->snapshots;
    for (uint32_t i = 0; i < snapshots->kept.len; i++) {
        const Kept *kept = &snapshots->kept.items[i];
        bool is_it = str_eq(kept->root, options->root) &&
                     str_eq(kept->revision, options->revision) &&
                     (options->revision.len || str_eq(kept->index_file, options->index_file));
        if (is_it) return kept;
    }
    return NULL;
}

bool snapshots_get(const ScanOptions *options, GitSnapshot **out, ProblemVec *problems,
                   Arena *arena, Error *err) {
    ScanSnapshots *snapshots = options->snapshots;
    const Kept *kept = find(options);
    if (!kept) {
        Kept opened = {.root = str_copy(snapshots->arena, options->root),
                       .revision = str_copy(snapshots->arena, options->revision),
                       .index_file = str_copy(snapshots->arena, options->index_file)};
        if (!snapshots_open(options, &opened.snapshot, &opened.problems, snapshots->arena, err))
            return false;
        vec_push(snapshots->arena, &snapshots->kept, opened);
        kept = &snapshots->kept.items[snapshots->kept.len - 1];
    }
    *out = kept->snapshot;
    for (uint32_t i = 0; problems && i < kept->problems.len; i++)
        vec_push(arena, problems, kept->problems.items[i]);
    return true;
}
