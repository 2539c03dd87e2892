// SPDX-License-Identifier: MIT
// Text that would keep the parser's error recovery busy for ever.
#ifndef PYTHON_BROKEN_H
#define PYTHON_BROKEN_H

#include "base/str.h"

// Lines that begin with def, async, import or from inside brackets that are still open: each is
// certainly an error. Linear in the text.
uint32_t broken_statements(Str text);

#endif
