// SPDX-License-Identifier: MIT
// One project of a saved report: what it is built on, and all that its decision rests on.
//
//     {"framework": "flask", "frameworks": [{"id": "flask", …}], "signals": […], "basis": {…}}
//     ─►  Project with its tally; criteria, effort, words and all else are made anew
//
// Nothing that can be reckoned is read, so a report cannot say one thing and rest on another.
//
// Limits: what a project is built on, and why there is nothing to migrate, is taken as the report
// found it; weights of frameworks (framework.entry, framework.declared) have no say any more.
#include "reread/reread_value.h"

#include "base/banned.h"

enum { FRAMEWORKS_MAX = 1000 };

static bool read_use(RereadReader *r, JsonAt at, uint32_t rule, FrameworkUse *out, Error *err) {
    JsonAt places;
    bool declared;
    *out = (FrameworkUse){.rule = &r->rules->frameworks[rule], .first = {.file = NONE}};
    if (!reread_value_count(at, "files", &out->files, err) ||
        !reread_value_count(at, "files_other", &out->files_other, err) ||
        !reread_value_count(at, "entries", &out->entries, err) ||
        !reread_value_count(at, "routes", &out->routes, err) ||
        !reread_value_bool(at, "declared", &declared, err) ||
        !reread_value_array(at, "evidence", 1, &places, err))
        return false;
    out->declared = declared;
    return jsonio_len(places) == 0 ||
           reread_signals_evidence(r, jsonio_item(places, 0), &out->first, err);
}

// The base is the first; others that these rules do not know are left out.
static bool read_frameworks(RereadReader *r, JsonAt at, Project *out, Error *err) {
    JsonAt list;
    if (!reread_value_array(at, "frameworks", FRAMEWORKS_MAX, &list, err)) return false;
    uint32_t count = jsonio_len(list), n = 0;
    FrameworkUse *uses = arena_array(r->arena, FrameworkUse, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        Str id;
        uint32_t rule;
        JsonAt use = jsonio_item(list, i);
        if (!reread_value_str(r, use, "id", &id, err)) return false;
        if (!map_get(&r->frameworks, id, &rule)) {
            if (i == 0)
                return jsonio_error(use, err, "these rules know no framework \"" STR_FMT "\"",
                                    STR_ARG(id));
            reread_value_gone(r, id);
            continue;
        }
        for (uint32_t k = 0; k < n; k++)
            if (uses[k].rule == &r->rules->frameworks[rule])
                return jsonio_error(use, err, "\"" STR_FMT "\" is there twice", STR_ARG(id));
        if (!read_use(r, use, rule, &uses[n++], err)) return false;
    }
    out->frameworks = uses;
    out->framework_count = n;
    out->base = n ? &uses[0] : NULL;
    out->tally.base = n ? uses[0].rule : NULL;
    return true;
}

static bool read_base(RereadReader *r, JsonAt at, const Project *project, Error *err) {
    Str id;
    if (!reread_value_or_null(r, at, "framework", &id, err)) return false;
    Str first = project->base ? project->base->rule->id : (Str){0};
    return str_eq(id, first) ||
           jsonio_error(at, err, "\"framework\" is not the first of \"frameworks\"");
}

static bool read_none(RereadReader *r, JsonAt basis, Project *out, Error *err) {
    Str key, apart;
    uint32_t rule;
    if (!reread_value_or_null(r, basis, "none", &key, err) ||
        !reread_value_or_null(r, basis, "apart", &apart, err))
        return false;
    uint32_t none = 0;
    while (none < NONE_COUNT && !str_eq(key, str_from_c(report_none_key((NoneReason)none))))
        none++;
    if (none == NONE_COUNT)
        return jsonio_error(basis, err, "there is no reason \"" STR_FMT "\"", STR_ARG(key));
    if (none == NONE_NOT && !out->base)
        return jsonio_error(basis, err, "nothing to migrate from, and no reason for \"none\"");
    out->tally.none = (NoneReason)none;
    if (apart.len && map_get(&r->frameworks, apart, &rule))
        out->apart = &r->rules->frameworks[rule];
    const FrameworkUse *second = report_second(r->rules, out);
    out->tally.second = second ? second->rule : NULL;
    return true;
}

