// SPDX-License-Identifier: MIT
// Tests of what `stayorgo facts` prints.
//
//   two classes in a.py -> {"facts": {…, "classes": 2, …}, "files": {"a.py": {"classes": 2, …}}}
//
// One document is compared whole from the first file on.
#include "json_look.h"
#include "judge_world.h"
#include "render/render.h"

static Str render(World *w, bool per_file) {
    RenderStyle style = {.per_file = per_file};
    Buf buf = buf_new(&w->arena);
    out_facts.render(&w->report, &style, &buf);
    return buf_str(&buf);
}

static void add_fact(World *w, uint32_t file, FactKind kind, uint32_t row, const char *detail) {
    FileFacts *facts = (FileFacts *)&w->program.files[file];
    Fact fact = {.kind = kind, .pos = {.row = row, .col = 2}, .detail = str_from_c(detail)};
    vec_push(&w->arena, &facts->facts, fact);
    facts->counts[kind]++;
    w->matches.syntax[kind]++;
}

static void add_rule(World *w, const char *id, bool as_modules, const WorldHits *hits) {
    uint32_t i = w->rules.fact_count++;
    w->facts[i] = (FactRule){.id = str_from_c(id), .as_modules = as_modules};
    w->fact_matches[i] = (Match){hits->len, {hits->items, hits->len}};
    w->modules[i] = map_new(&w->arena, 0);
}

// Two Python files and a manifest between them; a rule with hits in all, one with none.
static void open_files(World *w) {
    world_open(w);
    (void)world_file(w, "a.py", ROLE_APP);
    uint32_t manifest = world_file(w, "b.toml", ROLE_APP);
    w->source.files.items[manifest].kind = FILE_MANIFEST;
    (void)world_file(w, "c\xff.py", ROLE_APP);
    (void)world_report(w);
    add_fact(w, 0, FACT_CLASS, 0, "Order");
    add_fact(w, 0, FACT_AWAIT, 3, "");
    add_fact(w, 0, FACT_CLASS, 4, "Order.Meta");
    FileFacts *broken = &((FileFacts *)w->program.files)[1];
    broken->has_errors = true;
    vec_push(&w->arena, &broken->errors, (RowRange){.first_row = 2, .last_row = 3});
    WorldHits none = {0}, models = {0};
    vec_push(&w->arena, &models, (Hit){0, {.row = 0, .col = 2}, STR("Order"), NONE, NONE});
    vec_push(&w->arena, &models, (Hit){0, {.row = 7, .col = 0}, STR("Item"), NONE, NONE});
    vec_push(&w->arena, &models,
             (Hit){1, {.row = 1, .col = 0}, STR("of the manifest"), NONE, NONE});
    vec_push(&w->arena, &models, (Hit){2, {.row = 2, .col = 0}, STR("User"), NONE, NONE});
    add_rule(w, "nothing", false, &none);
    add_rule(w, "models", true, &models);
    map_set(&w->modules[1], STR("zlib"), 2);
    map_set(&w->modules[1], STR("abc"), 9);
    map_set(&w->matches.imports_top_level, STR("os"), 3);
    map_set(&w->matches.imports_top_level, STR("asyncio"), 1);
    judge_report(&w->matches, &w->program, &(JudgeOptions){.rules = &w->rules}, &w->arena,
                 &w->report);
}

Test(out_facts, totals) {
    static const LookRow keys[] = {
        {"", "facts"},
        {"facts", "files files_parsed files_with_errors lines bytes classes functions "
                  "functions_annotated parameters parameters_annotated decorators async_functions "
                  "await_expressions async_for async_with async_comprehensions imports_absolute "
                  "relative_imports imports_in_functions imports_type_checking "
                  "relative_imports_type_checking nothing models imports_top_level models_modules"},
        {"facts.imports_top_level", "asyncio os"},
        {"facts.models_modules", "abc zlib"},
    };
    static const LookRow values[] = {
        {"facts.files", "2"},
        {"facts.files_with_errors", "1"},
        {"facts.lines", "20"},
        {"facts.classes", "2"},
        {"facts.async_for", "0"},
        {"facts.models", "4"},
        {"facts.nothing", "0"},
        {"facts.models_modules.abc", "9"},
        {"facts.imports_top_level.os", "3"},
    };
    World w;
    JsonLook look;
    open_files(&w);
    look_open(&look, render(&w, false));
    look_compare(&look, look_keys, keys, ARRAY_LEN(keys));
    look_compare(&look, look_str, values, ARRAY_LEN(values));
    look_close(&look);
    world_close(&w);
}

Test(out_facts, places_of_each_file) {
    static const char want[] = "  \"files\": {\n"
                               "    \"a.py\": {\n"
                               "      \"lines\": 10,\n"
                               "      \"bytes\": 100,\n"
                               "      \"role\": \"app\",\n"
                               "      \"role_reason\": \"\",\n"
                               "      \"classes\": 2,\n"
                               "      \"await_expressions\": 1,\n"
                               "      \"models\": 2,\n"
                               "      \"evidence\": {\n"
                               "        \"classes\": [\n"
                               "          [1, 3, \"Order\"],\n"
                               "          [5, 3, \"Order.Meta\"]\n"
                               "        ],\n"
                               "        \"await_expressions\": [\n"
                               "          [4, 3, \"\"]\n"
                               "        ],\n"
                               "        \"models\": [\n"
                               "          [1, 3, \"Order\"],\n"
                               "          [8, 1, \"Item\"]\n"
                               "        ]\n"
                               "      }\n"
                               "    },\n"
                               "    \"c%FF.py\": {\n"
                               "      \"lines\": 10,\n"
                               "      \"bytes\": 100,\n"
                               "      \"role\": \"app\",\n"
                               "      \"role_reason\": \"\",\n"
                               "      \"has_errors\": true,\n"
                               "      \"errors\": [[3, 4]],\n"
                               "      \"models\": 1,\n"
                               "      \"evidence\": {\n"
                               "        \"models\": [\n"
                               "          [3, 1, \"User\"]\n"
                               "        ]\n"
                               "      }\n"
                               "    }\n"
                               "  }\n"
                               "}\n";
    World w;
    open_files(&w);
    Str got = render(&w, true);
    uint32_t start = str_find_str(got, STR("  \"files\": {\n"));
    cr_assert_neq(start, NONE, STR_FMT, STR_ARG(got));
    got = str_sub(got, start, got.len);
    cr_assert(str_eq(got, str_from_c(want)), "got\n" STR_FMT, STR_ARG(got));
    world_close(&w);
}

Test(out_facts, empty_repository) {
    static const LookRow keys[] = {{"", "facts files"}, {"files", ""}};
    World w;
    JsonLook look;
    world_open(&w);
    (void)world_judge(&w);
    look_open(&look, render(&w, true));
    look_compare(&look, look_keys, keys, ARRAY_LEN(keys));
    look_close(&look);
    world_close(&w);
}
