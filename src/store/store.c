// SPDX-License-Identifier: MIT
// The cache as its users see it: opened where the user's caches lie, asked and told by content.
//
//   store_put_text(store, content, STR("lines"), text)     -> an entry
//   store_get_text(reader, content, STR("lines"), …)       -> the same text, in this run and the next
//
//   key of an entry   content, kind, name and version of the code, hashed under the cache's secrets
//
// How: what another version of the program would read otherwise has another key, so versions share a
// file without knowing of each other. Facts depend on the code that takes them (store_version_facts),
// all else that is kept on the whole program.
//
// Limits: the libraries that decode notebooks and manifests are not part of the version; one that reads
// them otherwise, in place of the old one, is not noticed.
#include "store/store.h"

#include <string.h>

#include "base/buf.h"
#include "store/entries.h"
#include "store/pack.h"
#include "store/store_version.h"
#include "store/trees.h"

#include "base/banned.h"

static const int64_t DAY_NS = 86400000000000;

// --- Opening and closing --------------------------------------------------------------------------

Str store_default_folder(Arena *arena) {
    Str cache = str_from_c(fs_env("XDG_CACHE_HOME")), home = str_from_c(fs_env("HOME"));
    // The specification of these folders says: a relative one is to be ignored.
    if (str_starts(cache, STR("/"))) return str_fmt(arena, STR_FMT "/stayorgo", STR_ARG(cache));
    if (str_starts(home, STR("/")))
        return str_fmt(arena, STR_FMT "/.cache/stayorgo", STR_ARG(home));
    return (Str){0};
}

// So that backups leave the folder out (https://bford.info/cachedir).
static void write_tag(Str folder, Arena *scratch) {
    Str path = str_fmt(scratch, STR_FMT "/CACHEDIR.TAG", STR_ARG(folder));
    if (fs_is_own_file(path)) return;
    Error ignored = {0};
    (void)!fs_write_user_file(
        path,
        STR("Signature: 8a477f597d28d172789f06886806bc55\n"
            "# What stayorgo found in files it has read. It may be deleted.\n"),
        &ignored);
}

static void open_database(Store *store, const StoreOptions *options, Arena *arena) {
    Str folder = options->folder;
    if (folder.len == 0) {
        store->trouble = "neither XDG_CACHE_HOME nor HOME is an absolute path";
        return;
    }
    Str path = str_fmt(arena, STR_FMT "/facts-1.sqlite%c", STR_ARG(folder), 0);
    if (options->must_exist && !fs_is_own_file(str_from_c(path.ptr))) return;
    if (!fs_private_folder(folder)) {
        store->trouble = "its folder cannot be made, or others may write to it";
        return;
    }
    store->db = store_db_open(path.ptr, &store->secrets, &store->trouble);
    if (!store->db) return;
    Str file = str_from_c(path.ptr);
    if (!fs_is_own_file(file)) {
        store->trouble = "its file belongs to another user";
        sqlite3_close(store->db);
        store->db = NULL;
        return;
    }
    write_tag(folder, arena);
    store->path = path.ptr;
}

Store *store_open(const StoreOptions *options, Arena *arena) {
    Store *store = arena_new(arena, Store);
    *store = (Store){
        .trouble = "",
        .limit_bytes = options->limit_bytes,
        .day = fs_wall_ns() / DAY_NS,
    };
    store->reader = (StoreReader){.store = store, .is_borrowed = true};
    if (!options->is_off) open_database(store, options, arena);
    return store;
}

bool store_is_open(const Store *store) {
    return store->db != NULL;
}

Str store_trouble(const Store *store) {
    return str_from_c(store->trouble);
}

void store_stats(const Store *store, StoreStats *out) {
    *out = (StoreStats){.limit_bytes = store->limit_bytes};
    if (!store->db) return;
    out->bytes = entries_bytes(store);
    out->facts = entries_count(store, ENTRY_FACTS);
    out->texts = entries_count(store, ENTRY_TEXT);
    out->names = entries_count(store, ENTRY_NAME);
    out->trees = entries_count(store, ENTRY_TREE);
}

bool store_clear(Store *store) {
    entries_finish(store);
    entries_close_reader(&store->reader);
    bool ok = store->db && store_db_reset(store->db);
    sqlite3_close(store->db);
    store->db = NULL;
    return ok;
}

void store_close(Store *store) {
    entries_finish(store);
    entries_close_reader(&store->reader);
    sqlite3_close(store->db);
    store->db = NULL;
}

// --- Keys ----------------------------------------------------------------------------------------

StoreKey store_key(const Store *store, Str bytes) {
    return store->db ? entries_hash(store, bytes) : (StoreKey){0};
}

bool store_key_eq(StoreKey a, StoreKey b) {
    return a.low == b.low && a.high == b.high;
}

bool store_key_is_none(StoreKey key) {
    return key.low == 0 && key.high == 0;
}

static void add_number(Buf *buf, uint64_t number) {
    buf_str_add(buf, (Str){(const char *)&number, sizeof number});
}

