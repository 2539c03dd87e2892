// SPDX-License-Identifier: MIT
// The weights that a report was decided with, so that a later run can say which of them moved its
// verdict.
//
//     {"numbers": {"inertia": [0.14], …}, "criteria": {"admin": [2.2, 3], …},
//      "signals": {"admin.actions": [2, 5, -1, 0], …}, "efforts": {…}, "scale": {"scale": […]}}
//
// One line a group: the values of a rule are an array, in the order of the fields that
// model/weights.c lists (weight, half, lean, share). With a key each they would be half of a report
// of a small project.
// Limits: six decimals, as all numbers of a report.
#include "render/weights_json.h"

#include "model/weights.h"

#include "base/banned.h"

void weights_json(Writer *w, const Rules *rules) {
    uint32_t count = weights_count(rules), at = 0;
    writer_open(w, '{');
    for (uint32_t group = 0; group < WEIGHT_GROUP_COUNT; group++) {
        writer_key(w, weights_group_key((WeightGroup)group));
        writer_open_flat(w, '{');
        while (at < count && weights_at(rules, at).group == group) {
            Weight weight = weights_at(rules, at);
            writer_key_str(w, weight.id);
            writer_open(w, '[');
            for (; at < count && weights_at(rules, at).group == group; at++) {
                Weight next = weights_at(rules, at);
                if (!str_eq(next.id, weight.id)) break;
                writer_number(w, next.value);
            }
            writer_close(w, ']');
        }
        writer_close(w, '}');
    }
    writer_close(w, '}');
}
