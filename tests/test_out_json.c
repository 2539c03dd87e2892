// SPDX-License-Identifier: MIT
// Tests of the report for machines.
//
//   41 hits in shop/admin.py -> {"projects": [{"signals": [{"id": "admin", "count": 41, …}]}]}
//
// Keys and their order are compared whole, since they are a promise; tests/golden holds reports of
// real projects against the schema.
#include "json_look.h"
#include "judge_world.h"
#include "render/render.h"

static Str render(World *w) {
    RenderStyle style = {.version = STR("1.2.3")};
    Buf buf = buf_new(&w->arena);
    out_json.render(&w->report, &style, &buf);
    return buf_str(&buf);
}

// A Django project whose inference/ would rather be on FastAPI.
static void open_shop(World *w) {
    static const uint32_t CLAIMS[] = {1, 3};
    world_open(w);
    uint32_t engine = world_file(w, "inference/run.py", ROLE_APP);
    uint32_t admin = world_file(w,
                                "shop/\xff"
                                "admin.py",
                                ROLE_APP);
    (void)world_file(w, "tests/test_shop.py", ROLE_TEST);
    world_use(w, WORLD_DJANGO, admin);
    world_add_hits(w, &w->declared[WORLD_DJANGO], engine, 2);
    SignalRule *classes = world_signal(w, "admin", "admin", -1, 9);
    classes->claims = CLAIMS;
    classes->claim_count = ARRAY_LEN(CLAIMS);
    world_hits(w, classes, admin, 4);
    world_hits(w, world_signal(w, "stream", "speed", 1, 8), engine, 12);
    SignalRule *pages = world_signal(w, "pages", "type", -1, 1);
    world_invest(w, pages, 0.25);
    world_hits(w, pages, admin, 2);
    w->source.is_git = true;
    (void)world_report(w);
    w->hits[0].items[0] = (Hit){admin, {.row = 6, .col = 2}, STR("OrderAdmin"), NONE, NONE};
    (void)world_judge(w);
    w->report.projects[0].signals[0].evidence[0].text = STR("class <b>\x1b</b>");
    vec_push(&w->arena, &w->report.problems,
             (Problem){PROBLEM_TOO_LARGE, STR("a\nb.py"), 0, STR("over 16 MB")});
}

static const char VERDICT_KEYS[] =
    "decision from target best_fit pull fit margin confidence effort_days cost headline bottleneck "
    "reasons against carve notes";

Test(out_json, keys_stand_in_a_fixed_order) {
    static const LookRow rows[] = {
        {"",
         "schema tool repository weights coverage facts projects verdict findings routes problems"},
        {"tool", "name version rules"},
        {"repository", "name git files"},
        {"weights", "numbers criteria signals efforts scale"},
        {"weights.criteria", "type speed admin curve"},
        {"coverage", "files files_parsed files_with_errors files_skipped stubs notebooks templates "
                     "roles names_resolved names_unresolved unresolved criteria_speaking criteria"},
        {"coverage.roles", "app test migration settings script docs example generated vendored"},
        {"coverage.unresolved", "unbound star_import parameter loop_variable value call_result "
                                "attribute dynamic missing_module depth"},
        {"projects.0", "root name profile files framework frameworks hybrid verdict robustness "
                       "counterfactuals effort advice criteria signals basis"},
        {"projects.0.frameworks.0", "id files files_other entries routes declared evidence"},
        {"projects.0.frameworks.0.evidence.0", "path line column detail text"},
        {"projects.0.verdict", VERDICT_KEYS},
        {"projects.0.verdict.reasons.0", "signal text"},
        {"projects.0.criteria.0", "id title lean weight contribution django fastapi evidence"},
        {"projects.0.signals.0", "id title kind claims criterion count lean contribution "
                                 "effort_days names names_total evidence"},
        {"projects.0.signals.0.evidence.0", "path line column detail text"},
        {"projects.0.basis",
         "none apart parsed resolved counted sizes idle efforts is_untested days cuts"},
        {"projects.0.basis.counted", "files files_parsed names names_resolved"},
        {"verdict", VERDICT_KEYS},
        {"problems.0", "kind path line text"},
    };
    World w;
    JsonLook look;
    open_shop(&w);
    look_open(&look, render(&w));
    look_compare(&look, look_keys, rows, ARRAY_LEN(rows));
    look_close(&look);
    world_close(&w);
}

