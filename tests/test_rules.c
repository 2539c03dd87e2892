// SPDX-License-Identifier: MIT
// Tests of the rule reader: a whole good set, and the sentence for each kind of mistake.
//
//   facts[0].match[0]: {"calls": ["a.b"]}
//   -> DIR/facts/a.json: at facts[0].match[0]: unknown predicate or option "calls"; predicates: …
//
// Each row of the tables replaces one file of a small good set in a throw-away folder.
#include <string.h>

#include "rules_set.h"

Test(rules, reads_a_whole_set) {
    jsonio_init();
    Arena arena = {0};
    Error err = {0};
    Rules rules;
    Str dir = rules_set_make(&arena, NULL, NULL);
    cr_assert(rules_load_dir(dir, &arena, &rules, &err), "%s", err.text);
    rules_set_remove(&arena, dir);

    cr_assert_eq(rules.names.alias_count, 2);
    cr_assert(str_eq(rules.names.aliases[0].from, STR("a.old.*")), "aliases are sorted");
    cr_assert(str_eq(rules.names.classes[0].name, STR("a.Base")), "classes are sorted");
    cr_assert(str_eq(rules.names.generic[0], STR("agents")), "generic names are sorted");
    cr_assert(str_eq(rules.numbers[0].name, STR("cost.half_days")), "numbers are sorted");
    cr_assert_eq(rules.numbers[0].value, 60);
    cr_assert_eq(rules.criteria[0].half, 4);
    cr_assert_eq(rules.scale.high, 2);
    cr_assert_eq(rules.digest.len, 16);

    cr_assert_eq(rules.fact_count, 3);
    const Clause *base = &rules.facts[0].clauses[0];
    cr_assert_eq(base->kind, PREDICATE_BASE);
    cr_assert_eq(base->roles, ROLES_ALL);
    cr_assert(base->attrs[0].negated && str_eq(base->attrs[0].path, STR("Meta.abstract")));
    const Clause *field = &rules.facts[1].clauses[0];
    cr_assert(field->no_tests && str_eq(field->class_in, STR("models")));
    cr_assert_eq(rules.facts[1].count_by, COUNT_FILES);
    const Clause *import = &rules.facts[2].clauses[0];
    cr_assert(rules.facts[2].as_modules && import->third_party);
    cr_assert_eq(import->within, WITHIN_ASYNC);

    const SignalRule *signal = &rules.signals[0];
    cr_assert_eq(signal->claims[1], 5);
    cr_assert(signal->kind_on[0].ignored);
    cr_assert_eq(signal->lean, -0.5);
    cr_assert_eq(signal->when[0].max, UINT32_MAX);
    cr_assert_eq(signal->when[1].min, 0);
    cr_assert_eq(signal->when[1].max, 7);
    cr_assert_eq(signal->clauses[0].roles, ROLES_PRODUCTION);
    cr_assert_eq(signal->clauses[1].roles, ROLE_BIT(ROLE_SETTINGS), "settings stand in settings");
    cr_assert_eq(signal->clauses[2].roles, ROLE_BIT(ROLE_APP) | ROLE_BIT(ROLE_SCRIPT));
    cr_assert_eq(rules.frameworks[0].side, SIDE_OTHER);
    cr_assert_eq(rules.frameworks[0].spread[0].roles, ROLES_ALL);
    arena_free(&arena);
}

