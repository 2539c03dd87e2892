// SPDX-License-Identifier: MIT
// Values and lists as C, bottom up: first what an entry points at, then the entry.
//
//   {"fact": ["models"]}   ->   static const Str l3[] = {{s9, 6}, };   and   .names = l3, .name_count = 1u,
//
// How: each string is written once (s0, s1, …), each list is a definition of its own (l0, l1, …).
// Adding a field to Clause, Condition or Example: one line in the function that writes it.
#include "rules/rulesgen_parts.h"

#include "base/banned.h"

// --- Values --------------------------------------------------------------------------------------

// As a C string literal. Octal escapes have a fixed length, so what follows them cannot be taken
// in.
static void put_literal(Buf *buf, Str s) {
    buf_char(buf, '"');
    for (uint32_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c < 0x20 || c >= 0x7F || c == '"' || c == '\\' || c == '?')
            buf_fmt(buf, "\\%03o", c);
        else
            buf_char(buf, (char)c);
    }
    buf_char(buf, '"');
}

// `.field = {s12, 34}, `
void rulesgen_put_str(Writer *w, Buf *buf, const char *field, Str s) {
    if (s.len == 0) return;
    uint32_t known = w->numbers.len;
    uint32_t number = *map_slot(&w->numbers, s, known);
    if (number == known) {
        buf_fmt(&w->strings, "static const char s%u[] = ", number);
        put_literal(&w->strings, s);
        buf_c(&w->strings, ";\n");
    }
    if (field) buf_fmt(buf, ".%s = ", field);
    buf_fmt(buf, "{s%u, %u}, ", number, s.len);
}

void rulesgen_put_number(Buf *buf, const char *field, double value) {
    if (value != 0) buf_fmt(buf, ".%s = %.17g, ", field, value);
}

void rulesgen_put_uint(Buf *buf, const char *field, uint32_t value) {
    if (value != 0) buf_fmt(buf, ".%s = %uu, ", field, value);
}

// `.field = l12, .count_field = 3, ` for a list that has been written as l12.
void rulesgen_put_list(Buf *buf, const char *field, const char *count_field, uint32_t list,
                       uint32_t count) {
    if (count > 0) buf_fmt(buf, ".%s = l%u, .%s = %uu, ", field, list, count_field, count);
}

// --- Lists: each returns its number; an empty one is not written ---------------------------------

// Definitions nest (clauses have names), so a list is built in a buffer of its own.
static uint32_t end_list(Writer *w, const char *type, uint32_t count, const Buf *items) {
    if (count == 0) return 0;
    uint32_t list = w->lists++;
    buf_fmt(&w->parts, "static const %s l%u[] = {" STR_FMT "};\n", type, list,
            STR_ARG(buf_str(items)));
    return list;
}

uint32_t rulesgen_strs(Writer *w, const Str *strs, uint32_t count) {
    Buf items = buf_new(w->arena);
    for (uint32_t i = 0; i < count; i++)
        rulesgen_put_str(w, &items, NULL, strs[i]);
    return end_list(w, "Str", count, &items);
}

static uint32_t write_attrs(Writer *w, const AttrTest *attrs, uint32_t count) {
    Buf items = buf_new(w->arena);
    for (uint32_t i = 0; i < count; i++) {
        buf_c(&items, "{");
        rulesgen_put_str(w, &items, "path", attrs[i].path);
        rulesgen_put_str(w, &items, "value", attrs[i].value);
        rulesgen_put_uint(&items, "negated", attrs[i].negated);
        rulesgen_put_uint(&items, "inherited", attrs[i].inherited);
        buf_c(&items, "}, ");
    }
    return end_list(w, "AttrTest", count, &items);
}

