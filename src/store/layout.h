// SPDX-License-Identifier: MIT
// The tables of FileFacts and their fields, for packing and unpacking. Private to src/store.
//
//   packed file    [ order | head | lengths of the tables | texts | tables ]
//   table          [ column ][ column ] …            one a field, in the order of layout.c
//   column         [ width | value, value, … ]       width 0, 1, 2 or 4 bytes a value; 0: all are zero
//   texts          [ number | column of lengths | bytes ]
//
// Values are in the order of this machine; `order` tells one that has another.
#ifndef STORE_LAYOUT_H
#define STORE_LAYOUT_H

#include "model/facts.h"

enum { LAYOUT_ORDER = 0x01020304 };

typedef enum LayoutTableId {
    LAYOUT_FACTS,
    LAYOUT_SCOPES,
    LAYOUT_EXPRS,
    LAYOUT_IMPORTS,
    LAYOUT_CLASSES,
    LAYOUT_FUNCTIONS,
    LAYOUT_PARAMS,
    LAYOUT_DECORATORS,
    LAYOUT_CALLS,
    LAYOUT_BINDINGS,
    LAYOUT_RETURNS,
    LAYOUT_ERRORS,
    LAYOUT_SUPPRESSIONS,
    LAYOUT_PROBLEMS,
    LAYOUT_TABLE_COUNT,
} LayoutTableId;

// How a value is written down. All but TEXT fit 32 bits, and sums wrap around.
typedef enum LayoutCoding {
    LAYOUT_PLAIN, // as it is; limit: the greatest value
    LAYOUT_INDEX, // plus one, so that NONE is 0; limit: the table it is an index of
    LAYOUT_LATER, // likewise into its own table: how much later than this one it stands, NONE is 0
    LAYOUT_STEP,  // difference from the one before, its sign in the lowest bit
    LAYOUT_TEXT,  // number of a text, from 1; 0 is the empty one
} LayoutCoding;

typedef struct LayoutField {
    uint16_t offset; // in the struct, bytes
    uint8_t size;    // 1, 2 or 4 bytes
    uint8_t coding;
    uint32_t limit;
} LayoutField;

typedef struct LayoutTable {
    size_t offset; // of the VEC in FileFacts
    size_t item_size;
    const LayoutField *fields;
    uint32_t field_count;
} LayoutTable;

// Any VEC: they differ in what `items` points at only.
typedef struct LayoutVec {
    void *items;
    uint32_t len;
    uint32_t cap;
} LayoutVec;

// What FileFacts holds besides tables.
typedef struct LayoutHead {
    uint64_t bytes;
    uint32_t lines;
    uint32_t is_parsed, has_errors;
    uint32_t counts[FACT_COUNT];
    uint32_t lengths[LAYOUT_TABLE_COUNT];
} LayoutHead;

extern const LayoutTable layout_tables[LAYOUT_TABLE_COUNT];

#endif
