// SPDX-License-Identifier: MIT
// What stands below what: routes below routers, routers below applications, lists below includes.
//
//   router = APIRouter(prefix="/orders")           node of the call, prefix "/orders"
//   @router.get("/{id}")                           the route stands below that call
//   app.include_router(router, prefix="/api")      node, prefix "/api": the router is below it, and
//                                                  it is below FastAPI(), the call that made `app`
//   urlpatterns = [path("x/", include("a.urls"))]  a.urls' list below include(…), below path("x/", …),
//                                                  below the list
//
// How: a node is an expression, a class or a function. What an object is known by is the call that
// made it, a list by its literal (Target.made_by), so a router that is imported elsewhere is the
// same node there. A call that a clause with `mount` found has a path of its own; what it is given
// stands below it. A method of an object stands below the object, any other call below the call or
// list that it is written in. This is one file's part; route_paths.c joins all files.
//
// Limits: routers in dictionaries, and those that a function is given by calls that do not agree, are
// not seen to be mounted. An attribute of a class is one node for all its objects and subclasses.
#include "match/route_nodes.h"

#include "base/banned.h"

enum { CLIMB_MAX = 1000, LOOK_BACK_MAX = 4000, AUGMENTS_MAX = 100, ANCESTORS_MAX = 64 };

typedef struct Linker {
    Matcher *m;
    uint32_t *parents;    // by expr: what it is a part of, NONE at the top
    bool *is_mount;       // by expr: a call that a clause with `mount` found
    const Clause *clause; // of the mount at work, NULL for plain lists
} Linker;

// --- Nodes ---------------------------------------------------------------------------------------

RouteNode route_mounts_expr(const Program *program, uint32_t file, uint32_t expr) {
    uint64_t number = (uint64_t)program->first_expr[file] + expr + 1;
    return number < NONE ? number : 0;
}

static RouteNode class_node(const Program *program, uint32_t file, uint32_t index) {
    return ROUTE_NODE_CLASS | ((uint64_t)program->first_class[file] + index);
}

static RouteNode function_node(uint32_t file, uint32_t index) {
    return ROUTE_NODE_FUNCTION | (uint64_t)file << 32 | index;
}

static bool is_sequence(const Expr *e) {
    return e->kind == EXPR_LIST || e->kind == EXPR_TUPLE || e->kind == EXPR_SET ||
           e->kind == EXPR_BINARY;
}

// Values that nothing stands below: of builtins only sequences are nodes.
RouteNode route_mounts_target(const Program *program, const Target *t) {
    Str builtins = STR("builtins.");
    switch ((TargetKind)t->kind) {
    case TARGET_CLASS: return class_node(program, t->file, t->index);
    case TARGET_FUNCTION: return function_node(t->file, t->index);
    case TARGET_INSTANCE:
        if (str_starts(t->name, builtins) && !str_eq(t->name, STR("builtins.list")) &&
            !str_eq(t->name, STR("builtins.tuple")))
            return 0;
        return t->made_by;
    case TARGET_OBJECT:
    case TARGET_EXTERNAL: return t->made_by;
    default: return 0;
    }
}

// What a variable is bound to; 0 if that is no node.
static RouteNode node_of_binding(const Program *program, uint32_t file, const Binding *b) {
    const FileNames *names = &program->names[file];
    if (b->kind == BINDING_IMPORT) return route_mounts_target(program, &names->imports[b->value]);
    bool is_assignment = b->kind == BINDING_ASSIGN || b->kind == BINDING_AUGMENT;
    if (!is_assignment || b->value == NONE) return 0;
    if (is_sequence(&program->files[file].exprs.items[b->value]))
        return route_mounts_expr(program, file, b->value);
    return route_mounts_target(program, &names->targets[b->value]);
}

// The last binding of `name` among those of a scope from `b` backwards, NONE if it is none.
static uint32_t look_back(const Matcher *m, uint32_t file, uint32_t b, Str name) {
    const FileFacts *facts = &m->program->files[file];
    for (uint32_t i = 0; b != NONE && i < LOOK_BACK_MAX; i++) {
        if (str_eq(facts->bindings.items[b].name, name)) return b;
        b = m->bodies[file].next[b];
    }
    return NONE;
}

