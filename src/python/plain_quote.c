// SPDX-License-Identifier: MIT
// String literals of plain Python → tokens.
//
//     rb'x'              STRING
//     f"a{b!r:>{c}}"     F_START F_TEXT F_OPEN NAME F_CONVERSION F_SPEC F_OPEN NAME F_CLOSE F_CLOSE F_END
//
// What stands in the fields of f-strings is read by plain_lex_token(), which may find strings again.
//
// Not plain: prefixes other than r, b, u and f; \N{ that names no character; and in fields line ends,
// comments, the string's own quote and :=. Raw strings of nothing but backslashes get a token of their
// own, since the grammar's scanner takes their text for a part of the closing quote.
#include "python/plain_lexer.h"

#include "base/banned.h"

enum { FIELDS_MAX = 3, FORMATTED_MAX = 8 };

bool plain_quote_open(Lexer *l, Quote *out) {
    uint32_t letters = 0;
    *out = (Quote){0};
    for (; letters < 3 && lexer_kind(lexer_at(l, letters)) == CHAR_LETTER; letters++) {
        switch (lexer_at(l, letters) | 0x20) {
        case 'r': out->is_raw = true; break;
        case 'f': out->is_formatted = true; break;
        case 'b': out->is_bytes = true; break;
        case 'u': break;
        default: return false;
        }
    }
    char quote = lexer_at(l, letters);
    if (letters == 3 || (quote != '"' && quote != '\'')) return false;
    out->quote = quote;
    out->is_triple = lexer_at(l, letters + 1) == quote && lexer_at(l, letters + 2) == quote;
    l->pos += letters + (out->is_triple ? 3 : 1);
    return true;
}

static bool closes(const Lexer *l, const Quote *q) {
    if (lexer_at(l, 0) != q->quote) return false;
    return !q->is_triple || (lexer_at(l, 1) == q->quote && lexer_at(l, 2) == q->quote);
}

static bool is_dash_name(char c) {
    return lexer_is_name(c) || c == ' ' || c == '-';
}

// Steps over a backslash with what it hides; false for a \N{ without a name.
static bool skip_escape(Lexer *l, const Quote *q) {
    char next = lexer_at(l, 1);
    if (q->is_raw) { // hides only its own quote, another backslash and the end of the line
        l->pos += next == q->quote || next == '\\' ? 2 : 1;
        if (lexer_at(l, 0) == '\r') l->pos++;
        if (lexer_at(l, 0) == '\n') l->pos++;
        return true;
    }
    if (next == 'N' && lexer_at(l, 2) == '{' && !q->is_bytes) {
        uint32_t start = l->pos += 3;
        while (is_dash_name(lexer_at(l, 0)))
            l->pos++;
        if (l->pos == start || lexer_at(l, 0) != '}') return false;
        l->pos++;
        return true;
    }
    bool is_brace = next == '{' || next == '}';
    l->pos += is_brace ? 1 : 2;
    if (next == '\r' && lexer_at(l, 0) == '\n') l->pos++;
    return true;
}

// What the grammar's scanner makes of the text of a string. It reads in pieces, and a piece of a raw
// string that holds nothing but backslashes and what they hide becomes part of what follows it.
typedef enum Piece {
    PIECE_NONE, // no end, or a piece of that sort where it matters
    PIECE_TEXT,
    PIECE_BARE, // the whole string is such a piece
} Piece;

static Piece piece(const Quote *q, bool has_plain, bool is_empty, bool is_first) {
    if (!q->is_raw || has_plain || is_empty) return PIECE_TEXT;
    return is_first && !q->is_formatted ? PIECE_BARE : PIECE_NONE;
}

// Steps over the text of a string up to its end or, in an f-string, a field.
static Piece skip_text(Lexer *l, const Quote *q) {
    uint32_t first = l->pos;
    uint32_t start = l->pos;
    bool has_plain = false; // since the piece began at `start`
    while (l->pos < l->len) {
        char c = l->text[l->pos];
        if (c == '\\') {
            if (!skip_escape(l, q)) return PIECE_NONE;
            continue;
        }
        bool is_brace = q->is_formatted && (c == '{' || c == '}');
        bool is_doubled = is_brace && lexer_at(l, 1) == c;
        bool is_end = (is_brace && !is_doubled) || (c == q->quote && closes(l, q));
        if (is_end && c == '}') return PIECE_NONE;
        if (is_end) return piece(q, has_plain, l->pos == start, start == first);
        if (c == '\n' && !q->is_triple) return PIECE_NONE;
        has_plain = true;
        l->pos += is_doubled ? 2 : 1;
        if (c == q->quote || is_doubled) {
            start = l->pos;
            has_plain = false;
        }
    }
    return PIECE_NONE;
}

