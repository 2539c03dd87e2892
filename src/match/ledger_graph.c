// SPDX-License-Identifier: MIT
// Functions and classes as a graph in which every node knows the nearest hit of each column.
//
//   def order(id: int, db: Session = Depends(get_db)) -> OrderOut:    order ─► get_db, OrderOut, load
//       return load(db, id)                                           load  ─► Order
//
// How: an edge leads from one that calls or mentions another, in its head (decorators, defaults,
// annotations, bases) as in its body, to that other. Files are read by all threads, and their edges
// are joined in the order of the files. From the hits of a column a breadth-first search goes
// backward.
//
// Limits: a mentioned class stands for its head and its body, not for its methods. DEPTH_MAX steps.
#include "match/ledger_graph.h"

#include "base/pool.h"

#include "base/banned.h"

enum { DEPTH_MAX = 8 };

// The memory of one worker.
typedef struct Worker {
    Arena edges;   // until all of them are joined
    Arena scratch; // until the end of a file
} Worker;

typedef struct Build {
    LedgerGraph *graph;
    CallEdgeVec *edges; // by file
    Worker *workers;
    Arena scratch;
} Build;

// A file that is being read.
typedef struct LedgerFile {
    const LedgerGraph *graph;
    const FileFacts *facts;
    uint32_t file;
    Worker *worker;
} LedgerFile;

// --- Nodes ---------------------------------------------------------------------------------------

uint32_t ledger_graph_function(const LedgerGraph *graph, uint32_t file, uint32_t function) {
    return graph->calls->first_function[file] + function;
}

static uint32_t class_node(const LedgerGraph *graph, uint32_t file, uint32_t class_index) {
    return graph->calls->functions + graph->program->first_class[file] + class_index;
}

uint32_t ledger_graph_target(const LedgerGraph *graph, const Target *target) {
    if (target->kind == TARGET_FUNCTION)
        return ledger_graph_function(graph, target->file, target->index);
    bool is_class = target->kind == TARGET_CLASS || target->kind == TARGET_OBJECT;
    return is_class ? class_node(graph, target->file, target->index) : NONE;
}

