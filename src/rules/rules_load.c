// SPDX-License-Identifier: MIT
// Reads a folder of rule files into one checked rule set.
//
//   rules/names.json matrix.json facts/*.json frameworks/*.json signals/*.json profile.json
//   effort.json advice.json findings/*.json   ->   Rules
//
// How: in this order, folders by the names of their files, so that everything an entry refers to is
// known when it is read and the result depends on nothing but the files. A JSON file that is in no
// known place is an error: its author believes that it counts. Used by rulesgen at build time and
// for --rules DIR at run time; the built-in set is never parsed at start.
// When all mistakes are wanted, a wrong entry is left out, and what refers to it is not blamed.
// Limits: RULES_FILE_MAX bytes a file. A folder is a whole set, it is not merged with the built-in
// one. A file that is no JSON ends the search for mistakes after its folder: what it says is not
// known.
#include <stdlib.h>

#include "rules/rules_reader.h"

#include "base/fs.h"

#include "base/banned.h"

typedef bool (*ReadFile)(RulesReader *reader, JsonAt top, Str stem, Error *err);

// One place where rule files stand, in reading order.
typedef struct Place {
    const char *name;
    bool is_folder;
    ReadFile read;
    bool is_optional; // a set of rules may do without the folder
} Place;

static const Place PLACES[] = {
    {"names.json", false, rules_world_names, false},
    {"matrix.json", false, rules_world_matrix, false},
    {"facts", true, rules_entry_facts, false},
    {"frameworks", true, rules_entry_framework, false},
    {"signals", true, rules_signal_file, false},
    {"profile.json", false, rules_profile_file, false},
    {"effort.json", false, rules_effort_file, false},
    {"advice.json", false, rules_advice_file, false},
    {"findings", true, rules_finding_file, true},
};

typedef struct Loader {
    RulesReader reader;
    const FsRoot *root; // what `dir` lies in, without links on the way; NULL: wherever it is
    Str dir;
    FsEntryVec entries; // of the folder
    Buf digests;        // path and digest of every file read
    bool is_cut;        // a file could not be read, so references into it are not known
} Loader;

static bool told(Str path, FsStatus status, Error *err) {
    return status == FS_OK ||
           error_set(err, ERROR_INPUT, STR_FMT ": %s", STR_ARG(path), fs_status_text(status));
}

static bool read_text(const Loader *loader, Str path, Arena *arena, Str *out, Error *err) {
    uint64_t size;
    if (!loader->root) return fs_read_user_regular(path, RULES_FILE_MAX, arena, out, err);
    return told(path, fs_read(loader->root, path, RULES_FILE_MAX, arena, out, &size), err);
}

static bool list(const Loader *loader, Str path, Arena *arena, FsEntryVec *out, Error *err) {
    if (!loader->root) return fs_list_user_dir(path, arena, out, err);
    return told(path, fs_list(loader->root, path, arena, out), err);
}

static bool read_file(Loader *loader, ReadFile read, Str name, Error *err) {
    Arena *arena = loader->reader.arena;
    Arena scratch = {0};
    Str path = str_fmt(arena, STR_FMT "/" STR_FMT, STR_ARG(loader->dir), STR_ARG(name)), text;
    JsonDoc doc;
    bool ok = read_text(loader, path, &scratch, &text, err) && jsonio_parse(text, path, &doc, err);
    loader->is_cut = loader->is_cut || !ok;
    if (ok) {
        uint32_t start = str_rfind(name, '/') + 1; // NONE + 1 is 0
        Str stem = str_sub(name, start, name.len - STR(".json").len);
        buf_fmt(&loader->digests, STR_FMT " %016llx\n", STR_ARG(name),
                (unsigned long long)str_hash(text));
        ok = read(&loader->reader, jsonio_root(&doc), stem, err);
        jsonio_free(&doc);
    }
    arena_free(&scratch);
    return ok || rules_value_go_on(&loader->reader, err);
}

static bool has_folder(const Loader *loader, const char *name) {
    for (uint32_t i = 0; i < loader->entries.len; i++)
        if (str_eq(loader->entries.items[i].name, str_from_c(name))) return true;
    return false;
}

static bool read_folder(Loader *loader, const Place *place, Error *err) {
    Arena *arena = loader->reader.arena;
    if (place->is_optional && !has_folder(loader, place->name)) return true;
    Str folder = str_fmt(arena, STR_FMT "/%s", STR_ARG(loader->dir), place->name);
    FsEntryVec entries = {0};
    if (!list(loader, folder, arena, &entries, err)) {
        loader->is_cut = true;
        return rules_value_go_on(&loader->reader, err);
    }
    for (uint32_t i = 0; i < entries.len; i++) {
        Str name = entries.items[i].name;
        if (!str_ends(name, STR(".json")) || str_starts(name, STR("."))) continue;
        Str path = str_fmt(arena, "%s/" STR_FMT, place->name, STR_ARG(name));
        if (!read_file(loader, place->read, path, err)) return false;
    }
    return true;
}

