// SPDX-License-Identifier: MIT
// Rules over a project in a table, for tests of match: hits come back as text.
//
//   match_of(p, rules)            Matches of a project (resolve_project.h) that has been resolved
//   hits_text(p, list)            "a.py:1:1 name; b.py:3:5 other"
#ifndef TESTS_MATCH_PROJECT_H
#define TESTS_MATCH_PROJECT_H

#include "match/match.h"
#include "resolve_project.h"

static inline Str hits_text(Project *p, HitList hits) {
    Buf buf = buf_new(&p->arena);
    for (uint32_t i = 0; i < hits.len; i++) {
        const Hit *hit = &hits.items[i];
        buf_fmt(&buf, "%s" STR_FMT ":%u:%u", i ? "; " : "",
                STR_ARG(p->source.files.items[hit->file].path), hit->pos.row + 1, hit->pos.col + 1);
        if (hit->detail.len > 0) buf_fmt(&buf, " " STR_FMT, STR_ARG(hit->detail));
    }
    return buf_str(&buf);
}

static inline Matches match_of(Project *p, const Rules *rules, uint32_t threads) {
    Matches matches;
    match_program(&p->program, rules, threads, &p->arena, &matches);
    return matches;
}

#define NAMES(...)                                                                                 \
    .names = (const Str[]){__VA_ARGS__},                                                           \
    .name_count = sizeof((const Str[]){__VA_ARGS__}) / sizeof(Str)
#define ATTRS(...)                                                                                 \
    .attrs = (const AttrTest[]){__VA_ARGS__},                                                      \
    .attr_count = sizeof((const AttrTest[]){__VA_ARGS__}) / sizeof(AttrTest)
#define S(literal) STR_CONST(literal)

#endif
