// SPDX-License-Identifier: MIT
// The code of a Jupyter notebook as one Python text.
#ifndef SCAN_NOTEBOOK_H
#define SCAN_NOTEBOOK_H

#include "model/source.h"

// Joins the code cells; line numbers count the lines of the joined cells. What only IPython
// understands is replaced line by line (magic.h). A notebook of another language gives the empty
// text. Out:    true: out; false: *problem, a PROBLEM_MANIFEST. Its path is left alone Arena:  out
// and problem Thread: safe
bool notebook_decode(Str bytes, Arena *arena, SourceText *out, Problem *problem);

#endif
