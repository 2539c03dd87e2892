// SPDX-License-Identifier: MIT
// The patterns of all rules, turned round: from a name to the clauses that want it.
//
//   {"call": ["requests.*", "open"]}   ->   tables[CALL].subtree["requests"],
//                                           tables[CALL].exact["open"]
//
// How: a file has tens of thousands of names, the rules have thousands of patterns; looking a name
// up costs one hash for each of its segments, whatever the number of rules, and the table of first
// segments ends most look-ups after one. Globs cannot be looked up and are tried one by one, but only
// those all of whose letters the name has: of a hundred that leaves one or two.
//
// Limits: built once a run in well under a millisecond; it is not part of the compiled rules.
#include "match/matcher.h"

#include "base/banned.h"

static bool is_glob_kind(PredicateKind kind) {
    return kind == PREDICATE_FILE || kind == PREDICATE_COMMAND || kind == PREDICATE_CLASSIFIER ||
           kind == PREDICATE_DEFINITION || kind == PREDICATE_ROUTE_STRING ||
           kind == PREDICATE_RESOURCE || kind == PREDICATE_STRING;
}

static bool has_wildcard(Str pattern) {
    for (uint32_t i = 0; i < pattern.len; i++) {
        char c = pattern.ptr[i];
        if (c == '*' || c == '?' || c == '[' || c == '\\') return true;
    }
    return false;
}

static void enter(MatchIndex *index, Map *map, uint32_t use) {
    uint32_t *first = map_slot(map, index->uses.items[use].stem, NONE);
    index->uses.items[use].next = *first;
    *first = use;
}

static void add_pattern(MatchIndex *index, Arena *arena, MatchUse use, Str pattern) {
    PredicateKind kind = use.clause->kind;
    MatchTable *table = &index->tables[kind];
    bool is_subtree = !is_glob_kind(kind) && str_ends(pattern, STR(".*"));
    use.stem = is_subtree ? str_sub(pattern, 0, pattern.len - 2) : pattern;
    uint32_t number = index->uses.len;
    vec_push(arena, &index->uses, use);
    // The name of a definition is mostly given whole; a path glob without '/' means the last
    // segment.
    if (is_glob_kind(kind) && (kind != PREDICATE_DEFINITION || has_wildcard(pattern))) {
        MatchGlob glob = {number, str_glob_letters(pattern)};
        vec_push(arena, &table->globs, glob);
        return;
    }
    enter(index, is_subtree ? &table->subtree : &table->exact, number);
    Str head, rest;
    str_cut(use.stem, '.', &head, &rest);
    map_set(&table->heads, head, 1);
    if (kind == PREDICATE_SETTING_VALUE) {
        str_cut(pattern, '=', &head, &rest);
        map_set(&index->setting_keys, head, 1);
    }
}

static void add_clauses(MatchIndex *index, Arena *arena, const Clause *clauses, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        MatchUse use = {.clause = &clauses[i], .entry = index->entry_count, .next = NONE};
        for (uint32_t n = 0; n < clauses[i].name_count; n++)
            add_pattern(index, arena, use, clauses[i].names[n]);
        if (clauses[i].target_glob.len > 0)
            vec_push(arena, &index->target_globs, clauses[i].target_glob);
        if (clauses[i].class_in.len > 0)
            map_slot(&index->class_facts, clauses[i].class_in, index->class_facts.len);
        if (clauses[i].not_class_in.len > 0)
            map_slot(&index->class_facts, clauses[i].not_class_in, index->class_facts.len);
    }
    index->entry_count++;
}

// A fact that a class_in names marks the classes that it finds, and so do the facts it takes over.
static void assign_class_bits(MatchIndex *index, Arena *arena) {
    const Rules *rules = index->rules;
    index->class_bits = arena_array(arena, uint64_t, index->entry_count);
    Map facts = map_new(arena, rules->fact_count);
    for (uint32_t i = 0; i < rules->fact_count; i++)
        map_set(&facts, rules->facts[i].id, i);
    for (uint32_t i = rules->fact_count; i-- > 0;) { // references go backwards
        const FactRule *fact = &rules->facts[i];
        uint32_t bit, referred;
        if (map_get(&index->class_facts, fact->id, &bit))
            index->class_bits[i] |= UINT64_C(1) << bit;
        for (uint32_t c = 0; c < fact->clause_count; c++) {
            const Clause *clause = &fact->clauses[c];
            for (uint32_t n = 0; clause->kind == PREDICATE_FACT && n < clause->name_count; n++)
                if (map_get(&facts, clause->names[n], &referred))
                    index->class_bits[referred] |= index->class_bits[i];
        }
    }
}

void match_index_build(const Rules *rules, Arena *arena, MatchIndex *out) {
    *out = (MatchIndex){
        .rules = rules, .class_facts = map_new(arena, 0), .setting_keys = map_new(arena, 0)};
    for (uint32_t kind = 0; kind < PREDICATE_COUNT; kind++) {
        MatchTable *table = &out->tables[kind];
        table->exact = map_new(arena, 0);
        table->subtree = map_new(arena, 0);
        table->heads = map_new(arena, 0);
    }
    for (uint32_t i = 0; i < rules->fact_count; i++)
        add_clauses(out, arena, rules->facts[i].clauses, rules->facts[i].clause_count);
    for (uint32_t i = 0; i < rules->signal_count; i++)
        add_clauses(out, arena, rules->signals[i].clauses, rules->signals[i].clause_count);
    for (uint32_t i = 0; i < rules->framework_count; i++) {
        const FrameworkRule *f = &rules->frameworks[i];
        add_clauses(out, arena, f->spread, f->spread_count);
        add_clauses(out, arena, f->entry, f->entry_count);
        add_clauses(out, arena, f->declared, f->declared_count);
        add_clauses(out, arena, f->plugin, f->plugin_count);
        add_clauses(out, arena, f->routes, f->route_count);
    }
    for (uint32_t i = 0; i < rules->finding_count; i++)
        add_clauses(out, arena, rules->findings[i].clauses, rules->findings[i].clause_count);
    assign_class_bits(out, arena);
}
