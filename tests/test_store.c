// SPDX-License-Identifier: MIT
// The cache: what goes in comes out, in another run too; what is damaged, foreign or somebody else's does
// not, and is no error.
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fs.h"
#include "python/python.h"
#include "same_facts.h"
#include "seeded.h"
#include "store/entries.h"
#include "store/store.h"

typedef struct Place {
    char folder[64];
    Arena arena;
} Place;

static void place_open(Place *p) {
    *p = (Place){.folder = "/tmp/stayorgo-test-XXXXXX"};
    cr_assert(mkdtemp(p->folder));
}

static void place_close(Place *p) {
    char command[256];
    snprintf(command, sizeof command, "chmod -R u+rwx %s; rm -rf %s", p->folder, p->folder);
    cr_assert_eq(system(command), 0);
    arena_free(&p->arena);
}

static Str place_path(Place *p, const char *name) {
    return str_from_c(str_to_c(&p->arena, str_fmt(&p->arena, "%s/%s", p->folder, name)));
}

static Store *open_store(Place *p) {
    StoreOptions options = {.folder = place_path(p, "stayorgo"), .limit_bytes = STORE_LIMIT_BYTES};
    return store_open(&options, &p->arena);
}

static Store *open_good(Place *p) {
    Store *store = open_store(p);
    cr_assert(store_is_open(store), STR_FMT, STR_ARG(store_trouble(store)));
    return store;
}

static const char *database(Place *p) {
    return place_path(p, "stayorgo/facts-1.sqlite").ptr;
}

static void put_one(Place *p, const char *content, const char *text) {
    Store *store = open_good(p);
    store_put_text(store, store_key(store, str_from_c(content)), STR("lines"), str_from_c(text));
    store_close(store);
}

// What is kept of a content under the name "lines", NULL for nothing.
static const char *get_one(Place *p, const char *content) {
    Store *store = open_store(p);
    Str text;
    StoreKey key = store_key(store, str_from_c(content));
    bool ok = store_get_text(store_reader(store), key, STR("lines"), &p->arena, &text);
    store_close(store);
    return ok ? str_to_c(&p->arena, text) : NULL;
}

