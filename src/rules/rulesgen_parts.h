// SPDX-License-Identifier: MIT
// What the C tables of the rules are made of: values, and lists that entries point at.
#ifndef RULES_RULESGEN_PARTS_H
#define RULES_RULESGEN_PARTS_H

#include "base/intern.h"
#include "rules/rules.h"

typedef struct Writer {
    Arena *arena;
    Buf strings; // definitions of s0, s1, …
    Buf parts;   // lists of names, attributes, conditions, clauses
    Buf tables;  // the top-level tables and rules_builtin
    Map numbers; // string -> its number
    uint32_t lists;
} Writer;

// `.field = …, ` into `buf`; nothing for what is 0 or empty.
void rulesgen_put_str(Writer *w, Buf *buf, const char *field, Str s);
void rulesgen_put_number(Buf *buf, const char *field, double value);
void rulesgen_put_uint(Buf *buf, const char *field, uint32_t value);
void rulesgen_put_list(Buf *buf, const char *field, const char *count_field, uint32_t list,
                       uint32_t count);

// Lists: each writes its definition into w->parts and returns its number; an empty one is not written.
uint32_t rulesgen_strs(Writer *w, const Str *strs, uint32_t count);
uint32_t rulesgen_clauses(Writer *w, const Clause *clauses, uint32_t count);
uint32_t rulesgen_claims(Writer *w, const uint32_t *claims, uint32_t count);
uint32_t rulesgen_kinds_on(Writer *w, const KindOn *kinds, uint32_t count);
uint32_t rulesgen_conditions(Writer *w, const Condition *conditions, uint32_t count);
uint32_t rulesgen_examples(Writer *w, const Example *examples, uint32_t count);

#endif
