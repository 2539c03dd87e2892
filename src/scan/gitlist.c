// SPDX-License-Identifier: MIT
// Tracked paths and outer ignore rules of the git work tree around a root.
//
//   shop/.git, shop/.gitignore, shop/backend/app.py     root = shop/backend
//     -> prefix "backend/", tracked ["backend/app.py"], rules of shop/.gitignore and info/exclude
//
// How: gitfolder.c finds the repository, gitindex.c reads its index. The walk (folders.c) finds out
// what is on disk; git_status and the working directory iterators of libgit2 would stat and often
// hash every file. Ignore rules are our own (ignore.c), the same as for a plain folder. Loading
// libgit2 costs 7 ms (its TLS library), so ".git" comes first.
//
// Limits: where the index cannot be read (gitindex.c) the folder is walked as a plain one, with a
// problem.
#include "scan/gitlist.h"

#include <stdlib.h>

#include "base/buf.h"
#include "scan/gitfolder.h"
#include "scan/gitindex.h"

#include "base/banned.h"

// --- Sorted paths --------------------------------------------------------------------------------

// Position of the first path that is not less than `path`.
static uint32_t lower_bound(const StrVec *paths, Str path) {
    uint32_t low = 0, high = paths->len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (str_cmp(paths->items[middle], path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool has_path(const StrVec *paths, Str path) {
    uint32_t at = lower_bound(paths, path);
    return at < paths->len && str_eq(paths->items[at], path);
}

bool gitlist_is_tracked(const GitTree *git, Str path) {
    return has_path(&git->tracked, path);
}

bool gitlist_is_submodule(const GitTree *git, Str folder) {
    return has_path(&git->submodules, folder);
}

bool gitlist_has_tracked_below(const GitTree *git, Str folder) {
    if (folder.len == 0) return git->tracked.len > 0;
    // Names such as "a-b" sort between "a" and "a/": step over them with the '/' in the key.
    char key[4096];
    if (folder.len >= sizeof key) return false;
    for (uint32_t i = 0; i < folder.len; i++)
        key[i] = folder.ptr[i];
    key[folder.len] = '/';
    Str below = {key, folder.len + 1};
    uint32_t at = lower_bound(&git->tracked, below);
    return at < git->tracked.len && str_starts(git->tracked.items[at], below);
}

// --- Reading the repository ----------------------------------------------------------------------

// libgit2's own sentence is kept unless it names a path, which would make the report depend on
// where the repository lies.
static bool fail(Str detail, Arena *arena, Problem *problem) {
    Buf text = buf_new(arena);
    buf_c(&text, "the git repository cannot be read, so all files of the folder are listed");
    if (detail.len && str_find(detail, '/') == NONE) {
        buf_c(&text, ": ");
        buf_str_add(&text, detail);
    }
    *problem = (Problem){.kind = PROBLEM_GIT, .text = buf_str(&text)};
    return false;
}

// Each path once: a file in conflict has up to three entries.
static void add_path(StrVec *paths, Str path, Arena *arena) {
    if (paths->len > 0 && str_eq(paths->items[paths->len - 1], path)) return;
    vec_push(arena, paths, path);
}

static bool load_index(const GitFolder *git, Arena *arena, GitTree *out, Problem *problem) {
    GitEntryVec entries = {0};
    Str why;
    if (!gitindex_read(git->folder, STR("index"), out->prefix, arena, &entries, &why))
        return fail(why, arena, problem);
    for (uint32_t i = 0; i < entries.len; i++) {
        const GitEntry *entry = &entries.items[i];
        bool is_module = entry->kind == GITENTRY_MODULE;
        add_path(is_module ? &out->submodules : &out->tracked, entry->path, arena);
    }
    return true;
}

static void add_rules(const FsRoot *folder, Str file, Str below, Arena *arena, GitTree *out) {
    Str text;
    uint64_t size;
    if (fs_read(folder, file, IGNORE_FILE_BYTES_MAX, arena, &text, &size) == FS_OK)
        out->rules = ignore_parse(arena, text, below, out->rules);
}

static void read_exclude(const GitFolder *git, Arena *arena, GitTree *out) {
    FsRoot *info = gitfolder_open(git->common, STR("info"), arena);
    if (!info) return;
    add_rules(info, STR("exclude"), STR(""), arena, out);
    fs_root_close(info);
}

// The .gitignore files from the top of the work tree down to the folder above the root. Returns
// whether the root lies in an ignored folder.
static bool read_outer_rules(Str work_tree, Arena *arena, GitTree *out) {
    FsRoot *top;
    Error ignored = {0};
    if (out->prefix.len == 0 || !fs_root_open(arena, work_tree, &top, &ignored)) return false;
    bool is_ignored = false;
    add_rules(top, STR(".gitignore"), STR(""), arena, out);
    for (uint32_t i = 0; i < out->prefix.len; i++) {
        if (out->prefix.ptr[i] != '/') continue;
        Str folder = str_sub(out->prefix, 0, i);
        is_ignored |= ignore_matches(out->rules, folder, true);
        bool is_root = i + 1 == out->prefix.len;
        if (is_root) continue; // the walk reads the root's own
        Str file = str_fmt(arena, STR_FMT "/.gitignore", STR_ARG(folder));
        add_rules(top, file, folder, arena, out);
    }
    fs_root_close(top);
    return is_ignored;
}

static bool read_repository(const GitFolder *git, const FsRoot *root, Arena *arena, GitTree *out,
                            Problem *problem) {
    const char *fault = gitfolder_fault(git);
    if (fault) return fail(str_from_c(fault), arena, problem);
    bool has_work_tree =
        git->is_linked ||
        !str_eq_nocase(gitfolder_setting(git->common, STR("bare"), arena), STR("true"));
    if (!has_work_tree) return false;
    if (gitfolder_has_sha256(git, arena))
        return fail(STR("its objects are named by SHA-256"), arena, problem);
    out->prefix = gitfolder_prefix(git, root, arena);
    if (!load_index(git, arena, out, problem)) return false;
    read_exclude(git, arena, out);
    bool is_ignored = read_outer_rules(git->work_tree, arena, out);
    return !is_ignored || out->tracked.len > 0;
}

bool gitlist_read(const FsRoot *root, Arena *arena, GitTree *out, Problem *problem) {
    *out = (GitTree){0};
    GitFolder git;
    if (!gitfolder_find(root, arena, &git)) return false;
    bool is_read = !git.is_bare && read_repository(&git, root, arena, out, problem);
    gitfolder_close(&git);
    return is_read;
}