// The binding that made what `name` is from `b` backwards; += only adds to it.
static uint32_t made_before(const Matcher *m, uint32_t file, uint32_t b, Str name) {
    const Binding *bindings = m->program->files[file].bindings.items;
    b = look_back(m, file, b, name);
    for (uint32_t i = 0; b != NONE && bindings[b].kind == BINDING_AUGMENT; i++) {
        uint32_t before = look_back(m, file, m->bodies[file].next[b], name);
        if (before == NONE || i == AUGMENTS_MAX) break;
        b = before;
    }
    return b;
}

RouteNode route_mounts_variable(const Matcher *m, uint32_t file, Str name) {
    uint32_t b = made_before(m, file, m->bodies[file].first[0], name);
    return b == NONE
               ? 0
               : node_of_binding(m->program, file, &m->program->files[file].bindings.items[b]);
}

// A module by its name. Where the folder at the top is itself a package, its name comes first.
static bool module_named(const Matcher *m, Str name, uint32_t *file) {
    Str top, rest;
    str_cut(name, '.', &top, &rest);
    bool is_package = map_has(m->module_files, STR(""));
    return map_get(m->module_files, name, file) ||
           (is_package && rest.len > 0 && map_get(m->module_files, rest, file));
}

// "shop.urls", "shop.api.router": a module, by the variable that stands for it, or a name in one.
static RouteNode node_of_text(const Matcher *m, const Clause *clause, Str text) {
    uint32_t file, dot = str_rfind(text, '.');
    if (clause->module.len > 0 && module_named(m, text, &file))
        return route_mounts_variable(m, file, clause->module);
    if (dot == NONE || !module_named(m, str_sub(text, 0, dot), &file)) return 0;
    return route_mounts_variable(m, file, str_sub(text, dot + 1, text.len));
}

// --- Links ---------------------------------------------------------------------------------------

static void link_nodes(Matcher *m, RouteNode child, RouteNode parent, bool is_same) {
    if (child == 0 || parent == 0 || child == parent || m->links.len >= MATCH_ITEMS_MAX) return;
    RouteLink link = {.child = child, .parent = parent, .is_same = is_same};
    vec_push(m->arena, &m->links, link);
}

static bool is_wrapper(uint8_t kind) {
    return kind == EXPR_LIST || kind == EXPR_TUPLE || kind == EXPR_SET || kind == EXPR_BINARY ||
           kind == EXPR_STAR || kind == EXPR_KEYWORD || kind == EXPR_CONDITIONAL;
}

static RouteNode node_of_part(const Linker *l, uint32_t expr) {
    const Matcher *m = l->m;
    const Expr *e = &m->facts->exprs.items[expr];
    const Target *target = &m->names->targets[expr];
    if (e->kind == EXPR_STRING) return l->clause ? node_of_text(m, l->clause, e->text) : 0;
    if (target->kind == TARGET_MODULE)
        return l->clause ? route_mounts_variable(m, target->file, l->clause->module) : 0;
    return route_mounts_target(m->program, target);
}

static void link_loop(const Linker *l, RouteNode parent, uint32_t expr) {
    RouteNodeVec nodes = {0};
    route_loops_nodes(l->m, expr, l->m->scratch, &nodes);
    for (uint32_t i = 0; i < nodes.len; i++)
        link_nodes(l->m, nodes.items[i], parent, false);
}

// What a class inherits stands below it: the actions of a view set's mix-ins.
static void link_ancestors(const Linker *l, uint32_t expr) {
    const Program *program = l->m->program;
    const Target *target = &l->m->names->targets[expr];
    if (target->kind != TARGET_CLASS) return;
    uint32_t number = program->first_class[target->file] + target->index;
    const ClassInfo *info = &program->classes[number];
    for (uint32_t i = 0; i < info->ancestor_count && i < ANCESTORS_MAX; i++)
        link_nodes(l->m, ROUTE_NODE_CLASS | info->ancestors[i],
                   class_node(program, target->file, target->index), false);
}

// Everything that `first` and its siblings name stands below `parent`, also in lists inside lists.
static void link_parts(Linker *l, RouteNode parent, uint32_t first) {
    const FileFacts *facts = l->m->facts;
    ExprVec pending = {0};
    uint32_t expr = first;
    while (expr != NONE || pending.len > 0) {
        if (expr == NONE) expr = pending.items[--pending.len];
        const Expr *e = &facts->exprs.items[expr];
        if (is_wrapper(e->kind) && e->first != NONE) {
            if (e->next != NONE) vec_push(l->m->scratch, &pending, e->next);
            expr = e->first;
            continue;
        }
        RouteNode node = node_of_part(l, expr);
        if (node != 0) {
            link_nodes(l->m, node, parent, false);
            link_ancestors(l, expr);
        } else if (e->kind == EXPR_NAME)
            link_loop(l, parent, expr);
        expr = e->next;
    }
}

