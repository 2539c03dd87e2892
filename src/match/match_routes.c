// SPDX-License-Identifier: MIT
// Routes as they are written: from a call or decorator to methods, path and view.
//
//   @app.get("/orders/{id}")                       GET       /orders/{id}  order, async
//   async def order(id): ...
//   app.add_url_rule("/x", "x", view_func=show,    GET POST  /x            show
//                    methods=["GET", "POST"])
//   app.router.add_route("PUT", "/y", handlers.y)  PUT       /y            handlers.y
//   api.add_resource(Orders, "/o", "/orders")                /o, /orders   Orders: two routes
//   path("z/", views.Detail.as_view())                       z/            views.Detail
//
// How: all frameworks register in one of three orders: path and view, view and path (REST
// extensions of Flask), method and path and view (aiohttp); strings that begin with a slash tell
// them apart. A rule's `route` option says which calls these are; nothing here knows a framework.
//
// Limits: the path is the route's own part, without the prefixes of the routers that it is
// included in; a path that is computed is empty; methods are those that the name or a literal
// `methods=` says, and empty where the framework's default applies.
#include "base/buf.h"
#include "match/route_nodes.h"

#include "base/banned.h"

enum { WRAPPERS_MAX = 4 }; // login_required(csrf_exempt(view))

// --- Arguments -----------------------------------------------------------------------------------

static bool string_at(const FileFacts *facts, uint32_t expr, Str *out) {
    if (expr == NONE || facts->exprs.items[expr].kind != EXPR_STRING) return false;
    *out = facts->exprs.items[expr].text;
    return true;
}

static uint32_t next_positional(const FileFacts *facts, uint32_t expr) {
    while (expr != NONE && !match_expr_is_positional(facts, expr))
        expr = facts->exprs.items[expr].next;
    return expr;
}

// The argument after a positional one.
static uint32_t positional_after(const FileFacts *facts, uint32_t expr) {
    return expr == NONE ? NONE : next_positional(facts, facts->exprs.items[expr].next);
}

// --- Methods -------------------------------------------------------------------------------------

static Str method_of_name(Str name) {
    static const struct {
        Str name, method;
    } METHODS[] = {
        {STR_CONST("get"), STR_CONST("GET")},         {STR_CONST("post"), STR_CONST("POST")},
        {STR_CONST("put"), STR_CONST("PUT")},         {STR_CONST("patch"), STR_CONST("PATCH")},
        {STR_CONST("delete"), STR_CONST("DELETE")},   {STR_CONST("head"), STR_CONST("HEAD")},
        {STR_CONST("options"), STR_CONST("OPTIONS")}, {STR_CONST("trace"), STR_CONST("TRACE")},
    };
    uint32_t dot = str_rfind(name, '.');
    Str last = dot == NONE ? name : str_sub(name, dot + 1, name.len);
    if (str_wildcard(STR("*websocket*"), last) || str_wildcard(STR("*WebSocket*"), last))
        return STR("WEBSOCKET");
    if (str_starts(last, STR("add_"))) last = str_sub(last, 4, last.len);
    if (str_starts(last, STR("http_"))) last = str_sub(last, 5, last.len);
    for (uint32_t i = 0; i < ARRAY_LEN(METHODS); i++)
        if (str_eq(METHODS[i].name, last)) return METHODS[i].method;
    return STR("");
}

// methods=["GET", "POST"]: "GET POST".
static Str methods_of_keyword(const Matcher *m, uint32_t first) {
    uint32_t list = match_expr_keyword(m->facts, first, STR("methods"));
    if (list == NONE) return STR("");
    Buf buf = buf_new(m->arena);
    Str method;
    ExprChildren items = match_expr_children(m->facts, list);
    for (uint32_t item; match_expr_next(&items, &item);) {
        if (!string_at(m->facts, item, &method)) continue;
        if (buf_str(&buf).len > 0) buf_char(&buf, ' ');
        buf_str_add(&buf, method);
    }
    return buf_str(&buf);
}

// --- Views ---------------------------------------------------------------------------------------

