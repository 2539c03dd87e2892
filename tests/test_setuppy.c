// SPDX-License-Identifier: MIT
// setup.py and setup.cfg: literal lists are found, everything else is left alone.
#include "reading.h"

#define IMPORT "from setuptools import setup\n"

Test(setuppy, literals_and_names) {
    static const ReadingCase cases[] = {
        {"setup.py", "def setup():\n    name = 'admin'\n    install_requires = ['a']\n", ""},
        {"setup.py", IMPORT "setup(name='x', install_requires=['a>=1', # 'no'\n  \"b\"])",
         "a >=1 main 2:35\nb main 3:3\npackage x build 0\n"},
        {"setup.py", IMPORT "need = ('a',)\nsetup(install_requires=need + ['b'])",
         "a main 2:9\nb main 3:32\npackage  build 0\n"},
        {"setup.py",
         IMPORT "t = ['p']\nsetup(extras_require={'test': t, 's3': ['q'], ':x': ['r']})",
         "p dev 2:6\nq optional 3:41\nr main 3:54\npackage  build 0\n"},
        {"setup.py",
         IMPORT "args = {'install_requires': ['a'], 'tests_require': 'b'}\nsetup(**args)",
         "a main 2:30\nb dev 2:53\npackage  build 0\n"},
        {"setup.py", IMPORT "setup(install_requires='''a\nb>1''')",
         "a main 2:24\nb >1 main 2:24\npackage  build 0\n"},
        {"setup.py", IMPORT "setup(install_requires=open('x').read().split())",
         "package  build 0\n"},
        {"setup.py",
         IMPORT "setup(classifiers=['A', 'B'], entry_points={'console_scripts': ['a=b:c']})",
         "package  build 2\n"},
        {"setup.py", IMPORT "setup(install_requires=['a', 'unclosed",
         "a main 2:25\nunclosed main 2:30\npackage  build 0\n"},
    };
    reading_check(setuppy_read, cases, ARRAY_LEN(cases));
}

// Every token is read once, so what a list of lists or a repeated name gives never multiplies.
Test(setuppy, no_token_is_read_twice) {
    static const struct {
        const char *text;
        uint32_t found;
    } patterns[] = {
        {"install_requires=[", 0},        {"x=[", 0},
        {"install_requires=x\n", 1},      {"install_requires=x+", 1},
        {"extras_require={'a':[", 19999}, // the outermost 'a' is a key
    };
    for (size_t p = 0; p < ARRAY_LEN(patterns); p++) {
        Reading reading;
        reading_start(&reading, "setup.py", STR(""));
        Buf text = buf_new(&reading.arena);
        buf_c(&text, IMPORT "x=['a']\n");
        buf_repeat(&text, str_from_c(patterns[p].text), 20000);
        reading.reader.text = buf_str(&text);
        setuppy_read(&reading.reader);
        cr_expect_eq(reading.source.dependencies.len, patterns[p].found, "%s: %u", patterns[p].text,
                     reading.source.dependencies.len);
        cr_expect_eq(reading.source.problems.len, 0, "%s", patterns[p].text);
        arena_free(&reading.arena);
    }
}

Test(setuppy, a_file_too_large_is_one_problem) {
    Reading reading;
    reading_start(&reading, "setup.py", STR(""));
    Buf text = buf_new(&reading.arena);
    buf_c(&text, IMPORT "setup(install_requires=['a'])\n");
    buf_repeat(&text, STR("# 89abcdef\n"), 100000);
    reading.reader.text = buf_str(&text);
    setuppy_read(&reading.reader);
    cr_expect_eq(reading.source.dependencies.len, 0);
    cr_assert_eq(reading.source.problems.len, 1);
    cr_expect_eq(reading.source.problems.items[0].kind, PROBLEM_TOO_LARGE);
    arena_free(&reading.arena);
}

Test(setuppy, setup_cfg) {
    static const ReadingCase cases[] = {
        {"setup.cfg", "[flake8]\nmax-line-length = 100\n", ""},
        {"setup.cfg",
         "[metadata]\nname = shop\nclassifiers =\n    A\n    B\n[options]\ninstall_requires =\n"
         "    django>=4.2\n    # c\n\n    httpx\ntests_require = pytest\n"
         "[options.entry_points]\nconsole_scripts =\n    a = b:c\n",
         "django >=4.2 main 8:5\nhttpx main 11:5\npytest dev 12:17\npackage shop build 2\n"},
        {"setup.cfg", "[options.extras_require]\ndocs = sphinx\ns3 =\n\tboto3\n",
         "sphinx dev 2:8\nboto3 optional 4:2\n"},
        {"setup.cfg", "[options.extras_require]\nx = a>1; b\ny =\n  c; marker\n",
         "a >1 optional 2:5\nb optional 2:10\nc optional 4:3\n"},
        {"setup.cfg", "[options]\ninstall_requires = file: requirements.txt\n", ""},
        {"setup.cfg", "[options]\nnonsense\ninstall_requires = a\n",
         "a main 3:20\n! 2 neither a section nor a key\n"},
    };
    reading_check(setupcfg_read, cases, ARRAY_LEN(cases));
}
