// SPDX-License-Identifier: MIT
// Tracked paths and outer ignore rules of the git work tree around a root.
//
//   shop/.git, shop/.gitignore, shop/backend/app.py     root = shop/backend
//     -> prefix "backend/", tracked ["backend/app.py"], rules of shop/.gitignore and info/exclude
//
// How: the repository is found here, and only its index is given to libgit2, which never sees the
// rest: a configuration may include any file there is, a FIFO too, and would make no difference. The
// walk (folders.c) finds out what is on disk; git_status and the working directory iterators of
// libgit2 would stat and often hash every file. Ignore rules are our own (ignore.c), the same as for
// a plain folder. Loading libgit2 costs 7 ms (its TLS library), so ".git" comes first.
//
// Limits: libgit2 cannot read split and sparse indexes, those of SHA-256 repositories and those
// without a checksum (index.skipHash); these are walked as plain folders, with a problem. core.worktree
// is not considered: the work tree is where ".git" stands.
#include "scan/gitlist.h"

#include <git2.h>
#include <stdlib.h>

#include "base/buf.h"

#include "base/banned.h"

enum { GIT_TEXT_BYTES_MAX = 1 << 20 }; // of a configuration, or of a file that names a folder

// A repository that has a work tree.
typedef struct Repository {
    Str work_tree;  // real path of the folder that holds ".git"
    FsRoot *folder; // ".git", or the folder that it leads to: HEAD and the index
    FsRoot *common; // what linked work trees share: the configuration and info/exclude
    bool is_linked; // a work tree beside the first, or of a bare repository
} Repository;

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

static int compare_paths(const void *a, const void *b) {
    return str_cmp(*(const Str *)a, *(const Str *)b);
}

// The index sorts by its own idea of case, and holds a file in conflict up to three times.
static void sort_paths(StrVec *paths) {
    if (paths->len == 0) return;
    qsort(paths->items, paths->len, sizeof *paths->items, compare_paths);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < paths->len; i++)
        if (!str_eq(paths->items[i], paths->items[kept - 1]))
            paths->items[kept++] = paths->items[i];
    paths->len = kept;
}

// --- Finding the repository ----------------------------------------------------------------------

// A folder by a path that may be relative to another; NULL when it cannot be opened.
static FsRoot *open_folder(const FsRoot *from, Str path, Arena *arena) {
    FsRoot *folder;
    Error ignored = {0};
    if (!str_starts(path, STR("/")))
        path = str_fmt(arena, STR_FMT "/" STR_FMT, STR_ARG(fs_root_real_path(from)), STR_ARG(path));
    return fs_root_open(arena, path, &folder, &ignored) ? folder : NULL;
}

// Content of a small file, "" when it is not there, not a plain file or too large.
static Str read_text(const FsRoot *folder, Str file, Arena *arena) {
    Str text;
    uint64_t size;
    FsStatus status = fs_read(folder, file, GIT_TEXT_BYTES_MAX, arena, &text, &size);
    return status == FS_OK ? str_trim(text) : STR("");
}

// ".git" is a folder or a link to one; of linked work trees and submodules a file that names it.
static FsRoot *open_git_folder(const FsRoot *work_tree, Arena *arena) {
    Str path = STR(".git"), key, value;
    Str text = read_text(work_tree, path, arena);
    if (str_cut(text, ':', &key, &value) && str_eq(key, STR("gitdir"))) path = str_trim(value);
    return open_folder(work_tree, path, arena);
}

// Looks at the root and the folders above it. False when none holds a ".git".
static bool find_repository(const FsRoot *root, Arena *arena, Repository *out) {
    *out = (Repository){0};
    bool is_found = false;
    for (Str path = fs_root_real_path(root); path.len > 0 && !is_found; path = str_folder(path)) {
        FsKind kind;
        uint64_t size;
        FsRoot *folder = open_folder(root, path, arena);
        if (!folder) continue;
        is_found = fs_kind(folder, STR(".git"), &kind, &size) == FS_OK;
        if (is_found) {
            out->work_tree = path;
            out->folder = open_git_folder(folder, arena);
        }
        fs_root_close(folder);
    }
    if (!out->folder) return is_found;
    Str common = read_text(out->folder, STR("commondir"), arena);
    out->is_linked = common.len > 0;
    out->common = open_folder(out->folder, out->is_linked ? common : STR("."), arena);
    return is_found;
}

// --- Reading the repository ----------------------------------------------------------------------

