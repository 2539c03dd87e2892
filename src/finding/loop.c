// SPDX-License-Identifier: MIT
// What holds the event loop up: hits in async functions, and calls there that lead to hits in plain
// ones.
//
//   async def quote(): return price()        finding at price(), with the way there:
//   def price(): return fetch().json()         quote() calls price()
//   def fetch(): return requests.get(URL)      price() calls fetch()
//                                              fetch() calls requests.get()
//
// How: edges lead from a plain function back to the calls of it. One walk in breadth from the functions
// with a hit gives each plain function the shortest way to one; a call of such a function in an async
// one is a finding. What is handed to a thread (`to_thread(price)`) is no call, so it is no edge;
// neither is a call in a lambda, one that is awaited, or one of a function that `not_through` found.
// One finding for each function that an async one calls, at the first call.
//
// Limits: WAY_MAX functions; what is called through a value that resolve cannot follow is not seen, and
// neither is a property. A condition on the way is not understood.
#include <stdlib.h>

#include "finding/desk.h"

#include "base/banned.h"

enum { WAY_MAX = 6 };

// A call of a plain function of the project.
typedef struct Edge {
    uint32_t caller, callee; // numbers of functions
    uint32_t file, expr;     // of the call: index into Program.files and its exprs
} Edge;

typedef struct LoopGraph {
    uint32_t *first_function; // by program file: the number of its first function
    uint32_t function_count;
    uint32_t *file_of;      // by function: index into Program.files
    uint32_t *constructors; // by class
    VEC(Edge) edges;        // in the order of the code
    uint32_t *incoming;     // edges by callee, in that order
    uint32_t *first_in;     // by function, and one more: where its own begin in `incoming`
} LoopGraph;

// The way from a plain function to a hit.
typedef struct Way {
    uint32_t length; // functions on it, 0 if there is none
    uint32_t edge;   // the call that leads on, NONE where the hit is
    uint32_t hit;
} Way;

// --- The graph -----------------------------------------------------------------------------------

static const Function *function_of(const Desk *desk, uint32_t number) {
    uint32_t file = desk->loop->file_of[number];
    return &desk->program->files[file].functions.items[number - desk->loop->first_function[file]];
}

// The number of the function that a scope lies in; NONE at module level and in a lambda.
static uint32_t number_at(const Desk *desk, uint32_t file, uint32_t scope) {
    const FileFacts *facts = &desk->program->files[file];
    uint32_t around = scope == NONE ? NONE : facts_scope_function(facts, scope);
    if (around == NONE || facts->scopes.items[around].kind != SCOPE_FUNCTION) return NONE;
    return desk->loop->first_function[file] + facts->scopes.items[around].def;
}

// By class: its __init__, NONE if it has none of its own.
static void find_constructors(Desk *desk) {
    const Program *program = desk->program;
    LoopGraph *graph = desk->loop;
    uint32_t classes = 0;
    for (uint32_t f = 0; f < program->file_count; f++)
        classes += program->files[f].classes.len;
    graph->constructors = arena_array(&desk->scratch, uint32_t, classes);
    for (uint32_t i = 0; i < classes; i++)
        graph->constructors[i] = NONE;
    for (uint32_t f = 0; f < program->file_count; f++) {
        const FileFacts *facts = &program->files[f];
        for (uint32_t i = 0; i < facts->functions.len; i++) {
            const Scope *scope = &facts->scopes.items[facts->functions.items[i].scope];
            if (scope->kind == SCOPE_CLASS &&
                str_eq(facts->functions.items[i].name, STR("__init__")))
                graph->constructors[program->first_class[f] + scope->def] =
                    graph->first_function[f] + i;
        }
    }
}

// The function that runs when a value is called; NONE if it is not one of the project.
static uint32_t callee_of(const Desk *desk, Target target) {
    if (target.kind == TARGET_FUNCTION)
        return desk->loop->first_function[target.file] + target.index;
    if (target.kind != TARGET_CLASS) return NONE;
    uint32_t class = desk->program->first_class[target.file] + target.index;
    const ClassInfo *info = &desk->program->classes[class];
    uint32_t found = desk->loop->constructors[class];
    for (uint32_t i = 0; i < info->ancestor_count && found == NONE; i++)
        found = desk->loop->constructors[info->ancestors[i]];
    return found;
}

static void add_edges(Desk *desk, uint32_t file) {
    const FileFacts *facts = &desk->program->files[file];
    const Target *targets = desk->program->names[file].targets;
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = &facts->calls.items[i];
        uint32_t callee = facts->exprs.items[call->expr].first;
        uint32_t caller = number_at(desk, file, call->scope);
        if (callee == NONE || caller == NONE || call->is_awaited || call->is_decorator) continue;
        Edge edge = {caller, callee_of(desk, targets[callee]), file, call->expr};
        if (edge.callee == NONE || function_of(desk, edge.callee)->is_async) continue;
        vec_push(&desk->scratch, &desk->loop->edges, edge);
    }
}