Test(out_json, values_of_a_split) {
    static const LookRow rows[] = {
        {"schema", "stayorgo-report/1"},
        {"tool.version", "1.2.3"},
        {"tool.rules", "0123456789abcdef"},
        {"repository.name", "null"},
        {"repository.git", "true"},
        {"repository.files", "3"},
        {"weights.criteria.admin.0", "2"},
        {"weights.criteria.admin.1", "3"},
        {"weights.scale.scale.4", "1.5"},
        {"coverage.files", "3"},
        {"coverage.roles.test", "1"},
        {"coverage.criteria_speaking", "2"},
        {"projects.0.root", "."},
        {"projects.0.name", ""},
        {"projects.0.framework", "django"},
        {"projects.0.frameworks.0.files", "1"},
        {"projects.0.frameworks.0.declared", "true"},
        {"projects.0.frameworks.0.evidence.0.path", "shop/%FFadmin.py"},
        {"projects.0.verdict.decision", "split"},
        {"projects.0.verdict.target", "fastapi"},
        {"projects.0.verdict.carve.0", "inference"},
        {"projects.0.verdict.effort_days", "0.5"},
        {"projects.0.criteria.1.id", "speed"},
        {"projects.0.criteria.1.lean", "1"},
        {"projects.0.criteria.1.fastapi", "6"},
        {"projects.0.criteria.1.weight", "0.75"},
        {"projects.0.criteria.1.evidence.0.path", "inference/run.py"},
        {"projects.0.signals.0.id", "admin"},
        {"projects.0.signals.0.kind", "need"},
        {"projects.0.signals.0.claims.1", "3"},
        {"projects.0.signals.0.count", "4"},
        {"projects.0.signals.0.lean", "-1"},
        {"projects.0.signals.0.contribution", "-1.2"},
        {"projects.0.signals.0.evidence.0.path", "shop/%FFadmin.py"},
        {"projects.0.signals.0.evidence.0.line", "7"},
        {"projects.0.signals.0.evidence.0.column", "3"},
        {"projects.0.signals.0.evidence.0.detail", "OrderAdmin"},
        {"projects.0.signals.0.evidence.0.text", "class <b>\x1b</b>"},
        {"projects.0.signals.2.kind", "investment"},
        {"projects.0.signals.2.contribution", "0"},
        {"projects.0.basis.none", "null"},
        {"projects.0.basis.apart", "null"},
        {"projects.0.basis.counted.names_resolved", "9"},
        {"projects.0.basis.is_untested", "true"},
        {"verdict.decision", "split"},
        {"problems.0.kind", "too_large"},
        {"problems.0.path", "a%0Ab.py"},
        {"problems.0.line", "0"},
    };
    World w;
    JsonLook look;
    open_shop(&w);
    look_open(&look, render(&w));
    look_compare(&look, look_str, rows, ARRAY_LEN(rows));
    cr_assert_eq(jsonio_len(look_at(&look, "projects.0.criteria.0.evidence")), 0,
                 "an investment is no evidence of a criterion");
    look_close(&look);
    world_close(&w);
}

Test(out_json, what_does_not_apply_is_null) {
    static const LookRow rows[] = {
        {"projects.0.framework", "null"}, {"verdict.decision", "none"}, {"verdict.from", "null"},
        {"verdict.target", "null"},       {"verdict.best_fit", "null"}, {"verdict.pull", "null"},
        {"verdict.bottleneck", "null"},   {"verdict.margin", "0"},      {"verdict.fit", "0"},
    };
    World w;
    JsonLook look;
    world_open(&w);
    (void)world_judge(&w);
    look_open(&look, render(&w));
    look_compare(&look, look_str, rows, ARRAY_LEN(rows));
    cr_assert_eq(jsonio_len(look_at(&look, "problems")), 0);
    look_close(&look);
    world_close(&w);
}

Test(out_json, each_kind_of_problem_has_its_key) {
    static const char *const KEYS[PROBLEM_KIND_COUNT] = {
        "unreadable", "too_large", "encoding", "syntax", "nesting",
        "manifest",   "git",       "limit",    "link",
    };
    World w;
    JsonLook look;
    world_open(&w);
    (void)world_judge(&w);
    for (uint32_t i = 0; i < PROBLEM_KIND_COUNT; i++)
        vec_push(&w.arena, &w.report.problems, (Problem){(ProblemKind)i, STR("a"), 1, STR("b")});
    look_open(&look, render(&w));
    for (uint32_t i = 0; i < PROBLEM_KIND_COUNT; i++) {
        const char *path = str_to_c(&w.arena, str_fmt(&w.arena, "problems.%u.kind", i));
        cr_assert(str_eq(look_str(&look, path), str_from_c(KEYS[i])), "%s", path);
    }
    look_close(&look);
    world_close(&w);
}

Test(out_json, any_report_is_json_and_safe_in_a_page) {
    static const char *const BYTES[] = {"\x1b[2J", "\"", "\\",          "</script>",
                                        "\xff",    "\n", "\xe2\x80\xa8"};
    Random random = {10};
    for (uint32_t round = 0; round < 150; round++) {
        World w;
        JsonLook look;
        world_open(&w);
        world_randomise(&w, &random);
        w.source.files.items[round % 6].path = str_from_c(BYTES[round % ARRAY_LEN(BYTES)]);
        (void)world_judge(&w);
        Project *project = &w.report.projects[0];
        for (uint32_t s = 0; s < project->signal_count; s++) {
            if (project->signals[s].evidence_count == 0) continue;
            project->signals[s].evidence[0].text =
                str_from_c(BYTES[random_below(&random, ARRAY_LEN(BYTES))]);
        }
        Str text = render(&w);
        look_open(&look, text);
        cr_assert_eq(str_find_str(text, STR("</")), NONE);
        cr_assert(str_is_utf8(text));
        cr_assert_eq(str_find(text, '\x1b'), NONE);
        cr_assert(str_ends(text, STR("}\n")));
        look_close(&look);
        world_close(&w);
    }
}
