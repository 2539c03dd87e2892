// SPDX-License-Identifier: MIT
// Every number of the rules that says how much something weighs or costs, as one list with names.
//
//     {"id": "admin", "weight": 2.2, "half": 3}     ─►  admin.weight 2.2, admin.half 3
//     "numbers": {"inertia": 0.14}                  ─►  inertia 0.14
//
// The list is reckoned, not stored: an index leads to a group, a rule and one of its fields. The
// table of fields below is the only place that knows them, so whoever reads, writes, compares or
// changes weights goes through here.
//
// Adding a weight: a field of a group is one row in its table; the report keeps it by position
// within its rule, so it goes to the end.
// Limits: what a signal counts, when it applies, and which criteria can be carved out is no number,
// and not here.
#include "model/weights.h"

#include <stddef.h>

#include "base/banned.h"

// Of prices less is allowed: their sums must stay whole numbers of days.
enum { FIELDS_MAX = 5, VALUE_MAX = 1000000, PRICE_MAX = 1000, FACTOR_MAX = 10 };

typedef struct Field {
    const char *name;
    size_t offset; // of the double in its rule
    double min, max;
    bool is_open;
} Field;

typedef struct Group {
    const char *key; // in a report
    size_t size;     // of one rule
    uint32_t field_count;
    Field fields[FIELDS_MAX];
} Group;

static const Group GROUPS[] = {
    [WEIGHT_NUMBER] = {"numbers",
                       sizeof(NamedNumber),
                       1,
                       {{"", offsetof(NamedNumber, value), -VALUE_MAX, VALUE_MAX, false}}},
    [WEIGHT_CRITERION] = {"criteria",
                          sizeof(CriterionRule),
                          2,
                          {{"weight", offsetof(CriterionRule, weight), 0, VALUE_MAX, false},
                           {"half", offsetof(CriterionRule, half), 0, VALUE_MAX, true}}},
    [WEIGHT_SIGNAL] = {"signals",
                       sizeof(SignalRule),
                       4,
                       {{"weight", offsetof(SignalRule, weight), 0, VALUE_MAX, false},
                        {"half", offsetof(SignalRule, half), 0, VALUE_MAX, true},
                        {"lean", offsetof(SignalRule, lean), -1, 1, false},
                        {"share", offsetof(SignalRule, share), 0, VALUE_MAX, false}}},
    [WEIGHT_EFFORT] = {"efforts",
                       sizeof(EffortRule),
                       1,
                       {{"points", offsetof(EffortRule, points), 0, PRICE_MAX, false}}},
    [WEIGHT_SCALE] = {"scale",
                      sizeof(EffortScale),
                      5,
                      {{"cost_days", offsetof(EffortScale, cost_days), 0, PRICE_MAX, false},
                       {"blocker_days", offsetof(EffortScale, blocker_days), 0, PRICE_MAX, false},
                       {"low", offsetof(EffortScale, low), 0, FACTOR_MAX, false},
                       {"high", offsetof(EffortScale, high), 0, FACTOR_MAX, false},
                       {"untested", offsetof(EffortScale, untested), 0, FACTOR_MAX, false}}},
};
_Static_assert(ARRAY_LEN(GROUPS) == WEIGHT_GROUP_COUNT, "one row a group");

static uint32_t rule_count(const Rules *rules, WeightGroup group) {
    switch (group) {
    case WEIGHT_NUMBER: return rules->number_count;
    case WEIGHT_CRITERION: return rules->criterion_count;
    case WEIGHT_SIGNAL: return rules->signal_count;
    case WEIGHT_EFFORT: return rules->effort_count;
    case WEIGHT_SCALE: return 1;
    case WEIGHT_GROUP_COUNT: break;
    }
    BUG("no group of weights");
}

static const void *rules_of(const Rules *rules, WeightGroup group) {
    switch (group) {
    case WEIGHT_NUMBER: return rules->numbers;
    case WEIGHT_CRITERION: return rules->criteria;
    case WEIGHT_SIGNAL: return rules->signals;
    case WEIGHT_EFFORT: return rules->efforts;
    case WEIGHT_SCALE: return &rules->scale;
    case WEIGHT_GROUP_COUNT: break;
    }
    BUG("no group of weights");
}