static void overwrite(const char *path, long at, const char *bytes, size_t size) {
    FILE *file = fopen(path, "r+b");
    cr_assert(file, "%s", path);
    fseek(file, at, SEEK_SET);
    cr_assert_eq(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

static void run_sql(const char *path, const char *sql) {
    sqlite3 *db;
    cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK, "%s", sqlite3_errmsg(db));
    sqlite3_close(db);
}

// --- Texts, names, keys --------------------------------------------------------------------------

Test(store, texts_are_found_by_content_and_name) {
    Place p;
    place_open(&p);
    put_one(&p, "x = 1\n", "first");
    cr_assert_str_eq(get_one(&p, "x = 1\n"), "first");
    cr_assert_null(get_one(&p, "x = 2\n"));
    put_one(&p, "x = 1\n", "second");
    cr_assert_str_eq(get_one(&p, "x = 1\n"), "second");
    put_one(&p, "empty", "");
    cr_assert_str_eq(get_one(&p, "empty"), "");
    Store *store = open_good(&p);
    Str text;
    StoreKey key = store_key(store, STR("x = 1\n"));
    cr_assert(!store_get_text(store_reader(store), key, STR("other"), &p.arena, &text));
    store_close(store);
    place_close(&p);
}

Test(store, names_lead_to_contents) {
    Place p;
    place_open(&p);
    static const Str ID = STR_CONST("\x01\x02\x03\0\x05 twenty bytes id"), OTHER = STR_CONST("x");
    Store *store = open_good(&p);
    StoreKey content = store_key(store, STR("x = 1\n")), found;
    store_put_name(store, ID, content);
    store_close(store);
    store = open_good(&p);
    cr_assert(store_get_name(store_reader(store), ID, &found));
    cr_assert(store_key_eq(found, content));
    cr_assert(!store_get_name(store_reader(store), OTHER, &found));
    store_close(store);
    place_close(&p);
}

Test(store, keys_are_those_of_one_cache) {
    Place a, b;
    place_open(&a);
    place_open(&b);
    Store *in_a = open_good(&a), *in_b = open_good(&b);
    StoreKey key = store_key(in_a, STR("x"));
    cr_assert(store_key_eq(key, store_key(in_a, STR("x"))));
    cr_assert(!store_key_eq(key, store_key(in_a, STR("y"))));
    cr_assert(!store_key_eq(key, store_key(in_b, STR("x"))));
    cr_assert(!store_key_is_none(store_key(in_a, STR(""))));
    store_close(in_a);
    in_a = open_good(&a);
    cr_assert(store_key_eq(key, store_key(in_a, STR("x"))), "the secrets outlive the run");
    store_close(in_a);
    store_close(in_b);
    place_close(&a);
    place_close(&b);
}

// --- Facts ---------------------------------------------------------------------------------------

Test(store, facts_come_back_in_every_field) {
    Place p;
    place_open(&p);
    static const Str TEXT = STR_CONST(
        "import os\nclass A(B, metaclass=M):\n    async def f(self, *a: int, **k) -> str:\n"
        "        x: int = await g(lambda: [y for y in k], n=f'{a}') or not (-1)\n"
        "        return x  # stayorgo: ignore[SOG101] caf\xC3\xA9\n@d(1)\ndef (:\n");
    Intern intern = intern_new(&p.arena);
    PythonParser *parser = python_parser_new(PYTHON_QUICK, &p.arena);
    SourceText source = {.text = TEXT, .encoding = STR("utf-8")};
    FileFacts facts, found;
    Arena scratch = {0};
    python_facts(parser, &source, 0, &intern, &p.arena, &scratch, &facts);
    python_parser_free(parser);
    cr_assert_gt(facts.problems.len, 0);
    Store *store = open_good(&p);
    StoreKey key = store_key(store, TEXT);
    store_put_facts(store, key, FILE_PYTHON, store_pack_facts(&facts, &p.arena));
    store_close(store);
    store = open_good(&p);
    StoreReader *reader = store_reader_open(store, &p.arena);
    cr_assert(store_get_facts(reader, key, FILE_PYTHON, &p.arena, &found));
    cr_assert_null(same_facts(&facts, &found), "%s", same_facts(&facts, &found));
    cr_assert(!store_get_facts(reader, key, FILE_NOTEBOOK, &p.arena, &found));
    store_reader_close(store, reader);
    store_close(store);
    arena_free(&scratch);
    place_close(&p);
}

Test(store, a_file_that_is_not_parsed_has_facts_too) {
    Place p;
    place_open(&p);
    FileFacts refused = {.bytes = 5000000000u, .has_errors = true}, found;
    Problem problem = {.kind = PROBLEM_ENCODING, .line = 7, .text = STR("unknown encoding x")};
    vec_push(&p.arena, &refused.problems, problem);
    Store *store = open_good(&p);
    StoreKey key = store_key(store, STR("?"));
    store_put_facts(store, key, FILE_PYTHON, store_pack_facts(&refused, &p.arena));
    cr_assert(store_get_facts(store_reader(store), key, FILE_PYTHON, &p.arena, &found));
    cr_assert_null(same_facts(&refused, &found));
    store_close(store);
    place_close(&p);
}

// --- Trees ---------------------------------------------------------------------------------------

Test(store, a_tree_tells_what_looks_as_it_did) {
    Place p;
    place_open(&p);
    FsStamp stamp = {.modified_ns = 5, .changed_ns = 6, .inode = 7, .device = 8}, other = stamp;
    Store *store = open_good(&p);
    StoreKey a = store_key(store, STR("a")), b = store_key(store, STR("b"));
    StoreFile files[] = {{STR("a.py"), 10, stamp, a}, {STR("b/\xFF.py"), 20, stamp, b}};
    StoreFileVec tree = {files, 2, 2}, found;
    store_put_tree(store, STR("/somewhere"), &tree);
    store_get_tree(store_reader(store), STR("/elsewhere"), &p.arena, &found);
    cr_assert_eq(found.len, 0);
    store_get_tree(store_reader(store), STR("/somewhere"), &p.arena, &found);
    cr_assert_eq(found.len, 2);
    cr_assert(store_key_eq(store_find(&found, STR("a.py"), 10, &stamp), a));
    cr_assert(store_key_eq(store_find(&found, STR("b/\xFF.py"), 20, &stamp), b));
    cr_assert(store_key_is_none(store_find(&found, STR("b.py"), 20, &stamp)));
    cr_assert(store_key_is_none(store_find(&found, STR("a.py"), 11, &stamp)));
    int64_t *times[] = {&other.modified_ns, &other.changed_ns};
    uint64_t *numbers[] = {&other.inode, &other.device};
    for (int i = 0; i < 2; i++) {
        ++*times[i];
        cr_assert(store_key_is_none(store_find(&found, STR("a.py"), 10, &other)));
        --*times[i];
        ++*numbers[i];
        cr_assert(store_key_is_none(store_find(&found, STR("a.py"), 10, &other)));
        --*numbers[i];
    }
    cr_assert(!store_key_is_none(store_find(&found, STR("a.py"), 10, &other)));
    store_close(store);
    place_close(&p);
}

Test(store, a_stamp_is_settled_when_a_change_would_show) {
    enum { MS = 1000000 };
    const int64_t now = 1700000000000000000 + 123 * MS, second = 1000 * MS;
    FsStamp fine = {now - 200 * MS + 1, now - 200 * MS + 1, 1, 1};
    FsStamp recent = {now - 200 * MS, now - 3 * MS, 1, 1};
    FsStamp whole_second = {now - second, now - 123 * MS - second, 1, 1};
    FsStamp old_second = {now - 123 * MS - 4 * second, now - 123 * MS - 4 * second, 1, 1};
    FsStamp ahead = {now + second, now - second, 1, 1};
    FsStamp nothing = {0};
    cr_assert(fs_stamp_is_settled(&fine, now));
    cr_assert(!fs_stamp_is_settled(&recent, now));
    cr_assert(!fs_stamp_is_settled(&whole_second, now), "its clock may tick in seconds");
    cr_assert(fs_stamp_is_settled(&old_second, now));
    cr_assert(!fs_stamp_is_settled(&ahead, now));
    cr_assert(!fs_stamp_is_settled(&nothing, now));
    cr_assert(!fs_stamp_eq(&nothing, &nothing), "nothing known is no sameness");
}

// --- Damage --------------------------------------------------------------------------------------

Test(store, damaged_entries_are_not_found) {
    Place p;
    place_open(&p);
    put_one(&p, "x", "a text that can be found in the file by its bytes");
    run_sql(database(&p), "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'found', "
                          "'fOund') AS BLOB) WHERE kind = 2");
    cr_assert_null(get_one(&p, "x"));
    put_one(&p, "x", "again");
    cr_assert_str_eq(get_one(&p, "x"), "again");
    run_sql(database(&p), "UPDATE entry SET bytes = x'00' WHERE kind = 2");
    cr_assert_null(get_one(&p, "x"));
    run_sql(database(&p), "UPDATE entry SET bytes = 'text' WHERE kind = 2");
    cr_assert_null(get_one(&p, "x"));
    place_close(&p);
}

// An entry moved to the place of another is not that other.
Test(store, entries_know_their_key) {
    Place p;
    place_open(&p);
    put_one(&p, "x", "of x");
    put_one(&p, "y", "of y");
    run_sql(database(&p),
            "CREATE TEMP TABLE t AS SELECT id, bytes FROM entry;"
            "UPDATE entry SET bytes = (SELECT t.bytes FROM t WHERE t.id != entry.id)");
    cr_assert_null(get_one(&p, "x"));
    cr_assert_null(get_one(&p, "y"));
    place_close(&p);
}

Test(store, whatever_is_not_ours_is_emptied) {
    static const char *const SQL[] = {
        "PRAGMA user_version = 2",
        "PRAGMA application_id = 7",
        "CREATE TABLE more (x)",
        "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END",
        "DROP INDEX entry_day",
        "DELETE FROM secret",
        "UPDATE secret SET bytes = x'00'",
    };
    for (uint32_t i = 0; i < ARRAY_LEN(SQL); i++) {
        Place p;
        place_open(&p);
        put_one(&p, "x", "old");
        run_sql(database(&p), SQL[i]);
        cr_assert_null(get_one(&p, "x"), "%s", SQL[i]);
        put_one(&p, "x", "new");
        cr_assert_str_eq(get_one(&p, "x"), "new", "%s", SQL[i]);
        place_close(&p);
    }
}

Test(store, files_that_are_no_database_are_replaced) {
    for (uint32_t kind = 0; kind < 4; kind++) {
        Place p;
        place_open(&p);
        put_one(&p, "x", "old");
        Random random = {kind + 1};
        char noise[8192];
        for (uint32_t i = 0; i < sizeof noise; i++)
            noise[i] = (char)random_below(&random, 256);
        switch (kind) {
        case 0: overwrite(database(&p), 0, noise, sizeof noise); break;
        case 1: overwrite(database(&p), 100, noise, sizeof noise); break;
        case 2: cr_assert_eq(truncate(database(&p), 5000), 0); break;
        default: cr_assert_eq(truncate(database(&p), 0), 0); break;
        }
        cr_assert_null(get_one(&p, "x"), "kind %u", kind);
        put_one(&p, "x", "new");
        cr_assert_str_eq(get_one(&p, "x"), "new", "kind %u", kind);
        place_close(&p);
    }
}

// Pages damaged anywhere: never another text, never a crash, and it heals.
Test(store, damaged_pages) {
    Random random = {7};
    for (uint32_t round = 0; round < 60; round++) {
        Place p;
        place_open(&p);
        char *long_text = arena_array(&p.arena, char, 60001);
        memset(long_text, 'a', 60000);
        put_one(&p, "x", long_text);
        put_one(&p, "y", "short");
        struct stat st;
        cr_assert_eq(stat(database(&p), &st), 0);
        for (uint32_t i = 0; i < 20; i++) {
            char byte = (char)random_below(&random, 256);
            overwrite(database(&p), (long)random_below(&random, (uint32_t)st.st_size), &byte, 1);
        }
        const char *x = get_one(&p, "x"), *y = get_one(&p, "y");
        cr_assert(!x || strcmp(x, long_text) == 0);
        cr_assert(!y || strcmp(y, "short") == 0);
        Store *store = open_store(&p);
        StoreKey key = store_key(store, STR("z"));
        store_put_text(store, key, STR("lines"), STR("z"));
        store_close(store);
        place_close(&p);
    }
}

// --- Places --------------------------------------------------------------------------------------

static void expect_closed(Place *p, const char *why) {
    Store *store = open_store(p);
    cr_assert(!store_is_open(store), "%s", why);
    cr_assert_gt(store_trouble(store).len, 0, "%s", why);
    cr_assert(store_key_is_none(store_key(store, STR("x"))));
    store_put_text(store, (StoreKey){1, 2}, STR("n"), STR("t"));
    Str text;
    cr_assert(!store_get_text(store_reader(store), (StoreKey){1, 2}, STR("n"), &p->arena, &text));
    store_close(store);
}

Test(store, a_folder_that_others_may_write_to_is_not_used) {
    Place p;
    place_open(&p);
    put_one(&p, "x", "text");
    const char *folder = place_path(&p, "stayorgo").ptr;
    struct stat st;
    cr_assert_eq(stat(folder, &st), 0);
    cr_assert_eq(st.st_mode & 0777, 0700);
    cr_assert_eq(chmod(folder, 0770), 0);
    expect_closed(&p, "group may write");
    cr_assert_eq(chmod(folder, 0755), 0);
    cr_assert_str_eq(get_one(&p, "x"), "text");
    if (geteuid() == 0) {
        cr_assert_eq(chown(folder, 12345, 12345), 0);
        expect_closed(&p, "of another user");
    }
    place_close(&p);
}

Test(store, places_that_cannot_be) {
    Place p;
    place_open(&p);
    Store *store = store_open(&(StoreOptions){.folder = STR("")}, &p.arena);
    cr_assert(!store_is_open(store));
    store_close(store);
    FILE *file = fopen(place_path(&p, "stayorgo").ptr, "w");
    fclose(file);
    expect_closed(&p, "a file is where the folder should be");
    remove(place_path(&p, "stayorgo").ptr);
    cr_assert_eq(mkdir(place_path(&p, "stayorgo").ptr, 0700), 0);
    cr_assert_eq(mkdir(database(&p), 0700), 0);
    expect_closed(&p, "a folder is where the file should be");
    store = store_open(&(StoreOptions){.is_off = true, .folder = place_path(&p, "new")}, &p.arena);
    cr_assert(!store_is_open(store));
    cr_assert_eq(store_trouble(store).len, 0);
    store_close(store);
    cr_assert_neq(access(place_path(&p, "new").ptr, F_OK), 0, "off is off");
    place_close(&p);
}

Test(store, the_folder_is_marked_as_a_cache) {
    Place p;
    place_open(&p);
    put_one(&p, "x", "text");
    char line[64] = "";
    FILE *tag = fopen(place_path(&p, "stayorgo/CACHEDIR.TAG").ptr, "r");
    cr_assert(tag && fgets(line, sizeof line, tag));
    fclose(tag);
    cr_assert_str_eq(line, "Signature: 8a477f597d28d172789f06886806bc55\n");
    place_close(&p);
}

Test(store, default_folder) {
    static const struct {
        const char *cache, *home, *expected;
    } CASES[] = {
        {"/c", "/h", "/c/stayorgo"},       {NULL, "/h", "/h/.cache/stayorgo"},
        {"", "/h", "/h/.cache/stayorgo"},  {"relative", "/h", "/h/.cache/stayorgo"},
        {"relative", "also/relative", ""}, {NULL, NULL, ""},
    };
    Arena arena = {0};
    for (uint32_t i = 0; i < ARRAY_LEN(CASES); i++) {
        CASES[i].cache ? setenv("XDG_CACHE_HOME", CASES[i].cache, 1) : unsetenv("XDG_CACHE_HOME");
        CASES[i].home ? setenv("HOME", CASES[i].home, 1) : unsetenv("HOME");
        Str folder = store_default_folder(&arena);
        cr_assert(str_eq(folder, str_from_c(CASES[i].expected)), "case %u: " STR_FMT, i,
                  STR_ARG(folder));
    }
    arena_free(&arena);
}

// --- Space and company -----------------------------------------------------------------------------

// Incompressible and of its own for each number.
static Str bulk(Arena *arena, uint32_t number) {
    enum { BULK = 100000 };
    char *bytes = arena_array(arena, char, BULK);
    memset(bytes, (int)number, BULK);
    memcpy(bytes, &number, sizeof number);
    return (Str){bytes, BULK};
}

static bool has_bulk(Place *p, Store *store, uint32_t number) {
    Str found;
    StoreKey key = store_key(store, bulk(&p->arena, number));
    return store_get_text(store_reader(store), key, STR("bulk"), &p->arena, &found);
}

Test(store, the_least_recently_used_makes_room) {
    enum { LIMIT = 2000000, ENTRIES = 60 };
    Place p;
    place_open(&p);
    StoreOptions options = {.folder = place_path(&p, "stayorgo"), .limit_bytes = LIMIT};
    Store *store = store_open(&options, &p.arena);
    for (uint32_t i = 0; i < ENTRIES; i++) {
        store->day = 100 + i; // an entry a day
        Str text = bulk(&p.arena, i);
        store_put_text(store, store_key(store, text), STR("bulk"), text);
        if (i == 5 || i == 50) {
            cr_assert(has_bulk(&p, store, 0)); // the first one is in use
            store_close(store);
            store = store_open(&options, &p.arena);
        }
    }
    store_close(store);
    store = store_open(&options, &p.arena);
    struct stat st;
    cr_assert_eq(stat(database(&p), &st), 0);
    cr_assert(has_bulk(&p, store, ENTRIES - 1));
    cr_assert(has_bulk(&p, store, 0));
    cr_assert(!has_bulk(&p, store, 1));
    uint32_t kept = 0;
    for (uint32_t i = 0; i < ENTRIES; i++)
        kept += has_bulk(&p, store, i);
    cr_assert_leq(kept * 100000, LIMIT);
    cr_assert_geq(kept * 100000, LIMIT / 2);
    store_close(store);
    place_close(&p);
}

Test(store, another_run_that_holds_it_costs_only_what_would_be_kept) {
    Place p;
    place_open(&p);
    put_one(&p, "x", "text");
    sqlite3 *db;
    cr_assert_eq(sqlite3_open(database(&p), &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    cr_assert_str_eq(get_one(&p, "x"), "text", "a writer lets others read");
    Store *store = open_good(&p);
    store_put_text(store, store_key(store, STR("y")), STR("lines"), STR("lost"));
    store_close(store);
    cr_assert_gt(store_trouble(store).len, 0);
    sqlite3_exec(db, "COMMIT; BEGIN EXCLUSIVE", NULL, NULL, NULL);
    expect_closed(&p, "held by another");
    sqlite3_close(db);
    cr_assert_null(get_one(&p, "y"));
    cr_assert_str_eq(get_one(&p, "x"), "text");
    place_close(&p);
}

Test(store, runs_side_by_side) {
    enum { RUNS = 6, EACH = 40 };
    Place p;
    place_open(&p);
    for (uint32_t run = 0; run < RUNS; run++) {
        if (fork() != 0) continue;
        Store *store = open_store(&p);
        for (uint32_t i = 0; i < EACH; i++) {
            Str text = bulk(&p.arena, run * EACH / 2 + i); // half of them shared with the next
            StoreKey key = store_key(store, text);
            Str found;
            bool has = store_get_text(store_reader(store), key, STR("bulk"), &p.arena, &found);
            if (has && !str_eq(found, text)) _exit(1);
            store_put_text(store, key, STR("bulk"), text);
        }
        store_close(store);
        _exit(0);
    }
    int status;
    for (uint32_t run = 0; run < RUNS; run++) {
        cr_assert_gt(wait(&status), 0);
        cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    Store *store = open_good(&p);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < RUNS * EACH; i++)
        kept += has_bulk(&p, store, i);
    cr_assert_geq(kept, EACH, "at least one of them could write");
    store_close(store);
    place_close(&p);
}