static bool read_share(JsonAt object, const char *part, const char *whole, TallyShare *out,
                       Error *err) {
    return reread_value_uint64(object, part, &out->part, err) &&
           reread_value_uint64(object, whole, &out->whole, err) &&
           (out->part <= out->whole ||
            jsonio_error(object, err, "\"%s\" is more than \"%s\"", part, whole));
}

// Counts of what has a price, NULL when the cost was left out.
static bool read_efforts(RereadReader *r, JsonAt basis, Tally *out, Error *err) {
    JsonAt list, at;
    Str id;
    if (!jsonio_key(basis, "efforts", &list, err)) return false;
    if (jsonio_is_null(list)) return true;
    if (!jsonio_is_object(list)) return jsonio_error(list, err, "expected an object or null");
    uint32_t *counts = arena_array(r->arena, uint32_t, r->rules->effort_count + 1);
    for (JsonIter it = {.object = list}; jsonio_next(&it, &id, &at);) {
        uint32_t count, rule;
        if (!reread_value_count_at(at, &count, err)) return false;
        if (map_get(&r->efforts, id, &rule)) {
            counts[rule] = count;
        } else {
            reread_value_gone(r, id);
        }
    }
    out->efforts = counts;
    return true;
}

static bool read_basis(RereadReader *r, JsonAt basis, Project *out, Error *err) {
    JsonAt counted;
    Tally *tally = &out->tally;
    return read_none(r, basis, out, err) && reread_value_object(basis, "counted", &counted, err) &&
           read_share(counted, "files_parsed", "files", &tally->parsed, err) &&
           read_share(counted, "names_resolved", "names", &tally->resolved, err) &&
           read_efforts(r, basis, tally, err) &&
           reread_value_bool(basis, "is_untested", &tally->is_untested, err);
}

static bool read_pull(JsonAt verdict, SavedVerdict *out, Error *err) {
    JsonAt at;
    if (!jsonio_key(verdict, "pull", &at, err)) return false;
    out->has_pull = !jsonio_is_null(at);
    if (!out->has_pull) return true;
    if (!jsonio_number(at, &out->pull, err)) return false;
    return (out->pull >= -1 && out->pull <= 1) ||
           jsonio_error(at, err, "expected a number from -1 to 1");
}

static bool read_before(RereadReader *r, JsonAt at, SavedVerdict *out, Error *err) {
    JsonAt verdict;
    Str key;
    if (!reread_value_object(at, "verdict", &verdict, err) ||
        !reread_value_str(r, verdict, "decision", &key, err) ||
        !reread_value_or_null(r, verdict, "target", &out->target, err) ||
        !read_pull(verdict, out, err))
        return false;
    for (uint32_t i = 0; i < DECISION_COUNT; i++) {
        out->decision = (Decision)i;
        if (str_eq(key, str_from_c(report_decision_key(out->decision)))) return true;
    }
    return jsonio_error(verdict, err, "there is no decision \"" STR_FMT "\"", STR_ARG(key));
}

bool reread_project(RereadReader *r, JsonAt at, uint32_t index, Project *out, SavedVerdict *before,
                    Error *err) {
    JsonAt basis;
    *out = (Project){0};
    return reread_value_path(r, at, "root", &out->root, err) &&
           reread_value_str(r, at, "name", &out->name, err) &&
           reread_value_count(at, "files", &out->files, err) && read_frameworks(r, at, out, err) &&
           read_base(r, at, out, err) && reread_value_object(at, "basis", &basis, err) &&
           read_basis(r, basis, out, err) && reread_signals(r, at, index, out, err) &&
           reread_signals_cuts(r, basis, out, err) && read_before(r, at, before, err);
}
