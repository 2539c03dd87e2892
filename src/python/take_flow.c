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

static NodeKind kind_of(const Walk *w, TSNode node) {
    return grammar_kind(w->grammar, ts_node_symbol(node));
}

// Takes away the parentheses around a node.
static TSNode bare(const Walk *w, TSNode node) {
    while (kind_of(w, node) == NODE_PARENTHESIZED && ts_node_named_child_count(node) == 1) {
        node = ts_node_named_child(node, 0);
    }
    return node;
}

static bool is_main_test(const Walk *w, TSNode comparison) {
    if (ts_node_child_count(comparison) != 3) return false;
    Str operator= walk_text(w, ts_node_child(comparison, 1));
    if (!str_eq(operator, STR("=="))) return false;
    Str left = walk_text(w, ts_node_child(comparison, 0));
    Str right = walk_text(w, ts_node_child(comparison, 2));
    Str name = STR("__name__");
    Str value = str_eq(left, name) ? right : left;
    if (!str_eq(left, name) && !str_eq(right, name)) return false;
    return str_eq(value, STR("\"__main__\"")) || str_eq(value, STR("'__main__'"));
}

static Branch branch_of(Walk *w, TSNode condition) {
    condition = bare(w, condition);
    bool is_negated = kind_of(w, condition) == NODE_NOT;
    if (is_negated) condition = bare(w, ts_node_named_child(condition, 0));
    if (ts_node_is_null(condition)) return (Branch){0};
    NodeKind kind = kind_of(w, condition);
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
    if (kind_of(w, ts_node_child(w->node, 0)) == NODE_ASYNC) {
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
            binding.offset = ts_node_end_byte(w->node);
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
