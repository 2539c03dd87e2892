// SPDX-License-Identifier: MIT
// What the views of routes lead to, column by column of the ledger.
//
//   @router.get("/orders/{id}", dependencies=[Depends(staff_only)])
//   def order(id: int, db: Session = Depends(get_db)) -> OrderOut:
//       return load(db, id)              auth: staff_only → a hit of the fact in the column "auth"
//                                        schema: OrderOut, database: load → Order
//
// How: functions and classes are the nodes of a graph. An edge leads from one that calls or mentions
// another, in its head (decorators, defaults, annotations, bases) as in its body, to that other. From
// the hits of a column a breadth-first search goes backward, so every node knows the nearest hit. A
// route then asks its view, what else is mentioned where it is written, and the call that made the
// router it is put on.
//
// Limits: a mentioned class stands for its head and its body, not for its methods; only a view class
// does. What is declared on an include of a router, in middleware or in settings (DRF's default
// permissions) is not seen. DEPTH_MAX steps.
#include "match/route_nodes.h"
#include "model/endpoint.h"

#include "base/banned.h"

enum { DEPTH_MAX = 8, UNSEEN = UINT8_MAX };

// By node, the nearest hit of a column and how many steps away it is.
typedef struct Nearest {
    uint32_t hit;
    uint8_t depth;
} Nearest;

typedef struct Ledger {
    const CallGraph *graph;
    const Program *program;
    const HitSlot *columns;
    uint32_t column_count;
    uint32_t nodes;
    Nearest *nearest[ENDPOINT_COLUMNS_MAX]; // by column: by node
    CallEdgeVec edges;
    Arena scratch;
} Ledger;

// --- Nodes ---------------------------------------------------------------------------------------

static uint32_t function_node(const Ledger *l, uint32_t file, uint32_t function) {
    return l->graph->first_function[file] + function;
}

static uint32_t class_node(const Ledger *l, uint32_t file, uint32_t class_index) {
    return l->graph->functions + l->program->first_class[file] + class_index;
}

static uint32_t node_of_target(const Ledger *l, const Target *target) {
    if (target->kind == TARGET_FUNCTION) return function_node(l, target->file, target->index);
    bool is_class = target->kind == TARGET_CLASS || target->kind == TARGET_OBJECT;
    return is_class ? class_node(l, target->file, target->index) : NONE;
}

// The function or class body that a scope belongs to; NONE at the top of the module.
static uint32_t node_around(const Ledger *l, uint32_t file, uint32_t scope) {
    const FileFacts *facts = &l->program->files[file];
    for (; scope != NONE; scope = facts->scopes.items[scope].parent) {
        const Scope *s = &facts->scopes.items[scope];
        if (s->kind == SCOPE_FUNCTION) return function_node(l, file, s->def);
        if (s->kind == SCOPE_CLASS) return class_node(l, file, s->def);
    }
    return NONE;
}

// --- Heads ---------------------------------------------------------------------------------------

// Whose head an expression is a part of, by expr; NONE for what stands in no head.
typedef struct Heads {
    Ledger *ledger;
    const FileFacts *facts;
    uint32_t *owner;
} Heads;

static void own(Heads *heads, uint32_t expr, uint32_t node) {
    if (expr == NONE) return;
    ExprVec inside = {0};
    match_expr_collect(heads->facts, expr, &heads->ledger->scratch, &inside);
    for (uint32_t i = 0; i < inside.len; i++)
        heads->owner[inside.items[i]] = node;
}

static void own_head(Heads *heads, uint32_t file, uint32_t function) {
    const Function *f = &heads->facts->functions.items[function];
    uint32_t node = function_node(heads->ledger, file, function);
    for (uint32_t p = 0; p < f->param_count; p++) {
        const Param *param = &heads->facts->params.items[f->first_param + p];
        own(heads, param->annotation, node);
        own(heads, param->value, node);
    }
    own(heads, f->returns, node);
}

