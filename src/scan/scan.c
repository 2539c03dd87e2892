// SPDX-License-Identifier: MIT
// From a root directory to the list of its files and what the manifests among them declare.
//
//   shop/              -> files     manage.py (script), shop/models.py (app), pyproject.toml
//                         packages  "shop", dependencies  django >=5
//
// The order of the steps is scan_list() below: list (what git knows and a walk, or exactly the
// files the user named), kinds, filters, roles, manifests. Loading the text of a file is load.c.
//
// Limits: SCAN_FILES_MAX and SCAN_DEPTH_MAX; what lies beyond is left out with a problem.
#include "scan/scan.h"

#include "scan/filter.h"
#include "scan/folders.h"
#include "scan/gitbase.h"
#include "scan/gitdiff.h"
#include "scan/gitlist.h"
#include "scan/gitrev.h"
#include "scan/kind.h"
#include "scan/manifest.h"
#include "scan/named.h"
#include "scan/role.h"
#include "scan/snapshots.h"

#include "base/banned.h"

// Opens what is to be listed. `snapshot` is NULL unless it lies in git's objects.
static bool open_root(const ScanOptions *options, Arena *arena, Source *source,
                      GitSnapshot **snapshot, Error *err) {
    *snapshot = NULL;
    if (options->texts) {
        source->fs = fs_root_of_texts(arena, options->texts, options->text_count);
        return true;
    }
    if (!options->revision.len && !options->index_file.len)
        return fs_root_open(arena, options->root, &source->fs, err);
    bool is_kept = options->snapshots != NULL;
    bool ok = is_kept ? snapshots_get(options, snapshot, &source->problems, arena, err)
                      : snapshots_open(options, snapshot, &source->problems, arena, err);
    if (ok)
        source->fs =
            is_kept ? gittree_root_of_kept(*snapshot, arena) : gittree_root(*snapshot, arena);
    return ok;
}

static void list_all(const ScanOptions *options, const GitSnapshot *snapshot, Arena *arena,
                     Source *source) {
    GitTree git;
    Problem problem = {0};
    if (snapshot) git = gittree_listing(snapshot, arena);
    source->is_git = snapshot || gitlist_read(source->fs, arena, &git, &problem);
    if (problem.text.len) vec_push(arena, &source->problems, problem);
    WalkOptions walk = {
        .git = source->is_git ? &git : NULL,
        .exclude = options->exclude,
        .exclude_count = options->exclude_count,
        .no_ignore = options->no_ignore || snapshot, // all that is in it is tracked
        .files_max = SCAN_FILES_MAX,
        .depth_max = SCAN_DEPTH_MAX,
    };
    folders_walk(&walk, arena, source);
    for (uint32_t i = 0; i < source->files.len; i++)
        source->files.items[i].kind = kind_of(source->files.items[i].path);
}

static bool is_python(FileKind kind) {
    return kind == FILE_PYTHON || kind == FILE_STUB || kind == FILE_NOTEBOOK;
}

// --include chooses among Python files only: without its manifests a project is not understood.
static bool is_chosen(const ScanOptions *options, const SourceFile *file) {
    if (filter_matches(options->exclude, options->exclude_count, file->path)) return false;
    return options->include_count == 0 || !is_python(file->kind) ||
           filter_matches(options->include, options->include_count, file->path);
}

static void drop_unchosen(const ScanOptions *options, SourceFileVec *files) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < files->len; i++)
        if (is_chosen(options, &files->items[i])) files->items[kept++] = files->items[i];
    files->len = kept;
}

bool scan_open(const ScanOptions *options, Arena *arena, FsRoot **out, Error *err) {
    Source source = {0};
    GitSnapshot *snapshot;
    if (!open_root(options, arena, &source, &snapshot, err)) return false;
    *out = source.fs;
    return true;
}

bool scan_differs(const ScanOptions *before, const ScanOptions *now, bool *out, Error *err) {
    Arena scratch = {0};
    GitSnapshot *a, *b;
    bool ok = snapshots_get(before, &a, NULL, &scratch, err) &&
              snapshots_get(now, &b, NULL, &scratch, err);
    if (ok) *out = gitdiff_matters(a, b, &scratch);
    arena_free(&scratch);
    return ok;
}

bool scan_identity(const ScanOptions *options, Buf *out, Error *err) {
    GitSnapshot *snapshot;
    if (!snapshots_get(options, &snapshot, NULL, out->arena, err)) return false;
    gittree_identity(snapshot, out);
    return true;
}

static void add_blobs(const GitSnapshot *snapshot, SourceFileVec *files) {
    for (uint32_t i = 0; i < files->len; i++) {
        const GitId *id = gittree_blob(snapshot, files->items[i].path);
        if (id) files->items[i].blob = (Str){(const char *)id->bytes, sizeof id->bytes};
    }
}

bool scan_files(const ScanOptions *options, Arena *arena, Source *out, Error *err) {
    Source source = {.root = options->root};
    GitSnapshot *snapshot;
    if (!open_root(options, arena, &source, &snapshot, err)) return false;
    if (options->only)
        named_files(options->only, options->only_count, SCAN_FILES_MAX, arena, &source);
    else
        list_all(options, snapshot, arena, &source);
    drop_unchosen(options, &source.files);
    if (snapshot) add_blobs(snapshot, &source.files);
    role_assign(&source, arena);
    *out = source;
    return true;
}

void scan_manifests(Source *source, Arena *arena) {
    manifest_read_all(source, arena);
}

bool scan_list(const ScanOptions *options, Arena *arena, Source *out, Error *err) {
    if (!scan_files(options, arena, out, err)) return false;
    scan_manifests(out, arena);
    return true;
}

bool scan_base(Str root, Str revision, Str head, Arena *arena, Str *out, Error *err) {
    GitRepo repo;
    GitId one, two;
    if (!gitrepo_open(root, arena, &repo, err)) return false;
    bool ok = gitrev_find(&repo, revision, arena, &one, err);
    bool has_head = ok && (head.len || gitrev_head(&repo, arena, &two));
    if (ok && head.len) ok = gitrev_find(&repo, head, arena, &two, err);
    if (ok && has_head) ok = gitbase_find(&repo, &one, &two, &one, err);
    if (ok) *out = gitobjects_format_id(&one, arena);
    gitrepo_close(&repo);
    return ok;
}

Str scan_prefix(Str root, Arena *arena) {
    GitRepo repo;
    Error none = {0};
    if (!gitrepo_open(root, arena, &repo, &none)) return (Str){0};
    Str prefix = repo.prefix;
    gitrepo_close(&repo);
    return prefix.len ? str_sub(prefix, 0, prefix.len - 1) : prefix;
}

bool scan_revision(Str root, Str revision, Arena *arena, FsRoot **out, Error *err) {
    GitSnapshot *snapshot;
    if (!gittree_of_revision(root, revision, arena, &snapshot, err)) return false;
    *out = gittree_root(snapshot, arena);
    return true;
}

void scan_close(Source *source) {
    fs_root_close(source->fs);
}