Test(rules, refuses_bad_facts) {
#define FACT(id, match)                                                                            \
    "{\"facts\": [{\"id\": \"" id "\", \"title\": \"t\", \"match\": [" match "]}]}"
#define CLAUSE_AT ": at facts[0].match[0]"
    static const struct {
        const char *text, *sentence;
    } rows[] = {
        {"{\"facts\": [}", ": line 1, column …"},
        {"[]", ": expected an object"},
        {"{}", ": missing key \"facts\""},
        {"{\"facts\": 1}", ": at facts: expected a list"},
        {"{\"facts\": [], \"x\": 1}", ": unknown key \"x\"; allowed: facts"},
        {"{\"facts\": [{\"id\": \"a\", \"title\": \"t\"}]}",
         ": at facts[0]: missing key \"match\""},
        {"{\"facts\": [{\"id\": \"a\", \"title\": \"\", \"match\": []}]}",
         ": at facts[0].title: the string is empty"},
        {"{\"facts\": [{\"id\": \"a\", \"title\": \"a\\nb\", \"match\": []}]}",
         ": at facts[0].title: the string has a control character"},
        {FACT("a", ""), ": at facts[0].match: expected at least one clause"},
        {FACT("A", "{\"call\": [\"a.b\"]}"),
         ": at facts[0].id: \"A\" is not an id: lower-case letters, digits and _ . -"},
        {FACT("async_for", "{\"call\": [\"a.b\"]}"),
         ": at facts[0].id: \"async_for\" is the key of a syntax fact"},
        {FACT("a", "{\"calls\": [\"a.b\"]}"),
         CLAUSE_AT ": unknown predicate or option \"calls\"; predicates: syntax, fact, import, …"},
        {FACT("a", "{\"within\": \"async\"}"),
         CLAUSE_AT ": a clause needs one predicate of: syntax, fact, …"},
        {FACT("a", "{\"call\": [\"a.b\"], \"base\": [\"a.b\"]}"),
         CLAUSE_AT ".base: a second predicate: give it a clause of its own"},
        {FACT("a", "{\"call\": []}"), CLAUSE_AT ".call: expected a list of patterns"},
        {FACT("a", "{\"call\": [\"a..b\"]}"),
         CLAUSE_AT ".call[0]: \"a..b\" is not a dotted name, or one with .* at the end"},
        {FACT("a", "{\"call\": [\"a.*.b\"]}"),
         CLAUSE_AT ".call[0]: \"a.*.b\" is not a dotted name, or one with .* at the end"},
        {FACT("a", "{\"call\": [\"?sleepy\"]}"),
         CLAUSE_AT ".call[0]: \"?sleepy\" is not \"?\" with a reason of program.h"},
        {FACT("a", "{\"syntax\": [\"awaits\"]}"),
         CLAUSE_AT ".syntax[0]: \"awaits\" is not a key of facts.def"},
        {FACT("a", "{\"fact\": [\"a\"]}"),
         CLAUSE_AT ".fact[0]: \"a\" is not the id of a fact before this one"},
        {FACT("a", "{\"setting\": [\"Caches\"]}"),
         CLAUSE_AT ".setting[0]: \"Caches\" is not an upper-case name"},
        {FACT("a", "{\"setting_value\": [\"CACHES\"]}"),
         CLAUSE_AT ".setting_value[0]: \"CACHES\" is not of the form KEY=value, …"},
        {FACT("a", "{\"setting_value\": [\"CACHES=*redis\"]}"),
         CLAUSE_AT ".setting_value[0]: \"CACHES=*redis\" is not of the form KEY=value, …"},
        {FACT("a", "{\"dependency\": [\"Django\"]}"),
         CLAUSE_AT ".dependency[0]: \"Django\" is not a normalised distribution name"},
        {FACT("a", "{\"base\": [\"a\"], \"awaited\": true}"),
         CLAUSE_AT ".awaited: this option means nothing for \"base\""},
        {FACT("a", "{\"call\": [\"a\"], \"awaited\": false}"),
         CLAUSE_AT ".awaited: leave the option out instead of setting it to false"},
        {FACT("a", "{\"call\": [\"a\"], \"within\": \"loop\"}"),
         CLAUSE_AT ".within: \"loop\" is none of: anywhere, async, sync, function, module"},
        {FACT("a", "{\"call\": [\"a\"], \"roles\": [\"prod\"]}"),
         CLAUSE_AT ".roles[0]: \"prod\" is none of: app, test, …"},
        {FACT("a", "{\"call\": [\"a\"], \"min_args\": 0}"),
         CLAUSE_AT ".min_args: expected at least 1"},
        {FACT("a", "{\"call\": [\"a\"], \"keyword_value\": \"True\"}"),
         CLAUSE_AT ": keyword_value without keyword"},
        {FACT("a", "{\"call\": [\"a\"], \"argument\": \"a b\"}"),
         CLAUSE_AT ".argument: \"a b\" is not a dotted name"},
        {FACT("a", "{\"base\": [\"a\"], \"attrs\": {\"Meta abstract\": \"*\"}}"),
         CLAUSE_AT ".attrs.Meta abstract: \"Meta abstract\" is not a dotted name"},
        {FACT("a", "{\"field\": [\"a\"], \"class_in\": \"models\"}"),
         CLAUSE_AT ".class_in: \"models\" is not the id of a fact before this one that is …"},
        {"{\"facts\": [{\"id\": \"a\", \"title\": \"t\", \"match\": [{\"call\": [\"a\"]}]},"
         " {\"id\": \"a\", \"title\": \"t\", \"match\": [{\"call\": [\"a\"]}]}]}",
         ": at facts[1].id: the id \"a\" is already taken"},
        {"{\"facts\": [{\"id\": \"a\", \"title\": \"t\", \"count\": \"all\", \"match\": []}]}",
         ": at facts[0].count: \"all\" is none of: each, files, names, last_names, functions"},
    };
    jsonio_init();
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        rules_set_expect_refusal("facts/a.json", rows[i].text, rows[i].sentence);
}

