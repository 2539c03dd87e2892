// SPDX-License-Identifier: MIT
// The TOML tree: strings, keys, tables, and what hostile documents do to it.
#include "reading.h"
#include "scan/toml.h"

static DocNode *parse(Reading *reading, const char *text) {
    reading_start(reading, "x.toml", str_from_c(text));
    return toml_parse(&reading->reader);
}

Test(toml, values_are_found_by_path) {
    static const struct {
        const char *text, *path, *value;
    } cases[] = {
        {"a = 1", "a", "1"},
        {"a = 'x\\n'", "a", "x\\n"},
        {"a = \"x\\ty\\u00e9\\\\\"", "a", "x\ty\xC3\xA9\\"},
        {"a = \"\\U0001F600\"", "a", "\xF0\x9F\x98\x80"},
        {"a = \"\\uD800\"", "a", "\xEF\xBF\xBD"},
        {"a = '''\nx\n y'''", "a", "x\n y"},
        {"a = \"\"\"\r\nx\\\n   y\"\"\"", "a", "xy"},
        {"a = ''", "a", ""},
        {"[t]\na = true", "t.a", "true"},
        {"[t . \"u\" ]\n'a' = 2020-01-01", "t.u.a", "2020-01-01"},
        {"t.u.a = 1.5", "t.u.a", "1.5"},
        {"t = {u = {a = 'x'}}", "t.u.a", "x"},
        {"[[t]]\na = 1\n[[t]]\n[t.u]\nb = 2", "none", ""},
        {"[a]\nb = 1\r\n[c]\r\nd = 'e'\r\n", "c.d", "e"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Reading reading;
        DocNode *root = parse(&reading, cases[i].text);
        Str value = doctree_text(doctree_find(root, str_from_c(cases[i].path)));
        cr_expect(str_eq(value, str_from_c(cases[i].value)), "%s: %s is " STR_FMT, cases[i].text,
                  cases[i].path, STR_ARG(value));
        cr_expect_eq(reading.source.problems.len, 0, "%s", cases[i].text);
        arena_free(&reading.arena);
    }
}

Test(toml, tables_of_an_array_follow_its_last) {
    Reading reading;
    DocNode *root = parse(&reading, "[[t]]\na = 1\n[[t]]\na = 2\n[t.u]\nb = 3\n");
    const DocNode *array = doctree_get(root, STR("t"));
    cr_assert_eq(array->kind, DOC_ARRAY);
    cr_assert_eq(array->children.len, 2);
    cr_expect(str_eq(doctree_text(doctree_find(array->children.items[1], STR("u.b"))), STR("3")));
    cr_expect_null(doctree_find(array->children.items[0], STR("u.b")));
    arena_free(&reading.arena);
}

Test(toml, mistakes_are_one_problem_with_the_first_line) {
    static const struct {
        const char *text;
        uint32_t line;
    } cases[] = {
        {"a = 1\nb = \nc = =\n", 2},    {"a = 1\na = 2\n", 2}, {"a = 1\n[a]\nb = 1\n", 2},
        {"a = 1\n[[a]]\nb = 1\n", 2},   {"a = [\n1\n", 1},     {"a = 1\na.b = 1\n", 2},
        {"[x]\na = 1\n[y\nb = 1\n", 3},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Reading reading;
        parse(&reading, cases[i].text);
        cr_assert_eq(reading.source.problems.len, 1, "%s", cases[i].text);
        cr_expect_eq(reading.source.problems.items[0].line, cases[i].line, "%s: line %u",
                     cases[i].text, reading.source.problems.items[0].line);
        arena_free(&reading.arena);
    }
}

Test(toml, limits) {
    static const struct {
        const char *pattern;
        uint32_t times;
        ProblemKind kind;
    } cases[] = {
        {"a=[", TOML_DEPTH_MAX - 2, PROBLEM_MANIFEST}, // broken, but not too deep
        {"a.", TOML_DEPTH_MAX + 2, PROBLEM_MANIFEST},
        {"x = 1\n", TOML_BYTES_MAX / 6 + 1, PROBLEM_TOO_LARGE},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Reading reading;
        reading_start(&reading, "x.toml", STR(""));
        Buf text = buf_new(&reading.arena);
        buf_repeat(&text, str_from_c(cases[i].pattern), cases[i].times);
        reading.reader.text = buf_str(&text);
        toml_parse(&reading.reader);
        cr_assert_eq(reading.source.problems.len, 1);
        cr_expect_eq(reading.source.problems.items[0].kind, cases[i].kind, "%s", cases[i].pattern);
        arena_free(&reading.arena);
    }
}

Test(toml, nesting_is_bounded) {
    for (uint32_t depth = TOML_DEPTH_MAX - 1; depth < 20000; depth *= 5) {
        Reading reading;
        reading_start(&reading, "x.toml", STR(""));
        Buf text = buf_new(&reading.arena);
        buf_c(&text, "a = ");
        buf_repeat(&text, STR("["), depth);
        buf_repeat(&text, STR("]"), depth);
        buf_c(&text, "\nb = 'kept'\n");
        reading.reader.text = buf_str(&text);
        DocNode *root = toml_parse(&reading.reader);
        bool is_deep = depth > TOML_DEPTH_MAX;
        cr_assert_eq(reading.source.problems.len, is_deep ? 1 : 0, "%u", depth);
        if (is_deep) cr_expect_eq(reading.source.problems.items[0].kind, PROBLEM_NESTING);
        cr_expect(str_eq(doctree_text(doctree_get(root, STR("b"))), STR("kept")));
        arena_free(&reading.arena);
    }
}
