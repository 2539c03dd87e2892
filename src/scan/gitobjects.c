// SPDX-License-Identifier: MIT
// The objects of a git repository by their ids.
//
//   ce013625030ba8dba906f756967f9e9ca394464a, GITOBJECT_BLOB     -> "hello\n"
//
// How: libgit2 gets the folder of the objects and nothing else, so no configuration is obeyed, no
// reference is followed and no other repository is opened behind our back. It reads the packs; loose
// objects are read in gitloose.c. It hands out one object at a time of one database, so each thread
// that reads takes one of a few databases over the same files. It would wait for ever at a FIFO, so
// what lies among the packs is looked at first. The size that an object claims is asked before its
// content, and its content is checked against its id, so what is kept by an id is of that id.
// Limits: objects/info/alternates is followed only to folders that lie in this repository; borrowed
// objects are missing then, and whoever misses one says why. The base of a delta may be much larger
// than what comes of it, and libgit2 takes the memory for both. Where deltas of one pack are each
// other's base, by their ids, libgit2 goes round for ever: no git writes such a pack. SHA-1 only.
#include "scan/gitobjects.h"

#include <git2.h>
#include <git2/sys/odb_backend.h>
#include <string.h>

#include "base/buf.h"
#include "base/slots.h"
#include "scan/gitloose.h"

#include "base/banned.h"

enum { ALTERNATES_MAX = 8, HEX = 2 * GITENTRY_ID_BYTES };

typedef struct Place {
    FsRoot *folder; // "objects"
    const char *path;
} Place;

struct GitObjects {
    Place places[ALTERNATES_MAX + 1]; // the repository's own first
    uint32_t place_count;
    git_odb *databases[SLOTS_MAX]; // NULL: not opened yet
    git_odb *shared;               // when all are taken: libgit2 lets one thread at a time in
    Slots slots;
    bool has_foreign, is_partial;
};

// --- Opening -------------------------------------------------------------------------------------

// Only regular files may lie among the packs, or nothing at all.
static bool has_plain_packs(const FsRoot *objects) {
    FsEntryVec entries = {0};
    Arena scratch = {0};
    FsStatus status = fs_list(objects, STR("pack"), &scratch, &entries);
    bool is_plain = status == FS_OK || status == FS_NOT_FOUND;
    for (uint32_t i = 0; i < entries.len; i++)
        is_plain = is_plain && entries.items[i].kind == FS_FILE;
    arena_free(&scratch);
    return is_plain;
}

static void add_place(GitObjects *objects, FsRoot *folder, Arena *arena) {
    Place place = {folder, str_to_c(arena, fs_root_real_path(folder))};
    objects->places[objects->place_count++] = place;
}

// Borrowed objects, if they lie in this repository: elsewhere they are another's.
static void add_alternates(GitObjects *objects, Str common, Arena *arena) {
    const FsRoot *own = objects->places[0].folder;
    Str line, text = gitfolder_read(own, STR("info/alternates"), arena);
    Str inside = str_fmt(arena, STR_FMT "/", STR_ARG(common));
    while (str_next_line(&text, &line)) {
        if (line.len == 0 || line.ptr[0] == '#') continue;
        FsRoot *folder = gitfolder_open(own, line, arena);
        bool is_ours = folder && str_starts(fs_root_real_path(folder), inside) &&
                       objects->place_count <= ALTERNATES_MAX && has_plain_packs(folder);
        if (is_ours) {
            add_place(objects, folder, arena);
        } else {
            objects->has_foreign = true;
            fs_root_close(folder);
        }
    }
}

static git_odb *open_database(const GitObjects *objects) {
    git_odb *odb = NULL;
    bool ok = git_odb_new(&odb) == 0;
    for (uint32_t i = 0; ok && i < objects->place_count; i++) {
        git_odb_backend *packed = NULL;
        ok = git_odb_backend_pack(&packed, objects->places[i].path) == 0 &&
             git_odb_add_backend(odb, packed, 1) == 0;
    }
    if (ok) return odb;
    git_odb_free(odb);
    return NULL;
}

