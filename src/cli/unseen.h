// SPDX-License-Identifier: MIT
// Remarks on rules that nothing shows at work.
#ifndef CLI_UNSEEN_H
#define CLI_UNSEEN_H

#include "run.h"

// A remark for each signal that counts nothing in any example. With a folder of `fixtures`: for each
// signal, fact and framework that finds nothing in any example and in any fixtures/*/input.
// Out:    faults   appended, in the order of the rules
// Errors: ERROR_INPUT for a folder that cannot be read; ERROR_USAGE when it has no project; an
//         interrupt
bool unseen_remarks(const Rules *rules, Str fixtures, uint32_t threads, Arena *arena,
                    RuleFaultVec *faults, Error *err) WARN_UNUSED;

#endif
