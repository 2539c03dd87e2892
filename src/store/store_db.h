// SPDX-License-Identifier: MIT
// The database file: opened, checked, emptied. Private to src/store.
#ifndef STORE_STORE_DB_H
#define STORE_STORE_DB_H

#include <sqlite3.h>

#include "base/str.h"

enum { STORE_DB_SECRET_BYTES = 192 }; // of one secret; there are two

typedef struct StoreSecrets {
    unsigned char first[STORE_DB_SECRET_BYTES], second[STORE_DB_SECRET_BYTES];
} StoreSecrets;

// Opens a database of ours for reading and writing, made or emptied where needed.
// Out:    NULL on failure, then *trouble says why (a static text)
sqlite3 *store_db_open(const char *path, StoreSecrets *secrets, const char **trouble);
// Another connection to a database that store_db_open has opened, for reading; NULL on failure.
sqlite3 *store_db_open_again(const char *path);
// Empties a database, whatever it holds, damaged or not; the file shrinks. False if it cannot.
bool store_db_reset(sqlite3 *db);
// A statement without rows. False if it failed.
bool store_db_do(sqlite3 *db, const char *sql);
// The number that a statement gives, 0 if it failed.
int64_t store_db_number(sqlite3 *db, const char *sql);
// A statement to be used again and again; NULL on failure.
sqlite3_stmt *store_db_prepare(sqlite3 *db, const char *sql);

#endif
