// SPDX-License-Identifier: MIT
// A small repository made by hand, for the tests of judge and render: files, rules, and what the
// rules found, without a line of Python.
//
//   World w;
//   world_open(&w);                                       // django, fastapi, flask; four criteria
//   uint32_t admin_py = world_file(&w, "shop/admin.py", ROLE_APP);
//   SignalRule *admin = world_signal(&w, "admin.classes", "admin", -1, 3); // lean, weight
//   world_hits(&w, admin, admin_py, 41);
//   world_use(&w, WORLD_DJANGO, admin_py);
//   const Report *report = world_judge(&w);               // or world_report(), and one step of it
//   world_close(&w);
//
// A World points into itself: it is not copied. Names are borrowed C strings.
#ifndef TESTS_JUDGE_WORLD_H
#define TESTS_JUDGE_WORLD_H

#include "judge/judge.h"
#include "seeded.h"

enum { WORLD_SIGNALS = 32, WORLD_CRITERIA = 4, WORLD_NUMBERS = 16, WORLD_FACTS = 4 };
enum { WORLD_EFFORTS = 6 * WORLD_SIGNALS };
enum { WORLD_DJANGO, WORLD_FASTAPI, WORLD_FLASK, WORLD_FRAMEWORKS };

typedef VEC(Hit) WorldHits;

typedef struct World {
    Arena arena;
    Source source;
    Rules rules;
    Matches matches;
    Program program;
    Report report;
    Project project;
    CriterionRule criteria[WORLD_CRITERIA];
    NamedNumber numbers[WORLD_NUMBERS];
    FrameworkRule frameworks[WORLD_FRAMEWORKS];
    FrameworkMatch framework_matches[WORLD_FRAMEWORKS];
    SignalRule signals[WORLD_SIGNALS];
    Match signal_matches[WORLD_SIGNALS];
    WorldHits hits[WORLD_SIGNALS];
    WorldHits spread[WORLD_FRAMEWORKS], entry[WORLD_FRAMEWORKS], declared[WORLD_FRAMEWORKS];
    WorldHits plugin[WORLD_FRAMEWORKS], routes[WORLD_FRAMEWORKS];
    EffortRule efforts[WORLD_EFFORTS];
    FactRule facts[WORLD_FACTS];
    Match fact_matches[WORLD_FACTS];
    Map modules[WORLD_FACTS];
    ProjectMatches found; // the whole repository is one deployable
} World;

// Sets or changes a number of the matrix.
static inline void world_number(World *w, const char *name, double value) {
    for (uint32_t i = 0; i < w->rules.number_count; i++) {
        if (!str_eq(w->numbers[i].name, str_from_c(name))) continue;
        w->numbers[i].value = value;
        return;
    }
    assert(w->rules.number_count < WORLD_NUMBERS);
    w->numbers[w->rules.number_count++] = (NamedNumber){str_from_c(name), value};
}

// Round ones: results can be reckoned by hand.
static inline void world_set_numbers(World *w) {
    world_number(w, "forced.factor", 0.25);
    world_number(w, "framework.entry", 10);
    world_number(w, "framework.declared", 3);
    world_number(w, "framework.hybrid", 0.25);
    world_number(w, "cost.weight", 0.3);
    world_number(w, "cost.half_days", 60);
    world_number(w, "inertia", 0.1);
    world_number(w, "inertia.other", 0.02);
    world_number(w, "threshold.migrate", 0.05);
    world_number(w, "threshold.evidence", 0.1);
    world_number(w, "threshold.narrow", 0.8);
    world_number(w, "threshold.split_need", 2);
    world_number(w, "threshold.split_share", 0.75);
}

