// SPDX-License-Identifier: MIT
// What a file is, by its name alone.
//
//   shop/models.py   FILE_PYTHON      shop/models.pyi              FILE_STUB
//   pyproject.toml   FILE_MANIFEST    shop/templates/mail.txt      FILE_TEMPLATE
//   Procfile         FILE_COMMAND     static/app.js, README.md     FILE_OTHER
//
// How: endings of pages count anywhere; endings that other things have too (.txt, .xml, .j2) make a
// template only below a folder `templates`. Which names are manifests is known to manifest.c.
// Limits: Python scripts without an ending are found only when they are named on --files, because
// finding them means opening every file.
#include "scan/kind.h"

#include "scan/manifest.h"

#include "base/banned.h"

typedef struct Ending {
    Str text;
    FileKind kind;
    bool in_templates; // only below a folder of that name
} Ending;

static const Ending ENDINGS[] = {
    {STR_CONST(".py"), FILE_PYTHON, false},       {STR_CONST(".pyw"), FILE_PYTHON, false},
    {STR_CONST(".pyi"), FILE_STUB, false},        {STR_CONST(".ipynb"), FILE_NOTEBOOK, false},
    {STR_CONST(".html"), FILE_TEMPLATE, false},   {STR_CONST(".htm"), FILE_TEMPLATE, false},
    {STR_CONST(".djhtml"), FILE_TEMPLATE, false}, {STR_CONST(".jinja"), FILE_TEMPLATE, false},
    {STR_CONST(".jinja2"), FILE_TEMPLATE, false}, {STR_CONST(".html.j2"), FILE_TEMPLATE, false},
    {STR_CONST(".mjml"), FILE_TEMPLATE, true},    {STR_CONST(".mako"), FILE_TEMPLATE, true},
    {STR_CONST(".j2"), FILE_TEMPLATE, true},      {STR_CONST(".txt"), FILE_TEMPLATE, true},
    {STR_CONST(".xml"), FILE_TEMPLATE, true},     {STR_CONST(".md"), FILE_TEMPLATE, true},
};

static bool is_in_templates(Str path) {
    return str_starts(path, STR("templates/")) || str_find_str(path, STR("/templates/")) != NONE;
}

FileKind kind_of(Str path) {
    FileKind kind;
    if (manifest_kind_of(path, &kind)) return kind;
    for (size_t i = 0; i < ARRAY_LEN(ENDINGS); i++) {
        const Ending *ending = &ENDINGS[i];
        if (str_ends(path, ending->text) && (!ending->in_templates || is_in_templates(path)))
            return ending->kind;
    }
    return FILE_OTHER;
}

bool kind_is_python_script(Str head) {
    Str line, rest;
    str_cut(head, '\n', &line, &rest);
    return str_starts(line, STR("#!")) && str_find_str(line, STR("python")) != NONE;
}
