// SPDX-License-Identifier: MIT
// The predicate about resources: paths under which records are read, created and changed.
//
//   @router.get("/orders")            resource "/orders": its routes read, create, and change or
//   @router.post("/orders")           delete; the hit is the first of them
//   @router.delete("/orders/{id}")
//
// How: the routes of one file are grouped by their path without parameters at its end and without a
// verb (`/orders/create`, `/orders/{id}/edit`); methods and verbs say what a route does. One pass, a
// map from path to group.
//
// Limits: a resource whose routes are spread over files is not seen; of routes that give no methods
// only the verbs speak; two routers of one file with the same paths are one resource.
#include "match/matcher.h"

#include "base/banned.h"

// What the routes of a resource do, as bits.
enum { READS = 1, CREATES = 2, CHANGES = 4 };

typedef struct Word {
    Str word;
    uint32_t does;
} Word;

static const Word METHODS[] = {
    {STR_CONST("GET"), READS},     {STR_CONST("POST"), CREATES},   {STR_CONST("PUT"), CHANGES},
    {STR_CONST("PATCH"), CHANGES}, {STR_CONST("DELETE"), CHANGES},
};

static const Word VERBS[] = {
    {STR_CONST("list"), READS},     {STR_CONST("create"), CREATES}, {STR_CONST("add"), CREATES},
    {STR_CONST("new"), CREATES},    {STR_CONST("edit"), CHANGES},   {STR_CONST("update"), CHANGES},
    {STR_CONST("delete"), CHANGES}, {STR_CONST("remove"), CHANGES},
};

static uint32_t look_up(const Word *words, uint32_t count, Str word) {
    for (uint32_t i = 0; i < count; i++)
        if (str_eq(words[i].word, word)) return words[i].does;
    return 0;
}

static uint32_t done_by_methods(Str methods) {
    uint32_t does = 0;
    Str method, rest = methods;
    bool has_more = true;
    while (has_more) {
        has_more = str_cut(rest, ' ', &method, &rest);
        does |= look_up(METHODS, ARRAY_LEN(METHODS), method);
    }
    return does;
}

static bool is_parameter(Str segment) {
    return str_starts(segment, STR("{")) || str_starts(segment, STR("<")) ||
           str_starts(segment, STR(":"));
}

// The path without what stands for one record or one action at its end. *does becomes what a verb
// says that the route does; it says more than the method, which may be POST for anything. What names
// no record changes none: DELETE /session ends a session.
static Str resource_of(Str path, uint32_t *does) {
    bool names_record = false;
    while (path.len > 0) {
        uint32_t slash = str_rfind(path, '/');
        uint32_t start = slash == NONE ? 0 : slash + 1;
        Str last = str_sub(path, start, path.len);
        uint32_t verb = look_up(VERBS, ARRAY_LEN(VERBS), last);
        if (last.len > 0 && !is_parameter(last) && verb == 0) break;
        if (verb != 0) *does = verb;
        names_record = names_record || is_parameter(last);
        path = str_sub(path, 0, slash == NONE ? 0 : slash);
    }
    if (!names_record) *does &= ~(uint32_t)CHANGES;
    return path;
}

typedef struct Resource {
    uint32_t first; // of its routes
    uint32_t does;
} Resource;

void match_resources(Matcher *m) {
    VEC(Resource) resources = {0};
    Map by_path = map_new(m->scratch, m->routes.len);
    for (uint32_t i = 0; i < m->routes.len; i++) {
        const Route *route = &m->routes.items[i].route;
        if (!route->path.ptr) continue; // it is computed
        uint32_t does = done_by_methods(route->methods);
        Str path = resource_of(route->path, &does);
        uint32_t *number = map_slot(&by_path, path, resources.len);
        if (*number == resources.len) vec_push(m->scratch, &resources, ((Resource){.first = i}));
        assert(resources.items); // at least the one just pushed
        resources.items[*number].does |= does;
    }
    for (uint32_t i = 0; i < resources.len; i++) {
        if (resources.items[i].does != (READS | CREATES | CHANGES)) continue;
        const FoundRoute *found = &m->routes.items[resources.items[i].first];
        Candidate c = {.name = found->route.path,
                       .pos = found->route.pos,
                       .scope = found->scope,
                       .detail = found->route.path};
        match_find(m, PREDICATE_RESOURCE, &c, match_keep);
    }
}
