// SPDX-License-Identifier: MIT
// Families of modules: a driver that only a connector of many imports is not the product's own.
#include "match_project.h"

#include "base/banned.h"

#define MEMBER                                                                                     \
    "import pymongo\nfrom run.a import Base\nclass Member(Base):\n    c = pymongo.MongoClient()\n"

enum { MEMBERS = 8 };

// The places found beside a folder of `members` connectors. Two of them have two classes each.
static void expect_hits(uint32_t members, uint32_t count) {
    static const char *const PATHS[MEMBERS] = {"run/b.py", "run/c.py", "run/d.py", "run/e.py",
                                               "run/f.py", "run/g.py", "run/h.py", "run/i.py"};
    ProjectFile files[MEMBERS + 2] = {
        {"own/store.py", "import pymongo\nc = pymongo.MongoClient()\n"},
        {"run/a.py", "class Base: pass\n"},
    };
    for (uint32_t i = 0; i < members; i++)
        files[i + 2] = (ProjectFile){PATHS[i], i < 2 ? MEMBER MEMBER : MEMBER};
    Project *p = project_new(files, members + 2);
    project_resolve(p, 1);
    const Clause clause = {.kind = PREDICATE_CALL,
                           .roles = ROLES_ALL,
                           .not_family = true,
                           NAMES(S("pymongo.MongoClient"))};
    const FactRule fact = {.clauses = &clause, .clause_count = 1};
    Rules rules = {.facts = &fact, .fact_count = 1};
    Matches matches = match_of(p, &rules, 1);
    Str hits = hits_text(p, matches.facts[0].hits);
    cr_expect(str_starts(hits, STR("own/store.py:2:5 pymongo.MongoClient")), STR_FMT,
              STR_ARG(hits));
    cr_expect_eq(matches.facts[0].count, count, "%u members: " STR_FMT, members, STR_ARG(hits));
    project_free(p);
}

Test(match_families, eight_modules_are_a_family) {
    expect_hits(MEMBERS, 1);
}

Test(match_families, seven_are_not_however_many_classes_they_have) {
    expect_hits(MEMBERS - 1, 1 + MEMBERS - 1 + 2);
}
