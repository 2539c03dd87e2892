// SPDX-License-Identifier: MIT
// What another verdict would need, as a sentence.
#ifndef JUDGE_FLIPWORDS_H
#define JUDGE_FLIPWORDS_H

#include "model/report.h"

// In:  flip  with everything but its text;  cut  directory that a split would carve out, or ""
Str flipwords_of(const Report *report, const Project *project, const Flip *flip, Str cut,
                 Arena *arena);

#endif
