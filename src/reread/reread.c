// SPDX-License-Identifier: MIT
// A saved report (stayorgo-report/1) → a Report that judge can decide again.
//
//     {"schema": "stayorgo-report/1", "projects": [{"signals": […], "basis": {…}, …}], …}
//     ─►  Report: coverage, facts, problems; of each project the tally, frameworks and signals
//
// Only what cannot be reckoned is read: counts, places, names. Verdicts are read to compare with.
// Whoever wrote the file is not trusted: every value is checked where it is read, and sums that
// later steps rely on (roles add up, parts are no more than their whole) are checked here.
//
// Limits: REPORT_BYTES_MAX is up to the caller; the text of a line is as it was when it was scanned.
#include "reread/reread.h"

#include "reread/reread_value.h"

#include "base/banned.h"

enum { PROJECTS_MAX = 100000 };

static RereadReader reader_new(const RereadInput *input, Arena *arena, Reread *out) {
    const Rules *rules = input->rules;
    RereadReader r = {.arena = arena, .rules = rules, .out = out};
    r.signals = map_new(arena, rules->signal_count);
    r.efforts = map_new(arena, rules->effort_count);
    r.frameworks = map_new(arena, rules->framework_count);
    r.criteria = map_new(arena, rules->criterion_count);
    r.files = map_new(arena, 0);
    r.gone = map_new(arena, 0);
    r.lacking = map_new(arena, 0);
    for (uint32_t i = 0; i < rules->signal_count; i++)
        map_set(&r.signals, rules->signals[i].id, i);
    for (uint32_t i = 0; i < rules->effort_count; i++)
        map_set(&r.efforts, rules->efforts[i].id, i);
    for (uint32_t i = 0; i < rules->framework_count; i++)
        map_set(&r.frameworks, rules->frameworks[i].id, i);
    for (uint32_t i = 0; i < rules->criterion_count; i++)
        map_set(&r.criteria, rules->criteria[i].id, i);
    return r;
}

// --- Head ----------------------------------------------------------------------------------------

static bool read_schema(JsonAt top, Error *err) {
    JsonAt at;
    Str schema;
    if (!jsonio_is_object(top) || !jsonio_has(top, "schema", &at) || !jsonio_is_string(at))
        return jsonio_error(top, err, "this is no report of stayorgo (scan -o json makes one)");
    if (!jsonio_str(at, &schema, err)) return false;
    return str_eq(schema, STR("stayorgo-report/1")) ||
           jsonio_error(at, err,
                        "\"" STR_FMT "\" is another format; this program reads stayorgo-report/1",
                        STR_ARG(schema));
}

// A what-if counts what was never there; decided again, nobody would know.
static bool refuse_what_if(JsonAt top, Error *err) {
    JsonAt rescored, changes, kind;
    Str key;
    if (!jsonio_has(top, "rescored", &rescored)) return true;
    if (!reread_value_array(rescored, "changes", RESCORED_COUNT_MAX, &changes, err)) return false;
    for (uint32_t i = 0; i < jsonio_len(changes); i++) {
        if (!jsonio_key(jsonio_item(changes, i), "kind", &kind, err) ||
            !jsonio_str(kind, &key, err))
            return false;
        if (str_eq(key, STR("what_if")))
            return jsonio_error(kind, err,
                                "this report holds counts of a --what-if; rescore the report that "
                                "it was made from");
    }
    return true;
}

static bool read_head(RereadReader *r, JsonAt top, Error *err) {
    JsonAt tool, repository;
    Reread *out = r->out;
    return reread_value_object(top, "tool", &tool, err) &&
           reread_value_str(r, tool, "version", &out->rescored.version, err) &&
           reread_value_str(r, tool, "rules", &out->rescored.digest, err) &&
           reread_value_object(top, "repository", &repository, err) &&
           reread_value_or_null(r, repository, "name", &out->report.name, err) &&
           reread_value_bool(repository, "git", &out->source.is_git, err) &&
           reread_value_count(repository, "files", &out->report.coverage.listed, err);
}

// --- Coverage and facts --------------------------------------------------------------------------

static bool read_roles(JsonAt coverage, Coverage *out, Error *err) {
    JsonAt roles;
    uint64_t sum = 0;
    if (!reread_value_object(coverage, "roles", &roles, err)) return false;
    for (uint32_t i = 0; i < ROLE_COUNT; i++) {
        const char *key = source_role_key((Role)i);
        if (!reread_value_count(roles, key, &out->by_role[i], err)) return false;
        sum += out->by_role[i];
    }
    return sum == out->files || jsonio_error(roles, err, "they do not add up to \"files\"");
}

static bool read_unresolved(JsonAt coverage, Coverage *out, Error *err) {
    JsonAt unresolved;
    if (!reread_value_object(coverage, "unresolved", &unresolved, err)) return false;
    for (uint32_t i = REASON_NONE + 1; i < REASON_COUNT; i++) {
        const char *key = program_reason_key((Reason)i);
        if (!reread_value_uint64(unresolved, key, &out->unresolved[i], err)) return false;
    }
    return true;
}