// By expr of the file: the node that it belongs to.
static const uint32_t *find_owners(Ledger *l, uint32_t file) {
    const FileFacts *facts = &l->program->files[file];
    Heads heads = {l, facts, arena_array(&l->scratch, uint32_t, facts->exprs.len + 1)};
    for (uint32_t i = 0; i < facts->exprs.len; i++)
        heads.owner[i] = node_around(l, file, facts->exprs.items[i].scope);
    for (uint32_t i = 0; i < facts->functions.len; i++)
        own_head(&heads, file, i);
    for (uint32_t i = 0; i < facts->classes.len; i++)
        for (uint32_t a = facts->classes.items[i].arguments; a != NONE;
             a = facts->exprs.items[a].next)
            own(&heads, a, class_node(l, file, i));
    for (uint32_t i = 0; i < facts->decorators.len; i++) {
        const Decorator *d = &facts->decorators.items[i];
        own(&heads, d->expr,
            d->on_class ? class_node(l, file, d->target) : function_node(l, file, d->target));
    }
    return heads.owner;
}

// --- Hits ----------------------------------------------------------------------------------------

static int compare_place(const RawHit *hit, uint32_t file, Pos pos) {
    if (hit->file != file) return hit->file < file ? -1 : 1;
    if (hit->pos.row != pos.row) return hit->pos.row < pos.row ? -1 : 1;
    return (hit->pos.col > pos.col) - (hit->pos.col < pos.col);
}

