// SPDX-License-Identifier: MIT
// The build-time program that turns rules/*.json into C tables: `rulesgen <rules folder> <out.c>`;
// with --lean only what a decision looks at (rulesgen_lean.h).
//
//   {"id": "drf_viewsets", …}   ->   static const char s7[] = "drf_viewsets";
//                                    static const FactRule facts[] = {{.id = {s7, 12}, …}};
//                                    const Rules rules_builtin = {…};
//
// How: the same reader as for --rules DIR checks everything; then each table is written bottom up,
// first what an entry points at, then the entry. Each string is written once. The result is
// constant data that the loader maps, so the built-in rules cost nothing at start; parsing the JSON
// would cost milliseconds. The same rules give the same bytes. A mistake in a rule stops the build
// with its sentence. The reference for authors, README.md beside the rules, is written as lines: the
// manual prints it.
// Adding a field to a rule struct: one line in the function that writes that struct.
#include <stdio.h>
#include <stdlib.h>

#include "base/fs.h"
#include "base/jsonio.h"
#include "rules/rulesgen_lean.h"
#include "rules/rulesgen_parts.h"

#include "base/banned.h"

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
        uint32_t clauses = rulesgen_clauses(w, f->clauses, f->clause_count);
        buf_c(&w->tables, "    {");
        rulesgen_put_str(w, &w->tables, "id", f->id);
        rulesgen_put_str(w, &w->tables, "title", f->title);
        rulesgen_put_uint(&w->tables, "count_by", f->count_by);
        rulesgen_put_uint(&w->tables, "as_modules", f->as_modules);
        rulesgen_put_str(w, &w->tables, "column", f->column);
        rulesgen_put_list(&w->tables, "clauses", "clause_count", clauses, f->clause_count);
        buf_c(&w->tables, "},\n");
    }
    end_table(w);
}

static void put_signal(Writer *w, const SignalRule *s) {
    uint32_t claims = rulesgen_claims(w, s->claims, s->claim_count);
    uint32_t kinds = rulesgen_kinds_on(w, s->kind_on, s->kind_on_count);
    uint32_t when = rulesgen_conditions(w, s->when, s->when_count);
    uint32_t clauses = rulesgen_clauses(w, s->clauses, s->clause_count);
    uint32_t examples = rulesgen_examples(w, s->examples, s->example_count);
    buf_c(&w->tables, "    {");
    rulesgen_put_str(w, &w->tables, "id", s->id);
    rulesgen_put_str(w, &w->tables, "title", s->title);
    rulesgen_put_str(w, &w->tables, "why", s->why);
    rulesgen_put_str(w, &w->tables, "say_one", s->say_one);
    rulesgen_put_str(w, &w->tables, "say_many", s->say_many);
    rulesgen_put_list(&w->tables, "claims", "claim_count", claims, s->claim_count);
    rulesgen_put_uint(&w->tables, "kind", s->kind);
    rulesgen_put_uint(&w->tables, "count_by", s->count_by);
    rulesgen_put_str(w, &w->tables, "criterion", s->criterion);
    rulesgen_put_number(&w->tables, "lean", s->lean);
    rulesgen_put_number(&w->tables, "weight", s->weight);
    rulesgen_put_number(&w->tables, "half", s->half);
    rulesgen_put_str(w, &w->tables, "per", s->per);
    rulesgen_put_number(&w->tables, "share", s->share);
    rulesgen_put_list(&w->tables, "kind_on", "kind_on_count", kinds, s->kind_on_count);
    rulesgen_put_list(&w->tables, "when", "when_count", when, s->when_count);
    rulesgen_put_list(&w->tables, "clauses", "clause_count", clauses, s->clause_count);
    rulesgen_put_list(&w->tables, "examples", "example_count", examples, s->example_count);
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
        uint32_t spread = rulesgen_clauses(w, f->spread, f->spread_count);
        uint32_t entry = rulesgen_clauses(w, f->entry, f->entry_count);
        uint32_t declared = rulesgen_clauses(w, f->declared, f->declared_count);
        uint32_t plugin = rulesgen_clauses(w, f->plugin, f->plugin_count);
        uint32_t routes = rulesgen_clauses(w, f->routes, f->route_count);
        buf_c(&w->tables, "    {");
        rulesgen_put_str(w, &w->tables, "id", f->id);
        rulesgen_put_str(w, &w->tables, "title", f->title);
        rulesgen_put_uint(&w->tables, "side", f->side);
        rulesgen_put_uint(&w->tables, "priority", f->priority);
        rulesgen_put_list(&w->tables, "spread", "spread_count", spread, f->spread_count);
        rulesgen_put_list(&w->tables, "entry", "entry_count", entry, f->entry_count);
        rulesgen_put_list(&w->tables, "declared", "declared_count", declared, f->declared_count);
        rulesgen_put_list(&w->tables, "plugin", "plugin_count", plugin, f->plugin_count);
        rulesgen_put_list(&w->tables, "routes", "route_count", routes, f->route_count);
        buf_c(&w->tables, "},\n");
    }
    end_table(w);
}

