// SPDX-License-Identifier: MIT
// The quick parser: what it takes, and that its trees and facts are tree-sitter's.
#include <stdio.h>
#include <stdlib.h>

#include "python/plain.h"
#include "python_tables.h"
#include "same_facts.h"

#include "base/banned.h"

const TSLanguage *tree_sitter_python(void);

typedef struct Case {
    const char *source;
    bool is_plain;
} Case;

static bool same_node(const Tree *a, uint32_t i, const Tree *b, uint32_t j) {
    const Node *x = &a->nodes.items[i];
    const Node *y = &b->nodes.items[j];
    bool is_same = x->kind == y->kind && x->field == y->field &&
                   (i == 0 || (x->start == y->start && x->end == y->end));
    i = x->first;
    j = y->first;
    while (is_same && i != NONE && j != NONE) {
        is_same = same_node(a, i, b, j);
        i = a->nodes.items[i].next;
        j = b->nodes.items[j].next;
    }
    return is_same && i == j; // both NONE
}

// Whether the text is plain; if so, its tree must be tree-sitter's.
static bool check(const char *source) {
    Arena arena = {0};
    Str text = str_from_c(source);
    Tree quick;
    bool is_plain = plain_parse(text, &arena, &quick);
    TSParser *parser = ts_parser_new();
    ts_parser_set_language(parser, tree_sitter_python());
    TSTree *tree = ts_parser_parse_string(parser, NULL, text.ptr, text.len);
    Grammar grammar = grammar_new(tree_sitter_python(), &arena);
    Tree full = tree_from_root(ts_tree_root_node(tree), &grammar, &arena);
    if (is_plain) {
        cr_expect_not(ts_node_has_error(ts_tree_root_node(tree)), "%s", source);
        cr_expect(same_node(&quick, 0, &full, 0), "%s", source);
    }
    ts_tree_delete(tree);
    ts_parser_delete(parser);
    arena_free(&arena);
    return is_plain;
}

static void check_all(const Case *cases, uint32_t count) {
    BothWays both = {0};
    both_ways_init(&both);
    for (uint32_t i = 0; i < count; i++) {
        cr_expect_eq(check(cases[i].source), cases[i].is_plain, "%s", cases[i].source);
        const char *difference = both_ways(&both, str_from_c(cases[i].source));
        cr_expect_null(difference, "%s: %s", cases[i].source, difference);
    }
    both_ways_free(&both);
}

Test(plain, strings) {
    static const Case CASES[] = {
        {"x = 'a' \"b\" '''c\nd''' \"\"\"e\"f\"\"\" r'\\d\\'' b'\\x00' u'' Rb'' ''\n", true},
        {"x = r'\\\\'\ny = r'\\\\\\\\' 'a'\n", true}, // the grammar sees no content
        {"x = r'''a\"\\\\'''\n", true},
        {"x = r'''a'\\\\'''\n", false}, // and none behind the quote
        {"x = '\\N{DASH}' f'\\N{EN DASH}{a}'\n", true},
        {"x = '\\N{'\n", false},
        {"x = 'a\\\nb'\n", true},
        {"x = 'a\nb'\n", false},
        {"x = '''a\n", false},
        {"f'{a}{b!r}{c:>10}{d!s:{e}.{f}}{g=}{h = !r:x}'\n", true},
        {"f'{{{a}}} {{}} \\{b} \\\\{c}' rf'\\d{a}'\n", true},
        {"rf'\\\\{a}'\n", false},
        {"f'{a[\"b\"]}' f\"{'c' 'd'}\" f'{ e }' f'''{a}\n{b}'''\n", true},
        {"f'{x:{y:{z}}}' f'{a if b else c}' f'{(lambda: 1)}' f'{a!=b}'\n", true},
        {"f'{a['b']}'\n", false},
        {"f'{a:=5}'\n", false},
        {"f'{a, b}'\n", false},
        {"f'''{a\n}'''\n", false},
        {"f'}'\n", false},
        {"f'{a!r b}'\n", false},
        {"t'{a}'\n", false},
        {"x = '\xC3\xA4' # \xC3\xA4\n", true},
        {"\xC3\xA4 = 1\n", false},
    };
    check_all(CASES, ARRAY_LEN(CASES));
}

