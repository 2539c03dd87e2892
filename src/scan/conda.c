// SPDX-License-Identifier: MIT
// conda's environment.yml.
//
//   dependencies:
//     - conda-forge::django=4.2   -> django "=4.2", MAIN
//     - pip:
//         - fastapi>=0.100        -> fastapi ">=0.100", MAIN
//
// How: entries are cut at the first character that no conda name has; the nested list is pip's.
// Limits: conda's names are taken for PyPI's, which they mostly are. A file of this name that has
// no list of dependencies belongs to something else and is passed over in silence.
#include "scan/yaml.h"

#include "base/banned.h"

static void take_conda(Reader *in, const DocNode *node, DependencyGroup group) {
    Str entry = str_trim(node->text);
    uint32_t channel = str_find_str(entry, STR("::"));
    if (channel != NONE) entry = str_sub(entry, channel + 2, entry.len);
    uint32_t end = 0;
    while (end < entry.len && (unsigned char)entry.ptr[end] > ' ' && entry.ptr[end] != '=' &&
           entry.ptr[end] != '<' && entry.ptr[end] != '>' && entry.ptr[end] != '!' &&
           entry.ptr[end] != '~' && entry.ptr[end] != '[')
        end++;
    Str name = str_sub(entry, 0, end);
    if (!str_eq(name, STR("python")))
        reader_depend(in, name, str_trim(str_sub(entry, end, entry.len)), group, node->pos);
}

static void take_pip(Reader *in, const DocNode *list, DependencyGroup group) {
    for (uint32_t i = 0; list && i < list->children.len; i++) {
        const DocNode *node = list->children.items[i];
        if (!str_starts(node->text, STR("-"))) reader_require(in, node->text, group, node->pos);
    }
}

void conda_read(Reader *in) {
    const DocNode *list = doctree_get(yaml_parse(in), STR("dependencies"));
    if (!list || list->kind != DOC_ARRAY) return;
    DependencyGroup group = reader_group(in->path, DEPENDENCY_MAIN);
    for (uint32_t i = 0; i < list->children.len; i++) {
        const DocNode *node = list->children.items[i];
        if (node->kind == DOC_TABLE)
            take_pip(in, doctree_get(node, STR("pip")), group);
        else
            take_conda(in, node, group);
    }
}
