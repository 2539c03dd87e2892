// SPDX-License-Identifier: MIT
// IPython's additions to Python in a notebook cell.
#ifndef SCAN_MAGIC_H
#define SCAN_MAGIC_H

#include "base/buf.h"

// Appends the cell to `out` with every line that only IPython understands replaced, so that the
// number of lines stays and the rest parses. The text added ends with a line end.
void magic_replace(Str cell, Buf *out);

#endif