Test(plain, expressions) {
    static const Case CASES[] = {
        {"x = a | b & c ^ d << e + f * -g ** ~h @ i // j % k\n", true},
        {"x = not a in b is not c not in d != e <= f or g and not h\n", true},
        {"x = await a.b(c) ** d, -a ** -b\n", true},
        {"x = a if b else c if d else lambda e, *f, g=1, **h: i or lambda: j\n", true},
        {"x = (y := f(z := 1))\nif n := f(): pass\n", true},
        {"x = [*a, *(b), *[c], d], (*a, b), {*a, b}, {**a, 'b': c,}, {}, (), [], (a,)\n", true},
        {"x = {*a: b}\n", false},
        {"x = [*a.b, c], (c, *a[1:]), {*f(a).b, *(c).d}, [*a.b,], (*f(),)\n", true},
        {"x = [*a.b]\n", false}, // an attribute of *a
        {"x = [*f(a)]\n", false},
        {"x = {*a[b]}\n", false},
        {"x = [*a.b for c in d]\n", false},
        {"x = [*a or b, c]\n", false},
        {"[*a.b, c] = d\n", false},
        {"(*a.b, c), d = e\n", false},
        {"x = (*a)\n", false},
        {"f(a, *b.c(), *d + e, f=g if h else i, **j)(k)[l:m, ::n, o].p\n", true},
        {"f(a for b in c if d if e for (f, *g), h in i)\n", true},
        {"x = [a async for b in c], {a: b for c in d}, {a for b in c}, (a for b in c)\n", true},
        {"[a for b in lambda: c]\n", false},
        {"f(a for b in c, d)\n", false},
        {"x = a[*b], a[b:=1], a[:], a[b, ]\n", true},
        {"x = 0xff, 0b1, 0o7, 0777, 1_000, 1e5, 1.5e-3j, .5, 5., 1j\n", true},
        {"x = 1__0\n", false},
        {"x = 1if a else b\n", false},
        {"x = 1..real\n", false},
        {"x = True, False, None, ..., a.print.match\n", true},
        {"x = a <> b\n", false},
        {"x = `a`\n", false},
    };
    check_all(CASES, ARRAY_LEN(CASES));
}

Test(plain, statements) {
    static const Case CASES[] = {
        {"a = b, (c, *d), [e] = f.g[0] = h = yield i\n", true},
        {"(a) = 1\n(a): b = c\nd.e: f\ng += 1, 2\nh -= yield\n", true},
        {"a,\n", false}, // the grammar reads on
        {"a, \nb = c\n", false},
        {"x = *a, b\n", true},
        {"x = *a.b, c\n", false},
        {"f() = 1\n", false},
        {"x: List[int] | None = a\ny: a | b[c]\nz: a.b[c] | D[e, f[g]] | H\n", true},
        {"x: List[a] | B | C[d]\n", true},
        {"x: List[a][b]\n", false},
        {"x: List[a:b]\n", false},
        {"def f(a, b: C[d] = 1, /, e=2, *f, g, **h: I) -> J[k] | None: pass\n", true},
        {"def f(*, a): pass\nasync def g(*a: b,): pass\n", true},
        {"def f[T](a): pass\n", false},
        {"def f(a, (b, c)): pass\n", false},
        {"@a.b(c)\n@d\nclass A(B, c=d, *e): x = 1; y = 2;\n@f\nasync def g(): await h\n", true},
        {"import a.b as c, d\nfrom . import e\nfrom ...f import (g as h, i,)\nfrom j import *\n",
         true},
        {"from __future__ import a, b\nfrom .__future__ import c\n", true},
        {"from a import b,\n", false},
        {"print(a, *b, file=c)\nprint\nx = print\nmatch = a\nmatch.b(c)\ntype: d = e\n", true},
        {"print a\n", false},
        {"print -1\n", false},
        {"print(a).b\n", false},
        {"print(a, *b.c)\n", false},
        {"exec('a')\nexec\n", true},
        {"type(a)\n", false},
        {"type X = int\n", false},
        {"match(a)\n", false},
        {"match a:\n    case b: pass\n", false},
        {"del a, b[c]\ndel (d)\nglobal e, f\nassert g, h\nraise\nraise i from j\nreturn *k, l\n",
         true},
        {"del\n", false},
        {"raise a, b\n", false},
        {"yield\nyield from a\nx = yield a, b\nawait c\n", true},
        {"x = = 1\n", false},
        {"async a\n", false},
    };
    check_all(CASES, ARRAY_LEN(CASES));
}

