// SPDX-License-Identifier: MIT
// Bytes → facts of one Python file. The one public header of this stage, and the only door to
// tree-sitter for Python.
//
//   PythonParser *parser = python_parser_new(PYTHON_QUICK, arena);     // one a worker
//   python_facts(parser, text, file_index, &intern, arena, scratch, &facts);
//   python_parser_free(parser);
#ifndef PYTHON_PYTHON_H
#define PYTHON_PYTHON_H

#include "base/intern.h"
#include "model/facts.h"

// Limits: a file beyond them keeps the facts found so far, with a problem that says so.
#define PYTHON_NESTING_MAX 400u   // syntax nodes inside each other that are walked
#define PYTHON_NODES_MAX 8000000u // syntax nodes of one file
#define PYTHON_BROKEN_MAX 2000u   // statements that begin inside open brackets; more: not parsed
#define PYTHON_ERRORS_MAX 100u    // ranges reported for one file

typedef struct PythonParser PythonParser;

// How a file becomes a tree. The facts are the same; PYTHON_FULL is there to show it.
typedef enum PythonMode {
    PYTHON_QUICK, // by the quick parser if it can (plain.h), else by tree-sitter
    PYTHON_FULL,  // always by tree-sitter
} PythonMode;

PythonParser *python_parser_new(PythonMode mode, Arena *arena);
void python_parser_free(PythonParser *parser);

// Parses `text` and walks the tree once.
// In:     text      UTF-8 of the whole file, borrowed during the call
// Out:    facts     all arrays in `arena`, strings in `intern`; always filled, whatever the input
// Arena:  scratch is used during the call only
// Errors: none; syntax errors and limits become problems in facts (their path is left empty)
// Thread: one parser, intern and arena a worker
void python_facts(PythonParser *parser, const SourceText *text, uint32_t file, Intern *intern,
                  Arena *arena, Arena *scratch, FileFacts *out);

#endif
