// SPDX-License-Identifier: MIT
// The files of a revision or of an index as a root, read straight from git's objects.
//
//   tree 4b82…: "100644 app.py\0<id>" "40000 shop\0<id>"     -> app.py, shop/views.py, …
//
// How: both are one sorted list of paths with the ids of their contents. A folder is a range of it,
// found by bisection; contents are read when they are asked for, by any thread. Trees are parsed
// here, each once, with a stack of our own: one that holds itself many times over is cut off by
// GITTREE_FOLDERS_MAX.
// Limits: the numbers of gittree.h. Names that no folder can hold (".."
// or with a slash) are left out. A link is listed and never followed, as in a folder.
#include "scan/gittree.h"

#include <stdlib.h>
#include <string.h>

#include "scan/gitindex.h"
#include "scan/gitrev.h"

#include "base/banned.h"

enum { MODE_OCTETS_MAX = 6 };

struct GitSnapshot {
    GitRepo repo;
    GitEntryVec entries; // paths below the folder; sorted, each once
};

// --- A tree → entries ----------------------------------------------------------------------------

typedef struct TreeEntry {
    uint32_t mode; // 0100644
    Str name;
    GitId id;
} TreeEntry;

enum { MODE_KIND = 0170000, MODE_TREE = 0040000, MODE_LINK = 0120000, MODE_MODULE = 0160000 };

// "100644 app.py\0" and 20 bytes; false at the end, and where it is broken: then *tree is not empty.
static bool next_entry(Str *tree, TreeEntry *out) {
    Str mode, rest, name;
    if (!str_cut(*tree, ' ', &mode, &rest) || mode.len > MODE_OCTETS_MAX) return false;
    if (!str_cut(rest, '\0', &name, &rest) || rest.len < GITENTRY_ID_BYTES) return false;
    *out = (TreeEntry){.name = name};
    for (uint32_t i = 0; i < mode.len; i++) {
        if (mode.ptr[i] < '0' || mode.ptr[i] > '7') return false;
        out->mode = out->mode * 8 + (uint32_t)(mode.ptr[i] - '0');
    }
    memcpy(out->id.bytes, rest.ptr, GITENTRY_ID_BYTES);
    *tree = str_sub(rest, GITENTRY_ID_BYTES, rest.len);
    return true;
}

static bool is_name(Str name) {
    return name.len > 0 && !str_eq(name, STR(".")) && !str_eq(name, STR("..")) &&
           str_find(name, '/') == NONE;
}

typedef struct Folder {
    Str path; // "" or "shop/"
    GitId id;
    uint32_t depth;
} Folder;

typedef struct Walk {
    GitSnapshot *snapshot;
    Arena *arena;
    VEC(Folder) stack;
    uint32_t folders; // read so far
} Walk;

static GitEntryKind kind_of_mode(uint32_t mode) {
    if ((mode & MODE_KIND) == MODE_MODULE) return GITENTRY_MODULE;
    return (mode & MODE_KIND) == MODE_LINK ? GITENTRY_LINK : GITENTRY_FILE;
}

static bool read_folder(Walk *walk, const Folder *folder, Arena *scratch, Error *err) {
    const GitRepo *repo = &walk->snapshot->repo;
    Str tree;
    TreeEntry entry;
    if (!gitrepo_read(repo, &folder->id, GITOBJECT_TREE, scratch, &tree, err)) return false;
    walk->folders++;
    while (next_entry(&tree, &entry)) {
        if (!is_name(entry.name)) continue;
        bool is_tree = (entry.mode & MODE_KIND) == MODE_TREE;
        bool is_full = walk->snapshot->entries.len >= GITTREE_ENTRIES_MAX ||
                       walk->folders + walk->stack.len >= GITTREE_FOLDERS_MAX ||
                       folder->depth >= GITTREE_DEPTH_MAX;
        if (is_full)
            return error_set(err, ERROR_INPUT,
                             STR_FMT ": the revision has more than %u files or %u folders, or "
                                     "folders more than %u deep",
                             STR_ARG(repo->path), GITTREE_ENTRIES_MAX, GITTREE_FOLDERS_MAX,
                             GITTREE_DEPTH_MAX);
        Str path = str_fmt(walk->arena, STR_FMT STR_FMT "%s", STR_ARG(folder->path),
                           STR_ARG(entry.name), is_tree ? "/" : "");
        if (is_tree) {
            vec_push(walk->arena, &walk->stack, (Folder){path, entry.id, folder->depth + 1});
        } else {
            GitEntry file = {.path = path, .id = entry.id, .kind = kind_of_mode(entry.mode)};
            vec_push(walk->arena, &walk->snapshot->entries, file);
        }
    }
    return tree.len == 0 ||
           error_set(err, ERROR_INPUT,
                     STR_FMT ": the git repository cannot be read: tree " STR_FMT " is damaged",
                     STR_ARG(repo->path), STR_ARG(gitobjects_format_id(&folder->id, scratch)));
}

