// SPDX-License-Identifier: MIT
// TOML → a small tree, by tree-sitter.
//
//   [tool.poetry.dependencies]       tool ─► poetry ─► dependencies ─► django "^4.2"
//   django = "^4.2"                                                    celery ─► version "5"
//   celery = { version = "5" }
//
// How: a table header sets the table that the pairs after it go into, so one function takes the
// children of the document, of a table and of what tree-sitter could not place: after a mistake,
// the headers and pairs that are intact are found just the same. Keys are cut from their bytes,
// because a dotted key is a tree as deep as the key is long.
// tree-sitter and not a parser of our own, because it recovers well from a forgotten comma, merge
// marks and an unclosed string. Nested inline tables make it slow (14 s for 2.5 MB of "a={b="),
// which is why TOML_BYTES_MAX is small; lock files have a reader of their own (lockfile.c).
// Limits: a table defined twice is merged without a word; a key given twice is a problem, and both
// values are kept. Values are not checked beyond the grammar (\u escapes of surrogates, dates).
#include "scan/toml.h"

#include <tree_sitter/api.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "scan/toml_junk.h"

#include "base/banned.h"

const TSLanguage *tree_sitter_toml(void);

typedef struct Builder {
    Reader *in;
    Arena *arena;
    DocNode *root;
    DocNode *table; // where pairs go
    TSTreeCursor cursor;
} Builder;

static void take_value(Builder *b, DocNode *parent, Str key, Pos pos, uint32_t depth);

static bool is_type(TSNode node, Str type) {
    return str_eq(str_from_c(ts_node_type(node)), type);
}

static Str node_text(const Builder *b, TSNode node) {
    return str_sub(b->in->text, ts_node_start_byte(node), ts_node_end_byte(node));
}

static Pos node_pos(const Builder *b, TSNode node) {
    return reader_pos(b->in, ts_node_start_byte(node));
}

static void problem_at(Builder *b, TSNode node, const char *sentence) {
    uint32_t line = ts_node_start_point(node).row + 1;
    reader_problem(b->in, PROBLEM_MANIFEST, line, "%s", sentence);
}

static void note_mistake(Builder *b, TSNode node) {
    if (is_type(node, STR("ERROR")) || ts_node_is_missing(node))
        problem_at(b, node, "not valid TOML here; the rest of the file was read");
}

// --- Strings and keys ------------------------------------------------------------------------

// Appends what the escape at *at (a backslash) stands for.
static void unescape(Buf *out, Str s, uint32_t *at) {
    static const char from[] = "btnfre\"\\", to[] = "\b\t\n\f\r\x1b\"\\";
    char c = *at + 1 < s.len ? s.ptr[*at + 1] : '\\';
    *at += 2;
    if (c == 'u' || c == 'U') {
        uint32_t code_point = 0, digits = c == 'u' ? 4 : 8;
        for (; digits > 0 && *at < s.len; digits--, ++*at) {
            char d = s.ptr[*at];
            uint32_t value = d <= '9' ? (uint32_t)(d - '0') : (uint32_t)((d | 0x20) - 'a' + 10);
            code_point = code_point << 4 | (value & 15);
        }
        bool is_valid = code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
        char bytes[UTF8_MAX_BYTES];
        uint32_t len = utf8_put(is_valid ? code_point : 0xFFFD, bytes);
        buf_str_add(out, (Str){bytes, len});
        return;
    }
    if (c == '\n' || c == '\r' || c == ' ' ||
        c == '\t') { // a line end that is not part of the string
        while (*at < s.len && (s.ptr[*at] == ' ' || (s.ptr[*at] >= '\t' && s.ptr[*at] <= '\r')))
            ++*at;
        return;
    }
    for (uint32_t i = 0; from[i]; i++)
        if (from[i] == c) buf_char(out, to[i]);
}

// The value of a string with its quotes: '…', "…", '''…''' or """…""".
static Str string_value(Arena *arena, Str s) {
    uint32_t quotes = s.len >= 6 && s.ptr[0] == s.ptr[1] && s.ptr[1] == s.ptr[2] ? 3 : 1;
    bool is_literal = s.len > 0 && s.ptr[0] == '\'';
    s = str_sub(s, quotes, s.len >= 2 * quotes ? s.len - quotes : quotes);
    if (quotes == 3 && str_starts(s, STR("\r\n"))) s = str_sub(s, 2, s.len);
    if (quotes == 3 && str_starts(s, STR("\n"))) s = str_sub(s, 1, s.len);
    if (is_literal || str_find(s, '\\') == NONE) return s;
    Buf out = buf_new(arena);
    for (uint32_t i = 0; i < s.len;) {
        if (s.ptr[i] == '\\')
            unescape(&out, s, &i);
        else
            buf_char(&out, s.ptr[i++]);
    }
    return buf_str(&out);
}

