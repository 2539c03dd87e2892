// SPDX-License-Identifier: MIT
// From a candidate to the hits it gives: look its name up, test the options all predicates share.
//
//   candidate "requests.sessions.get"  ->  uses of exact "requests.sessions.get", and of the subtrees
//                                          "requests", "requests.sessions", "requests.sessions.get"
//
// How: see match_index.c. A place that several patterns of one entry want is kept several times
// here; match_merge.c drops all but one.
#include "match/matcher.h"

#include "base/banned.h"

// Code of a plain function. A lambda in an async one is neither: it is mostly handed to a thread.
static bool is_in_sync(const FileFacts *facts, uint32_t scope) {
    if (scope == NONE || !facts_in_function(facts, scope)) return false;
    for (uint32_t s = scope; s != NONE; s = facts->scopes.items[s].parent)
        if (facts->scopes.items[s].kind == SCOPE_FUNCTION) return !facts->scopes.items[s].is_async;
    return true;
}

static bool is_within(const Matcher *m, Within within, uint32_t scope) {
    switch (within) {
    case WITHIN_ANY: return true;
    case WITHIN_ASYNC: return scope != NONE && facts_in_async(m->facts, scope);
    case WITHIN_SYNC: return is_in_sync(m->facts, scope);
    case WITHIN_FUNCTION: return scope != NONE && facts_in_function(m->facts, scope);
    case WITHIN_MODULE: return scope != NONE && !facts_in_function(m->facts, scope);
    }
    BUG("unknown Within");
}

static bool is_inside(const Matcher *m, Str globs, uint32_t scope) {
    for (uint32_t s = scope; s != NONE; s = m->facts->scopes.items[s].parent) {
        const Scope *around = &m->facts->scopes.items[s];
        if (around->kind == SCOPE_FUNCTION &&
            str_wildcard_any(globs, m->facts->functions.items[around->def].name))
            return true;
    }
    return false;
}

static bool clause_applies(const Matcher *m, const Clause *clause, const Candidate *c) {
    const SourceFile *file = &m->program->source->files.items[m->source_file];
    if (!(clause->roles & ROLE_BIT(file->role))) return false;
    if (clause->no_tests && m->is_below_tests) return false;
    if (clause->not_in.len > 0 && str_wildcard_any(clause->not_in, file->path)) return false;
    if (clause->not_family && m->program_file != NONE && m->families[m->program_file]) return false;
    if (clause->not_inside.len > 0 && is_inside(m, clause->not_inside, c->scope)) return false;
    return is_within(m, clause->within, c->scope);
}

static void try_use(Matcher *m, uint32_t use_number, const Candidate *c, MatchAccept accept) {
    const MatchUse *use = &m->index->uses.items[use_number];
    if (clause_applies(m, use->clause, c)) accept(m, use, c);
}

static void try_stem(Matcher *m, const Map *map, Str stem, const Candidate *c, MatchAccept accept) {
    uint32_t use = NONE;
    map_get(map, stem, &use);
    for (; use != NONE; use = m->index->uses.items[use].next)
        try_use(m, use, c, accept);
}

static void try_globs(Matcher *m, PredicateKind kind, const Candidate *c, MatchAccept accept) {
    const MatchTable *table = &m->index->tables[kind];
    if (table->globs.len == 0) return;
    uint64_t letters = str_letters(c->name);
    for (uint32_t i = 0; i < table->globs.len; i++) {
        const MatchGlob *at = &table->globs.items[i];
        if (at->letters & ~letters) continue;
        Str glob = m->index->uses.items[at->use].stem;
        bool fits = kind == PREDICATE_FILE ? str_glob(glob, c->name) : str_wildcard(glob, c->name);
        if (fits) try_use(m, at->use, c, accept);
    }
}

void match_find(Matcher *m, PredicateKind kind, const Candidate *c, MatchAccept accept) {
    const MatchTable *table = &m->index->tables[kind];
    try_globs(m, kind, c, accept);
    if (str_starts(c->name, STR("?"))) { // unresolved: for any reason, or for this one
        try_stem(m, &table->exact, STR("?"), c, accept);
        try_stem(m, &table->exact, c->name, c, accept);
        return;
    }
    Str head, rest;
    bool has_more = str_cut(c->name, '.', &head, &rest);
    if (!map_has(&table->heads, head)) return;
    try_stem(m, &table->exact, c->name, c, accept);
    for (Str stem = head; table->subtree.len > 0;) {
        try_stem(m, &table->subtree, stem, c, accept);
        if (!has_more) break;
        Str part;
        has_more = str_cut(rest, '.', &part, &rest);
        stem = str_sub(c->name, 0, stem.len + 1 + part.len);
    }
}

void match_keep(Matcher *m, const MatchUse *use, const Candidate *c) {
    RawHit hit = {.entry = use->entry,
                  .file = m->source_file,
                  .pos = c->pos,
                  .part = c->part,
                  .detail = c->detail,
                  .stem = use->stem,
                  .clause = use->clause,
                  .program_file = m->program_file,
                  .scope = c->scope,
                  .item = c->item};
    vec_push(m->arena, &m->hits, hit);
}

bool match_is_below_tests(Str path) {
    Str part, rest = path;
    while (str_cut(rest, '/', &part, &rest)) // the last part is the file's name
        if (str_eq(part, STR("tests")) || str_eq(part, STR("test")) ||
            str_eq(part, STR("migrations")))
            return true;
    return false;
}
