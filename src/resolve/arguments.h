// SPDX-License-Identifier: MIT
// What the calls of a function give its parameters.
#ifndef RESOLVE_ARGUMENTS_H
#define RESOLVE_ARGUMENTS_H

#include "resolve/world.h"

// What reading one file gave.
typedef struct ArgumentsReading {
    Target *targets; // of its exprs, in the arena of the worker's resolver
    bool is_stale;   // made with values of parameters that are different now
} ArgumentsReading;

// Reads all calls of functions of the project. world->classes and first_param must be there.
// In:     resolvers  one a worker
// Out:    world->given
//         readings   by file
void arguments_collect(World *world, Resolver *resolvers, uint32_t threads, Arena *arena,
                       ArgumentsReading *readings);

// What all calls give parameter `param` of a function of `file`; NONE when no call gives it
// anything known, UNKNOWN when calls do not agree. That it was asked for is noted in r->asked.
Target arguments_given(Resolver *r, uint32_t file, uint32_t param);
// Whether `given` is what an annotation promises, or more exactly said: an instance of a class that
// derives from the one promised. An annotation that says nothing fits all.
bool arguments_fits(const World *world, Target given, Target promised);

// What a call of a function that gives back one of its parameters gives: the value of that argument.
// In:     call    the call's expression in `file`
//         callee  FUNCTION
// Out:    NONE when it gives back none, or the call does not say what
Target arguments_passed(Resolver *r, uint32_t file, uint32_t call, Target callee);

// The same value or, of instances, the same class.
bool arguments_is_same(Target a, Target b);

#endif