static bool is_place(Str name) {
    for (uint32_t i = 0; i < ARRAY_LEN(PLACES); i++)
        if (str_eq(name, str_from_c(PLACES[i].name))) return true;
    return false;
}

static bool check_places(Loader *loader, Error *err) {
    FsEntryVec *entries = &loader->entries;
    if (!list(loader, loader->dir, loader->reader.arena, entries, err)) return false;
    for (uint32_t i = 0; i < entries->len; i++) {
        Str name = entries->items[i].name;
        if (!str_ends(name, STR(".json")) || is_place(name)) continue;
        (void)error_set(err, ERROR_RULES,
                        STR_FMT "/" STR_FMT ": not a rule file; expected names.json, matrix.json, "
                                "profile.json, effort.json, advice.json, facts/, frameworks/, "
                                "signals/ and findings/",
                        STR_ARG(loader->dir), STR_ARG(name));
        if (!rules_value_go_on(&loader->reader, err)) return false;
    }
    return true;
}

// --- Sorted tables -------------------------------------------------------------------------------

static int by_alias(const void *a, const void *b) {
    return str_cmp(((const KnownAlias *)a)->from, ((const KnownAlias *)b)->from);
}

static int by_class(const void *a, const void *b) {
    return str_cmp(((const KnownClass *)a)->name, ((const KnownClass *)b)->name);
}

static int by_text(const void *a, const void *b) {
    return str_cmp(*(const Str *)a, *(const Str *)b);
}

static int by_number(const void *a, const void *b) {
    return str_cmp(((const NamedNumber *)a)->name, ((const NamedNumber *)b)->name);
}

static int by_finding(const void *a, const void *b) {
    return str_cmp(((const FindingRule *)a)->id, ((const FindingRule *)b)->id);
}

static void sort(void *items, uint32_t len, size_t size,
                 int (*compare)(const void *, const void *)) {
    if (len > 1) qsort(items, len, size, compare);
}

static Rules finish(Loader *loader) {
    RulesReader *r = &loader->reader;
    sort(r->aliases.items, r->aliases.len, sizeof(KnownAlias), by_alias);
    sort(r->classes.items, r->classes.len, sizeof(KnownClass), by_class);
    sort(r->generic.items, r->generic.len, sizeof(Str), by_text);
    sort(r->numbers.items, r->numbers.len, sizeof(NamedNumber), by_number);
    sort(r->findings.items, r->findings.len, sizeof(FindingRule), by_finding);
    uint64_t digest = str_hash(buf_str(&loader->digests));
    return (Rules){
        .digest = str_fmt(r->arena, "%016llx", (unsigned long long)digest),
        .names = {.aliases = r->aliases.items,
                  .alias_count = r->aliases.len,
                  .classes = r->classes.items,
                  .class_count = r->classes.len,
                  .generic = r->generic.items,
                  .generic_count = r->generic.len},
        .facts = r->facts.items,
        .fact_count = r->facts.len,
        .signals = r->signals.items,
        .signal_count = r->signals.len,
        .profile = r->profile.items,
        .profile_count = r->profile.len,
        .efforts = r->efforts.items,
        .effort_count = r->efforts.len,
        .scale = r->scale,
        .advice = r->advice.items,
        .advice_count = r->advice.len,
        .findings = r->findings.items,
        .finding_count = r->findings.len,
        .frameworks = r->frameworks.items,
        .framework_count = r->frameworks.len,
        .criteria = r->criteria.items,
        .criterion_count = r->criteria.len,
        .numbers = r->numbers.items,
        .number_count = r->numbers.len,
    };
}

static bool load(Loader *loader, Arena *arena, Rules *out, Error *err) {
    RulesReader *r = &loader->reader;
    r->arena = arena;
    r->strings = intern_new(arena);
    loader->digests = buf_new(arena);
    Map *maps[] = {&r->criterion_ids, &r->fact_ids,    &r->framework_ids,
                   &r->signal_ids,    &r->class_facts, &r->class_in_ids,
                   &r->effort_ids,    &r->advice_ids,  &r->finding_ids};
    for (uint32_t i = 0; i < ARRAY_LEN(maps); i++)
        *maps[i] = map_new(arena, 0);
    if (!check_places(loader, err)) return false;
    for (uint32_t i = 0; i < ARRAY_LEN(PLACES) && !loader->is_cut; i++) {
        const Place *place = &PLACES[i];
        bool ok = place->is_folder ? read_folder(loader, place, err)
                                   : read_file(loader, place->read, str_from_c(place->name), err);
        if (!ok) return false;
    }
    *out = finish(loader);
    return true;
}

bool rules_load_all(Str dir, Arena *arena, Rules *out, RuleFaultVec *faults, Error *err) {
    Loader loader = {.reader = {.faults = faults}, .dir = dir};
    return load(&loader, arena, out, err);
}

bool rules_load_dir(Str dir, Arena *arena, Rules *out, Error *err) {
    return rules_load_all(dir, arena, out, NULL, err);
}

bool rules_load_under(const FsRoot *root, Str dir, Arena *arena, Rules *out, Error *err) {
    Loader loader = {.root = root, .dir = dir};
    return load(&loader, arena, out, err);
}
