// SPDX-License-Identifier: MIT
// Facts of one file → bytes.
//
//   FileFacts of 6 KB of source, about 20 KB in memory   -> about 5 KB, whose form layout.h draws
//
// How: each table column by column, each column as narrow as its greatest value allows. Texts are kept
// once a file. They are told apart by where they lie, not by what they say: facts are interned, so one
// look at the address does, and equal texts elsewhere cost only space.
// A general compressor would halve the bytes again, but take as long as reading the file takes.
//
// Limits: a file whose texts or tables do not fit 32 bits cannot be scanned in the first place.
#include "store/pack.h"

#include <string.h>

#include "base/buf.h"
#include "store/layout.h"

#include "base/banned.h"

// Texts by address: open addressing, at most half full.
typedef struct Texts {
    Str *items; // in the order of their numbers, from 1
    uint32_t len;
    uint32_t *slots; // number, 0 if empty
    uint32_t mask;
    uint32_t bytes;
} Texts;

typedef struct Packer {
    Arena *scratch;
    Texts texts;
    uint32_t *values; // of the column in work
    Buf out;
} Packer;

static void append(Buf *out, const void *bytes, size_t size) {
    buf_str_add(out, (Str){bytes, (uint32_t)size});
}

static Texts texts_new(uint32_t most, Arena *scratch) {
    uint32_t slots = 16;
    while (slots / 2 < most)
        slots *= 2;
    return (Texts){
        .items = arena_array(scratch, Str, most + 1),
        .slots = arena_array(scratch, uint32_t, slots),
        .mask = slots - 1,
    };
}

static uint32_t text_number(Texts *texts, Str text) {
    if (text.len == 0) return 0;
    uint64_t hash = ((uint64_t)(uintptr_t)text.ptr + text.len) * 0x9E3779B97F4A7C15u;
    uint32_t at = (uint32_t)(hash >> 32) & texts->mask;
    for (uint32_t n; (n = texts->slots[at]); at = (at + 1) & texts->mask)
        if (texts->items[n - 1].ptr == text.ptr && texts->items[n - 1].len == text.len) return n;
    texts->items[texts->len++] = text;
    texts->bytes += text.len;
    return texts->slots[at] = texts->len;
}

// --- Columns -------------------------------------------------------------------------------------

static uint32_t field_value(const char *item, const LayoutField *field) {
    const char *at = item + field->offset;
    uint8_t byte;
    uint16_t two;
    uint32_t four;
    switch (field->size) {
    case 1: memcpy(&byte, at, 1); return byte;
    case 2: memcpy(&two, at, 2); return two;
    default: memcpy(&four, at, 4); return four;
    }
}

static uint32_t with_sign_below(uint32_t difference) {
    return difference << 1 ^ (difference >> 31 ? UINT32_MAX : 0);
}

// Fills packer->values with the column as it is written.
static void take_column(Packer *packer, const LayoutField *field, const LayoutTable *table,
                        const LayoutVec *vec) {
    const char *item = vec->items;
    uint32_t before = 0;
    for (uint32_t i = 0; i < vec->len; i++, item += table->item_size) {
        if (field->coding == LAYOUT_TEXT) {
            Str text;
            memcpy(&text, item + field->offset, sizeof text);
            packer->values[i] = text_number(&packer->texts, text);
            continue;
        }
        uint32_t value = field_value(item, field);
        switch ((LayoutCoding)field->coding) {
        case LAYOUT_INDEX: packer->values[i] = value + 1; break;
        case LAYOUT_LATER: packer->values[i] = value == NONE ? 0 : value - i; break;
        case LAYOUT_STEP:
            packer->values[i] = with_sign_below(value - before);
            before = value;
            break;
        default: packer->values[i] = value; break;
        }
    }
}

static void write_column(Buf *out, const uint32_t *values, uint32_t n) {
    uint32_t all = 0;
    for (uint32_t i = 0; i < n; i++)
        all |= values[i];
    uint8_t width = all == 0 ? 0 : all <= UINT8_MAX ? 1 : all <= UINT16_MAX ? 2 : 4;
    buf_char(out, (char)width);
    if (width == 4) {
        append(out, values, (size_t)n * 4);
    } else if (width == 2) {
        uint16_t *narrow = arena_array(out->arena, uint16_t, n);
        for (uint32_t i = 0; i < n; i++)
            narrow[i] = (uint16_t)values[i];
        append(out, narrow, (size_t)n * 2);
    } else if (width == 1) {
        uint8_t *narrow = arena_array(out->arena, uint8_t, n);
        for (uint32_t i = 0; i < n; i++)
            narrow[i] = (uint8_t)values[i];
        append(out, narrow, n);
    }
}

static void write_texts(Packer *packer, Buf *out) {
    const Texts *texts = &packer->texts;
    uint32_t *lengths = arena_array(packer->scratch, uint32_t, texts->len);
    append(out, &texts->len, sizeof texts->len);
    for (uint32_t i = 0; i < texts->len; i++)
        lengths[i] = texts->items[i].len;
    write_column(out, lengths, texts->len);
    for (uint32_t i = 0; i < texts->len; i++)
        buf_str_add(out, texts->items[i]);
}

// --- A file --------------------------------------------------------------------------------------

static LayoutVec vec_of(const FileFacts *facts, const LayoutTable *table) {
    LayoutVec vec;
    memcpy(&vec, (const char *)facts + table->offset, sizeof vec);
    return vec;
}

static void pack_tables(Packer *packer, const FileFacts *facts) {
    for (uint32_t t = 0; t < LAYOUT_TABLE_COUNT; t++) {
        LayoutVec vec = vec_of(facts, &layout_tables[t]);
        for (uint32_t f = 0; f < layout_tables[t].field_count; f++) {
            take_column(packer, &layout_tables[t].fields[f], &layout_tables[t], &vec);
            write_column(&packer->out, packer->values, vec.len);
        }
    }
}

// The head; tells how long the longest table is, and how many texts there can be at most.
static LayoutHead head_of(const FileFacts *facts, uint32_t *out_longest, uint32_t *out_texts) {
    LayoutHead head = {
        .bytes = facts->bytes,
        .lines = facts->lines,
        .is_parsed = facts->is_parsed,
        .has_errors = facts->has_errors,
    };
    memcpy(head.counts, facts->counts, sizeof head.counts);
    *out_longest = *out_texts = 0;
    for (uint32_t t = 0; t < LAYOUT_TABLE_COUNT; t++) {
        uint32_t len = vec_of(facts, &layout_tables[t]).len;
        head.lengths[t] = len;
        if (len > *out_longest) *out_longest = len;
        for (uint32_t f = 0; f < layout_tables[t].field_count; f++)
            if (layout_tables[t].fields[f].coding == LAYOUT_TEXT) *out_texts += len;
    }
    return head;
}

Str pack_facts(const FileFacts *facts, Arena *arena) {
    Arena scratch = {0};
    uint32_t longest, texts, order = LAYOUT_ORDER;
    LayoutHead head = head_of(facts, &longest, &texts);
    Packer packer = {
        .scratch = &scratch,
        .texts = texts_new(texts, &scratch),
        .values = arena_array(&scratch, uint32_t, longest),
        .out = buf_new(&scratch),
    };
    pack_tables(&packer, facts);
    Buf out = buf_new(&scratch);
    append(&out, &order, sizeof order);
    append(&out, &head, sizeof head);
    write_texts(&packer, &out);
    buf_str_add(&out, buf_str(&packer.out));
    Str packed = str_copy(arena, buf_str(&out));
    arena_free(&scratch);
    return packed;
}
