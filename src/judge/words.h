// SPDX-License-Identifier: MIT
// Decision → sentences: headline, bottleneck, reasons for and against, what was not looked at.
#ifndef JUDGE_WORDS_H
#define JUDGE_WORDS_H

#include "model/report.h"

enum { WORDS_REASONS_MAX = 6, WORDS_AGAINST_MAX = 3 };

// Fills the words of project->verdict. Sentences hold no scanned text but paths, as they are
// printed everywhere (buf_path), and names, made safe (buf_safe).
void words_verdict(const Report *report, Arena *arena, Project *project);

// The sentences of the whole, once each project has its own.
void words_whole(Report *report, Arena *arena);

#endif
