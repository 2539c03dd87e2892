// SPDX-License-Identifier: MIT
// The rules without what a decision does not look at.
#ifndef RULES_RULESGEN_LEAN_H
#define RULES_RULESGEN_LEAN_H

#include "rules/rules.h"

// In:     rules  borrowed: strings and lists are shared
Rules rulesgen_lean_rules(const Rules *rules, Arena *arena);

#endif
