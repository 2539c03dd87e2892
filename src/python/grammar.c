// SPDX-License-Identifier: MIT
// Looks up the grammar's numbers for the names in grammar.def.
//
//     "function_definition" → NODE_FUNCTION; "async" (a keyword) → NODE_ASYNC; "(" → NODE_TOKEN
//
// One name may have several numbers (aliases), so the loop goes over numbers, not over names; with
// 272 symbols and a hundred rows that is quick enough to need no index. A row whose name the grammar does
// not know is a mistake of ours, found when the first parser is made.
#include "python/grammar.h"

#include "base/str.h"

#include "base/banned.h"

static const Str NODE_NAMES[] = {
#define NODE(kind, name, take) [NODE_##kind] = STR_CONST(name),
#include "python/grammar.def"
};
_Static_assert(ARRAY_LEN(NODE_NAMES) == NODE_KIND_COUNT, "one name a kind of node");

static const Str FIELD_NAMES[] = {
#define FIELD(field, name) [FIELD_##field] = STR_CONST(name),
#include "python/grammar.def"
};
_Static_assert(ARRAY_LEN(FIELD_NAMES) == FIELD_KIND_COUNT, "one name a field");

static uint8_t node_kind(const TSLanguage *language, TSSymbol symbol, bool *seen) {
    Str name = str_from_c(ts_language_symbol_name(language, symbol));
    if (ts_language_symbol_type(language, symbol) != TSSymbolTypeRegular) {
        return str_eq(name, STR("async")) ? NODE_ASYNC : NODE_TOKEN;
    }
    for (uint8_t kind = NODE_ERROR + 1; kind < NODE_KIND_COUNT; kind++) {
        if (str_eq(name, NODE_NAMES[kind])) {
            seen[kind] = true;
            return kind;
        }
    }
    return NODE_OTHER;
}

static uint8_t field_kind(const TSLanguage *language, TSFieldId id) {
    Str name = str_from_c(ts_language_field_name_for_id(language, id));
    for (uint8_t field = FIELD_NONE + 1; field < FIELD_KIND_COUNT; field++) {
        if (str_eq(name, FIELD_NAMES[field])) return field;
    }
    return FIELD_NONE;
}

Grammar grammar_new(const TSLanguage *language, Arena *arena) {
    uint32_t node_count = ts_language_symbol_count(language);
    uint32_t field_count = ts_language_field_count(language);
    uint8_t *nodes = arena_array(arena, uint8_t, node_count);
    uint8_t *fields = arena_array(arena, uint8_t, field_count + 1); // ids begin at 1
    bool seen[NODE_KIND_COUNT] = {false};
    for (uint32_t i = 0; i < node_count; i++) {
        nodes[i] = node_kind(language, (TSSymbol)i, seen);
    }
    for (uint32_t i = 1; i <= field_count; i++) {
        fields[i] = field_kind(language, (TSFieldId)i);
    }
    for (uint32_t kind = NODE_ERROR + 1; kind < NODE_KIND_COUNT; kind++) {
        if (!seen[kind]) BUG("a name in grammar.def is not in the grammar");
    }
    return (Grammar){
        .language = language, .nodes = nodes, .fields = fields, .node_count = node_count};
}
