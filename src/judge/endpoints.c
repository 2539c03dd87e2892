// SPDX-License-Identifier: MIT
// The ledger of endpoints: the routes of the product, one row a path.
//
//     Route {full_paths: "/api/orders", "/v2/orders"}   ─►  two rows
//     Route {path: "/x", mounted nowhere}               ─►  one row with its own part of the path
//
// Limits: routes of tests, examples and the like are left out; so are routes without path and view.
#include "judge/endpoints.h"

#include "base/banned.h"

typedef VEC(Endpoint) EndpointVec;

// An include stands for the routes below it. A view set with actions is both: it has a view.
static bool is_endpoint(const Report *report, const Route *route) {
    bool has_own_view = route->view_function != NONE || route->view_class != NONE;
    bool says_something = route->path.len + route->full_path_count + route->view.len > 0;
    Role role = report->source->files.items[route->file].role;
    return ROLE_BIT(role) & ROLES_PRODUCTION && says_something &&
           (has_own_view || !route->is_mount);
}

static void add_route(const Report *report, const Route *route, Arena *arena, EndpointVec *out) {
    Endpoint endpoint = {.project = report->matches->projects[0].owner[route->file],
                         .file = report->source->files.items[route->file].path,
                         .line = route->pos.row + 1,
                         .methods = route->methods,
                         .path = route->path,
                         .is_mounted = route->full_path_count > 0,
                         .view = route->view,
                         .is_async = route->is_async,
                         .marks = route->marks};
    for (uint32_t i = 0; i < route->full_path_count; i++) {
        endpoint.path = route->full_paths[i];
        vec_push(arena, out, endpoint);
    }
    if (!endpoint.is_mounted) vec_push(arena, out, endpoint);
}

void endpoints_list(Report *report, Arena *arena) {
    EndpointVec endpoints = {0};
    for (uint32_t i = 0; i < report->matches->route_count; i++)
        if (is_endpoint(report, &report->matches->routes[i]))
            add_route(report, &report->matches->routes[i], arena, &endpoints);
    report->endpoints = endpoints.items;
    report->endpoint_count = endpoints.len;
}
