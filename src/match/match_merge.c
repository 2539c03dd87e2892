// SPDX-License-Identifier: MIT
// From the raw hits of all files to counts and sorted lists, entry by entry.
//
//   raw: (entry 7, a.py:3), (entry 7, a.py:3), (entry 7, b.py:1)   ->   facts[7]: 2 hits
//
// How: a counting sort by entry keeps the order of the files; then each entry is sorted by place
// and of several hits at one place the one with the longest pattern stays. Entries are finished in
// order, so a `fact` clause finds the hits of the facts it takes over ready, and a condition the
// counts it asks for.
// Limits: none of its own; memory is proportional to the hits.
#include <stdlib.h>

#include "match/matcher.h"
#include "model/endpoint.h"

#include "base/banned.h"

typedef struct Merge {
    const ProjectMatches *project; // only hits in its files; NULL: all
    const Program *program;
    const MatchIndex *index;
    Arena *arena;      // of the result
    Arena scratch;     // of everything here
    HitSlot *raw;      // by entry, as collected
    HitSlot *finished; // by fact: sorted, without doubles
    const CallGraph *calls;
    uint32_t threads;
    const bool **reached[2]; // by fact: reach_walk from its hits and to them, NULL until wanted
    Map facts;               // id → index
    Map counts;              // id of a fact, syntax fact or signal → count
} Merge;

// --- Sorting -------------------------------------------------------------------------------------

static int compare_uint(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

static int compare_place(const RawHit *a, const RawHit *b) {
    int order = compare_uint(a->file, b->file);
    if (order == 0) order = compare_uint(a->pos.row, b->pos.row);
    if (order == 0) order = compare_uint(a->pos.col, b->pos.col);
    if (order == 0) order = compare_uint(a->part, b->part);
    return order;
}

static int compare_hit(const void *first, const void *second) {
    const RawHit *a = first, *b = second;
    int order = compare_place(a, b);
    if (order == 0) order = compare_uint(b->stem.len, a->stem.len); // the longer one first
    if (order == 0) order = str_cmp(a->stem, b->stem);
    if (order == 0) order = str_cmp(a->detail, b->detail);
    return order;
}

// One predicate walks a file from above, so most lists are in order as they come.
static bool is_sorted(const RawHitVec *hits) {
    for (uint32_t i = 1; i < hits->len; i++)
        if (compare_hit(&hits->items[i - 1], &hits->items[i]) > 0) return false;
    return true;
}

static uint32_t drop_doubles(RawHit *hits, uint32_t len) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < len; i++)
        if (kept == 0 || compare_place(&hits[kept - 1], &hits[i]) != 0) hits[kept++] = hits[i];
    return kept;
}

static bool is_inside(const Merge *merge, uint32_t file) {
    return merge->project == NULL || merge->project->owner[file] == merge->project->index;
}

// Distributes the hits of all files to their entries.
static void collect(Merge *merge, const HitSlot *slots, uint32_t slot_count) {
    uint32_t entries = merge->index->entry_count;
    uint32_t *lens = arena_array(&merge->scratch, uint32_t, entries);
    for (uint32_t s = 0; s < slot_count; s++)
        for (uint32_t i = 0; i < slots[s].len; i++)
            lens[slots[s].items[i].entry] += is_inside(merge, slots[s].items[i].file);
    RawHit **lists = arena_array(&merge->scratch, RawHit *, entries);
    merge->raw = arena_array(&merge->scratch, HitSlot, entries);
    for (uint32_t e = 0; e < entries; e++) {
        lists[e] = arena_array(&merge->scratch, RawHit, lens[e]);
        merge->raw[e] = (HitSlot){.items = lists[e], .len = lens[e]};
    }
    for (uint32_t s = 0; s < slot_count; s++)
        for (uint32_t i = 0; i < slots[s].len; i++)
            if (is_inside(merge, slots[s].items[i].file))
                *lists[slots[s].items[i].entry]++ = slots[s].items[i];
}

