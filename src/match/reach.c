// SPDX-License-Identifier: MIT
// Which functions lead to which, by the calls between them.
//
//   @app.get("/price")
//   def price(): return quote()        price ─► quote ─► requests.get
//   def quote(): return requests.get(URL)
//
//   reached_from a fact that found the route:      quote, and what is called in it
//   reaches a fact that found requests.get:        price, and the decorator on it
//
// How: functions are numbered through all files. An edge leads from the function around a call to
// the function that is called (of a class its __init__), and from a function to those defined in
// it. The edges are sorted once by where they start and once by where they end; a question is one
// walk from the functions that the hits of a fact stand on, and a bit for each function.
// A call that is a route stands for the view that it names.
// Limits: what is called through a value that resolve cannot follow (an attribute of a parameter,
// a callback) is no edge, so a place may be reached although nobody sees it. A class stands for all
// its methods, those of the project's own bases included.
#include "match/matcher.h"

#include "base/banned.h"

static uint32_t number_of(const CallGraph *graph, uint32_t file, uint32_t function) {
    return graph->first_function[file] + function;
}

static uint32_t class_number(const Program *program, uint32_t file, uint32_t class_index) {
    return program->first_class[file] + class_index;
}

// Index of the nearest function around; a lambda belongs to the function it stands in.
static uint32_t function_around(const FileFacts *facts, uint32_t scope) {
    while (scope != NONE && facts->scopes.items[scope].kind != SCOPE_FUNCTION)
        scope = facts->scopes.items[scope].parent;
    return scope == NONE ? NONE : facts->scopes.items[scope].def;
}

// Index of the class that a function is a method of.
static uint32_t class_of_method(const FileFacts *facts, uint32_t function) {
    const Scope *scope = &facts->scopes.items[facts->functions.items[function].scope];
    return scope->kind == SCOPE_CLASS ? scope->def : NONE;
}

// --- The graph -----------------------------------------------------------------------------------

// By class: its __init__, NONE if it has none of its own.
static uint32_t *find_constructors(const CallGraph *graph, Arena *arena) {
    const Program *program = graph->program;
    uint32_t *constructors = arena_array(arena, uint32_t, graph->classes);
    for (uint32_t i = 0; i < graph->classes; i++)
        constructors[i] = NONE;
    for (uint32_t f = 0; f < program->file_count; f++) {
        const FileFacts *facts = &program->files[f];
        for (uint32_t i = 0; i < facts->functions.len; i++) {
            uint32_t class_index = class_of_method(facts, i);
            if (class_index != NONE && str_eq(facts->functions.items[i].name, STR("__init__")))
                constructors[class_number(program, f, class_index)] = number_of(graph, f, i);
        }
    }
    return constructors;
}

// The function that runs when a value is called; NONE if it is not one of the project.
static uint32_t callee_of(const CallGraph *graph, const uint32_t *constructors, Target target) {
    if (target.kind == TARGET_FUNCTION) return number_of(graph, target.file, target.index);
    if (target.kind != TARGET_CLASS) return NONE;
    uint32_t number = class_number(graph->program, target.file, target.index);
    const ClassInfo *class = &graph->program->classes[number];
    uint32_t constructor = constructors[number];
    for (uint32_t i = 0; i < class->ancestor_count && constructor == NONE; i++)
        constructor = constructors[class->ancestors[i]];
    return constructor;
}

static void add_calls(const CallGraph *graph, const uint32_t *constructors, uint32_t file,
                      Arena *arena, CallEdgeVec *edges) {
    const FileFacts *facts = &graph->program->files[file];
    const Target *targets = graph->program->names[file].targets;
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = &facts->calls.items[i];
        uint32_t callee = facts->exprs.items[call->expr].first;
        uint32_t from = function_around(facts, call->scope);
        if (callee == NONE || from == NONE) continue;
        uint32_t to = callee_of(graph, constructors, targets[callee]);
        if (to != NONE) vec_push(arena, edges, (CallEdge){number_of(graph, file, from), to});
    }
    for (uint32_t i = 0; i < facts->functions.len; i++) {
        uint32_t outer = function_around(facts, facts->functions.items[i].scope);
        if (outer == NONE) continue;
        vec_push(arena, edges,
                 (CallEdge){number_of(graph, file, outer), number_of(graph, file, i)});
    }
}

