// SPDX-License-Identifier: MIT
// Bytes → facts of one file, if they are such: the other half of pack.c.
//
//   bytes of pack_facts      -> the same tables, in arrays of their exact size
//   anything else            -> false, whatever the bytes
//
// How: the lengths of all tables come first, so that every index can be held against the table it
// leads into as it is read. What is left to check then is which table an index leads into where another
// field tells (below, check_*), and that what is followed step by step ends: parents of scopes come
// before them, children and siblings of expressions after them.
//
// Limits: facts that hold together but were never in a file pass. That the bytes are those that were
// kept is for the sum that store.c puts over them.
#include <string.h>

#include "store/layout.h"
#include "store/pack.h"

#include "base/banned.h"

typedef struct Unpacker {
    Str rest; // of the bytes
    const LayoutHead *head;
    Str *texts; // by number, 0 is ""
    uint32_t text_count;
    Arena *arena, *scratch;
} Unpacker;

static bool take(Unpacker *in, uint64_t size, const char **out) {
    if (size > in->rest.len) return false;
    *out = in->rest.ptr;
    in->rest = (Str){in->rest.ptr + size, in->rest.len - (uint32_t)size};
    return true;
}

static bool take_copy(Unpacker *in, void *out, size_t size) {
    const char *at;
    if (!take(in, size, &at)) return false;
    memcpy(out, at, size);
    return true;
}

// --- Columns -------------------------------------------------------------------------------------

// The next column as numbers, still coded.
static bool take_column(Unpacker *in, uint32_t *values, uint32_t n) {
    uint8_t width;
    const char *at;
    if (!take_copy(in, &width, 1) || width == 3 || width > 4) return false;
    if (!take(in, (uint64_t)n * width, &at)) return false;
    const unsigned char *bytes = (const unsigned char *)at;
    switch (width) {
    case 0:
        for (uint32_t i = 0; i < n; i++)
            values[i] = 0;
        break;
    case 1:
        for (uint32_t i = 0; i < n; i++)
            values[i] = bytes[i];
        break;
    case 2:
        for (uint32_t i = 0; i < n; i++) {
            uint16_t two;
            memcpy(&two, bytes + (size_t)i * 2, 2);
            values[i] = two;
        }
        break;
    default:
        if (n) memcpy(values, bytes, (size_t)n * 4);
        break;
    }
    return true;
}

// Turns coded values into those of the field; false if one is out of bounds.
static bool decode(const Unpacker *in, const LayoutField *field, uint32_t *values, uint32_t n) {
    uint32_t limit = field->limit, before = 0, bad = 0;
    switch ((LayoutCoding)field->coding) {
    case LAYOUT_PLAIN:
        if (field->size < 4 && limit > (1u << 8 * field->size) - 1)
            limit = (1u << 8 * field->size) - 1;
        for (uint32_t i = 0; i < n; i++)
            bad |= values[i] > limit;
        break;
    case LAYOUT_INDEX:
        limit = limit == LAYOUT_TABLE_COUNT ? NONE : in->head->lengths[limit];
        for (uint32_t i = 0; i < n; i++) {
            bad |= values[i] > limit;
            values[i]--;
        }
        break;
    case LAYOUT_LATER:
        for (uint32_t i = 0; i < n; i++) {
            bad |= values[i] >= n - i;
            values[i] = values[i] ? i + values[i] : NONE;
        }
        break;
    case LAYOUT_STEP:
        for (uint32_t i = 0; i < n; i++)
            before = values[i] = before + (values[i] >> 1 ^ (values[i] & 1 ? UINT32_MAX : 0));
        break;
    case LAYOUT_TEXT:
        for (uint32_t i = 0; i < n; i++)
            bad |= values[i] > in->text_count;
        break;
    }
    return !bad;
}

