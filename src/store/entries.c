// SPDX-License-Identifier: MIT
// Rows of the cache by key: found, summed, written, and dropped when space runs out.
//
//   row   id | kind | day | sum of 128 bits under secret 2, mixed with the key | bytes
//
// How: the id is the lower half of the key; the sum is over key and bytes, so a page that was damaged,
// or half written when the machine stopped, is an entry that is not found. Reading holds no lock for
// long. Writing comes at the end of a run, a few megabytes at a time, and gives up when another run is
// at it for longer than a moment: what is not kept today is kept the next time.
//
// The day of last use is written once a day, not at each use. Over the limit the oldest entries go,
// until three quarters are left; the file does not shrink, its free pages are filled again.
//
// Limits: two entries whose keys share the lower half displace each other: the one that is looked for
// fails its sum, and nothing is found.
#include "store/entries.h"

#include <stdio.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/banned.h"

enum { COMMIT_BYTES = 8 << 20, ENTRY_BYTES_MAX = 64 << 20 };

// --- Hashing -------------------------------------------------------------------------------------

static XXH128_hash_t hash(const unsigned char *secret, Str bytes) {
    return XXH3_128bits_withSecret(bytes.ptr ? bytes.ptr : "", bytes.len, secret,
                                   STORE_DB_SECRET_BYTES);
}

// XXH3 was not made to withstand attacks: what cancels out in it may be found without the secret, with
// some luck. Under two independent secrets the same luck is needed twice.
StoreKey entries_hash(const Store *store, Str bytes) {
    XXH128_hash_t a = hash(store->secrets.first, bytes), b = hash(store->secrets.second, bytes);
    StoreKey key = {a.low64 ^ b.low64, a.high64 ^ b.high64};
    if (store_key_is_none(key)) key.low = 1;
    return key;
}

static StoreKey sum_of(const Store *store, StoreKey key, Str bytes) {
    XXH128_hash_t sum = hash(store->secrets.second, bytes);
    return (StoreKey){sum.low64 ^ key.high, sum.high64 ^ key.low};
}

// --- Reading -------------------------------------------------------------------------------------

static void disconnect(StoreReader *reader) {
    sqlite3_finalize(reader->find);
    if (!reader->is_borrowed) sqlite3_close(reader->db);
    reader->find = NULL;
    reader->db = NULL;
}

// Connections are opened when there is something to ask: a worker may never have to.
static bool is_ready(StoreReader *reader) {
    if (reader->is_tried) return reader->find != NULL;
    reader->is_tried = true;
    const Store *store = reader->store;
    if (!store->db) return false;
    reader->db = reader->is_borrowed ? store->db : store_db_open_again(store->path);
    if (reader->db)
        reader->find = store_db_prepare(reader->db, "SELECT day, bytes FROM entry WHERE id = ?");
    if (!reader->find) disconnect(reader);
    return reader->find != NULL;
}

void entries_close_reader(StoreReader *reader) {
    disconnect(reader);
    arena_free(&reader->scratch);
    arena_free(&reader->arena);
}

void store_reader_begin(StoreReader *reader) {
    if (is_ready(reader)) store_db_do(reader->db, "BEGIN");
}

void store_reader_end(StoreReader *reader) {
    if (is_ready(reader)) store_db_do(reader->db, "COMMIT");
}

Str entries_find(StoreReader *reader, StoreKey key) {
    if (!is_ready(reader)) return (Str){0};
    StoreKey sum;
    sqlite3_reset(reader->find);
    sqlite3_bind_int64(reader->find, 1, (sqlite3_int64)key.low);
    if (sqlite3_step(reader->find) != SQLITE_ROW) return (Str){0};
    const char *bytes = sqlite3_column_blob(reader->find, 1);
    int size = sqlite3_column_bytes(reader->find, 1);
    if (!bytes || size < (int)sizeof sum) return (Str){0};
    memcpy(&sum, bytes, sizeof sum);
    Str found = {bytes + sizeof sum, (uint32_t)size - (uint32_t)sizeof sum};
    if (!store_key_eq(sum, sum_of(reader->store, key, found))) return (Str){0};
    if (sqlite3_column_int64(reader->find, 0) != reader->store->day)
        vec_push(&reader->arena, &reader->used, (int64_t)key.low);
    return found;
}

// A statement that has a row holds a lock, so that nobody could write.
void entries_done(StoreReader *reader) {
    if (reader->find) sqlite3_reset(reader->find);
}

// --- Writing -------------------------------------------------------------------------------------

// Another run may hold the file, or there is no space: then this run keeps no more.
static void give_up(Store *store) {
    store_db_do(store->db, "ROLLBACK");
    store->is_writing = false;
    store->is_read_only = true;
    store->trouble = "nothing could be added: no space, no permission, or another run was at it";
}

