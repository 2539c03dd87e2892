// SPDX-License-Identifier: MIT
// Names that two signals of one claim both count, so that one place in the code speaks twice.
//
//   "auth.login": {"call": ["a.login"]},  "auth.views": {"call": ["a.*"]}
//   -> signals "auth.login" and "auth.views" of claim 3 both count: call a.login
//
// How: facts are opened down to their patterns; every pattern, and every wildcard above it, is
// looked up in one map. A pair is told only if it counts one thing twice: the same claim, side and
// options, the same kind on some framework, conditions that do not exclude each other.
// Limits: NAMES_SHOWN names a pair. Globs are equal or different; base classes of each other are
// different names. A clause with more options is a detail and not told. It is a remark, because
// what two signals see in one name may differ.
#include "base/buf.h"
#include "rules/rules_lint.h"

#include "base/banned.h"

enum { NAMES_SHOWN = 3 };

static const char *const PREDICATE_KEYS[] = {
#define PREDICATE(name, key, what) [PREDICATE_##name] = #key,
    PREDICATES(PREDICATE)
#undef PREDICATE
};

// A pattern as a signal asks for it: the clause that has it, narrowed by clauses that take it over.
typedef struct Leaf {
    const Clause *clause;
    Str name;
    uint32_t signal;
    uint32_t roles;
    Str reach[REACH_COUNT];
    uint32_t next; // leaf of the same key before this one, NONE at the end
} Leaf;
typedef VEC(Leaf) LeafVec;

typedef struct Pair {
    uint32_t first, second; // signals
    uint32_t claim;         // 0: they do not both count
    Str names[NAMES_SHOWN]; // "call a.login"
    uint32_t shown, count;
} Pair;

typedef struct Overlap {
    RulesLint *lint;
    LeafVec leaves;
    Map by_key; // "call a.login" to the newest leaf
    VEC(Pair) pairs;
    Map by_pair; // "3 17" to position in `pairs`
} Overlap;

// --- Leaves --------------------------------------------------------------------------------------

static Str key_of(Arena *arena, uint8_t kind, Str name) {
    return str_fmt(arena, "%s " STR_FMT, PREDICATE_KEYS[kind], STR_ARG(name));
}

static void add_leaf(Overlap *o, Leaf leaf) {
    Str key = key_of(o->lint->arena, leaf.clause->kind, leaf.name);
    leaf.next = NONE;
    (void)map_get(&o->by_key, key, &leaf.next);
    map_set(&o->by_key, key, o->leaves.len);
    vec_push(o->lint->arena, &o->leaves, leaf);
}

// The clauses of an entry, narrowed by the clause that takes it over.
static void push_clauses(Arena *arena, LeafVec *open, const Clause *clauses, uint32_t count,
                         const Leaf *above) {
    for (uint32_t i = count; i-- > 0;) {
        Leaf leaf = *above;
        leaf.clause = &clauses[i];
        leaf.roles &= clauses[i].roles;
        for (uint32_t r = 0; r < REACH_COUNT; r++)
            if (leaf.reach[r].len == 0) leaf.reach[r] = clauses[i].reach[r];
        vec_push(arena, open, leaf);
    }
}

// Facts refer backwards only, so this ends.
static void add_leaves(Overlap *o, uint32_t signal) {
    const SignalRule *rule = &o->lint->rules->signals[signal];
    Arena *arena = o->lint->arena;
    LeafVec open = {0};
    Leaf start = {.signal = signal, .roles = ROLES_ALL};
    push_clauses(arena, &open, rule->clauses, rule->clause_count, &start);
    while (open.len > 0) {
        Leaf leaf = open.items[--open.len];
        for (uint32_t n = 0; n < leaf.clause->name_count; n++) {
            uint32_t at;
            leaf.name = leaf.clause->names[n];
            if (leaf.clause->kind != PREDICATE_FACT)
                add_leaf(o, leaf);
            else if (map_get(&o->lint->facts, leaf.name, &at))
                push_clauses(arena, &open, o->lint->rules->facts[at].clauses,
                             o->lint->rules->facts[at].clause_count, &leaf);
        }
    }
}

