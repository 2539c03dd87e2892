// SPDX-License-Identifier: MIT
// Signals → rows of the matrix.
#ifndef JUDGE_CRITERIA_H
#define JUDGE_CRITERIA_H

#include "model/report.h"

// Fills project->criteria and the contributions of its signals, and sorts the signals: strongest
// contribution first, then effort, then id. Returns the fit, −1 Django … +1 FastAPI.
double criteria_weigh(const Rules *rules, Arena *arena, Project *project);

// Share of the matrix that speaks at all: Σ weight · evidence / Σ weight, 0…1.
double criteria_evidence(const Project *project);

#endif
