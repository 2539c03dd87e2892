// SPDX-License-Identifier: MIT
// Names that every Python has: builtins, and the top-level modules of the standard library.
#ifndef RESOLVE_BUILTINS_H
#define RESOLVE_BUILTINS_H

#include "base/str.h"

bool builtins_has(Str name);            // "open", "__name__"
bool builtins_is_stdlib(Str top_level); // "logging"

#endif