Test(rules, refuses_bad_signals) {
#define MATCH "\"match\": [{\"call\": [\"a\"]}]"
#define SIGNAL(id, say, claims, criterion, lean, half, more)                                       \
    "{\"signals\": [{\"id\": \"" id "\", \"title\": \"t\", \"why\": \"w\", \"say\": [" say "],"    \
    " \"claims\": [" claims "], \"kind\": \"need\", \"criterion\": \"" criterion "\","             \
    " \"lean\": " lean ", \"strength\": {\"weight\": 1, \"half\": " half "}" more ", " MATCH "}]}"
#define SAY "\"one\", \"{n} of them\""
    static const struct {
        const char *text, *sentence;
    } rows[] = {
        {SIGNAL("models", SAY, "1", "type", "0", "1", ""),
         ": at signals[0].id: \"models\" is the id of a fact"},
        {SIGNAL("a", "\"one\"", "1", "type", "0", "1", ""),
         ": at signals[0].say: expected two sentences: for one, and for {n}"},
        {SIGNAL("a", "\"one\", \"many\"", "1", "type", "0", "1", ""),
         ": at signals[0].say[1]: the sentence lacks {n}"},
        {SIGNAL("a", SAY, "16", "type", "0", "1", ""),
         ": at signals[0].claims[0]: expected a claim from 1 to 15"},
        {SIGNAL("a", SAY, "", "type", "0", "1", ""),
         ": at signals[0].claims: expected a list of claims"},
        {SIGNAL("a", SAY, "1", "speed", "0", "1", ""),
         ": at signals[0].criterion: \"speed\" is not the id of a criterion of matrix.json"},
        {SIGNAL("a", SAY, "1", "type", "1.5", "1", ""),
         ": at signals[0].lean: expected a number of at least -1 and at most 1"},
        {SIGNAL("a", SAY, "1", "type", "\"left\"", "1", ""),
         ": at signals[0].lean: expected a number"},
        {SIGNAL("a", SAY, "1", "type", "0", "0", ""),
         ": at signals[0].strength.half: expected a number above 0 and at most 1000000"},
        {SIGNAL("a", SAY, "1", "type", "0", "1", ", \"kind_on\": {\"rails\": \"need\"}"),
         ": at signals[0].kind_on.rails: \"rails\" is not the id of a framework"},
        {SIGNAL("a", SAY, "1", "type", "0", "1", ", \"kind_on\": {\"flask\": \"skip\"}"),
         ": at signals[0].kind_on.flask: \"skip\" is none of: need, investment, forced, ignore"},
        {SIGNAL("a", SAY, "1", "type", "0", "1", ", \"when\": [{\"fact\": \"b\", \"min\": 1}]"),
         ": at signals[0].when[0].fact: \"b\" is not the id of a fact, or of a signal before …"},
        {SIGNAL("a", SAY, "1", "type", "0", "1", ", \"when\": [{\"fact\": \"models\"}]"),
         ": at signals[0].when[0]: expected min or max"},
        {SIGNAL("a", SAY, "1", "type", "0", "1",
                ", \"when\": [{\"fact\": \"models\", \"min\": 2, \"max\": 1}]"),
         ": at signals[0].when[0]: min is above max"},
        {SIGNAL("a", SAY, "1", "type", "0", "1", ", \"colour\": 1"),
         ": at signals[0]: unknown key \"colour\"; allowed: id, title, …"},
    };
    jsonio_init();
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        rules_set_expect_refusal("signals/a.json", rows[i].text, rows[i].sentence);
}

