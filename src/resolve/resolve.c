// SPDX-License-Identifier: MIT
// Facts of all files → what names mean: the order of the steps.
//
//     tables     per file: scopes, returns, __all__              (parallel by file)
//     modules    of every import: which file it names            (parallel by file)
//     ancestry   direct bases, then all bases of every class     (parallel by file)
//     arguments  what calls give the parameters of functions     (parallel by file)
//     names      the value of every expression, with counts; most are known from the step before
//                                                                (parallel by file)
//
// How: after each step its result is frozen, and the next one only reads it. Within the last step
// an expression may lead through other files; that is worked out anew by each file that asks,
// instead of being shared between threads, so the result cannot depend on who came first. What a
// file asks of itself is remembered: its expressions are evaluated in source order, the parts of
// each before the whole.
//
// Limits: see names.c and values.c for what is not followed; every question has a bounded depth and
// number of steps, so time is linear in the number of expressions.
#include "resolve/resolve.h"

#include "base/pool.h"
#include "resolve/ancestry.h"
#include "resolve/arguments.h"
#include "resolve/evaluate.h"
#include "resolve/imports.h"
#include "resolve/tables.h"
#include "resolve/world.h"

#include "base/banned.h"

typedef struct Worker {
    Arena arena;   // results
    Arena scratch; // emptied after each file
} Worker;

typedef struct Job {
    World world;
    Worker *workers;
    Resolver *resolvers; // by worker
    Map local_names;
    FileNames *names;           // by file
    ArgumentsReading *readings; // by file
} Job;

// --- Steps ---------------------------------------------------------------------------------------

static void build_tables(void *ctx, uint32_t file, uint32_t worker) {
    Job *job = ctx;
    Worker *w = &job->workers[worker];
    ArenaMark mark = arena_mark(&w->scratch);
    FileTables *tables = &job->world.tables[file];
    tables_build(&job->world.files[file], &w->arena, &w->scratch, tables);
    tables->modules = imports_modules(&job->world, &job->local_names, file, &w->arena);
    arena_rewind(&w->scratch, mark);
}

static void count(FileNames *names, Target target) {
    if (target.kind == TARGET_UNKNOWN) {
        names->unresolved[target.reason]++;
    } else if (target.kind != TARGET_NONE) {
        names->resolved++;
    }
}

static void count_bases(const FileFacts *facts, FileNames *names) {
    for (uint32_t i = 0; i < facts->classes.len; i++) {
        for (uint32_t e = facts->classes.items[i].arguments; e != NONE;
             e = facts->exprs.items[e].next)
            count(names, names->targets[e]);
    }
}

static void count_uses(const FileFacts *facts, FileNames *names) {
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        uint32_t callee = facts->exprs.items[facts->calls.items[i].expr].first;
        if (callee != NONE) count(names, names->targets[callee]);
    }
    for (uint32_t i = 0; i < facts->decorators.len; i++) {
        uint32_t expr = facts->decorators.items[i].expr;
        bool is_call = facts->exprs.items[expr].kind == EXPR_CALL; // among the calls already
        if (!is_call) count(names, names->targets[expr]);
    }
    count_bases(facts, names);
    for (uint32_t i = 0; i < facts->imports.len; i++)
        count(names, names->imports[i]);
}

static void resolve_names(void *ctx, uint32_t file, uint32_t worker) {
    Job *job = ctx;
    Worker *w = &job->workers[worker];
    Resolver *r = &job->resolvers[worker];
    const FileFacts *facts = &job->world.files[file];
    ArenaMark mark = arena_mark(&w->scratch);
    FileNames *names = &job->names[file];
    names->targets = job->readings[file].targets;
    names->imports = arena_array(&w->arena, Target, facts->imports.len);
    if (job->readings[file].is_stale) {
        evaluate_file(r, file, names->targets, &w->scratch);
    } else {
        evaluate_recall(r, file, names->targets, &w->scratch);
    }
    for (uint32_t i = 0; i < facts->imports.len; i++) {
        names_ask(r);
        names->imports[i] = imports_target(r, file, i);
    }
    count_uses(facts, names);
    evaluate_end(r);
    arena_rewind(&w->scratch, mark);
}

// --- Order ---------------------------------------------------------------------------------------