// --- One entry -----------------------------------------------------------------------------------

static const bool *walk_from_fact(Merge *merge, Str id, bool is_backward) {
    uint32_t fact = NONE;
    map_get(&merge->facts, id, &fact);
    assert(fact != NONE);
    const bool **known = &merge->reached[is_backward][fact];
    if (!*known)
        *known = reach_walk(merge->calls, merge->finished[fact], is_backward, &merge->scratch);
    return *known;
}

// Whether calls lead where the clause wants them to.
static bool fits_reach(Merge *merge, const Clause *clause, const RawHit *hit) {
    for (uint32_t i = 0; i < REACH_COUNT; i++) {
        if (clause->reach[i].len == 0) continue;
        bool is_backward = i == REACHES || i == NOT_REACHES;
        bool is_negated = i == NOT_REACHED_FROM || i == NOT_REACHES;
        const bool *is_reached = walk_from_fact(merge, clause->reach[i], is_backward);
        if (reach_holds(merge->calls, is_reached, hit) == is_negated) return false;
    }
    return true;
}

static Str last_name(Str name) {
    return str_sub(name, str_rfind(name, '.') + 1, name.len); // NONE + 1 is 0
}

// Hits of a fact that a clause takes over, filtered by its options.
static void take_over(Merge *merge, const Clause *clause, Str id, RawHitVec *out) {
    const SourceFile *files = merge->program->source->files.items;
    uint32_t fact = NONE;
    map_get(&merge->facts, id, &fact);
    assert(fact != NONE);
    HitSlot hits = merge->finished[fact];
    for (uint32_t i = 0; i < hits.len; i++) {
        const SourceFile *file = &files[hits.items[i].file];
        bool fits = clause->roles & ROLE_BIT(file->role) &&
                    !(clause->not_in.len && str_wildcard_any(clause->not_in, file->path)) &&
                    !(clause->not_named.len &&
                      str_wildcard_any(clause->not_named, last_name(hits.items[i].detail))) &&
                    !(clause->no_tests && match_is_below_tests(file->path)) &&
                    fits_reach(merge, clause, &hits.items[i]);
        if (fits) vec_push(&merge->scratch, out, hits.items[i]);
    }
}

static HitSlot finish_hits(Merge *merge, uint32_t entry, const Clause *clauses, uint32_t count) {
    RawHitVec hits = {0};
    for (uint32_t i = 0; i < merge->raw[entry].len; i++) {
        const RawHit *hit = &merge->raw[entry].items[i];
        if (fits_reach(merge, hit->clause, hit)) vec_push(&merge->scratch, &hits, *hit);
    }
    for (uint32_t c = 0; c < count; c++)
        for (uint32_t n = 0; clauses[c].kind == PREDICATE_FACT && n < clauses[c].name_count; n++)
            take_over(merge, &clauses[c], clauses[c].names[n], &hits);
    if (!is_sorted(&hits)) qsort(hits.items, hits.len, sizeof(RawHit), compare_hit);
    return (HitSlot){.items = hits.items, .len = drop_doubles(hits.items, hits.len)};
}

static uint32_t expr_of(const Merge *merge, const RawHit *hit) {
    if (hit->program_file == NONE || hit->scope == NONE) return NONE;
    const FileFacts *facts = &merge->program->files[hit->program_file];
    if (hit->clause->kind == PREDICATE_CALL) return facts->calls.items[hit->item].expr;
    if (hit->clause->kind == PREDICATE_DECORATOR) return facts->decorators.items[hit->item].expr;
    return NONE;
}

static HitList publish(Merge *merge, HitSlot hits) {
    Hit *items = arena_array(merge->arena, Hit, hits.len);
    for (uint32_t i = 0; i < hits.len; i++) {
        const RawHit *raw = &hits.items[i];
        items[i] = (Hit){.file = raw->file,
                         .pos = raw->pos,
                         .detail = raw->detail,
                         .scope = raw->scope,
                         .expr = expr_of(merge, raw)};
    }
    return (HitList){items, hits.len};
}