// The function or class body that a scope belongs to; NONE at the top of the module.
static uint32_t node_around(const LedgerGraph *graph, uint32_t file, uint32_t scope) {
    const FileFacts *facts = &graph->program->files[file];
    for (; scope != NONE; scope = facts->scopes.items[scope].parent) {
        const Scope *s = &facts->scopes.items[scope];
        if (s->kind == SCOPE_FUNCTION) return ledger_graph_function(graph, file, s->def);
        if (s->kind == SCOPE_CLASS) return class_node(graph, file, s->def);
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
    uint32_t node = ledger_graph_function(heads->at->graph, heads->at->file, function);
    for (uint32_t p = 0; p < f->param_count; p++) {
        const Param *param = &facts->params.items[f->first_param + p];
        own(heads, param->annotation, node);
        own(heads, param->value, node);
    }
    own(heads, f->returns, node);
}

static const uint32_t *find_owners(const LedgerFile *at) {
    const LedgerGraph *graph = at->graph;
    const FileFacts *facts = at->facts;
    Heads heads = {at, arena_array(&at->worker->scratch, uint32_t, facts->exprs.len + 1)};
    for (uint32_t i = 0; i < facts->exprs.len; i++)
        heads.owner[i] = node_around(graph, at->file, facts->exprs.items[i].scope);
    for (uint32_t i = 0; i < facts->functions.len; i++)
        own_head(&heads, i);
    for (uint32_t i = 0; i < facts->classes.len; i++)
        for (uint32_t a = facts->classes.items[i].arguments; a != NONE;
             a = facts->exprs.items[a].next)
            own(&heads, a, class_node(graph, at->file, i));
    for (uint32_t i = 0; i < facts->decorators.len; i++) {
        const Decorator *d = &facts->decorators.items[i];
        own(&heads, d->expr,
            d->on_class ? class_node(graph, at->file, d->target)
                        : ledger_graph_function(graph, at->file, d->target));
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

void ledger_graph_offer(Nearest *nearest, uint32_t hit, uint8_t depth) {
    if (depth < nearest->depth) *nearest = (Nearest){hit, depth};
}

// What stands at a place touches it: `nearest` is by column.
void ledger_graph_offer_place(const LedgerGraph *graph, Nearest *const nearest[], uint32_t file,
                              Pos pos) {
    for (uint32_t c = 0; c < graph->column_count; c++) {
        HitSlot hits = graph->columns[c];
        uint32_t hit = first_at(hits, file, pos);
        bool is_there = hit < hits.len && compare_place(&hits.items[hit], file, pos) == 0;
        if (is_there) ledger_graph_offer(nearest[c], hit, 0);
    }
}

static void touch_place(const LedgerGraph *graph, uint32_t node, uint32_t file, uint32_t expr) {
    const FileFacts *facts = &graph->program->files[file];
    Nearest *nearest[ENDPOINT_COLUMNS_MAX];
    for (uint32_t c = 0; c < graph->column_count; c++)
        nearest[c] = &graph->nearest[c][node];
    ledger_graph_offer_place(graph, nearest, facts->file, facts->exprs.items[expr].pos);
}

// A node touches what stands in it, and an object that it names where that was made.
static void touch(const LedgerFile *at, uint32_t node, uint32_t expr, const bool *rows) {
    const Program *program = at->graph->program;
    const Target *target = &program->names[at->file].targets[expr];
    if (rows[at->facts->exprs.items[expr].pos.row]) touch_place(at->graph, node, at->file, expr);
    uint32_t maker_file, maker;
    if (target->kind == TARGET_INSTANCE &&
        route_text_maker(program, target->made_by, &maker_file, &maker))
        touch_place(at->graph, node, maker_file, maker);
}

// By row of a file: whether any hit is there. Most rows have none, and most of the work ends here.
static const bool *find_rows(const LedgerFile *at) {
    const FileFacts *facts = at->facts;
    uint32_t last = 0;
    for (uint32_t i = 0; i < facts->exprs.len; i++)
        if (facts->exprs.items[i].pos.row > last) last = facts->exprs.items[i].pos.row;
    bool *rows = arena_array(&at->worker->scratch, bool, last + 1);
    for (uint32_t c = 0; c < at->graph->column_count; c++) {
        HitSlot hits = at->graph->columns[c];
        uint32_t i = first_at(hits, facts->file, (Pos){0});
        for (; i < hits.len && hits.items[i].file == facts->file; i++)
            if (hits.items[i].pos.row <= last) rows[hits.items[i].pos.row] = true;
    }
    return rows;
}

// Hits about a definition stand on it.
static void place_definitions(LedgerGraph *graph, uint32_t column) {
    for (uint32_t i = 0; i < graph->columns[column].len; i++) {
        uint32_t node = reach_definition(graph->calls, &graph->columns[column].items[i]);
        if (node != NONE) ledger_graph_offer(&graph->nearest[column][node], i, 0);
    }
}

// --- The graph -----------------------------------------------------------------------------------

static void add_edge(Arena *arena, CallEdgeVec *edges, uint32_t from, uint32_t to) {
    if (from != NONE && to != NONE && from != to) vec_push(arena, edges, ((CallEdge){from, to}));
}

// It writes nothing but its own nodes and its own edges, so files are read side by side.
static void read_file(void *ctx, uint32_t file, uint32_t worker) {
    Build *build = ctx;
    const LedgerGraph *graph = build->graph;
    const FileFacts *facts = &graph->program->files[file];
    const Target *targets = graph->program->names[file].targets;
    LedgerFile at = {graph, facts, file, &build->workers[worker]};
    Arena *kept = &at.worker->edges;
    CallEdgeVec *edges = &build->edges[file];
    ArenaMark mark = arena_mark(&at.worker->scratch);
    const uint32_t *owner = find_owners(&at);
    const bool *rows = find_rows(&at);
    for (uint32_t i = 0; i < facts->exprs.len; i++) {
        if (owner[i] == NONE) continue;
        touch(&at, owner[i], i, rows);
        add_edge(kept, edges, owner[i], ledger_graph_target(graph, &targets[i]));
    }
    for (uint32_t i = 0; i < facts->classes.len; i++) {
        const ClassInfo *class = &graph->program->classes[graph->program->first_class[file] + i];
        uint32_t node = class_node(graph, file, i);
        add_edge(kept, edges, node_around(graph, file, facts->classes.items[i].scope), node);
        for (uint32_t a = 0; a < class->ancestor_count; a++)
            add_edge(kept, edges, node, graph->calls->functions + class->ancestors[a]);
    }
    arena_rewind(&at.worker->scratch, mark);
}

// Those of the files in their order, then calls: those of constructors and of functions inside
// functions are among them.
static CallEdgeVec join_edges(Build *build) {
    const LedgerGraph *graph = build->graph;
    CallEdgeVec all = {0};
    for (uint32_t f = 0; f < graph->program->file_count; f++)
        for (uint32_t i = 0; i < build->edges[f].len; i++)
            vec_push(&build->scratch, &all, build->edges[f].items[i]);
    for (uint32_t from = 0; from < graph->calls->functions; from++)
        for (uint32_t e = graph->calls->calls.first[from]; e < graph->calls->calls.first[from + 1];
             e++)
            add_edge(&build->scratch, &all, from, graph->calls->calls.to[e]);
    return all;
}

// Everybody learns the nearest hit of a column, step by step away from the hits.
static void spread(LedgerGraph *graph, CallEdges callers, uint32_t column, Arena *scratch) {
    Nearest *nearest = graph->nearest[column];
    uint32_t *queue = arena_array(scratch, uint32_t, graph->nodes + 1);
    uint32_t head = 0, tail = 0;
    for (uint32_t node = 0; node < graph->nodes; node++)
        if (nearest[node].depth == 0) queue[tail++] = node;
    while (head < tail) {
        uint32_t node = queue[head++];
        if (nearest[node].depth == DEPTH_MAX) break;
        for (uint32_t e = callers.first[node]; e < callers.first[node + 1]; e++) {
            Nearest *caller = &nearest[callers.to[e]];
            if (caller->depth != LEDGER_UNSEEN) continue;
            *caller = (Nearest){nearest[node].hit, (uint8_t)(nearest[node].depth + 1)};
            queue[tail++] = callers.to[e];
        }
    }
}

void ledger_graph_build(LedgerGraph *graph, uint32_t threads, Arena *arena) {
    Build build = {.graph = graph};
    for (uint32_t c = 0; c < graph->column_count; c++) {
        graph->nearest[c] = arena_array(arena, Nearest, graph->nodes + 1);
        for (uint32_t node = 0; node <= graph->nodes; node++)
            graph->nearest[c][node].depth = LEDGER_UNSEEN;
    }
    build.edges = arena_array(&build.scratch, CallEdgeVec, graph->program->file_count);
    build.workers = arena_array(&build.scratch, Worker, threads);
    pool_for(threads, graph->program->file_count, read_file, &build);
    for (uint32_t c = 0; c < graph->column_count;
         c++) // last: template_name says more than ListView
        place_definitions(graph, c);
    CallEdgeVec edges = join_edges(&build);
    CallEdges callers = reach_edges(&edges, graph->nodes, true, &build.scratch);
    for (uint32_t c = 0; c < graph->column_count; c++)
        spread(graph, callers, c, &build.scratch);
    for (uint32_t i = 0; i < threads; i++) {
        arena_free(&build.workers[i].edges);
        arena_free(&build.workers[i].scratch);
    }
    arena_free(&build.scratch);
}
