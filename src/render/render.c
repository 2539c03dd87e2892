// SPDX-License-Identifier: MIT
// The table of output formats.
//
//     render_find(STR("json"))->render(&report, &style, &buf)
//
// Formats are const structs listed by hand rather than registered at run time: a table can be read.
// Adding a row: see render.h. The order is that of --help.
#include "render/render.h"

#include "base/banned.h"

static const RenderFormat *const FORMATS[] = {
    &out_text,   &out_json,   &out_markdown, &out_html,       &out_sarif,  &out_github,
    &out_gitlab, &out_ndjson, &out_junit,    &out_checkstyle, &out_rdjson, &out_azure};

const RulebookFormat render_rulebook = {
    .list = out_rulelist_text,
    .list_json = out_rulelist_json,
    .examples = out_ruletest_examples,
    .faults = out_ruletest_faults,
    .explanation = out_explain_text,
};

uint32_t render_count(void) {
    return ARRAY_LEN(FORMATS);
}

const RenderFormat *render_at(uint32_t index) {
    return FORMATS[index];
}

const RenderFormat *render_find(Str name) {
    for (uint32_t i = 0; i < ARRAY_LEN(FORMATS); i++) {
        if (str_eq(FORMATS[i]->name, name)) return FORMATS[i];
    }
    return NULL;
}
