// SPDX-License-Identifier: MIT
// The quick parser against tree-sitter on mutated Python, with libFuzzer.
//
//   ./dev fuzz 7200
//
// A text on which both ways of parsing give other facts aborts the run and is kept by libFuzzer.
// Random bytes hardly ever make Python that the quick parser accepts, so the mutator works mostly on
// pieces: words, brackets and whole lines are dropped, doubled, moved, or put in from a list of what
// the grammar finds hard.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/pcg.h"
#include "python/plain.h"
#include "same_facts.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const PIECES[] = {
    "\n",
    "\n    ",
    "\n        ",
    "\n\n",
    " ",
    "\t",
    "\\\n",
    " # c\n",
    "\n# c\n",
    "\n    # c\n",
    "\r\n",
    "\f",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    ";",
    ".",
    "...",
    "=",
    "==",
    "!=",
    ":=",
    "->",
    "*",
    "**",
    "@",
    "+=",
    "+",
    "-",
    "~",
    "/",
    "//",
    "%",
    "|",
    "&",
    "^",
    "<<",
    ">>",
    "<",
    ">",
    "a",
    "b",
    "_c",
    "self.x",
    "f(x)",
    "a[0]",
    "print",
    "print(a)",
    "print(*a)",
    "exec",
    "match",
    "type",
    "case",
    "async",
    "await a",
    "1",
    "2.5",
    "0x1f",
    "1_0j",
    ".5",
    "1.",
    "'s'",
    "\"s\"",
    "'''t\n'''",
    "r'\\\\'",
    "r'\\d'",
    "b'x'",
    "f'{a}'",
    "f'{a!r:>{b}}'",
    "f'{{}}{a=}'",
    "f'a\\{b}'",
    "rf'{a}'",
    "'\\N{DASH}'",
    "'\\'",
    "u''",
    "''",
    "True",
    "None",
    "not",
    "and",
    "or",
    "in",
    "not in",
    "is",
    "is not",
    "if",
    "else",
    "elif a:",
    "else:",
    "for",
    "for a in b",
    "async for a, *b in c",
    "while a:",
    "def f(a, *b, c=1, **d):",
    "def f(a: A[b] = 1, /) -> A[b] | None:",
    "class A(b, c=d):",
    "@a.b(c)\n",
    "lambda",
    "lambda a, *b: c",
    "yield",
    "yield from a",
    "return",
    "return *a, b",
    "del a, b",
    "global a",
    "pass",
    "raise a from b",
    "assert a, b",
    "import a.b as c",
    "from . import (a, b as c,)",
    "from a import *",
    "from __future__ import a",
    "with a as b, c:",
    "with (a as b, c as d):",
    "try:",
    "except A as b:",
    "except:",
    "except* A:",
    "finally:",
    "x: A[b] | C",
    "x: a | b[c]",
    "[*a, *b.c]",
    "(*a, b) = c",
    "a, b = c, d = e",
    "{a: b, **c}",
    "{*a, b}",
    "[a for b in c if d]",
    "{a: b for c in d}",
    "f(a for b in c)",
    "a if b else c",
    "a[b:c, ::d]",
    "a[*b]",
    "(yield)",
    "x = y = 1",
    "(a)",
    "()",
    "{}",
    "[]",
    "if __name__ == '__main__':",
    "if TYPE_CHECKING:",
};

static uint32_t below(Pcg *pcg, uint32_t limit) {
    return pcg_next(pcg) % limit;
}

// Where a piece begins: at a change between letters, blanks and the rest.
static int sort_of(uint8_t c) {
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    if (is_letter || (c >= '0' && c <= '9')) return 1;
    return c == ' ' ? 2 : c == '\n' ? 3 : 4;
}

static size_t boundary(Pcg *pcg, const uint8_t *data, size_t size, bool is_line) {
    size_t at = size ? below(pcg, (uint32_t)size + 1) : 0;
    while (at > 0 && at < size) {
        bool is_here = is_line
                           ? data[at - 1] == '\n'
                           : sort_of(data[at]) == 4 || sort_of(data[at]) != sort_of(data[at - 1]);
        if (is_here) break;
        at++;
    }
    return at;
}

// Replaces data[from, to) by the piece; returns the new size, the old one if there is no room.
static size_t splice(uint8_t *data, size_t size, size_t max_size, size_t from, size_t to,
                     const uint8_t *piece, size_t len) {
    if (size - (to - from) + len > max_size) return size;
    memmove(data + from + len, data + to, size - to);
    if (len) memcpy(data + from, piece, len);
    return size - (to - from) + len;
}

static size_t mutate_once(Pcg *pcg, uint8_t *data, size_t size, size_t max_size) {
    bool is_line = below(pcg, 3) == 0;
    size_t from = boundary(pcg, data, size, is_line);
    size_t to = boundary(pcg, data, size, is_line);
    if (to < from) {
        size_t swapped = from;
        from = to;
        to = swapped;
    }
    if (to - from > 200) to = boundary(pcg, data, from + 40 < size ? from + 40 : size, is_line);
    if (to < from) to = from;
    uint8_t copy[256];
    size_t len = to - from < sizeof copy ? to - from : sizeof copy;
    switch (below(pcg, 5)) {
    case 0: return splice(data, size, max_size, from, to, NULL, 0);
    case 1: {
        if (len) memcpy(copy, data + from, len);
        size_t place = boundary(pcg, data, size, is_line);
        return splice(data, size, max_size, place, place, copy, len);
    }
    default: {
        const char *piece = PIECES[below(pcg, ARRAY_LEN(PIECES))];
        bool is_replaced = below(pcg, 3) == 0 && to - from < 40;
        return splice(data, size, max_size, from, is_replaced ? to : from, (const uint8_t *)piece,
                      strlen(piece));
    }
    }
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed) {
    Pcg pcg = pcg_seed(seed, 1);
    if (below(&pcg, 8) == 0) return LLVMFuzzerMutate(data, size, max_size);
    for (uint32_t times = 1 + below(&pcg, 4); times > 0; times--)
        size = mutate_once(&pcg, data, size, max_size);
    return size;
}

// Made once: the process ends with the run.
static BothWays *both_ways_of_process(void) {
    static BothWays both;
    if (!both.quick) both_ways_init(&both);
    return &both;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Str text = {(const char *)data, (uint32_t)size};
    if (size == 0 || !str_is_utf8(text)) return 0;
    BothWays *both = both_ways_of_process();
    Arena arena = {0};
    Tree tree;
    bool is_plain = memchr(text.ptr, '\r', size) || plain_parse(text, &arena, &tree);
    arena_free(&arena);
    if (!is_plain) return 0; // tree-sitter parses it either way
    const char *difference = both_ways(both, text);
    if (difference) {
        fprintf(stderr, "the facts differ in %s:\n%.*s\n", difference, (int)size,
                (const char *)data);
        abort();
    }
    return 0;
}