static Str id_of(const Rules *rules, WeightGroup group, uint32_t rule) {
    switch (group) {
    case WEIGHT_NUMBER: return rules->numbers[rule].name;
    case WEIGHT_CRITERION: return rules->criteria[rule].id;
    case WEIGHT_SIGNAL: return rules->signals[rule].id;
    case WEIGHT_EFFORT: return rules->efforts[rule].id;
    case WEIGHT_SCALE: return STR("scale");
    case WEIGHT_GROUP_COUNT: break;
    }
    BUG("no group of weights");
}

typedef struct Place {
    WeightGroup group;
    uint32_t rule, field;
} Place;

static Place place_of(const Rules *rules, uint32_t index) {
    for (uint32_t g = 0; g < WEIGHT_GROUP_COUNT; g++) {
        uint32_t fields = GROUPS[g].field_count;
        uint32_t count = rule_count(rules, (WeightGroup)g) * fields;
        if (index < count) return (Place){(WeightGroup)g, index / fields, index % fields};
        index -= count;
    }
    BUG("no weight has this index");
}

static const double *value_at(const Rules *rules, Place place) {
    const Group *group = &GROUPS[place.group];
    const char *rule = rules_of(rules, place.group);
    return (const double *)(const void *)(rule + place.rule * group->size +
                                          group->fields[place.field].offset);
}

uint32_t weights_count(const Rules *rules) {
    uint32_t count = 0;
    for (uint32_t g = 0; g < WEIGHT_GROUP_COUNT; g++)
        count += rule_count(rules, (WeightGroup)g) * GROUPS[g].field_count;
    return count;
}

Weight weights_at(const Rules *rules, uint32_t index) {
    Place place = place_of(rules, index);
    const Field *field = &GROUPS[place.group].fields[place.field];
    return (Weight){.group = place.group,
                    .id = id_of(rules, place.group, place.rule),
                    .field = field->name,
                    .nth = place.field,
                    .value = *value_at(rules, place),
                    .min = field->min,
                    .max = field->max,
                    .is_open = field->is_open};
}

Str weights_name(const Weight *weight, Arena *arena) {
    if (weight->field[0] == '\0') return weight->id;
    return str_fmt(arena, STR_FMT ".%s", STR_ARG(weight->id), weight->field);
}

static bool is_named(const Weight *weight, Str name) {
    if (str_eq(weight->id, name)) return true; // the first field of the rule comes first
    Str field = str_from_c(weight->field);
    return name.len == weight->id.len + 1 + field.len && str_starts(name, weight->id) &&
           name.ptr[weight->id.len] == '.' && str_ends(name, field);
}

uint32_t weights_find(const Rules *rules, Str name) {
    uint32_t count = weights_count(rules);
    for (uint32_t i = 0; i < count; i++) {
        Weight weight = weights_at(rules, i);
        if (is_named(&weight, name)) return i;
    }
    return NONE;
}

Rules weights_copy(const Rules *rules, Arena *arena) {
    Rules own = *rules;
    NamedNumber *numbers = arena_array(arena, NamedNumber, rules->number_count + 1);
    CriterionRule *criteria = arena_array(arena, CriterionRule, rules->criterion_count + 1);
    SignalRule *signals = arena_array(arena, SignalRule, rules->signal_count + 1);
    EffortRule *efforts = arena_array(arena, EffortRule, rules->effort_count + 1);
    for (uint32_t i = 0; i < rules->number_count; i++)
        numbers[i] = rules->numbers[i];
    for (uint32_t i = 0; i < rules->criterion_count; i++)
        criteria[i] = rules->criteria[i];
    for (uint32_t i = 0; i < rules->signal_count; i++)
        signals[i] = rules->signals[i];
    for (uint32_t i = 0; i < rules->effort_count; i++)
        efforts[i] = rules->efforts[i];
    own.numbers = numbers;
    own.criteria = criteria;
    own.signals = signals;
    own.efforts = efforts;
    return own;
}

double *weights_place(Rules *own, uint32_t index) {
    return (double *)(uintptr_t)value_at(own, place_of(own, index));
}

bool weights_equal(double a, double b) {
    double apart = a < b ? b - a : a - b;
    return apart < 0.0000005;
}

const char *weights_group_key(WeightGroup group) {
    return GROUPS[group].key;
}
