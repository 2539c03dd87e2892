// SPDX-License-Identifier: MIT
// The git repository around a root: where it keeps what, and whether it may be believed.
//
//   shop/.git (folder)                           -> folder and common: shop/.git
//   shop/.git "gitdir: ../main/.git/worktrees/s" -> folder: that one, common: main/.git
//   shop/.git "gitdir: /srv/secret/.git"         -> is_foreign
//
// How: upwards until a folder holds ".git". What a scanned tree says must not make us read another
// repository, so a ".git" that leads out of the work tree is believed only if its target points
// back: a linked work tree's file `gitdir`, or `core.worktree` in the configuration of a submodule,
// or the target lies among the modules of a repository above. `commondir` is believed only of a
// folder that lies in that repository's own `worktrees`. The configuration is searched for single
// lines; it may include any file there is, a FIFO too, so nothing is made of the rest.
// Limits: environment variables and core.worktree do not move a work tree: it is where ".git"
// stands. A repository of `git init --separate-git-dir` has no way back, so it is foreign.
#include "scan/gitfolder.h"

#include "base/banned.h"

enum { GIT_TEXT_BYTES_MAX = 1 << 20 }; // of a configuration, or of a file that names a folder

FsRoot *gitfolder_open(const FsRoot *from, Str path, Arena *arena) {
    FsRoot *folder;
    Error ignored = {0};
    if (!str_starts(path, STR("/")))
        path = str_fmt(arena, STR_FMT "/" STR_FMT, STR_ARG(fs_root_real_path(from)), STR_ARG(path));
    return fs_root_open(arena, path, &folder, &ignored) ? folder : NULL;
}

Str gitfolder_read(const FsRoot *folder, Str file, Arena *arena) {
    Str text;
    uint64_t size;
    FsStatus status = fs_read(folder, file, GIT_TEXT_BYTES_MAX, arena, &text, &size);
    return status == FS_OK ? str_trim(text) : STR("");
}

Str gitfolder_setting(const FsRoot *common, Str key, Arena *arena) {
    Str line, text = gitfolder_read(common, STR("config"), arena), found = STR("");
    while (str_next_line(&text, &line)) {
        Str name, value;
        str_cut(line, '=', &name, &value);
        if (str_eq_nocase(str_trim(name), key)) found = str_trim(value);
    }
    bool is_quoted = found.len >= 2 && found.ptr[0] == '"' && found.ptr[found.len - 1] == '"';
    return is_quoted ? str_sub(found, 1, found.len - 1) : found;
}

// --- Whether a target may be believed ------------------------------------------------------------

static bool is_below(Str path, Str folder) {
    return path.len > folder.len && str_starts(path, folder) && path.ptr[folder.len] == '/';
}

// Whether `path`, relative to `from`, is the folder with this real path.
static bool leads_to(const FsRoot *from, Str path, Str real_path, Arena *arena) {
    FsRoot *folder = path.len ? gitfolder_open(from, path, arena) : NULL;
    bool is_same = folder && str_eq(fs_root_real_path(folder), real_path);
    fs_root_close(folder);
    return is_same;
}

static bool points_back(const FsRoot *target, Str work_tree, Arena *arena) {
    Str back = gitfolder_read(target, STR("gitdir"), arena);
    bool is_linked_back = str_eq(str_file_name(back), STR(".git"));
    if (is_linked_back && leads_to(target, str_folder(back), work_tree, arena)) return true;
    Str setting = gitfolder_setting(target, STR("worktree"), arena);
    return leads_to(target, setting, work_tree, arena);
}

// Whether the target lies in .git/modules of a folder above the work tree.
static bool is_module(const FsRoot *target, Str work_tree, Arena *arena) {
    Str real = fs_root_real_path(target);
    for (Str above = str_folder(work_tree); above.len > 0; above = str_folder(above)) {
        Str modules = str_fmt(arena, STR_FMT "/.git/modules", STR_ARG(above));
        if (is_below(real, modules)) return true;
    }
    return false;
}

