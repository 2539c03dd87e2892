// SPDX-License-Identifier: MIT
// Report → bytes. The one public header of this stage: a table of formats, each one file that
// exports one const struct.
//
//   const RenderFormat *format = render_find(STR("json"));
//   format->render(&report, &style, &buf);
//
// Adding a format: a file out_<name>.c that defines `const RenderFormat out_<name>`, its
// declaration here, one row in render.c.
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

#include "model/rulebook.h"

extern const RenderFormat out_text;
extern const RenderFormat out_json;
extern const RenderFormat out_markdown;
extern const RenderFormat out_html;
extern const RenderFormat out_routes_text, out_routes_json; // what `stayorgo routes` prints
extern const RenderFormat out_sarif;
extern const RenderFormat out_github;
extern const RenderFormat out_gitlab;
extern const RenderFormat out_hook;     // what `stayorgo hook` prints
extern const RenderFormat out_decision; // .stayorgo/decision.md, of report->record
extern const RenderFormat out_facts;    // what `stayorgo facts` prints; not offered by -o
extern const RenderFormat out_ndjson;
extern const RenderFormat out_junit;
extern const RenderFormat out_checkstyle;
extern const RenderFormat out_rdjson;
extern const RenderFormat out_azure;

// What `stayorgo rules` and `stayorgo explain` print.
extern const RulebookFormat render_rulebook;
void out_rulelist_text(const Rules *rules, bool by_claims, const RenderStyle *style, Buf *out);
void out_rulelist_json(const Rules *rules, const RenderStyle *style, Buf *out);
void out_ruletest_examples(const RuleTests *tests, const RenderStyle *style, Buf *out);
void out_ruletest_faults(const RuleFaultVec *faults, const RenderStyle *style, Buf *out);
void out_explain_text(const Explanation *what, const RenderStyle *style, Buf *out);

uint32_t render_count(void);
const RenderFormat *render_at(uint32_t index);
const RenderFormat *render_find(Str name); // NULL when there is none

#endif
