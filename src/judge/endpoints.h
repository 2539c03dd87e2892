// SPDX-License-Identifier: MIT
// The ledger of endpoints, from the routes that match found.
#ifndef JUDGE_ENDPOINTS_H
#define JUDGE_ENDPOINTS_H

#include "model/report.h"

// Fills report->endpoints.
// In:     report   with source and matches
// Arena:  the list; its texts are those of the matches
void endpoints_list(Report *report, Arena *arena);

#endif