// The scope that a hit is about: of the function it found, else the one it stands in.
static uint32_t scope_of(const FileFacts *facts, const RawHit *hit) {
    switch (hit->clause->kind) {
    case PREDICATE_BASE:
    case PREDICATE_FIELD: return NONE;
    case PREDICATE_DECORATOR: {
        const Decorator *decorator = &facts->decorators.items[hit->item];
        return decorator->on_class ? NONE : facts->functions.items[decorator->target].body;
    }
    case PREDICATE_DEFINITION: {
        if (hit->item >= facts->functions.len) return NONE;
        const Function *function = &facts->functions.items[hit->item];
        bool is_it = function->pos.row == hit->pos.row && function->pos.col == hit->pos.col;
        return is_it ? function->body : NONE;
    }
    default: return hit->scope;
    }
}

// The outermost function around a hit, as its scope; NONE if there is none.
static uint32_t outermost_function(const Merge *merge, const RawHit *hit) {
    if (hit->program_file == NONE) return NONE;
    const FileFacts *facts = &merge->program->files[hit->program_file];
    uint32_t found = NONE;
    for (uint32_t s = scope_of(facts, hit); s != NONE; s = facts->scopes.items[s].parent)
        if (facts->scopes.items[s].kind == SCOPE_FUNCTION) found = s;
    return found;
}

static uint32_t count_functions(Merge *merge, HitSlot hits) {
    uint32_t count = 0;
    Map seen = map_new(&merge->scratch, 0);
    for (uint32_t i = 0; i < hits.len; i++) {
        if (i > 0 && hits.items[i].file != hits.items[i - 1].file)
            seen = map_new(&merge->scratch, 0);
        uint32_t function = outermost_function(merge, &hits.items[i]);
        Str key = str_fmt(&merge->scratch, "%u", function);
        if (function != NONE && map_has(&seen, key)) continue;
        map_set(&seen, key, 1);
        count++;
    }
    return count;
}

static uint32_t count_hits(Merge *merge, HitSlot hits, CountBy by) {
    if (by == COUNT_EACH) return hits.len;
    if (by == COUNT_FUNCTIONS) return count_functions(merge, hits);
    uint32_t files = 0;
    Map names = map_new(&merge->scratch, 0);
    for (uint32_t i = 0; i < hits.len; i++) {
        files += i == 0 || hits.items[i].file != hits.items[i - 1].file;
        if (by == COUNT_NAMES) map_set(&names, hits.items[i].detail, 1);
        if (by == COUNT_LAST_NAMES) map_set(&names, last_name(hits.items[i].detail), 1);
    }
    return by == COUNT_FILES ? files : names.len;
}

static Map count_modules(Merge *merge, HitSlot hits) {
    Map modules = map_new(merge->arena, 0);
    for (uint32_t i = 0; i < hits.len; i++)
        *map_slot(&modules, hits.items[i].stem, 0) += 1;
    return modules;
}

// --- The parts of Matches ------------------------------------------------------------------------

static void merge_syntax(Merge *merge, Matches *out) {
    const Program *program = merge->program;
    out->imports_top_level = map_new(merge->arena, 0);
    for (uint32_t f = 0; f < program->file_count; f++) {
        const FileFacts *facts = &program->files[f];
        if (!is_inside(merge, facts->file)) continue;
        for (uint32_t kind = 0; kind < FACT_COUNT; kind++)
            out->syntax[kind] += facts->counts[kind];
        for (uint32_t i = 0; i < facts->facts.len; i++) {
            if (facts->facts.items[i].kind != FACT_IMPORT_ABSOLUTE) continue;
            Str head, rest;
            str_cut(facts->facts.items[i].detail, '.', &head, &rest);
            *map_slot(&out->imports_top_level, head, 0) += 1;
        }
    }
    for (uint32_t kind = 0; kind < FACT_COUNT; kind++) {
        uint64_t count = out->syntax[kind] < UINT32_MAX ? out->syntax[kind] : UINT32_MAX;
        map_set(&merge->counts, str_from_c(facts_key((FactKind)kind)), (uint32_t)count);
    }
}

