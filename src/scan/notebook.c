// SPDX-License-Identifier: MIT
// The code of a Jupyter notebook (format 3 and 4) as one Python text.
//
//   {"cells": [{"cell_type": "markdown", …},
//              {"cell_type": "code", "source": ["import torch\n", "%matplotlib inline"]},
//              {"cell_type": "code", "source": "x = 1"}]}
//     -> "import torch\npass\nx = 1\n"
//
// How: every cell ends with a line end, so cells never share a line. Format 3 has its cells in
// worksheets and calls the source `input`.
// Limits: the order of the cells is that of the file, not of their execution. Cells that a kernel
// runs in a second language are known by their cell magic only.
#include "scan/notebook.h"

#include "base/jsonio.h"
#include "scan/encoding.h"
#include "scan/magic.h"

#include "base/banned.h"

static Str get_str(JsonAt object, const char *key) {
    JsonAt at;
    Str text;
    Error ignored = {0};
    return jsonio_has(object, key, &at) && jsonio_str(at, &text, &ignored) ? text : STR("");
}

// "source" is a string, or a list of lines that hold their line ends.
static Str source_of(JsonAt cell, Arena *arena) {
    JsonAt source;
    if (!jsonio_has(cell, "source", &source) && !jsonio_has(cell, "input", &source)) return STR("");
    Error ignored = {0};
    Str line;
    if (jsonio_is_string(source)) return jsonio_str(source, &line, &ignored) ? line : STR("");
    Buf text = buf_new(arena);
    for (uint32_t i = 0; i < jsonio_len(source); i++)
        if (jsonio_str(jsonio_item(source, i), &line, &ignored)) buf_str_add(&text, line);
    return buf_str(&text);
}

static void add_cells(JsonAt cells, Arena *arena, Buf *out) {
    if (!jsonio_is_array(cells)) return;
    for (uint32_t i = 0; i < jsonio_len(cells); i++) {
        JsonAt cell = jsonio_item(cells, i);
        if (str_eq(get_str(cell, "cell_type"), STR("code")))
            magic_replace(source_of(cell, arena), out);
    }
}

static bool is_python(JsonAt root) {
    JsonAt metadata, kernel;
    if (!jsonio_has(root, "metadata", &metadata)) return true;
    Str language = STR("");
    if (jsonio_has(metadata, "kernelspec", &kernel)) language = get_str(kernel, "language");
    if (language.len == 0 && jsonio_has(metadata, "language_info", &kernel))
        language = get_str(kernel, "name");
    return language.len == 0 || str_find_str(language, STR("ython")) != NONE;
}

static bool join_cells(JsonAt root, Arena *arena, Buf *out) {
    JsonAt cells, worksheets;
    if (jsonio_has(root, "cells", &cells) && jsonio_is_array(cells)) {
        add_cells(cells, arena, out);
        return true;
    }
    if (!jsonio_has(root, "worksheets", &worksheets) || !jsonio_is_array(worksheets)) return false;
    for (uint32_t i = 0; i < jsonio_len(worksheets); i++)
        if (jsonio_has(jsonio_item(worksheets, i), "cells", &cells)) add_cells(cells, arena, out);
    return true;
}

bool notebook_decode(Str bytes, Arena *arena, SourceText *out, Problem *problem) {
    JsonDoc doc;
    Error error = {0};
    problem->kind = PROBLEM_MANIFEST;
    problem->text = STR("");
    if (!jsonio_parse(bytes, STR("not valid JSON"), &doc, &error)) {
        problem->text = str_copy(arena, str_from_c(error.text));
        return false;
    }
    Buf text = buf_new(arena);
    JsonAt root = jsonio_root(&doc);
    bool ok = jsonio_is_object(root) && (!is_python(root) || join_cells(root, arena, &text));
    jsonio_free(&doc);
    if (!ok) {
        problem->text = STR("not a notebook: it has no list of cells");
        return false;
    }
    *out = (SourceText){.encoding = STR("utf-8")};
    out->text = encoding_repair(buf_str(&text), arena, problem);
    return true;
}