// --- Whether two leaves ask for the same ---------------------------------------------------------

static bool same_attrs(const Clause *a, const Clause *b) {
    for (uint32_t i = 0; i < a->attr_count && i < b->attr_count; i++)
        if (a->attrs[i].negated != b->attrs[i].negated ||
            !str_eq(a->attrs[i].path, b->attrs[i].path) ||
            !str_eq(a->attrs[i].value, b->attrs[i].value))
            return false;
    return a->attr_count == b->attr_count;
}

// Options of which a narrower one is a detail worth a signal of its own.
static bool same_options(const Clause *a, const Clause *b) {
    const Str of_a[] = {a->class_in,       a->not_class_in, a->keyword,   a->keyword_value,
                        a->not_keyword,    a->first_arg,    a->argument,  a->target_glob,
                        a->version_below,  a->below,        a->not_named, a->not_in,
                        a->not_string_arg, a->parameter};
    const Str of_b[] = {b->class_in,       b->not_class_in, b->keyword,   b->keyword_value,
                        b->not_keyword,    b->first_arg,    b->argument,  b->target_glob,
                        b->version_below,  b->below,        b->not_named, b->not_in,
                        b->not_string_arg, b->parameter};
    for (uint32_t i = 0; i < ARRAY_LEN(of_a); i++)
        if (!str_eq(of_a[i], of_b[i])) return false;
    return a->within == b->within && a->awaits == b->awaits && a->awaited == b->awaited &&
           a->on_async == b->on_async && a->base_at == b->base_at && a->min_args == b->min_args &&
           same_attrs(a, b);
}

static bool ask_for_the_same(const Leaf *a, const Leaf *b) {
    for (uint32_t r = 0; r < REACH_COUNT; r++)
        if (!str_eq(a->reach[r], b->reach[r])) return false;
    return (a->roles & b->roles) && same_options(a->clause, b->clause);
}

// --- Whether two signals can count at once -------------------------------------------------------

static uint32_t shared_claim(const SignalRule *a, const SignalRule *b) {
    for (uint32_t i = 0; i < a->claim_count; i++)
        for (uint32_t j = 0; j < b->claim_count; j++)
            if (a->claims[i] == b->claims[j]) return a->claims[i];
    return 0;
}

// The kind on a framework, SIGNAL_KIND_COUNT where the signal does not apply.
static uint32_t kind_on(const SignalRule *rule, Str framework) {
    for (uint32_t i = 0; i < rule->kind_on_count; i++)
        if (str_eq(rule->kind_on[i].framework, framework))
            return rule->kind_on[i].ignored ? SIGNAL_KIND_COUNT : rule->kind_on[i].kind;
    return rule->kind;
}

// What is forced weighs little, so only the other kinds are told.
static bool share_a_kind(const Rules *rules, const SignalRule *a, const SignalRule *b) {
    for (uint32_t i = 0; i <= rules->framework_count; i++) {
        Str id = i < rules->framework_count ? rules->frameworks[i].id : STR("none");
        uint32_t kind = kind_on(a, id);
        if (kind == kind_on(b, id) && (kind == SIGNAL_NEED || kind == SIGNAL_INVESTMENT))
            return true;
    }
    return false;
}

static uint32_t claim_of_both(const RulesLint *lint, const SignalRule *a, const SignalRule *b) {
    uint32_t claim = shared_claim(a, b);
    bool is_opposed = a->lean * b->lean < 0; // what argues against itself is not told twice
    if (claim == 0 || is_opposed || !share_a_kind(lint->rules, a, b)) return 0;
    RulesNeeds needs = rules_needs_new(lint->arena);
    rules_needs_add(lint, &needs, a->id, 1, UINT32_MAX);
    rules_needs_add(lint, &needs, b->id, 1, UINT32_MAX);
    return needs.is_impossible ? 0 : claim;
}

