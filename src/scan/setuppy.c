// SPDX-License-Identifier: MIT
// setup.py: what its string lists declare, without running it.
//
//   needed = ["django>=4.2"]
//   setup(name="shop", install_requires=needed,      -> package shop; django ">=4.2", MAIN
//         extras_require={"test": ["pytest"]})       -> pytest, DEV
//
// How: the file is cut into strings, names and single characters; comments and white space vanish.
// `install_requires =` or `"install_requires":` is followed by a list of strings, or by a name that
// some line of the file assigns such a list to. scan may not use the Python parser (stages do not
// include each other), and for literal lists the tokens are enough.
// Limits: nothing is computed. Lists read from files, built by functions, append or loops give
// only their literal parts; a name assigned twice means its first list; implicit concatenation of
// strings gives two strings. In a list, every string that is a requirement counts, whatever is done
// with it.
#include "scan/reader.h"

#include <string.h>

#include "base/map.h"

#include "base/banned.h"

#define SETUPPY_BYTES_MAX (512u << 10) // a token takes many times the bytes of its text

typedef enum TokenKind { TOKEN_END, TOKEN_STRING, TOKEN_NAME, TOKEN_CHAR } TokenKind;

typedef struct Token {
    TokenKind kind;
    Str text; // of a string without its quotes; escapes stay
    uint32_t offset;
    bool is_taken; // by a list: each token is read once, so nested and repeated lists stay linear
} Token;

typedef VEC(Token) TokenVec;

typedef struct Setup {
    Reader *in;
    Token *tokens; // ends with a TOKEN_END
    Map lists;     // name → token after its first '='
} Setup;

typedef void (*TakeString)(Setup *setup, const Token *string, DependencyGroup group);

// --- Tokens ----------------------------------------------------------------------------------

