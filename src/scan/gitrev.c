// SPDX-License-Identifier: MIT
// What a revision is called → the commit it means.
//
//   origin/main~2     refs/remotes/origin/main, its first parent, that one's first parent
//   v1.0^{commit}     refs/tags/v1.0, the commit that the tag names
//   8d24b63           the one object whose id begins so
//
// How: references are small files, or lines of packed-refs; reading them here means that nobody has
// to open the repository, with a configuration that may include any file. Names are tried in git's
// order. A name of 40 hexadecimal digits is an id, whatever references there are.
// Limits: no reflogs (@{1}), no @{upstream}, no searches (:/text), no `git describe` names; the new
// format of references (reftable) is not read.
#include "scan/gitrev.h"

#include "base/banned.h"

enum { SYMBOLIC_MAX = 8, TAGS_MAX = 16, ABBREVIATION_MIN = 4, STEPS_MAX = 100000 };
#define PACKED_REFS_BYTES_MAX (64u << 20)

// --- References ----------------------------------------------------------------------------------

// "0123… refs/tags/v1" of packed-refs.
static bool find_packed(const GitRepo *repo, Str name, GitId *out) {
    Arena scratch = {0};
    Str text, line, hex, rest;
    uint64_t size;
    bool is_found = false;
    FsStatus status = fs_read(repo->folder.common, STR("packed-refs"), PACKED_REFS_BYTES_MAX,
                              &scratch, &text, &size);
    while (status == FS_OK && !is_found && str_next_line(&text, &line)) {
        str_cut(line, ' ', &hex, &rest);
        is_found = str_eq(str_trim(rest), name) && gitobjects_parse_id(hex, out);
    }
    arena_free(&scratch);
    return is_found;
}

// What belongs to one work tree is in its own folder, the rest is shared.
static Str read_loose(const GitRepo *repo, Str name, Arena *arena) {
    Str text = gitfolder_read(repo->folder.folder, name, arena);
    bool is_shared = str_starts(name, STR("refs/")) && text.len == 0;
    return is_shared ? gitfolder_read(repo->folder.common, name, arena) : text;
}

// A whole name of a reference, followed through symbolic ones.
static bool find_reference(const GitRepo *repo, Str name, Arena *arena, GitId *out) {
    for (uint32_t i = 0; i < SYMBOLIC_MAX; i++) {
        Str text = read_loose(repo, name, arena), word, rest;
        if (text.len == 0) return str_starts(name, STR("refs/")) && find_packed(repo, name, out);
        bool is_symbolic = str_starts(text, STR("ref:"));
        str_cut(text, '\n', &word, &rest);
        if (!is_symbolic) {
            str_cut(word, '\t', &word, &rest); // FETCH_HEAD
            return gitobjects_parse_id(str_trim(word), out);
        }
        name = str_trim(str_sub(word, sizeof "ref:" - 1, word.len));
        if (!str_starts(name, STR("refs/"))) return false;
    }
    return false;
}

static bool is_hex(Str text) {
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool is_digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (!is_digit) return false;
    }
    return true;
}

// The order is git's (gitrevisions(7)).
static bool find_name(const GitRepo *repo, Str name, Arena *arena, GitId *out) {
    static const char *const PATTERNS[][2] = {
        {"", ""},
        {"refs/", ""},
        {"refs/tags/", ""},
        {"refs/heads/", ""},
        {"refs/remotes/", ""},
        {"refs/remotes/", "/HEAD"},
    };
    if (gitobjects_parse_id(name, out)) return true;
    for (size_t i = 0; i < ARRAY_LEN(PATTERNS); i++) {
        Str whole =
            str_fmt(arena, "%s" STR_FMT "%s", PATTERNS[i][0], STR_ARG(name), PATTERNS[i][1]);
        if (find_reference(repo, whole, arena, out)) return true;
    }
    bool is_short =
        name.len >= ABBREVIATION_MIN && name.len < 2 * GITENTRY_ID_BYTES && is_hex(name);
    return is_short && gitobjects_expand(repo->objects, name, out) == FS_OK;
}

bool gitrev_head(const GitRepo *repo, Arena *arena, GitId *out) {
    return find_reference(repo, STR("HEAD"), arena, out);
}

// --- From what it names to a commit --------------------------------------------------------------

static bool not_found(const GitRepo *repo, Str revision, Arena *arena, Error *err) {
    Str storage = gitfolder_setting(repo->folder.common, STR("refstorage"), arena);
    if (str_eq_nocase(storage, STR("reftable")))
        return error_set(err, ERROR_INPUT,
                         STR_FMT ": the references of the git repository are in a reftable, which "
                                 "is not read; name the commit by its id",
                         STR_ARG(repo->path));
    return error_set(
        err, ERROR_INPUT, STR_FMT ": the git repository has no revision \"" STR_FMT "\"%s",
        STR_ARG(repo->path), STR_ARG(revision),
        *gitrepo_advice(repo) ? gitrepo_advice(repo) : "; is it fetched? (git fetch origin)");
}

