// SPDX-License-Identifier: MIT
// The weights that a saved report was decided with, in the order of ours.
//
//     "criteria": {"admin": [2.2, 3]}     ─►  admin.weight 2.2, admin.half 3
//
// Each of our weights is looked up by group, id and place within its rule. What the report has and
// we have not is noted as gone where it weighed on every project: criteria. A signal or price that
// is gone is noted where it was counted.
// Limits: a rule that was renamed is one that is gone, and one that the report lacks.
#include "model/weights.h"
#include "reread/reread_value.h"

#include "base/banned.h"

static bool find_value(RereadReader *r, JsonAt groups[], const Weight *weight, double *out,
                       bool *found, Error *err) {
    JsonAt values, at;
    *found = jsonio_has(groups[weight->group], str_to_c(r->arena, weight->id), &values);
    if (!*found) return true;
    if (!jsonio_is_array(values)) return jsonio_error(values, err, "expected an array");
    *found = weight->nth < jsonio_len(values);
    if (!*found) return true;
    at = jsonio_item(values, weight->nth);
    return jsonio_number(at, out, err);
}

bool reread_weights(RereadReader *r, JsonAt top, Error *err) {
    JsonAt weights, groups[WEIGHT_GROUP_COUNT];
    if (!reread_value_object(top, "weights", &weights, err)) return false;
    for (uint32_t g = 0; g < WEIGHT_GROUP_COUNT; g++) {
        const char *key = weights_group_key((WeightGroup)g);
        if (!reread_value_object(weights, key, &groups[g], err)) return false;
    }
    uint32_t count = weights_count(r->rules);
    double *values = arena_array(r->arena, double, count + 1);
    bool *has = arena_array(r->arena, bool, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        Weight weight = weights_at(r->rules, i);
        if (!find_value(r, groups, &weight, &values[i], &has[i], err)) return false;
        if (!has[i] && weight.nth == 0) reread_value_lacking(r, weight.id);
    }
    r->out->weights = values;
    r->out->has_weight = has;
    JsonIter it = {.object = groups[WEIGHT_CRITERION]};
    Str id;
    JsonAt value;
    while (jsonio_next(&it, &id, &value))
        if (!map_has(&r->criteria, id)) reread_value_gone(r, id);
    return true;
}

// A criterion that the report has not heard of weighed nothing there.
static bool value_before(const Reread *saved, uint32_t index, const Weight *weight, double *out) {
    *out = saved->has_weight[index] ? saved->weights[index] : 0;
    bool is_weight = weight->group == WEIGHT_CRITERION && weight->nth == 0;
    return saved->has_weight[index] || is_weight;
}

void reread_changes(Reread *saved, const bool *is_set, Arena *arena) {
    const Rules *rules = saved->report.rules;
    for (uint32_t i = 0; i < weights_count(rules); i++) {
        Weight weight = weights_at(rules, i);
        double before;
        if (!value_before(saved, i, &weight, &before)) continue;
        if (weights_equal(before, weight.value)) continue;
        vec_push(arena, &saved->rescored.changes,
                 (Change){.kind = is_set[i] ? CHANGE_SET : CHANGE_RULES,
                          .name = weights_name(&weight, arena),
                          .from = before,
                          .to = weight.value,
                          .project = NONE,
                          .index = i});
    }
}
