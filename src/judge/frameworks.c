// SPDX-License-Identifier: MIT
// Which web frameworks a project uses, and which one it is built on.
//
//     shop/settings.py   ROOT_URLCONF = …    ─►  django: 1 entry, 31 files, declared: the base
//     tests/test_api.py  import fastapi      ─►  fastapi: 0 files, 1 other file: not in use
//
// A framework is in use when production code imports it, or makes or starts an application of it.
// The one with the highest score is the base: files that import it, plus what a proof of an
// application and a declared dependency are worth (matrix.json). Among equals the rule's priority
// decides, then the id.
//
// A project without an application is none to migrate: a library, a plug-in, a template for
// projects, or code that only its tests or examples serve.
//
// Limits: a framework that is only wrapped (a plug-in that imports several) still gets the best of
// them as base.
#include "judge/frameworks.h"

#include "base/banned.h"

static bool is_production(const Source *source, uint32_t file) {
    return (ROLE_BIT(source->files.items[file].role) & ROLES_PRODUCTION) != 0;
}

// manage.py and its like are scripts, and start the application all the same.
static bool starts_application(const Source *source, uint32_t file) {
    return is_production(source, file) || source->files.items[file].role == ROLE_SCRIPT;
}

static uint32_t count_files(const Source *source, HitList hits, bool production) {
    uint32_t count = 0;
    uint32_t last = NONE;
    for (uint32_t i = 0; i < hits.len; i++) {
        uint32_t file = hits.items[i].file;
        if (file == last) continue;
        last = file;
        if (is_production(source, file) == production) count++;
    }
    return count;
}

static Evidence first_evidence(const Source *source, const FrameworkMatch *match) {
    const HitList lists[] = {match->entry, match->spread, match->declared};
    for (uint32_t l = 0; l < ARRAY_LEN(lists); l++) {
        for (uint32_t i = 0; i < lists[l].len; i++) {
            const Hit *hit = &lists[l].items[i];
            if (!starts_application(source, hit->file)) continue;
            return (Evidence){.file = hit->file, .pos = hit->pos, .detail = hit->detail};
        }
    }
    return (Evidence){.file = NONE};
}

static FrameworkUse measure(const Report *report, const Matches *matches, uint32_t index) {
    const Source *source = report->source;
    const FrameworkMatch *match = &matches->frameworks[index];
    FrameworkUse use = {
        .rule = &report->rules->frameworks[index],
        .files = count_files(source, match->spread, true),
        .files_other = count_files(source, match->spread, false),
        .declared = match->declared.len,
        .plugin = match->plugin.len,
        .first = first_evidence(source, match),
    };
    for (uint32_t i = 0; i < match->routes.len; i++)
        use.routes += is_production(source, match->routes.items[i].file);
    for (uint32_t i = 0; i < match->entry.len; i++) {
        if (starts_application(source, match->entry.items[i].file)) use.entries++;
    }
    use.score = use.files;
    if (use.entries) use.score += report_number(report->rules, NUMBER_FRAMEWORK_ENTRY);
    if (use.declared) use.score += report_number(report->rules, NUMBER_FRAMEWORK_DECLARED);
    return use;
}

static bool is_better(const FrameworkUse *a, const FrameworkUse *b) {
    if (a->score != b->score) return a->score > b->score;
    if (a->rule->priority != b->rule->priority) return a->rule->priority > b->rule->priority;
    return str_cmp(a->rule->id, b->rule->id) < 0;
}

// Meant to be installed: it has a build system in its root.
static bool is_installable(const Source *source, const ProjectMatches *found) {
    for (uint32_t i = 0; i < source->packages.len; i++) {
        const Package *package = &source->packages.items[i];
        if (found->owner[package->file] == found->index && package->has_build &&
            is_production(source, package->file))
            return true;
    }
    return false;
}

// Most of its Python files stand below a directory whose name is filled in when a project is made:
// "{{cookiecutter.slug}}".
static bool is_template(const Source *source, const ProjectMatches *found) {
    uint32_t files = 0, inside = 0;
    for (uint32_t i = 0; i < source->files.len; i++) {
        const SourceFile *file = &source->files.items[i];
        if (found->owner[i] != found->index || file->kind != FILE_PYTHON) continue;
        files++;
        inside += str_find_str(file->path, STR("{{")) != NONE;
    }
    return inside * 2 > files;
}

// The first one that is imported anywhere, production or not.
static const FrameworkRule *find_apart(const Report *report, const Project *project) {
    for (uint32_t i = 0; i < report->rules->framework_count; i++)
        if (project->matches->frameworks[i].spread.len) return &report->rules->frameworks[i];
    return NULL;
}

static NoneReason none_reason(const Report *report, const ProjectMatches *found,
                              const Project *project) {
    if (is_template(report->source, found)) return NONE_TEMPLATE;
    if (project->base == NULL) {
        if (report->coverage.files == 0) return NONE_NO_CODE;
        return project->apart ? NONE_ONLY_APART : NONE_NO_WEB;
    }
    if (project->base->entries > 0) return NONE_NOT;
    if (project->base->plugin > 0) return NONE_PLUGIN;
    return is_installable(report->source, found) ? NONE_LIBRARY : NONE_NOT;
}

void frameworks_judge(const Report *report, const ProjectMatches *found, Arena *arena,
                      Project *project) {
    uint32_t count = report->rules->framework_count;
    FrameworkUse *used = arena_array(arena, FrameworkUse, count);
    uint32_t n = 0;
    for (uint32_t i = 0; i < count; i++) {
        FrameworkUse use = measure(report, found->matches, i);
        if (use.files == 0 && use.entries == 0) continue;
        uint32_t at = n++; // insertion sort: a dozen at most
        for (; at > 0 && is_better(&use, &used[at - 1]); at--)
            used[at] = used[at - 1];
        used[at] = use;
    }
    project->frameworks = used;
    project->framework_count = n;
    project->base = n ? &used[0] : NULL;
    project->tally.base = n ? used[0].rule : NULL;
    project->apart = find_apart(report, project);
    project->tally.none = none_reason(report, found, project);
}
