// SPDX-License-Identifier: MIT
// What a file is, by its name.
#ifndef SCAN_KIND_H
#define SCAN_KIND_H

#include "model/source.h"

// Thread: safe
FileKind kind_of(Str path);

// Whether a file starts with a "#!" line that names Python. For files named on --files only: it has
// to be read.
bool kind_is_python_script(Str head);

#endif