static bool is_name_char(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

// The string whose first quote is at `at`; *at moves behind its last. An unclosed one ends with its
// line, or with the file.
static Str take_string(Str text, uint32_t *at) {
    char quote = text.ptr[*at];
    bool is_triple = *at + 2 < text.len && text.ptr[*at + 1] == quote && text.ptr[*at + 2] == quote;
    uint32_t quotes = is_triple ? 3 : 1, start = *at + quotes;
    for (uint32_t i = start; i < text.len; i++) {
        char c = text.ptr[i];
        bool is_end = c == quote && (!is_triple || (i + 2 < text.len && text.ptr[i + 1] == quote &&
                                                    text.ptr[i + 2] == quote));
        if (is_end || (c == '\n' && !is_triple)) {
            *at = is_end ? i + quotes : i;
            return str_sub(text, start, i);
        }
        i += c == '\\';
    }
    *at = text.len;
    return str_sub(text, start, text.len);
}

static bool is_string_prefix(Str name) {
    if (name.len > 2) return false;
    for (uint32_t i = 0; i < name.len; i++)
        if (!memchr("rRbBuUfF", name.ptr[i], 8)) return false;
    return true;
}

// The token at *at, which moves behind it.
static Token next_token(Str text, uint32_t *at) {
    while (*at < text.len && ((unsigned char)text.ptr[*at] <= ' ' || text.ptr[*at] == '#')) {
        if (text.ptr[*at] == '#')
            while (*at < text.len && text.ptr[*at] != '\n')
                ++*at;
        else
            ++*at;
    }
    if (*at >= text.len) return (Token){TOKEN_END, STR(""), text.len, false};
    uint32_t start = *at, end = *at;
    while (end < text.len && is_name_char(text.ptr[end]))
        end++;
    Str name = str_sub(text, start, end);
    bool is_quote = end < text.len && (text.ptr[end] == '"' || text.ptr[end] == '\'');
    if (is_quote && is_string_prefix(name)) {
        *at = end;
        return (Token){TOKEN_STRING, take_string(text, at), start, false};
    }
    *at = name.len > 0 ? end : start + 1;
    TokenKind kind = name.len > 0 ? TOKEN_NAME : TOKEN_CHAR;
    return (Token){kind, str_sub(text, start, *at), start, false};
}

static bool is_char(Token token, char c) {
    return token.kind == TOKEN_CHAR && token.text.ptr[0] == c;
}

// --- Declarations ----------------------------------------------------------------------------

static bool opens(Token token) {
    return token.kind == TOKEN_CHAR && memchr("([{", token.text.ptr[0], 3);
}

static bool closes(Token token) {
    return token.kind == TOKEN_CHAR && memchr(")]}", token.text.ptr[0], 3);
}

// `at` may be a name that the file assigns a literal to; then that literal is meant.
static Token *value_at(Setup *setup, Token *at) {
    uint32_t place;
    bool is_known = at->kind == TOKEN_NAME && map_get(&setup->lists, at->text, &place);
    return is_known ? setup->tokens + place : at;
}

// Moves *at on within the literal that began *depth brackets ago; false at its end.
static bool next_of_literal(Token **at, uint32_t *depth) {
    Token *token = *at;
    if (token->kind == TOKEN_END || token->is_taken) return false;
    token->is_taken = true;
    if (opens(*token)) ++*depth;
    if (closes(*token) && *depth > 0) --*depth;
    ++*at;
    return *depth > 0;
}

// Strings of the literal at `at`, given to `take`; returns the token after it.
static Token *each_string(Setup *setup, Token *at, TakeString take, DependencyGroup group) {
    uint32_t depth = 0;
    for (bool is_more = at->kind == TOKEN_STRING || opens(*at); is_more;) {
        const Token *token = at;
        bool is_new = !token->is_taken;
        is_more = next_of_literal(&at, &depth);
        if (token->kind == TOKEN_STRING && is_new) take(setup, token, group);
    }
    return at;
}

// One requirement, or one a line.
static void take_requirement(Setup *setup, const Token *string, DependencyGroup group) {
    Pos pos = reader_pos(setup->in, string->offset);
    for (Str line, rest = string->text; str_next_line(&rest, &line);)
        reader_require(setup->in, line, group, pos);
}

static void take_classifier(Setup *setup, const Token *string, DependencyGroup group) {
    (void)group;
    reader_classifier(setup->in, string->text);
}

// A literal or a name, or several with '+' between them.
static void take_requirements(Setup *setup, Token *at, DependencyGroup group) {
    for (bool is_more = true; is_more;) {
        Token *after = each_string(setup, value_at(setup, at), take_requirement, group);
        if (at->kind == TOKEN_NAME) after = at + 1;
        is_more = is_char(*after, '+');
        at = after + 1;
    }
}

// {"test": ["pytest"], ":python_version<'3'": […]}: a string before a ':' in the outer braces is a
// key.
static void take_extras(Setup *setup, Token *at) {
    at = value_at(setup, at);
    uint32_t depth = 0;
    DependencyGroup group = DEPENDENCY_OPTIONAL;
    for (bool is_more = is_char(*at, '{'); is_more;) {
        Token *token = at;
        bool is_new = !token->is_taken, is_outer = depth == 1;
        is_more = next_of_literal(&at, &depth);
        if (is_outer && token->kind == TOKEN_NAME) take_requirements(setup, token, group);
        if (token->kind != TOKEN_STRING || !is_new) continue;
        bool is_marker = str_starts(token->text, STR(":"));
        if (is_outer && is_char(token[1], ':'))
            group = is_marker ? DEPENDENCY_MAIN : reader_group(token->text, DEPENDENCY_OPTIONAL);
        else
            take_requirement(setup, token, group);
    }
}

// `key` is followed by '=' or ':', and that by `value`.
static void take_keyword(Setup *setup, Str key, Token *value) {
    if (str_eq(key, STR("install_requires"))) take_requirements(setup, value, DEPENDENCY_MAIN);
    if (str_eq(key, STR("tests_require"))) take_requirements(setup, value, DEPENDENCY_DEV);
    if (str_eq(key, STR("extras_require"))) take_extras(setup, value);
    if (str_eq(key, STR("classifiers")))
        each_string(setup, value_at(setup, value), take_classifier, DEPENDENCY_MAIN);
    if (str_eq(key, STR("name"))) {
        value = value_at(setup, value);
        if (value->kind == TOKEN_STRING) reader_name(setup->in, value->text);
    }
}

// A module of an application may be called setup.py too.
static bool imports_setup(const TokenVec *tokens) {
    static const Str modules[] = {STR_CONST("setuptools"), STR_CONST("distutils"),
                                  STR_CONST("skbuild")};
    for (uint32_t i = 0; i < tokens->len; i++)
        for (uint32_t m = 0; m < ARRAY_LEN(modules); m++)
            if (tokens->items[i].kind == TOKEN_NAME && str_eq(tokens->items[i].text, modules[m]))
                return true;
    return false;
}

void setuppy_read(Reader *in) {
    if (in->text.len > SETUPPY_BYTES_MAX) {
        reader_problem(in, PROBLEM_TOO_LARGE, 0,
                       "a setup.py of more than %u KB was not read for dependencies",
                       SETUPPY_BYTES_MAX >> 10);
        return;
    }
    TokenVec tokens = {0};
    for (uint32_t at = 0; tokens.len == 0 || tokens.items[tokens.len - 1].kind != TOKEN_END;)
        vec_push(in->scratch, &tokens, next_token(in->text, &at));

    if (!imports_setup(&tokens)) return;
    Setup setup = {in, tokens.items, map_new(in->scratch, 0)};
    for (uint32_t i = 0; i + 2 < tokens.len; i++) {
        const Token *t = &tokens.items[i];
        bool is_literal = opens(t[2]) || t[2].kind == TOKEN_STRING;
        if (t->kind == TOKEN_NAME && is_char(t[1], '=') && is_literal)
            map_slot(&setup.lists, t->text, i + 2);
        in->package.has_build |=
            str_eq(t->text, STR("setup")) && t->kind == TOKEN_NAME && is_char(t[1], '(');
    }
    for (uint32_t i = 0; i + 2 < tokens.len; i++) {
        Token *t = &tokens.items[i];
        bool is_keyword = (t->kind == TOKEN_NAME && is_char(t[1], '=')) ||
                          (t->kind == TOKEN_STRING && is_char(t[1], ':'));
        if (is_keyword) take_keyword(&setup, t->text, t + 2);
    }
}
