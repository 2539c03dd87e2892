// SPDX-License-Identifier: MIT
// Byte columns → columns in Unicode code points.
#ifndef PYTHON_POSITION_H
#define PYTHON_POSITION_H

#include "base/str.h"
#include "model/source.h"

typedef struct Position {
    Str text;
    const uint32_t *before; // bytes inside characters before block i; NULL when the text is ASCII
} Position;

Position position_new(Str text, Arena *arena);
// The place `column` bytes after the start of line `row`, which is byte `offset` of the text.
Pos position_at(const Position *position, uint32_t row, uint32_t column, uint32_t offset);

#endif
