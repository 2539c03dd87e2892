// SPDX-License-Identifier: MIT
// One small report in one format, on standard output, for validators to look at: it has findings of
// every state, which a scan of one tree cannot have.
//
//   build/tests/sample_formats sarif sample       five findings, a base, a record, two gates
//   build/tests/sample_formats github hostile     the same with text that means no good everywhere
//   build/tests/sample_formats gitlab many        6,000 findings
//   build/tests/sample_formats junit empty        no finding, no base, no gate
//
// Exits with 2 for a format or a report that there is not.
#include <stdio.h>
#include <string.h>

#include "render/render.h"
#include "sample_report.h"

static const char EVIL[] =
    "::error::forged ##[error]forged ##vso[task.complete]forged ##teamcity[buildStop]\n"
    "::add-mask::x\r\n##[command]rm\n\x1b[31m\x9b\x07 \xe2\x80\xae\xe2\x81\xa6 \xff\xfe "
    "<script>alert(1)</script> ]]> & \" ' | `x` @octocat #1 [x](http://evil.example) %0A::error::x "
    "]; ${{ x }} {0} \xef\xbf\xbe \xed\xa0\x80";

static void poison(World *w) {
    static Finding findings[ARRAY_LEN(SAMPLE_FINDINGS)];
    static FindingStep steps[ARRAY_LEN(SAMPLE_STEPS)];
    static RevisionChange change;
    static DecisionRecord record;
    static GateResult gates[ARRAY_LEN(SAMPLE_GATES)];
    Str evil = str_from_c(EVIL);
    for (uint32_t i = 0; i < ARRAY_LEN(steps); i++) {
        steps[i] = SAMPLE_STEPS[i];
        steps[i].text = evil;
    }
    for (uint32_t i = 0; i < ARRAY_LEN(findings); i++) {
        findings[i] = SAMPLE_FINDINGS[i];
        findings[i].path = findings[i].symbol = findings[i].message = evil;
        findings[i].text = findings[i].reason = evil;
        findings[i].steps = findings[i].step_count ? steps : NULL;
    }
    for (uint32_t i = 0; i < w->source.files.len; i++)
        w->source.files.items[i].path = evil;
    change = SAMPLE_CHANGE;
    change.base = evil;
    record = SAMPLE_RECORD;
    record.reason = evil;
    for (uint32_t i = 0; i < ARRAY_LEN(gates); i++) {
        gates[i] = SAMPLE_GATES[i];
        gates[i].text = evil;
    }
    for (uint32_t i = 0; i < w->report.problems.len; i++)
        w->report.problems.items[i].path = w->report.problems.items[i].text = evil;
    w->report.findings = findings;
    w->report.change = &change;
    w->report.record = &record;
    w->report.gates = gates;
    w->report.projects[0].name = w->report.projects[0].verdict.headline = evil;
    w->report.verdict.headline = evil;
}

static bool fill(World *w, const char *which) {
    if (strcmp(which, "empty") == 0) return true;
    if (strcmp(which, "many") == 0) {
        sample_many(w, 6000, LEVEL_WARNING);
        return true;
    }
    sample_change(w);
    if (strcmp(which, "hostile") == 0) poison(w);
    return strcmp(which, "hostile") == 0 || strcmp(which, "sample") == 0;
}

int main(int argc, char **argv) {
    const RenderFormat *format = argc == 3 ? render_find(str_from_c(argv[1])) : NULL;
    World w;
    sample_open(&w);
    bool ok = format && fill(&w, argv[2]);
    if (ok) {
        Str text = sample_render(&w, format);
        fwrite(text.ptr, 1, text.len, stdout);
    }
    world_close(&w);
    return ok ? 0 : 2;
}