// Text between the colon and the end of a field.
static void skip_spec_text(Lexer *l, const Quote *q) {
    while (l->pos < l->len && lexer_at(l, 0) != '{' && lexer_at(l, 0) != '}' &&
           lexer_at(l, 0) != '\n' && lexer_at(l, 0) != q->quote && lexer_at(l, 0) != '\\') {
        l->pos++;
    }
}

static bool lex_field(Lexer *l, const Quote *q, uint32_t level);

static bool lex_spec(Lexer *l, const Quote *q, uint32_t level) {
    uint32_t start = l->pos++;
    skip_spec_text(l, q);
    lexer_emit(l, TOKEN_F_SPEC, start);
    while (lexer_at(l, 0) == '{') {
        if (level == FIELDS_MAX || !lex_field(l, q, level + 1)) return false;
        start = l->pos;
        skip_spec_text(l, q);
        if (l->pos > start) lexer_emit(l, TOKEN_F_TEXT, start);
    }
    return lexer_at(l, 0) == '}';
}

static bool lex_conversion(Lexer *l) {
    if (lexer_at(l, 1) < 'a' || lexer_at(l, 1) > 'z') return false;
    l->pos += 2;
    lexer_emit(l, TOKEN_F_CONVERSION, l->pos - 2);
    return true;
}

// One token of a field's value, or the blank before it.
static bool lex_value(Lexer *l, const Quote *q, uint32_t outside) {
    char c = lexer_at(l, 0);
    if (lexer_kind(c) == CHAR_BLANK) {
        l->pos++;
        return true;
    }
    if (c == q->quote || c == '\n' || c == '\\' || c == '#') return false;
    return plain_lex_token(l) && l->depth >= outside;
}

// {value!r:spec}, all of it in one line.
static bool lex_field(Lexer *l, const Quote *q, uint32_t level) {
    uint32_t outside = l->depth;
    l->pos++;
    lexer_emit(l, TOKEN_F_OPEN, l->pos - 1);
    for (;;) {
        char c = l->depth == outside ? lexer_at(l, 0) : 0; // inside brackets it is the value's
        if (c == '}') break;
        if (c == ':') {
            if (lexer_at(l, 1) == '=' || !lex_spec(l, q, level)) return false;
            break;
        }
        bool is_conversion = c == '!' && lexer_at(l, 1) != '=';
        if (!(is_conversion ? lex_conversion(l) : lex_value(l, q, outside))) return false;
    }
    l->pos++;
    lexer_emit(l, TOKEN_F_CLOSE, l->pos - 1);
    return true;
}

static bool lex_formatted(Lexer *l, const Quote *q, uint32_t start) {
    lexer_emit(l, TOKEN_F_START, start);
    for (;;) {
        start = l->pos;
        if (skip_text(l, q) != PIECE_TEXT) return false;
        if (l->pos > start) lexer_emit(l, TOKEN_F_TEXT, start);
        if (lexer_at(l, 0) != '{') break;
        if (!lex_field(l, q, 0)) return false;
    }
    start = l->pos;
    l->pos += q->is_triple ? 3 : 1;
    lexer_emit(l, TOKEN_F_END, start);
    return true;
}

bool plain_quote_rest(Lexer *l, const Quote *q, uint32_t start) {
    if (q->is_formatted) {
        if (l->formatted == FORMATTED_MAX) return false;
        l->formatted++;
        bool is_plain = lex_formatted(l, q, start);
        l->formatted--;
        return is_plain;
    }
    Piece text = skip_text(l, q);
    if (text == PIECE_NONE) return false;
    l->pos += q->is_triple ? 3 : 1;
    lexer_emit(l, text == PIECE_BARE ? TOKEN_STRING_BARE : TOKEN_STRING, start);
    return true;
}