static void merge_facts(Merge *merge, Matches *out) {
    const Rules *rules = merge->index->rules;
    Match *facts = arena_array(merge->arena, Match, rules->fact_count);
    Map *modules = arena_array(merge->arena, Map, rules->fact_count);
    merge->finished = arena_array(&merge->scratch, HitSlot, rules->fact_count);
    for (uint32_t i = 0; i < ARRAY_LEN(merge->reached); i++)
        merge->reached[i] = arena_array(&merge->scratch, const bool *, rules->fact_count);
    for (uint32_t i = 0; i < rules->fact_count; i++) {
        const FactRule *rule = &rules->facts[i];
        HitSlot hits = finish_hits(merge, i, rule->clauses, rule->clause_count);
        merge->finished[i] = hits;
        facts[i] = (Match){count_hits(merge, hits, rule->count_by), publish(merge, hits)};
        if (rule->as_modules) modules[i] = count_modules(merge, hits);
        map_set(&merge->facts, rule->id, i);
        map_set(&merge->counts, rule->id, facts[i].count);
    }
    out->facts = facts;
    out->modules = modules;
}

static bool conditions_hold(const Merge *merge, const SignalRule *rule) {
    for (uint32_t i = 0; i < rule->when_count; i++) {
        uint32_t count = 0;
        map_get(&merge->counts, rule->when[i].fact, &count);
        if (count < rule->when[i].min || count > rule->when[i].max) return false;
    }
    return true;
}

static void merge_signals(Merge *merge, Matches *out) {
    const Rules *rules = merge->index->rules;
    Match *signals = arena_array(merge->arena, Match, rules->signal_count);
    for (uint32_t i = 0; i < rules->signal_count; i++) {
        const SignalRule *rule = &rules->signals[i];
        HitSlot hits = finish_hits(merge, rules->fact_count + i, rule->clauses, rule->clause_count);
        bool applies = conditions_hold(merge, rule);
        signals[i].count = applies ? count_hits(merge, hits, rule->count_by) : 0;
        signals[i].hits = publish(merge, hits);
        map_set(&merge->counts, rule->id, signals[i].count);
    }
    out->signals = signals;
}

// The first hit of each file.
static HitSlot one_a_file(Merge *merge, HitSlot hits) {
    RawHitVec kept = {0};
    for (uint32_t i = 0; i < hits.len; i++)
        if (i == 0 || hits.items[i].file != hits.items[i - 1].file)
            vec_push(&merge->scratch, &kept, hits.items[i]);
    return (HitSlot){.items = kept.items, .len = kept.len};
}

static void merge_frameworks(Merge *merge, Matches *out) {
    const Rules *rules = merge->index->rules;
    FrameworkMatch *frameworks = arena_array(merge->arena, FrameworkMatch, rules->framework_count);
    uint32_t entry = rules->fact_count + rules->signal_count;
    for (uint32_t i = 0; i < rules->framework_count; i++) {
        const FrameworkRule *f = &rules->frameworks[i];
        HitSlot spread = finish_hits(merge, entry++, f->spread, f->spread_count);
        HitSlot started = finish_hits(merge, entry++, f->entry, f->entry_count);
        HitSlot declared = finish_hits(merge, entry++, f->declared, f->declared_count);
        HitSlot plugin = finish_hits(merge, entry++, f->plugin, f->plugin_count);
        HitSlot routes = finish_hits(merge, entry++, f->routes, f->route_count);
        frameworks[i] = (FrameworkMatch){.spread = publish(merge, one_a_file(merge, spread)),
                                         .entry = publish(merge, started),
                                         .declared = publish(merge, declared),
                                         .plugin = publish(merge, plugin),
                                         .routes = publish(merge, routes)};
    }
    out->frameworks = frameworks;
}