// Qualified name of a definition: in this file as it is, elsewhere with its module.
static Str definition_name(const Matcher *m, uint32_t file, Str qualified_name) {
    if (file == m->program_file) return qualified_name;
    return str_fmt(m->arena, STR_FMT "." STR_FMT, STR_ARG(m->program->modules[file]),
                   STR_ARG(qualified_name));
}

static void set_view_function(const Matcher *m, uint32_t file, uint32_t index, Route *out) {
    out->view_file = file;
    out->view_function = index;
    const Function *function = &m->program->files[file].functions.items[index];
    out->view = definition_name(m, file, function->qualified_name);
    out->is_async = function->is_async;
}

static void set_view_class(const Matcher *m, uint32_t file, uint32_t index, Route *out) {
    out->view_file = file;
    out->view_class = index;
    const Class *class = &m->program->files[file].classes.items[index];
    out->view = definition_name(m, file, class->qualified_name);
}

// Through wrappers to what is wrapped. What a class makes, by as_view() or as an instance, ends it.
static uint32_t unwrap(const Matcher *m, uint32_t expr) {
    const FileFacts *facts = m->facts;
    for (uint32_t i = 0; i < WRAPPERS_MAX; i++) {
        bool is_call = facts->exprs.items[expr].kind == EXPR_CALL;
        if (!is_call || m->names->targets[expr].kind == TARGET_OBJECT) break;
        uint32_t callee = facts->exprs.items[expr].first;
        uint32_t wrapped = next_positional(facts, facts->exprs.items[callee].next);
        if (wrapped == NONE || str_ends(facts->exprs.items[callee].text, STR(".as_view")))
            return callee;
        expr = wrapped;
    }
    return expr;
}

static void set_view(const Matcher *m, uint32_t expr, Route *out) {
    expr = unwrap(m, expr);
    const Target *target = &m->names->targets[expr];
    Str text = m->facts->exprs.items[expr].text;
    switch (target->kind) {
    case TARGET_FUNCTION: set_view_function(m, target->file, target->index, out); break;
    case TARGET_CLASS:
    case TARGET_OBJECT: set_view_class(m, target->file, target->index, out); break;
    case TARGET_UNKNOWN:
        if (target->reason != REASON_PARAMETER) out->view = text;
        break;
    case TARGET_MODULE: out->view = m->program->modules[target->file]; break;
    default: out->view = text; break;
    }
    if (str_ends(out->view, STR(".as_view"))) out->view.len -= STR(".as_view").len;
}

static uint32_t view_keyword(const FileFacts *facts, uint32_t first) {
    static const Str KEYWORDS[] = {
        STR_CONST("view_func"), STR_CONST("endpoint"), STR_CONST("view"),
        STR_CONST("handler"),   STR_CONST("viewset"),  STR_CONST("app"),
    };
    for (uint32_t i = 0; i < ARRAY_LEN(KEYWORDS); i++) {
        uint32_t value = match_expr_keyword(facts, first, KEYWORDS[i]);
        if (value != NONE && facts->exprs.items[value].kind != EXPR_STRING) return value;
    }
    return NONE;
}

// --- One route -----------------------------------------------------------------------------------

// What stands where: the path and the view among the arguments, NONE if absent.
typedef struct RouteParts {
    uint32_t path, view;
} RouteParts;

static uint32_t path_keyword(const FileFacts *facts, uint32_t first) {
    static const Str KEYWORDS[] = {
        STR_CONST("path"), STR_CONST("url_path"), STR_CONST("rule"),   STR_CONST("route"),
        STR_CONST("uri"),  STR_CONST("regex"),    STR_CONST("prefix"),
    };
    for (uint32_t i = 0; i < ARRAY_LEN(KEYWORDS); i++) {
        uint32_t value = match_expr_keyword(facts, first, KEYWORDS[i]);
        if (value != NONE) return value;
    }
    return NONE;
}

// Everything is named, so the order means nothing.
static RouteParts read_keywords(const FileFacts *facts, uint32_t first, Route *out) {
    RouteParts parts = {path_keyword(facts, first), view_keyword(facts, first)};
    (void)string_at(facts, parts.path, &out->path);
    return parts;
}