static bool is_believed(const FsRoot *target, Str work_tree, Arena *arena) {
    return is_below(fs_root_real_path(target), work_tree) ||
           points_back(target, work_tree, arena) || is_module(target, work_tree, arena);
}

// --- Finding -------------------------------------------------------------------------------------

// ".git" is a folder or a link to one; of linked work trees and submodules a file that names it.
static void open_git_folder(const FsRoot *work_tree, Arena *arena, GitFolder *out) {
    Str path = STR(".git"), key, value;
    Str text = gitfolder_read(work_tree, path, arena);
    if (str_cut(text, ':', &key, &value) && str_eq(key, STR("gitdir"))) path = str_trim(value);
    out->folder = gitfolder_open(work_tree, path, arena);
    out->is_foreign = out->folder && !is_believed(out->folder, out->work_tree, arena);
}

static void open_common(Arena *arena, GitFolder *out) {
    Str common = gitfolder_read(out->folder, STR("commondir"), arena);
    out->is_linked = common.len > 0;
    out->common = gitfolder_open(out->folder, out->is_linked ? common : STR("."), arena);
    if (!out->is_linked || !out->common) return;
    Str trees = str_fmt(arena, STR_FMT "/worktrees", STR_ARG(fs_root_real_path(out->common)));
    if (!is_below(fs_root_real_path(out->folder), trees)) out->is_foreign = true;
}

static bool has_entry(const FsRoot *folder, Str name, FsKind wanted) {
    FsKind kind;
    uint64_t size;
    return fs_kind(folder, name, &kind, &size) == FS_OK && kind == wanted;
}

static bool open_bare(const FsRoot *root, Arena *arena, GitFolder *out) {
    out->is_bare = has_entry(root, STR("HEAD"), FS_FILE) &&
                   has_entry(root, STR("objects"), FS_DIR) && has_entry(root, STR("refs"), FS_DIR);
    if (!out->is_bare) return false;
    out->folder = gitfolder_open(root, STR("."), arena);
    if (out->folder) open_common(arena, out);
    return true;
}

bool gitfolder_find(const FsRoot *root, Arena *arena, GitFolder *out) {
    *out = (GitFolder){0};
    Str real_root = fs_root_real_path(root);
    for (Str path = real_root; path.len > 0; path = str_folder(path)) {
        FsKind kind;
        uint64_t size;
        FsRoot *folder = gitfolder_open(root, path, arena);
        bool is_found = folder && fs_kind(folder, STR(".git"), &kind, &size) == FS_OK;
        if (is_found) {
            out->work_tree = path;
            open_git_folder(folder, arena, out);
        }
        fs_root_close(folder);
        if (is_found && out->folder) open_common(arena, out);
        if (is_found) return true;
        if (path.len == real_root.len && open_bare(root, arena, out)) return true;
    }
    return false;
}

void gitfolder_close(GitFolder *git) {
    fs_root_close(git->folder);
    fs_root_close(git->common);
}

const char *gitfolder_fault(const GitFolder *git) {
    FsKind kind;
    uint64_t size;
    bool is_whole =
        git->folder && git->common && fs_kind(git->folder, STR("HEAD"), &kind, &size) == FS_OK;
    if (git->is_foreign) return "its .git leads to a repository that does not point back to it";
    return is_whole ? NULL : "it is not complete, or cannot be opened";
}

Str gitfolder_prefix(const GitFolder *git, const FsRoot *root, Arena *arena) {
    if (git->is_bare) return STR("");
    Str path = str_fmt(arena, STR_FMT "/", STR_ARG(fs_root_real_path(root)));
    return str_sub(path, git->work_tree.len + 1, path.len);
}

bool gitfolder_has_sha256(const GitFolder *git, Arena *arena) {
    Str format = gitfolder_setting(git->common, STR("objectformat"), arena);
    return str_eq_nocase(format, STR("sha256"));
}