// A counting sort of the edges by where they start, or, backward, by where they end.
CallEdges reach_edges(const CallEdgeVec *edges, uint32_t nodes, bool is_backward, Arena *arena) {
    uint32_t *first = arena_array(arena, uint32_t, nodes + 2);
    uint32_t *to = arena_array(arena, uint32_t, edges->len);
    for (uint32_t i = 0; i < edges->len; i++)
        first[(is_backward ? edges->items[i].to : edges->items[i].from) + 2]++;
    for (uint32_t n = 2; n < nodes + 2; n++)
        first[n] += first[n - 1];
    for (uint32_t i = 0; i < edges->len; i++) {
        CallEdge e = edges->items[i];
        to[first[(is_backward ? e.to : e.from) + 1]++] = is_backward ? e.from : e.to;
    }
    return (CallEdges){first, to};
}

void reach_graph(const Program *program, Arena *arena, CallGraph *out) {
    *out = (CallGraph){.program = program};
    uint32_t *first = arena_array(arena, uint32_t, program->file_count);
    for (uint32_t f = 0; f < program->file_count; f++) {
        first[f] = out->functions;
        out->functions += program->files[f].functions.len;
        out->classes += program->files[f].classes.len;
    }
    out->first_function = first;
    Arena scratch = {0};
    CallEdgeVec edges = {0};
    const uint32_t *constructors = find_constructors(out, &scratch);
    for (uint32_t f = 0; f < program->file_count; f++)
        add_calls(out, constructors, f, &scratch, &edges);
    out->calls = reach_edges(&edges, out->functions, false, arena);
    out->callers = reach_edges(&edges, out->functions, true, arena);
    arena_free(&scratch);
}

// --- Where a hit stands --------------------------------------------------------------------------

// What a hit stands on: a definition when it is about one, else the function around it.
typedef struct Spot {
    uint32_t file;     // index into Program.files, NONE outside Python
    uint32_t function; // index into its functions, NONE if it is none
    uint32_t class;    // index into its classes, likewise
} Spot;

static bool is_same_place(Pos a, Pos b) {
    return a.row == b.row && a.col == b.col;
}

static Spot spot_of(const CallGraph *graph, const RawHit *hit) {
    Spot spot = {hit->program_file, NONE, NONE};
    if (spot.file == NONE || hit->scope == NONE) return spot;
    const FileFacts *facts = &graph->program->files[spot.file];
    switch (hit->clause->kind) {
    case PREDICATE_BASE: spot.class = hit->item; break;
    case PREDICATE_DECORATOR: {
        const Decorator *decorator = &facts->decorators.items[hit->item];
        *(decorator->on_class ? &spot.class : &spot.function) = decorator->target;
        break;
    }
    case PREDICATE_DEFINITION: {
        bool is_class = hit->item < facts->classes.len &&
                        is_same_place(facts->classes.items[hit->item].pos, hit->pos);
        *(is_class ? &spot.class : &spot.function) = hit->item;
        break;
    }
    default: spot.function = function_around(facts, hit->scope);
    }
    return spot;
}

uint32_t reach_definition(const CallGraph *graph, const RawHit *hit) {
    uint8_t kind = hit->clause->kind;
    if (kind != PREDICATE_BASE && kind != PREDICATE_DEFINITION) return NONE;
    Spot spot = spot_of(graph, hit);
    if (spot.function != NONE) return number_of(graph, spot.file, spot.function);
    if (spot.class == NONE) return NONE;
    return graph->functions + class_number(graph->program, spot.file, spot.class);
}

// --- Walks ---------------------------------------------------------------------------------------

typedef struct Walk {
    const CallGraph *graph;
    bool *is_reached;       // by function
    bool *is_class_reached; // by class: all its methods are
    VEC(uint32_t) pending;
    Arena scratch;
} Walk;

static void visit(Walk *walk, uint32_t function) {
    if (walk->is_reached[function]) return;
    walk->is_reached[function] = true;
    vec_push(&walk->scratch, &walk->pending, function);
}

static void visit_class(Walk *walk, uint32_t file, uint32_t class_index) {
    uint32_t number = class_number(walk->graph->program, file, class_index);
    const ClassInfo *class = &walk->graph->program->classes[number];
    walk->is_class_reached[number] = true;
    for (uint32_t i = 0; i < class->ancestor_count; i++)
        walk->is_class_reached[class->ancestors[i]] = true;
}

