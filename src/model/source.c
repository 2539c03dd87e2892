// SPDX-License-Identifier: MIT
// Names of the roles of files, and of the kinds of problems.
//
//     source_role_key(ROLE_MIGRATION)  ->  "migration"
//
// Rules name roles by these keys, and reports print both, so they never change within one report
// version.
// Adding one: a row in Role of source.h and here, and its place in the precedence of scan/role.c.
#include "model/source.h"

#include "base/banned.h"

static const char *const ROLE_KEYS[] = {
    [ROLE_APP] = "app",           [ROLE_TEST] = "test",           [ROLE_MIGRATION] = "migration",
    [ROLE_SETTINGS] = "settings", [ROLE_SCRIPT] = "script",       [ROLE_DOCS] = "docs",
    [ROLE_EXAMPLE] = "example",   [ROLE_GENERATED] = "generated", [ROLE_VENDORED] = "vendored",
};
_Static_assert(ARRAY_LEN(ROLE_KEYS) == ROLE_COUNT, "one key a role");

const char *source_role_key(Role role) {
    return ROLE_KEYS[role];
}

static const char *const PROBLEM_KEYS[] = {
    [PROBLEM_UNREADABLE] = "unreadable",
    [PROBLEM_TOO_LARGE] = "too_large",
    [PROBLEM_ENCODING] = "encoding",
    [PROBLEM_SYNTAX] = "syntax",
    [PROBLEM_NESTING] = "nesting",
    [PROBLEM_MANIFEST] = "manifest",
    [PROBLEM_GIT] = "git",
    [PROBLEM_LIMIT] = "limit",
    [PROBLEM_LINK] = "link",
};
_Static_assert(ARRAY_LEN(PROBLEM_KEYS) == PROBLEM_KIND_COUNT, "one key a kind of problem");

const char *source_problem_key(ProblemKind kind) {
    return PROBLEM_KEYS[kind];
}
