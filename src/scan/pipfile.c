// SPDX-License-Identifier: MIT
// Pipfile and Pipfile.lock.
//
//   [packages]                         -> django "*", MAIN
//   django = "*"
//   [dev-packages]                     -> pytest ">=7", DEV (so is every category but packages)
//   pytest = { version = ">=7" }
//
//   {"default": {"django": {"version": "==4.2"}}, "develop": …}      -> django "==4.2", LOCKED
//
// How: the Pipfile is TOML; the lock file is JSON, a flow of YAML to libyaml, so that its entries
// have positions, which a JSON reader does not give.
// Limits: scripts are not taken as commands. A lock file above YAML_BYTES_MAX is not read.
#include "scan/toml.h"
#include "scan/yaml.h"

#include "base/banned.h"

static void take_category(Reader *in, const DocNode *category, DependencyGroup group) {
    for (uint32_t i = 0; i < category->children.len; i++) {
        const DocNode *entry = category->children.items[i];
        Str version = doctree_text(doctree_get(entry, STR("version")));
        Str spec = entry->kind == DOC_TABLE ? version : entry->text;
        reader_depend(in, entry->key, spec, group, entry->pos);
    }
}

void pipfile_read(Reader *in) {
    static const Str no_categories[] = {STR_CONST("source"), STR_CONST("requires"),
                                        STR_CONST("scripts"), STR_CONST("pipenv")};
    DocNode *root = toml_parse(in);
    for (uint32_t i = 0; i < root->children.len; i++) {
        const DocNode *child = root->children.items[i];
        bool is_category = child->kind == DOC_TABLE;
        for (uint32_t n = 0; n < ARRAY_LEN(no_categories); n++)
            is_category = is_category && !str_eq(child->key, no_categories[n]);
        bool is_main = str_eq(child->key, STR("packages"));
        if (is_category) take_category(in, child, is_main ? DEPENDENCY_MAIN : DEPENDENCY_DEV);
    }
}

void pipfile_lock_read(Reader *in) {
    const DocNode *root = yaml_parse(in);
    if (!root || root->kind != DOC_TABLE) {
        reader_problem(in, PROBLEM_MANIFEST, 1, "no JSON object");
        return;
    }
    for (uint32_t i = 0; i < root->children.len; i++) {
        const DocNode *category = root->children.items[i];
        if (category->kind == DOC_TABLE && !str_eq(category->key, STR("_meta")))
            take_category(in, category, DEPENDENCY_LOCKED);
    }
}
