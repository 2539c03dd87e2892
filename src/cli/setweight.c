// SPDX-License-Identifier: MIT
// Weights that the user sets, on the command line or in the configuration.
//
//     --set admin.weight=2          ─►  {index of criteria.admin.weight, 2}
//     [weights] inertia = 0.05      ─►  the same way
//
// A weight is looked up in the rules and checked before anything is scanned, so a misspelt one costs
// no time. The value is written as in JSON.
// Limits: how a rule matches is no weight and cannot be set; that takes other rules.
#include "cli/setweight.h"

#include "base/jsonio.h"
#include "cli/nearest.h"
#include "model/weights.h"

#include "base/banned.h"

bool setweight_split(const char *flag, Str text, Str *name, Str *value, Error *err) {
    uint32_t at = str_rfind(text, '=');
    bool is_pair = at != NONE && at > 0 && at + 1 < text.len;
    *name = str_sub(text, 0, is_pair ? at : 0);
    *value = str_sub(text, is_pair ? at + 1 : 0, text.len);
    return is_pair || error_set(err, ERROR_USAGE, "--%s takes NAME=NUMBER, not \"" STR_FMT "\"",
                                flag, STR_ARG(text));
}

bool setweight_number(Str text, double *out) {
    JsonDoc doc;
    Error ignored = {0};
    if (!jsonio_parse(text, STR("a number"), &doc, &ignored)) return false;
    bool ok = jsonio_number(jsonio_root(&doc), out, &ignored);
    jsonio_free(&doc);
    return ok;
}

static bool check_range(const Weight *weight, Str name, double value, Error *err) {
    bool fits =
        value >= weight->min && value <= weight->max && !(weight->is_open && value <= weight->min);
    if (fits) return true;
    Arena scratch = {0};
    Buf range = buf_new(&scratch);
    buf_c(&range, weight->is_open ? "above " : "from ");
    jsonio_write_number(&range, weight->min);
    buf_c(&range, weight->is_open ? " and up to " : " to ");
    jsonio_write_number(&range, weight->max);
    error_set(err, ERROR_USAGE, STR_FMT " must be " STR_FMT, STR_ARG(name),
              STR_ARG(buf_str(&range)));
    arena_free(&scratch);
    return false;
}

bool setweight_parse(const Rules *rules, Str name, Str value, WeightSetting *out, Error *err) {
    if (!nearest_weight(rules, name, &out->weight, err)) return false;
    if (!setweight_number(value, &out->value))
        return error_set(err, ERROR_USAGE, "weight " STR_FMT ": \"" STR_FMT "\" is no number",
                         STR_ARG(name), STR_ARG(value));
    Weight weight = weights_at(rules, out->weight);
    return check_range(&weight, name, out->value, err);
}

const Rules *setweight_rules(const Rules *rules, const WeightSetting *sets, uint32_t count,
                             Arena *arena) {
    if (count == 0) return rules;
    Rules *own = arena_new(arena, Rules);
    *own = weights_copy(rules, arena);
    for (uint32_t i = 0; i < count; i++)
        *weights_place(own, sets[i].weight) = sets[i].value;
    return own;
}
