// SPDX-License-Identifier: MIT
// pyproject.toml: PEP 621, PEP 735 and the tables of Poetry, PDM, uv, Hatch, Flit, Rye and pixi.
//
//   [project]
//   dependencies = ["django>=4.2"]             -> django ">=4.2", MAIN
//   [project.optional-dependencies]
//   test = ["pytest"]                          -> pytest, DEV (an extra of another name: OPTIONAL)
//   [tool.poetry.dependencies]
//   celery = { version = "^5", extras = [] }   -> celery "^5", MAIN
//
// How: a table of patterns, each with the function that takes what it finds. A package is meant to
// be installed when it has a build system and a name, unless Poetry or uv is told otherwise.
// Limits: `dynamic` dependencies are where they are read from (setup.py, requirements.txt), not
// here; {include-group = …} adds nothing, as the other group is read by itself.
// Adding one: a row in `wanted`.
#include "scan/toml.h"

#include "base/banned.h"

typedef struct Wanted Wanted;
typedef struct Taking {
    Reader *in;
    const Wanted *row;
} Taking;

struct Wanted {
    Str pattern; // doctree_each
    void (*take)(Taking *taking, const DocNode *node, Str star);
    DependencyGroup group;
    bool star_is_group; // the name that '*' met says which group: "test" is DEV
};

static DependencyGroup group_for(const Wanted *row, Str star) {
    if (!row->star_is_group) return row->group;
    if (str_eq(star, STR("main"))) return DEPENDENCY_MAIN;
    return reader_group(star, row->group);
}

// A string as PEP 508 has it.
static void take_requirement(Taking *taking, const DocNode *node, Str star) {
    if (node->kind != DOC_STRING) return;
    if (!reader_require(taking->in, node->text, group_for(taking->row, star), node->pos))
        reader_problem(taking->in, PROBLEM_MANIFEST, node->pos.row + 1,
                       "a dependency that is not a requirement");
}

// name = "^1.0", name = { version = "^1.0", optional = true }, name = [{ version = … }, …]
static void take_entry(Taking *taking, const DocNode *node, Str star) {
    if (str_eq(node->key, STR("python"))) return;
    const DocNode *entry = node;
    if (entry->kind == DOC_ARRAY) entry = entry->children.len > 0 ? entry->children.items[0] : NULL;
    DependencyGroup group = group_for(taking->row, star);
    if (str_eq(doctree_text(doctree_get(entry, STR("optional"))), STR("true")))
        group = DEPENDENCY_OPTIONAL;
    bool is_table = entry && entry->kind == DOC_TABLE;
    Str spec = doctree_text(is_table ? doctree_get(entry, STR("version")) : entry);
    reader_depend(taking->in, node->key, spec, group, node->pos);
}

static void take_name(Taking *taking, const DocNode *node, Str star) {
    (void)star;
    reader_name(taking->in, node->text);
}

static void take_classifier(Taking *taking, const DocNode *node, Str star) {
    (void)star;
    reader_classifier(taking->in, node->text);
}

static const Wanted wanted[] = {
    {STR_CONST("project.name"), take_name, 0, false},
    {STR_CONST("project.dependencies.*"), take_requirement, DEPENDENCY_MAIN, false},
    {STR_CONST("project.optional-dependencies.*.*"), take_requirement, DEPENDENCY_OPTIONAL, true},
    {STR_CONST("project.classifiers.*"), take_classifier, 0, false},
    {STR_CONST("dependency-groups.*.*"), take_requirement, DEPENDENCY_DEV, true},
    {STR_CONST("tool.poetry.name"), take_name, 0, false},
    {STR_CONST("tool.poetry.dependencies.*"), take_entry, DEPENDENCY_MAIN, false},
    {STR_CONST("tool.poetry.dev-dependencies.*"), take_entry, DEPENDENCY_DEV, false},
    {STR_CONST("tool.poetry.group.*.dependencies.*"), take_entry, DEPENDENCY_DEV, true},
    {STR_CONST("tool.poetry.classifiers.*"), take_classifier, 0, false},
    {STR_CONST("tool.pdm.dev-dependencies.*.*"), take_requirement, DEPENDENCY_DEV, true},
    {STR_CONST("tool.uv.dev-dependencies.*"), take_requirement, DEPENDENCY_DEV, false},
    {STR_CONST("tool.rye.dev-dependencies.*"), take_requirement, DEPENDENCY_DEV, false},
    {STR_CONST("tool.hatch.envs.*.dependencies.*"), take_requirement, DEPENDENCY_DEV, false},
    {STR_CONST("tool.hatch.envs.*.extra-dependencies.*"), take_requirement, DEPENDENCY_DEV, false},
    {STR_CONST("tool.flit.metadata.dist-name"), take_name, 0, false},
    {STR_CONST("tool.flit.metadata.module"), take_name, 0, false},
    {STR_CONST("tool.flit.metadata.requires.*"), take_requirement, DEPENDENCY_MAIN, false},
    {STR_CONST("tool.flit.metadata.requires-extra.*.*"), take_requirement, DEPENDENCY_OPTIONAL,
     true},
    {STR_CONST("tool.flit.metadata.classifiers.*"), take_classifier, 0, false},
    {STR_CONST("tool.pixi.dependencies.*"), take_entry, DEPENDENCY_MAIN, false},
    {STR_CONST("tool.pixi.pypi-dependencies.*"), take_entry, DEPENDENCY_MAIN, false},
};

static void visit(void *ctx, const DocNode *node, Str star) {
    Taking *taking = ctx;
    taking->row->take(taking, node, star);
}

static bool is_false(const DocNode *root, Str path) {
    return str_eq(doctree_text(doctree_find(root, path)), STR("false"));
}

void pyproject_read(Reader *in) {
    DocNode *root = toml_parse(in);
    for (uint32_t i = 0; i < ARRAY_LEN(wanted); i++) {
        Taking taking = {in, &wanted[i]};
        doctree_each(root, wanted[i].pattern, visit, &taking);
    }
    in->package.has_build = in->package.name.len > 0 && doctree_get(root, STR("build-system")) &&
                            !is_false(root, STR("tool.poetry.package-mode")) &&
                            !is_false(root, STR("tool.uv.package"));
}