static void keep_each_once(GitEntryVec *entries) {
    gitindex_sort(entries);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < entries->len; i++)
        if (kept == 0 || !str_eq(entries->items[kept - 1].path, entries->items[i].path))
            entries->items[kept++] = entries->items[i];
    entries->len = kept;
}

static bool read_trees(Walk *walk, const GitId *top, Error *err) {
    Arena scratch = {0};
    bool ok = true;
    vec_push(walk->arena, &walk->stack, (Folder){.id = *top});
    while (ok && walk->stack.len > 0) {
        Folder folder = walk->stack.items[--walk->stack.len];
        ArenaMark mark = arena_mark(&scratch);
        ok = fs_interrupted() ? error_set(err, ERROR_INTERRUPTED, "interrupted")
                              : read_folder(walk, &folder, &scratch, err);
        arena_rewind(&scratch, mark);
    }
    arena_free(&scratch);
    keep_each_once(&walk->snapshot->entries);
    return ok;
}

// The tree of the folder `prefix`, "" or "sub/dir/". *is_there is false without one.
static bool find_subtree(const GitRepo *repo, Str prefix, Arena *arena, GitId *tree, bool *is_there,
                         Error *err) {
    *is_there = true;
    while (prefix.len > 0 && *is_there) {
        Str name, bytes;
        TreeEntry entry;
        str_cut(prefix, '/', &name, &prefix);
        if (!gitrepo_read(repo, tree, GITOBJECT_TREE, arena, &bytes, err)) return false;
        *is_there = false;
        while (!*is_there && next_entry(&bytes, &entry))
            *is_there = str_eq(entry.name, name) && (entry.mode & MODE_KIND) == MODE_TREE;
        if (*is_there) *tree = entry.id;
    }
    return true;
}

static bool read_revision(GitSnapshot *snapshot, Str revision, Arena *arena, Error *err) {
    const GitRepo *repo = &snapshot->repo;
    Walk walk = {.snapshot = snapshot, .arena = arena};
    GitId id;
    GitCommit commit;
    bool is_there;
    if (!gitrev_find(repo, revision, arena, &id, err) ||
        !gitrepo_commit(repo, &id, arena, &commit, err) ||
        !find_subtree(repo, repo->prefix, arena, &commit.tree, &is_there, err))
        return false;
    return !is_there || read_trees(&walk, &commit.tree, err);
}

bool gittree_of_revision(Str path, Str revision, Arena *arena, GitSnapshot **out, Error *err) {
    GitSnapshot *snapshot = arena_new(arena, GitSnapshot);
    if (!gitrepo_open(path, arena, &snapshot->repo, err)) return false;
    *out = snapshot;
    if (read_revision(snapshot, revision, arena, err)) return true;
    gitrepo_close(&snapshot->repo);
    return false;
}

// --- An index → entries --------------------------------------------------------------------------

static void add_conflict(Str path, Arena *arena, ProblemVec *problems) {
    Problem problem = {PROBLEM_GIT, path, 0, STR("in conflict; our side of it was looked at")};
    vec_push(arena, problems, problem);
}

// Of a path in conflict there are up to three entries: only ours, stage 2, stays.
static void settle(GitEntryVec *entries, Arena *arena, ProblemVec *problems) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < entries->len; i++) {
        GitEntry entry = entries->items[i];
        bool is_wanted = (entry.stage == 0 && !entry.is_intention) || entry.stage == 2;
        if (!is_wanted) continue;
        if (entry.stage == 2) add_conflict(entry.path, arena, problems);
        entries->items[kept++] = entry;
    }
    entries->len = kept;
}