static void find_parents(Linker *l) {
    const FileFacts *facts = l->m->facts;
    l->parents = arena_array(l->m->scratch, uint32_t, facts->exprs.len);
    l->is_mount = arena_array(l->m->scratch, bool, facts->exprs.len);
    for (uint32_t e = 0; e < facts->exprs.len; e++)
        l->parents[e] = NONE;
    for (uint32_t e = 0; e < facts->exprs.len; e++)
        for (uint32_t c = facts->exprs.items[e].first; c != NONE; c = facts->exprs.items[c].next)
            l->parents[c] = e;
    for (uint32_t i = 0; i < l->m->mounts.len; i++)
        if (l->m->mounts.items[i].expr != NONE) l->is_mount[l->m->mounts.items[i].expr] = true;
}

// The object whose method is called, if it is known.
static RouteNode node_of_receiver(const Matcher *m, uint32_t call) {
    const Expr *e = &m->facts->exprs.items[call];
    uint32_t callee = e->kind == EXPR_CALL ? e->first : call;
    return callee == NONE ? 0 : m->names->targets[callee].made_by;
}

// What a call is written in: a mount, a list that it is appended to, or the whole of the statement.
static RouteNode node_around(const Linker *l, uint32_t call) {
    const Matcher *m = l->m;
    uint32_t top = call;
    assert(l->parents); // somebody found a route or a mount
    for (uint32_t i = 0; i < CLIMB_MAX && l->parents[top] != NONE; i++) {
        top = l->parents[top];
        if (l->is_mount[top]) break;
        const Expr *e = &m->facts->exprs.items[top];
        RouteNode list = e->kind == EXPR_CALL ? node_of_receiver(m, top) : 0;
        if (list != 0) return list;
    }
    return route_mounts_expr(m->program, m->program_file, top);
}

static void link_call(Linker *l, uint32_t call) {
    Matcher *m = l->m;
    RouteNode parent = node_of_receiver(m, call);
    if (parent == 0) parent = node_around(l, call);
    link_nodes(m, route_mounts_expr(m->program, m->program_file, call), parent, false);
}

// --- The parts of a file -------------------------------------------------------------------------

// A decorator of a known router stands below it, any other below what it decorates and, in a class,
// below the class.
static void link_route(Linker *l, const FoundRoute *found) {
    Matcher *m = l->m;
    const Decorator *decorator = found->decorator;
    if (!decorator || node_of_receiver(m, found->expr) != 0) {
        link_call(l, found->expr);
        return;
    }
    RouteNode route = route_mounts_expr(m->program, m->program_file, found->expr);
    const Scope *around = &m->facts->scopes.items[decorator->scope];
    RouteNode below = decorator->on_class
                          ? class_node(m->program, m->program_file, decorator->target)
                          : function_node(m->program_file, decorator->target);
    if (around->kind == SCOPE_CLASS) below = class_node(m->program, m->program_file, around->def);
    link_nodes(m, route, below, false);
}

// `prefix` of a clause: the first argument, a keyword, or an attribute of the class.
static uint32_t prefix_expr(const Matcher *m, const FoundMount *mount) {
    const FileFacts *facts = m->facts;
    const Clause *clause = mount->clause;
    uint32_t value = NONE;
    if (mount->expr != NONE && facts->exprs.items[mount->expr].kind == EXPR_CALL) {
        uint32_t first = facts->exprs.items[facts->exprs.items[mount->expr].first].next;
        if (clause->prefix.len > 0) value = match_expr_keyword(facts, first, clause->prefix);
        if (value == NONE && clause->prefix_first && first != NONE &&
            match_expr_is_positional(facts, first))
            value = first;
    } else if (mount->expr == NONE && clause->prefix.len > 0) {
        uint32_t body = facts->classes.items[mount->class_index].body;
        uint32_t b =
            look_back(m, m->program_file, m->bodies[m->program_file].first[body], clause->prefix);
        if (b != NONE && facts->bindings.items[b].kind == BINDING_ASSIGN)
            value = facts->bindings.items[b].value;
    }
    return value;
}