static inline void world_set_rules(World *w) {
    static const CriterionRule CRITERIA[WORLD_CRITERIA] = {
        {.id = STR_CONST("type"), .title = STR_CONST("Project type"), .weight = 2, .half = 4},
        {.id = STR_CONST("speed"), .title = STR_CONST("Performance"), .weight = 1, .half = 2},
        {.id = STR_CONST("admin"), .title = STR_CONST("Admin"), .weight = 2, .half = 3},
        {.id = STR_CONST("curve"), .title = STR_CONST("Learning curve"), .weight = 0.5, .half = 2},
    };
    static const FrameworkRule FRAMEWORKS[WORLD_FRAMEWORKS] = {
        {.id = STR_CONST("django"), .title = STR_CONST("Django"), .side = SIDE_DJANGO},
        {.id = STR_CONST("fastapi"), .title = STR_CONST("FastAPI"), .side = SIDE_FASTAPI},
        {.id = STR_CONST("flask"), .title = STR_CONST("Flask"), .side = SIDE_OTHER},
    };
    for (uint32_t i = 0; i < WORLD_CRITERIA; i++)
        w->criteria[i] = CRITERIA[i];
    w->criteria[1].is_separable = true;
    for (uint32_t i = 0; i < WORLD_FRAMEWORKS; i++) {
        w->frameworks[i] = FRAMEWORKS[i];
        w->frameworks[i].priority = WORLD_FRAMEWORKS - i;
    }
    w->rules = (Rules){
        .digest = STR_CONST("0123456789abcdef"),
        .signals = w->signals,
        .frameworks = w->frameworks,
        .framework_count = WORLD_FRAMEWORKS,
        .criteria = w->criteria,
        .criterion_count = WORLD_CRITERIA,
        .numbers = w->numbers,
        .facts = w->facts,
        .efforts = w->efforts,
        .scale = {.cost_days = 1,
                  .blocker_days = 1,
                  .low = 0.5,
                  .high = 2,
                  .untested = 1.5,
                  .assumption = STR_CONST("no new features")},
    };
    world_set_numbers(w);
}

static inline void world_open(World *w) {
    *w = (World){.source = {.root = STR_CONST("/nowhere")}};
    world_set_rules(w);
    w->matches = (Matches){
        .facts = w->fact_matches,
        .modules = w->modules,
        .signals = w->signal_matches,
        .frameworks = w->framework_matches,
        .imports_top_level = map_new(&w->arena, 0),
    };
    w->program.source = &w->source;
}

static inline void world_close(World *w) {
    arena_free(&w->arena);
}

// Files are added in the order of their paths; the result is the index of the file.
static inline uint32_t world_file(World *w, const char *path, Role role) {
    SourceFile file = {.path = str_from_c(path), .kind = FILE_PYTHON, .role = role};
    vec_push(&w->arena, &w->source.files, file);
    return w->source.files.len - 1;
}

// A need that leans to −1 Django … +1 FastAPI; half of `weight` is reached at 4 hits. The caller
// changes the rest of the rule in place.
static inline SignalRule *world_signal(World *w, const char *id, const char *criterion, double lean,
                                       double weight) {
    assert(w->rules.signal_count < WORLD_SIGNALS);
    SignalRule *rule = &w->signals[w->rules.signal_count++];
    *rule = (SignalRule){
        .id = str_from_c(id),
        .title = str_from_c(id),
        .say_one = STR_CONST("one thing is in use"),
        .say_many = STR_CONST("{n} things are in use"),
        .kind = SIGNAL_NEED,
        .criterion = str_from_c(criterion),
        .lean = lean,
        .weight = weight,
        .half = 4,
    };
    return rule;
}

// The signal is an investment: rewriting one hit takes `days`, but on the side that it leans to.
static inline void world_invest(World *w, SignalRule *rule, double days) {
    rule->kind = SIGNAL_INVESTMENT;
    for (uint8_t to = 0; to < SIDE_OTHER; to++) {
        if (to == SIDE_DJANGO ? rule->lean < 0 : rule->lean > 0) continue;
        for (uint8_t from = 0; from <= SIDE_OTHER; from++) {
            assert(w->rules.effort_count < WORLD_EFFORTS);
            w->efforts[w->rules.effort_count++] = (EffortRule){
                .id = str_fmt(&w->arena, STR_FMT ".%u_%u", STR_ARG(rule->id), from, to),
                .title = rule->title,
                .say_one = rule->say_one,
                .say_many = rule->say_many,
                .kind = EFFORT_COST,
                .from = from,
                .to = to,
                .of = rule->id,
                .points = days,
            };
        }
    }
}

static inline void world_add_hits(World *w, WorldHits *list, uint32_t file, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        vec_push(&w->arena, list, (Hit){.file = file, .pos = {.row = i, .col = 4}});
    }
}

// `count` hits in the file, on its first lines. Files of one signal are named in their order.
static inline void world_hits(World *w, const SignalRule *rule, uint32_t file, uint32_t count) {
    world_add_hits(w, &w->hits[rule - w->signals], file, count);
}

// The file imports the framework.
static inline void world_use(World *w, uint32_t framework, uint32_t file) {
    world_add_hits(w, &w->spread[framework], file, 1);
}

// The file makes or starts an application of it.
static inline void world_entry(World *w, uint32_t framework, uint32_t file) {
    world_add_hits(w, &w->entry[framework], file, 1);
}

static inline HitList world_list(const WorldHits *hits) {
    return (HitList){hits->items, hits->len};
}