static void commit(Store *store) {
    if (!store->is_writing) return;
    sqlite3_reset(store->put);
    if (!store_db_do(store->db, "COMMIT")) {
        give_up(store);
        return;
    }
    store->is_writing = false;
    store->pending_bytes = 0;
}

static bool begin(Store *store) {
    if (store->is_writing) return true;
    if (!store->db || store->is_read_only) return false;
    if (!store->put)
        store->put =
            store_db_prepare(store->db, "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)");
    store->is_writing = store->put && store_db_do(store->db, "BEGIN IMMEDIATE");
    if (!store->is_writing) give_up(store);
    return store->is_writing;
}

void entries_put(Store *store, StoreKey key, EntryKind kind, Str bytes) {
    if (bytes.len > ENTRY_BYTES_MAX || !begin(store)) return;
    Arena *scratch = &store->reader.scratch;
    ArenaMark mark = arena_mark(scratch);
    StoreKey sum = sum_of(store, key, bytes);
    uint32_t size = (uint32_t)sizeof sum + bytes.len;
    char *entry = arena_alloc(scratch, size, 1);
    memcpy(entry, &sum, sizeof sum);
    if (bytes.len) memcpy(entry + sizeof sum, bytes.ptr, bytes.len);
    sqlite3_bind_int64(store->put, 1, (sqlite3_int64)key.low);
    sqlite3_bind_int(store->put, 2, kind);
    sqlite3_bind_int64(store->put, 3, store->day);
    sqlite3_bind_blob(store->put, 4, entry, (int)size, SQLITE_STATIC);
    bool ok = sqlite3_step(store->put) == SQLITE_DONE;
    sqlite3_reset(store->put);
    arena_rewind(scratch, mark);
    store->has_written = true;
    store->pending_bytes += size;
    if (!ok)
        give_up(store);
    else if (store->pending_bytes >= COMMIT_BYTES)
        commit(store);
}

// --- The end of a run ------------------------------------------------------------------------------

// Runs a statement for each id (?1), with a day (?2) if it has one.
static void for_each_id(sqlite3 *db, const char *sql, const IdVec *ids, int64_t day) {
    sqlite3_stmt *statement = store_db_prepare(db, sql);
    for (uint32_t i = 0; statement && i < ids->len; i++) {
        sqlite3_bind_int64(statement, 1, ids->items[i]);
        sqlite3_bind_int64(statement, 2, day);
        sqlite3_step(statement);
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
}

static void note_used(Store *store) {
    if (store->reader.used.len == 0 || !begin(store)) return;
    for_each_id(store->db, "UPDATE entry SET day = ?2 WHERE id = ?1", &store->reader.used,
                store->day);
}

uint64_t entries_count(const Store *store, EntryKind kind) {
    char sql[64];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM entry WHERE kind = %d", (int)kind);
    return (uint64_t)store_db_number(store->db, sql);
}

// What entries take of the disk. Free pages do not count.
uint64_t entries_bytes(const Store *store) {
    sqlite3 *db = store->db;
    int64_t pages = store_db_number(db, "PRAGMA page_count");
    int64_t unused = store_db_number(db, "PRAGMA freelist_count");
    int64_t size = store_db_number(db, "PRAGMA page_size");
    return pages > unused ? (uint64_t)(pages - unused) * (uint64_t)size : 0;
}

// The entries that were used longest ago and together have at least `bytes`.
static void find_oldest(sqlite3 *db, uint64_t bytes, Arena *arena, IdVec *out) {
    sqlite3_stmt *oldest =
        store_db_prepare(db, "SELECT id, length(bytes) FROM entry ORDER BY day, id");
    for (uint64_t sum = 0; oldest && sum < bytes && sqlite3_step(oldest) == SQLITE_ROW;) {
        vec_push(arena, out, (int64_t)sqlite3_column_int64(oldest, 0));
        sum += (uint64_t)sqlite3_column_int64(oldest, 1);
    }
    sqlite3_finalize(oldest);
}

static void make_room(Store *store) {
    uint64_t used = entries_bytes(store);
    if (used <= store->limit_bytes || !begin(store)) return;
    IdVec oldest = {0};
    find_oldest(store->db, used - store->limit_bytes / 4 * 3, &store->reader.arena, &oldest);
    for_each_id(store->db, "DELETE FROM entry WHERE id = ?1", &oldest, store->day);
    commit(store);
}

void entries_finish(Store *store) {
    if (!store->db) return;
    note_used(store);
    commit(store);
    if (store->has_written) make_room(store);
    sqlite3_finalize(store->put);
    store->put = NULL;
}
