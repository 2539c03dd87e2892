// SPDX-License-Identifier: MIT
// What the manifests of a repository declare: dependencies, start commands, the package itself.
#ifndef SCAN_MANIFEST_H
#define SCAN_MANIFEST_H

#include "model/source.h"

// Whether a file of this name is read as a manifest or for its commands, and as which of the two.
// setup.py stays FILE_PYTHON: it is a manifest and a program at once.
bool manifest_kind_of(Str path, FileKind *out);

// Reads every manifest and command file of source->files (kinds as manifest_kind_of gives them).
// In:     source   files with kinds and roles, and fs
// Out:    dependencies, commands, packages, problems of source: appended, in the order of the files
// Arena:  all that is kept; views nothing of the files read
// Errors: none; a file that is missing, too large or malformed becomes one Problem, and what
//         could be read of it stays
void manifest_read_all(Source *source, Arena *arena);

#endif