bool gitobjects_open(const GitFolder *git, Arena *arena, GitObjects **out, Str *why) {
    if (gitfolder_has_sha256(git, arena)) {
        *why = STR("its objects are named by SHA-256");
        return false;
    }
    FsKind kind;
    uint64_t size;
    FsStatus status = fs_kind(git->common, STR("objects"), &kind, &size);
    FsRoot *folder = status == FS_OK && kind == FS_DIR
                         ? gitfolder_open(git->common, STR("objects"), arena)
                         : NULL;
    if (!folder || !has_plain_packs(folder)) {
        *why = folder ? STR("something other than regular files lies among its packs")
                      : STR("its folder of objects is missing, or a link");
        fs_root_close(folder);
        return false;
    }
    GitObjects *objects = arena_new(arena, GitObjects);
    add_place(objects, folder, arena);
    add_alternates(objects, fs_root_real_path(git->common), arena);
    objects->is_partial = gitfolder_setting(git->common, STR("promisor"), arena).len > 0 ||
                          gitfolder_setting(git->common, STR("partialclone"), arena).len > 0;
    git_libgit2_init();
    objects->shared = open_database(objects);
    *out = objects;
    if (objects->shared) return true;
    *why = STR("its objects cannot be read");
    gitobjects_close(objects);
    return false;
}

void gitobjects_close(GitObjects *objects) {
    for (uint32_t i = 0; i < SLOTS_MAX; i++)
        git_odb_free(objects->databases[i]);
    git_odb_free(objects->shared);
    for (uint32_t i = 0; i < objects->place_count; i++)
        fs_root_close(objects->places[i].folder);
    git_libgit2_shutdown();
}

bool gitobjects_has_foreign(const GitObjects *objects) {
    return objects->has_foreign;
}

bool gitobjects_is_partial(const GitObjects *objects) {
    return objects->is_partial;
}

// --- Reading -------------------------------------------------------------------------------------

static git_oid to_oid(const GitId *id) {
    git_oid oid = {0};
    memcpy(oid.id, id->bytes, sizeof id->bytes);
    return oid;
}

static FsStatus status_of(int error) {
    if (error == 0) return FS_OK;
    return error == GIT_ENOTFOUND ? FS_NOT_FOUND : FS_IO_ERROR;
}

static git_odb *take_database(GitObjects *objects, uint32_t *slot) {
    *slot = slots_take(&objects->slots);
    if (*slot == NONE) return objects->shared;
    git_odb **own = &objects->databases[*slot];
    if (!*own) *own = open_database(objects);
    return *own ? *own : objects->shared;
}

static void give_database(GitObjects *objects, uint32_t slot) {
    if (slot != NONE) slots_give(&objects->slots, slot);
}

static git_object_t type_of(GitObjectKind kind) {
    static const git_object_t TYPES[] = {
        [GITOBJECT_COMMIT] = GIT_OBJECT_COMMIT,
        [GITOBJECT_TREE] = GIT_OBJECT_TREE,
        [GITOBJECT_BLOB] = GIT_OBJECT_BLOB,
        [GITOBJECT_TAG] = GIT_OBJECT_TAG,
    };
    return TYPES[kind];
}

static FsStatus read_from(git_odb *odb, const git_oid *oid, git_object_t wanted, uint64_t limit,
                          Arena *arena, Str *out, uint64_t *out_size) {
    size_t size;
    git_object_t type;
    FsStatus status = status_of(git_odb_read_header(&size, &type, odb, oid));
    if (status != FS_OK) return status;
    *out_size = size;
    if (type != wanted) return FS_NOT_REGULAR;
    if (size > limit || size >= UINT32_MAX) return FS_TOO_LARGE;
    git_odb_object *object = NULL;
    status = status_of(git_odb_read(&object, odb, oid));
    if (status != FS_OK) return status;
    Str bytes = {git_odb_object_data(object), (uint32_t)git_odb_object_size(object)};
    bool is_whole = bytes.len == size;
    if (is_whole) *out = str_copy(arena, bytes);
    git_odb_object_free(object);
    return is_whole ? FS_OK : FS_IO_ERROR;
}

static bool is_of_id(const GitId *id, GitObjectKind kind, Str bytes) {
    git_oid found;
    return git_odb_hash(&found, bytes.ptr, bytes.len, type_of(kind)) == 0 &&
           memcmp(found.id, id->bytes, sizeof id->bytes) == 0;
}

// From the first folder that has it as a loose object. The compressed bytes go with the scratch.
static FsStatus read_loose(const GitObjects *objects, const GitId *id, uint64_t limit_bytes,
                           Arena *scratch, GitObjectKind *kind, Str *out, uint64_t *out_size) {
    FsStatus status = FS_NOT_FOUND;
    for (uint32_t i = 0; i < objects->place_count && status == FS_NOT_FOUND; i++)
        status =
            gitloose_read(objects->places[i].folder, id, limit_bytes, scratch, kind, out, out_size);
    return status;
}

static FsStatus read_packed(GitObjects *objects, const GitId *id, GitObjectKind kind,
                            uint64_t limit_bytes, Arena *arena, Str *out, uint64_t *out_size) {
    uint32_t slot;
    git_odb *odb = take_database(objects, &slot);
    git_oid oid = to_oid(id);
    FsStatus status = read_from(odb, &oid, type_of(kind), limit_bytes, arena, out, out_size);
    give_database(objects, slot);
    return status;
}

