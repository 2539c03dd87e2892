// SPDX-License-Identifier: MIT
// The text of a path, as far as the code says it.
//
//   API = "/api"
//   class Settings: API_V1: str = API + "/v1"
//   settings.API_V1                               "/api/v1"
//   f"{settings.API_V1}/orders"                   "/api/v1/orders"
//   "{}/orders".format(load("prefix"))            "${load()}/orders"
//
// How: a literal is its text; a name that leads to a literal is that one's (Target.made_by says
// which); sums and formatted strings are put together from those. What only a run can tell is a gap
// with the name of what stands there, so that the rest of the path is still known.
//
// Limits: what a call gives is a gap; of a choice the first alternative with a text counts; numbers
// and widths in format strings are ignored.
#include "base/buf.h"
#include "match/route_nodes.h"

#include "base/banned.h"

enum { TEXT_DEPTH_MAX = 8, TEXT_STEPS_MAX = 100 };

typedef struct PathText {
    const Program *program;
    Buf text;
    uint32_t steps; // expressions looked at: formats of formats may explode
} PathText;

static void add_text(PathText *t, uint32_t file, uint32_t expr, uint32_t depth);

// --- Gaps ----------------------------------------------------------------------------------------

static void add_gap(PathText *t, uint32_t file, uint32_t expr) {
    const FileFacts *facts = &t->program->files[file];
    const Expr *e = expr == NONE ? NULL : &facts->exprs.items[expr];
    bool is_call = e && e->kind == EXPR_CALL && e->first != NONE;
    if (is_call) e = &facts->exprs.items[e->first];
    bool has_name = e && (e->kind == EXPR_NAME || e->kind == EXPR_ATTRIBUTE) && e->text.len > 0;
    Str name = has_name ? e->text : STR("...");
    buf_fmt(&t->text, "${" STR_FMT "%s}", STR_ARG(name), is_call && has_name ? "()" : "");
}

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

static bool is_text(const Expr *e) {
    return e->kind == EXPR_STRING || e->kind == EXPR_BINARY;
}

bool route_text_maker(const Program *program, uint32_t made_by, uint32_t *file, uint32_t *expr) {
    if (made_by == 0) return false;
    *file = file_of(program, made_by);
    *expr = made_by - 1 - program->first_expr[*file];
    return true;
}

// The literal that a name leads to, or a gap.
static void add_value(PathText *t, uint32_t file, uint32_t expr, uint32_t depth) {
    uint32_t made_by = t->program->names[file].targets[expr].made_by, maker_file, maker;
    bool is_made = route_text_maker(t->program, made_by, &maker_file, &maker);
    if (is_made && is_text(&t->program->files[maker_file].exprs.items[maker]))
        add_text(t, maker_file, maker, depth);
    else
        add_gap(t, file, expr);
}

// --- Formatted strings ---------------------------------------------------------------------------

// f"{a.b}/x{c}"
static void add_formatted(PathText *t, uint32_t file, uint32_t expr, uint32_t depth) {
    const FileFacts *facts = &t->program->files[file];
    Str text = facts->exprs.items[expr].text;
    uint32_t at = 0;
    for (uint32_t v = facts->exprs.items[expr].first; v != NONE; v = facts->exprs.items[v].next) {
        uint16_t before = facts->exprs.items[v].text_before;
        if (before == EXPR_IN_FORMAT || before < at) continue;
        buf_str_add(&t->text, str_sub(text, at, before));
        add_text(t, file, v, depth);
        at = before;
    }
    buf_str_add(&t->text, str_sub(text, at, text.len));
}

// The argument that {}, {0} or {name} stands for; NONE if there is none.
static uint32_t argument_of(const FileFacts *facts, uint32_t first, Str field, uint32_t *position) {
    uint32_t wanted = *position, cut = str_find(field, ':');
    if (cut != NONE) field = str_sub(field, 0, cut);
    if (field.len == 0)
        ++*position;
    else if (field.ptr[0] < '0' || field.ptr[0] > '9')
        return match_expr_keyword(facts, first, field);
    else
        wanted = (uint32_t)(field.ptr[0] - '0');
    uint32_t e = first;
    for (uint32_t i = 0; e != NONE && i < wanted; i++)
        e = facts->exprs.items[e].next;
    return e != NONE && match_expr_is_positional(facts, e) ? e : NONE;
}