Test(rules, reads_examples) {
    static const char TEXT[] =
        SIGNAL("a", SAY, "1", "type", "0", "1",
               ", \"examples\": [{\"count\": 2, \"files\": {\"b/x.py\": [\"import a\", \"\","
               " \"\\ta()\"], \"b/__init__.py\": []}}, {\"count\": 0, \"why\": \"only named\","
               " \"files\": {\"x.py\": [\"a\"]}}]");
    jsonio_init();
    Arena arena = {0};
    Error err = {0};
    Rules rules;
    Str dir = rules_set_make(&arena, "signals/a.json", TEXT);
    cr_assert(rules_load_dir(dir, &arena, &rules, &err), "%s", err.text);
    rules_set_remove(&arena, dir);
    const SignalRule *signal = &rules.signals[0];
    cr_assert_eq(signal->example_count, 2);
    cr_assert_eq(signal->examples[0].count, 2);
    cr_assert_eq(signal->examples[0].file_count, 2);
    const FsText *files = signal->examples[0].files;
    cr_assert(str_eq(files[0].path, STR("b/__init__.py")), "files are sorted by path");
    cr_assert_eq(files[0].text.len, 0);
    cr_assert(str_eq(files[1].text, STR("import a\n\n\ta()\n")));
    cr_assert_eq(signal->examples[1].count, 0);
    cr_assert(str_eq(signal->examples[1].why, STR("only named")));
    arena_free(&arena);
}

Test(rules, refuses_bad_examples) {
#define EXAMPLES(text) SIGNAL("a", SAY, "1", "type", "0", "1", ", \"examples\": " text)
#define EXAMPLE(files) EXAMPLES("[{\"count\": 1, \"files\": {" files "}}]")
#define EXAMPLE_AT ": at signals[0].examples[0]"
    static const struct {
        const char *text, *sentence;
    } rows[] = {
        {EXAMPLES("[]"), ": at signals[0].examples: expected a list of 1 to 20 examples"},
        {EXAMPLES("[{\"files\": {}}]"), EXAMPLE_AT ": missing key \"count\""},
        {EXAMPLES("[{\"count\": 1}]"), EXAMPLE_AT ": missing key \"files\""},
        {EXAMPLES("[{\"n\": 1}]"), EXAMPLE_AT ": unknown key \"n\"; allowed: count, why, files"},
        {EXAMPLES("[{\"count\": -1, \"files\": {}}]"), EXAMPLE_AT ".count: …"},
        {EXAMPLE(""), EXAMPLE_AT ".files: expected an object of 1 to 20 files"},
        {EXAMPLE("\"/x.py\": []"), EXAMPLE_AT ".files./x.py: expected a path below the root: …"},
        {EXAMPLE("\"a/../x.py\": []"), EXAMPLE_AT ".files.a/../x.py: expected a path below …"},
        {EXAMPLE("\"a/\": []"), EXAMPLE_AT ".files.a/: expected a path below the root: …"},
        {EXAMPLE("\"x.py\": \"import a\""), EXAMPLE_AT ".files.x.py: expected a list of lines"},
        {EXAMPLE("\"x.py\": [1]"), EXAMPLE_AT ".files.x.py[0]: expected a string"},
        {EXAMPLE("\"x.py\": [\"a\\nb\"]"),
         EXAMPLE_AT ".files.x.py[0]: the line has a control character: one line an item"},
    };
    jsonio_init();
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        rules_set_expect_refusal("signals/a.json", rows[i].text, rows[i].sentence);
}

