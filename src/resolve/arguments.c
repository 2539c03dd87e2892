// SPDX-License-Identifier: MIT
// What the calls of a function give its parameters.
//
//     def add_pages(app, prefix="/pages"):      app     is INSTANCE fastapi.FastAPI, made by the
//         @app.get("/more")                             call below
//         ...                                   prefix  is the string "/pages"
//     add_pages(FastAPI())
//
// How: ROUNDS_MAX times all files are evaluated, each time with what the calls gave in the round
// before, and every call of a function, class or object of the project hands its arguments to the
// parameters. What all of them agree on is believed; one that gives something unknown has no say.
// So a value goes through ROUNDS_MAX calls. Following calls from each question instead would look at
// all calls of a function again wherever one of its parameters is used.
//
// A round reads a file again only if a parameter that it asked for was given something else in the
// round before; otherwise it would find the same. The same goes for the last evaluation, which
// resolve.c makes for the names themselves. Of the 4,337 files of a large Django project the second
// round reads 921 again and the last one 227; where most functions take the one object that holds
// everything, it is 4,283 and 383 of 6,725.
//
// Limits: calls in tests, scripts and the like say nothing about the product, since they give
// stand-ins. Calls through decorators, partial(), threads and frameworks are not seen, nor are
// *args, **kwargs, and parameters after the first FUNCTION_PARAMS_MAX. A method that overrides another one is
// called only where its own class is known.
#include "resolve/arguments.h"

#include "base/pool.h"
#include "resolve/evaluate.h"
#include "resolve/members.h"
#include "resolve/values.h"

#include "base/banned.h"

enum { ROUNDS_MAX = 2 };

// A parameter is given a value by one call.
typedef struct Argument {
    uint32_t file, param;
    Target value;
} Argument;
typedef VEC(Argument) ArgumentVec;

// A file as the last round that read it left it.
typedef struct FileCalls {
    ArgumentVec found;
    const size_t *asked; // the parameters it was read with, into World.given
    uint32_t asked_count;
} FileCalls;

typedef struct CollectJob {
    const World *world;
    Resolver *resolvers;
    Arena *scratch;             // by worker
    Arena *kept;                // by worker: of what is in `calls`
    FileCalls *calls;           // by file
    ArgumentsReading *readings; // by file
} CollectJob;

// --- Comparing values ----------------------------------------------------------------------------

bool arguments_is_same(Target a, Target b) {
    return a.kind == b.kind && a.file == b.file && a.index == b.index && str_eq(a.name, b.name);
}

// Whether project class `info` has the class `promised`, of the project or not, among its bases.
static bool class_derives(const World *world, const ClassInfo *info, Target promised) {
    if (promised.kind == TARGET_OBJECT || promised.kind == TARGET_CLASS) {
        uint32_t wanted = world->first_class[promised.file] + promised.index;
        for (uint32_t i = 0; i < info->ancestor_count; i++)
            if (info->ancestors[i] == wanted) return true;
        return false;
    }
    for (uint32_t i = 0; i < info->root_count; i++)
        if (str_eq(info->roots[i], promised.name)) return true;
    return false;
}

// The same for a class outside, as far as the rules know its bases.
static bool known_derives(const World *world, Str name, Str promised) {
    uint32_t index;
    if (!map_get(&world->known.classes, name, &index)) return false;
    const KnownClass *class = &world->known.names->classes[index];
    for (uint32_t i = 0; i < class->base_count; i++)
        if (str_eq(class->bases[i], promised)) return true;
    return false;
}

bool arguments_fits(const World *world, Target given, Target promised) {
    if (!world_is_good(promised) || arguments_is_same(given, promised)) return true;
    bool is_class = given.kind == TARGET_CLASS || given.kind == TARGET_EXTERNAL;
    bool is_class_wanted = promised.kind == TARGET_CLASS || promised.kind == TARGET_EXTERNAL;
    bool is_callable = promised.kind == TARGET_INSTANCE &&
                       (str_eq(promised.name, STR("typing.Callable")) ||
                        str_eq(promised.name, STR("collections.abc.Callable")));
    if (is_callable) return is_class || given.kind == TARGET_FUNCTION;
    if (is_class != is_class_wanted) return false;
    if (given.kind == TARGET_OBJECT || given.kind == TARGET_CLASS) {
        const ClassInfo *info = &world->classes[world->first_class[given.file] + given.index];
        return class_derives(world, info, promised);
    }
    return given.kind == TARGET_INSTANCE && known_derives(world, given.name, promised.name);
}

