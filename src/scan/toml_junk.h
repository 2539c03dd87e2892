// SPDX-License-Identifier: MIT
// Text that would keep the TOML parser's error recovery busy for ever.
#ifndef SCAN_TOML_JUNK_H
#define SCAN_TOML_JUNK_H

#include "base/str.h"

// Characters that cannot stand where they stand in any TOML file, and strings that are not closed on their
// line. Linear in the text.
uint32_t toml_junk_count(Str text);

#endif
