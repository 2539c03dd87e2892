// SPDX-License-Identifier: MIT
// What the views of routes lead to, column by column of the ledger.
//
//   @router.get("/orders/{id}", dependencies=[Depends(staff_only)])
//   def order(id: int, db: Session = Depends(get_db)) -> OrderOut:
//       return load(db, id)              auth: staff_only → a hit of the fact in the column "auth"
//                                        schema: OrderOut, database: load → Order
//
// How: functions and classes are the nodes of a graph. An edge leads from one that calls or mentions
// another, in its head (decorators, defaults, annotations, bases) as in its body, to that other.
// Files are read by all threads; their edges are joined in the order of the files. From the hits of a column a breadth-first search goes backward, so every node knows the nearest hit. A
// route then asks its view, what else is mentioned where it is written, and the call that made the
// router it is put on.
//
// Limits: a mentioned class stands for its head and its body, not for its methods; only a view class
// does. What is declared on an include of a router, in middleware or in settings (DRF's default
// permissions) is not seen. DEPTH_MAX steps.
#include "base/pool.h"
#include "match/route_nodes.h"
#include "model/endpoint.h"

#include "base/banned.h"

enum { DEPTH_MAX = 8, UNSEEN = UINT8_MAX };

// By node, the nearest hit of a column and how many steps away it is.
typedef struct Nearest {
    uint32_t hit;
    uint8_t depth;
} Nearest;

// The memory of one worker.
typedef struct Worker {
    Arena edges;   // until all of them are joined
    Arena scratch; // until the end of a file
} Worker;

typedef struct Ledger {
    const CallGraph *graph;
    const Program *program;
    const HitSlot *columns;
    uint32_t column_count;
    uint32_t nodes;
    Nearest *nearest[ENDPOINT_COLUMNS_MAX]; // by column: by node
    CallEdgeVec *edges;                     // by file
    Worker *workers;
    Arena scratch;
} Ledger;

typedef struct LedgerFile {
    const Ledger *ledger;
    const FileFacts *facts;
    uint32_t file;
    Worker *worker;
} LedgerFile;

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

// By expr of the file: the node that it belongs to.
typedef struct Heads {
    const LedgerFile *at;
    uint32_t *owner;
} Heads;

static void own(Heads *heads, uint32_t expr, uint32_t node) {
    if (expr == NONE) return;
    ExprVec inside = {0};
    match_expr_collect(heads->at->facts, expr, &heads->at->worker->scratch, &inside);
    for (uint32_t i = 0; i < inside.len; i++)
        heads->owner[inside.items[i]] = node;
}

static void own_head(Heads *heads, uint32_t function) {
    const FileFacts *facts = heads->at->facts;
    const Function *f = &facts->functions.items[function];
    uint32_t node = function_node(heads->at->ledger, heads->at->file, function);
    for (uint32_t p = 0; p < f->param_count; p++) {
        const Param *param = &facts->params.items[f->first_param + p];
        own(heads, param->annotation, node);
        own(heads, param->value, node);
    }
    own(heads, f->returns, node);
}

