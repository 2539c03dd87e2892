// SPDX-License-Identifier: MIT
// Statements that give names a meaning, and the names in a target.
//
//     a = b = f(x)            bindings b, a (ASSIGN, value CALL f)
//     self.n: int = 0         binding "self.n" (ASSIGN, annotation int)
//     x, (y, *z) = f()        bindings x, y, z (UNPACK, value CALL f)
//     n += 1; del n           bindings n (AUGMENT), n (DELETE)
//     x[f()] = 1              no binding, but a call
//
// A binding takes effect after the statement's head, so the right side is taken first and the
// cursor goes back to the target: the order of bindings is the order in which they hold.
#include "python/take.h"

#include "base/banned.h"

// --- Targets -------------------------------------------------------------------------------------

static void bind_dotted(Walk *w, Binding binding) {
    Str chain = take_name_dotted(w, w->node);
    if (!chain.len) return; // an attribute of something without a name
    binding.context = w->at.context;
    binding.name = chain;
    binding.pos = walk_pos(w, w->node);
    vec_push(w->scratch, &w->facts->bindings, binding);
}

void take_assign_targets(Walk *w, Binding binding) {
    switch (w->kind) {
    case NODE_IDENTIFIER: walk_bind(w, binding, w->node); break;
    case NODE_ATTRIBUTE: bind_dotted(w, binding); break;
    case NODE_TUPLE_PATTERN:
    case NODE_LIST_PATTERN:
    case NODE_PATTERN_LIST:
    case NODE_TUPLE:
    case NODE_LIST:
    case NODE_EXPRESSION_LIST:
    case NODE_LIST_SPLAT:
    case NODE_LIST_SPLAT_PATTERN:
        if (binding.kind == BINDING_ASSIGN) binding.kind = BINDING_UNPACK;
        WALK_CHILDREN(w) {
            take_assign_targets(w, binding);
        }
        break;
    case NODE_PARENTHESIZED:
    case NODE_AS_PATTERN_TARGET: WALK_CHILDREN(w) { take_assign_targets(w, binding);
        }
        break;
    default: // subscripts bind nothing
        break;
    }
}

void take_assign_field(Walk *w, FieldKind field, Binding binding) {
    WALK_CHILDREN(w) {
        if (walk_field(w) == field) take_assign_targets(w, binding);
    }
}

// --- Statements ----------------------------------------------------------------------------------

// Takes the parts of an assignment; returns its value.
static uint32_t take_assignment(Walk *w, BindingKind kind) {
    Binding binding = walk_binding(w, kind, NONE, w->node);
    bool has_value = false;
    WALK_CHILDREN(w) {
        switch (walk_field(w)) {
        case FIELD_LEFT: walk_visit_target(w); break;
        case FIELD_TYPE: binding.annotation = walk_keep(w); break;
        case FIELD_RIGHT:
            binding.value = walk_keep(w);
            has_value = true;
            break;
        default: walk_visit(w);
        }
    }
    if (!has_value && kind == BINDING_ASSIGN) binding.kind = BINDING_ANNOTATE;
    take_assign_field(w, FIELD_LEFT, binding);
    return binding.value;
}

uint32_t take_assign_plain(Walk *w) {
    return take_assignment(w, BINDING_ASSIGN);
}

uint32_t take_assign_augmented(Walk *w) {
    return take_assignment(w, BINDING_AUGMENT);
}

// (name := value) binds in the nearest scope that is no comprehension.
uint32_t take_assign_walrus(Walk *w) {
    uint32_t expr = walk_expr(w, EXPR_NAMED);
    Binding binding = walk_binding(w, BINDING_ASSIGN, NONE, w->node);
    while (w->facts->scopes.items[binding.scope].kind == SCOPE_COMPREHENSION) {
        binding.scope = w->facts->scopes.items[binding.scope].parent;
    }
    WALK_CHILDREN(w) {
        FieldKind field = walk_field(w);
        if (field == FIELD_NAME && expr != NONE) walk_expr_text(w, expr, walk_name(w, w->node));
        if (field == FIELD_VALUE) binding.value = walk_keep(w);
    }
    ExprList value = walk_list(expr != NONE);
    walk_append(w, &value, binding.value);
    walk_adopt(w, expr, &value);
    take_assign_field(w, FIELD_NAME, binding);
    return expr;
}

// type Name[T] = value
uint32_t take_assign_type_alias(Walk *w) {
    Binding binding = walk_binding(w, BINDING_ASSIGN, NONE, w->node);
    uint32_t name = walk_child(w, FIELD_LEFT);
    while (name != NONE && walk_node(w, name)->first != NONE) {
        name = walk_node(w, name)->first;
    }
    WALK_CHILDREN(w) {
        if (walk_field(w) == FIELD_RIGHT) binding.value = walk_keep(w);
    }
    if (name != NONE) walk_bind(w, binding, name);
    return NONE;
}

uint32_t take_assign_delete(Walk *w) {
    Binding binding = walk_binding(w, BINDING_DELETE, NONE, w->node);
    WALK_CHILDREN(w) {
        walk_visit_target(w);
        take_assign_targets(w, binding);
    }
    return NONE;
}

uint32_t take_assign_global(Walk *w) {
    Binding binding = walk_binding(w, BINDING_GLOBAL, NONE, w->node);
    WALK_CHILDREN(w) {
        take_assign_targets(w, binding);
    }
    return NONE;
}