// The key of an entry: what it is about, and everything its bytes depend on besides.
static StoreKey entry_key(const Store *store, EntryKind kind, StoreKey about, uint64_t number,
                          Str name, Arena *scratch) {
    ArenaMark mark = arena_mark(scratch);
    Buf text = buf_new(scratch);
    add_number(&text, kind);
    add_number(&text, about.low);
    add_number(&text, about.high);
    add_number(&text, number);
    add_number(&text, name.len);
    buf_str_add(&text, name);
    if (kind == ENTRY_FACTS) buf_c(&text, store_version_facts);
    if (kind == ENTRY_TEXT) buf_c(&text, store_version_program);
    StoreKey key = entries_hash(store, buf_str(&text));
    arena_rewind(scratch, mark);
    return key;
}

// --- Readers ---------------------------------------------------------------------------------------

StoreReader *store_reader(Store *store) {
    return &store->reader;
}

StoreReader *store_reader_open(const Store *store, Arena *arena) {
    StoreReader *reader = arena_new(arena, StoreReader);
    *reader = (StoreReader){.store = store};
    return reader;
}

void store_reader_close(Store *store, StoreReader *reader) {
    for (uint32_t i = 0; i < reader->used.len; i++)
        vec_push(&store->reader.arena, &store->reader.used, reader->used.items[i]);
    entries_close_reader(reader);
}

// --- Entries -------------------------------------------------------------------------------------

bool store_get_facts(StoreReader *reader, StoreKey content, FileKind kind, Arena *arena,
                     FileFacts *out) {
    if (store_key_is_none(content)) return false;
    StoreKey key = entry_key(reader->store, ENTRY_FACTS, content, kind, (Str){0}, &reader->scratch);
    Str bytes = entries_find(reader, key);
    bool ok = bytes.ptr && unpack_facts(bytes, arena, &reader->scratch, out);
    entries_done(reader);
    return ok;
}

void store_use_facts(StoreReader *reader, StoreKey content, FileKind kind) {
    if (store_key_is_none(content)) return;
    entries_find(reader,
                 entry_key(reader->store, ENTRY_FACTS, content, kind, (Str){0}, &reader->scratch));
    entries_done(reader);
}

bool store_get_text(StoreReader *reader, StoreKey content, Str name, Arena *arena, Str *out) {
    if (store_key_is_none(content)) return false;
    StoreKey key = entry_key(reader->store, ENTRY_TEXT, content, 0, name, &reader->scratch);
    Str bytes = entries_find(reader, key);
    if (bytes.ptr) *out = str_copy(arena, bytes);
    entries_done(reader);
    return bytes.ptr != NULL;
}

static StoreKey name_key(const Store *store, Str id, Arena *scratch) {
    return entry_key(store, ENTRY_NAME, (StoreKey){0}, 0, id, scratch);
}

static StoreKey tree_key(const Store *store, Str real_path, Arena *scratch) {
    return entry_key(store, ENTRY_TREE, (StoreKey){0}, 0, real_path, scratch);
}

bool store_get_name(StoreReader *reader, Str id, StoreKey *out) {
    Str bytes = entries_find(reader, name_key(reader->store, id, &reader->scratch));
    bool ok = bytes.ptr && bytes.len == sizeof *out;
    if (ok) memcpy(out, bytes.ptr, sizeof *out);
    entries_done(reader);
    return ok;
}

Str store_pack_facts(const FileFacts *facts, Arena *arena) {
    return pack_facts(facts, arena);
}

void store_put_facts(Store *store, StoreKey content, FileKind kind, Str packed) {
    if (store_key_is_none(content)) return;
    entries_put(store,
                entry_key(store, ENTRY_FACTS, content, kind, (Str){0}, &store->reader.scratch),
                ENTRY_FACTS, packed);
}

void store_put_text(Store *store, StoreKey content, Str name, Str text) {
    if (store_key_is_none(content)) return;
    entries_put(store, entry_key(store, ENTRY_TEXT, content, 0, name, &store->reader.scratch),
                ENTRY_TEXT, text);
}

void store_put_name(Store *store, Str id, StoreKey content) {
    if (store_key_is_none(content)) return;
    Str bytes = {(const char *)&content, sizeof content};
    entries_put(store, name_key(store, id, &store->reader.scratch), ENTRY_NAME, bytes);
}

void store_get_tree(StoreReader *reader, Str real_path, Arena *arena, StoreFileVec *out) {
    *out = (StoreFileVec){0};
    Str bytes = entries_find(reader, tree_key(reader->store, real_path, &reader->scratch));
    if (bytes.ptr && !trees_unpack(bytes, arena, out)) *out = (StoreFileVec){0};
    entries_done(reader);
}

bool store_is_new_day(const StoreReader *reader) {
    return reader->used.len > 0;
}

void store_put_tree(Store *store, Str real_path, const StoreFileVec *files) {
    Arena *scratch = &store->reader.scratch;
    ArenaMark mark = arena_mark(scratch);
    Str bytes = trees_pack(files, scratch);
    entries_put(store, tree_key(store, real_path, scratch), ENTRY_TREE, bytes);
    arena_rewind(scratch, mark);
}

StoreKey store_find(const StoreFileVec *tree, Str path, uint64_t size_bytes, const FsStamp *stamp) {
    return trees_find(tree, path, size_bytes, stamp);
}
