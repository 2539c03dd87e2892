// SPDX-License-Identifier: MIT
// The user's cache: opened for a run, looked at, emptied.
//
//     run_cache_open(false, &arena)      ─►  the cache in $XDG_CACHE_HOME/stayorgo or ~/.cache/stayorgo
//     run_cache_clear(&err)              ─►  nothing is kept any more
//
// What a cache does is in src/store; here is where it lies and how large it may grow.
// Limits: the place and the size are not to be chosen otherwise than by XDG_CACHE_HOME.
#include "run.h"
#include "store/store.h"

#include "base/banned.h"

RunCache *run_cache_open(bool is_off, Arena *arena) {
    StoreOptions options = {
        .is_off = is_off,
        .folder = store_default_folder(arena),
        .limit_bytes = STORE_LIMIT_BYTES,
    };
    return store_open(&options, arena);
}

Str run_cache_trouble(const RunCache *cache) {
    return store_trouble(cache);
}

void run_cache_close(RunCache *cache) {
    store_close(cache);
}

Str run_cache_folder(Arena *arena) {
    return store_default_folder(arena);
}

static Store *open_existing(Arena *arena, Error *err) {
    StoreOptions options = {
        .must_exist = true,
        .folder = store_default_folder(arena),
        .limit_bytes = STORE_LIMIT_BYTES,
    };
    Store *store = store_open(&options, arena);
    Str trouble = store_trouble(store);
    if (trouble.len == 0) return store;
    (void)error_set(err, ERROR_INPUT, "the cache cannot be used: " STR_FMT, STR_ARG(trouble));
    store_close(store);
    return NULL;
}

bool run_cache_stats(RunCacheStats *out, Error *err) {
    Arena arena = {0};
    Store *store = open_existing(&arena, err);
    if (store) {
        StoreStats stats;
        store_stats(store, &stats);
        *out =
            (RunCacheStats){stats.bytes, stats.limit_bytes, stats.facts, stats.trees, stats.texts};
        store_close(store);
    }
    arena_free(&arena);
    return store != NULL;
}

bool run_cache_clear(Error *err) {
    Arena arena = {0};
    Store *store = open_existing(&arena, err);
    bool ok = store &&
              (!store_is_open(store) || store_clear(store) ||
               error_set(err, ERROR_OUTPUT, "the cache cannot be cleared: another run holds it"));
    if (store) store_close(store);
    arena_free(&arena);
    return ok;
}