Target arguments_given(Resolver *r, uint32_t file, uint32_t param) {
    size_t number = r->world->first_param[file] + param;
    Asked *asked = r->asked;
    if (asked && !asked->is_listed[number]) {
        asked->is_listed[number] = true;
        vec_push(asked->arena, &asked->numbers, number);
    }
    return r->world->given ? r->world->given[number] : (Target){.kind = TARGET_NONE};
}

Target arguments_passed(Resolver *r, uint32_t file, uint32_t call, Target callee) {
    const FileFacts *facts = &r->world->files[file];
    Target none = {.kind = TARGET_NONE};
    uint8_t passed = r->world->tables[callee.file].passed[callee.index];
    if (passed == 0) return none;
    const FileFacts *callee_facts = &r->world->files[callee.file];
    const Function *function = &callee_facts->functions.items[callee.index];
    Str name = callee_facts->params.items[function->first_param + passed - 1].name;
    uint32_t position = callee.is_bound ? 1 : 0;
    uint32_t e = facts->exprs.items[facts->exprs.items[call].first].next;
    for (; e != NONE; e = facts->exprs.items[e].next) {
        const Expr *at = &facts->exprs.items[e];
        bool is_named = at->kind == EXPR_KEYWORD && at->first != NONE;
        if (is_named && str_eq(at->text, name)) return values_expr(r, file, at->first);
        if (is_named || at->kind == EXPR_DOUBLE_STAR) continue;
        if (at->kind == EXPR_STAR) return none;
        if (position++ == passed - 1u) return values_expr(r, file, e);
    }
    return none;
}

// --- One call ------------------------------------------------------------------------------------

// A call that is being read: of which function, and which of its parameters it gives something.
typedef struct CallSite {
    Resolver *r;
    ArgumentVec *out;
    Arena *kept;
    uint32_t file, call;    // the call's
    uint32_t callee_file;   // the function's
    const Function *callee; //
    uint64_t given;         // by parameter: the call gives it
    uint64_t *defaults;     // by parameter: some call of the file has left it to its default
} CallSite;

// What calls of a file have left to defaults, by function.
typedef struct DefaultsGiven {
    Map numbers; // bytes of file and function → index into masks
    VEC(uint64_t) masks;
} DefaultsGiven;

// The function that runs when `callee` is called; false when it is none of the project's.
static bool function_of(Resolver *r, Target callee, Target *out) {
    bool is_object = callee.kind == TARGET_OBJECT;
    if (callee.kind == TARGET_CLASS || is_object) {
        names_ask(r);
        callee.kind = TARGET_OBJECT;
        Str name = is_object ? STR("__call__") : STR("__init__");
        callee = names_value(r, members_of_class(r, callee, name));
    }
    *out = callee;
    return callee.kind == TARGET_FUNCTION;
}

static void give(CallSite *site, uint32_t param, uint32_t file, uint32_t expr) {
    if (param >= FUNCTION_PARAMS_MAX || param >= site->callee->param_count) return;
    site->given |= UINT64_C(1) << param;
    names_ask(site->r);
    Target value = values_expr(site->r, file, expr);
    if (!world_is_good(value)) return;
    Argument argument = {
        .file = site->callee_file,
        .param = site->callee->first_param + param,
        .value = value,
    };
    vec_push(site->kept, site->out, argument);
}

static void give_keyword(CallSite *site, const Expr *keyword) {
    const Param *params =
        site->r->world->files[site->callee_file].params.items + site->callee->first_param;
    for (uint32_t p = 0; p < site->callee->param_count && p < FUNCTION_PARAMS_MAX; p++)
        if (params[p].stars == 0 && str_eq(params[p].name, keyword->text))
            give(site, p, site->file, keyword->first);
}

