// SPDX-License-Identifier: MIT
// Attributes of classes, instances, functions and builtins.
#ifndef RESOLVE_MEMBERS_H
#define RESOLVE_MEMBERS_H

#include "resolve/names.h"

// What `super()` gives is an OBJECT with this name: its attributes are those of the ancestors.
#define MEMBERS_SUPER STR("super")

// Attribute of CLASS or OBJECT: own, then inherited from the project, then of the first external
// root.
Definition members_of_class(Resolver *r, Target base, Str attr);
// A function's attributes are those of its outermost decorator: celery.shared_task.delay
Target members_of_function(Resolver *r, Target function, Str attr);
Target members_of_builtin(Resolver *r, Str builtin, Str attr);

#endif