Test(plain, blocks) {
    static const Case CASES[] = {
        {"if a: b\nelif c:\n    d\nelse: e; f\nwhile g:\n\th\nelse:\n\ti\n", true},
        {"for a, (b, *c) in d, *e:\n  f\nelse: g\nasync for h in i: j\nfor k, in l: m\n", true},
        {"try:\n a\nexcept B as c:\n d\nexcept (E, f.G): h\nexcept: i\nelse: j\nfinally: k\n",
         true},
        {"try: a\nexcept* B as c: d\n", true},
        {"try: a\nexcept B, c: d\n", false},
        {"with a, b() as c, d as (e, f), g as h.i: j\nasync with (k): l\n", true},
        {"with (a, b as c,): d\nwith (e as f): g\nwith (h, i) as j: k\nwith (l).m as n: o\n", true},
        {"with a if b else c as d: e\n", false},
        {"class A:\n    def f(self): # a\n        pass # b\n        # c\n    # d\n# e\nx = 1\n",
         true},
        {"class A:\n    x = 1  \n    # a\n  # b\n    # c\n\n\ny = 2", true},
        {"class A:\n    x = 1\n        # deeper", true},
        {"if a:\n    if b:\n        c\n  # less\nd\n", true},
        {"if a:\n    b\n  c\n", false}, // a dedent to no block
        {"if a:\nb\n", false},
        {"a\n  b\n", false},
        {"  a\n", false},
        {"if a:\n    b = (\n  c)\n", false},
        {"if a:\n    b = f(c,\nd, \n)\n", true},
        {"if a:\n    b = (c +\n  d)\n", false}, // the grammar ends the block there
        {"if a:\n    b = [lambda c,\nd: e]\n", false},
        {"if a:\n    b = f(c,\n# d\n        e)\n", true},
        {"if a:\n    b = (c +\n# d\n        e)\n", false}, // there too
        {"if a:\n    @b\n    # c\n    def d(): pass\n", true},
        {"if a:\n    @b\n# c\n    def d(): pass\n", false},
        {"x = a + \\\n    b\nassert c, \\\n  'd'\n", true},
        {"x = a \\\n\n", false},
        {"x = a \\\n# b\n", false},
        {"if a:\n\tb\n        c\n", true}, // a tab is eight columns
        {"\x0c\nclass A: pass\n\x0c\nx = 1\n", true},
        {"x = 1\x0c + 2\n", false},
        {"if a:\r\n    b\r\n\r\n    # c\r\nd = 'e\\\r\nf'\r\n", true},
        {"x = (\n", false},
        {"x = )\n", false},
        {"x = (]\n", false},
        {"", true},
        {"\n\n# a\n", true},
        {"x", true},
    };
    check_all(CASES, ARRAY_LEN(CASES));
}

// What is nested too deeply for recursion, or too long, is tree-sitter's.
Test(plain, limits) {
    static const struct {
        const char *open, *middle, *close;
    } ROWS[] = {
        {"(", "1", ")"},   {"[", "", "]"},        {"not ", "1", ""},         {"-", "1", ""},
        {"x = ", "1", ""}, {"lambda: ", "1", ""}, {"a if b else ", "1", ""}, {"f'{", "1", "}'"},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        Arena arena = {0};
        Buf text = buf_new(&arena);
        buf_c(&text, "y = ");
        buf_repeat(&text, str_from_c(ROWS[i].open), 100000);
        buf_c(&text, ROWS[i].middle);
        buf_repeat(&text, str_from_c(ROWS[i].close), 100000);
        buf_c(&text, "\n");
        Tree tree;
        cr_expect_not(plain_parse(buf_str(&text), &arena, &tree), "row %u", i);
        arena_free(&arena);
    }
}

// Long chains are no nesting: the quick parser takes them, and both walks cut alike.
Test(plain, long_chains) {
    static const char *const LINKS[] = {" + a", ".b", "()", " and a", "[0]", ", a", " < a"};
    BothWays both = {0};
    both_ways_init(&both);
    for (uint32_t i = 0; i < ARRAY_LEN(LINKS); i++) {
        Arena arena = {0};
        Buf text = buf_new(&arena);
        buf_c(&text, "x = a");
        buf_repeat(&text, str_from_c(LINKS[i]), 3000);
        buf_c(&text, "\n");
        Tree tree;
        cr_expect(plain_parse(buf_str(&text), &arena, &tree), "row %u", i);
        cr_expect_null(both_ways(&both, buf_str(&text)), "row %u", i);
        arena_free(&arena);
    }
    both_ways_free(&both);
}
