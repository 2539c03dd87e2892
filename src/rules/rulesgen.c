// SPDX-License-Identifier: MIT
// The build-time program that turns rules/*.json into C tables: `rulesgen <rules folder> <out.c>`.
//
//   {"id": "drf_viewsets", …}   ->   static const char s7[] = "drf_viewsets";
//                                    static const FactRule facts[] = {{.id = {s7, 12}, …}};
//                                    const Rules rules_builtin = {…};
//
// How: the same reader as for --rules DIR checks everything; then each table is written bottom up,
// first what an entry points at, then the entry. Each string is written once. The result is
// constant data that the loader maps, so the built-in rules cost nothing at start; parsing the JSON
// would cost milliseconds. The same rules give the same bytes. A mistake in a rule stops the build
// with its sentence.
// Adding a field to a rule struct: one line in the function that writes that struct.
#include <stdio.h>
#include <stdlib.h>

#include "base/fs.h"
#include "base/intern.h"
#include "base/jsonio.h"
#include "rules/rules.h"

#include "base/banned.h"

typedef struct Writer {
    Arena *arena;
    Buf strings; // definitions of s0, s1, …
    Buf parts;   // lists of names, attributes, conditions, clauses
    Buf tables;  // the top-level tables and rules_builtin
    Map numbers; // string -> its number
    uint32_t lists;
} Writer;

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
static void put_str(Writer *w, Buf *buf, const char *field, Str s) {
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

static void put_number(Buf *buf, const char *field, double value) {
    if (value != 0) buf_fmt(buf, ".%s = %.17g, ", field, value);
}

static void put_uint(Buf *buf, const char *field, uint32_t value) {
    if (value != 0) buf_fmt(buf, ".%s = %uu, ", field, value);
}

// `.field = l12, .count_field = 3, ` for a list that has been written as l12.
static void put_list(Buf *buf, const char *field, const char *count_field, uint32_t list,
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

static uint32_t write_strs(Writer *w, const Str *strs, uint32_t count) {
    Buf items = buf_new(w->arena);
    for (uint32_t i = 0; i < count; i++)
        put_str(w, &items, NULL, strs[i]);
    return end_list(w, "Str", count, &items);
}

static uint32_t write_attrs(Writer *w, const AttrTest *attrs, uint32_t count) {
    Buf items = buf_new(w->arena);
    for (uint32_t i = 0; i < count; i++) {
        buf_c(&items, "{");
        put_str(w, &items, "path", attrs[i].path);
        put_str(w, &items, "value", attrs[i].value);
        put_uint(&items, "negated", attrs[i].negated);
        put_uint(&items, "inherited", attrs[i].inherited);
        buf_c(&items, "}, ");
    }
    return end_list(w, "AttrTest", count, &items);
}

static void put_clause(Writer *w, Buf *items, const Clause *c) {
    uint32_t attrs = write_attrs(w, c->attrs, c->attr_count);
    uint32_t names = write_strs(w, c->names, c->name_count);
    buf_c(items, "\n    {");
    put_uint(items, "kind", c->kind);
    put_uint(items, "within", c->within);
    put_uint(items, "third_party", c->third_party);
    put_uint(items, "awaited", c->awaited);
    put_uint(items, "on_async", c->on_async);
    put_uint(items, "returns", c->returns);
    put_uint(items, "awaits", c->awaits);
    put_uint(items, "local_only", c->local_only);
    put_uint(items, "direct_only", c->direct_only);
    put_uint(items, "base_at", c->base_at);
    put_uint(items, "route", c->route);
    put_uint(items, "no_tests", c->no_tests);
    put_uint(items, "not_family", c->not_family);
    put_uint(items, "expand_list", c->expand_list);
    put_uint(items, "per_argument", c->per_argument);
    put_uint(items, "roles", c->roles);
    put_uint(items, "min_args", c->min_args);
    put_str(w, items, "keyword", c->keyword);
    put_str(w, items, "keyword_value", c->keyword_value);
    put_str(w, items, "target_glob", c->target_glob);
    put_str(w, items, "first_arg", c->first_arg);
    put_str(w, items, "not_keyword", c->not_keyword);
    put_str(w, items, "not_class_in", c->not_class_in);
    put_uint(items, "per_class", c->per_class);
    put_uint(items, "mount", c->mount);
    put_uint(items, "prefix_first", c->prefix_first);
    put_uint(items, "below_first", c->below_first);
    put_uint(items, "needs_mount", c->needs_mount);
    put_uint(items, "named_route", c->named_route);
    put_str(w, items, "prefix", c->prefix);
    put_str(w, items, "module", c->module);
    put_str(w, items, "not_named", c->not_named);
    put_str(w, items, "not_in", c->not_in);
    put_str(w, items, "not_string_arg", c->not_string_arg);
    put_str(w, items, "parameter", c->parameter);
    put_uint(items, "own_module", c->own_module);
    put_str(w, items, "below", c->below);
    put_str(w, items, "class_in", c->class_in);
    put_str(w, items, "argument", c->argument);
    put_str(w, items, "reach[REACHED_FROM]", c->reach[REACHED_FROM]);
    put_str(w, items, "reach[NOT_REACHED_FROM]", c->reach[NOT_REACHED_FROM]);
    put_str(w, items, "reach[REACHES]", c->reach[REACHES]);
    put_str(w, items, "reach[NOT_REACHES]", c->reach[NOT_REACHES]);
    put_str(w, items, "version_below", c->version_below);
    put_list(items, "attrs", "attr_count", attrs, c->attr_count);
    put_list(items, "names", "name_count", names, c->name_count);
    buf_c(items, "},");
}

static uint32_t write_clauses(Writer *w, const Clause *clauses, uint32_t count) {
    Buf items = buf_new(w->arena);
    for (uint32_t i = 0; i < count; i++)
        put_clause(w, &items, &clauses[i]);
    return end_list(w, "Clause", count, &items);
}

static uint32_t write_claims(Writer *w, const uint32_t *claims, uint32_t count) {
    Buf items = buf_new(w->arena);
    for (uint32_t i = 0; i < count; i++)
        buf_fmt(&items, "%uu, ", claims[i]);
    return end_list(w, "uint32_t", count, &items);
}

static uint32_t write_kinds_on(Writer *w, const KindOn *kinds, uint32_t count) {
    Buf items = buf_new(w->arena);
    for (uint32_t i = 0; i < count; i++) {
        buf_c(&items, "{");
        put_str(w, &items, "framework", kinds[i].framework);
        put_uint(&items, "kind", kinds[i].kind);
        put_uint(&items, "ignored", kinds[i].ignored);
        buf_c(&items, "}, ");
    }
    return end_list(w, "KindOn", count, &items);
}

static uint32_t write_conditions(Writer *w, const Condition *conditions, uint32_t count) {
    Buf items = buf_new(w->arena);
    for (uint32_t i = 0; i < count; i++) {
        buf_c(&items, "{");
        put_str(w, &items, "fact", conditions[i].fact);
        put_uint(&items, "min", conditions[i].min);
        put_uint(&items, "max", conditions[i].max);
        buf_c(&items, "}, ");
    }
    return end_list(w, "Condition", count, &items);
}

static uint32_t write_files(Writer *w, const FsText *files, uint32_t count) {
    Buf items = buf_new(w->arena);
    for (uint32_t i = 0; i < count; i++) {
        buf_c(&items, "{");
        put_str(w, &items, "path", files[i].path);
        put_str(w, &items, "text", files[i].text);
        buf_c(&items, "}, ");
    }
    return end_list(w, "FsText", count, &items);
}

static uint32_t write_examples(Writer *w, const Example *examples, uint32_t count) {
    Buf items = buf_new(w->arena);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t files = write_files(w, examples[i].files, examples[i].file_count);
        buf_c(&items, "{");
        put_uint(&items, "count", examples[i].count);
        put_str(w, &items, "why", examples[i].why);
        put_list(&items, "files", "file_count", files, examples[i].file_count);
        buf_c(&items, "}, ");
    }
    return end_list(w, "Example", count, &items);
}

// --- Tables --------------------------------------------------------------------------------------

// ISO C has no empty arrays: an empty table gets one row that is never read.
static void begin_table(Writer *w, const char *type, const char *name, uint32_t count) {
    buf_fmt(&w->tables, "\nstatic const %s %s[%u] = {%s\n", type, name, count ? count : 1,
            count ? "" : "0");
}

static void end_table(Writer *w) {
    buf_c(&w->tables, "};\n");
}

static void write_facts(Writer *w, const Rules *rules) {
    begin_table(w, "FactRule", "facts", rules->fact_count);
    for (uint32_t i = 0; i < rules->fact_count; i++) {
        const FactRule *f = &rules->facts[i];
        uint32_t clauses = write_clauses(w, f->clauses, f->clause_count);
        buf_c(&w->tables, "    {");
        put_str(w, &w->tables, "id", f->id);
        put_str(w, &w->tables, "title", f->title);
        put_uint(&w->tables, "count_by", f->count_by);
        put_uint(&w->tables, "as_modules", f->as_modules);
        put_list(&w->tables, "clauses", "clause_count", clauses, f->clause_count);
        buf_c(&w->tables, "},\n");
    }
    end_table(w);
}

static void put_signal(Writer *w, const SignalRule *s) {
    uint32_t claims = write_claims(w, s->claims, s->claim_count);
    uint32_t kinds = write_kinds_on(w, s->kind_on, s->kind_on_count);
    uint32_t when = write_conditions(w, s->when, s->when_count);
    uint32_t clauses = write_clauses(w, s->clauses, s->clause_count);
    uint32_t examples = write_examples(w, s->examples, s->example_count);
    buf_c(&w->tables, "    {");
    put_str(w, &w->tables, "id", s->id);
    put_str(w, &w->tables, "title", s->title);
    put_str(w, &w->tables, "why", s->why);
    put_str(w, &w->tables, "say_one", s->say_one);
    put_str(w, &w->tables, "say_many", s->say_many);
    put_list(&w->tables, "claims", "claim_count", claims, s->claim_count);
    put_uint(&w->tables, "kind", s->kind);
    put_uint(&w->tables, "count_by", s->count_by);
    put_str(w, &w->tables, "criterion", s->criterion);
    put_number(&w->tables, "lean", s->lean);
    put_number(&w->tables, "weight", s->weight);
    put_number(&w->tables, "half", s->half);
    put_str(w, &w->tables, "per", s->per);
    put_number(&w->tables, "share", s->share);
    put_list(&w->tables, "kind_on", "kind_on_count", kinds, s->kind_on_count);
    put_list(&w->tables, "when", "when_count", when, s->when_count);
    put_list(&w->tables, "clauses", "clause_count", clauses, s->clause_count);
    put_list(&w->tables, "examples", "example_count", examples, s->example_count);
    buf_c(&w->tables, "},\n");
}

static void write_signals(Writer *w, const Rules *rules) {
    begin_table(w, "SignalRule", "signals", rules->signal_count);
    for (uint32_t i = 0; i < rules->signal_count; i++)
        put_signal(w, &rules->signals[i]);
    end_table(w);
}

static void write_frameworks(Writer *w, const Rules *rules) {
    begin_table(w, "FrameworkRule", "frameworks", rules->framework_count);
    for (uint32_t i = 0; i < rules->framework_count; i++) {
        const FrameworkRule *f = &rules->frameworks[i];
        uint32_t spread = write_clauses(w, f->spread, f->spread_count);
        uint32_t entry = write_clauses(w, f->entry, f->entry_count);
        uint32_t declared = write_clauses(w, f->declared, f->declared_count);
        uint32_t plugin = write_clauses(w, f->plugin, f->plugin_count);
        uint32_t routes = write_clauses(w, f->routes, f->route_count);
        buf_c(&w->tables, "    {");
        put_str(w, &w->tables, "id", f->id);
        put_str(w, &w->tables, "title", f->title);
        put_uint(&w->tables, "side", f->side);
        put_uint(&w->tables, "priority", f->priority);
        put_list(&w->tables, "spread", "spread_count", spread, f->spread_count);
        put_list(&w->tables, "entry", "entry_count", entry, f->entry_count);
        put_list(&w->tables, "declared", "declared_count", declared, f->declared_count);
        put_list(&w->tables, "plugin", "plugin_count", plugin, f->plugin_count);
        put_list(&w->tables, "routes", "route_count", routes, f->route_count);
        buf_c(&w->tables, "},\n");
    }
    end_table(w);
}

static void write_matrix(Writer *w, const Rules *rules) {
    begin_table(w, "CriterionRule", "criteria", rules->criterion_count);
    for (uint32_t i = 0; i < rules->criterion_count; i++) {
        const CriterionRule *c = &rules->criteria[i];
        buf_c(&w->tables, "    {");
        put_str(w, &w->tables, "id", c->id);
        put_str(w, &w->tables, "title", c->title);
        put_str(w, &w->tables, "django", c->django);
        put_str(w, &w->tables, "fastapi", c->fastapi);
        if (c->is_separable) buf_c(&w->tables, " .is_separable = true,");
        put_number(&w->tables, "weight", c->weight);
        put_number(&w->tables, "half", c->half);
        buf_c(&w->tables, "},\n");
    }
    end_table(w);
    begin_table(w, "NamedNumber", "numbers", rules->number_count);
    for (uint32_t i = 0; i < rules->number_count; i++) {
        buf_c(&w->tables, "    {");
        put_str(w, &w->tables, "name", rules->numbers[i].name);
        put_number(&w->tables, "value", rules->numbers[i].value);
        buf_c(&w->tables, "},\n");
    }
    end_table(w);
}

static void write_profile(Writer *w, const Rules *rules) {
    begin_table(w, "ProfileRule", "profile", rules->profile_count);
    for (uint32_t i = 0; i < rules->profile_count; i++) {
        const ProfileRule *part = &rules->profile[i];
        buf_c(&w->tables, "    {");
        put_str(w, &w->tables, "of", part->of);
        put_str(w, &w->tables, "say_one", part->say_one);
        put_str(w, &w->tables, "say_many", part->say_many);
        buf_c(&w->tables, "},\n");
    }
    end_table(w);
}

static void write_efforts(Writer *w, const Rules *rules) {
    begin_table(w, "EffortRule", "efforts", rules->effort_count);
    for (uint32_t i = 0; i < rules->effort_count; i++) {
        const EffortRule *e = &rules->efforts[i];
        buf_c(&w->tables, "    {");
        put_str(w, &w->tables, "id", e->id);
        put_str(w, &w->tables, "title", e->title);
        put_str(w, &w->tables, "why", e->why);
        put_str(w, &w->tables, "say_one", e->say_one);
        put_str(w, &w->tables, "say_many", e->say_many);
        put_uint(&w->tables, "kind", e->kind);
        put_uint(&w->tables, "from", e->from);
        put_uint(&w->tables, "to", e->to);
        put_str(w, &w->tables, "of", e->of);
        put_number(&w->tables, "points", e->points);
        buf_c(&w->tables, "},\n");
    }
    end_table(w);
}

static void put_scale(Writer *w, Buf *buf, const EffortScale *scale) {
    buf_c(buf, "    .scale = {");
    put_number(buf, "cost_days", scale->cost_days);
    put_number(buf, "blocker_days", scale->blocker_days);
    put_number(buf, "low", scale->low);
    put_number(buf, "high", scale->high);
    put_number(buf, "untested", scale->untested);
    put_str(w, buf, "tests", scale->tests);
    put_str(w, buf, "assumption", scale->assumption);
    buf_c(buf, "},\n");
}

static void write_advice(Writer *w, const Rules *rules) {
    begin_table(w, "AdviceRule", "advice", rules->advice_count);
    for (uint32_t i = 0; i < rules->advice_count; i++) {
        const AdviceRule *a = &rules->advice[i];
        uint32_t from = write_strs(w, a->from, a->from_count);
        uint32_t to = write_strs(w, a->to, a->to_count);
        uint32_t when = write_conditions(w, a->when, a->when_count);
        buf_c(&w->tables, "    {");
        put_str(w, &w->tables, "id", a->id);
        put_str(w, &w->tables, "title", a->title);
        put_str(w, &w->tables, "why", a->why);
        put_str(w, &w->tables, "say_one", a->say_one);
        put_str(w, &w->tables, "say_many", a->say_many);
        put_str(w, &w->tables, "of", a->of);
        put_uint(&w->tables, "decisions", a->decisions);
        put_list(&w->tables, "from", "from_count", from, a->from_count);
        put_list(&w->tables, "to", "to_count", to, a->to_count);
        put_list(&w->tables, "when", "when_count", when, a->when_count);
        put_uint(&w->tables, "step", a->step);
        buf_c(&w->tables, "},\n");
    }
    end_table(w);
}

static void write_names(Writer *w, const KnownNames *names) {
    begin_table(w, "KnownAlias", "aliases", names->alias_count);
    for (uint32_t i = 0; i < names->alias_count; i++) {
        buf_c(&w->tables, "    {");
        put_str(w, &w->tables, "from", names->aliases[i].from);
        put_str(w, &w->tables, "to", names->aliases[i].to);
        buf_c(&w->tables, "},\n");
    }
    end_table(w);
    begin_table(w, "KnownClass", "classes", names->class_count);
    for (uint32_t i = 0; i < names->class_count; i++) {
        const KnownClass *c = &names->classes[i];
        uint32_t bases = write_strs(w, c->bases, c->base_count);
        buf_c(&w->tables, "    {");
        put_str(w, &w->tables, "name", c->name);
        put_list(&w->tables, "bases", "base_count", bases, c->base_count);
        buf_c(&w->tables, "},\n");
    }
    end_table(w);
    begin_table(w, "Str", "generic", names->generic_count);
    for (uint32_t i = 0; i < names->generic_count; i++)
        put_str(w, &w->tables, NULL, names->generic[i]);
    end_table(w);
}

static void write_rules(Writer *w, const Rules *rules) {
    Buf *buf = &w->tables;
    buf_c(buf, "\nconst Rules rules_builtin = {\n    ");
    put_str(w, buf, "digest", rules->digest);
    buf_fmt(buf, "\n    .names = {.aliases = aliases, .alias_count = %uu,\n",
            rules->names.alias_count);
    buf_fmt(buf, "              .classes = classes, .class_count = %uu,\n",
            rules->names.class_count);
    buf_fmt(buf, "              .generic = generic, .generic_count = %uu},\n",
            rules->names.generic_count);
    buf_fmt(buf, "    .facts = facts, .fact_count = %uu,\n", rules->fact_count);
    buf_fmt(buf, "    .signals = signals, .signal_count = %uu,\n", rules->signal_count);
    buf_fmt(buf, "    .frameworks = frameworks, .framework_count = %uu,\n", rules->framework_count);
    buf_fmt(buf, "    .criteria = criteria, .criterion_count = %uu,\n", rules->criterion_count);
    buf_fmt(buf, "    .profile = profile, .profile_count = %uu,\n", rules->profile_count);
    buf_fmt(buf, "    .efforts = efforts, .effort_count = %uu,\n", rules->effort_count);
    put_scale(w, buf, &rules->scale);
    buf_fmt(buf, "    .advice = advice, .advice_count = %uu,\n", rules->advice_count);
    buf_fmt(buf, "    .numbers = numbers, .number_count = %uu,\n};\n", rules->number_count);
}

static Str generate(Arena *arena, const Rules *rules) {
    Writer w = {.arena = arena,
                .strings = buf_new(arena),
                .parts = buf_new(arena),
                .tables = buf_new(arena),
                .numbers = map_new(arena, 0)};
    write_names(&w, &rules->names);
    write_facts(&w, rules);
    write_frameworks(&w, rules);
    write_signals(&w, rules);
    write_matrix(&w, rules);
    write_profile(&w, rules);
    write_efforts(&w, rules);
    write_advice(&w, rules);
    write_rules(&w, rules);
    Buf all = buf_new(arena);
    buf_c(&all, "// SPDX-License-Identifier: MIT\n"
                "// The built-in rules. Written by rulesgen from rules/*.json: change those.\n"
                "#include \"rules/rules.h\"\n\n");
    buf_str_add(&all, buf_str(&w.strings));
    buf_c(&all, "\n");
    buf_str_add(&all, buf_str(&w.parts));
    buf_str_add(&all, buf_str(&w.tables));
    return buf_str(&all);
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fputs("usage: rulesgen <rules folder> <out.c>\n", stderr);
        return 2;
    }
    jsonio_init();
    Arena arena = {0};
    Rules rules;
    Error err = {0};
    bool ok = rules_load_dir(str_from_c(argv[1]), &arena, &rules, &err) &&
              fs_write_user_file(str_from_c(argv[2]), generate(&arena, &rules), &err);
    if (!ok) fprintf(stderr, "%s\n", err.text);
    arena_free(&arena);
    return ok ? 0 : 2;
}
