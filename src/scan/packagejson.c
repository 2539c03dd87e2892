// SPDX-License-Identifier: MIT
// package.json: what the front end is made of.
//
//   {"dependencies": {"react": "^18"}, "devDependencies": {"vite": "^5"}}
//     -> react "^18" and vite "^5", both FRONTEND
//
// How: JSON in the eyes of libyaml, whose events carry positions; a JSON reader gives none.
// Limits: scripts are no commands of ours. A surrogate pair written as \u escapes is JSON but not
// YAML, and what follows one is lost (with a problem).
#include "scan/yaml.h"

#include "base/banned.h"

static void take(void *ctx, const DocNode *node, Str star) {
    (void)star;
    Reader *in = ctx;
    if (node->kind == DOC_STRING)
        reader_depend(in, node->key, node->text, DEPENDENCY_FRONTEND, node->pos);
}

void packagejson_read(Reader *in) {
    static const Str tables[] = {
        STR_CONST("dependencies.*"),
        STR_CONST("devDependencies.*"),
        STR_CONST("peerDependencies.*"),
        STR_CONST("optionalDependencies.*"),
    };
    const DocNode *root = yaml_parse(in);
    for (uint32_t i = 0; i < ARRAY_LEN(tables); i++)
        doctree_each(root, tables[i], take, in);
}
