// SPDX-License-Identifier: MIT
// Byte offsets → rows, and columns in Unicode code points.
#ifndef PYTHON_POSITION_H
#define PYTHON_POSITION_H

#include "base/str.h"
#include "model/source.h"

typedef struct Position {
    Str text;
    const uint32_t *before; // bytes inside characters before block i; NULL when the text is ASCII
    const uint32_t *lines;  // where each line begins
    uint32_t line_count;    // at least one
    uint32_t row;           // of the last answer: the next is often close
} Position;

Position position_new(Str text, Arena *arena);
// The place of byte `offset`, at most the text's length.
Pos position_of(Position *position, uint32_t offset);

#endif
