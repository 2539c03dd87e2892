// SPDX-License-Identifier: MIT
// Tests of SARIF: what GitHub code scanning asks for, and what the standard says about states,
// suppressions and paths. The schema and Microsoft's validator run in tests/cli/test_formats.py.
#include "json_look.h"
#include "render/render.h"
#include "sample_report.h"

static bool is(JsonLook *look, const char *path, const char *value) {
    Str got = look_str(look, path);
    bool same = str_eq(got, str_from_c(value));
    cr_expect(same, "%s is " STR_FMT, path, STR_ARG(got));
    return same;
}

Test(out_sarif, head_and_run) {
    World w;
    JsonLook look;
    sample_open(&w);
    sample_change(&w);
    look_open(&look, sample_render(&w, &out_sarif));
    is(&look, "version", "2.1.0");
    is(&look, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    is(&look, "runs.0.tool.driver.name", "stayorgo");
    is(&look, "runs.0.tool.driver.semanticVersion", "1.2.3");
    is(&look, "runs.0.automationDetails.id", "stayorgo/");
    is(&look, "runs.0.columnKind", "unicodeCodePoints");
    is(&look, "runs.0.properties.verdict.decision", "stay");
    is(&look, "runs.0.invocations.0.toolExecutionNotifications.0.message.text",
       "line 3 could not be parsed");
    cr_expect_eq(jsonio_len(look_at(&look, "runs")), 1);
    cr_expect_eq(jsonio_len(look_at(&look, "runs.0.results")), 5);
    JsonAt ignored;
    cr_expect(!jsonio_has(look_at(&look, "runs.0"), "versionControlProvenance", &ignored));
    look_close(&look);
    world_close(&w);
}

Test(out_sarif, rules) {
    World w;
    JsonLook look;
    sample_open(&w);
    sample_findings(&w);
    look_open(&look, sample_render(&w, &out_sarif));
    is(&look, "runs.0.tool.driver.rules.0.id", "SOG101");
    is(&look, "runs.0.tool.driver.rules.0.name", "BlockingCallInAsync");
    is(&look, "runs.0.tool.driver.rules.0.shortDescription.text",
       "Blocking call in an async function");
    is(&look, "runs.0.tool.driver.rules.0.helpUri", "https://docs.example/async");
    is(&look, "runs.0.tool.driver.rules.0.defaultConfiguration.level", "error");
    is(&look, "runs.0.tool.driver.rules.0.properties.precision", "very-high");
    cr_expect(str_eq(look_keys(&look, "runs.0.tool.driver.rules.0.properties"),
                     STR("tags precision problem.severity")));
    is(&look, "runs.0.tool.driver.rules.2.properties.tags.1", "evidence");
    JsonAt ignored;
    cr_expect(!jsonio_has(look_at(&look, "runs.0.tool.driver.rules.1.properties"), "precision",
                          &ignored));
    look_close(&look);
    world_close(&w);
}

Test(out_sarif, results) {
    World w;
    JsonLook look;
    sample_open(&w);
    sample_change(&w);
    look_open(&look, sample_render(&w, &out_sarif));
    is(&look, "runs.0.results.0.ruleId", "SOG101");
    is(&look, "runs.0.results.0.level", "error");
    is(&look, "runs.0.results.0.baselineState", "new");
    is(&look, "runs.0.results.0.message.text",
       "requests.get() holds up the event loop in quote(). By way of [quote() calls fetch()](1), "
       "[fetch() calls requests.get()](2).");
    const char *place = "runs.0.results.0.locations.0.physicalLocation";
    is(&look, str_fmt(&look.arena, "%s.artifactLocation.uri", place).ptr, "shop/admin.py");
    is(&look, str_fmt(&look.arena, "%s.region.startLine", place).ptr, "3");
    is(&look, str_fmt(&look.arena, "%s.region.startColumn", place).ptr, "5");
    is(&look, str_fmt(&look.arena, "%s.region.endColumn", place).ptr, "17");
    is(&look, "runs.0.results.0.partialFingerprints.primaryLocationLineHash", "a7f2ff13bc495cf2:1");
    is(&look, "runs.0.results.0.partialFingerprints.stayorgo/v1",
       "00000000000000000000000000000001");
    is(&look, "runs.0.results.0.relatedLocations.1.id", "2");
    is(&look,
       "runs.0.results.0.codeFlows.0.threadFlows.0.locations.1.location.physicalLocation."
       "artifactLocation.uri",
       "shop/views.py");
    cr_expect_eq(jsonio_len(look_at(&look, "runs.0.results.0.suppressions")), 0);
    is(&look, "runs.0.results.1.baselineState", "unchanged"); // levels first, then states
    is(&look, "runs.0.results.2.baselineState", "absent");
    is(&look, "runs.0.results.4.suppressions.0.kind", "inSource");
    is(&look, "runs.0.results.4.suppressions.0.justification", "only in the demo");
    is(&look, "runs.0.results.3.ruleId", "SOG401"); // evidence: no failure, neither new nor old
    is(&look, "runs.0.results.3.kind", "informational");
    is(&look, "runs.0.results.3.level", "none");
    cr_expect(!jsonio_has(look_at(&look, "runs.0.results.3"), "baselineState", &(JsonAt){0}));
    look_close(&look);
    world_close(&w);
}

Test(out_sarif, for_a_host_that_opens_an_alert_for_each) {
    World w;
    JsonLook look;
    sample_open(&w);
    sample_change(&w);
    RenderStyle style = {.version = STR("1.2.3"),
                         .open_only = true,
                         .folder = STR("my api"),
                         .origin = {.uri = STR("https://host.example/o/r"),
                                    .revision = STR("abc"),
                                    .branch = STR("main")}};
    Buf buf = buf_new(&w.arena);
    out_sarif.render(&w.report, &style, &buf);
    look_open(&look, buf_str(&buf));
    cr_expect_eq(jsonio_len(look_at(&look, "runs.0.results")), 2);
    is(&look, "runs.0.results.0.locations.0.physicalLocation.artifactLocation.uri",
       "my%20api/shop/admin.py");
    is(&look, "runs.0.automationDetails.id", "stayorgo/my%20api/");
    is(&look, "runs.0.versionControlProvenance.0.repositoryUri", "https://host.example/o/r");
    is(&look, "runs.0.versionControlProvenance.0.revisionId", "abc");
    look_close(&look);
    world_close(&w);
}

Test(out_sarif, no_more_than_a_host_shows) {
    World w;
    JsonLook look;
    sample_open(&w);
    sample_many(&w, 5003, LEVEL_WARNING);
    look_open(&look, sample_render(&w, &out_sarif));
    cr_expect_eq(jsonio_len(look_at(&look, "runs.0.results")), 5000);
    is(&look, "runs.0.properties.leftOut", "3");
    is(&look, "runs.0.invocations.0.toolExecutionNotifications.0.message.text",
       "3 findings are left out, the least important ones: a host shows 5000 at most.");
    look_close(&look);
    world_close(&w);
}

Test(out_sarif, text_makes_no_link) {
    World w;
    JsonLook look;
    sample_open(&w);
    sample_many(&w, 1, LEVEL_NOTE);
    Finding one = w.report.findings[0];
    one.message = STR("[x](http://evil.example)");
    one.path = STR("a b:%41/\xFF.py");
    w.report.findings = &one;
    look_open(&look, sample_render(&w, &out_sarif));
    cr_expect(str_starts(look_str(&look, "runs.0.results.0.message.text"),
                         STR("[x] (http://evil.example). By way of ")));
    is(&look, "runs.0.results.0.locations.0.physicalLocation.artifactLocation.uri",
       "a%20b%3A%2541/%FF.py");
    look_close(&look);
    world_close(&w);
}
