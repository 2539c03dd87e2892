// SPDX-License-Identifier: MIT
// stayorgo cache: what earlier runs left behind, and how to be rid of it.
//
//     stayorgo cache stats      where it is, how large, what is in it
//     stayorgo cache clear      empties it; a run that is at it costs an error, not the cache
//     stayorgo cache dir        only where it is, for scripts
//
// Adding a verb: a function and a row in VERBS.
// Limits: what answers take is not told from what facts take; a cache that is not there is empty.
#include "cli/session.h"

#include "base/banned.h"

typedef struct Verb {
    const char *name;
    bool (*run)(Buf *out, Error *err);
} Verb;

static bool dir(Buf *out, Error *err) {
    Str folder = run_cache_folder(out->arena);
    if (folder.len == 0)
        return error_set(
            err, ERROR_INPUT,
            "there is no place for a cache: set XDG_CACHE_HOME or HOME to a full path");
    buf_safe(out, folder);
    buf_char(out, '\n');
    return true;
}

static void count(Buf *out, uint64_t n, const char *one, const char *many) {
    buf_count(out, n);
    buf_fmt(out, " %s", n == 1 ? one : many);
}

static bool stats(Buf *out, Error *err) {
    RunCacheStats found;
    if (!dir(out, err) || !run_cache_stats(&found, err)) return false;
    buf_count(out, (found.bytes + 999999) / 1000000);
    buf_c(out, " MB of at most ");
    buf_count(out, found.limit_bytes / 1000000);
    buf_c(out, " MB: facts of ");
    count(out, found.files, "file", "files");
    buf_c(out, ", the state of ");
    count(out, found.folders, "folder", "folders");
    buf_c(out, ", ");
    count(out, found.answers, "text of an answer", "texts of answers");
    buf_char(out, '\n');
    return true;
}

static bool clear(Buf *out, Error *err) {
    (void)out;
    return run_cache_clear(err);
}

static const Verb VERBS[] = {{"stats", stats}, {"clear", clear}, {"dir", dir}};

bool cmd_cache(const Options *options, Outcome *outcome, Error *err) {
    Str name = options->paths.len == 1 ? options->paths.items[0] : (Str){0};
    for (uint32_t i = 0; i < ARRAY_LEN(VERBS); i++) {
        if (!str_eq(name, str_from_c(VERBS[i].name))) continue;
        Buf out = buf_new(outcome->arena);
        return VERBS[i].run(&out, err) && session_write((Str){0}, buf_str(&out), outcome, err);
    }
    return error_set(err, ERROR_USAGE,
                     "expected \"cache stats\", \"cache clear\" or \"cache dir\"");
}