static void sort_edges(Desk *desk) {
    LoopGraph *graph = desk->loop;
    graph->first_in = arena_array(&desk->scratch, uint32_t, graph->function_count + 2);
    graph->incoming = arena_array(&desk->scratch, uint32_t, graph->edges.len);
    uint32_t *next = graph->first_in + 1;
    for (uint32_t i = 0; i < graph->edges.len; i++)
        graph->first_in[graph->edges.items[i].callee + 2]++;
    for (uint32_t n = 2; n < graph->function_count + 2; n++)
        graph->first_in[n] += graph->first_in[n - 1];
    for (uint32_t i = 0; i < graph->edges.len; i++)
        graph->incoming[next[graph->edges.items[i].callee]++] = i;
}

static void make_graph(Desk *desk) {
    const Program *program = desk->program;
    LoopGraph *graph = arena_new(&desk->scratch, LoopGraph);
    graph->first_function = arena_array(&desk->scratch, uint32_t, program->file_count);
    for (uint32_t f = 0; f < program->file_count; f++) {
        graph->first_function[f] = graph->function_count;
        graph->function_count += program->files[f].functions.len;
    }
    graph->file_of = arena_array(&desk->scratch, uint32_t, graph->function_count);
    for (uint32_t f = 0; f < program->file_count; f++)
        for (uint32_t i = 0; i < program->files[f].functions.len; i++)
            graph->file_of[graph->first_function[f] + i] = f;
    desk->loop = graph;
    find_constructors(desk);
    for (uint32_t f = 0; f < program->file_count; f++)
        add_edges(desk, f);
    sort_edges(desk);
}

// --- Ways ----------------------------------------------------------------------------------------

typedef struct Search {
    Desk *desk;
    const FindingRule *rule;
    uint32_t project;
    HitList hits; // of the whole repository
    Way *ways;    // by function
    bool *closed; // by function: it leads nowhere
    VEC(uint32_t) queue;
} Search;

// The functions that `not_through` found: those below a decorator, or those that it names.
static void close_functions(Search *s) {
    const Desk *desk = s->desk;
    const Rules *rules = desk->report->rules;
    for (uint32_t i = 0; i < rules->fact_count && s->rule->not_through.len; i++) {
        if (!str_eq(rules->facts[i].id, s->rule->not_through)) continue;
        HitList found = desk->report->matches->facts[i].hits;
        for (uint32_t h = 0; h < found.len; h++) {
            uint32_t file = desk->program_files[found.items[h].file];
            const FileFacts *facts = &desk->program->files[file];
            for (uint32_t d = 0; d < facts->decorators.len; d++) {
                const Decorator *decorator = &facts->decorators.items[d];
                if (decorator->expr == found.items[h].expr && !decorator->on_class)
                    s->closed[desk->loop->first_function[file] + decorator->target] = true;
            }
        }
    }
}

static void visit(Search *s, uint32_t function, Way way) {
    if (s->ways[function].length || s->closed[function] || function_of(s->desk, function)->is_async)
        return;
    s->ways[function] = way;
    vec_push(&s->desk->scratch, &s->queue, function);
}

static void find_ways(Search *s) {
    const Desk *desk = s->desk;
    const LoopGraph *graph = desk->loop;
    for (uint32_t i = 0; i < s->hits.len; i++) {
        const Hit *hit = &s->hits.items[i];
        uint32_t file = desk->program_files[hit->file];
        uint32_t number = file == NONE ? NONE : number_at(desk, file, hit->scope);
        if (number != NONE) visit(s, number, (Way){1, NONE, i});
    }
    for (uint32_t i = 0; i < s->queue.len; i++) {
        uint32_t function = s->queue.items[i];
        const Way *way = &s->ways[function];
        if (way->length == WAY_MAX) break;
        for (uint32_t e = graph->first_in[function]; e < graph->first_in[function + 1]; e++) {
            uint32_t edge = graph->incoming[e];
            visit(s, graph->edges.items[edge].caller, (Way){way->length + 1, edge, way->hit});
        }
    }
}

// --- Findings ------------------------------------------------------------------------------------

static Str name_of(const Desk *desk, uint32_t function) {
    return function_of(desk, function)->qualified_name;
}

static FindingStep call_step(const Search *s, const Edge *edge) {
    const Desk *desk = s->desk;
    return (FindingStep){.file = desk->program->files[edge->file].file,
                         .pos = desk->program->files[edge->file].exprs.items[edge->expr].pos,
                         .text = str_fmt(desk->arena, STR_FMT "() calls " STR_FMT "()",
                                         STR_ARG(name_of(desk, edge->caller)),
                                         STR_ARG(name_of(desk, edge->callee)))};
}

