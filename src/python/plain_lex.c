// SPDX-License-Identifier: MIT
// Text → tokens of plain Python; false at the first thing that is not.
//
//     x = [1,  # one      NAME '=' '[' INTEGER ',' INTEGER ']' NEWLINE END
//          2]
//
// How: one pass, one look at each byte. What tree-sitter's scanner for Python does with indentation
// and comments is followed to the letter, since blocks end where it says: a block closes behind the
// comments that stand at least as deep as itself.
//
// Not plain, and so left to tree-sitter: letters beyond ASCII outside strings and comments, form
// feeds within a line, dedents to no level of before, blank lines behind a backslash, lines and
// comments inside brackets or behind a decorator that lie left of their block (the grammar closes the
// block there, unless a bracket may close), odd numbers, and more of what broken.c counts than it lets
// pass. Strings: plain_quote.c.
#include "python/plain_lex.h"

#include <string.h>

#include "python/plain_lexer.h"
#include "python/python.h"

#include "base/banned.h"

static uint32_t last_kind(const Lexer *l) {
    return l->tokens.len ? l->tokens.items[l->tokens.len - 1].kind : TOKEN_NEWLINE;
}

// --- Words and numbers ---------------------------------------------------------------------------

static uint32_t word_kind(const char *text, uint32_t len) {
    static const Str WORDS[] = {
#define WORD(name, text) STR_CONST(text),
        PLAIN_WORDS(WORD)
#undef WORD
    };
    static const uint8_t FIRST['z' - 'A' + 1] = {
        ['F' - 'A'] = WORD_FALSE,  ['N' - 'A'] = WORD_NONE,  ['T' - 'A'] = WORD_TRUE,
        ['a' - 'A'] = WORD_AS,     ['b' - 'A'] = WORD_BREAK, ['c' - 'A'] = WORD_CLASS,
        ['d' - 'A'] = WORD_DEF,    ['e' - 'A'] = WORD_ELIF,  ['f' - 'A'] = WORD_FOR,
        ['g' - 'A'] = WORD_GLOBAL, ['i' - 'A'] = WORD_IF,    ['l' - 'A'] = WORD_LAMBDA,
        ['n' - 'A'] = WORD_NOT,    ['o' - 'A'] = WORD_OR,    ['p' - 'A'] = WORD_PASS,
        ['r' - 'A'] = WORD_RAISE,  ['t' - 'A'] = WORD_TRY,   ['w' - 'A'] = WORD_WHILE,
        ['y' - 'A'] = WORD_YIELD,
    };
    uint32_t kind = len < 2 || len > 8 ? 0 : FIRST[text[0] - 'A'];
    if (!kind) return TOKEN_NAME;
    for (; kind <= WORD_YIELD && WORDS[kind - WORD_FALSE].ptr[0] == text[0]; kind++) {
        if (str_eq(WORDS[kind - WORD_FALSE], (Str){text, len})) return kind;
    }
    return TOKEN_NAME;
}

static void lex_word(Lexer *l) {
    uint32_t start = l->pos;
    while (lexer_is_name(lexer_at(l, 0)))
        l->pos++;
    uint32_t kind = word_kind(l->text + start, l->pos - start);
    if (l->depth && (kind == WORD_FOR || kind == WORD_LAMBDA)) l->binds[l->depth - 1] = true;
    l->inner += l->depth && (kind == WORD_DEF || kind == WORD_ASYNC || kind == WORD_IMPORT ||
                             kind == WORD_FROM);
    lexer_emit(l, kind, start);
}

static bool is_digit(char c, uint32_t base) {
    if (base == 16)
        return lexer_kind(c) == CHAR_DIGIT || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    return c >= '0' && c < (char)('0' + base);
}

// Digits with single underscores between them; false if there are none.
static bool skip_digits(Lexer *l, uint32_t base) {
    if (!is_digit(lexer_at(l, 0), base)) return false;
    do {
        l->pos++;
        if (lexer_at(l, 0) == '_' && is_digit(lexer_at(l, 1), base)) l->pos++;
    } while (is_digit(lexer_at(l, 0), base));
    return true;
}

// 0x1f, 0o17, 0b11; the base's letter stands second.
static bool skip_based(Lexer *l, uint32_t base) {
    l->pos += 2;
    return skip_digits(l, base);
}

// 12, 1.5, .5, 1e-3, 2j
static bool skip_decimal(Lexer *l, uint32_t *kind) {
    skip_digits(l, 10);
    if (lexer_at(l, 0) == '.') {
        *kind = TOKEN_FLOAT;
        l->pos++;
        skip_digits(l, 10);
    }
    if ((lexer_at(l, 0) | 0x20) == 'e') {
        *kind = TOKEN_FLOAT;
        l->pos += lexer_at(l, 1) == '+' || lexer_at(l, 1) == '-' ? 2 : 1;
        if (!skip_digits(l, 10)) return false;
    }
    if ((lexer_at(l, 0) | 0x20) == 'j') l->pos++;
    return true;
}

