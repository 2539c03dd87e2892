// SPDX-License-Identifier: MIT
// Comments that silence findings: how they are read, and which rows each covers.
#include "python_tables.h"
#include "same_facts.h"

#include "base/banned.h"

static void describe_suppressions(const FileFacts *facts, Buf *out) {
    for (uint32_t i = 0; i < facts->suppressions.len; i++) {
        const Suppression *it = &facts->suppressions.items[i];
        separate(out, "; ");
        buf_fmt(out, "%u:%u [" STR_FMT "] " STR_FMT " %u-%u", it->pos.row, it->pos.col,
                STR_ARG(it->ids), STR_ARG(it->reason), it->first_row, it->last_row);
    }
}

Test(suppress, is_read) {
    static const TableRow ROWS[] = {
        {"f()  # stayorgo: ignore[SOG101] cached\n", "0:5 [SOG101] cached 0-0"},
        {"f()  #stayorgo:ignore [SOG101,  SOG2] - a: b \n", "0:5 [SOG101,  SOG2] a: b 0-0"},
        {"f()  # noqa: S113  # stayorgo: ignore[SOG101] why # more\n", "0:5 [SOG101] why 0-0"},
        {"f()  # stayorgo: ignore[SOG101]\n", "0:5 [SOG101]  0-0"},
        {"f()  # stayorgo: ignore all of it\n", "0:5 [] all of it 0-0"},
        {"f()  # stayorgo: ignore[SOG101\n", "0:5 [] [SOG101 0-0"},
        {"f()  # stayorgo: ignored\nf()  # stayorgo: a great tool\n", ""},
        {"f()  # write `stayorgo: ignore[SOG101]` here\n", ""},
        {"f()  # write `# stayorgo: ignore[SOG101]` here\n", ""},
        {"f('# stayorgo: ignore[SOG101]')\n'''\n# stayorgo: ignore[SOG101]\n'''\n", ""},
        {"f('\xC3\xA4')  # stayorgo: ignore[SOG101] \xC3\xA4\n", "0:8 [SOG101] \xC3\xA4 0-0"},
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_suppressions);
}

#define SILENT "# stayorgo: ignore[A] b"

Test(suppress, covers_its_statement) {
    static const TableRow ROWS[] = {
        {"x = f(\n    a,  " SILENT "\n    b)\nf()\n", "1:8 [A] b 0-2"},
        {"x = f(\n    a,\n    b)  " SILENT "\nf()\n", "2:8 [A] b 0-2"},
        {"x = '''a\nb'''  " SILENT "\n", "1:6 [A] b 0-1"},
        {"f()\n" SILENT "\ng(\n)\nh()\n", "1:0 [A] b 2-3"},
        {"f()\n" SILENT "\n\n# more\n\ng()\n", "1:0 [A] b 5-5"},
        {"f()\n" SILENT "\n", "1:0 [A] b 1-1"},
        {SILENT "\n", "0:0 [A] b 0-0"},
        {"x = [\n    " SILENT "\n    f(),\n]\n", "1:4 [A] b 0-3"},
        {"async def f(a,\n    b):  " SILENT "\n    g()\n", "1:9 [A] b 0-1"},
        {"def f():\n    g()  " SILENT "\n    h()\n", "1:9 [A] b 1-1"},
        {"def f():\n    " SILENT "\n    g()\n    h()\n", "1:4 [A] b 2-2"},
        {"def f():\n    g()\n    " SILENT "\n\nh()\n", "2:4 [A] b 4-4"},
        {"if f(): g()  " SILENT "\nelse: h()\n", "0:13 [A] b 0-0"},
        {"if a:\n    f()\nelif b(\n):  " SILENT "\n    g()\n", "3:4 [A] b 2-3"},
        {"with f() as g:  " SILENT "\n    h()\n", "0:16 [A] b 0-0"},
        {SILENT "\n@a\n@b(\n  c)\nclass A(B,\n  C):\n    x = 1\n", "0:0 [A] b 1-5"},
        {"@a  " SILENT "\ndef f():\n    x = 1\n", "0:4 [A] b 0-1"},
        {"@a\ndef f():  " SILENT "\n    x = 1\n", "1:10 [A] b 1-1"},
        {"match a:\n    case b if c(\n      d):  " SILENT "\n        e()\n", "2:11 [A] b 1-2"},
        {"f(); g()  " SILENT "\n", "0:10 [A] b 0-0"},
        {"x = (\n  y +  " SILENT "\n", "1:7 [A] b 0-1"}, // broken code, still a comment
    };
    expect_tables(ROWS, ARRAY_LEN(ROWS), describe_suppressions);
}

Test(suppress, is_the_same_however_parsed) {
    static const char *const SOURCES[] = {
        "x = f(a)  " SILENT "\n",
        "x = 'stayorgo: ignore[A]'\n",
        "def f(: " SILENT "\n",
    };
    BothWays both = {0};
    both_ways_init(&both);
    for (uint32_t i = 0; i < ARRAY_LEN(SOURCES); i++)
        cr_expect_null(both_ways(&both, str_from_c(SOURCES[i])), "%s", SOURCES[i]);
    both_ways_free(&both);
}

// Many comments cost what they hold: no search of the tree for each.
Test(suppress, many, .timeout = 20) {
    Arena arena = {0};
    Buf text = buf_new(&arena);
    buf_repeat(&text, STR("if a:\n  " SILENT "\n  f()  " SILENT "\n"), 30000);
    FileFacts *facts = table_facts(buf_str(&text), &arena);
    cr_expect_eq(facts->suppressions.len, 60000);
    cr_expect_eq(facts->suppressions.items[59998].first_row, 89999);
    arena_free(&arena);
}