static void add_steps(const Search *s, const Edge *edge, Finding *finding) {
    Desk *desk = s->desk;
    FindingStep *steps = arena_array(desk->arena, FindingStep, WAY_MAX + 2);
    for (;;) {
        steps[finding->step_count++] = call_step(s, edge);
        const Way *way = &s->ways[edge->callee];
        if (way->edge == NONE) break;
        edge = &desk->loop->edges.items[way->edge];
    }
    const Hit *hit = &s->hits.items[s->ways[edge->callee].hit];
    steps[finding->step_count++] =
        (FindingStep){.file = hit->file,
                      .pos = hit->pos,
                      .text = str_fmt(desk->arena, STR_FMT "() calls " STR_FMT "()",
                                      STR_ARG(name_of(desk, edge->callee)), STR_ARG(hit->detail))};
    finding->steps = steps;
}

// Whether the rule looks into this function at all.
static bool is_wanted(const Search *s, uint32_t function) {
    const Desk *desk = s->desk;
    const FileFacts *facts = &desk->program->files[desk->loop->file_of[function]];
    if (!desk_is_inside(desk, s->project, facts->file) || !desk_is_production(desk, facts->file))
        return false;
    Str paths = s->rule->clauses[0].not_in;
    if (paths.len && str_wildcard_any(paths, desk->report->source->files.items[facts->file].path))
        return false;
    Str globs = s->rule->clauses[0].not_inside;
    for (uint32_t scope = function_of(desk, function)->body; globs.len && scope != NONE;
         scope = facts->scopes.items[scope].parent) {
        const Scope *around = &facts->scopes.items[scope];
        if (around->kind == SCOPE_FUNCTION &&
            str_wildcard_any(globs, facts->functions.items[around->def].name))
            return false;
    }
    return true;
}

static void add_through(Search *s, const Edge *edge) {
    Desk *desk = s->desk;
    const FileFacts *facts = &desk->program->files[edge->file];
    const Expr *call = &facts->exprs.items[edge->expr];
    Spot spot = {facts->file, call->pos, call->scope, edge->expr};
    Draft draft = desk_draft(desk, s->rule, s->project, spot);
    const Hit *hit = &s->hits.items[s->ways[edge->callee].hit];
    Words words = {.name = hit->detail,
                   .code = desk_code(desk, hit->file, hit->expr),
                   .symbol = draft.inner_symbol,
                   .call = name_of(desk, edge->callee)};
    draft.finding.message = message_of(desk->arena, s->rule->say_through, &words);
    add_steps(s, edge, &draft.finding);
    vec_push(&desk->scratch, &desk->drafts, draft);
}

static void add_all_through(Search *s) {
    const LoopGraph *graph = s->desk->loop;
    Map told = map_new(&s->desk->scratch, 0);
    for (uint32_t i = 0; i < graph->edges.len; i++) {
        const Edge *edge = &graph->edges.items[i];
        if (!s->ways[edge->callee].length || !function_of(s->desk, edge->caller)->is_async)
            continue;
        Str pair = str_fmt(&s->desk->scratch, "%u %u", edge->caller, edge->callee);
        if (map_has(&told, pair) || !is_wanted(s, edge->caller)) continue;
        map_set(&told, pair, 1);
        add_through(s, edge);
    }
}

static void add_direct(Search *s) {
    Desk *desk = s->desk;
    for (uint32_t i = 0; i < s->hits.len; i++) {
        const Hit *hit = &s->hits.items[i];
        const FileFacts *facts = desk_facts(desk, hit->file);
        if (!facts || hit->scope == NONE || !facts_in_async(facts, hit->scope)) continue;
        if (!desk_is_inside(desk, s->project, hit->file)) continue;
        Spot spot = {hit->file, hit->pos, hit->scope, hit->expr};
        Draft draft = desk_draft(desk, s->rule, s->project, spot);
        Words words = {.name = hit->detail,
                       .code = desk_code(desk, hit->file, hit->expr),
                       .symbol = draft.inner_symbol};
        draft.finding.message = message_of(desk->arena, s->rule->say, &words);
        vec_push(&desk->scratch, &desk->drafts, draft);
    }
}

void loop_find(Desk *desk, uint32_t project, uint32_t rule) {
    if (!desk->loop) make_graph(desk);
    Search search = {.desk = desk,
                     .rule = &desk->report->rules->findings[rule],
                     .project = project,
                     .hits = desk->report->matches->findings[rule],
                     .ways = arena_array(&desk->scratch, Way, desk->loop->function_count),
                     .closed = arena_array(&desk->scratch, bool, desk->loop->function_count)};
    close_functions(&search);
    find_ways(&search);
    add_direct(&search);
    add_all_through(&search);
}
