// SPDX-License-Identifier: MIT
// The YAML tree, and the readers that use it: compose files, conda, package.json, Pipfile.lock.
#include "reading.h"
#include "scan/yaml.h"

Test(yaml, compose) {
    static const ReadingCase cases[] = {
        {"compose.yml", "", ""},
        {"compose.yml", "services:\n  web:\n    command: gunicorn shop.wsgi\n",
         "$ gunicorn shop.wsgi 3:5\n"},
        {"compose.yml", "services:\n  web:\n    command: >\n      a\n      b\n", "$ a b 3:5\n"},
        {"compose.yml", "services: {w: {entrypoint: [\"a\", 'b c', 3]}}", "$ a b c 3 1:16\n"},
        {"compose.yml", "x-a: &a\n  command: c\nservices:\n  w:\n    <<: *a\n    command: *b\n",
         "$ c 2:3\n"},
        {"compose.yml", "services:\n  w:\n    command: c\n bad: [\n",
         "$ c 3:5\n! 4 not valid YAML from here on: did not find expected key\n"},
        {"compose.yml", "? [complex, key]\n: v\nservices:\n  w: {command: c}\n", "$ c 4:7\n"},
    };
    reading_check(compose_read, cases, ARRAY_LEN(cases));
}

Test(yaml, conda) {
    static const ReadingCase cases[] = {
        {"environment.yml", "name: x\nvalue: 1\n", ""},
        {"environment.yml",
         "dependencies:\n  - python=3.12\n  - conda-forge::Django=4\n  - pip:\n    - fastapi>=0.1\n"
         "    - -r requirements.txt\n",
         "django =4 main 3:5\nfastapi >=0.1 main 5:7\n"},
        {"environment-dev.yml", "dependencies: [pytest]", "pytest dev 1:16\n"},
    };
    reading_check(conda_read, cases, ARRAY_LEN(cases));
}

Test(yaml, json) {
    static const ReadingCase package[] = {
        {"package.json",
         "{\"name\":\"x\",\"dependencies\":{\"@a/B\":\"^18\"},\n\t\"devDependencies\": {\n"
         "\t\t\"vite\": \"5\"\n\t}\n}",
         "@a/B ^18 frontend 1:29\nvite 5 frontend 3:3\n"},
    };
    reading_check(packagejson_read, package, ARRAY_LEN(package));
    static const ReadingCase lock[] = {
        {"Pipfile.lock",
         "{\"_meta\": {\"x\": {}}, \"default\": {\"Django\": {\"version\": \"==4\"}}}",
         "django ==4 locked 1:34\n"},
        {"Pipfile.lock", "[]", "! 1 no JSON object\n"},
    };
    reading_check(pipfile_lock_read, lock, ARRAY_LEN(lock));
}

Test(yaml, aliases_do_not_explode) {
    Reading reading;
    reading_start(&reading, "x.yml", STR(""));
    Buf text = buf_new(&reading.arena);
    buf_c(&text, "a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++)
        buf_fmt(&text, "a%d: &a%d [*a%d, *a%d]\n", i, i, i - 1, i - 1);
    reading.reader.text = buf_str(&text);
    const DocNode *root = yaml_parse(&reading.reader);
    cr_assert_eq(root->children.len, 60);
    cr_expect_eq(root->children.items[59]->children.len, 2);
    cr_expect_eq(reading.source.problems.len, 0);
    arena_free(&reading.arena);
}

Test(yaml, limits) {
    static const struct {
        const char *pattern;
        uint32_t times;
        ProblemKind kind;
    } cases[] = {
        {"[", 100000, PROBLEM_NESTING},
        {"{a: ", 100000, PROBLEM_NESTING},
        {"a: b\n", YAML_BYTES_MAX / 5 + 1, PROBLEM_TOO_LARGE},
        {"\x01", 1, PROBLEM_MANIFEST},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Reading reading;
        reading_start(&reading, "x.yml", STR(""));
        Buf text = buf_new(&reading.arena);
        buf_repeat(&text, str_from_c(cases[i].pattern), cases[i].times);
        reading.reader.text = buf_str(&text);
        yaml_parse(&reading.reader);
        cr_assert_eq(reading.source.problems.len, 1, "%s", cases[i].pattern);
        cr_expect_eq(reading.source.problems.items[0].kind, cases[i].kind, "%s", cases[i].pattern);
        arena_free(&reading.arena);
    }
}
