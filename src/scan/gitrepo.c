// SPDX-License-Identifier: MIT
// A git repository opened for its history.
//
//   tree 9bdb…\nparent 83a1…\nauthor …\ncommitter A <a@b> 1700000000 +0100\n\nmessage
//     -> GitCommit{tree 9bdb…, parents [83a1…], time 1700000000}
//
// How: commits are parsed here: libgit2's own commits want a repository that it opened itself, with
// all its configuration.
// Limits: what lies in a grafts file or in refs/replace is not considered.
#include "scan/gitrepo.h"

#include "base/banned.h"

static bool refuse(const GitRepo *repo, Str why, Error *err) {
    return error_set(err, ERROR_INPUT, STR_FMT ": the git repository cannot be read: " STR_FMT,
                     STR_ARG(repo->path), STR_ARG(why));
}

static bool open_found(const FsRoot *root, Arena *arena, GitRepo *out, Error *err) {
    const char *fault = gitfolder_fault(&out->folder);
    Str why = str_from_c(fault);
    if (fault || !gitobjects_open(&out->folder, arena, &out->objects, &why))
        return refuse(out, why, err);
    FsKind kind;
    uint64_t size;
    out->prefix = gitfolder_prefix(&out->folder, root, arena);
    out->is_shallow = fs_kind(out->folder.common, STR("shallow"), &kind, &size) == FS_OK;
    return true;
}

bool gitrepo_open(Str path, Arena *arena, GitRepo *out, Error *err) {
    *out = (GitRepo){.path = path};
    FsRoot *root;
    if (!fs_root_open(arena, path, &root, err)) return false;
    bool is_found = gitfolder_find(root, arena, &out->folder);
    bool ok = is_found && open_found(root, arena, out, err);
    fs_root_close(root);
    if (!is_found)
        return error_set(err, ERROR_INPUT,
                         STR_FMT ": not in a git repository, so it has no revisions",
                         STR_ARG(path));
    if (!ok) gitfolder_close(&out->folder);
    return ok;
}

void gitrepo_close(GitRepo *repo) {
    gitobjects_close(repo->objects);
    gitfolder_close(&repo->folder);
}

const char *gitrepo_advice(const GitRepo *repo) {
    if (repo->is_shallow)
        return "; the clone is shallow: run git fetch --unshallow or git fetch --deepen=N first "
               "(in CI: fetch-depth: 0 on GitHub, GIT_DEPTH: 0 on GitLab, fetchDepth: 0 on Azure)";
    if (gitobjects_has_foreign(repo->objects))
        return "; it borrows objects from another repository, which is not read: run git repack "
               "-a -d and remove objects/info/alternates";
    return gitobjects_is_partial(repo->objects) ? "; the clone is partial: fetch what is missing "
                                                  "first (git fetch --refetch --no-filter)"
                                                : "";
}

bool gitrepo_read(const GitRepo *repo, const GitId *id, GitObjectKind kind, Arena *arena, Str *out,
                  Error *err) {
    static const char *const NAMES[] = {"commit", "tree", "file", "tag"};
    uint64_t size;
    FsStatus status =
        gitobjects_read(repo->objects, id, kind, GITOBJECTS_BYTES_MAX, arena, out, &size);
    if (status == FS_OK) return true;
    Str hex = gitobjects_format_id(id, arena);
    const char *what = "is damaged";
    if (status == FS_NOT_FOUND) what = "is missing";
    if (status == FS_NOT_REGULAR) what = "is something else";
    if (status == FS_TOO_LARGE) what = "is far too large";
    return error_set(err, ERROR_INPUT,
                     STR_FMT ": the git repository cannot be read: %s " STR_FMT " %s%s",
                     STR_ARG(repo->path), NAMES[kind], STR_ARG(hex), what,
                     status == FS_NOT_FOUND ? gitrepo_advice(repo) : "");
}

// "committer A U Thor <a@example.org> 1700000000 +0100": the figure before the last blank.
static uint64_t time_of(Str line) {
    Str stamp = str_sub(line, 0, str_rfind(line, ' '));
    uint64_t seconds = 0;
    for (uint32_t i = str_rfind(stamp, ' ') + 1; i < stamp.len && seconds < UINT64_MAX / 100; i++) {
        if (stamp.ptr[i] < '0' || stamp.ptr[i] > '9') return 0;
        seconds = seconds * 10 + (uint64_t)(stamp.ptr[i] - '0');
    }
    return seconds;
}

bool gitrepo_commit(const GitRepo *repo, const GitId *id, Arena *arena, GitCommit *out,
                    Error *err) {
    Str text, line, key, value;
    if (!gitrepo_read(repo, id, GITOBJECT_COMMIT, arena, &text, err)) return false;
    *out = (GitCommit){0};
    bool has_tree = false;
    while (str_cut(text, '\n', &line, &text) && line.len > 0) {
        GitId named;
        str_cut(line, ' ', &key, &value);
        if (str_eq(key, STR("tree")))
            has_tree = gitobjects_parse_id(value, &out->tree);
        else if (str_eq(key, STR("parent")) && gitobjects_parse_id(value, &named))
            vec_push(arena, &out->parents, named);
        else if (str_eq(key, STR("committer")))
            out->time = time_of(value);
    }
    return has_tree || refuse(repo, STR("a commit names no tree"), err);
}
