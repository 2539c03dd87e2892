// SPDX-License-Identifier: MIT
// Entries of the cache by key, and the connections they come through. Private to src/store.
#ifndef STORE_ENTRIES_H
#define STORE_ENTRIES_H

#include "store/store.h"
#include "store/store_db.h"

typedef enum EntryKind { // as in the table
    ENTRY_FACTS = 1,
    ENTRY_TEXT,
    ENTRY_NAME,
    ENTRY_TREE,
    ENTRY_KIND_END,
} EntryKind;

typedef VEC(int64_t) IdVec;

struct StoreReader {
    const Store *store;
    sqlite3 *db;
    sqlite3_stmt *find;
    bool is_tried, is_borrowed; // the connection is the store's own
    Arena scratch;
    Arena arena; // of `used`
    IdVec used;  // ids of entries that had not been used today
};

struct Store {
    const char *path; // of the database
    const char *trouble;
    StoreSecrets secrets;
    sqlite3 *db; // NULL: nothing is kept
    sqlite3_stmt *put;
    bool is_read_only;
    bool is_writing;        // in a transaction
    bool has_written;       // since it was opened
    uint64_t pending_bytes; // of this transaction
    uint64_t limit_bytes;
    int64_t day;        // today, counted from 1970
    StoreReader reader; // of the main thread
};

// What bytes are known by; never none.
StoreKey entries_hash(const Store *store, Str bytes);

// The bytes of an entry, valid until entries_done. A NULL pointer if there is none that is whole.
Str entries_find(StoreReader *reader, StoreKey key);
void entries_done(StoreReader *reader);
void entries_close_reader(StoreReader *reader);

void entries_put(Store *store, StoreKey key, EntryKind kind, Str bytes);
uint64_t entries_count(const Store *store, EntryKind kind);
uint64_t entries_bytes(const Store *store);
// Ends what was begun, notes what was used today, makes room.
void entries_finish(Store *store);

#endif