static void add_argument(PathText *t, uint32_t file, uint32_t expr, uint32_t depth) {
    if (expr == NONE)
        add_gap(t, file, expr);
    else
        add_text(t, file, expr, depth);
}

// "{}/x/{name}".format(a, name=b)
static void add_format(PathText *t, uint32_t file, Str text, uint32_t first, uint32_t depth) {
    const FileFacts *facts = &t->program->files[file];
    uint32_t position = 0;
    while (text.len > 0) {
        uint32_t open = str_find(text, '{');
        uint32_t close = open == NONE ? NONE : str_find(str_sub(text, open, text.len), '}');
        if (close == NONE) break;
        buf_str_add(&t->text, str_sub(text, 0, open));
        Str field = str_sub(text, open + 1, open + close);
        add_argument(t, file, argument_of(facts, first, field, &position), depth);
        text = str_sub(text, open + close + 1, text.len);
    }
    buf_str_add(&t->text, text);
}

// "%s/x" % a, "%s/x/%s" % (a, b)
static void add_percent(PathText *t, uint32_t file, Str text, uint32_t right, uint32_t depth) {
    const FileFacts *facts = &t->program->files[file];
    bool is_tuple = right != NONE && facts->exprs.items[right].kind == EXPR_TUPLE;
    uint32_t e = is_tuple ? facts->exprs.items[right].first : right;
    for (uint32_t percent; (percent = str_find(text, '%')) != NONE;) {
        buf_str_add(&t->text, str_sub(text, 0, percent));
        add_argument(t, file, e, depth);
        e = is_tuple && e != NONE ? facts->exprs.items[e].next : NONE;
        text = str_sub(text, percent + 2, text.len);
    }
    buf_str_add(&t->text, text);
}

// --- Expressions ---------------------------------------------------------------------------------

static void add_binary(PathText *t, uint32_t file, uint32_t expr, uint32_t depth) {
    const FileFacts *facts = &t->program->files[file];
    const Expr *e = &facts->exprs.items[expr];
    uint32_t right = e->first == NONE ? NONE : facts->exprs.items[e->first].next;
    if (right != NONE && str_eq(e->text, STR("+"))) {
        add_text(t, file, e->first, depth);
        add_text(t, file, right, depth);
    } else if (right != NONE && str_eq(e->text, STR("%")) &&
               facts->exprs.items[e->first].kind == EXPR_STRING) {
        add_percent(t, file, facts->exprs.items[e->first].text, right, depth);
    } else {
        add_value(t, file, expr, depth);
    }
}

// The literal of "…".format(…), NULL for other calls.
static const Expr *format_of(const FileFacts *facts, const Expr *call) {
    const Expr *callee = call->first == NONE ? NULL : &facts->exprs.items[call->first];
    bool is_format = callee && callee->kind == EXPR_ATTRIBUTE && callee->first != NONE &&
                     str_eq(callee->text, STR("format"));
    const Expr *string = is_format ? &facts->exprs.items[callee->first] : NULL;
    return string && string->kind == EXPR_STRING && !string->is_formatted ? string : NULL;
}

// Two literals that stand for a sum may each be a sum: `depth` bounds the recursion.
static void add_text(PathText *t, uint32_t file, uint32_t expr, uint32_t depth) {
    const FileFacts *facts = &t->program->files[file];
    const Expr *e = &facts->exprs.items[expr];
    if (t->steps++ >= TEXT_STEPS_MAX) return;
    if (depth == TEXT_DEPTH_MAX || t->text.len > EXPR_TEXT_MAX) {
        add_gap(t, file, NONE);
        return;
    }
    const Expr *format = e->kind == EXPR_CALL ? format_of(facts, e) : NULL;
    if (format) {
        uint32_t first = facts->exprs.items[e->first].next;
        add_format(t, file, format->text, first, depth + 1);
    } else if (e->kind == EXPR_BINARY) {
        add_binary(t, file, expr, depth + 1);
    } else if (e->kind != EXPR_STRING) {
        add_value(t, file, expr, depth + 1);
    } else if (e->is_formatted) {
        add_formatted(t, file, expr, depth + 1);
    } else {
        buf_str_add(&t->text, e->text);
    }
}

Str route_text_of(const Program *program, uint32_t file, uint32_t expr, Arena *arena) {
    PathText text = {.program = program, .text = buf_new(arena)};
    add_text(&text, file, expr, 0);
    return buf_str(&text.text);
}
