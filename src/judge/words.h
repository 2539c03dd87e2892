// SPDX-License-Identifier: MIT
// Decision → sentences: reasons for and against, what the project is, what was not looked at.
// Sentences hold no scanned text but paths, as they are printed everywhere (buf_path), and names,
// made safe (buf_safe).
#ifndef JUDGE_WORDS_H
#define JUDGE_WORDS_H

#include "model/report.h"

enum { WORDS_REASONS_MAX = 6, WORDS_AGAINST_MAX = 3, WORDS_PER_CRITERION_MAX = 2 };

// Fills the words of project->verdict, and project->profile.
void words_verdict(const Report *report, Arena *arena, Project *project);

// The sentences of the whole, once each project has its own.
void words_whole(Report *report, Arena *arena);

// A phrase of the rules with {n} and {names} filled in, for one or for many.
typedef struct Phrase {
    Str one, many;
} Phrase;
Str words_say(Phrase phrase, const SignalResult *signal, Arena *arena);

// A path as it is printed everywhere.
Str words_path(Arena *arena, Str path);

// The title of a framework, by id.
Str words_title(const Rules *rules, Str framework);

#endif
