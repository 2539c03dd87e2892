// SPDX-License-Identifier: MIT
// Text that would keep the parser's error recovery busy for ever.
//
//     def f(
//     def f(          ─►  2: the second and the third def stand inside brackets
//     def f(
//
// A statement that begins while a bracket is open makes tree-sitter throw away what it has so far
// as one error, and copy it each time: 50,000 such lines (350 KB) take minutes, 2,000 take a tenth
// of a second. Of two dozen kinds of broken lines that were tried, only those of these keywords
// behave so. The parser's own operation count does not show it, and a time limit would make results
// depend on the machine, so the lines are counted before.
//
// Limits: a small lexer that knows comments, quotes and brackets; quotes inside f-string fields may
// mislead it, which matters only in a file that has thousands of such lines by that reading.
#include "python/broken.h"

#include "base/banned.h"

// Position after the string that begins at `pos`; a single-quoted one ends with its line.
static uint32_t skip_string(Str text, uint32_t pos) {
    char quote = text.ptr[pos];
    Str triple = str_sub(text, pos, pos + 3);
    bool is_triple = triple.len == 3 && triple.ptr[1] == quote && triple.ptr[2] == quote;
    for (uint32_t i = pos + (is_triple ? 3 : 1); i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\\') {
            i++;
        } else if (!is_triple && (c == quote || c == '\n')) {
            return c == '\n' ? i : i + 1;
        } else if (is_triple && c == quote && str_eq(str_sub(text, i, i + 3), triple)) {
            return i + 3;
        }
    }
    return text.len;
}

static bool begins_statement(Str text, uint32_t line) {
    static const Str WORDS[] = {STR_CONST("def "), STR_CONST("async "), STR_CONST("import "),
                                STR_CONST("from ")};
    while (line < text.len && (text.ptr[line] == ' ' || text.ptr[line] == '\t'))
        line++;
    Str rest = str_sub(text, line, line + 8);
    for (uint32_t i = 0; i < ARRAY_LEN(WORDS); i++) {
        if (str_starts(rest, WORDS[i])) return true;
    }
    return false;
}

uint32_t broken_statements(Str text) {
    uint32_t broken = 0;
    uint32_t depth = 0;
    bool is_comment = false;
    for (uint32_t i = 0; i < text.len;) {
        char c = text.ptr[i];
        if (!is_comment && (c == '"' || c == '\'')) {
            i = skip_string(text, i);
            continue;
        }
        i++;
        if (c == '\n') {
            is_comment = false;
            if (depth > 0 && begins_statement(text, i)) broken++;
        } else if (c == '#') {
            is_comment = true;
        } else if (!is_comment && (c == '(' || c == '[' || c == '{')) {
            depth++;
        } else if (!is_comment && depth > 0 && (c == ')' || c == ']' || c == '}')) {
            depth--;
        }
    }
    return broken;
}
