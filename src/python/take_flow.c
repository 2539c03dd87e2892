// SPDX-License-Identifier: MIT
// Statements that lead control: if, for, while, with, return, yield. What they bind, and the
// context that they give to what stands under them.
//
//     if TYPE_CHECKING:                      context of the import: TYPE_CHECKING | CONDITIONAL
//         from .models import Order
//     async for row in rows(): ...           fact async_for; binding row (FOR, value CALL rows)
//     with open(p) as f: ...                 binding f (WITH, value CALL open)
//
// Only conditions written as a name are understood: TYPE_CHECKING, typing.TYPE_CHECKING, `not`
// before them, and __name__ == "__main__". Anything else is just a condition.
#include "python/take.h"

#include "base/banned.h"

// --- if ------------------------------------------------------------------------------------------

// Context bits that a condition gives where it is true and where it is false.
typedef struct Branch {
    uint8_t when_true, when_false;
} Branch;

// Takes away the parentheses around a node.
static uint32_t bare(const Walk *w, uint32_t node) {
    while (node != NONE && walk_kind(w, node) == NODE_PARENTHESIZED) {
        uint32_t inside = walk_node(w, node)->first;
        if (inside == NONE || walk_node(w, inside)->next != NONE) break;
        node = inside;
    }
    return node;
}

static bool is_main_test(const Walk *w, uint32_t comparison) {
    uint32_t parts[3];
    uint32_t part = walk_node(w, comparison)->first;
    for (uint32_t i = 0; i < ARRAY_LEN(parts); i++) {
        if (part == NONE) return false;
        parts[i] = part;
        part = walk_node(w, part)->next;
    }
    if (part != NONE || !str_eq(walk_text(w, parts[1]), STR("=="))) return false;
    Str left = walk_text(w, parts[0]);
    Str right = walk_text(w, parts[2]);
    Str name = STR("__name__");
    Str value = str_eq(left, name) ? right : left;
    if (!str_eq(left, name) && !str_eq(right, name)) return false;
    return str_eq(value, STR("\"__main__\"")) || str_eq(value, STR("'__main__'"));
}

static Branch branch_of(Walk *w, uint32_t condition) {
    condition = bare(w, condition);
    bool is_negated = walk_kind(w, condition) == NODE_NOT;
    if (is_negated) condition = bare(w, walk_node(w, condition)->first);
    if (condition == NONE) return (Branch){0};
    NodeKind kind = walk_kind(w, condition);
    uint8_t known = 0;
    if (kind == NODE_IDENTIFIER || kind == NODE_ATTRIBUTE) {
        Str text = walk_text(w, condition);
        bool is_flag = str_eq(text, STR("TYPE_CHECKING")) || str_ends(text, STR(".TYPE_CHECKING"));
        if (is_flag) known = CONTEXT_TYPE_CHECKING;
    } else if (kind == NODE_COMPARISON && is_main_test(w, condition)) {
        known = CONTEXT_NAME_MAIN;
    }
    return is_negated ? (Branch){0, known} : (Branch){known, 0};
}

static void take_under(Walk *w, uint8_t context) {
    uint8_t saved = w->at.context;
    w->at.context |= context;
    walk_visit(w);
    w->at.context = saved;
}

// Takes an `if` or an `elif` with what is known before it; returns what is known after its
// condition failed.
static uint8_t take_branches(Walk *w, uint8_t known) {
    Branch branch = {0};
    uint8_t otherwise = known;
    WALK_CHILDREN(w) {
        switch (walk_field(w)) {
        case FIELD_CONDITION:
            branch = branch_of(w, w->node);
            otherwise |= branch.when_false;
            take_under(w, known);
            break;
        case FIELD_CONSEQUENCE:
            take_under(w, known | branch.when_true | CONTEXT_CONDITIONAL);
            break;
        case FIELD_ALTERNATIVE:
            if (w->kind == NODE_ELIF_CLAUSE) {
                otherwise = take_branches(w, otherwise);
            } else {
                take_under(w, otherwise | CONTEXT_CONDITIONAL);
            }
            break;
        default: walk_visit(w);
        }
    }
    return otherwise;
}

uint32_t take_flow_if(Walk *w) {
    take_branches(w, 0);
    return NONE;
}

// --- Loops and with ------------------------------------------------------------------------------

uint32_t take_flow_conditional(Walk *w) {
    WALK_CHILDREN(w) {
        take_under(w, CONTEXT_CONDITIONAL);
    }
    return NONE;
}

// `async` at the head of the statement under the cursor makes a fact.
static void count_async(Walk *w, FactKind kind) {
    if (walk_kind(w, walk_node(w, w->node)->first) == NODE_ASYNC) {
        walk_fact(w, kind, walk_pos(w, w->node), STR(""));
    }
}

uint32_t take_flow_for(Walk *w) {
    count_async(w, FACT_ASYNC_FOR);
    Binding binding = walk_binding(w, BINDING_FOR, NONE, w->node);
    WALK_CHILDREN(w) {
        FieldKind field = walk_field(w);
        if (field == FIELD_LEFT) walk_visit_target(w);
        if (field == FIELD_RIGHT) {
            binding.value = walk_keep(w);
            binding.offset = walk_node(w, w->node)->end;
        }
    }
    take_assign_field(w, FIELD_LEFT, binding);
    WALK_CHILDREN(w) {
        FieldKind field = walk_field(w);
        if (field != FIELD_LEFT && field != FIELD_RIGHT) take_under(w, CONTEXT_CONDITIONAL);
    }
    return NONE;
}

uint32_t take_flow_with(Walk *w) {
    count_async(w, FACT_ASYNC_WITH);
    walk_visit_children(w);
    return NONE;
}

// `value as target` in a with statement (an except clause takes its own).
uint32_t take_flow_as(Walk *w) {
    return take_flow_as_kind(w, BINDING_WITH);
}

uint32_t take_flow_as_kind(Walk *w, BindingKind kind) {
    uint32_t value = NONE;
    WALK_CHILDREN(w) {
        if (w->kind == NODE_AS_PATTERN_TARGET) {
            walk_visit_target(w);
            take_assign_targets(w, walk_binding(w, kind, value, w->node));
        } else {
            uint32_t taken = walk_keep(w);
            if (taken != NONE) value = taken;
        }
    }
    return value;
}

// --- return and yield ----------------------------------------------------------------------------

uint32_t take_flow_return(Walk *w) {
    Return found = {.expr = NONE, .scope = w->at.scope};
    WALK_CHILDREN(w) {
        uint32_t expr = walk_keep(w);
        if (expr != NONE) found.expr = expr;
    }
    vec_push(w->scratch, &w->facts->returns, found);
    return NONE;
}

uint32_t take_flow_yield(Walk *w) {
    uint32_t function = facts_scope_function(w->facts, w->at.scope);
    if (function != NONE && w->facts->scopes.items[function].kind == SCOPE_FUNCTION) {
        w->facts->functions.items[w->facts->scopes.items[function].def].is_generator = true;
    }
    return take_expr_other(w);
}