static void put_clause(Writer *w, Buf *items, const Clause *c) {
    uint32_t attrs = write_attrs(w, c->attrs, c->attr_count);
    uint32_t names = rulesgen_strs(w, c->names, c->name_count);
    buf_c(items, "\n    {");
    rulesgen_put_uint(items, "kind", c->kind);
    rulesgen_put_uint(items, "within", c->within);
    rulesgen_put_uint(items, "third_party", c->third_party);
    rulesgen_put_uint(items, "awaited", c->awaited);
    rulesgen_put_uint(items, "not_awaited", c->not_awaited);
    rulesgen_put_uint(items, "on_async", c->on_async);
    rulesgen_put_uint(items, "returns", c->returns);
    rulesgen_put_uint(items, "awaits", c->awaits);
    rulesgen_put_uint(items, "local_only", c->local_only);
    rulesgen_put_uint(items, "direct_only", c->direct_only);
    rulesgen_put_uint(items, "base_at", c->base_at);
    rulesgen_put_uint(items, "route", c->route);
    rulesgen_put_uint(items, "no_tests", c->no_tests);
    rulesgen_put_uint(items, "not_family", c->not_family);
    rulesgen_put_uint(items, "expand_list", c->expand_list);
    rulesgen_put_uint(items, "per_argument", c->per_argument);
    rulesgen_put_uint(items, "roles", c->roles);
    rulesgen_put_uint(items, "min_args", c->min_args);
    rulesgen_put_str(w, items, "keyword", c->keyword);
    rulesgen_put_str(w, items, "keyword_value", c->keyword_value);
    rulesgen_put_str(w, items, "target_glob", c->target_glob);
    rulesgen_put_str(w, items, "first_arg", c->first_arg);
    rulesgen_put_str(w, items, "not_keyword", c->not_keyword);
    rulesgen_put_str(w, items, "not_class_in", c->not_class_in);
    rulesgen_put_uint(items, "per_class", c->per_class);
    rulesgen_put_uint(items, "mount", c->mount);
    rulesgen_put_uint(items, "prefix_first", c->prefix_first);
    rulesgen_put_uint(items, "below_first", c->below_first);
    rulesgen_put_uint(items, "needs_mount", c->needs_mount);
    rulesgen_put_uint(items, "named_route", c->named_route);
    rulesgen_put_str(w, items, "prefix", c->prefix);
    rulesgen_put_str(w, items, "module", c->module);
    rulesgen_put_str(w, items, "not_named", c->not_named);
    rulesgen_put_str(w, items, "not_in", c->not_in);
    rulesgen_put_str(w, items, "not_inside", c->not_inside);
    rulesgen_put_str(w, items, "not_string_arg", c->not_string_arg);
    rulesgen_put_str(w, items, "parameter", c->parameter);
    rulesgen_put_uint(items, "own_module", c->own_module);
    rulesgen_put_str(w, items, "below", c->below);
    rulesgen_put_str(w, items, "class_in", c->class_in);
    rulesgen_put_str(w, items, "argument", c->argument);
    rulesgen_put_str(w, items, "reach[REACHED_FROM]", c->reach[REACHED_FROM]);
    rulesgen_put_str(w, items, "reach[NOT_REACHED_FROM]", c->reach[NOT_REACHED_FROM]);
    rulesgen_put_str(w, items, "reach[REACHES]", c->reach[REACHES]);
    rulesgen_put_str(w, items, "reach[NOT_REACHES]", c->reach[NOT_REACHES]);
    rulesgen_put_str(w, items, "version_below", c->version_below);
    rulesgen_put_list(items, "attrs", "attr_count", attrs, c->attr_count);
    rulesgen_put_list(items, "names", "name_count", names, c->name_count);
    buf_c(items, "},");
}

uint32_t rulesgen_clauses(Writer *w, const Clause *clauses, uint32_t count) {
    Buf items = buf_new(w->arena);
    for (uint32_t i = 0; i < count; i++)
        put_clause(w, &items, &clauses[i]);
    return end_list(w, "Clause", count, &items);
}

uint32_t rulesgen_claims(Writer *w, const uint32_t *claims, uint32_t count) {
    Buf items = buf_new(w->arena);
    for (uint32_t i = 0; i < count; i++)
        buf_fmt(&items, "%uu, ", claims[i]);
    return end_list(w, "uint32_t", count, &items);
}

uint32_t rulesgen_kinds_on(Writer *w, const KindOn *kinds, uint32_t count) {
    Buf items = buf_new(w->arena);
    for (uint32_t i = 0; i < count; i++) {
        buf_c(&items, "{");
        rulesgen_put_str(w, &items, "framework", kinds[i].framework);
        rulesgen_put_uint(&items, "kind", kinds[i].kind);
        rulesgen_put_uint(&items, "ignored", kinds[i].ignored);
        buf_c(&items, "}, ");
    }
    return end_list(w, "KindOn", count, &items);
}

uint32_t rulesgen_conditions(Writer *w, const Condition *conditions, uint32_t count) {
    Buf items = buf_new(w->arena);
    for (uint32_t i = 0; i < count; i++) {
        buf_c(&items, "{");
        rulesgen_put_str(w, &items, "fact", conditions[i].fact);
        rulesgen_put_uint(&items, "min", conditions[i].min);
        rulesgen_put_uint(&items, "max", conditions[i].max);
        buf_c(&items, "}, ");
    }
    return end_list(w, "Condition", count, &items);
}

static uint32_t write_files(Writer *w, const FsText *files, uint32_t count) {
    Buf items = buf_new(w->arena);
    for (uint32_t i = 0; i < count; i++) {
        buf_c(&items, "{");
        rulesgen_put_str(w, &items, "path", files[i].path);
        rulesgen_put_str(w, &items, "text", files[i].text);
        buf_c(&items, "}, ");
    }
    return end_list(w, "FsText", count, &items);
}

uint32_t rulesgen_examples(Writer *w, const Example *examples, uint32_t count) {
    Buf items = buf_new(w->arena);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t files = write_files(w, examples[i].files, examples[i].file_count);
        buf_c(&items, "{");
        rulesgen_put_uint(&items, "count", examples[i].count);
        rulesgen_put_str(w, &items, "why", examples[i].why);
        rulesgen_put_list(&items, "files", "file_count", files, examples[i].file_count);
        buf_c(&items, "}, ");
    }
    return end_list(w, "Example", count, &items);
}
