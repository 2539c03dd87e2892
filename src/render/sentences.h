// SPDX-License-Identifier: MIT
// Sentences and figures of a report that every format for people says in the same words.
//
//   Buf line = buf_new(arena);
//   sentences_cost(&project->effort, &line);    // "About 40 person-days to FastAPI, between …"
//
// Names out of the scanned code stand in them as they are: the format makes them safe.
#ifndef RENDER_SENTENCES_H
#define RENDER_SENTENCES_H

#include "base/buf.h"
#include "model/report.h"

// Figures, the same in every locale.
void sentences_quantity(Buf *out, uint64_t n, const char *noun); // "1,204 tests", "1 test"
void sentences_tenths(Buf *out, double value);     // "12.5", and "130" where tenths look too exact
void sentences_hundredths(Buf *out, double value); // "-0.42"

// "Django in 11 files with 41 routes; 9 Django models, 3 forms; 19 Python files, 308 lines"
void sentences_subject(const Report *report, const Project *project, Buf *out);
// "about 40 person-days", and "less than one person-day".
void sentences_days(const Effort *effort, Buf *out);
// "About 40 person-days to FastAPI, between 24 and 73 (P10 to P90), from unit costs of what is …"
void sentences_cost(const Effort *effort, Buf *out);
// "inference/: 6 Python files; 3 imports of the rest lead into it, none out of it. …", and nothing
// where nothing is carved out.
void sentences_cut(const Project *project, Buf *out);
// "carries over: …", and "assumed: …"; the first is empty when nothing carries over.
void sentences_carries(const Effort *effort, Buf *out);
void sentences_assumption(const Effort *effort, Buf *out);
// "The verdict is firm: it stands in 100 % of 10,000 other weightings. Pull -0.34, where …"
void sentences_sure(const Report *report, const Project *project, Buf *out);
// "19 of 19 Python files parsed; 98 % of 163 names resolved; weighed: …"
void sentences_coverage(const Report *report, Buf *out);
// "shop/old.py:3", "" for a problem that is nowhere in particular.
void sentences_problem_place(const Problem *problem, Buf *out);

#endif