// Through tags to the commit.
static bool peel(const GitRepo *repo, Str revision, Arena *arena, GitId *id, Error *err) {
    for (uint32_t i = 0; i < TAGS_MAX; i++) {
        GitObjectKind kind;
        uint64_t size;
        FsStatus status = gitobjects_look(repo->objects, id, &kind, &size);
        if (status == FS_NOT_FOUND) return not_found(repo, revision, arena, err);
        // Reading what is damaged gives the sentence about it.
        if (status != FS_OK || kind == GITOBJECT_COMMIT) {
            Str ignored;
            return gitrepo_read(repo, id, GITOBJECT_COMMIT, arena, &ignored, err);
        }
        Str text, line, key, value;
        if (kind != GITOBJECT_TAG) break;
        if (!gitrepo_read(repo, id, GITOBJECT_TAG, arena, &text, err)) return false;
        str_cut(text, '\n', &line, &text);
        str_cut(line, ' ', &key, &value);
        if (!str_eq(key, STR("object")) || !gitobjects_parse_id(value, id)) break;
    }
    return error_set(err, ERROR_INPUT, STR_FMT ": the revision \"" STR_FMT "\" is no commit",
                     STR_ARG(repo->path), STR_ARG(revision));
}

static bool go_to_parent(const GitRepo *repo, Str revision, uint32_t number, Arena *arena,
                         GitId *id, Error *err) {
    GitCommit commit;
    if (!gitrepo_commit(repo, id, arena, &commit, err)) return false;
    if (number > commit.parents.len) return not_found(repo, revision, arena, err);
    *id = commit.parents.items[number - 1];
    GitObjectKind kind;
    uint64_t size;
    if (gitobjects_look(repo->objects, id, &kind, &size) == FS_NOT_FOUND)
        return not_found(repo, revision, arena, err);
    return true;
}

// Takes "12" off the front; `none` without digits.
static uint32_t take_number(Str *text, uint32_t none) {
    uint32_t n = 0, i = 0;
    for (; i < text->len && text->ptr[i] >= '0' && text->ptr[i] <= '9' && n < STEPS_MAX; i++)
        n = n * 10 + (uint32_t)(text->ptr[i] - '0');
    *text = str_sub(*text, i, text->len);
    return i == 0 ? none : n;
}

static bool take_braces(Str *text) {
    static const Str PEELS[] = {STR_CONST("{}"), STR_CONST("{commit}")};
    for (size_t i = 0; i < ARRAY_LEN(PEELS); i++) {
        if (!str_starts(*text, PEELS[i])) continue;
        *text = str_sub(*text, PEELS[i].len, text->len);
        return true;
    }
    return false;
}

static bool walk(const GitRepo *repo, Str revision, Str suffix, Arena *arena, GitId *id,
                 Error *err) {
    while (suffix.len > 0) {
        char mark = suffix.ptr[0];
        suffix = str_sub(suffix, 1, suffix.len);
        if (!peel(repo, revision, arena, id, err)) return false;
        if (mark == '^' && take_braces(&suffix)) continue;
        uint32_t number = take_number(&suffix, 1);
        uint32_t steps = mark == '~' ? number : number > 0;
        for (uint32_t i = 0; i < steps; i++)
            if (!go_to_parent(repo, revision, mark == '~' ? 1 : number, arena, id, err))
                return false;
        bool is_understood = suffix.len == 0 || suffix.ptr[0] == '~' || suffix.ptr[0] == '^';
        if (!is_understood) return not_found(repo, revision, arena, err);
    }
    return peel(repo, revision, arena, id, err);
}

bool gitrev_find(const GitRepo *repo, Str revision, Arena *arena, GitId *out, Error *err) {
    uint32_t end = 0;
    while (end < revision.len && revision.ptr[end] != '~' && revision.ptr[end] != '^')
        end++;
    Str name = str_sub(revision, 0, end), suffix = str_sub(revision, end, revision.len);
    if (str_eq(name, STR("@"))) name = STR("HEAD");
    GitId id;
    bool is_found =
        name.len > 0 && str_find(name, '\0') == NONE && find_name(repo, name, arena, &id);
    if (!is_found) return not_found(repo, revision, arena, err);
    if (!walk(repo, revision, suffix, arena, &id, err)) return false;
    *out = id;
    return true;
}