// Loose objects come first: libgit2 lists its folder again for each object that it does not find.
FsStatus gitobjects_read(GitObjects *objects, const GitId *id, GitObjectKind kind,
                         uint64_t limit_bytes, Arena *arena, Str *out, uint64_t *out_size) {
    Arena scratch = {0};
    GitObjectKind found;
    Str bytes;
    FsStatus status = read_loose(objects, id, limit_bytes, &scratch, &found, &bytes, out_size);
    if (status == FS_OK || status == FS_TOO_LARGE) status = found == kind ? status : FS_NOT_REGULAR;
    if (status == FS_OK && !is_of_id(id, kind, bytes)) status = FS_IO_ERROR;
    if (status == FS_OK) *out = str_copy(arena, bytes);
    arena_free(&scratch);
    if (status != FS_NOT_FOUND) return status;
    return read_packed(objects, id, kind, limit_bytes, arena, out, out_size);
}

static FsStatus look_packed(GitObjects *objects, const GitId *id, GitObjectKind *out_kind,
                            uint64_t *out_size) {
    uint32_t slot;
    size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    git_odb *odb = take_database(objects, &slot);
    git_oid oid = to_oid(id);
    FsStatus status = status_of(git_odb_read_header(&size, &type, odb, &oid));
    give_database(objects, slot);
    if (status != FS_OK) return status;
    *out_size = size;
    for (GitObjectKind kind = GITOBJECT_COMMIT; kind <= GITOBJECT_TAG; kind++) {
        *out_kind = kind;
        if (type_of(kind) == type) return FS_OK;
    }
    return FS_IO_ERROR;
}

FsStatus gitobjects_look(GitObjects *objects, const GitId *id, GitObjectKind *out_kind,
                         uint64_t *out_size) {
    Arena scratch = {0};
    Str ignored;
    FsStatus status = read_loose(objects, id, 0, &scratch, out_kind, &ignored, out_size);
    arena_free(&scratch);
    return status == FS_NOT_FOUND ? look_packed(objects, id, out_kind, out_size) : status;
}

static FsStatus expand_packed(GitObjects *objects, Str hex, GitId *out) {
    git_oid prefix, found;
    if (git_oid_fromstrn(&prefix, hex.ptr, hex.len) != 0) return FS_NOT_FOUND;
    uint32_t slot;
    git_odb *odb = take_database(objects, &slot);
    FsStatus status = status_of(git_odb_exists_prefix(&found, odb, &prefix, hex.len));
    give_database(objects, slot);
    if (status == FS_OK) memcpy(out->bytes, found.id, sizeof out->bytes);
    return status;
}

FsStatus gitobjects_expand(GitObjects *objects, Str hex, GitId *out) {
    char lower[HEX];
    for (uint32_t i = 0; i < hex.len && i < HEX; i++)
        lower[i] = hex.ptr[i] >= 'A' && hex.ptr[i] <= 'F' ? (char)(hex.ptr[i] + 32) : hex.ptr[i];
    hex = (Str){lower, hex.len < HEX ? hex.len : HEX};
    FsStatus status = expand_packed(objects, hex, out);
    if (status == FS_IO_ERROR) return status;
    for (uint32_t i = 0; i < objects->place_count; i++) {
        GitId loose;
        uint32_t n = gitloose_expand(objects->places[i].folder, hex, &loose);
        if (n == 0) continue;
        bool is_other = status == FS_OK && memcmp(&loose, out, sizeof loose) != 0;
        if (n > 1 || is_other) return FS_IO_ERROR;
        *out = loose;
        status = FS_OK;
    }
    return status;
}

// --- Ids -----------------------------------------------------------------------------------------

static void format_id(const GitId *id, char out[HEX]) {
    static const char DIGITS[] = "0123456789abcdef";
    for (uint32_t i = 0; i < GITENTRY_ID_BYTES; i++) {
        out[2 * i] = DIGITS[id->bytes[i] >> 4];
        out[2 * i + 1] = DIGITS[id->bytes[i] & 15];
    }
}

static int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool gitobjects_parse_id(Str hex, GitId *out) {
    if (hex.len != HEX) return false;
    for (uint32_t i = 0; i < GITENTRY_ID_BYTES; i++) {
        int high = digit_of(hex.ptr[2 * i]), low = digit_of(hex.ptr[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        out->bytes[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}

Str gitobjects_format_id(const GitId *id, Arena *arena) {
    char hex[HEX];
    format_id(id, hex);
    return str_copy(arena, (Str){hex, HEX});
}