static void write_matrix(Writer *w, const Rules *rules) {
    begin_table(w, "CriterionRule", "criteria", rules->criterion_count);
    for (uint32_t i = 0; i < rules->criterion_count; i++) {
        const CriterionRule *c = &rules->criteria[i];
        buf_c(&w->tables, "    {");
        rulesgen_put_str(w, &w->tables, "id", c->id);
        rulesgen_put_str(w, &w->tables, "title", c->title);
        rulesgen_put_str(w, &w->tables, "django", c->django);
        rulesgen_put_str(w, &w->tables, "fastapi", c->fastapi);
        if (c->is_separable) buf_c(&w->tables, " .is_separable = true,");
        rulesgen_put_number(&w->tables, "weight", c->weight);
        rulesgen_put_number(&w->tables, "half", c->half);
        buf_c(&w->tables, "},\n");
    }
    end_table(w);
    begin_table(w, "NamedNumber", "numbers", rules->number_count);
    for (uint32_t i = 0; i < rules->number_count; i++) {
        buf_c(&w->tables, "    {");
        rulesgen_put_str(w, &w->tables, "name", rules->numbers[i].name);
        rulesgen_put_number(&w->tables, "value", rules->numbers[i].value);
        buf_c(&w->tables, "},\n");
    }
    end_table(w);
}

static void write_profile(Writer *w, const Rules *rules) {
    begin_table(w, "ProfileRule", "profile", rules->profile_count);
    for (uint32_t i = 0; i < rules->profile_count; i++) {
        const ProfileRule *part = &rules->profile[i];
        buf_c(&w->tables, "    {");
        rulesgen_put_str(w, &w->tables, "of", part->of);
        rulesgen_put_str(w, &w->tables, "say_one", part->say_one);
        rulesgen_put_str(w, &w->tables, "say_many", part->say_many);
        buf_c(&w->tables, "},\n");
    }
    end_table(w);
}

static void write_efforts(Writer *w, const Rules *rules) {
    begin_table(w, "EffortRule", "efforts", rules->effort_count);
    for (uint32_t i = 0; i < rules->effort_count; i++) {
        const EffortRule *e = &rules->efforts[i];
        buf_c(&w->tables, "    {");
        rulesgen_put_str(w, &w->tables, "id", e->id);
        rulesgen_put_str(w, &w->tables, "title", e->title);
        rulesgen_put_str(w, &w->tables, "why", e->why);
        rulesgen_put_str(w, &w->tables, "say_one", e->say_one);
        rulesgen_put_str(w, &w->tables, "say_many", e->say_many);
        rulesgen_put_uint(&w->tables, "kind", e->kind);
        rulesgen_put_uint(&w->tables, "from", e->from);
        rulesgen_put_uint(&w->tables, "to", e->to);
        rulesgen_put_str(w, &w->tables, "of", e->of);
        rulesgen_put_number(&w->tables, "points", e->points);
        buf_c(&w->tables, "},\n");
    }
    end_table(w);
}