// Fills path and methods as they are written.
static RouteParts read_arguments(const FileFacts *facts, uint32_t first, Route *out) {
    uint32_t at = next_positional(facts, first);
    if (at == NONE) return read_keywords(facts, first, out);
    RouteParts parts = {.path = at, .view = NONE};
    uint32_t second = positional_after(facts, at);
    Str text;
    if (!string_at(facts, at, &out->path)) {
        parts.view = at;
        if (string_at(facts, second, &out->path)) parts.path = second;
    } else if (!str_starts(out->path, STR("/")) && string_at(facts, second, &text) &&
               str_starts(text, STR("/"))) {
        out->methods = out->path;
        out->path = text;
        parts.path = second;
    }
    uint32_t view = view_keyword(facts, first);
    for (at = second; view == NONE && at != NONE; at = positional_after(facts, at))
        if (facts->exprs.items[at].kind != EXPR_STRING) view = at;
    if (view != NONE) parts.view = view;
    return parts;
}

static bool is_parameter(const FileFacts *facts, uint32_t expr) {
    const Expr *e = expr == NONE ? NULL : &facts->exprs.items[expr];
    if (!e || e->kind != EXPR_NAME) return false;
    for (uint32_t s = e->scope; s != NONE; s = facts->scopes.items[s].parent) {
        if (facts->scopes.items[s].kind != SCOPE_FUNCTION) continue;
        const Function *function = &facts->functions.items[facts->scopes.items[s].def];
        for (uint32_t p = 0; p < function->param_count; p++)
            if (str_eq(facts->params.items[function->first_param + p].name, e->text)) return true;
    }
    return false;
}

// add_route(path, view) in a function that takes both: its callers register routes, not this call.
static bool is_handed_on(const FileFacts *facts, RouteParts parts) {
    return is_parameter(facts, parts.path) && is_parameter(facts, parts.view);
}

// Its part of the full path. A route without a path may be called after the function.
static void read_own_path(const Matcher *m, const RouteSite *site, uint32_t path, FoundRoute *out) {
    const Clause *clause = site->clause;
    if (path != NONE) {
        out->own = route_text_of(m->program, m->program_file, path, m->arena);
    } else if (clause->named_route && site->decorator && !site->decorator->on_class) {
        out->own = m->facts->functions.items[site->decorator->target].name;
        out->route.path = out->own;
    }
    if (clause->below.len > 0)
        out->own = str_fmt(m->arena, STR_FMT STR_FMT, STR_ARG(clause->below), STR_ARG(out->own));
}

uint32_t match_route_read(const Matcher *m, const RouteSite *site, FoundRoute *found) {
    Route *out = &found->route;
    *out = (Route){.file = m->source_file,
                   .pos = site->pos,
                   .program_file = m->program_file,
                   .expr = site->expr,
                   .view_file = NONE,
                   .view_function = NONE,
                   .view_class = NONE};
    RouteParts parts = read_arguments(m->facts, site->first, out);
    Str methods = methods_of_keyword(m, site->first);
    if (methods.len == 0 && out->methods.len == 0) methods = method_of_name(site->name);
    if (methods.len > 0) out->methods = methods;
    if (!site->decorator) {
        if (parts.view != NONE && !is_handed_on(m->facts, parts)) set_view(m, parts.view, out);
    } else if (site->decorator->on_class) {
        set_view_class(m, m->program_file, site->decorator->target, out);
    } else {
        set_view_function(m, m->program_file, site->decorator->target, out);
    }
    found->node = route_mounts_expr(m->program, m->program_file, site->expr);
    read_own_path(m, site, parts.path, found);
    bool is_view_first = parts.view != NONE && parts.view == next_positional(m->facts, site->first);
    bool is_on_class = site->decorator && site->decorator->on_class;
    return is_view_first || is_on_class ? parts.path : NONE;
}

bool match_route_more(const Matcher *m, uint32_t *path, FoundRoute *found) {
    *path = positional_after(m->facts, *path);
    Str text;
    if (!string_at(m->facts, *path, &text) || !str_starts(text, STR("/"))) return false;
    found->route.path = text;
    found->route.pos = m->facts->exprs.items[*path].pos;
    found->own = route_text_of(m->program, m->program_file, *path, m->arena);
    return true;
}
