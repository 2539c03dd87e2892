// SPDX-License-Identifier: MIT
// What the views of routes lead to, column by column of the ledger.
//
//   @router.get("/orders/{id}", dependencies=[Depends(staff_only)])
//   def order(id: int, db: Session = Depends(get_db)) -> OrderOut:
//       return load(db, id)              auth: staff_only → a hit of the fact in the column "auth"
//                                        schema: OrderOut, database: load → Order
//
// How: ledger_graph.c knows of every function and class the nearest hit of each column. A route asks
// its view, what else is mentioned where it is written, and the call that made the router it is put
// on.
//
// Limits: of a view class its methods count, of a class that is merely mentioned they do not. What is
// declared on an include of a router, in middleware or in settings (DRF's default permissions) is
// not seen.
#include "match/ledger_graph.h"

#include "base/banned.h"

// What one route leads to: the nearest of all that it asks.
typedef struct Answer {
    const LedgerGraph *graph;
    Arena *scratch;
    CallEdges methods; // by class
    Nearest nearest[ENDPOINT_COLUMNS_MAX];
} Answer;

static void ask_node(Answer *answer, uint32_t node) {
    for (uint32_t c = 0; c < answer->graph->column_count; c++) {
        Nearest known = answer->graph->nearest[c][node];
        ledger_graph_offer(&answer->nearest[c], known.hit, known.depth);
    }
}

static void ask_methods(Answer *answer, uint32_t class_number) {
    for (uint32_t e = answer->methods.first[class_number];
         e < answer->methods.first[class_number + 1]; e++)
        ask_node(answer, answer->methods.to[e]);
}

static void ask_view(Answer *answer, const Route *route) {
    const LedgerGraph *graph = answer->graph;
    if (route->view_function != NONE)
        ask_node(answer, ledger_graph_function(graph, route->view_file, route->view_function));
    if (route->view_class == NONE) return;
    uint32_t number = graph->program->first_class[route->view_file] + route->view_class;
    const ClassInfo *class = &graph->program->classes[number];
    ask_node(answer, graph->calls->functions + number);
    ask_methods(answer, number);
    for (uint32_t i = 0; i < class->ancestor_count; i++)
        ask_methods(answer, class->ancestors[i]);
}

// What is written in the call itself: login_required(view), dependencies=[Depends(staff_only)].
static void ask_call(Answer *answer, uint32_t file, uint32_t expr) {
    const LedgerGraph *graph = answer->graph;
    ArenaMark mark = arena_mark(answer->scratch);
    const FileFacts *facts = &graph->program->files[file];
    Nearest *nearest[ENDPOINT_COLUMNS_MAX];
    for (uint32_t c = 0; c < graph->column_count; c++)
        nearest[c] = &answer->nearest[c];
    ExprVec inside = {0};
    match_expr_collect(facts, expr, answer->scratch, &inside);
    for (uint32_t i = 0; i < inside.len; i++) {
        uint32_t node =
            ledger_graph_target(graph, &graph->program->names[file].targets[inside.items[i]]);
        if (node != NONE) ask_node(answer, node);
        ledger_graph_offer_place(graph, nearest, facts->file,
                                 facts->exprs.items[inside.items[i]].pos);
    }
    arena_rewind(answer->scratch, mark);
}

// The call that made the router: APIRouter(dependencies=[…]).
static void ask_router(Answer *answer, uint32_t file, uint32_t expr) {
    const Program *program = answer->graph->program;
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
    const LedgerGraph *graph = answer->graph;
    Str *marks = arena_array(arena, Str, graph->column_count + 1);
    for (uint32_t c = 0; c < graph->column_count; c++)
        if (answer->nearest[c].depth != LEDGER_UNSEEN)
            marks[c] =
                mark_of(graph->program, &graph->columns[c].items[answer->nearest[c].hit], view);
    return marks;
}

static CallEdges list_methods(const LedgerGraph *graph, Arena *scratch) {
    CallEdgeVec edges = {0};
    for (uint32_t f = 0; f < graph->program->file_count; f++) {
        const FileFacts *facts = &graph->program->files[f];
        for (uint32_t i = 0; i < facts->functions.len; i++) {
            const Scope *scope = &facts->scopes.items[facts->functions.items[i].scope];
            if (scope->kind != SCOPE_CLASS) continue;
            CallEdge edge = {graph->program->first_class[f] + scope->def,
                             ledger_graph_function(graph, f, i)};
            vec_push(scratch, &edges, edge);
        }
    }
    return reach_edges(&edges, graph->calls->classes, false, scratch);
}

void ledger_mark(const CallGraph *calls, const HitSlot *columns, uint32_t column_count,
                 Route *routes, uint32_t route_count, uint32_t threads, Arena *arena) {
    if (route_count == 0 || column_count == 0) return;
    Arena scratch = {0};
    LedgerGraph graph = {.calls = calls,
                         .program = calls->program,
                         .columns = columns,
                         .column_count = column_count,
                         .nodes = calls->functions + calls->classes};
    ledger_graph_build(&graph, threads, &scratch);
    CallEdges methods = list_methods(&graph, &scratch);
    for (uint32_t i = 0; i < route_count; i++) {
        Answer answer = {.graph = &graph, .scratch = &scratch, .methods = methods};
        for (uint32_t c = 0; c < column_count; c++)
            answer.nearest[c].depth = LEDGER_UNSEEN;
        ask_view(&answer, &routes[i]);
        ask_call(&answer, routes[i].program_file, routes[i].expr);
        ask_router(&answer, routes[i].program_file, routes[i].expr);
        routes[i].marks = marks_of(&answer, routes[i].view, arena);
    }
    arena_free(&scratch);
}
