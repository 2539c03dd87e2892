// SPDX-License-Identifier: MIT
// Which deployables a repository has, and which of its files belong to each.
//
//     shop/manage.py, shop/shop/wsgi.py      (Django starts here)     ─►  "shop"
//     ai/Dockerfile, ai/app/main.py          (FastAPI starts here)    ─►  "ai"
//     libs/money.py                          (nobody starts here)     ─►  goes to the largest
//
// How: every place where a framework's application is made or started in production code has a
// home: the deepest directory above it with a manifest, a container file or manage.py, else the top.
// Several homes are several deployables; a single one is the whole repository, wherever it stands.
// Every file belongs to the deepest home above it, and what is below none to the home with the most
// production code, so that nothing is lost and nothing is counted twice.
//
// Limits: services that share one manifest and start in neighbouring directories are one project.
// Code that several deployables import is weighed with the largest only. At most PROJECTS_MAX; the
// rest stays with the home above.
#include <stdlib.h>

#include "match/matcher.h"

#include "base/banned.h"

enum { PROJECTS_MAX = 64 };

// A directory with one of these is where a program is built or started. Globs of the last segment.
static const Str MARKERS[] = {
    STR_CONST("manage.py"),         STR_CONST("pyproject.toml"),  STR_CONST("setup.py"),
    STR_CONST("setup.cfg"),         STR_CONST("Pipfile"),         STR_CONST("*requirements*.txt"),
    STR_CONST("*requirements*.in"), STR_CONST("[Dd]ockerfile*"),  STR_CONST("Containerfile"),
    STR_CONST("Procfile"),          STR_CONST("environment.yml"),
};

// Directories that say how a program is packed and delivered: what starts in them is not in them.
static const Str DELIVERY[] = {
    STR_CONST("docker"),         STR_CONST(".docker"),     STR_CONST("deploy"),
    STR_CONST("deployment"),     STR_CONST("deployments"), STR_CONST("infra"),
    STR_CONST("infrastructure"), STR_CONST("ops"),         STR_CONST("packaging"),
};

typedef struct Finder {
    const Source *source;
    Map markers; // directory → 1
    Map homes;   // directory → production Python files below it and below no deeper home
} Finder;

static Str parent(Str path) {
    uint32_t slash = str_rfind(path, '/');
    return slash == NONE ? STR("") : str_sub(path, 0, slash);
}

static Str last(Str path) {
    uint32_t slash = str_rfind(path, '/');
    return slash == NONE ? path : str_sub(path, slash + 1, path.len);
}

static bool is_delivery(Str path) {
    for (Str rest = path, head; rest.len;) {
        str_cut(rest, '/', &head, &rest);
        for (uint32_t i = 0; i < ARRAY_LEN(DELIVERY); i++)
            if (str_eq(head, DELIVERY[i])) return true;
    }
    return false;
}

static bool is_python(const SourceFile *file) {
    return file->kind == FILE_PYTHON || file->kind == FILE_NOTEBOOK;
}

static bool is_production(const SourceFile *file) {
    return (ROLE_BIT(file->role) & ROLES_PRODUCTION) != 0;
}

static void find_markers(Finder *finder) {
    for (uint32_t f = 0; f < finder->source->files.len; f++) {
        const SourceFile *file = &finder->source->files.items[f];
        if (is_delivery(parent(file->path))) continue;
        for (uint32_t i = 0; i < ARRAY_LEN(MARKERS); i++) {
            if (!str_glob(MARKERS[i], last(file->path))) continue;
            map_set(&finder->markers, parent(file->path), 1);
            break;
        }
    }
}

// The deepest directory above the path that `directories` has, "" if none.
static Str deepest(const Map *directories, Str path) {
    for (Str dir = parent(path); dir.len; dir = parent(dir))
        if (map_has(directories, dir)) return dir;
    return STR("");
}

// Where applications are made; manage.py and its like are scripts. Command lines stand in files of
// all kinds anywhere and say too little about where the code is.
static void find_homes(Finder *finder, const Matches *whole, uint32_t framework_count) {
    for (uint32_t i = 0; i < framework_count; i++) {
        HitList entries = whole->frameworks[i].entry;
        for (uint32_t h = 0; h < entries.len && finder->homes.len < PROJECTS_MAX; h++) {
            const SourceFile *file = &finder->source->files.items[entries.items[h].file];
            if (!is_python(file) || (!is_production(file) && file->role != ROLE_SCRIPT)) continue;
            map_set(&finder->homes, deepest(&finder->markers, file->path), 0);
        }
    }
}

static int compare_roots(const void *left, const void *right) {
    return str_cmp(((const ProjectMatches *)left)->root, ((const ProjectMatches *)right)->root);
}

static Str package_name(const Source *source, Str root) {
    for (uint32_t i = 0; i < source->packages.len; i++) {
        const Package *package = &source->packages.items[i];
        if (package->name.len && str_eq(parent(source->files.items[package->file].path), root))
            return package->name;
    }
    return (Str){0};
}

static uint32_t largest(const ProjectMatches *projects, uint32_t count) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < count; i++)
        if (projects[i].files > projects[best].files) best = i;
    return best;
}

// Every file to the deepest root above it; what is below none to the largest project.
static void share_out(const Source *source, const Map *roots, ProjectMatches *projects,
                      uint32_t count, uint32_t *owner) {
    bool has_top = map_has(roots, STR(""));
    for (uint32_t f = 0; f < source->files.len; f++) {
        const SourceFile *file = &source->files.items[f];
        Str root = deepest(roots, file->path);
        owner[f] = NONE;
        if (root.len == 0 && !has_top) continue;
        (void)map_get(roots, root, &owner[f]);
        projects[owner[f]].files += is_python(file) && is_production(file);
    }
    uint32_t main = largest(projects, count);
    for (uint32_t f = 0; f < source->files.len; f++) {
        if (owner[f] != NONE) continue;
        owner[f] = main;
        projects[main].files +=
            is_python(&source->files.items[f]) && is_production(&source->files.items[f]);
    }
}

ProjectMatches *projects_find(const Program *program, const Matches *whole,
                              uint32_t framework_count, Arena *arena, uint32_t *out_count) {
    Arena scratch = {0};
    Finder finder = {program->source, map_new(&scratch, 0), map_new(&scratch, 0)};
    find_markers(&finder);
    find_homes(&finder, whole, framework_count);
    uint32_t count = finder.homes.len > 1 ? finder.homes.len : 1;
    ProjectMatches *projects = arena_array(arena, ProjectMatches, count);
    for (uint32_t i = 0; i < finder.homes.len && count > 1; i++)
        projects[i].root = finder.homes.keys[i];
    qsort(projects, count, sizeof *projects, compare_roots);
    Map roots = map_new(&scratch, count);
    for (uint32_t i = 0; i < count; i++)
        map_set(&roots, projects[i].root, i);
    uint32_t *owner = arena_array(arena, uint32_t, program->source->files.len);
    share_out(program->source, &roots, projects, count, owner);
    for (uint32_t i = 0; i < count; i++) {
        ProjectMatches *project = &projects[i];
        project->name = package_name(program->source, project->root);
        project->owner = owner;
        project->index = i;
        if (project->root.len == 0) project->root = STR(".");
    }
    arena_free(&scratch);
    *out_count = count;
    return projects;
}
