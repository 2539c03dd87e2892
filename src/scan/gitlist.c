// SPDX-License-Identifier: MIT
// Tracked paths and outer ignore rules of the git work tree around a root.
//
//   shop/.git, shop/.gitignore, shop/backend/app.py     root = shop/backend
//     -> prefix "backend/", tracked ["backend/app.py"], rules of shop/.gitignore and info/exclude
//
// How: only the index is read, once; the walk (folders.c) finds out what is on disk. git_status and
// the working directory iterators of libgit2 would stat and often hash every file. Ignore rules are
// our own (ignore.c), the same as for a plain folder.
//
// libgit2 is told to read no system or user configuration, to accept repositories of other owners
// (we only read) and the extensions that partial and sparse clones set: none of them changes how
// the index is read. Loading it costs 7 ms (its TLS library), so a look for ".git" comes first.
//
// Limits: libgit2 cannot read split and sparse indexes, SHA-256 repositories and indexes without a
// checksum (index.skipHash); these are walked as plain folders, with a problem.
#include "scan/gitlist.h"

#include <git2.h>
#include <stdlib.h>

#include "base/buf.h"

#include "base/banned.h"

// Repository extensions that do not concern the index.
static const char *const EXTENSIONS[] = {
    "noop",         "partialclone", "worktreeconfig",    "preciousobjects",
    "objectformat", "refstorage",   "relativeworktrees", "submodulepathconfig",
};

static const int CONFIG_LEVELS[] = {
    GIT_CONFIG_LEVEL_PROGRAMDATA,
    GIT_CONFIG_LEVEL_SYSTEM,
    GIT_CONFIG_LEVEL_XDG,
    GIT_CONFIG_LEVEL_GLOBAL,
};

// --- Sorted paths --------------------------------------------------------------------------------

// Position of the first path that is not less than `path`.
static uint32_t lower_bound(const GitPathVec *paths, Str path) {
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

static bool has_path(const GitPathVec *paths, Str path) {
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
static void sort_paths(GitPathVec *paths) {
    if (paths->len == 0) return;
    qsort(paths->items, paths->len, sizeof *paths->items, compare_paths);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < paths->len; i++)
        if (!str_eq(paths->items[i], paths->items[kept - 1]))
            paths->items[kept++] = paths->items[i];
    paths->len = kept;
}

// --- Reading the repository ----------------------------------------------------------------------

typedef enum Nearness { REPOSITORY_NONE, REPOSITORY_NEAR, REPOSITORY_ODD } Nearness;

// Whether the folder holds a repository, and one whose files libgit2 may be let at: it would wait
// for ever at a FIFO, and take the memory for an index of any size.
static Nearness look_at(const FsRoot *folder) {
    static const Str files[] = {
        STR_CONST(".git"),        STR_CONST(".git/HEAD"),
        STR_CONST(".git/config"), STR_CONST(".git/config.worktree"),
        STR_CONST(".git/index"),  STR_CONST(".git/commondir"),
    };
    FsKind kind;
    uint64_t size;
    if (fs_kind(folder, files[0], &kind, &size) != FS_OK) return REPOSITORY_NONE;
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        bool is_odd = fs_kind(folder, files[i], &kind, &size) == FS_OK &&
                      (kind == FS_OTHER || (kind == FS_FILE && size > GITLIST_FILE_BYTES_MAX));
        if (is_odd) return REPOSITORY_ODD;
    }
    return REPOSITORY_NEAR;
}

// Looks at the root and the folders above it.
static Nearness find_repository(const FsRoot *root, Arena *arena) {
    Str path = fs_root_real_path(root);
    Nearness found = REPOSITORY_NONE;
    while (found == REPOSITORY_NONE && path.len > 0) {
        FsRoot *folder;
        Error ignored = {0};
        if (fs_root_open(arena, path, &folder, &ignored)) {
            found = look_at(folder);
            fs_root_close(folder);
        }
        path = str_folder(path);
    }
    return found;
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

static void add_rules(const FsRoot *folder, Str file, Str below, Arena *arena, GitTree *out) {
    Str text;
    uint64_t size;
    if (fs_read(folder, file, IGNORE_FILE_BYTES_MAX, arena, &text, &size) == FS_OK)
        out->rules = ignore_parse(arena, text, below, out->rules);
}

static void read_exclude(git_repository *repository, Arena *arena, GitTree *out) {
    git_buf info = GIT_BUF_INIT;
    FsRoot *folder;
    Error ignored = {0};
    if (git_repository_item_path(&info, repository, GIT_REPOSITORY_ITEM_INFO) == 0 &&
        fs_root_open(arena, str_from_c(info.ptr), &folder, &ignored)) {
        add_rules(folder, STR("exclude"), STR(""), arena, out);
        fs_root_close(folder);
    }
    git_buf_dispose(&info);
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

static bool read_repository(git_repository *repository, Str real_root, Arena *arena, GitTree *out,
                            Problem *problem) {
    Str work_tree = str_copy(arena, str_from_c(git_repository_workdir(repository)));
    Str root = str_fmt(arena, STR_FMT "/", STR_ARG(real_root));
    if (work_tree.len == 0 || !str_starts(root, work_tree)) return false; // bare, or elsewhere
    out->prefix = str_sub(root, work_tree.len, root.len);
    git_index *index = NULL;
    if (git_repository_index(&index, repository) != 0) return fail_with_last_error(arena, problem);
    read_index(index, arena, out);
    git_index_free(index);
    read_exclude(repository, arena, out);
    bool is_ignored = read_outer_rules(work_tree, arena, out);
    return !is_ignored || out->tracked.len > 0;
}

static void set_up_libgit2(void) {
    git_libgit2_init();
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, EXTENSIONS, ARRAY_LEN(EXTENSIONS));
    for (size_t i = 0; i < ARRAY_LEN(CONFIG_LEVELS); i++)
        git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, CONFIG_LEVELS[i], "");
}

bool gitlist_read(const FsRoot *root, Arena *arena, GitTree *out, Problem *problem) {
    *out = (GitTree){0};
    Nearness nearness = find_repository(root, arena);
    if (nearness == REPOSITORY_NONE) return false;
    if (nearness == REPOSITORY_ODD)
        return fail(STR("its files are devices or far too large"), arena, problem);
    set_up_libgit2();
    Str real_root = fs_root_real_path(root);
    git_repository *repository = NULL;
    bool is_read = false;
    int status = git_repository_open_ext(&repository, str_to_c(arena, real_root), 0, NULL);
    if (status == 0) {
        is_read = read_repository(repository, real_root, arena, out, problem);
        git_repository_free(repository);
    } else {
        fail_with_last_error(arena, problem);
    }
    git_libgit2_shutdown();
    return is_read;
}