// The name of an index in the git folder; GIT_INDEX_FILE gives it with a way that leads there, from
// the top of the work tree or from here. An index anywhere else is none of this repository's.
static bool own_name(const GitRepo *repo, Str *file, Arena *arena, Error *err) {
    Str folder = str_folder(*file), own = fs_root_real_path(repo->folder.folder);
    if (str_find(*file, '/') == NONE) return true;
    Str ways[] = {
        folder.len ? folder : STR("/"),
        str_fmt(arena, STR_FMT "/" STR_FMT, STR_ARG(repo->folder.work_tree), STR_ARG(folder))};
    bool is_own = false;
    for (uint32_t i = 0; i < ARRAY_LEN(ways) && !is_own; i++) {
        FsRoot *opened;
        Error ignored = {0};
        if (!fs_root_open(arena, ways[i], &opened, &ignored)) continue;
        is_own = str_eq(fs_root_real_path(opened), own);
        fs_root_close(opened);
    }
    if (is_own) *file = str_file_name(*file);
    return is_own || error_set(err, ERROR_INPUT,
                               STR_FMT ": GIT_INDEX_FILE names an index that lies outside of the "
                                       "git folder, which is not read",
                               STR_ARG(repo->path));
}

static bool read_staged(GitSnapshot *snapshot, Str file, Arena *arena, ProblemVec *problems,
                        Error *err) {
    const GitRepo *repo = &snapshot->repo;
    Str why;
    FsKind kind;
    uint64_t size;
    if (!own_name(repo, &file, arena, err)) return false;
    bool is_there = fs_kind(repo->folder.folder, file, &kind, &size) == FS_OK;
    if (!is_there && !str_eq(file, STR("index")))
        return error_set(err, ERROR_INPUT,
                         STR_FMT ": the git folder has no index \"" STR_FMT
                                 "\", which GIT_INDEX_FILE names",
                         STR_ARG(repo->path), STR_ARG(file));
    if (repo->folder.is_bare)
        return error_set(err, ERROR_INPUT, STR_FMT ": a bare repository has no index",
                         STR_ARG(repo->path));
    if (!gitindex_read(repo->folder.folder, file, repo->prefix, arena, &snapshot->entries, &why))
        return error_set(err, ERROR_INPUT, STR_FMT ": the git index cannot be read: " STR_FMT,
                         STR_ARG(repo->path), STR_ARG(why));
    for (uint32_t i = 0; i < snapshot->entries.len; i++) {
        Str *path = &snapshot->entries.items[i].path;
        *path = str_sub(*path, repo->prefix.len, path->len);
    }
    settle(&snapshot->entries, arena, problems);
    keep_each_once(&snapshot->entries);
    return true;
}

bool gittree_of_index(Str path, Str index_file, Arena *arena, GitSnapshot **out,
                      ProblemVec *problems, Error *err) {
    GitSnapshot *snapshot = arena_new(arena, GitSnapshot);
    if (!gitrepo_open(path, arena, &snapshot->repo, err)) return false;
    *out = snapshot;
    if (read_staged(snapshot, index_file, arena, problems, err)) return true;
    gitrepo_close(&snapshot->repo);
    return false;
}

// --- A root --------------------------------------------------------------------------------------