static void link_mount(Linker *l, const FoundMount *found) {
    Matcher *m = l->m;
    const FileFacts *facts = m->facts;
    bool is_class = found->class_index != NONE;
    RouteMount mount = {
        .prefix = found->clause->below,
        .style = found->clause->mount,
        .needs_mount = found->clause->needs_mount,
    };
    mount.node = is_class ? class_node(m->program, m->program_file, found->class_index)
                          : route_mounts_expr(m->program, m->program_file, found->expr);
    uint32_t prefix = prefix_expr(m, found);
    if (prefix != NONE) mount.prefix = route_text_of(m->program, m->program_file, prefix, m->arena);
    vec_push(m->arena, &m->prefixes, mount);
    if (is_class) return;
    l->clause = found->clause;
    uint32_t first = facts->exprs.items[facts->exprs.items[found->expr].first].next;
    if (found->clause->below_first && first != NONE) {
        link_nodes(m, mount.node, node_of_part(l, first), false);
        first = facts->exprs.items[first].next;
    } else {
        link_call(l, found->expr);
    }
    if (first != NONE && first == prefix) first = facts->exprs.items[first].next;
    link_parts(l, mount.node, first);
    l->clause = NULL;
}

// urlpatterns += […]: the same list as before.
static void link_binding(Linker *l, uint32_t index) {
    Matcher *m = l->m;
    const Binding *b = &m->facts->bindings.items[index];
    bool is_augment = b->kind == BINDING_AUGMENT;
    if (b->value == NONE || !(is_augment || b->kind == BINDING_ASSIGN)) return;
    const Expr *value = &m->facts->exprs.items[b->value];
    if (is_sequence(value)) {
        RouteNode list = route_mounts_expr(m->program, m->program_file, b->value);
        link_parts(l, list, value->first);
    }
    if (!is_augment && !(b->context & CONTEXT_CONDITIONAL)) return;
    uint32_t before =
        made_before(m, m->program_file, m->bodies[m->program_file].next[index], b->name);
    if (before == NONE) return;
    RouteNode list =
        node_of_binding(m->program, m->program_file, &m->facts->bindings.items[before]);
    RouteNode more = node_of_binding(m->program, m->program_file, b);
    if (is_sequence(value))
        link_nodes(m, more, list, true);
    else if (is_augment)
        link_nodes(m, more, list, false);
}

// urlpatterns.extend(more)
static void link_appended(Linker *l, uint32_t call) {
    const FileFacts *facts = l->m->facts;
    uint32_t callee = facts->exprs.items[call].first;
    if (callee == NONE) return;
    const Target *target = &l->m->names->targets[callee];
    bool is_list = target->kind == TARGET_EXTERNAL && target->made_by != 0 &&
                   (str_eq(target->name, STR("builtins.list.append")) ||
                    str_eq(target->name, STR("builtins.list.extend")) ||
                    str_eq(target->name, STR("builtins.list.insert")));
    if (is_list) link_parts(l, target->made_by, facts->exprs.items[callee].next);
}

void route_mounts_link(Matcher *m) {
    Linker l = {.m = m};
    if (m->routes.len + m->mounts.len > 0) find_parents(&l);
    for (uint32_t i = 0; i < m->mounts.len; i++)
        link_mount(&l, &m->mounts.items[i]);
    for (uint32_t i = 0; i < m->routes.len; i++)
        link_route(&l, &m->routes.items[i]);
    for (uint32_t i = 0; i < m->facts->bindings.len; i++)
        link_binding(&l, i);
    for (uint32_t i = 0; i < m->facts->calls.len; i++)
        link_appended(&l, m->facts->calls.items[i].expr);
}

void route_mounts_keep(Matcher *m, const Clause *clause, uint32_t expr, uint32_t class_index) {
    assert(m->mounts.items || m->mounts.len == 0);
    const FoundMount *last = m->mounts.len > 0 ? &m->mounts.items[m->mounts.len - 1] : NULL;
    if (last && last->expr == expr && last->class_index == class_index) return;
    FoundMount found = {.clause = clause, .expr = expr, .class_index = class_index};
    vec_push(m->scratch, &m->mounts, found);
}
