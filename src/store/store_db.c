// SPDX-License-Identifier: MIT
// The database file of the cache: opened so that it cannot do harm, checked, emptied if it is not ours.
//
//   no file                          -> made, with new secrets
//   ours                             -> its secrets
//   a photograph, another program's  -> emptied in place, then as if there were none
//   locked by another run, full disk -> NULL and why
//
// How: a file is ours if SQLite takes it, its application id and version are ours and its schema is,
// letter by letter, the one below; so no trigger or view of somebody else's ever runs. Emptying goes
// through SQLite's own reset, under its locks: deleting a file that another run has open could leave a
// journal beside the new one that does not belong to it.
//
// A rollback journal, not a write-ahead log: a log needs shared memory, which file servers do not have,
// and doubles what is written; nothing is ever held for long here. Nothing is flushed to disk either:
// after a power failure the file may be damaged, which is found out and costs a cold run.
//
// Limits: a program of another format version uses a file of another name.
#include "store/store_db.h"

#include <string.h>

#include "base/fs.h"

#include "base/banned.h"

enum { APPLICATION_ID = 0x53744F67, FORMAT_VERSION = 1 }; // "StOg"
enum { BUSY_MS = 250 };

// Of an entry: whose version of the code, when it was used last (days since 1970), a sum and the bytes.
#define TABLE_ENTRY                                                                                \
    "CREATE TABLE entry (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, day INTEGER NOT NULL, "    \
    "bytes BLOB NOT NULL)"
#define INDEX_DAY "CREATE INDEX entry_day ON entry (day)"
#define TABLE_SECRET "CREATE TABLE secret (bytes BLOB NOT NULL)"

typedef enum Check { CHECK_OURS, CHECK_EMPTY, CHECK_FOREIGN, CHECK_UNUSABLE } Check;