// Position of the first entry whose path is not less than `path`, from `low` on.
static uint32_t lower_bound(const GitEntryVec *entries, uint32_t low, Str path) {
    uint32_t high = entries->len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (str_cmp(entries->items[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const GitEntry *find(const GitSnapshot *snapshot, Str path) {
    uint32_t at = lower_bound(&snapshot->entries, 0, path);
    bool is_it = at < snapshot->entries.len && str_eq(snapshot->entries.items[at].path, path);
    return is_it ? &snapshot->entries.items[at] : NULL;
}

// Where what is in the folder starts; NONE without the folder.
static uint32_t first_below(const GitSnapshot *snapshot, Str dir, Arena *scratch) {
    const GitEntryVec *entries = &snapshot->entries;
    if (dir.len == 0) return 0;
    Str below = str_fmt(scratch, STR_FMT "/", STR_ARG(dir));
    uint32_t at = lower_bound(entries, 0, below);
    return at < entries->len && str_starts(entries->items[at].path, below) ? at : NONE;
}

// '0' follows '/': the first path that is not below `folder`.
static uint32_t end_of(const GitEntryVec *entries, uint32_t from, Str folder, Arena *scratch) {
    return lower_bound(entries, from, str_fmt(scratch, STR_FMT "0", STR_ARG(folder)));
}

static FsKind kind_of_entry(const GitEntry *entry) {
    if (entry->kind == GITENTRY_MODULE) return FS_DIR;
    return entry->kind == GITENTRY_LINK ? FS_LINK : FS_FILE;
}

static int compare_names(const void *a, const void *b) {
    return str_cmp(((const FsEntry *)a)->name, ((const FsEntry *)b)->name);
}

static FsStatus list(const void *ctx, Str dir, Arena *arena, FsEntryVec *out) {
    const GitSnapshot *snapshot = ctx;
    const GitEntryVec *entries = &snapshot->entries;
    const GitEntry *entry = dir.len ? find(snapshot, dir) : NULL;
    *out = (FsEntryVec){0};
    if (entry && entry->kind == GITENTRY_MODULE) return FS_OK; // checked out it would be empty
    if (entry) return entry->kind == GITENTRY_LINK ? FS_IS_LINK : FS_NOT_REGULAR;
    uint32_t at = first_below(snapshot, dir, arena);
    if (at == NONE) return FS_NOT_FOUND;
    uint32_t end = dir.len ? end_of(entries, at, dir, arena) : entries->len;
    uint32_t name_start = dir.len ? dir.len + 1 : 0;
    while (at < end) {
        Str path = entries->items[at].path, name, rest;
        bool is_folder = str_cut(str_sub(path, name_start, path.len), '/', &name, &rest);
        FsKind kind = is_folder ? FS_DIR : kind_of_entry(&entries->items[at]);
        vec_push(arena, out, (FsEntry){.name = name, .kind = kind});
        Str whole = str_sub(path, 0, name_start + name.len);
        at = is_folder ? end_of(entries, at, whole, arena) : at + 1;
    }
    if (out->len > 1) qsort(out->items, out->len, sizeof *out->items, compare_names);
    return FS_OK;
}

static FsStatus read_blob(const void *ctx, Str path, uint64_t limit_bytes, Arena *arena, Str *out,
                          uint64_t *out_size) {
    const GitSnapshot *snapshot = ctx;
    const GitEntry *entry = find(snapshot, path);
    if (!entry) return first_below(snapshot, path, arena) == NONE ? FS_NOT_FOUND : FS_NOT_REGULAR;
    if (entry->kind != GITENTRY_FILE)
        return entry->kind == GITENTRY_LINK ? FS_IS_LINK : FS_NOT_REGULAR;
    FsStatus status = gitobjects_read(snapshot->repo.objects, &entry->id, GITOBJECT_BLOB,
                                      limit_bytes, arena, out, out_size);
    // The file is there; it is its content that is not.
    return status == FS_NOT_FOUND ? FS_IO_ERROR : status;
}

static FsStatus look(const void *ctx, Str path, FsKind *out_kind, uint64_t *out_size) {
    const GitSnapshot *snapshot = ctx;
    const GitEntry *entry = find(snapshot, path);
    Arena scratch = {0};
    bool is_there = entry || first_below(snapshot, path, &scratch) != NONE;
    arena_free(&scratch);
    if (!is_there) return FS_NOT_FOUND;
    GitObjectKind kind;
    *out_kind = entry ? kind_of_entry(entry) : FS_DIR;
    *out_size = 0;
    if (*out_kind == FS_FILE)
        (void)gitobjects_look(snapshot->repo.objects, &entry->id, &kind, out_size);
    return FS_OK;
}

void gittree_close(GitSnapshot *snapshot) {
    gitrepo_close(&snapshot->repo);
}

static void close_snapshot(void *ctx) {
    gittree_close(ctx);
}

FsRoot *gittree_root(GitSnapshot *snapshot, Arena *arena) {
    static const FsBackend BACKEND = {list, read_blob, look, close_snapshot};
    return fs_root_of(arena, &BACKEND, snapshot);
}

FsRoot *gittree_root_of_kept(GitSnapshot *snapshot, Arena *arena) {
    static const FsBackend BACKEND = {list, read_blob, look, NULL};
    return fs_root_of(arena, &BACKEND, snapshot);
}

void gittree_identity(const GitSnapshot *snapshot, Buf *out) {
    for (uint32_t i = 0; i < snapshot->entries.len; i++) {
        const GitEntry *entry = &snapshot->entries.items[i];
        const char kind = (char)entry->kind, stage = (char)entry->stage;
        buf_str_add(out, (Str){(const char *)entry->id.bytes, sizeof entry->id.bytes});
        buf_char(out, kind);
        buf_char(out, stage);
        buf_str_add(out, entry->path);
        buf_char(out, '\0');
    }
}

GitTree gittree_listing(const GitSnapshot *snapshot, Arena *arena) {
    GitTree tree = {0};
    for (uint32_t i = 0; i < snapshot->entries.len; i++) {
        const GitEntry *entry = &snapshot->entries.items[i];
        bool is_module = entry->kind == GITENTRY_MODULE;
        vec_push(arena, is_module ? &tree.submodules : &tree.tracked, entry->path);
    }
    return tree;
}

const GitId *gittree_blob(const GitSnapshot *snapshot, Str path) {
    const GitEntry *entry = find(snapshot, path);
    return entry && entry->kind == GITENTRY_FILE ? &entry->id : NULL;
}
