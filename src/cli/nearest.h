// SPDX-License-Identifier: MIT
// Ids of rules: finding one, and what may have been meant by one that is not there.
#ifndef CLI_NEAREST_H
#define CLI_NEAREST_H

#include "base/buf.h"
#include "base/error.h"
#include "model/rulebook.h"

// The rule of this id: a signal, fact, criterion, framework, number, price, advice, finding or
// syntax fact.
// Errors: ERROR_USAGE that names the nearest ids
bool nearest_find(const Rules *rules, Str id, SubjectKind *out_kind, uint32_t *out_index,
                  Error *err) WARN_UNUSED;
// Only the sentence; `kind` restricts it to ids of one kind, SUBJECT_COUNT: all. Returns false.
bool nearest_error(const Rules *rules, SubjectKind kind, Str id, Error *err);

// Every id that nearest_find() finds, one a line.
void nearest_list(const Rules *rules, Buf *out);

// Index of a weight (model/weights.h) by its name.
// Errors: ERROR_USAGE that names the nearest ones
bool nearest_weight(const Rules *rules, Str name, uint32_t *out, Error *err) WARN_UNUSED;

// What may have been meant by `word` among a few names; NULL when nothing is near.
const char *nearest_word(Str word, const char *const *names, uint32_t count);

#endif
