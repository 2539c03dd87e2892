// SPDX-License-Identifier: MIT
// match statements: the names that patterns capture.
//
//     match event:
//         case Click(x, button=Button.LEFT as b) | [x, *b]: ...      bindings x, b, x, b (MATCH)
//
// A dotted name is a value, a class pattern's name and keywords are no captures, `_` is none.
#include "python/take.h"

#include "base/banned.h"

static bool is_plain_name(Str text) {
    return text.len && str_find(text, '.') == NONE && !str_eq(text, STR("_"));
}

// The captures under a pattern; `parent` is the kind of the node around the cursor.
static void take_captures(Walk *w, NodeKind parent) {
    bool captures_name = w->kind == NODE_DOTTED_NAME && parent != NODE_CLASS_PATTERN;
    bool captures_identifier = w->kind == NODE_IDENTIFIER && parent != NODE_KEYWORD_PATTERN;
    if (captures_name || captures_identifier) {
        Str name = take_name_dotted(w, w->node);
        if (is_plain_name(name)) {
            walk_bind(w, walk_binding(w, BINDING_MATCH, NONE, w->node), w->node);
        }
        return;
    }
    if (w->kind == NODE_DOTTED_NAME || w->kind == NODE_STRING) return;
    NodeKind kind = w->kind;
    WALK_CHILDREN(w) {
        take_captures(w, kind);
    }
}

uint32_t take_flow_pattern(Walk *w) {
    take_captures(w, NODE_CASE_CLAUSE);
    return NONE;
}

uint32_t take_flow_case(Walk *w) {
    return take_flow_conditional(w);
}