// The first hit of a column at a place or behind it.
static uint32_t first_at(HitSlot hits, uint32_t file, Pos pos) {
    uint32_t low = 0, high = hits.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare_place(&hits.items[middle], file, pos) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// The first hit of a column at a place, NONE if there is none.
static uint32_t hit_at(HitSlot hits, uint32_t file, Pos pos) {
    uint32_t hit = first_at(hits, file, pos);
    return hit < hits.len && compare_place(&hits.items[hit], file, pos) == 0 ? hit : NONE;
}

static void offer(Nearest *nearest, uint32_t hit, uint8_t depth) {
    if (depth < nearest->depth) *nearest = (Nearest){hit, depth};
}

static void touch_place(Ledger *l, uint32_t node, uint32_t file, uint32_t expr) {
    const FileFacts *facts = &l->program->files[file];
    for (uint32_t c = 0; c < l->column_count; c++) {
        uint32_t hit = hit_at(l->columns[c], facts->file, facts->exprs.items[expr].pos);
        if (hit != NONE) offer(&l->nearest[c][node], hit, 0);
    }
}

// A node touches what stands in it, and an object that it names where that was made.
static void touch(Ledger *l, uint32_t node, uint32_t file, uint32_t expr, const bool *rows) {
    const Target *target = &l->program->names[file].targets[expr];
    if (rows[l->program->files[file].exprs.items[expr].pos.row]) touch_place(l, node, file, expr);
    uint32_t maker_file, maker;
    if (target->kind == TARGET_INSTANCE &&
        route_text_maker(l->program, target->made_by, &maker_file, &maker))
        touch_place(l, node, maker_file, maker);
}

// By row of a file: whether any hit is there. Most rows have none, and most of the work ends here.
static const bool *find_rows(Ledger *l, uint32_t file) {
    const FileFacts *facts = &l->program->files[file];
    uint32_t last = 0;
    for (uint32_t i = 0; i < facts->exprs.len; i++)
        if (facts->exprs.items[i].pos.row > last) last = facts->exprs.items[i].pos.row;
    bool *rows = arena_array(&l->scratch, bool, last + 1);
    for (uint32_t c = 0; c < l->column_count; c++) {
        HitSlot hits = l->columns[c];
        uint32_t i = first_at(hits, facts->file, (Pos){0});
        for (; i < hits.len && hits.items[i].file == facts->file; i++)
            if (hits.items[i].pos.row <= last) rows[hits.items[i].pos.row] = true;
    }
    return rows;
}

// Hits about a definition stand on it.
static void place_definitions(Ledger *l, uint32_t column) {
    for (uint32_t i = 0; i < l->columns[column].len; i++) {
        uint32_t node = reach_definition(l->graph, &l->columns[column].items[i]);
        if (node != NONE) offer(&l->nearest[column][node], i, 0);
    }
}

// --- The graph -----------------------------------------------------------------------------------

static void add_edge(Ledger *l, uint32_t from, uint32_t to) {
    if (from != NONE && to != NONE && from != to)
        vec_push(&l->scratch, &l->edges, ((CallEdge){from, to}));
}

static void add_file(Ledger *l, uint32_t file) {
    const FileFacts *facts = &l->program->files[file];
    const Target *targets = l->program->names[file].targets;
    const uint32_t *owner = find_owners(l, file);
    const bool *rows = find_rows(l, file);
    for (uint32_t i = 0; i < facts->exprs.len; i++) {
        if (owner[i] == NONE) continue;
        touch(l, owner[i], file, i, rows);
        add_edge(l, owner[i], node_of_target(l, &targets[i]));
    }
    for (uint32_t i = 0; i < facts->classes.len; i++) {
        const ClassInfo *class = &l->program->classes[l->program->first_class[file] + i];
        add_edge(l, node_around(l, file, facts->classes.items[i].scope), class_node(l, file, i));
        for (uint32_t a = 0; a < class->ancestor_count; a++)
            add_edge(l, class_node(l, file, i), l->graph->functions + class->ancestors[a]);
    }
}

// Calls, those of constructors and of functions inside functions among them.
static void add_calls(Ledger *l) {
    for (uint32_t from = 0; from < l->graph->functions; from++)
        for (uint32_t e = l->graph->calls.first[from]; e < l->graph->calls.first[from + 1]; e++)
            add_edge(l, from, l->graph->calls.to[e]);
}

// Everybody learns the nearest hit of a column, step by step away from the hits.
static void spread(Ledger *l, CallEdges callers, uint32_t column) {
    Nearest *nearest = l->nearest[column];
    uint32_t *queue = arena_array(&l->scratch, uint32_t, l->nodes + 1);
    uint32_t head = 0, tail = 0;
    for (uint32_t node = 0; node < l->nodes; node++)
        if (nearest[node].depth == 0) queue[tail++] = node;
    while (head < tail) {
        uint32_t node = queue[head++];
        if (nearest[node].depth == DEPTH_MAX) break;
        for (uint32_t e = callers.first[node]; e < callers.first[node + 1]; e++) {
            Nearest *caller = &nearest[callers.to[e]];
            if (caller->depth != UNSEEN) continue;
            *caller = (Nearest){nearest[node].hit, (uint8_t)(nearest[node].depth + 1)};
            queue[tail++] = callers.to[e];
        }
    }
}

// --- Routes --------------------------------------------------------------------------------------

// What one route leads to: the nearest of all that it asks.
typedef struct Answer {
    Ledger *ledger;
    CallEdges methods; // by class
    Nearest nearest[ENDPOINT_COLUMNS_MAX];
} Answer;

static void ask_node(Answer *answer, uint32_t node) {
    for (uint32_t c = 0; c < answer->ledger->column_count; c++) {
        Nearest known = answer->ledger->nearest[c][node];
        offer(&answer->nearest[c], known.hit, known.depth);
    }
}

static void ask_methods(Answer *answer, uint32_t class_number) {
    for (uint32_t e = answer->methods.first[class_number];
         e < answer->methods.first[class_number + 1]; e++)
        ask_node(answer, answer->methods.to[e]);
}

static void ask_view(Answer *answer, const Route *route) {
    Ledger *l = answer->ledger;
    if (route->view_function != NONE)
        ask_node(answer, function_node(l, route->view_file, route->view_function));
    if (route->view_class == NONE) return;
    uint32_t number = l->program->first_class[route->view_file] + route->view_class;
    const ClassInfo *class = &l->program->classes[number];
    ask_node(answer, l->graph->functions + number);
    ask_methods(answer, number);
    for (uint32_t i = 0; i < class->ancestor_count; i++)
        ask_methods(answer, class->ancestors[i]);
}

// What is written in the call itself: login_required(view), dependencies=[Depends(staff_only)].
static void ask_call(Answer *answer, uint32_t file, uint32_t expr) {
    Ledger *l = answer->ledger;
    ArenaMark mark = arena_mark(&l->scratch);
    const FileFacts *facts = &l->program->files[file];
    ExprVec inside = {0};
    match_expr_collect(facts, expr, &l->scratch, &inside);
    for (uint32_t i = 0; i < inside.len; i++) {
        uint32_t node = node_of_target(l, &l->program->names[file].targets[inside.items[i]]);
        if (node != NONE) ask_node(answer, node);
        Pos pos = facts->exprs.items[inside.items[i]].pos;
        for (uint32_t c = 0; c < l->column_count; c++) {
            uint32_t hit = hit_at(l->columns[c], facts->file, pos);
            if (hit != NONE) offer(&answer->nearest[c], hit, 0);
        }
    }
    arena_rewind(&l->scratch, mark);
}

// The call that made the router: APIRouter(dependencies=[…]).
static void ask_router(Answer *answer, uint32_t file, uint32_t expr) {
    const Program *program = answer->ledger->program;
    const Expr *e = &program->files[file].exprs.items[expr];
    if (e->kind != EXPR_CALL || e->first == NONE) return;
    uint32_t maker_file, maker;
    uint32_t made_by = program->names[file].targets[e->first].made_by;
    if (route_text_maker(program, made_by, &maker_file, &maker))
        ask_call(answer, maker_file, maker);
}

// Of a view class what it derives from, of a string its text, of other places what they are called.
static Str mark_of(const Program *program, const RawHit *hit, Str view) {
    if (hit->clause->kind == PREDICATE_STRING)
        return str_trim(program->files[hit->program_file].exprs.items[hit->item].text);
    bool is_view = hit->clause->kind == PREDICATE_BASE && str_ends(view, hit->detail);
    return is_view || hit->detail.len == 0 ? hit->stem : hit->detail;
}

static const Str *marks_of(const Answer *answer, Str view, Arena *arena) {
    const Ledger *l = answer->ledger;
    Str *marks = arena_array(arena, Str, l->column_count + 1);
    for (uint32_t c = 0; c < l->column_count; c++)
        if (answer->nearest[c].depth != UNSEEN)
            marks[c] = mark_of(l->program, &l->columns[c].items[answer->nearest[c].hit], view);
    return marks;
}

static CallEdges list_methods(Ledger *l) {
    CallEdgeVec edges = {0};
    for (uint32_t f = 0; f < l->program->file_count; f++) {
        const FileFacts *facts = &l->program->files[f];
        for (uint32_t i = 0; i < facts->functions.len; i++) {
            const Scope *scope = &facts->scopes.items[facts->functions.items[i].scope];
            if (scope->kind != SCOPE_CLASS) continue;
            CallEdge edge = {l->program->first_class[f] + scope->def, function_node(l, f, i)};
            vec_push(&l->scratch, &edges, edge);
        }
    }
    return reach_edges(&edges, l->graph->classes, false, &l->scratch);
}

static void build(Ledger *l) {
    for (uint32_t c = 0; c < l->column_count; c++) {
        l->nearest[c] = arena_array(&l->scratch, Nearest, l->nodes + 1);
        for (uint32_t node = 0; node <= l->nodes; node++)
            l->nearest[c][node].depth = UNSEEN;
    }
    for (uint32_t f = 0; f < l->program->file_count; f++)
        add_file(l, f);
    for (uint32_t c = 0; c < l->column_count; c++) // last: template_name says more than ListView
        place_definitions(l, c);
    add_calls(l);
    CallEdges callers = reach_edges(&l->edges, l->nodes, true, &l->scratch);
    for (uint32_t c = 0; c < l->column_count; c++)
        spread(l, callers, c);
}

void ledger_mark(const CallGraph *graph, const HitSlot *columns, uint32_t column_count,
                 Route *routes, uint32_t route_count, Arena *arena) {
    if (route_count == 0 || column_count == 0) return;
    Ledger l = {.graph = graph,
                .program = graph->program,
                .columns = columns,
                .column_count = column_count,
                .nodes = graph->functions + graph->classes};
    build(&l);
    CallEdges methods = list_methods(&l);
    for (uint32_t i = 0; i < route_count; i++) {
        Answer answer = {.ledger = &l, .methods = methods};
        for (uint32_t c = 0; c < column_count; c++)
            answer.nearest[c].depth = UNSEEN;
        ask_view(&answer, &routes[i]);
        ask_call(&answer, routes[i].program_file, routes[i].expr);
        ask_router(&answer, routes[i].program_file, routes[i].expr);
        routes[i].marks = marks_of(&answer, routes[i].view, arena);
    }
    arena_free(&l.scratch);
}
