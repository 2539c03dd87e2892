// SPDX-License-Identifier: MIT
// Import statements → imports, bindings and the facts that count them.
//
//     import a.b, c as d          imports: a.b (binds a), c (binds d); two facts
//     from ..m import x as y, z   imports: level 2, module m, names x and z; binds y, z; one fact
//     from m import *             import: is_star; binds "*"
//
// `from __future__ import …` is a from-import like any other. What stands under `if TYPE_CHECKING`
// is counted apart and nowhere else, because it is not there at run time.
#include "base/buf.h"
#include "python/take.h"

#include "base/banned.h"

// Where the statement stands; the same for each name in it.
static Import import_new(Walk *w, uint32_t statement) {
    return (Import){.context = w->at.context,
                    .scope = w->at.scope,
                    .statement = w->import_statements,
                    .pos = walk_pos(w, statement)};
}

static void count_import(Walk *w, const Import *import, Str detail) {
    bool is_relative = import->level > 0;
    if (import->context & CONTEXT_TYPE_CHECKING) {
        FactKind kind =
            is_relative ? FACT_IMPORT_RELATIVE_TYPE_CHECKING : FACT_IMPORT_TYPE_CHECKING;
        walk_fact(w, kind, import->pos, detail);
        return;
    }
    walk_fact(w, is_relative ? FACT_IMPORT_RELATIVE : FACT_IMPORT_ABSOLUTE, import->pos, detail);
    if (import->context & CONTEXT_IN_FUNCTION) {
        walk_fact(w, FACT_IMPORT_IN_FUNCTION, import->pos, detail);
    }
}

// Reads `a.b` or `a.b as c` under the cursor.
static void read_name(Walk *w, Str *name, Str *alias) {
    if (w->kind != NODE_ALIASED_IMPORT) {
        *name = take_name_dotted(w, w->node);
        return;
    }
    WALK_CHILDREN(w) {
        FieldKind field = walk_field(w);
        if (field == FIELD_NAME) *name = take_name_dotted(w, w->node);
        if (field == FIELD_ALIAS) *alias = walk_name(w, w->node);
    }
}

static void add_import(Walk *w, Import import, Str bound, uint32_t statement) {
    vec_push(w->scratch, &w->facts->imports, import);
    Binding binding = walk_binding(w, BINDING_IMPORT, w->facts->imports.len - 1, statement);
    binding.name = bound;
    binding.context = import.context;
    binding.pos = import.pos;
    vec_push(w->scratch, &w->facts->bindings, binding);
}

static Str first_segment(Walk *w, Str dotted) {
    Str head, rest;
    str_cut(dotted, '.', &head, &rest);
    return intern_str(w->intern, head);
}

uint32_t take_import_plain(Walk *w) {
    uint32_t statement = w->node;
    WALK_CHILDREN(w) {
        if (walk_field(w) == FIELD_NAME && w->kind != NODE_TOKEN) {
            Import import = import_new(w, statement);
            read_name(w, &import.module, &import.alias);
            Str bound = import.alias.len ? import.alias : first_segment(w, import.module);
            count_import(w, &import, import.module);
            add_import(w, import, bound, statement);
        }
    }
    w->import_statements++;
    return NONE;
}

// Reads `m`, `..m` or `..` under the cursor; returns it as written, without blanks.
static Str read_module(Walk *w, Import *import) {
    if (w->kind != NODE_RELATIVE_IMPORT) {
        import->module = take_name_dotted(w, w->node);
        return import->module;
    }
    uint32_t dots = 0;
    WALK_CHILDREN(w) {
        if (w->kind == NODE_DOTTED_NAME) {
            import->module = take_name_dotted(w, w->node);
        } else {
            Str prefix = walk_text(w, w->node);
            for (uint32_t i = 0; i < prefix.len; i++) {
                dots += prefix.ptr[i] == '.';
            }
        }
    }
    import->level = dots < UINT8_MAX ? (uint8_t)dots : UINT8_MAX;
    Buf detail = buf_new(w->scratch);
    buf_repeat(&detail, STR("."), import->level);
    buf_str_add(&detail, import->module);
    return intern_str(w->intern, buf_str(&detail));
}

uint32_t take_import_from(Walk *w) {
    uint32_t statement = w->node;
    Import import = import_new(w, statement);
    import.is_from = true;
    if (w->kind == NODE_IMPORT_FUTURE) import.module = intern_str(w->intern, STR("__future__"));
    Str detail = import.module;
    bool is_counted = false;
    WALK_CHILDREN(w) {
        FieldKind field = walk_field(w);
        if (field == FIELD_MODULE_NAME) detail = read_module(w, &import);
        Import one = import;
        Str bound = STR("");
        if (w->kind == NODE_WILDCARD_IMPORT) {
            one.is_star = true;
            bound = intern_str(w->intern, STR("*"));
        } else if (field == FIELD_NAME && w->kind != NODE_TOKEN) {
            read_name(w, &one.name, &one.alias);
            bound = one.alias.len ? one.alias : one.name;
        }
        if (!bound.len) continue;
        if (!is_counted) count_import(w, &import, detail);
        is_counted = true;
        add_import(w, one, bound, statement);
    }
    w->import_statements++;
    return NONE;
}