static Pair *pair_of(Overlap *o, uint32_t first, uint32_t second) {
    Arena *arena = o->lint->arena;
    Str key = str_fmt(arena, "%u %u", first, second);
    uint32_t at = o->pairs.len;
    if (!map_get(&o->by_pair, key, &at)) {
        const SignalRule *signals = o->lint->rules->signals;
        uint32_t claim = claim_of_both(o->lint, &signals[first], &signals[second]);
        map_set(&o->by_pair, key, at);
        vec_push(arena, &o->pairs, (Pair){.first = first, .second = second, .claim = claim});
    }
    return &o->pairs.items[at];
}

// --- The remarks ---------------------------------------------------------------------------------

static void note(Pair *pair, Str name) {
    for (uint32_t i = 0; i < pair->shown; i++)
        if (str_eq(pair->names[i], name)) return;
    if (pair->shown < NAMES_SHOWN) pair->names[pair->shown++] = name;
    pair->count++;
}

// The leaves of one key that belong to other signals and can count the same place.
static void meet(Overlap *o, const Leaf *leaf, Str key) {
    uint32_t at = NONE;
    (void)map_get(&o->by_key, key, &at);
    Str name = key_of(o->lint->arena, leaf->clause->kind, leaf->name);
    for (; at != NONE; at = o->leaves.items[at].next) {
        const Leaf *other = &o->leaves.items[at];
        if (other->signal == leaf->signal || !ask_for_the_same(leaf, other)) continue;
        bool is_first = leaf->signal < other->signal;
        Pair *pair = is_first ? pair_of(o, leaf->signal, other->signal)
                              : pair_of(o, other->signal, leaf->signal);
        if (pair->claim > 0) note(pair, name);
    }
}

// The leaf's own key, and those of the wildcards above it: "a.b", "a.b.*", "a.*".
static void meet_all(Overlap *o, const Leaf *leaf) {
    Arena *arena = o->lint->arena;
    uint8_t kind = leaf->clause->kind;
    meet(o, leaf, key_of(arena, kind, leaf->name));
    if (!rules_lint_has_wildcards(kind)) return;
    Str module = leaf->name;
    if (str_ends(module, STR(".*"))) module = str_sub(module, 0, str_rfind(module, '.'));
    for (bool is_own = !str_eq(module, leaf->name);;) {
        if (!is_own)
            meet(o, leaf, key_of(arena, kind, str_fmt(arena, STR_FMT ".*", STR_ARG(module))));
        is_own = false;
        uint32_t dot = str_rfind(module, '.');
        if (dot == NONE) return;
        module = str_sub(module, 0, dot);
    }
}

void rules_overlap(RulesLint *lint) {
    const SignalRule *signals = lint->rules->signals;
    Overlap o = {
        .lint = lint, .by_key = map_new(lint->arena, 0), .by_pair = map_new(lint->arena, 0)};
    for (uint32_t i = 0; i < lint->rules->signal_count; i++)
        add_leaves(&o, i);
    for (uint32_t i = 0; i < o.leaves.len; i++)
        meet_all(&o, &o.leaves.items[i]);
    for (uint32_t i = 0; i < o.pairs.len; i++) {
        const Pair *pair = &o.pairs.items[i];
        if (pair->claim == 0 || pair->count == 0) continue;
        Buf names = buf_new(lint->arena);
        for (uint32_t n = 0; n < pair->shown; n++)
            buf_fmt(&names, "%s" STR_FMT, n ? ", " : "", STR_ARG(pair->names[n]));
        if (pair->shown < pair->count) buf_c(&names, " and more");
        rules_lint_remark(
            lint, "signals \"" STR_FMT "\" and \"" STR_FMT "\" of claim %u both count: " STR_FMT,
            STR_ARG(signals[pair->first].id), STR_ARG(signals[pair->second].id), pair->claim,
            STR_ARG(buf_str(&names)));
    }
}
