// SPDX-License-Identifier: MIT
// The parts that explanations of rules are made of: lines, and what moves cost and bring.
#ifndef RENDER_EXPLAIN_H
#define RENDER_EXPLAIN_H

#include "model/rulebook.h"
#include "render/page.h"

void explain_title(Page *page, Str id, const char *what, Str words); // `words` may be ""
void explain_line(Page *page, Str text);
void explain_item(Page *page, Str text); // with a dash
void explain_say(Page *page, Str one, Str many);
// Only if x is at least …; otherwise `else_what`.
void explain_conditions(Page *page, const Rules *rules, const Condition *when, uint32_t count,
                        const char *else_what);
Str explain_number(Page *page, double value); // as JSON writes it
typedef struct ClauseList {
    const Clause *items;
    uint32_t len;
    bool is_product; // looks at production files when a clause says nothing else
} ClauseList;
void explain_clauses(Page *page, const Rules *rules, ClauseList list);
void explain_places(Page *page, const Explanation *what);

// explain_examples.c: the examples, with the lines that counted marked.
void explain_examples(Page *page, const Explanation *what, const Example *examples, uint32_t count);

// explain_finding.c: rules/findings/*.json
void explain_finding(Page *page, const Explanation *what);

// explain_moves.c: rules/effort.json and rules/advice.json
// The prices of what the entry `id` counts, and the advice that points at it.
void explain_moves_of(Page *page, const Rules *rules, Str id);
void explain_moves_effort(Page *page, const Explanation *what);
void explain_moves_advice(Page *page, const Explanation *what);

#endif
