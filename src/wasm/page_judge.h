// SPDX-License-Identifier: MIT
// What the HTML page calls: a report decided again with other weights. Compiled to WebAssembly only.
//
//   at = page_judge_room(n)     the page writes n bytes there
//   page_judge_open(at, n)      a report; once
//   page_judge_clear()          then, for each decision: no weight is set
//   page_judge_set(at, n, 3.0)  … this one is
//   page_judge_decide()         page_judge_text() is then the report, a NUL, and its words
//
// False: page_judge_text() says why, in a sentence.
#ifndef WASM_PAGE_JUDGE_H
#define WASM_PAGE_JUDGE_H

#include "base/base.h"

char *page_judge_room(uint32_t bytes); // valid until the next call of it
bool page_judge_open(const char *report, uint32_t len);
void page_judge_clear(void);
bool page_judge_set(const char *name, uint32_t len, double value); // false: there is no such weight
bool page_judge_decide(void);
const char *page_judge_text(void);
uint32_t page_judge_length(void);

#endif