bool store_db_do(sqlite3 *db, const char *sql) {
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

sqlite3_stmt *store_db_prepare(sqlite3 *db, const char *sql) {
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
    return result == SQLITE_OK ? statement : NULL;
}

// One row of one number or NULL. Tells SQLite's result: SQLITE_ROW if all is well.
static int ask_number(sqlite3 *db, const char *sql, int64_t *out) {
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    if (result == SQLITE_OK) result = sqlite3_step(statement);
    if (result == SQLITE_ROW) *out = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return result;
}

int64_t store_db_number(sqlite3 *db, const char *sql) {
    int64_t number = 0;
    return ask_number(db, sql, &number) == SQLITE_ROW ? number : 0;
}

static Check check_result(int result) {
    return result == SQLITE_CORRUPT || result == SQLITE_NOTADB ? CHECK_FOREIGN : CHECK_UNUSABLE;
}

// Whether the schema is what make() writes, and nothing more.
static Check check_schema(sqlite3 *db) {
    static const char *const WANTED[] = {TABLE_ENTRY, INDEX_DAY, TABLE_SECRET};
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(db, "SELECT sql FROM sqlite_schema ORDER BY rowid", -1,
                                    &statement, NULL);
    uint32_t row = 0;
    bool is_same = true;
    while (result == SQLITE_OK || result == SQLITE_ROW) {
        result = sqlite3_step(statement);
        if (result != SQLITE_ROW) break;
        const char *sql = (const char *)sqlite3_column_text(statement, 0);
        is_same = is_same && sql && row < ARRAY_LEN(WANTED) && strcmp(sql, WANTED[row]) == 0;
        row++;
    }
    sqlite3_finalize(statement);
    if (result != SQLITE_DONE) return check_result(result);
    if (row == 0) return CHECK_EMPTY;
    return is_same && row == ARRAY_LEN(WANTED) ? CHECK_OURS : CHECK_FOREIGN;
}

static Check check(sqlite3 *db, StoreSecrets *secrets) {
    int64_t id = 0, version = 0;
    int result = ask_number(db, "PRAGMA application_id", &id);
    if (result == SQLITE_ROW) result = ask_number(db, "PRAGMA user_version", &version);
    if (result != SQLITE_ROW) return check_result(result);
    Check schema = check_schema(db);
    if (schema == CHECK_EMPTY && id == 0 && version == 0) return CHECK_EMPTY;
    if (schema == CHECK_EMPTY || id != APPLICATION_ID || version != FORMAT_VERSION)
        return CHECK_FOREIGN;
    if (schema != CHECK_OURS) return schema;
    sqlite3_stmt *statement = store_db_prepare(db, "SELECT bytes FROM secret");
    bool is_whole = statement && sqlite3_step(statement) == SQLITE_ROW &&
                    sqlite3_column_bytes(statement, 0) == sizeof *secrets;
    if (is_whole) memcpy(secrets, sqlite3_column_blob(statement, 0), sizeof *secrets);
    sqlite3_finalize(statement);
    return is_whole ? CHECK_OURS : CHECK_FOREIGN;
}

static bool insert_secrets(sqlite3 *db, const StoreSecrets *secrets) {
    sqlite3_stmt *statement = store_db_prepare(db, "INSERT INTO secret VALUES (?)");
    if (!statement) return false;
    sqlite3_bind_blob(statement, 1, secrets, sizeof *secrets, SQLITE_STATIC);
    bool ok = sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_finalize(statement);
    return ok;
}

// Fills an empty database. When another run was faster, its secrets count.
static Check make(sqlite3 *db, StoreSecrets *secrets) {
    if (!store_db_do(db, "BEGIN IMMEDIATE")) return CHECK_UNUSABLE;
    Check found = check(db, secrets);
    if (found == CHECK_EMPTY) {
        bool ok = fs_random(secrets, sizeof *secrets) &&
                  store_db_do(db, TABLE_ENTRY ";" INDEX_DAY ";" TABLE_SECRET) &&
                  store_db_do(db, "PRAGMA application_id = 1400131431; PRAGMA user_version = 1") &&
                  insert_secrets(db, secrets);
        found = ok ? CHECK_OURS : CHECK_UNUSABLE;
    }
    if (found == CHECK_OURS && store_db_do(db, "COMMIT")) return CHECK_OURS;
    store_db_do(db, "ROLLBACK");
    return found == CHECK_OURS ? CHECK_UNUSABLE : found;
}

bool store_db_reset(sqlite3 *db) {
    bool ok = sqlite3_db_config(db, SQLITE_DBCONFIG_RESET_DATABASE, 1, (int *)NULL) == SQLITE_OK &&
              store_db_do(db, "VACUUM");
    sqlite3_db_config(db, SQLITE_DBCONFIG_RESET_DATABASE, 0, (int *)NULL);
    return ok;
}

// A connection that runs nothing but our own statements. NULL on failure.
static sqlite3 *connect(const char *path, int flags) {
    sqlite3 *db = NULL;
    flags |= SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    bool ok = sqlite3_open_v2(path, &db, flags, NULL) == SQLITE_OK &&
              sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL) == SQLITE_OK &&
              sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL) == SQLITE_OK &&
              sqlite3_busy_timeout(db, BUSY_MS) == SQLITE_OK;
    if (ok) return db;
    sqlite3_close(db);
    return NULL;
}

sqlite3 *store_db_open(const char *path, StoreSecrets *secrets, const char **trouble) {
    *trouble = "its file cannot be opened";
    sqlite3 *db = connect(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!db) return NULL;
    *trouble = "its file cannot be read or written, or another run holds it";
    // Page size counts when the file is made: entries are tens of kilobytes.
    bool ok = store_db_do(db, "PRAGMA page_size = 16384; PRAGMA synchronous = OFF;"
                              "PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON");
    Check found = ok ? check(db, secrets) : check_result(sqlite3_errcode(db));
    if (found == CHECK_FOREIGN) found = store_db_reset(db) ? CHECK_EMPTY : CHECK_UNUSABLE;
    if (found == CHECK_EMPTY) found = make(db, secrets);
    if (found == CHECK_OURS) {
        *trouble = "";
        return db;
    }
    sqlite3_close(db);
    return NULL;
}

sqlite3 *store_db_open_again(const char *path) {
    return connect(path, SQLITE_OPEN_READONLY);
}
