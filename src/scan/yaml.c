// SPDX-License-Identifier: MIT
// YAML → a small tree, from the events of libyaml.
//
//   services:                     services ─► web ─► command "gunicorn shop.wsgi"
//     web:                                           ports ─► "80:80"
//       command: gunicorn shop.wsgi
//       ports: ["80:80"]
//
// How: a stack of open collections instead of recursion. Events, not libyaml's own document tree,
// because that one expands aliases: nine lines of `&a [*b, *b, …]` would fill the memory. Here an
// alias is an empty scalar, so the tree is never larger than the file.
// A document nested too deep is left there and then: libyaml looks at all open flow collections for
// each token, so one of 100,000 '[' would take minutes.
// Limits: aliases and merge keys (`<<: *base`) give nothing; only the first document; tags are
// ignored; a key that is a collection becomes "". libyaml stops at the first mistake, so what
// follows one is lost; templates with {{ }} in them mostly are such mistakes.
#include "scan/yaml.h"

#include <yaml.h>

#include "base/banned.h"

typedef struct Open {
    DocNode *node;
    Str key; // of the value that comes next, when has_key
    Pos key_pos;
    bool has_key;
} Open;

typedef struct Builder {
    Reader *in;
    Open stack[1 + YAML_DEPTH_MAX]; // at the bottom an array that takes the document
    uint32_t depth;                 // collections open, without the bottom
    bool is_over;                   // nothing more is wanted
} Builder;

static Pos mark_pos(yaml_mark_t mark) {
    return (Pos){(uint32_t)mark.line, (uint32_t)mark.column};
}

// A scalar or collection has come. In a table every other one is a key.
static void take_node(Builder *b, DocKind kind, Str text, Pos pos) {
    bool is_collection = kind == DOC_ARRAY || kind == DOC_TABLE;
    Open *top = &b->stack[b->depth];
    if (!top->node) BUG("libyaml closes only what it opened");
    bool is_key = top->node->kind == DOC_TABLE && !top->has_key;
    if (is_key && !is_collection) {
        *top = (Open){top->node, text, pos, true};
        return;
    }
    DocNode *node = doctree_new(b->in->scratch, kind, top->key, top->has_key ? top->key_pos : pos);
    node->text = text;
    // A collection in the place of a key stays out of the tree, but its events must be followed.
    if (!is_key) doctree_add(b->in->scratch, top->node, node);
    *top = (Open){.node = top->node, .has_key = is_key};
    if (is_collection) b->stack[++b->depth] = (Open){.node = node};
}

static void take_scalar(Builder *b, const yaml_event_t *event, Pos pos) {
    Str text = {(const char *)event->data.scalar.value, (uint32_t)event->data.scalar.length};
    bool is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    take_node(b, is_plain ? DOC_SCALAR : DOC_STRING, str_copy(b->in->scratch, text), pos);
}

static void open_collection(Builder *b, DocKind kind, Pos pos) {
    if (b->depth < YAML_DEPTH_MAX) {
        take_node(b, kind, STR(""), pos);
        return;
    }
    b->is_over = true;
    reader_problem(b->in, PROBLEM_NESTING, pos.row + 1,
                   "nested deeper than %u levels; what follows was not read", YAML_DEPTH_MAX);
}

static void take_event(Builder *b, const yaml_event_t *event) {
    Pos pos = mark_pos(event->start_mark);
    switch (event->type) {
    case YAML_SCALAR_EVENT: take_scalar(b, event, pos); return;
    case YAML_ALIAS_EVENT: take_node(b, DOC_SCALAR, STR(""), pos); return;
    case YAML_SEQUENCE_START_EVENT: open_collection(b, DOC_ARRAY, pos); return;
    case YAML_MAPPING_START_EVENT: open_collection(b, DOC_TABLE, pos); return;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: b->depth--; return;
    case YAML_DOCUMENT_END_EVENT:
    case YAML_STREAM_END_EVENT: b->is_over = true; return;
    default: return;
    }
}

DocNode *yaml_parse(Reader *in) {
    if (in->text.len > YAML_BYTES_MAX) {
        reader_problem(in, PROBLEM_TOO_LARGE, 0, "a YAML file of more than %u KB was not read",
                       YAML_BYTES_MAX >> 10);
        return NULL;
    }
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) base_out_of_memory();
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)(in->text.ptr ? in->text.ptr : ""),
                                 in->text.len);
    DocNode *bottom = doctree_new(in->scratch, DOC_ARRAY, STR(""), (Pos){0, 0});
    Builder b = {.in = in, .stack[0].node = bottom};
    while (!b.is_over) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            if (parser.error == YAML_MEMORY_ERROR) base_out_of_memory();
            uint32_t line = (uint32_t)parser.problem_mark.line + 1;
            const char *what = parser.problem ? parser.problem : "unknown mistake";
            reader_problem(in, PROBLEM_MANIFEST, line, "not valid YAML from here on: %s", what);
            break;
        }
        take_event(&b, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return bottom->children.len > 0 ? bottom->children.items[0] : NULL;
}
