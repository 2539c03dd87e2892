// SPDX-License-Identifier: MIT
// Compose files: what each service runs.
//
//   services:
//     web:
//       command: gunicorn shop.wsgi            -> "gunicorn shop.wsgi"
//     worker:
//       entrypoint: ["celery", "-A", "shop"]   -> "celery -A shop"
//
// How: patterns over the YAML tree. Fragments under x-… keys count too: services merge them in, and
// their aliases give nothing (yaml.c).
// Limits: variables and `extends` are not resolved; a command given through an alias is not seen.
#include "scan/yaml.h"

#include "base/buf.h"

#include "base/banned.h"

static void take(void *ctx, const DocNode *node, Str star) {
    (void)star;
    Reader *in = ctx;
    Buf words = buf_new(in->scratch);
    buf_str_add(&words, node->text);
    for (uint32_t i = 0; node->kind == DOC_ARRAY && i < node->children.len; i++) {
        if (words.len > READER_COMMAND_BYTES_MAX) break;
        if (i > 0) buf_char(&words, ' ');
        buf_str_add(&words, doctree_text(node->children.items[i]));
    }
    reader_command(in, buf_str(&words), node->pos);
}

void compose_read(Reader *in) {
    static const Str keys[] = {STR_CONST("command"), STR_CONST("entrypoint")};
    const DocNode *root = yaml_parse(in);
    if (!root || root->kind != DOC_TABLE) return;
    for (uint32_t k = 0; k < ARRAY_LEN(keys); k++) {
        for (uint32_t i = 0; i < root->children.len; i++) {
            const DocNode *child = root->children.items[i];
            if (!str_starts(child->key, STR("x-"))) continue;
            const DocNode *node = doctree_get(child, keys[k]);
            if (node) take(in, node, STR(""));
        }
        doctree_each(root, str_fmt(in->scratch, "services.*." STR_FMT, STR_ARG(keys[k])), take, in);
    }
}
