// SPDX-License-Identifier: MIT
// Bytes of a Python file to text, as PEP 263 says.
#ifndef SCAN_ENCODING_H
#define SCAN_ENCODING_H

#include "model/source.h"

// Decodes by byte order mark and coding comment, UTF-8 without either, and repairs the text.
// In:     bytes    the whole file; out may view them
// Out:    true: out, and *problem when bytes had to be replaced (its text is "" otherwise);
//         false: *problem, a PROBLEM_ENCODING. Its path is left alone
// Arena:  out and problem
// Thread: safe
bool encoding_decode(Str bytes, Arena *arena, SourceText *out, Problem *problem);

// A lone CR, a line end to Python, becomes LF; NUL bytes, which Python refuses, become U+FFFD, with
// *problem filled. The result views `text` where nothing had to be done.
Str encoding_repair(Str text, Arena *arena, Problem *problem);

#endif
