// SPDX-License-Identifier: MIT
// Text that would keep the TOML parser's error recovery busy for ever.
//
//     name = "shop"      0
//     a: {b: 1}          2: colons stand only in times and strings
//     path = 'x          1: the string does not end on its line
//
// Every such character makes tree-sitter skip it into one growing error, which it copies each time: 40 KB
// of `{a: 1}` lines take five seconds, four times as much takes a minute. A time limit would make
// results depend on the machine, so the junk is counted before. Of twenty kinds of broken text that
// were tried, those that this counts are the ones whose cost grows with the square.
//
// Limits: a small lexer that knows comments and strings. Other junk may be as slow; TOML_BYTES_MAX bounds it.
#include "scan/toml_junk.h"

#include "base/banned.h"

typedef struct Lexer {
    Str text;
    uint32_t pos;
    uint32_t junk;
} Lexer;

static bool is_digit_at(Str text, uint32_t pos) {
    return pos < text.len && text.ptr[pos] >= '0' && text.ptr[pos] <= '9';
}

// 07:32:00 is a time; any other colon outside a string is a mistake.
static bool is_in_time(Str text, uint32_t pos) {
    return pos > 0 && is_digit_at(text, pos - 1) && is_digit_at(text, pos + 1);
}

static bool begins_line(Str text, uint32_t pos) {
    while (pos > 0 && (text.ptr[pos - 1] == ' ' || text.ptr[pos - 1] == '\t'))
        pos--;
    return pos == 0 || text.ptr[pos - 1] == '\n';
}

static void skip_string(Lexer *lexer) {
    Str text = lexer->text;
    char quote = text.ptr[lexer->pos];
    Str triple = str_sub(text, lexer->pos, lexer->pos + 3);
    bool is_triple = triple.len == 3 && triple.ptr[1] == quote && triple.ptr[2] == quote;
    if (is_triple && begins_line(text, lexer->pos)) lexer->junk++; // no key is written so
    lexer->pos += is_triple ? 3 : 1;
    for (; lexer->pos < text.len; lexer->pos++) {
        char c = text.ptr[lexer->pos];
        if (c == '\\' && quote == '"') {
            lexer->pos++;
        } else if (is_triple && c == quote &&
                   str_eq(str_sub(text, lexer->pos, lexer->pos + 3), triple)) {
            lexer->pos += 3;
            return;
        } else if (!is_triple && (c == quote || c == '\n')) {
            lexer->junk += c == '\n';
            lexer->pos++;
            return;
        }
    }
}

uint32_t toml_junk_count(Str text) {
    static const Str NEVER = STR_CONST("@$%^&*()!?;<>|\\~`/");
    Lexer lexer = {.text = text};
    while (lexer.pos < text.len) {
        char c = text.ptr[lexer.pos];
        if (c == '"' || c == '\'') {
            skip_string(&lexer);
            continue;
        }
        if (c == '#') {
            while (lexer.pos < text.len && text.ptr[lexer.pos] != '\n')
                lexer.pos++;
            continue;
        }
        if (c == ':' && !is_in_time(text, lexer.pos)) lexer.junk++;
        if (str_find(NEVER, c) != NONE) lexer.junk++;
        lexer.pos++;
    }
    return lexer.junk;
}