static void put_scale(Writer *w, Buf *buf, const EffortScale *scale) {
    buf_c(buf, "    .scale = {");
    rulesgen_put_number(buf, "cost_days", scale->cost_days);
    rulesgen_put_number(buf, "blocker_days", scale->blocker_days);
    rulesgen_put_number(buf, "low", scale->low);
    rulesgen_put_number(buf, "high", scale->high);
    rulesgen_put_number(buf, "untested", scale->untested);
    rulesgen_put_str(w, buf, "tests", scale->tests);
    rulesgen_put_str(w, buf, "assumption", scale->assumption);
    buf_c(buf, "},\n");
}

static void write_advice(Writer *w, const Rules *rules) {
    begin_table(w, "AdviceRule", "advice", rules->advice_count);
    for (uint32_t i = 0; i < rules->advice_count; i++) {
        const AdviceRule *a = &rules->advice[i];
        uint32_t from = rulesgen_strs(w, a->from, a->from_count);
        uint32_t to = rulesgen_strs(w, a->to, a->to_count);
        uint32_t when = rulesgen_conditions(w, a->when, a->when_count);
        buf_c(&w->tables, "    {");
        rulesgen_put_str(w, &w->tables, "id", a->id);
        rulesgen_put_str(w, &w->tables, "title", a->title);
        rulesgen_put_str(w, &w->tables, "why", a->why);
        rulesgen_put_str(w, &w->tables, "say_one", a->say_one);
        rulesgen_put_str(w, &w->tables, "say_many", a->say_many);
        rulesgen_put_str(w, &w->tables, "of", a->of);
        rulesgen_put_uint(&w->tables, "decisions", a->decisions);
        rulesgen_put_list(&w->tables, "from", "from_count", from, a->from_count);
        rulesgen_put_list(&w->tables, "to", "to_count", to, a->to_count);
        rulesgen_put_list(&w->tables, "when", "when_count", when, a->when_count);
        rulesgen_put_uint(&w->tables, "step", a->step);
        buf_c(&w->tables, "},\n");
    }
    end_table(w);
}

static void put_finding(Writer *w, const FindingRule *f) {
    uint32_t links = rulesgen_strs(w, f->links, f->link_count);
    uint32_t on = rulesgen_strs(w, f->on, f->on_count);
    uint32_t when = rulesgen_conditions(w, f->when, f->when_count);
    uint32_t clauses = rulesgen_clauses(w, f->clauses, f->clause_count);
    uint32_t examples = rulesgen_examples(w, f->examples, f->example_count);
    buf_c(&w->tables, "    {");
    rulesgen_put_str(w, &w->tables, "id", f->id);
    rulesgen_put_str(w, &w->tables, "name", f->name);
    rulesgen_put_uint(&w->tables, "level", f->level);
    rulesgen_put_uint(&w->tables, "source", f->source);
    rulesgen_put_uint(&w->tables, "weight", f->weight);
    rulesgen_put_str(w, &w->tables, "title", f->title);
    rulesgen_put_str(w, &w->tables, "why", f->why);
    rulesgen_put_str(w, &w->tables, "todo", f->todo);
    rulesgen_put_str(w, &w->tables, "say", f->say);
    rulesgen_put_str(w, &w->tables, "say_through", f->say_through);
    rulesgen_put_str(w, &w->tables, "not_through", f->not_through);
    rulesgen_put_list(&w->tables, "links", "link_count", links, f->link_count);
    rulesgen_put_uint(&w->tables, "read_places", f->read_places);
    rulesgen_put_uint(&w->tables, "read_right", f->read_right);
    rulesgen_put_uint(&w->tables, "read_projects", f->read_projects);
    rulesgen_put_list(&w->tables, "on", "on_count", on, f->on_count);
    rulesgen_put_list(&w->tables, "when", "when_count", when, f->when_count);
    rulesgen_put_list(&w->tables, "clauses", "clause_count", clauses, f->clause_count);
    rulesgen_put_list(&w->tables, "examples", "example_count", examples, f->example_count);
    buf_c(&w->tables, "},\n");
}