// What the call leaves out has its default.
static void give_defaults(CallSite *site, uint32_t first) {
    const Param *params =
        site->r->world->files[site->callee_file].params.items + site->callee->first_param;
    for (uint32_t p = first; p < site->callee->param_count && p < FUNCTION_PARAMS_MAX; p++) {
        assert(site->defaults);
        uint64_t bit = UINT64_C(1) << p; // once is enough, however many calls leave it out
        bool is_given = (site->given | *site->defaults) & bit;
        if (is_given || params[p].value == NONE) continue;
        *site->defaults |= bit;
        give(site, p, site->callee_file, params[p].value);
    }
}

static uint64_t *mask_of(DefaultsGiven *defaults, Target function, Arena *arena) {
    const uint32_t key[2] = {function.file, function.index};
    Str bytes = {(const char *)key, sizeof key};
    uint32_t number;
    if (!map_get(&defaults->numbers, bytes, &number)) {
        number = defaults->masks.len;
        map_set(&defaults->numbers, str_copy(arena, bytes), number);
        vec_push(arena, &defaults->masks, 0);
    }
    return &defaults->masks.items[number];
}

static void give_all(CallSite *site, uint32_t first) {
    const FileFacts *facts = &site->r->world->files[site->file];
    const Param *params =
        site->r->world->files[site->callee_file].params.items + site->callee->first_param;
    uint32_t position = first;
    bool is_counted = true, is_complete = true;
    uint32_t callee = facts->exprs.items[site->call].first;
    for (uint32_t e = facts->exprs.items[callee].next; e != NONE; e = facts->exprs.items[e].next) {
        const Expr *at = &facts->exprs.items[e];
        bool is_star = at->kind == EXPR_STAR;
        is_complete &= !is_star && at->kind != EXPR_DOUBLE_STAR;
        if (at->kind == EXPR_KEYWORD && at->first != NONE) give_keyword(site, at);
        if (at->kind == EXPR_KEYWORD || at->kind == EXPR_DOUBLE_STAR) continue;
        bool is_rest = position < site->callee->param_count && params[position].stars > 0;
        is_counted &= !is_star && !is_rest;
        if (is_counted) give(site, position++, site->file, e);
    }
    if (is_complete) give_defaults(site, first);
}

static Role role_of(const World *world, uint32_t file) {
    return world->source->files.items[world->files[file].file].role;
}

// A call in a test says what tests do.
static bool is_believed(const World *world, uint32_t file, uint32_t callee_file) {
    Role own = role_of(world, file), callee = role_of(world, callee_file);
    return own == callee || (ROLES_PRODUCTION & ROLE_BIT(own));
}

// The arenas of a worker, and what has been seen of the file at work.
typedef struct Reader {
    Resolver *r;
    Arena *kept, *scratch;
    DefaultsGiven defaults;
} Reader;

static void read_call(CollectJob *job, Reader *reader, uint32_t file, uint32_t call) {
    Resolver *r = reader->r;
    const FileFacts *facts = &job->world->files[file];
    uint32_t callee = facts->exprs.items[call].first;
    Target function;
    if (callee == NONE || !function_of(r, r->targets[callee], &function)) return;
    if (!is_believed(job->world, file, function.file)) return;
    CallSite site = {
        .r = r,
        .out = &job->calls[file].found,
        .kept = reader->kept,
        .file = file,
        .call = call,
        .callee_file = function.file,
        .callee = &job->world->files[function.file].functions.items[function.index],
        .defaults = mask_of(&reader->defaults, function, reader->scratch),
    };
    give_all(&site, function.is_bound ? 1 : 0);
}

// --- All calls -----------------------------------------------------------------------------------

static void keep_asked(Asked *asked, Arena *kept, FileCalls *calls) {
    size_t *numbers = arena_array(kept, size_t, asked->numbers.len);
    for (uint32_t i = 0; i < asked->numbers.len; i++) {
        numbers[i] = asked->numbers.items[i];
        asked->is_listed[numbers[i]] = false;
    }
    calls->asked = numbers;
    calls->asked_count = asked->numbers.len;
    asked->numbers.len = 0;
}

