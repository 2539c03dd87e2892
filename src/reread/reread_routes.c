// SPDX-License-Identifier: MIT
// The ledger of endpoints, read back. It decides nothing, so it is taken as it stands.
//
//     {"path": "/x", "methods": ["GET"], …, "touches": {"auth": "login_required"}}   ─►  Endpoint
//
// Limits: columns that the rules do not have are left out; a report of a version without the ledger
// has none.
#include "base/buf.h"
#include "reread/reread_value.h"

#include "base/banned.h"

static bool read_project(const RereadReader *r, JsonAt at, uint32_t *out, Error *err) {
    const Report *report = &r->out->report;
    Str root;
    JsonAt root_at;
    if (!jsonio_key(at, "project", &root_at, err) ||
        !reread_value_path(r, at, "project", &root, err))
        return false;
    for (*out = 0; *out < report->project_count; ++*out)
        if (str_eq(report->projects[*out].root, root)) return true;
    return jsonio_error(root_at, err, "there is no such project");
}

static bool read_methods(const RereadReader *r, JsonAt at, Str *out, Error *err) {
    JsonAt list;
    Buf text = buf_new(r->arena);
    if (!reread_value_array(at, "methods", RESCORED_COUNT_MAX, &list, err)) return false;
    for (uint32_t i = 0; i < jsonio_len(list); i++) {
        Str method;
        if (!jsonio_str(jsonio_item(list, i), &method, err)) return false;
        if (i > 0) buf_char(&text, ' ');
        buf_str_add(&text, method);
    }
    *out = buf_str(&text);
    return true;
}

static bool read_marks(const RereadReader *r, JsonAt at, const Str **out, Error *err) {
    uint32_t facts[ENDPOINT_COLUMNS_MAX];
    uint32_t count = endpoint_columns(r->rules, facts);
    Str *marks = arena_array(r->arena, Str, count + 1);
    JsonAt touches, mark;
    if (!reread_value_object(at, "touches", &touches, err)) return false;
    for (uint32_t i = 0; i < count; i++) {
        const char *column = str_to_c(r->arena, r->rules->facts[facts[i]].column);
        if (jsonio_has(touches, column, &mark) &&
            !reread_value_str(r, touches, column, &marks[i], err))
            return false;
    }
    *out = marks;
    return true;
}

bool reread_routes(RereadReader *r, JsonAt top, Error *err) {
    Report *report = &r->out->report;
    JsonAt list;
    if (!jsonio_has(top, "routes", &list)) return true;
    if (!reread_value_array(top, "routes", RESCORED_COUNT_MAX, &list, err)) return false;
    Endpoint *endpoints = arena_array(r->arena, Endpoint, jsonio_len(list) + 1);
    for (uint32_t i = 0; i < jsonio_len(list); i++) {
        JsonAt at = jsonio_item(list, i);
        Endpoint *out = &endpoints[i];
        if (!reread_value_str(r, at, "path", &out->path, err) ||
            !reread_value_bool(at, "mounted", &out->is_mounted, err) ||
            !read_methods(r, at, &out->methods, err) ||
            !reread_value_or_null(r, at, "view", &out->view, err) ||
            !reread_value_bool(at, "async", &out->is_async, err) ||
            !reread_value_path(r, at, "file", &out->file, err) ||
            !reread_value_count(at, "line", &out->line, err) ||
            !read_project(r, at, &out->project, err) || !read_marks(r, at, &out->marks, err))
            return false;
    }
    report->endpoints = endpoints;
    report->endpoint_count = jsonio_len(list);
    return true;
}
