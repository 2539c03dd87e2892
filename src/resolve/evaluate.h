// SPDX-License-Identifier: MIT
// The values of all expressions of a file.
#ifndef RESOLVE_EVALUATE_H
#define RESOLVE_EVALUATE_H

#include "resolve/names.h"

// Evaluates every expression of `file` that may stand for a name, the parts of each before the
// whole. Out:    targets  parallel to its exprs; NONE for literals, operators and the like.
// Until evaluate_end the resolver remembers them, so questions about this file are cheap.
void evaluate_file(Resolver *r, uint32_t file, Target *targets, Arena *scratch);
// The same with the targets that an earlier evaluate_file gave.
void evaluate_recall(Resolver *r, uint32_t file, Target *targets, Arena *scratch);
void evaluate_end(Resolver *r);

#endif
