// SPDX-License-Identifier: MIT
// The state of the lexer for plain Python, shared by its two files.
#ifndef PYTHON_PLAIN_LEXER_H
#define PYTHON_PLAIN_LEXER_H

#include "python/plain_lex.h"

enum { LEXER_BLOCKS_MAX = 100, LEXER_BRACKETS_MAX = 200 };

typedef struct Comment {
    uint32_t indent, end;
} Comment;

typedef struct Lexer {
    const char *text;
    uint32_t pos, len;
    Arena *arena;
    TokenVec tokens;
    uint32_t line;         // the first token of the line of code
    VEC(Comment) comments; // on lines of their own since the last line of code
    uint32_t indents[LEXER_BLOCKS_MAX];
    uint32_t blocks; // open ones; indents[blocks] is that of the innermost
    char brackets[LEXER_BRACKETS_MAX];
    bool binds[LEXER_BRACKETS_MAX]; // a `for` or `lambda` stands in the bracket
    uint32_t depth;
    uint32_t formatted; // f-strings around
    uint32_t inner;     // words in brackets that begin statements elsewhere
} Lexer;

typedef enum CharKind { CHAR_OTHER, CHAR_LETTER, CHAR_DIGIT, CHAR_BLANK } CharKind;

static inline CharKind lexer_kind(char c) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_') return CHAR_LETTER;
    if (c >= '0' && c <= '9') return CHAR_DIGIT;
    return c == ' ' || c == '\t' || c == '\r' ? CHAR_BLANK : CHAR_OTHER;
}

static inline bool lexer_is_name(char c) {
    CharKind kind = lexer_kind(c);
    return kind == CHAR_LETTER || kind == CHAR_DIGIT;
}

static inline char lexer_at(const Lexer *l, uint32_t ahead) {
    return l->pos + ahead < l->len ? l->text[l->pos + ahead] : '\0';
}

static inline void lexer_emit(Lexer *l, uint32_t kind, uint32_t start) {
    vec_push(l->arena, &l->tokens, (Token){.kind = (uint8_t)kind, .start = start, .end = l->pos});
}

// plain_lex.c: the token that begins here; false if there is none.
bool plain_lex_token(Lexer *l);

// plain_quote.c
typedef struct Quote {
    char quote;
    bool is_triple, is_raw, is_formatted, is_bytes;
} Quote;
// Reads prefix and opening quote; false if it is none, with the position unchanged.
bool plain_quote_open(Lexer *l, Quote *out);
// Emits the string that began at `start` with these; the position is behind the opening quote.
bool plain_quote_rest(Lexer *l, const Quote *quote, uint32_t start);

#endif
