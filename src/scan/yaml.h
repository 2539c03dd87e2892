// SPDX-License-Identifier: MIT
// YAML → a small tree (scan/doctree.h).
#ifndef SCAN_YAML_H
#define SCAN_YAML_H

#include "scan/doctree.h"
#include "scan/reader.h"

#define YAML_BYTES_MAX (1u << 20)
#define YAML_DEPTH_MAX 64u // what lies deeper, and what follows it, is left out

// Parses the first document of in->text.
// Out:    its root, or NULL when there is none
// Arena:  in->scratch
// Errors: none; what is not YAML becomes the file's problem, and what stood before it is in
//         the tree
DocNode *yaml_parse(Reader *in);

#endif
