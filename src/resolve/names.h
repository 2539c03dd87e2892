// SPDX-License-Identifier: MIT
// From a name at a place to the definition it means.
#ifndef RESOLVE_NAMES_H
#define RESOLVE_NAMES_H

#include "resolve/world.h"

#define NAMES_ALTERNATIVES_MAX 8u // conditional definitions of one name that are looked at

// A question begins: depth and steps start anew.
void names_ask(Resolver *r);
// One more step of a chain; false when the question has gone too far. Pair with names_leave.
bool names_enter(Resolver *r);
void names_leave(Resolver *r);
// Where to remember what a binding of the file at work comes to, NULL within a longer chain: there
// it may be cut short. What has used up its steps is not to be remembered.
Remembered *names_remembered(Resolver *r, uint32_t file, uint32_t binding);
bool names_has_steps(const Resolver *r);

Definition names_finished(Target target);

// `base.attr`, canonical and shared by all that say it in this worker; base alone when attr is "".
// "" when it is too long.
Str names_joined(Resolver *r, Str base, Str attr);
// The same as a target: EXTERNAL, BUILTIN for builtins.open, or UNKNOWN for names that are too
// long.
Target names_external(Resolver *r, Str base, Str attr);

// The dotted name `text` as it is understood at byte `offset` of `scope`.
Definition names_chain(Resolver *r, uint32_t file, const Expr *at);
// Attribute of a value.
Definition names_attribute(Resolver *r, Target base, Str attr);
// A name that a module exports: bound in it, a module in its package, or star-imported.
Definition names_member(Resolver *r, Target module, Str name);
// The likeliest binding of a group, as code that runs after all of them sees it.
// Out:    false when group is NULL or none of its bindings says anything
bool names_pick_group(Resolver *r, uint32_t file, const NameGroup *group, Definition *out);
// All that the plain name `at` may be where conditions decide, in its file or in those it is
// imported from, likeliest first; what only type checkers see is left out where there is something
// else. Out:    at most NAMES_ALTERNATIVES_MAX in `out`; 0 when its file does not bind it
uint32_t names_alternatives(Resolver *r, uint32_t file, const Expr *at, Definition *out);
// What the definition evaluates to.
Target names_value(Resolver *r, Definition definition);

#endif
