// SPDX-License-Identifier: MIT
// How a verdict adds up: a tree of figures, each the sum of those below it, down to lines of code.
//
//   Account account;
//   account_of(report, project, &arena, &account);
//   account.roots[0]                     // the pull: fit, cost and inertia below it
#ifndef RENDER_ACCOUNT_H
#define RENDER_ACCOUNT_H

#include "base/buf.h"
#include "model/report.h"

enum { ACCOUNT_ROOTS_MAX = 4 };

typedef struct AccountNode {
    Str text;      // what it is, without its figure
    double exact;  // pull, evidence or points
    int64_t units; // the figure that is printed: millionths, the sum of the children's
    struct AccountNode *children;
    uint32_t child_count;
    const Evidence *places; // where a signal was found first
    uint32_t place_count;
} AccountNode;

typedef struct Account {
    AccountNode roots[ACCOUNT_ROOTS_MAX];
    uint32_t root_count;
} Account;

// Out:    out  pull or, where there is nothing to migrate, fit; evidence; of a split, what is inside
// Arena:  nodes and texts
void account_of(const Report *report, const Project *project, Arena *arena, Account *out);

// A double as it is printed elsewhere: rounded to millionths.
int64_t account_units(double value);

// "-0.123456", always six decimals.
void account_figure(Buf *out, int64_t units);

#endif
