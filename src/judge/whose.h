// SPDX-License-Identifier: MIT
// Whether what a signal counts can only be written with one framework.
#ifndef JUDGE_WHOSE_H
#define JUDGE_WHOSE_H

#include "model/rules.h"

// True when all that the signal counts is made of names of a framework other than `base`, which
// may be NULL: admin classes in a Flask project.
bool whose_is_foreign(const Rules *rules, const SignalRule *signal, const FrameworkRule *base);

#endif
