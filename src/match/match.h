// SPDX-License-Identifier: MIT
// Program × rules → matches: how often and where each fact, signal and framework is seen. The one
// public header of this stage.
//
//   Matches matches;
//   match_program(&program, rules, threads, arena, &matches);
//   matches.signals[i].count                        // belongs to rules->signals[i]
#ifndef MATCH_MATCH_H
#define MATCH_MATCH_H

#include "model/matches.h"

// In:     program, rules  borrowed; the details of hits view their strings
// Out:    out             parallel to the arrays of rules; hits sorted by path and position
// Arena:  everything in out
// Thread: uses up to `threads` threads; the result does not depend on their number
void match_program(const Program *program, const Rules *rules, uint32_t threads, Arena *arena,
                   Matches *out);

#endif