// Every Python file counts as parsed, with ten lines.
static inline void world_parse(World *w) {
    FileFacts *facts = arena_array(&w->arena, FileFacts, w->source.files.len);
    FileNames *names = arena_array(&w->arena, FileNames, w->source.files.len);
    w->program.file_count = 0;
    for (uint32_t i = 0; i < w->source.files.len; i++) {
        if (w->source.files.items[i].kind != FILE_PYTHON) continue;
        names[w->program.file_count].resolved = 3;
        facts[w->program.file_count++] =
            (FileFacts){.file = i, .is_parsed = true, .lines = 10, .bytes = 100};
    }
    w->program.files = facts;
    w->program.names = names;
}

// Freezes what was found: now the steps of judge may run on w->report and w->project.
static inline Report *world_report(World *w) {
    for (uint32_t i = 0; i < w->rules.signal_count; i++) {
        w->signal_matches[i] = (Match){w->hits[i].len, world_list(&w->hits[i])};
    }
    for (uint32_t i = 0; i < WORLD_FRAMEWORKS; i++) {
        w->framework_matches[i] = (FrameworkMatch){
            world_list(&w->spread[i]), world_list(&w->entry[i]), world_list(&w->declared[i]),
            world_list(&w->plugin[i]), world_list(&w->routes[i])};
    }
    if (w->program.files == NULL) world_parse(w);
    w->found = (ProjectMatches){
        .root = STR_CONST("."),
        .owner = arena_array(&w->arena, uint32_t, w->source.files.len),
        .matches = &w->matches,
    };
    for (uint32_t i = 0; i < w->source.files.len; i++)
        w->found.files += (ROLE_BIT(w->source.files.items[i].role) & ROLES_PRODUCTION) != 0;
    w->matches.projects = &w->found;
    w->matches.project_count = 1;
    w->project = (Project){.root = STR_CONST("."), .matches = &w->matches};
    w->report = (Report){
        .source = &w->source,
        .program = &w->program,
        .rules = &w->rules,
        .matches = &w->matches,
        .projects = &w->project,
        .project_count = 1,
    };
    return &w->report;
}

// The whole of judge.
static inline Report *world_judge(World *w) {
    (void)world_report(w);
    judge_report(&w->matches, &w->program, &(JudgeOptions){.rules = &w->rules}, &w->arena,
                 &w->report);
    return &w->report;
}

static inline const SignalResult *world_result(const Project *project, const char *id) {
    for (uint32_t i = 0; i < project->signal_count; i++) {
        if (str_eq(project->signals[i].rule->id, str_from_c(id))) return &project->signals[i];
    }
    return NULL;
}

// A repository on some framework (or none), with up to ten signals of every kind anywhere.
static inline void world_randomise(World *w, Random *random) {
    static const char *const PATHS[] = {"api/a.py",      "api/v1/b.py",    "inference/run.py",
                                        "shop/admin.py", "shop/models.py", "top.py"};
    static const char *const IDS[] = {"s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9"};
    static const char *const CRITERIA[] = {"type", "speed", "admin", "curve"};
    for (uint32_t i = 0; i < ARRAY_LEN(PATHS); i++) {
        (void)world_file(w, PATHS[i], random_below(random, 8) ? ROLE_APP : ROLE_TEST);
    }
    for (uint32_t i = 0; i < WORLD_CRITERIA; i++)
        w->criteria[i].is_separable = random_below(random, 4) > 0;
    uint32_t framework = random_below(random, WORLD_FRAMEWORKS + 1);
    if (framework < WORLD_FRAMEWORKS) {
        world_use(w, framework, random_below(random, ARRAY_LEN(PATHS)));
        world_entry(w, framework, random_below(random, ARRAY_LEN(PATHS)));
    }
    uint32_t signals = random_below(random, ARRAY_LEN(IDS) + 1);
    for (uint32_t s = 0; s < signals; s++) {
        // One draw a statement: arguments are evaluated in an order that the compiler picks.
        const char *criterion = CRITERIA[random_below(random, ARRAY_LEN(CRITERIA))];
        double lean = random_share(random) * 2 - 1;
        double weight = random_share(random) * 5;
        SignalRule *rule = world_signal(w, IDS[s], criterion, lean, weight);
        rule->kind = (uint8_t)random_below(random, SIGNAL_KIND_COUNT);
        rule->half = 0.5 + 10 * random_share(random);
        double days = random_share(random) * 3;
        if (rule->kind == SIGNAL_INVESTMENT) world_invest(w, rule, days);
        for (uint32_t f = 0; f < ARRAY_LEN(PATHS); f++) {
            if (random_below(random, 2)) world_hits(w, rule, f, random_below(random, 40));
        }
    }
}

#endif