static void merge_findings(Merge *merge, Matches *out) {
    const Rules *rules = merge->index->rules;
    HitList *findings = arena_array(merge->arena, HitList, rules->finding_count);
    uint32_t entry = merge->index->entry_count - rules->finding_count;
    for (uint32_t i = 0; i < rules->finding_count; i++) {
        const FindingRule *rule = &rules->findings[i];
        findings[i] =
            publish(merge, finish_hits(merge, entry + i, rule->clauses, rule->clause_count));
    }
    out->findings = findings;
}

static int compare_route_place(const Route *a, const Route *b) {
    int order = compare_uint(a->file, b->file);
    if (order == 0) order = compare_uint(a->pos.row, b->pos.row);
    if (order == 0) order = compare_uint(a->pos.col, b->pos.col);
    return order;
}

// A decorator is a call too; only as a decorator it says what it stands on.
static int compare_route(const void *first, const void *second) {
    const Route *a = first, *b = second;
    int order = compare_route_place(a, b);
    return order == 0 ? compare_uint(b->view.len, a->view.len) : order;
}

// Their text is in arenas that end with the run.
static void merge_routes(Merge *merge, const HitSlot *slots, uint32_t slot_count, Matches *out) {
    for (uint32_t s = 0; s < slot_count; s++)
        for (uint32_t i = 0; i < slots[s].route_count; i++)
            out->route_count += is_inside(merge, slots[s].routes[i].route.file);
    Route *routes = arena_array(merge->arena, Route, out->route_count), *next = routes;
    for (uint32_t s = 0; s < slot_count; s++) {
        for (uint32_t i = 0; i < slots[s].route_count; i++) {
            if (!is_inside(merge, slots[s].routes[i].route.file)) continue;
            *next = slots[s].routes[i].route;
            next->methods = str_copy(merge->arena, next->methods);
            next->view = str_copy(merge->arena, next->view);
            next++;
        }
    }
    if (out->route_count > 1) qsort(routes, out->route_count, sizeof(Route), compare_route);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->route_count; i++)
        if (kept == 0 || compare_route_place(&routes[kept - 1], &routes[i]) != 0)
            routes[kept++] = routes[i];
    out->routes = routes;
    out->route_count = kept;
}

// Of the whole only: calls lead from one deployable into another.
static void merge_ledger(Merge *merge, Matches *out) {
    HitSlot columns[ENDPOINT_COLUMNS_MAX];
    uint32_t facts[ENDPOINT_COLUMNS_MAX];
    uint32_t count = endpoint_columns(merge->index->rules, facts);
    for (uint32_t i = 0; i < count; i++)
        columns[i] = merge->finished[facts[i]];
    ledger_mark(merge->calls, columns, count, out->routes, out->route_count, merge->threads,
                merge->arena);
}

void match_merge(const MergeInput *in, const ProjectMatches *project, Arena *arena, Matches *out) {
    const HitSlot *slots = in->slots;
    uint32_t slot_count = in->slot_count;
    const MatchIndex *index = in->index;
    Merge merge = {.project = project,
                   .program = in->program,
                   .calls = in->calls,
                   .threads = in->threads,
                   .index = index,
                   .arena = arena};
    merge.facts = map_new(&merge.scratch, index->rules->fact_count);
    merge.counts = map_new(&merge.scratch, 0);
    *out = (Matches){0};
    collect(&merge, slots, slot_count);
    merge_syntax(&merge, out);
    merge_facts(&merge, out);
    merge_signals(&merge, out);
    merge_frameworks(&merge, out);
    merge_findings(&merge, out);
    merge_routes(&merge, slots, slot_count, out);
    if (!project) merge_ledger(&merge, out);
    arena_free(&merge.scratch);
}