// Whether the configuration has this line, blanks left out: "bare=true". Sections and includes do
// not matter for what is asked here.
static bool has_setting(const Repository *repository, Str setting, Arena *arena) {
    Str line, text = read_text(repository->common, STR("config"), arena);
    while (str_next_line(&text, &line)) {
        Str key, value;
        str_cut(line, '=', &key, &value);
        Str bare =
            str_fmt(arena, STR_FMT "=" STR_FMT, STR_ARG(str_trim(key)), STR_ARG(str_trim(value)));
        if (str_eq_nocase(bare, setting)) return true;
    }
    return false;
}

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

static bool fail_with_last_error(Arena *arena, Problem *problem) {
    const git_error *error = git_error_last();
    return fail(str_from_c(error ? error->message : NULL), arena, problem);
}

static void read_index(git_index *index, Arena *arena, GitTree *out) {
    size_t count = git_index_entrycount(index);
    for (size_t i = 0; i < count; i++) {
        const git_index_entry *entry = git_index_get_byindex(index, i);
        Str path = str_from_c(entry->path);
        if (!str_starts(path, out->prefix)) continue;
        path = str_copy(arena, path);
        if (entry->mode == GIT_FILEMODE_COMMIT)
            vec_push(arena, &out->submodules, path);
        else
            vec_push(arena, &out->tracked, path);
    }
    sort_paths(&out->tracked);
    sort_paths(&out->submodules);
}

// libgit2 would wait for ever at a FIFO, and take the memory for an index of any size.
static bool load_index(const Repository *repository, Arena *arena, GitTree *out, Problem *problem) {
    FsKind kind;
    uint64_t size;
    Str path = str_fmt(arena, STR_FMT "/index", STR_ARG(fs_root_real_path(repository->folder)));
    FsStatus status = fs_kind(repository->folder, STR("index"), &kind, &size);
    if (status == FS_NOT_FOUND) return true; // nothing was ever added
    if (status != FS_OK || kind != FS_FILE)
        return fail(STR("its index is not a regular file"), arena, problem);
    if (size > GITLIST_FILE_BYTES_MAX)
        return fail(STR("its index is far too large"), arena, problem);
    git_index *index = NULL;
    git_libgit2_init();
    bool is_read = git_index_open(&index, str_to_c(arena, path)) == 0;
    if (is_read)
        read_index(index, arena, out);
    else
        fail_with_last_error(arena, problem);
    git_index_free(index);
    git_libgit2_shutdown();
    return is_read;
}

static void add_rules(const FsRoot *folder, Str file, Str below, Arena *arena, GitTree *out) {
    Str text;
    uint64_t size;
    if (fs_read(folder, file, IGNORE_FILE_BYTES_MAX, arena, &text, &size) == FS_OK)
        out->rules = ignore_parse(arena, text, below, out->rules);
}

static void read_exclude(const Repository *repository, Arena *arena, GitTree *out) {
    FsRoot *info = open_folder(repository->common, STR("info"), arena);
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

static bool read_repository(const Repository *repository, Str real_root, Arena *arena, GitTree *out,
                            Problem *problem) {
    FsKind kind;
    uint64_t size;
    bool is_repository = repository->folder && repository->common &&
                         fs_kind(repository->folder, STR("HEAD"), &kind, &size) == FS_OK;
    if (!is_repository) return fail(STR("it is not complete, or cannot be opened"), arena, problem);
    bool has_work_tree = repository->is_linked || !has_setting(repository, STR("bare=true"), arena);
    if (!has_work_tree) return false;
    if (has_setting(repository, STR("objectformat=sha256"), arena))
        return fail(STR("its objects are named by SHA-256"), arena, problem);
    Str root = str_fmt(arena, STR_FMT "/", STR_ARG(real_root));
    out->prefix = str_sub(root, repository->work_tree.len + 1, root.len);
    if (!load_index(repository, arena, out, problem)) return false;
    read_exclude(repository, arena, out);
    bool is_ignored = read_outer_rules(repository->work_tree, arena, out);
    return !is_ignored || out->tracked.len > 0;
}

bool gitlist_read(const FsRoot *root, Arena *arena, GitTree *out, Problem *problem) {
    *out = (GitTree){0};
    Repository repository;
    if (!find_repository(root, arena, &repository)) return false;
    bool is_read = read_repository(&repository, fs_root_real_path(root), arena, out, problem);
    fs_root_close(repository.folder);
    fs_root_close(repository.common);
    return is_read;
}