Test(rules, refuses_the_rest) {
    static const struct {
        const char *file, *text, *sentence;
    } rows[] = {
        {"names.json", "{\"aliases\": {\"a..b\": \"c\"}, \"classes\": {}, \"generic\": []}",
         ": at aliases.a..b: \"a..b\" is not a dotted name, or one with .* at the end"},
        {"names.json", "{\"aliases\": {\"a.*\": \"c\"}, \"classes\": {}, \"generic\": []}",
         ": at aliases.a.*: a module (.*) is an alias of a module, a name of a name"},
        {"names.json",
         "{\"aliases\": {\"a\": \"b\", \"b\": \"c\"}, \"classes\": {}, \"generic\": []}",
         ": at aliases: \"b\" is the target of an alias and an alias itself"},
        {"names.json", "{\"aliases\": {}, \"classes\": {\"a\": []}, \"generic\": []}",
         ": at classes.a: expected a list of base classes"},
        {"names.json", "{\"aliases\": {}, \"classes\": {}, \"generic\": [\"a.b\"]}",
         ": at generic[0]: expected a top-level name, without dots"},
        {"matrix.json", "{\"criteria\": [], \"numbers\": {}}",
         ": at numbers: missing key \"forced.factor\""},
        {"matrix.json", "{\"criteria\": [], \"numbers\": {\"threshold.move\": 1}}",
         ": at numbers: unknown key \"threshold.move\"; allowed: forced.factor, …"},
        {"matrix.json", "{\"criteria\": [{\"id\": \"a\"}], \"numbers\": {}}",
         ": at criteria[0]: missing key \"title\""},
        {"frameworks/flask.json", "{\"id\": \"bottle\"}",
         ": at id: expected \"flask\", the file's name"},
        {"frameworks/flask.json", "{\"id\": \"flask\", \"title\": \"Flask\", \"side\": \"left\"}",
         ": at side: \"left\" is none of: django, fastapi, other"},
        {"frameworks/flask.json",
         "{\"id\": \"flask\", \"title\": \"F\", \"side\": \"other\", \"priority\": 1}",
         ": missing key \"spread\""},
        {"weights.json", "{}", ": not a rule file; expected names.json, …"},
    };
    jsonio_init();
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        rules_set_expect_refusal(rows[i].file, rows[i].text, rows[i].sentence);
}

Test(rules, refuses_a_long_string) {
    static char text[RULES_TEXT_MAX + 200];
    static char filler[RULES_TEXT_MAX + 2];
    jsonio_init();
    memset(filler, 'x', RULES_TEXT_MAX + 1);
    snprintf(text, sizeof(text), "{\"facts\": [{\"id\": \"a\", \"title\": \"%s\", \"match\": []}]}",
             filler);
    rules_set_expect_refusal("facts/a.json", text,
                             ": at facts[0].title: the string is longer than 1000 bytes");
}

Test(rules, refuses_a_missing_folder) {
    Arena arena = {0};
    Error err = {0};
    Rules rules;
    cr_assert_not(rules_load_dir(STR("/nonexistent/rules"), &arena, &rules, &err));
    cr_assert(str_starts(str_from_c(err.text), STR("/nonexistent/rules: ")), "%s", err.text);
    arena_free(&arena);
}

// What rulesgen wrote is what the reader reads: the same digest stands for the same files.
Test(rules, builtin_set_is_the_folder) {
    jsonio_init();
    Arena arena = {0};
    Error err = {0};
    Rules rules;
    cr_assert(rules_load_dir(STR("rules"), &arena, &rules, &err), "%s", err.text);
    cr_assert(str_eq(rules.digest, rules_builtin.digest));
    cr_assert_eq(rules.fact_count, rules_builtin.fact_count);
    cr_assert_eq(rules.signal_count, rules_builtin.signal_count);
    for (uint32_t i = 0; i < rules.signal_count; i++) {
        const SignalRule *a = &rules.signals[i], *b = &rules_builtin.signals[i];
        cr_assert(str_eq(a->id, b->id) && str_eq(a->why, b->why));
        cr_assert(a->lean == b->lean && a->half == b->half);
        cr_assert_eq(a->clause_count, b->clause_count);
        for (uint32_t c = 0; c < a->clause_count; c++)
            cr_assert_eq(a->clauses[c].roles, b->clauses[c].roles);
    }
    arena_free(&arena);
}
