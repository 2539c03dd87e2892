// SPDX-License-Identifier: MIT
// setup.cfg: the declarations of setuptools and pbr.
//
//   [metadata]
//   name = shop                    -> package shop
//   [options]
//   install_requires =             -> django ">=4.2", MAIN
//       django>=4.2
//   [options.extras_require]
//   test = pytest; coverage        -> pytest and coverage, DEV (an extra of another name: OPTIONAL)
//
// How: one pass over the lines. `section` and `key` are what the last header and the last
// "key = value" said; an indented line belongs to the key above it. As setuptools has it, a ';'
// separates requirements on the line of their key, and begins a marker on a line of its own.
// Limits: "file:" and "attr:" values are not followed. tox.ini and other INI files are no
// manifests.
#include "scan/reader.h"

#include "base/banned.h"

static void take_requirement(Reader *in, Str value, DependencyGroup group) {
    if (value.len == 0 || str_starts(value, STR("file:")) || str_starts(value, STR("attr:")))
        return;
    Pos pos = reader_pos(in, reader_offset(in, value));
    if (!reader_require(in, value, group, pos))
        reader_problem(in, PROBLEM_MANIFEST, pos.row + 1, "this line is not a requirement");
}

// One value line of `key` in `section`, without white space around it.
static void take_value(Reader *in, Str section, Str key, Str value) {
    if (value.len == 0) return;
    bool is_options = str_eq(section, STR("options"));
    if (str_eq(section, STR("metadata"))) {
        if (str_eq(key, STR("name"))) reader_name(in, value);
        if (str_eq(key, STR("classifiers")) || str_eq(key, STR("classifier")))
            reader_classifier(in, value);
    } else if (is_options && str_eq(key, STR("install_requires"))) {
        take_requirement(in, value, DEPENDENCY_MAIN);
    } else if (is_options && str_eq(key, STR("tests_require"))) {
        take_requirement(in, value, DEPENDENCY_DEV);
    } else if (str_eq(section, STR("options.extras_require"))) {
        take_requirement(in, value, reader_group(key, DEPENDENCY_OPTIONAL));
    }
}

void setupcfg_read(Reader *in) {
    Str section = STR(""), key = STR("");
    for (Str line, rest = in->text; str_next_line(&rest, &line);) {
        Str content = str_trim(line);
        if (content.len == 0 || content.ptr[0] == '#' || content.ptr[0] == ';') continue;
        bool is_indented = line.ptr[0] == ' ' || line.ptr[0] == '\t';
        uint32_t close = str_rfind(content, ']');
        if (is_indented && key.len > 0) {
            take_value(in, section, key, content);
        } else if (content.ptr[0] == '[' && close != NONE) {
            section = str_trim(str_sub(content, 1, close));
            key = STR("");
        } else {
            uint32_t equals = str_find(content, '=');
            uint32_t sign = equals == NONE ? str_find(content, ':') : equals;
            if (sign == NONE) {
                reader_problem(in, PROBLEM_MANIFEST,
                               reader_pos(in, reader_offset(in, line)).row + 1,
                               "neither a section nor a key");
                continue;
            }
            key = str_trim(str_sub(content, 0, sign));
            Str value, values = str_sub(content, sign + 1, content.len);
            while (values.len > 0) {
                str_cut(values, ';', &value, &values);
                take_value(in, section, key, str_trim(value));
            }
        }
    }
    in->package.has_build = in->package.name.len > 0;
}