static void start_workers(Job *job, uint32_t threads, Arena *arena) {
    job->workers = arena_array(arena, Worker, threads);
    job->resolvers = arena_array(arena, Resolver, threads);
    for (uint32_t i = 0; i < threads; i++) {
        Arena *own = &job->workers[i].arena;
        job->resolvers[i] = (Resolver){
            .world = &job->world,
            .arena = own,
            .externals = map_new(own, 0),
            .file = NONE,
        };
    }
}

static void stop_workers(Job *job, uint32_t threads, Arena *arena) {
    for (uint32_t i = 0; i < threads; i++) {
        arena_adopt(arena, &job->workers[i].arena);
        arena_free(&job->workers[i].scratch);
    }
}

static uint64_t count_steps(const Job *job, uint32_t threads) {
    uint64_t steps = 0;
    for (uint32_t i = 0; i < threads; i++)
        steps += job->resolvers[i].total;
    return steps;
}

static uint32_t *number_classes(const World *world, Arena *arena) {
    uint32_t *first_class = arena_array(arena, uint32_t, world->file_count);
    uint32_t next = 0;
    for (uint32_t f = 0; f < world->file_count; f++) {
        first_class[f] = next;
        next += world->files[f].classes.len;
    }
    return first_class;
}

// More expressions than there are numbers share the last one, which means that it is not known.
static uint32_t *number_exprs(const World *world, Arena *arena) {
    uint32_t *first_expr = arena_array(arena, uint32_t, world->file_count + (size_t)1);
    uint64_t next = 0;
    for (uint32_t f = 0; f <= world->file_count; f++) {
        first_expr[f] = next < NONE ? (uint32_t)next : NONE;
        if (f < world->file_count) next += world->files[f].exprs.len;
    }
    return first_expr;
}

static size_t *number_params(const World *world, Arena *arena) {
    size_t *first_param = arena_array(arena, size_t, world->file_count + (size_t)1);
    for (uint32_t f = 0; f < world->file_count; f++)
        first_param[f + 1] = first_param[f] + world->files[f].params.len;
    return first_param;
}

// A directory without __init__.py shadows a library only if some import uses it as a package.
static void add_used_names(const World *world, Map *local_names) {
    for (uint32_t f = 0; f < world->file_count; f++) {
        const FileFacts *facts = &world->files[f];
        for (uint32_t i = 0; i < facts->imports.len; i++) {
            const Import *import = &facts->imports.items[i];
            Target module = world->tables[f].modules[i];
            Str top, rest;
            bool is_ours = module.kind == TARGET_MODULE || module.kind == TARGET_PACKAGE;
            if (import->level > 0 || !is_ours) continue;
            if (!modules_is_below_root(&world->modules, module, import->module)) continue;
            str_cut(import->module, '.', &top, &rest);
            map_set(local_names, top, 1);
        }
    }
}

static const Str *name_modules(const World *world, Arena *arena) {
    Str *names = arena_array(arena, Str, world->file_count);
    for (uint32_t f = 0; f < world->file_count; f++)
        names[f] = modules_name(&world->modules, f, arena);
    return names;
}

void resolve_program(const Source *source, const FileFacts *files, uint32_t file_count,
                     const KnownNames *names, uint32_t threads, Arena *arena, Program *out) {
    if (threads == 0) threads = 1;
    Job job = {
        .world = {.source = source, .files = files, .file_count = file_count},
        .names = arena_array(arena, FileNames, file_count),
        .readings = arena_array(arena, ArgumentsReading, file_count),
    };
    World *world = &job.world;
    start_workers(&job, threads, arena);
    world->known = known_build(names, source, arena);
    modules_build(&world->modules, source, files, file_count, &world->known, arena);
    job.local_names = modules_local_names(&world->modules, arena);
    world->tables = arena_array(arena, FileTables, file_count);
    world->first_class = number_classes(world, arena);
    world->first_expr = number_exprs(world, arena);
    world->first_param = number_params(world, arena);

    pool_for(threads, file_count, build_tables, &job);
    world->classes = ancestry_close(world, job.resolvers, threads, arena);
    arguments_collect(world, job.resolvers, threads, arena, job.readings);
    pool_for(threads, file_count, resolve_names, &job);

    add_used_names(world, &job.local_names);
    *out = (Program){
        .source = source,
        .files = files,
        .file_count = file_count,
        .names = job.names,
        .modules = name_modules(world, arena),
        .classes = world->classes,
        .first_class = world->first_class,
        .first_expr = world->first_expr,
        .local_modules = job.local_names,
        .steps = count_steps(&job, threads),
    };
    stop_workers(&job, threads, arena);
}