static bool lex_number(Lexer *l) {
    uint32_t start = l->pos;
    uint32_t kind = TOKEN_INTEGER;
    char letter = (char)(lexer_at(l, 1) | 0x20);
    uint32_t base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
    bool is_based = lexer_at(l, 0) == '0' && base != 10;
    if (!(is_based ? skip_based(l, base) : skip_decimal(l, &kind))) return false;
    if (lexer_is_name(lexer_at(l, 0)) || lexer_at(l, 0) == '.') return false;
    lexer_emit(l, kind, start);
    return true;
}

// --- Punctuation ---------------------------------------------------------------------------------

static bool open_bracket(Lexer *l, char close) {
    if (l->depth == LEXER_BRACKETS_MAX) return false;
    l->binds[l->depth] = false;
    l->brackets[l->depth++] = close;
    return true;
}

// Kind of a character that stands twice, 0 if that means nothing.
static uint32_t doubled(char c) {
    switch (c) {
    case '*': return TOKEN_POWER;
    case '/': return TOKEN_FLOOR;
    case '<': return TOKEN_LEFT;
    case '>': return TOKEN_RIGHT;
    default: return 0;
    }
}

// Kind of a character with `=` behind it, 0 if the two are no token.
static uint32_t with_equals(char c) {
    if (memchr("=!<>", c, 4)) return TOKEN_COMPARE;
    if (c == ':') return TOKEN_WALRUS;
    return memchr("+-*/%&|^@", c, 9) ? TOKEN_AUGMENT : 0;
}

// Kind and length of the punctuation that begins with `c`; the kind is 0 for none.
static uint32_t punctuation(char c, char next, char third, uint32_t *len) {
    uint32_t kind = c == next ? doubled(c) : 0;
    *len = kind && third == '=' ? 3 : 2;
    if (kind) return third == '=' ? TOKEN_AUGMENT : kind;
    if (c == '-' && next == '>') return TOKEN_ARROW;
    if (c == '<' && next == '>') return 0;
    kind = next == '=' ? with_equals(c) : 0;
    if (kind) return kind;
    *len = 1;
    return memchr("+-*/%&|^@<>=()[]{},:;.~", c, 23) ? (uint8_t)c : 0;
}

static bool lex_punctuation(Lexer *l) {
    uint32_t start = l->pos;
    char c = lexer_at(l, 0);
    uint32_t len;
    uint32_t kind = punctuation(c, lexer_at(l, 1), lexer_at(l, 2), &len);
    if (!kind) return false;
    if (c == '.' && lexer_at(l, 1) == '.' && lexer_at(l, 2) == '.') kind = TOKEN_ELLIPSIS, len = 3;
    if (c == '(' && !open_bracket(l, ')')) return false;
    if (c == '[' && !open_bracket(l, ']')) return false;
    if (c == '{' && !open_bracket(l, '}')) return false;
    if (c == ')' || c == ']' || c == '}') {
        if (!l->depth || l->brackets[--l->depth] != c) return false;
    }
    l->pos += len;
    lexer_emit(l, kind, start);
    return true;
}

// --- Lines ---------------------------------------------------------------------------------------

bool plain_lex_token(Lexer *l) {
    uint32_t start = l->pos;
    char c = lexer_at(l, 0);
    Quote quote;
    if (lexer_kind(c) == CHAR_LETTER) {
        if (plain_quote_open(l, &quote)) return plain_quote_rest(l, &quote, start);
        lex_word(l);
        return (signed char)lexer_at(l, 0) >= 0;
    }
    if (lexer_kind(c) == CHAR_DIGIT || (c == '.' && lexer_kind(lexer_at(l, 1)) == CHAR_DIGIT))
        return lex_number(l);
    if (c == '"' || c == '\'')
        return plain_quote_open(l, &quote) && plain_quote_rest(l, &quote, start);
    return lex_punctuation(l);
}

static void skip_comment(Lexer *l) {
    const char *end = memchr(l->text + l->pos, '\n', l->len - l->pos);
    l->pos = end ? (uint32_t)(end - l->text) : l->len;
}