static const uint32_t *find_owners(const LedgerFile *at) {
    const Ledger *l = at->ledger;
    const FileFacts *facts = at->facts;
    Heads heads = {at, arena_array(&at->worker->scratch, uint32_t, facts->exprs.len + 1)};
    for (uint32_t i = 0; i < facts->exprs.len; i++)
        heads.owner[i] = node_around(l, at->file, facts->exprs.items[i].scope);
    for (uint32_t i = 0; i < facts->functions.len; i++)
        own_head(&heads, i);
    for (uint32_t i = 0; i < facts->classes.len; i++)
        for (uint32_t a = facts->classes.items[i].arguments; a != NONE;
             a = facts->exprs.items[a].next)
            own(&heads, a, class_node(l, at->file, i));
    for (uint32_t i = 0; i < facts->decorators.len; i++) {
        const Decorator *d = &facts->decorators.items[i];
        own(&heads, d->expr,
            d->on_class ? class_node(l, at->file, d->target)
                        : function_node(l, at->file, d->target));
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

static void offer(Nearest *nearest, uint32_t hit, uint8_t depth) {
    if (depth < nearest->depth) *nearest = (Nearest){hit, depth};
}

// What stands at a place touches it: `nearest` is by column.
static void offer_place(const Ledger *l, Nearest *const nearest[], uint32_t file, Pos pos) {
    for (uint32_t c = 0; c < l->column_count; c++) {
        HitSlot hits = l->columns[c];
        uint32_t hit = first_at(hits, file, pos);
        bool is_there = hit < hits.len && compare_place(&hits.items[hit], file, pos) == 0;
        if (is_there) offer(nearest[c], hit, 0);
    }
}

static void touch_place(const Ledger *l, uint32_t node, uint32_t file, uint32_t expr) {
    const FileFacts *facts = &l->program->files[file];
    Nearest *nearest[ENDPOINT_COLUMNS_MAX];
    for (uint32_t c = 0; c < l->column_count; c++)
        nearest[c] = &l->nearest[c][node];
    offer_place(l, nearest, facts->file, facts->exprs.items[expr].pos);
}

// A node touches what stands in it, and an object that it names where that was made.
static void touch(const LedgerFile *at, uint32_t node, uint32_t expr, const bool *rows) {
    const Program *program = at->ledger->program;
    const Target *target = &program->names[at->file].targets[expr];
    if (rows[at->facts->exprs.items[expr].pos.row]) touch_place(at->ledger, node, at->file, expr);
    uint32_t maker_file, maker;
    if (target->kind == TARGET_INSTANCE &&
        route_text_maker(program, target->made_by, &maker_file, &maker))
        touch_place(at->ledger, node, maker_file, maker);
}

// By row of a file: whether any hit is there. Most rows have none, and most of the work ends here.
static const bool *find_rows(const LedgerFile *at) {
    const FileFacts *facts = at->facts;
    uint32_t last = 0;
    for (uint32_t i = 0; i < facts->exprs.len; i++)
        if (facts->exprs.items[i].pos.row > last) last = facts->exprs.items[i].pos.row;
    bool *rows = arena_array(&at->worker->scratch, bool, last + 1);
    for (uint32_t c = 0; c < at->ledger->column_count; c++) {
        HitSlot hits = at->ledger->columns[c];
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

static void add_edge(Arena *arena, CallEdgeVec *edges, uint32_t from, uint32_t to) {
    if (from != NONE && to != NONE && from != to) vec_push(arena, edges, ((CallEdge){from, to}));
}

// It writes nothing but its own nodes and its own edges, so files are read side by side.
static void read_file(void *ctx, uint32_t file, uint32_t worker) {
    Ledger *l = ctx;
    const FileFacts *facts = &l->program->files[file];
    const Target *targets = l->program->names[file].targets;
    LedgerFile at = {l, facts, file, &l->workers[worker]};
    Arena *kept = &at.worker->edges;
    ArenaMark mark = arena_mark(&at.worker->scratch);
    const uint32_t *owner = find_owners(&at);
    const bool *rows = find_rows(&at);
    for (uint32_t i = 0; i < facts->exprs.len; i++) {
        if (owner[i] == NONE) continue;
        touch(&at, owner[i], i, rows);
        add_edge(kept, &l->edges[file], owner[i], node_of_target(l, &targets[i]));
    }
    for (uint32_t i = 0; i < facts->classes.len; i++) {
        const ClassInfo *class = &l->program->classes[l->program->first_class[file] + i];
        uint32_t node = class_node(l, file, i);
        add_edge(kept, &l->edges[file], node_around(l, file, facts->classes.items[i].scope), node);
        for (uint32_t a = 0; a < class->ancestor_count; a++)
            add_edge(kept, &l->edges[file], node, l->graph->functions + class->ancestors[a]);
    }
    arena_rewind(&at.worker->scratch, mark);
}

// Those of the files in their order, then calls: those of constructors and of functions inside
// functions are among them.
static CallEdgeVec join_edges(Ledger *l) {
    CallEdgeVec all = {0};
    for (uint32_t f = 0; f < l->program->file_count; f++)
        for (uint32_t i = 0; i < l->edges[f].len; i++)
            vec_push(&l->scratch, &all, l->edges[f].items[i]);
    for (uint32_t from = 0; from < l->graph->functions; from++)
        for (uint32_t e = l->graph->calls.first[from]; e < l->graph->calls.first[from + 1]; e++)
            add_edge(&l->scratch, &all, from, l->graph->calls.to[e]);
    return all;
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
    Nearest *nearest[ENDPOINT_COLUMNS_MAX];
    for (uint32_t c = 0; c < l->column_count; c++)
        nearest[c] = &answer->nearest[c];
    ExprVec inside = {0};
    match_expr_collect(facts, expr, &l->scratch, &inside);
    for (uint32_t i = 0; i < inside.len; i++) {
        uint32_t node = node_of_target(l, &l->program->names[file].targets[inside.items[i]]);
        if (node != NONE) ask_node(answer, node);
        offer_place(l, nearest, facts->file, facts->exprs.items[inside.items[i]].pos);
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

static void build(Ledger *l, uint32_t threads) {
    for (uint32_t c = 0; c < l->column_count; c++) {
        l->nearest[c] = arena_array(&l->scratch, Nearest, l->nodes + 1);
        for (uint32_t node = 0; node <= l->nodes; node++)
            l->nearest[c][node].depth = UNSEEN;
    }
    l->edges = arena_array(&l->scratch, CallEdgeVec, l->program->file_count);
    l->workers = arena_array(&l->scratch, Worker, threads);
    pool_for(threads, l->program->file_count, read_file, l);
    for (uint32_t c = 0; c < l->column_count; c++) // last: template_name says more than ListView
        place_definitions(l, c);
    CallEdgeVec edges = join_edges(l);
    CallEdges callers = reach_edges(&edges, l->nodes, true, &l->scratch);
    for (uint32_t c = 0; c < l->column_count; c++)
        spread(l, callers, c);
    for (uint32_t i = 0; i < threads; i++) {
        arena_free(&l->workers[i].edges);
        arena_free(&l->workers[i].scratch);
    }
}

void ledger_mark(const CallGraph *graph, const HitSlot *columns, uint32_t column_count,
                 Route *routes, uint32_t route_count, uint32_t threads, Arena *arena) {
    if (route_count == 0 || column_count == 0) return;
    Ledger l = {.graph = graph,
                .program = graph->program,
                .columns = columns,
                .column_count = column_count,
                .nodes = graph->functions + graph->classes};
    build(&l, threads);
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
