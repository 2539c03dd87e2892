// SPDX-License-Identifier: MIT
// What expressions, bindings and calls evaluate to.
#ifndef RESOLVE_VALUES_H
#define RESOLVE_VALUES_H

#include "resolve/names.h"

Target values_expr(Resolver *r, uint32_t file, uint32_t expr);
Target values_binding(Resolver *r, uint32_t file, uint32_t binding);
// What calling a function of the project gives: its return annotation, or what it returns.
Target values_function(Resolver *r, uint32_t file, uint32_t function);
// An instance of a class: of EXTERNAL, CLASS or BUILTIN. Instances stay what they are.
Target values_instance_of(Resolver *r, Target class_target);
Target values_builtin_instance(const char *name); // "builtins.str"

// For tables: the children of an expression.
//   for (uint32_t e = first; e != NONE; e = facts->exprs.items[e].next)
uint32_t values_child(const FileFacts *facts, uint32_t expr,
                      uint32_t n); // NONE when there are fewer

#endif