static void put_column(const Unpacker *in, const LayoutField *field, size_t item_size,
                       const uint32_t *values, const LayoutVec *vec) {
    char *at = (char *)vec->items + field->offset;
    uint32_t n = vec->len;
    if (field->coding == LAYOUT_TEXT) {
        for (uint32_t i = 0; i < n; i++, at += item_size)
            memcpy(at, &in->texts[values[i]], sizeof(Str));
        return;
    }
    switch (field->size) {
    case 1:
        for (uint32_t i = 0; i < n; i++, at += item_size)
            *at = (char)values[i];
        break;
    case 2:
        for (uint32_t i = 0; i < n; i++, at += item_size) {
            uint16_t two = (uint16_t)values[i];
            memcpy(at, &two, 2);
        }
        break;
    default:
        for (uint32_t i = 0; i < n; i++, at += item_size)
            memcpy(at, &values[i], 4);
        break;
    }
}

static bool take_texts(Unpacker *in) {
    const char *bytes;
    uint64_t total = 0;
    if (!take_copy(in, &in->text_count, 4) || in->text_count > in->rest.len) return false;
    uint32_t *lengths = arena_array(in->scratch, uint32_t, in->text_count);
    if (!take_column(in, lengths, in->text_count)) return false;
    for (uint32_t i = 0; i < in->text_count; i++)
        total += lengths[i];
    if (!take(in, total, &bytes)) return false;
    Str all = str_copy(in->arena, (Str){bytes, (uint32_t)total});
    in->texts = arena_array(in->scratch, Str, in->text_count + 1);
    uint32_t start = 0;
    for (uint32_t i = 0; i < in->text_count; i++) {
        in->texts[i + 1] = (Str){all.ptr + start, lengths[i]};
        start += lengths[i];
    }
    return true;
}

static bool take_table(Unpacker *in, const LayoutTable *table, uint32_t n, uint32_t *values,
                       FileFacts *out) {
    LayoutVec vec = {
        .items = arena_alloc_array(in->arena, n, table->item_size, _Alignof(max_align_t)),
        .len = n,
        .cap = n,
    };
    for (uint32_t f = 0; f < table->field_count; f++) {
        const LayoutField *field = &table->fields[f];
        if (!take_column(in, values, n) || !decode(in, field, values, n)) return false;
        put_column(in, field, table->item_size, values, &vec);
    }
    memcpy((char *)out + table->offset, &vec, sizeof vec);
    return true;
}

// --- What holds the tables together -----------------------------------------------------------------

static bool check_scopes(const FileFacts *facts) {
    for (uint32_t i = 0; i < facts->scopes.len; i++) {
        const Scope *scope = &facts->scopes.items[i];
        bool is_first = i == 0;
        if (is_first != (scope->kind == SCOPE_MODULE)) return false;
        if (is_first ? scope->parent != NONE : scope->parent >= i) return false;
        uint32_t count = scope->kind == SCOPE_CLASS      ? facts->classes.len
                         : scope->kind == SCOPE_FUNCTION ? facts->functions.len
                                                         : 0;
        if (count ? scope->def >= count : scope->def != NONE) return false;
    }
    return facts->scopes.len > 0 || !facts->is_parsed;
}

static uint32_t bound_count(const FileFacts *facts, uint8_t kind) {
    switch ((BindingKind)kind) {
    case BINDING_IMPORT: return facts->imports.len;
    case BINDING_CLASS: return facts->classes.len;
    case BINDING_FUNCTION: return facts->functions.len;
    case BINDING_PARAM: return facts->params.len;
    default: return facts->exprs.len;
    }
}

static bool check_bindings(const FileFacts *facts) {
    for (uint32_t i = 0; i < facts->bindings.len; i++) {
        const Binding *binding = &facts->bindings.items[i];
        if (binding->scope == NONE) return false;
        bool is_some = binding->value < bound_count(facts, binding->kind);
        bool may_be_none = binding->kind > BINDING_PARAM;
        if (!is_some && !(may_be_none && binding->value == NONE)) return false;
    }
    return true;
}