static void read_file(void *ctx, uint32_t file, uint32_t worker) {
    CollectJob *job = ctx;
    ArgumentsReading *reading = &job->readings[file];
    if (!reading->is_stale) return;
    Arena *scratch = &job->scratch[worker];
    Resolver *r = &job->resolvers[worker];
    const FileFacts *facts = &job->world->files[file];
    if (!reading->targets) reading->targets = arena_array(r->arena, Target, facts->exprs.len);
    ArenaMark mark = arena_mark(scratch);
    evaluate_file(r, file, reading->targets, scratch);
    Reader reader = {
        .r = r,
        .kept = &job->kept[worker],
        .scratch = scratch,
        .defaults = {.numbers = map_new(scratch, 0)},
    };
    job->calls[file].found.len = 0;
    for (uint32_t i = 0; i < facts->calls.len; i++)
        read_call(job, &reader, file, facts->calls.items[i].expr);
    keep_asked(r->asked, &job->kept[worker], &job->calls[file]);
    evaluate_end(r);
    arena_rewind(scratch, mark);
}

// What one more call gives a parameter for which the calls before agreed on *known.
static void agree(Target *known, Target value) {
    if (known->kind == TARGET_NONE) {
        *known = value;
    } else if (!arguments_is_same(*known, value)) {
        *known = world_unknown(REASON_PARAMETER);
    } else {
        if (known->made_by != value.made_by) known->made_by = 0;
        known->is_bound &= value.is_bound;
    }
}

// In the order of the files, whatever the order in which they were read.
static Target *join(const World *world, const FileCalls *calls, Arena *arena) {
    size_t count = world->first_param[world->file_count];
    Target *given = arena_array(arena, Target, count);
    for (size_t i = 0; i < count; i++)
        given[i] = (Target){.kind = TARGET_NONE};
    for (uint32_t f = 0; f < world->file_count; f++) {
        for (uint32_t i = 0; i < calls[f].found.len; i++) {
            const Argument *argument = &calls[f].found.items[i];
            agree(&given[world->first_param[argument->file] + argument->param], argument->value);
        }
    }
    return given;
}

// Whether who asks for a parameter learns the same.
static bool says_the_same(Target a, Target b) {
    if (!world_is_good(a) || !world_is_good(b)) return world_is_good(a) == world_is_good(b);
    return arguments_is_same(a, b) && a.made_by == b.made_by && a.is_bound == b.is_bound &&
           a.reason == b.reason;
}

static bool has_changed(const FileCalls *calls, const Target *before, const Target *now) {
    for (uint32_t i = 0; i < calls->asked_count; i++) {
        size_t number = calls->asked[i];
        Target earlier = before ? before[number] : (Target){.kind = TARGET_NONE};
        if (!says_the_same(earlier, now[number])) return true;
    }
    return false;
}

static void start_asking(CollectJob *job, uint32_t threads, Arena *arena) {
    size_t count = job->world->first_param[job->world->file_count];
    for (uint32_t i = 0; i < threads; i++) {
        Asked *asked = arena_new(arena, Asked);
        *asked = (Asked){.is_listed = arena_array(arena, bool, count), .arena = &job->kept[i]};
        job->resolvers[i].asked = asked;
    }
}

static void stop_asking(CollectJob *job, uint32_t threads) {
    for (uint32_t i = 0; i < threads; i++) {
        job->resolvers[i].asked = NULL;
        arena_free(&job->scratch[i]);
        arena_free(&job->kept[i]);
    }
}

void arguments_collect(World *world, Resolver *resolvers, uint32_t threads, Arena *arena,
                       ArgumentsReading *readings) {
    Arena own = {0};
    CollectJob job = {
        .world = world,
        .resolvers = resolvers,
        .scratch = arena_array(&own, Arena, threads),
        .kept = arena_array(&own, Arena, threads),
        .calls = arena_array(&own, FileCalls, world->file_count),
        .readings = readings,
    };
    for (uint32_t f = 0; f < world->file_count; f++)
        readings[f].is_stale = true;
    start_asking(&job, threads, &own);
    for (uint32_t round = 0; round < ROUNDS_MAX; round++) {
        const Target *before = world->given;
        pool_for(threads, world->file_count, read_file, &job);
        world->given = join(world, job.calls, round + 1 < ROUNDS_MAX ? &own : arena);
        for (uint32_t f = 0; f < world->file_count; f++)
            readings[f].is_stale = has_changed(&job.calls[f], before, world->given);
    }
    stop_asking(&job, threads);
    arena_free(&own);
}
