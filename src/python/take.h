// SPDX-License-Identifier: MIT
// The functions that grammar.def dispatches to, by file, and the few that they share. See walk.h
// for what a take function does.
#ifndef PYTHON_TAKE_H
#define PYTHON_TAKE_H

#include "python/walk.h"

// take_import.c
uint32_t take_import_plain(Walk *w);
uint32_t take_import_from(Walk *w);

// take_def.c
uint32_t take_def_class(Walk *w);
uint32_t take_def_function(Walk *w);
uint32_t take_def_decorated(Walk *w);
uint32_t take_def_decorator(Walk *w);
uint32_t take_def_lambda(Walk *w);

// take_param.c
typedef struct ParamList {
    uint32_t first, len;
    const Pos *pos;    // of each name, in scratch
    bool is_annotated; // one of them at least
} ParamList;
// Takes the parameters under the current node and binds them in scope `body` from `offset` on.
ParamList take_param_list(Walk *w, uint32_t body, uint32_t offset);
// The facts that count them: all but self and cls of a method.
void take_param_count(Walk *w, const ParamList *params, bool is_method);
// The names that [T, *Ts] binds in scope `body`.
void take_param_types(Walk *w, uint32_t body);

// take_flow.c
uint32_t take_flow_if(Walk *w);
uint32_t take_flow_conditional(Walk *w);
uint32_t take_flow_for(Walk *w);
uint32_t take_flow_with(Walk *w);
uint32_t take_flow_as(Walk *w);
// The same for another kind of binding; returns the value.
uint32_t take_flow_as_kind(Walk *w, BindingKind kind);
uint32_t take_flow_return(Walk *w);
uint32_t take_flow_yield(Walk *w);

// take_try.c, take_match.c
uint32_t take_flow_try(Walk *w);
uint32_t take_flow_except(Walk *w);
uint32_t take_flow_case(Walk *w);
uint32_t take_flow_pattern(Walk *w);

// take_assign.c
uint32_t take_assign_plain(Walk *w);
uint32_t take_assign_augmented(Walk *w);
uint32_t take_assign_walrus(Walk *w);
uint32_t take_assign_type_alias(Walk *w);
uint32_t take_assign_delete(Walk *w);
uint32_t take_assign_global(Walk *w);
// Binds every name of the target under the cursor; `binding` says to what.
void take_assign_targets(Walk *w, Binding binding);
// The same for the target in a field of the current node.
void take_assign_field(Walk *w, FieldKind field, Binding binding);

// take_name.c
uint32_t take_name_plain(Walk *w);
uint32_t take_name_attribute(Walk *w);
// The text of a dotted chain without the blanks, comments and line ends in it; empty if it is none.
Str take_name_dotted(Walk *w, uint32_t node);

// take_string.c
uint32_t take_string_plain(Walk *w);
uint32_t take_string_joined(Walk *w);

// take_comprehension.c
uint32_t take_comprehension(Walk *w);

// take_expr.c
uint32_t take_expr_statement(Walk *w);
uint32_t take_expr_other(Walk *w);
uint32_t take_expr_wrapped(Walk *w);
uint32_t take_expr_number(Walk *w);
uint32_t take_expr_constant(Walk *w);
uint32_t take_expr_call(Walk *w);
uint32_t take_expr_keyword(Walk *w);
uint32_t take_expr_await(Walk *w);
uint32_t take_expr_list(Walk *w);
uint32_t take_expr_tuple(Walk *w);
uint32_t take_expr_set(Walk *w);
uint32_t take_expr_dict(Walk *w);
uint32_t take_expr_pair(Walk *w);
uint32_t take_expr_star(Walk *w);
uint32_t take_expr_double_star(Walk *w);
uint32_t take_expr_subscript(Walk *w);
uint32_t take_expr_unary(Walk *w);
uint32_t take_expr_binary(Walk *w);
uint32_t take_expr_conditional(Walk *w);

#endif
