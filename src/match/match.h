// SPDX-License-Identifier: MIT
// Program × rules → what the rules found. The one public header of this stage.
//
//   Matches matches;
//   match_program(&program, rules, threads, arena, &matches);
#ifndef MATCH_MATCH_H
#define MATCH_MATCH_H

#include "model/matches.h"

// In:     program and rules are borrowed by the matches
// Arena:  everything new in matches
// Thread: uses up to `threads` threads; the result does not depend on their number
void match_program(const Program *program, const Rules *rules, uint32_t threads, Arena *arena,
                   Matches *out);

#endif
