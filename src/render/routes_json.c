// SPDX-License-Identifier: MIT
// The ledger of endpoints as JSON: one line a route.
//
//     {"path": "/orders/{id}", "mounted": true, "methods": ["GET"], "view": "order", "async": true,
//      "file": "shop/api.py", "line": 12, "project": ".", "touches": {"auth": "login_required"}}
//
// Limits: `touches` names one place a column, the nearest; how many there are is not said.
#include "render/routes_json.h"

#include "base/banned.h"

static void write_methods(Writer *w, Str methods) {
    writer_key(w, "methods");
    writer_open_flat(w, '[');
    while (methods.len > 0) {
        Str method;
        str_cut(methods, ' ', &method, &methods);
        writer_str(w, method);
    }
    writer_close(w, ']');
}

static void write_marks(Writer *w, const Report *report, const Endpoint *endpoint) {
    uint32_t facts[ENDPOINT_COLUMNS_MAX];
    uint32_t count = endpoint_columns(report->rules, facts);
    writer_key(w, "touches");
    writer_open_flat(w, '{');
    for (uint32_t i = 0; i < count && endpoint->marks; i++) {
        if (endpoint->marks[i].len == 0) continue;
        writer_key_str(w, report->rules->facts[facts[i]].column);
        writer_str(w, endpoint->marks[i]);
    }
    writer_close(w, '}');
}

static void write_endpoint(Writer *w, const Report *report, const Endpoint *endpoint) {
    writer_open_flat(w, '{');
    writer_field_str(w, "path", endpoint->path);
    writer_key(w, "mounted");
    writer_bool(w, endpoint->is_mounted);
    write_methods(w, endpoint->methods);
    writer_field_or_null(w, "view", endpoint->view);
    writer_key(w, "async");
    writer_bool(w, endpoint->is_async);
    writer_key(w, "file");
    writer_path(w, endpoint->file);
    writer_field_uint(w, "line", endpoint->line);
    writer_key(w, "project");
    writer_path(w, report->projects[endpoint->project].root);
    write_marks(w, report, endpoint);
    writer_close(w, '}');
}

void routes_json(Writer *w, const Report *report) {
    writer_open(w, '[');
    for (uint32_t i = 0; i < report->endpoint_count; i++)
        write_endpoint(w, report, &report->endpoints[i]);
    writer_close(w, ']');
}
