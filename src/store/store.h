// SPDX-License-Identifier: MIT
// What earlier runs found out, kept on disk by content. The one public header of this stage, and the
// only door to SQLite.
//
//   Store *store = store_open(&options, arena);              // never NULL; it may keep nothing
//   StoreKey content = store_key(store, bytes);              // what a file's bytes are known by
//   StoreReader *reader = store_reader_open(store, arena);   // one a worker
//   if (!store_get_facts(reader, content, FILE_PYTHON, arena, &facts)) {
//       parse();
//       packed = store_pack_facts(&facts, arena);
//   }
//   store_reader_close(store, reader);                       // in the main thread, after the workers
//   store_put_facts(store, content, FILE_PYTHON, packed);
//   store_close(store);
//
// A revision that is read from git asks the same questions by object id, without reading the object:
//   if (!store_get_name(reader, id, &content)) { content = store_key(store, bytes of the object); … }
//   store_put_name(store, id, content);                      // at the end
//
// A cache never changes what a run says: it answers with what was found in the same bytes by the same
// code, or not at all. What it holds is checked on the way in (a sum under a secret of this cache, then
// bounds), and whatever is wrong with it (no home, no space, no right, damage, a lock that another run
// holds) means that nothing is found and nothing kept. There are no errors.
//
// What is kept, each entry by a key of 128 bits:
//   facts     of a file         by content, kind of file, and the version of the code that takes facts
//   texts     whatever a caller names, by content and name: lines shown as evidence, what a manifest says
//   names     another name of a content, such as the object id that git knows it by
//   trees     of a scanned folder: path → stamp and content, so that unchanged files are not read
// All kinds go side by side in one table; programs of other versions have keys of their own there.
//
// Keys are XXH3 with secrets drawn for each cache, so that nobody can prepare two texts that are taken
// for the same.
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "model/facts.h"

typedef struct Store Store;
typedef struct StoreReader StoreReader;

typedef struct StoreKey {
    uint64_t low, high;
} StoreKey; // all zero: of nothing

typedef struct StoreOptions {
    bool is_off;          // --no-cache: nothing is found and nothing kept
    bool must_exist;      // is not made if there is none
    Str folder;           // where it lies, absolute: "…/stayorgo"; "": nowhere
    uint64_t limit_bytes; // of disk space; what was used least recently makes room
} StoreOptions;

#define STORE_LIMIT_BYTES 500000000ull

// $XDG_CACHE_HOME/stayorgo or ~/.cache/stayorgo; "" when neither is an absolute path.
Str store_default_folder(Arena *arena);

// Opens the cache, makes it if there is none, empties it if it is damaged or not ours.
// Arena:  the Store, and what is kept until store_close
// Thread: store_key may be called by all; the other functions that take a Store by one at a time
Store *store_open(const StoreOptions *options, Arena *arena);
bool store_is_open(const Store *store); // something may be found or kept
// Writes what was put, makes room, closes.
void store_close(Store *store);
// Why nothing is kept, as a sentence without a full stop; "" if all is well.
Str store_trouble(const Store *store);

typedef struct StoreStats {
    uint64_t bytes; // on disk, of what is kept
    uint64_t limit_bytes;
    uint64_t facts, texts, names, trees; // entries
} StoreStats;

void store_stats(const Store *store, StoreStats *out); // all 0 if it is not open
bool store_clear(Store *store);                        // keeps nothing any more; false if it cannot

// --- Contents ------------------------------------------------------------------------------------

StoreKey store_key(const Store *store, Str bytes);
bool store_key_eq(StoreKey a, StoreKey b);
bool store_key_is_none(StoreKey key);

// Content by another name: an identity of 20 or 32 bytes, such as a git object id.
bool store_get_name(StoreReader *reader, Str id, StoreKey *out);
void store_put_name(Store *store, Str id, StoreKey content);

// --- What was read from a content -------------------------------------------------------------------

// The main thread's, closed with the store.
StoreReader *store_reader(Store *store);
// One a worker. Between store_reader_begin and store_reader_end many entries are read faster, but
// nobody can write.
StoreReader *store_reader_open(const Store *store, Arena *arena);
void store_reader_close(Store *store, StoreReader *reader);
void store_reader_begin(StoreReader *reader);
void store_reader_end(StoreReader *reader);

// Facts of a file of this kind (FILE_PYTHON, FILE_NOTEBOOK): the same as were packed, problems too,
// but without `file` and the paths of problems, which are the caller's. Strings view the arena and are
// not interned. They depend on nothing but the content, the kind and the code.
bool store_get_facts(StoreReader *reader, StoreKey content, FileKind kind, Arena *arena,
                     FileFacts *out);
// Says that they are of use, without fetching them.
void store_use_facts(StoreReader *reader, StoreKey content, FileKind kind);
Str store_pack_facts(const FileFacts *facts, Arena *arena); // thread: any
void store_put_facts(Store *store, StoreKey content, FileKind kind, Str packed);

// Bytes by content and a name that says what they are. The program's version is part of the name.
bool store_get_text(StoreReader *reader, StoreKey content, Str name, Arena *arena, Str *out);
void store_put_text(Store *store, StoreKey content, Str name, Str text);

// --- Trees -----------------------------------------------------------------------------------------

typedef struct StoreFile {
    Str path;
    uint64_t size_bytes;
    FsStamp stamp; // settled (fs_stamp_is_settled) when it was put
    StoreKey content;
} StoreFile;
typedef VEC(StoreFile) StoreFileVec;

// The files of the folder of this real path, sorted by path; none if it is not known.
void store_get_tree(StoreReader *reader, Str real_path, Arena *arena, StoreFileVec *out);
void store_put_tree(Store *store, Str real_path, const StoreFileVec *files);
// Whether the tree was not used today yet: then what it holds is to be used too.
bool store_is_new_day(const StoreReader *reader);
// The content of a file that looks the same as then; none if it is not in the tree or looks different.
StoreKey store_find(const StoreFileVec *tree, Str path, uint64_t size_bytes, const FsStamp *stamp);

#endif