static void write_findings(Writer *w, const Rules *rules) {
    begin_table(w, "FindingRule", "findings", rules->finding_count);
    for (uint32_t i = 0; i < rules->finding_count; i++)
        put_finding(w, &rules->findings[i]);
    end_table(w);
}

static void write_names(Writer *w, const KnownNames *names) {
    begin_table(w, "KnownAlias", "aliases", names->alias_count);
    for (uint32_t i = 0; i < names->alias_count; i++) {
        buf_c(&w->tables, "    {");
        rulesgen_put_str(w, &w->tables, "from", names->aliases[i].from);
        rulesgen_put_str(w, &w->tables, "to", names->aliases[i].to);
        buf_c(&w->tables, "},\n");
    }
    end_table(w);
    begin_table(w, "KnownClass", "classes", names->class_count);
    for (uint32_t i = 0; i < names->class_count; i++) {
        const KnownClass *c = &names->classes[i];
        uint32_t bases = rulesgen_strs(w, c->bases, c->base_count);
        buf_c(&w->tables, "    {");
        rulesgen_put_str(w, &w->tables, "name", c->name);
        rulesgen_put_list(&w->tables, "bases", "base_count", bases, c->base_count);
        buf_c(&w->tables, "},\n");
    }
    end_table(w);
    begin_table(w, "Str", "generic", names->generic_count);
    for (uint32_t i = 0; i < names->generic_count; i++)
        rulesgen_put_str(w, &w->tables, NULL, names->generic[i]);
    end_table(w);
}

static void write_rules(Writer *w, const Rules *rules) {
    Buf *buf = &w->tables;
    buf_c(buf, "\nconst Rules rules_builtin = {\n    ");
    rulesgen_put_str(w, buf, "digest", rules->digest);
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
    buf_fmt(buf, "    .findings = findings, .finding_count = %uu,\n", rules->finding_count);
    buf_fmt(buf, "    .numbers = numbers, .number_count = %uu,\n};\n", rules->number_count);
}

static void write_manual(Writer *w, Str page) {
    uint32_t count = 0;
    Str line;
    buf_c(&w->tables, "\nconst Str rules_manual[] = {\n");
    for (; str_next_line(&page, &line); count++) {
        buf_c(&w->tables, "    ");
        if (line.len)
            rulesgen_put_str(w, &w->tables, NULL, line);
        else
            buf_c(&w->tables, "{0, 0}, ");
        buf_char(&w->tables, '\n');
    }
    buf_fmt(&w->tables, "};\nconst uint32_t rules_manual_count = %uu;\n", count);
}

static Str generate(Arena *arena, const Rules *rules, Str manual) {
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
    write_findings(&w, rules);
    write_rules(&w, rules);
    write_manual(&w, manual);
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
    bool is_lean = argc == 4 && str_eq(str_from_c(argv[3]), STR("--lean"));
    if (argc != 3 && !is_lean) {
        fputs("usage: rulesgen <rules folder> <out.c> [--lean]\n", stderr);
        return 2;
    }
    jsonio_init();
    Arena arena = {0};
    Rules rules;
    Str manual;
    Error err = {0};
    bool ok = rules_load_dir(str_from_c(argv[1]), &arena, &rules, &err) &&
              fs_read_user_file(str_fmt(&arena, "%s/README.md", argv[1]), RULES_FILE_MAX, &arena,
                                &manual, &err);
    if (ok && is_lean) rules = rulesgen_lean_rules(&rules, &arena);
    ok = ok && fs_write_user_file(str_from_c(argv[2]), generate(&arena, &rules, manual), &err);
    if (!ok) fprintf(stderr, "%s\n", err.text);
    arena_free(&arena);
    return ok ? 0 : 2;
}