// Cuts the next segment off a dotted key: a.b."c.d" → a, b, c.d
static bool next_key(Arena *arena, Str *rest, Str *key) {
    Str s = str_trim(*rest);
    if (s.len > 0 && s.ptr[0] == '.') s = str_trim(str_sub(s, 1, s.len));
    if (s.len == 0) return false;
    char quote = s.ptr[0];
    uint32_t end = 0;
    if (quote == '"' || quote == '\'') {
        for (end = 1; end < s.len && s.ptr[end] != quote; end++)
            end += s.ptr[end] == '\\' && quote == '"';
        end = end < s.len ? end + 1 : s.len;
        *key = string_value(arena, str_sub(s, 0, end));
    } else {
        while (end < s.len && s.ptr[end] != '.' && s.ptr[end] != ' ' && s.ptr[end] != '\t')
            end++;
        *key = str_sub(s, 0, end);
    }
    *rest = str_sub(s, end, s.len);
    return true;
}

// --- Tables ----------------------------------------------------------------------------------

// The table under `key`, made if it is missing; of an array of tables the last one. NULL when
// something else stands there.
static DocNode *enter_table(Builder *b, DocNode *parent, Str key, Pos pos) {
    DocNode *child = doctree_get(parent, key);
    if (child && child->kind == DOC_ARRAY && child->children.len > 0)
        child = child->children.items[child->children.len - 1];
    if (child) return child->kind == DOC_TABLE ? child : NULL;
    child = doctree_new(b->arena, DOC_TABLE, key, pos);
    doctree_add(b->arena, parent, child);
    return child;
}

// Follows all segments of a key but the last. NULL when that is impossible; a problem then.
static DocNode *enter_path(Builder *b, DocNode *from, TSNode key_node, Str *last) {
    Str rest = node_text(b, key_node), key;
    Pos pos = node_pos(b, key_node);
    *last = STR("");
    if (!next_key(b->arena, &rest, last)) return NULL;
    for (uint32_t depth = 0; from && next_key(b->arena, &rest, &key); depth++) {
        if (depth >= TOML_DEPTH_MAX) {
            reader_problem(b->in, PROBLEM_NESTING, pos.row + 1, "a key of more than %u parts",
                           TOML_DEPTH_MAX);
            return NULL;
        }
        from = enter_table(b, from, *last, pos);
        *last = key;
    }
    if (!from) problem_at(b, key_node, "this key leads into something that is no table");
    return from;
}

// [a.b] or [[a.b]]: what follows goes there. A header that leads nowhere gets a table of its own,
// outside the tree.
static void take_header(Builder *b, TSNode key_node, bool is_array) {
    Str key;
    Pos pos = node_pos(b, key_node);
    DocNode *parent = enter_path(b, b->root, key_node, &key);
    DocNode *orphan = doctree_new(b->arena, DOC_TABLE, key, pos);
    b->table = orphan;
    if (!parent) return;
    if (!is_array) {
        DocNode *table = enter_table(b, parent, key, pos);
        if (table)
            b->table = table;
        else
            problem_at(b, key_node, "this key leads into something that is no table");
        return;
    }
    DocNode *array = doctree_get(parent, key);
    if (!array) {
        array = doctree_new(b->arena, DOC_ARRAY, key, pos);
        doctree_add(b->arena, parent, array);
    }
    if (array->kind == DOC_ARRAY) {
        orphan->key = STR("");
        doctree_add(b->arena, array, orphan);
    } else {
        problem_at(b, key_node, "this key leads into something that is no array");
    }
}

// --- Values ----------------------------------------------------------------------------------

// The cursor is on a pair; it is there again afterwards.
static void take_pair(Builder *b, DocNode *table, uint32_t depth) {
    if (!ts_tree_cursor_goto_first_child(&b->cursor)) return;
    TSNode key_node = ts_tree_cursor_current_node(&b->cursor);
    Str key;
    Pos pos = node_pos(b, key_node);
    DocNode *parent = enter_path(b, table, key_node, &key);
    if (parent && doctree_get(parent, key)) problem_at(b, key_node, "this key is given twice");
    while (ts_tree_cursor_goto_next_sibling(&b->cursor)) {
        TSNode node = ts_tree_cursor_current_node(&b->cursor);
        note_mistake(b, node);
        if (parent && ts_node_is_named(node)) take_value(b, parent, key, pos, depth);
    }
    ts_tree_cursor_goto_parent(&b->cursor);
}

