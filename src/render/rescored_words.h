// SPDX-License-Identifier: MIT
// How a report differs from the one that it was made from, in words.
//
//   RescoredLineVec lines = {0};
//   rescored_words(&report, arena, &lines);     // empty when it is no other than the one read back
#ifndef RENDER_RESCORED_WORDS_H
#define RENDER_RESCORED_WORDS_H

#include "model/report.h"

// A line as it was read or made: names in it are not made safe.
typedef struct RescoredLine {
    Str text;
    bool is_change; // one of a list; otherwise a paragraph
} RescoredLine;
typedef VEC(RescoredLine) RescoredLineVec;

// Out:    out  appended, in the order of telling
// Arena:  the texts
void rescored_words(const Report *report, Arena *arena, RescoredLineVec *out);

#endif
