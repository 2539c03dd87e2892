// SPDX-License-Identifier: MIT
// A quick parser for the Python that nearly all files are written in. It makes the same tree as
// tree-sitter or none: at the first thing it does not know for sure it gives up on the whole file.
//
//   Tree tree;
//   if (!plain_parse(text, scratch, &tree)) tree = …          // by tree-sitter
#ifndef PYTHON_PLAIN_H
#define PYTHON_PLAIN_H

#include "python/tree.h"

// In:     text   UTF-8 with line feeds only (or CR LF)
// Out:    tree   in `arena`; written only when the answer is true
// Errors: none; false means that the file is tree-sitter's to parse
bool plain_parse(Str text, Arena *arena, Tree *out);

#endif
