// SPDX-License-Identifier: MIT
// The text of a path, as far as the code says it.
//
//   API = "/api"
//   class Settings: API_V1: str = API + "/v1"
//   settings.API_V1                       "/api/v1"
//   f"{settings.API_V1}/orders"           "/api/v1/orders"
//
// How: a literal is its text; a name that leads to a literal is that one's (Target.made_by says
// which); sums and formatted strings are put together from those.
// Limits: of a formatted string the values must be plain names; where they stand is worked out from
// their offsets, which wants one letter and one quote before the text. Calls are not evaluated.
#include "base/buf.h"
#include "match/route_nodes.h"

#include "base/banned.h"

enum { TEXT_DEPTH_MAX = 8, FORMAT_OPENING = 2 }; // f"

// Where an expression with a number stands: the last file that begins before it.
static uint32_t file_of(const Program *program, uint32_t number) {
    uint32_t low = 0, high = program->file_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (program->first_expr[middle] < number)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool add_text(const Program *program, uint32_t file, uint32_t expr, uint32_t depth,
                     Buf *out);

// The literal that a name leads to.
static bool add_value(const Program *program, uint32_t file, uint32_t expr, uint32_t depth,
                      Buf *out) {
    uint32_t number = program->names[file].targets[expr].made_by;
    if (number == 0) return false;
    uint32_t maker_file = file_of(program, number);
    uint32_t maker = number - 1 - program->first_expr[maker_file];
    const Expr *e = &program->files[maker_file].exprs.items[maker];
    bool is_text = e->kind == EXPR_STRING || e->kind == EXPR_BINARY;
    return is_text && add_text(program, maker_file, maker, depth, out);
}

// f"{a.b}/x{c}": the literal parts lie between the ends of the names and the next offsets.
static bool add_formatted(const Program *program, uint32_t file, uint32_t expr, uint32_t depth,
                          Buf *out) {
    const FileFacts *facts = &program->files[file];
    const Expr *string = &facts->exprs.items[expr];
    Str rest = string->text;
    uint64_t at = (uint64_t)string->offset + FORMAT_OPENING;
    for (uint32_t v = string->first; v != NONE; v = facts->exprs.items[v].next) {
        const Expr *value = &facts->exprs.items[v];
        if (value->kind != EXPR_NAME || value->offset < at + 1 || value->offset - 1 - at > rest.len)
            return false;
        uint32_t literal = (uint32_t)(value->offset - 1 - at);
        buf_str_add(out, str_sub(rest, 0, literal));
        rest = str_sub(rest, literal, rest.len);
        if (!add_value(program, file, v, depth, out)) return false;
        at = (uint64_t)value->offset + value->text.len + 1;
    }
    buf_str_add(out, rest);
    return true;
}

// Two literals that stand for a sum may each be a sum: `depth` bounds the recursion.
static bool add_text(const Program *program, uint32_t file, uint32_t expr, uint32_t depth,
                     Buf *out) {
    if (depth == TEXT_DEPTH_MAX || out->len > EXPR_TEXT_MAX) return false;
    const FileFacts *facts = &program->files[file];
    const Expr *e = &facts->exprs.items[expr];
    switch ((ExprKind)e->kind) {
    case EXPR_STRING:
        if (e->is_formatted) return add_formatted(program, file, expr, depth + 1, out);
        buf_str_add(out, e->text);
        return true;
    case EXPR_BINARY: {
        uint32_t right = e->first == NONE ? NONE : facts->exprs.items[e->first].next;
        return right != NONE && str_eq(e->text, STR("+")) &&
               add_text(program, file, e->first, depth + 1, out) &&
               add_text(program, file, right, depth + 1, out);
    }
    default: return add_value(program, file, expr, depth + 1, out);
    }
}

bool route_text_of(const Program *program, uint32_t file, uint32_t expr, Arena *arena, Str *out) {
    Buf text = buf_new(arena);
    if (!add_text(program, file, expr, 0, &text)) return false;
    *out = buf_str(&text);
    return true;
}