// A call that a fact found is about what is handed to it: path("x/", login_required(view)).
static void visit_arguments(Walk *walk, const RawHit *hit) {
    const FileFacts *facts = &walk->graph->program->files[hit->program_file];
    const Target *targets = walk->graph->program->names[hit->program_file].targets;
    ExprVec inside = {0};
    match_expr_collect(facts, facts->calls.items[hit->item].expr, &walk->scratch, &inside);
    for (uint32_t i = 1; i < inside.len; i++) {
        Target target = targets[inside.items[i]];
        if (target.kind == TARGET_FUNCTION)
            visit(walk, number_of(walk->graph, target.file, target.index));
        else if (target.kind == TARGET_CLASS || target.kind == TARGET_OBJECT)
            visit_class(walk, target.file, target.index);
    }
}

static void visit_spot(Walk *walk, const RawHit *hit) {
    Spot spot = spot_of(walk->graph, hit);
    if (spot.class != NONE)
        visit_class(walk, spot.file, spot.class);
    else if (spot.function != NONE)
        visit(walk, number_of(walk->graph, spot.file, spot.function));
}

static void visit_methods(Walk *walk) {
    const Program *program = walk->graph->program;
    for (uint32_t f = 0; f < program->file_count; f++) {
        const FileFacts *facts = &program->files[f];
        for (uint32_t i = 0; i < facts->functions.len; i++) {
            uint32_t class_index = class_of_method(facts, i);
            if (class_index == NONE) continue;
            if (walk->is_class_reached[class_number(program, f, class_index)])
                visit(walk, number_of(walk->graph, f, i));
        }
    }
}

const bool *reach_walk(const CallGraph *graph, HitSlot hits, bool is_backward, Arena *arena) {
    Walk walk = {.graph = graph, .is_reached = arena_array(arena, bool, graph->functions)};
    walk.is_class_reached = arena_array(&walk.scratch, bool, graph->classes);
    for (uint32_t i = 0; i < hits.len; i++) {
        bool is_call = hits.items[i].clause->kind == PREDICATE_CALL;
        if (is_call && !is_backward)
            visit_arguments(&walk, &hits.items[i]);
        else
            visit_spot(&walk, &hits.items[i]);
    }
    visit_methods(&walk);
    CallEdges edges = is_backward ? graph->callers : graph->calls;
    while (walk.pending.len > 0) {
        uint32_t function = walk.pending.items[--walk.pending.len];
        for (uint32_t e = edges.first[function]; e < edges.first[function + 1]; e++)
            visit(&walk, edges.to[e]);
    }
    arena_free(&walk.scratch);
    return walk.is_reached;
}

// The first function that begins in `row` or below.
static uint32_t function_from_row(const FileFacts *facts, uint32_t row) {
    uint32_t low = 0, high = facts->functions.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (facts->functions.items[middle].pos.row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_method_reached(const CallGraph *graph, const bool *is_reached, Spot spot) {
    const FileFacts *facts = &graph->program->files[spot.file];
    const Class *class = &facts->classes.items[spot.class];
    for (uint32_t i = function_from_row(facts, class->pos.row); i < facts->functions.len; i++) {
        const Function *function = &facts->functions.items[i];
        if (function->pos.row > class->end_row) break;
        if (function->scope == class->body && is_reached[number_of(graph, spot.file, i)])
            return true;
    }
    return false;
}

// path("x/", login_required(view)) stands for the view.
static bool is_view_reached(const CallGraph *graph, const bool *is_reached, const RawHit *hit) {
    Arena scratch = {0};
    ExprVec inside = {0};
    const FileFacts *facts = &graph->program->files[hit->program_file];
    const Target *targets = graph->program->names[hit->program_file].targets;
    match_expr_collect(facts, facts->calls.items[hit->item].expr, &scratch, &inside);
    bool found = false;
    for (uint32_t i = 1; i < inside.len && !found; i++) {
        Target target = targets[inside.items[i]];
        found = target.kind == TARGET_FUNCTION &&
                is_reached[number_of(graph, target.file, target.index)];
    }
    arena_free(&scratch);
    return found;
}

bool reach_holds(const CallGraph *graph, const bool *is_reached, const RawHit *hit) {
    if (hit->clause->kind == PREDICATE_CALL && hit->clause->route)
        return is_view_reached(graph, is_reached, hit);
    Spot spot = spot_of(graph, hit);
    if (spot.class != NONE) return is_method_reached(graph, is_reached, spot);
    return spot.function != NONE && is_reached[number_of(graph, spot.file, spot.function)];
}
