// SPDX-License-Identifier: MIT
// Parameters of functions and lambdas.
//
//     def f(self, a: int, *args, b=g(), **kw): ...
//         params: self; a (annotation int); args (stars 1); b (default g()); kw (stars 2)
//         bindings: all five, in the scope of f; facts: four parameters, one of them annotated
//
// They are gathered first and then appended in one piece, because a default may be a lambda with
// parameters of its own. Defaults and annotations are taken in the scope outside.
//
// Limits: tuple parameters (Python 2) bind their names but are no parameters.
#include "python/take.h"

#include "base/banned.h"

typedef struct Gather {
    VEC(Param) params;
    VEC(uint32_t) names; // parallel
    uint32_t body, offset;
} Gather;

static void gather(Walk *w, Gather *g, Param param, uint32_t name) {
    param.name = walk_name(w, name);
    vec_push(w->scratch, &g->params, param);
    vec_push(w->scratch, &g->names, name);
}

static uint8_t stars_of(NodeKind kind) {
    if (kind == NODE_LIST_SPLAT_PATTERN) return 1;
    return kind == NODE_DICTIONARY_SPLAT_PATTERN ? 2 : 0;
}

// The name inside `*args`, or the node itself.
static uint32_t name_inside(const Walk *w, uint32_t node, NodeKind kind) {
    return stars_of(kind) ? walk_node(w, node)->first : node;
}

static void bind_tuple(Walk *w, const Gather *g) {
    Binding binding = walk_binding(w, BINDING_UNPACK, NONE, w->node);
    binding.scope = g->body;
    binding.offset = g->offset;
    take_assign_targets(w, binding);
}

// name: type = value, with its parts in any number.
static void take_parts(Walk *w, Gather *g) {
    Param param = {.annotation = NONE, .value = NONE};
    uint32_t name = NONE;
    WALK_CHILDREN(w) {
        FieldKind field = walk_field(w);
        if (field == FIELD_TYPE) {
            param.annotation = walk_keep(w);
        } else if (field == FIELD_VALUE) {
            param.value = walk_keep(w);
        } else if (w->kind == NODE_TUPLE_PATTERN) {
            bind_tuple(w, g);
        } else if (w->kind == NODE_IDENTIFIER || stars_of(w->kind)) {
            param.stars = stars_of(w->kind);
            name = name_inside(w, w->node, w->kind);
        }
    }
    if (name != NONE) gather(w, g, param, name);
}

static void take_one(Walk *w, Gather *g) {
    switch (w->kind) {
    case NODE_IDENTIFIER:
    case NODE_LIST_SPLAT_PATTERN:
    case NODE_DICTIONARY_SPLAT_PATTERN: {
        Param param = {.annotation = NONE, .value = NONE, .stars = stars_of(w->kind)};
        uint32_t name = name_inside(w, w->node, w->kind);
        if (name != NONE) gather(w, g, param, name);
        break;
    }
    case NODE_TYPED_PARAMETER:
    case NODE_DEFAULT_PARAMETER:
    case NODE_TYPED_DEFAULT_PARAMETER: take_parts(w, g); break;
    case NODE_TUPLE_PATTERN: bind_tuple(w, g); break;
    default: walk_visit(w);
    }
}

ParamList take_param_list(Walk *w, uint32_t body, uint32_t offset) {
    Gather g = {.body = body, .offset = offset};
    WALK_CHILDREN(w) {
        take_one(w, &g);
    }
    ParamList list = {.first = w->facts->params.len, .len = g.params.len};
    Pos *pos = arena_array(w->scratch, Pos, g.params.len);
    for (uint32_t i = 0; i < g.params.len; i++) {
        const Param *param = &g.params.items[i];
        Binding binding = walk_binding(w, BINDING_PARAM, list.first + i, g.names.items[i]);
        binding.scope = body;
        binding.annotation = param->annotation;
        binding.offset = offset;
        pos[i] = walk_pos(w, g.names.items[i]);
        vec_push(w->scratch, &w->facts->params, *param);
        walk_bind(w, binding, g.names.items[i]);
        list.is_annotated |= param->annotation != NONE;
    }
    list.pos = pos;
    return list;
}

static bool is_receiver(Str name) {
    return str_eq(name, STR("self")) || str_eq(name, STR("cls"));
}

void take_param_count(Walk *w, const ParamList *params, bool is_method) {
    for (uint32_t i = 0; i < params->len; i++) {
        const Param *param = &w->facts->params.items[params->first + i];
        if (is_method && i == 0 && is_receiver(param->name)) continue;
        walk_fact(w, FACT_PARAMETER, params->pos[i], param->name);
        if (param->annotation != NONE) {
            walk_fact(w, FACT_PARAMETER_ANNOTATED, params->pos[i], param->name);
        }
    }
}

// The first identifier of a type parameter: T in `T`, `*T`, `T: Bound`.
static void bind_type(Walk *w, Binding binding) {
    if (w->kind == NODE_IDENTIFIER) {
        walk_bind(w, binding, w->node);
        return;
    }
    bool is_first = true;
    WALK_CHILDREN(w) {
        if (w->kind == NODE_TOKEN || w->kind == NODE_COMMENT) continue;
        if (is_first) bind_type(w, binding);
        is_first = false;
    }
}

void take_param_types(Walk *w, uint32_t body) {
    Binding binding = walk_binding(w, BINDING_MATCH, NONE, w->node);
    binding.scope = body;
    WALK_CHILDREN(w) {
        bind_type(w, binding);
        walk_visit(w); // a bound may call
    }
}
