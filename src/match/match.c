// SPDX-License-Identifier: MIT
// Finds everything the rules look for in a program.
//
//   program, rules   ->   facts, signals and frameworks, each with a count and its places
//
// How: index the patterns; let each worker take files and keep raw hits, one slot a file; then
// merge the slots in the order of the files, so the result does not depend on the number of
// threads. Every source file is a unit of work, since paths are matched too; the Python ones bring
// their facts along. At last the deployables are told apart (projects.c), and where there are
// several, the same hits are merged once more for each.
#include "match/match.h"

#include "base/pool.h"
#include "match/route_nodes.h"

#include "base/banned.h"

typedef struct Worker {
    Arena hits;    // until they are merged
    Arena scratch; // until the end of a file
} Worker;

typedef struct Run {
    const Program *program;
    const MatchIndex *index;
    uint32_t *program_files; // by source file: index into program->files, NONE if it is not Python
    ClassBodies *bodies;     // by program file
    const bool *families;    // by program file
    Worker *workers;
    HitSlot *slots; // by source file, and one for the repository
    Map modules;    // dotted name → index into program->files
} Run;

static void index_bodies(void *ctx, uint32_t file, uint32_t worker) {
    Run *run = ctx;
    run->bodies[file] = match_body_index(&run->program->files[file], &run->workers[worker].hits);
}

static Matcher matcher_new(const Run *run, uint32_t worker) {
    return (Matcher){.index = run->index,
                     .program = run->program,
                     .bodies = run->bodies,
                     .families = run->families,
                     .arena = &run->workers[worker].hits,
                     .scratch = &run->workers[worker].scratch,
                     .module_files = &run->modules,
                     .program_file = NONE};
}

static void match_file(void *ctx, uint32_t file, uint32_t worker) {
    Run *run = ctx;
    ArenaMark mark = arena_mark(&run->workers[worker].scratch);
    Matcher m = matcher_new(run, worker);
    m.source_file = file;
    m.is_below_tests = match_is_below_tests(run->program->source->files.items[file].path);
    m.program_file = run->program_files[file];
    if (m.program_file != NONE) {
        m.facts = &run->program->files[m.program_file];
        m.names = &run->program->names[m.program_file];
    }
    predicates_on_file(&m);
    run->slots[file] = (HitSlot){.items = m.hits.items,
                                 .len = m.hits.len,
                                 .routes = m.routes.items,
                                 .route_count = m.routes.len,
                                 .links = m.links.items,
                                 .link_count = m.links.len,
                                 .mounts = m.prefixes.items,
                                 .mount_count = m.prefixes.len};
    arena_rewind(&run->workers[worker].scratch, mark);
}

static void match_repository(Run *run, uint32_t slot) {
    Matcher m = matcher_new(run, 0);
    predicates_on_repository(&m);
    run->slots[slot] = (HitSlot){.items = m.hits.items, .len = m.hits.len};
}

// A repository with one deployable is that deployable; of several each gets lists of its own.
static void match_projects(const MergeInput *slots, Arena *arena, Matches *whole) {
    ProjectMatches *projects = projects_find(
        slots->program, whole, slots->index->rules->framework_count, arena, &whole->project_count);
    whole->projects = projects;
    for (uint32_t i = 0; i < whole->project_count; i++) {
        if (whole->project_count == 1) {
            projects[i].matches = whole;
            continue;
        }
        Matches *own = arena_new(arena, Matches);
        match_merge(slots, &projects[i], arena, own);
        projects[i].matches = own;
    }
}

void match_program(const Program *program, const Rules *rules, uint32_t threads, Arena *arena,
                   Matches *out) {
    uint32_t source_count = program->source->files.len;
    Arena temporary = {0};
    MatchIndex index;
    match_index_build(rules, &temporary, &index);
    Run run = {.program = program,
               .index = &index,
               .program_files = arena_array(&temporary, uint32_t, source_count),
               .bodies = arena_array(&temporary, ClassBodies, program->file_count),
               .families = match_families(program, &temporary),
               .workers = arena_array(&temporary, Worker, threads),
               .slots = arena_array(&temporary, HitSlot, source_count + 1)};
    for (uint32_t i = 0; i < source_count; i++)
        run.program_files[i] = NONE;
    run.modules = map_new(&temporary, program->file_count);
    for (uint32_t i = 0; i < program->file_count; i++) {
        run.program_files[program->files[i].file] = i;
        map_slot(&run.modules, program->modules[i], i);
    }
    pool_for(threads, program->file_count, index_bodies, &run);
    pool_for(threads, source_count, match_file, &run);
    match_repository(&run, source_count);
    route_paths_join(program, run.slots, source_count, arena);
    CallGraph calls;
    reach_graph(program, &temporary, &calls);
    MergeInput slots = {program, &calls, &index, run.slots, source_count + 1, threads};
    match_merge(&slots, NULL, arena, out);
    match_projects(&slots, arena, out);
    for (uint32_t i = 0; i < threads; i++) {
        arena_free(&run.workers[i].hits);
        arena_free(&run.workers[i].scratch);
    }
    arena_free(&temporary);
}
