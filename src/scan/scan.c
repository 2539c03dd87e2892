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
#include "scan/gitlist.h"
#include "scan/kind.h"
#include "scan/manifest.h"
#include "scan/named.h"
#include "scan/role.h"

#include "base/banned.h"

static void list_all(const ScanOptions *options, Arena *arena, Source *source) {
    GitTree git;
    Problem problem = {0};
    source->is_git = gitlist_read(source->fs, arena, &git, &problem);
    if (problem.text.len) vec_push(arena, &source->problems, problem);
    WalkOptions walk = {
        .git = source->is_git ? &git : NULL,
        .exclude = options->exclude,
        .exclude_count = options->exclude_count,
        .no_ignore = options->no_ignore,
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

bool scan_list(const ScanOptions *options, Arena *arena, Source *out, Error *err) {
    Source source = {.root = options->root};
    if (options->texts)
        source.fs = fs_root_of_texts(arena, options->texts, options->text_count);
    else if (!fs_root_open(arena, options->root, &source.fs, err))
        return false;
    if (options->only)
        named_files(options->only, options->only_count, SCAN_FILES_MAX, arena, &source);
    else
        list_all(options, arena, &source);
    drop_unchosen(options, &source.files);
    role_assign(&source, arena);
    manifest_read_all(&source, arena);
    *out = source;
    return true;
}

void scan_close(Source *source) {
    fs_root_close(source->fs);
}
