// SPDX-License-Identifier: MIT
// The rules of findings as reportingDescriptors of SARIF 2.1.0.
#ifndef RENDER_SARIF_RULES_H
#define RENDER_SARIF_RULES_H

#include "model/report.h"
#include "render/writer.h"

const char *sarif_rules_level(uint8_t level); // "warning"
// All that the report can show: those of the rules, and any that only a finding names.
typedef VEC(const FindingRule *) SarifRuleVec;
void sarif_rules_list(const Report *report, Arena *arena, SarifRuleVec *out);
// The array of driver.rules, in the order of the list.
void sarif_rules_write(Writer *w, const SarifRuleVec *rules);

#endif