static bool check_definitions(const FileFacts *facts) {
    for (uint32_t i = 0; i < facts->functions.len; i++) {
        const Function *function = &facts->functions.items[i];
        if (function->scope == NONE || function->body == NONE) return false;
        if (function->param_count > facts->params.len) return false;
        if (function->first_param > facts->params.len - function->param_count) return false;
    }
    for (uint32_t i = 0; i < facts->classes.len; i++)
        if (facts->classes.items[i].scope == NONE || facts->classes.items[i].body == NONE)
            return false;
    for (uint32_t i = 0; i < facts->decorators.len; i++) {
        const Decorator *decorator = &facts->decorators.items[i];
        uint32_t count = decorator->on_class ? facts->classes.len : facts->functions.len;
        bool is_whole = decorator->scope != NONE && decorator->expr != NONE;
        if (!is_whole || decorator->target >= count) return false;
    }
    return true;
}

static bool check_uses(const FileFacts *facts) {
    bool ok = true;
    for (uint32_t i = 0; i < facts->facts.len; i++)
        ok = ok && facts->facts.items[i].scope != NONE;
    for (uint32_t i = 0; i < facts->exprs.len; i++) {
        const Expr *expr = &facts->exprs.items[i];
        ok = ok && expr->scope != NONE && (expr->kind != EXPR_CALL || expr->first != NONE);
    }
    for (uint32_t i = 0; i < facts->imports.len; i++)
        ok = ok && facts->imports.items[i].scope != NONE;
    for (uint32_t i = 0; i < facts->calls.len; i++) {
        const Call *call = &facts->calls.items[i];
        ok = ok && call->scope != NONE && call->expr != NONE &&
             facts->exprs.items[call->expr].kind == EXPR_CALL;
    }
    for (uint32_t i = 0; i < facts->returns.len; i++)
        ok = ok && facts->returns.items[i].scope != NONE;
    return ok;
}

// --- A file --------------------------------------------------------------------------------------

// No row is written without a byte, so lengths beyond that are none.
static bool check_head(const LayoutHead *head, Str bytes, uint32_t *out_longest) {
    *out_longest = 0;
    for (uint32_t t = 0; t < LAYOUT_TABLE_COUNT; t++)
        if (head->lengths[t] > *out_longest) *out_longest = head->lengths[t];
    return *out_longest <= bytes.len && head->is_parsed <= 1 && head->has_errors <= 1;
}

static bool unpack(Unpacker *in, LayoutHead *head, FileFacts *out) {
    uint32_t order, longest;
    if (!take_copy(in, &order, sizeof order) || order != LAYOUT_ORDER) return false;
    if (!take_copy(in, head, sizeof *head) || !check_head(head, in->rest, &longest)) return false;
    in->head = head;
    *out = (FileFacts){
        .is_parsed = head->is_parsed,
        .has_errors = head->has_errors,
        .lines = head->lines,
        .bytes = head->bytes,
    };
    memcpy(out->counts, head->counts, sizeof out->counts);
    if (!take_texts(in)) return false;
    uint32_t *values = arena_array(in->scratch, uint32_t, longest);
    for (uint32_t t = 0; t < LAYOUT_TABLE_COUNT; t++)
        if (!take_table(in, &layout_tables[t], head->lengths[t], values, out)) return false;
    return in->rest.len == 0 && check_scopes(out) && check_bindings(out) &&
           check_definitions(out) && check_uses(out);
}

bool unpack_facts(Str bytes, Arena *arena, Arena *scratch, FileFacts *out) {
    ArenaMark mark = arena_mark(scratch);
    Unpacker in = {.rest = bytes, .arena = arena, .scratch = scratch};
    LayoutHead head;
    bool ok = unpack(&in, &head, out);
    arena_rewind(scratch, mark);
    return ok;
}