// Goes to the next line with code on it; returns its indent. Comments on the way are noted.
static uint32_t next_line(Lexer *l) {
    uint32_t indent = 0;
    l->comments.len = 0;
    for (;; l->pos++) {
        char c = lexer_at(l, 0);
        if (c == '#') {
            skip_comment(l);
            vec_push(l->arena, &l->comments, (Comment){indent, l->pos});
            c = lexer_at(l, 0);
        }
        if (c == '\n' || c == '\r' || c == '\f') {
            indent = 0;
        } else if (c == ' ') {
            indent++;
        } else if (c == '\t') {
            indent += 8;
        } else {
            return l->pos < l->len ? indent : 0;
        }
    }
}

// The grammar's scanner takes a comment for code where no statement may end: a decorator waits for its
// definition, brackets for their end.
static uint32_t least_indent(const Lexer *l, uint32_t indent) {
    for (uint32_t i = 0; i < l->comments.len; i++)
        if (l->comments.items[i].indent < indent) indent = l->comments.items[i].indent;
    return indent;
}

static bool is_decorator(const Lexer *l) {
    return l->line < l->tokens.len && l->tokens.items[l->line].kind == '@';
}

// Ends the line of code before `end` and opens or closes blocks for the next.
static bool change_line(Lexer *l, uint32_t end) {
    uint32_t indent = next_line(l);
    uint32_t place = l->pos;
    l->pos = end;
    if (last_kind(l) == ':') {
        if (indent <= l->indents[l->blocks] || l->blocks + 1 == LEXER_BLOCKS_MAX) return false;
        l->indents[++l->blocks] = indent;
        lexer_emit(l, TOKEN_INDENT, end);
    } else {
        if (is_decorator(l) && least_indent(l, indent) < l->indents[l->blocks]) return false;
        if (l->tokens.len) lexer_emit(l, TOKEN_NEWLINE, end);
        if (indent > l->indents[l->blocks]) return false;
        for (uint32_t next = 0; indent < l->indents[l->blocks]; l->blocks--) {
            for (; next < l->comments.len; next++) {
                if (l->comments.items[next].indent < l->indents[l->blocks]) break;
                l->pos = l->comments.items[next].end;
            }
            lexer_emit(l, TOKEN_DEDENT, l->pos);
        }
    }
    l->pos = place;
    l->line = l->tokens.len;
    return indent == l->indents[l->blocks];
}

// A line end inside brackets.
static bool continue_line(Lexer *l) {
    uint32_t indent = next_line(l);
    if (least_indent(l, indent) >= l->indents[l->blocks]) return true;
    char c = lexer_at(l, 0);
    if (c == ')' || c == ']' || c == '}') return true;
    return last_kind(l) == ',' && !l->binds[l->depth - 1];
}

// A backslash at the end of a line with more code on the next.
static bool join_lines(Lexer *l) {
    l->pos += lexer_at(l, 1) == '\r' ? 2 : 1;
    if (lexer_at(l, 0) != '\n') return false;
    do {
        l->pos++;
    } while (lexer_at(l, 0) == ' ' || lexer_at(l, 0) == '\t');
    return l->pos < l->len && !memchr("\n\r#\\", lexer_at(l, 0), 4);
}

// What stands between tokens, but for line ends.
static bool skip_blank(Lexer *l, uint32_t *end) {
    switch (lexer_at(l, 0)) {
    case '#':
        skip_comment(l);
        *end = l->pos;
        return true;
    case '\\': return join_lines(l);
    default: l->pos++; return true;
    }
}

static bool lex_all(Lexer *l) {
    uint32_t end = 0; // of the last token or comment
    bool is_plain = change_line(l, end) && lexer_at(l, 0) != '\\';
    while (is_plain && l->pos < l->len) {
        char c = l->text[l->pos];
        if (c == '\n') {
            is_plain = l->depth ? continue_line(l) : change_line(l, end);
            is_plain = is_plain && lexer_at(l, 0) != '\\';
        } else if (lexer_kind(c) == CHAR_BLANK || c == '#' || c == '\\') {
            is_plain = skip_blank(l, &end);
        } else {
            is_plain = plain_lex_token(l);
            end = l->pos;
        }
    }
    if (!is_plain || l->depth || l->inner > PYTHON_BROKEN_MAX) return false;
    uint32_t last = last_kind(l);
    return last == TOKEN_NEWLINE || last == TOKEN_DEDENT || change_line(l, end);
}

bool plain_lex(Str text, Arena *arena, TokenVec *out) {
    if (text.len && memchr(text.ptr, '\0', text.len)) return false;
    Lexer l = {.text = text.ptr, .len = text.len, .arena = arena};
    l.tokens.cap = text.len / 3 + 16;
    l.tokens.items = arena_alloc_buffer(arena, l.tokens.cap, sizeof(Token), _Alignof(Token));
    if (!lex_all(&l)) return false;
    lexer_emit(&l, TOKEN_END, l.len);
    *out = l.tokens;
    return true;
}
