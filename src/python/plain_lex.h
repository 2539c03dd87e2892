// SPDX-License-Identifier: MIT
// Tokens of plain Python (plain.h): what the parser of it reads.
//
//     if x:            WORD_IF, NAME, ':', INDENT,
//         y = f"{z}"   NAME, '=', F_START, F_OPEN, NAME, F_CLOSE, F_END, NEWLINE, DEDENT,
//                      END
//
// A token of one character has that character as its kind. The indent after a colon stands for the
// line's end as well, as in the grammar.
#ifndef PYTHON_PLAIN_LEX_H
#define PYTHON_PLAIN_LEX_H

#include "base/vec.h"

// Words that are no names, in order of their first letter, the longer ones last.
#define PLAIN_WORDS(W)                                                                             \
    W(FALSE, "False")                                                                              \
    W(NONE, "None")                                                                                \
    W(TRUE, "True")                                                                                \
    W(AS, "as")                                                                                    \
    W(AND, "and")                                                                                  \
    W(ASYNC, "async")                                                                              \
    W(AWAIT, "await")                                                                              \
    W(ASSERT, "assert")                                                                            \
    W(BREAK, "break")                                                                              \
    W(CLASS, "class")                                                                              \
    W(CONTINUE, "continue")                                                                        \
    W(DEF, "def")                                                                                  \
    W(DEL, "del")                                                                                  \
    W(ELIF, "elif")                                                                                \
    W(ELSE, "else")                                                                                \
    W(EXCEPT, "except")                                                                            \
    W(FOR, "for")                                                                                  \
    W(FROM, "from")                                                                                \
    W(FINALLY, "finally")                                                                          \
    W(GLOBAL, "global")                                                                            \
    W(IF, "if")                                                                                    \
    W(IN, "in")                                                                                    \
    W(IS, "is")                                                                                    \
    W(IMPORT, "import")                                                                            \
    W(LAMBDA, "lambda")                                                                            \
    W(NOT, "not")                                                                                  \
    W(NONLOCAL, "nonlocal")                                                                        \
    W(OR, "or")                                                                                    \
    W(PASS, "pass")                                                                                \
    W(RAISE, "raise")                                                                              \
    W(RETURN, "return")                                                                            \
    W(TRY, "try")                                                                                  \
    W(WHILE, "while")                                                                              \
    W(WITH, "with")                                                                                \
    W(YIELD, "yield")

typedef enum TokenKind {
    TOKEN_END,
    TOKEN_NEWLINE,
    TOKEN_INDENT,
    TOKEN_DEDENT,
    TOKEN_NAME,
    TOKEN_INTEGER,
    TOKEN_FLOAT,
    TOKEN_STRING,
    TOKEN_STRING_BARE, // raw, of nothing but backslash pairs: the grammar sees no content in it
    TOKEN_F_START,     // prefix and opening quote
    TOKEN_F_TEXT,
    TOKEN_F_OPEN,       // {
    TOKEN_F_CONVERSION, // !r
    TOKEN_F_SPEC,       // : and the text behind it; fields and more text may follow
    TOKEN_F_CLOSE,      // }
    TOKEN_F_END,
    // 33 to 126: one character of punctuation
    TOKEN_ELLIPSIS = 128,
    TOKEN_ARROW,   // ->
    TOKEN_WALRUS,  // :=
    TOKEN_POWER,   // **
    TOKEN_FLOOR,   // //
    TOKEN_LEFT,    // <<
    TOKEN_RIGHT,   // >>
    TOKEN_COMPARE, // == != <= >=
    TOKEN_AUGMENT, // += and the like
#define WORD(name, text) WORD_##name,
    PLAIN_WORDS(WORD)
#undef WORD
} TokenKind;

typedef struct Token {
    uint8_t kind;        // TokenKind
    uint32_t start, end; // bytes of the text
} Token;

typedef struct TokenVec {
    Token *items; // the last one is TOKEN_END
    uint32_t len, cap;
} TokenVec;

// False when anything is not plain; the tokens mean nothing then.
bool plain_lex(Str text, Arena *arena, TokenVec *out);

#endif