static bool read_coverage(JsonAt top, Coverage *out, Error *err) {
    JsonAt at;
    if (!reread_value_object(top, "coverage", &at, err)) return false;
    const struct {
        const char *key;
        uint32_t *count;
    } counts[] = {
        {"files", &out->files},
        {"files_parsed", &out->files_parsed},
        {"files_with_errors", &out->files_with_errors},
        {"files_skipped", &out->files_skipped},
        {"stubs", &out->stubs},
        {"notebooks", &out->notebooks},
        {"templates", &out->templates},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(counts); i++)
        if (!reread_value_count(at, counts[i].key, counts[i].count, err)) return false;
    if (out->files_parsed > out->files)
        return jsonio_error(at, err, "\"files_parsed\" is more than \"files\"");
    return reread_value_uint64(at, "names_resolved", &out->names_resolved, err) &&
           reread_value_uint64(at, "names_unresolved", &out->names_unresolved, err) &&
           read_roles(at, out, err) && read_unresolved(at, out, err);
}

static bool read_modules(RereadReader *r, JsonAt at, const Map **out, Error *err) {
    Map *modules = arena_new(r->arena, Map);
    JsonAt count_at;
    Str name;
    *modules = map_new(r->arena, jsonio_len(at));
    for (JsonIter it = {.object = at}; jsonio_next(&it, &name, &count_at);) {
        uint32_t count;
        if (!reread_value_count_at(count_at, &count, err)) return false;
        map_set(modules, str_copy(r->arena, name), count);
    }
    *out = modules;
    return true;
}

static bool read_facts(RereadReader *r, JsonAt top, Error *err) {
    JsonAt at, value;
    Str key;
    Report *report = &r->out->report;
    if (!reread_value_object(top, "facts", &at, err) ||
        !reread_value_uint64(at, "lines", &report->coverage.lines, err) ||
        !reread_value_uint64(at, "bytes", &report->coverage.bytes, err))
        return false;
    SavedFact *facts = arena_array(r->arena, SavedFact, jsonio_len(at) + 1);
    for (JsonIter it = {.object = at}; jsonio_next(&it, &key, &value);) {
        SavedFact *fact = &facts[report->fact_count++];
        fact->key = str_copy(r->arena, key);
        bool ok = jsonio_is_object(value) ? read_modules(r, value, &fact->modules, err)
                                          : jsonio_uint64(value, &fact->count, err);
        if (!ok) return false;
    }
    report->facts = facts;
    return true;
}

static bool read_problem_kind(JsonAt at, ProblemKind *out, Error *err) {
    JsonAt kind_at;
    Str key;
    if (!jsonio_key(at, "kind", &kind_at, err) || !jsonio_str(kind_at, &key, err)) return false;
    for (uint32_t i = 0; i < PROBLEM_KIND_COUNT; i++) {
        *out = (ProblemKind)i;
        if (str_eq(key, str_from_c(source_problem_key(*out)))) return true;
    }
    return jsonio_error(kind_at, err, "there is no problem \"" STR_FMT "\"", STR_ARG(key));
}

static bool read_problems(RereadReader *r, JsonAt top, Error *err) {
    JsonAt list;
    if (!reread_value_array(top, "problems", RESCORED_COUNT_MAX, &list, err)) return false;
    for (uint32_t i = 0; i < jsonio_len(list); i++) {
        JsonAt at = jsonio_item(list, i);
        Problem problem = {0};
        if (!read_problem_kind(at, &problem.kind, err) ||
            !reread_value_path(r, at, "path", &problem.path, err) ||
            !reread_value_count(at, "line", &problem.line, err) ||
            !reread_value_str(r, at, "text", &problem.text, err))
            return false;
        vec_push(r->arena, &r->out->report.problems, problem);
    }
    return true;
}

// --- The whole -----------------------------------------------------------------------------------

static bool read_projects(RereadReader *r, JsonAt top, Error *err) {
    JsonAt list;
    Report *report = &r->out->report;
    if (!reread_value_array(top, "projects", PROJECTS_MAX, &list, err)) return false;
    uint32_t count = jsonio_len(list);
    if (count == 0) return jsonio_error(list, err, "a report has at least one project");
    SavedVerdict *before = arena_array(r->arena, SavedVerdict, count);
    Map roots = map_new(r->arena, count);
    report->projects = arena_array(r->arena, Project, count);
    report->project_count = count;
    r->out->rescored.before = before;
    for (uint32_t i = 0; i < count; i++) {
        JsonAt at = jsonio_item(list, i);
        Project *project = &report->projects[i];
        if (!reread_project(r, at, i, project, &before[i], err)) return false;
        if (map_has(&roots, project->root))
            return jsonio_error(at, err, "this root is there twice");
        map_set(&roots, project->root, i);
    }
    return true;
}

static bool read_all(RereadReader *r, JsonAt top, Error *err) {
    return read_schema(top, err) && refuse_what_if(top, err) && read_head(r, top, err) &&
           reread_weights(r, top, err) && read_coverage(top, &r->out->report.coverage, err) &&
           read_facts(r, top, err) && read_projects(r, top, err) && reread_findings(r, top, err) &&
           reread_routes(r, top, err) && reread_change(r, top, err) && reread_record(r, top, err) &&
           read_problems(r, top, err);
}

bool reread_report(const RereadInput *input, Arena *arena, Reread *out, Error *err) {
    JsonDoc doc;
    *out = (Reread){.report = {.source = &out->source, .rules = input->rules}};
    if (!jsonio_parse(input->text, input->file, &doc, err)) return false;
    RereadReader reader = reader_new(input, arena, out);
    bool ok = read_all(&reader, jsonio_root(&doc), err);
    jsonio_free(&doc);
    return ok;
}
