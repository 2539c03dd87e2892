// SPDX-License-Identifier: MIT
// TOML → a small tree (scan/doctree.h).
#ifndef SCAN_TOML_H
#define SCAN_TOML_H

#include "scan/doctree.h"
#include "scan/reader.h"

#define TOML_BYTES_MAX (256u << 10) // real ones stay below 100 KB
#define TOML_JUNK_MAX 500u          // characters that no TOML file has; more: not parsed
#define TOML_DEPTH_MAX 64u          // tables and arrays in each other, and segments of a key

// Parses in->text.
// Out:    the root table; never NULL
// Arena:  in->scratch; strings without escapes view in->text
// Errors: none; what is not TOML becomes the file's problem, and its intact parts are in the tree
DocNode *toml_parse(Reader *in);

#endif