// Children of an array or inline table; strings in a part that could not be placed count too.
static void take_children(Builder *b, DocNode *into, uint32_t depth) {
    if (!ts_tree_cursor_goto_first_child(&b->cursor)) return;
    do {
        TSNode node = ts_tree_cursor_current_node(&b->cursor);
        note_mistake(b, node);
        if (into->kind == DOC_TABLE && is_type(node, STR("pair")))
            take_pair(b, into, depth);
        else if (into->kind == DOC_ARRAY && ts_node_is_named(node))
            take_value(b, into, STR(""), node_pos(b, node), depth);
    } while (ts_tree_cursor_goto_next_sibling(&b->cursor));
    ts_tree_cursor_goto_parent(&b->cursor);
}

// The cursor is on a value, or in a broken document on anything that stands in its place.
static void take_value(Builder *b, DocNode *parent, Str key, Pos pos, uint32_t depth) {
    TSNode node = ts_tree_cursor_current_node(&b->cursor);
    if (is_type(node, STR("ERROR")) && parent->kind == DOC_ARRAY && depth < TOML_DEPTH_MAX)
        take_children(b, parent, depth + 1);
    static const Str no_values[] = {STR_CONST("ERROR"), STR_CONST("comment"), STR_CONST("bare_key"),
                                    STR_CONST("dotted_key"), STR_CONST("quoted_key")};
    for (uint32_t i = 0; i < ARRAY_LEN(no_values); i++)
        if (is_type(node, no_values[i])) return;

    bool is_array = is_type(node, STR("array")), is_table = is_type(node, STR("inline_table"));
    bool is_string = is_type(node, STR("string"));
    DocKind kind = is_array    ? DOC_ARRAY
                   : is_table  ? DOC_TABLE
                   : is_string ? DOC_STRING
                               : DOC_SCALAR;
    DocNode *value = doctree_new(b->arena, kind, key, pos);
    doctree_add(b->arena, parent, value);
    if (is_string) value->text = string_value(b->arena, node_text(b, node));
    if (kind == DOC_SCALAR) value->text = node_text(b, node);
    if (!is_array && !is_table) return;
    if (depth < TOML_DEPTH_MAX)
        take_children(b, value, depth + 1);
    else
        reader_problem(b->in, PROBLEM_NESTING, pos.row + 1, "nested deeper than %u levels",
                       TOML_DEPTH_MAX);
}

// Children of the document, of a table, or of a part that could not be placed.
static void take_items(Builder *b, uint32_t depth) {
    if (depth > TOML_DEPTH_MAX || !ts_tree_cursor_goto_first_child(&b->cursor)) return;
    bool is_header = false, is_array = false;
    do {
        TSNode node = ts_tree_cursor_current_node(&b->cursor);
        note_mistake(b, node);
        bool is_key = is_type(node, STR("bare_key")) || is_type(node, STR("dotted_key")) ||
                      is_type(node, STR("quoted_key"));
        if (is_key && is_header) take_header(b, node, is_array);
        is_array = is_type(node, STR("[["));
        is_header = is_array || is_type(node, STR("["));
        if (is_type(node, STR("pair")))
            take_pair(b, b->table, 1);
        else if (is_type(node, STR("table")) || is_type(node, STR("table_array_element")) ||
                 is_type(node, STR("ERROR")))
            take_items(b, depth + 1);
    } while (ts_tree_cursor_goto_next_sibling(&b->cursor));
    ts_tree_cursor_goto_parent(&b->cursor);
}

DocNode *toml_parse(Reader *in) {
    DocNode *root = doctree_new(in->scratch, DOC_TABLE, STR(""), (Pos){0, 0});
    if (in->text.len > TOML_BYTES_MAX) {
        reader_problem(in, PROBLEM_TOO_LARGE, 0, "a TOML file of more than %u KB was not read",
                       TOML_BYTES_MAX >> 10);
        return root;
    }
    if (toml_junk_count(in->text) > TOML_JUNK_MAX) {
        reader_problem(in, PROBLEM_MANIFEST, 0, "this is no TOML: it was not read");
        return root;
    }
    TSParser *parser = ts_parser_new();
    if (!ts_parser_set_language(parser, tree_sitter_toml())) BUG("the TOML grammar does not fit");
    TSTree *tree =
        ts_parser_parse_string(parser, NULL, in->text.ptr ? in->text.ptr : "", in->text.len);
    TSNode top = ts_tree_root_node(tree);
    Builder b = {in, in->scratch, root, root, ts_tree_cursor_new(top)};
    note_mistake(&b, top);
    take_items(&b, 0);
    ts_tree_cursor_delete(&b.cursor);
    ts_tree_delete(tree);
    ts_parser_delete(parser);
    return root;
}
