// SPDX-License-Identifier: MIT
// try statements: which imports are guarded, and what an except clause binds.
//
//     try: import orjson                  context: TRY_IMPORT | CONDITIONAL
//     except ImportError as e:            binding e (EXCEPT, value NAME ImportError)
//         orjson = None                   context: TRY_IMPORT | CONDITIONAL
//
// A handler guards imports if it catches ImportError, ModuleNotFoundError, Exception, BaseException
// or everything. Only names written out are understood, alone or in a tuple. The handlers stand
// after the body, so the clauses are looked at once before the body is taken.
#include "python/take.h"

#include "base/banned.h"

enum { CAUGHT_MAX = 64 }; // classes of one except clause that are looked at

static bool catches_import_error(Str name) {
    static const Str CATCHERS[] = {STR_CONST("ImportError"), STR_CONST("ModuleNotFoundError"),
                                   STR_CONST("Exception"), STR_CONST("BaseException")};
    for (uint32_t i = 0; i < ARRAY_LEN(CATCHERS); i++) {
        if (str_eq(name, CATCHERS[i])) return true;
    }
    return false;
}

// A name, or a tuple with such a name, perhaps with `as e` behind it.
static bool names_import_error(const Walk *w, uint32_t caught) {
    if (walk_kind(w, caught) == NODE_AS_PATTERN) {
        caught = walk_node(w, caught)->first;
    }
    if (walk_kind(w, caught) != NODE_TUPLE) {
        return catches_import_error(walk_text(w, caught));
    }
    uint32_t class = walk_node(w, caught)->first;
    for (uint32_t i = 0; class != NONE && i < CAUGHT_MAX; i++) {
        if (catches_import_error(walk_text(w, class))) return true;
        class = walk_node(w, class)->next;
    }
    return false;
}

// The except clause under the cursor.
static bool guards_imports(Walk *w) {
    bool is_bare = true;
    bool guards = false;
    WALK_CHILDREN(w) {
        if (walk_field(w) != FIELD_VALUE || w->kind == NODE_TOKEN) continue;
        is_bare = false;
        guards |= names_import_error(w, w->node);
    }
    return is_bare || guards;
}

uint32_t take_flow_try(Walk *w) {
    Place outside = w->at;
    uint8_t inside = outside.context | CONTEXT_CONDITIONAL;
    bool is_guarded = false;
    WALK_CHILDREN(w) {
        if (w->kind == NODE_EXCEPT_CLAUSE) is_guarded |= guards_imports(w);
    }
    WALK_CHILDREN(w) {
        bool is_body = walk_field(w) == FIELD_BODY;
        w->at.context = inside;
        if (is_body && is_guarded) w->at.context |= CONTEXT_TRY_IMPORT;
        walk_visit(w);
    }
    w->at = outside;
    return NONE;
}

uint32_t take_flow_except(Walk *w) {
    Place outside = w->at;
    if (guards_imports(w)) w->at.context |= CONTEXT_TRY_IMPORT;
    uint32_t value = NONE;
    WALK_CHILDREN(w) {
        FieldKind field = walk_field(w);
        if (w->kind == NODE_AS_PATTERN) {
            take_flow_as_kind(w, BINDING_EXCEPT);
        } else if (field == FIELD_ALIAS) {
            take_assign_targets(w, walk_binding(w, BINDING_EXCEPT, value, w->node));
        } else if (field == FIELD_VALUE) {
            value = walk_keep(w);
        } else {
            walk_visit(w);
        }
    }
    w->at = outside;
    return NONE;
}
