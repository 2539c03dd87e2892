// SPDX-License-Identifier: MIT
// Words, numbers and small answers that several stages share.
//
//     report_decision_key(DECISION_STAY)            ->  "stay"
//     report_number(rules, NUMBER_MIGRATE)          ->  0.05, from rules/matrix.json
//
// Numbers are looked up by name in a table of a dozen rows; rule sets that lack one are refused
// when they are loaded, so a missing one here is our own mistake.
#include "model/report.h"

#include "base/banned.h"

static const char *const DECISION_KEYS[] = {
    [DECISION_STAY] = "stay",           [DECISION_MIGRATE] = "migrate", [DECISION_SPLIT] = "split",
    [DECISION_UNDECIDED] = "undecided", [DECISION_NONE] = "none",
};
_Static_assert(ARRAY_LEN(DECISION_KEYS) == DECISION_COUNT, "one key a decision");

const char *report_decision_key(Decision decision) {
    return DECISION_KEYS[decision];
}

static const char *const NONE_KEYS[] = {
    [NONE_NOT] = "",
    [NONE_NO_CODE] = "no_code",
    [NONE_NO_WEB] = "no_web",
    [NONE_ONLY_APART] = "only_apart",
    [NONE_LIBRARY] = "library",
    [NONE_PLUGIN] = "plugin",
    [NONE_TEMPLATE] = "template",
};
_Static_assert(ARRAY_LEN(NONE_KEYS) == NONE_COUNT, "one key a reason");

const char *report_none_key(NoneReason reason) {
    return NONE_KEYS[reason];
}

static const char *const KIND_KEYS[] = {
    [SIGNAL_NEED] = "need",
    [SIGNAL_INVESTMENT] = "investment",
    [SIGNAL_FORCED] = "forced",
};
_Static_assert(ARRAY_LEN(KIND_KEYS) == SIGNAL_KIND_COUNT, "one key a kind of signal");

const char *report_kind_key(SignalKind kind) {
    return KIND_KEYS[kind];
}

double report_number(const Rules *rules, NumberId id) {
    static const char *const KEYS[] = {
#define NUMBER(name, key, what) key,
#include "model/numbers.def"
#undef NUMBER
    };
    Str name = str_from_c(KEYS[id]);
    for (uint32_t i = 0; i < rules->number_count; i++) {
        if (str_eq(rules->numbers[i].name, name)) return rules->numbers[i].value;
    }
    BUG("a number of matrix.json is missing");
}

double report_share(TallyShare share, double of_none) {
    return share.whole ? (double)share.part / (double)share.whole : of_none;
}

static const KindOn *find_kind_on(const SignalRule *rule, Str framework) {
    for (uint32_t i = 0; i < rule->kind_on_count; i++)
        if (str_eq(rule->kind_on[i].framework, framework)) return &rule->kind_on[i];
    return NULL;
}

bool report_kind(const SignalRule *rule, const FrameworkRule *base, const FrameworkRule *second,
                 SignalKind *out) {
    const KindOn *on = find_kind_on(rule, base ? base->id : STR("none"));
    const KindOn *beside = second ? find_kind_on(rule, second->id) : NULL;
    *out = (SignalKind)(on ? on->kind : rule->kind);
    bool is_brought = beside && !beside->ignored && beside->kind == SIGNAL_FORCED;
    if (is_brought && *out == SIGNAL_NEED) *out = SIGNAL_FORCED;
    return !on || !on->ignored;
}

const FrameworkUse *report_second(const Rules *rules, const Project *project) {
    if (project->base == NULL || project->tally.none != NONE_NOT) return NULL;
    double share = report_number(rules, NUMBER_FRAMEWORK_HYBRID);
    for (uint32_t i = 1; i < project->framework_count; i++) {
        const FrameworkUse *use = &project->frameworks[i];
        bool is_large = use->files >= share * project->base->files;
        if (use->entries && (use->routes || (is_large && project->base->routes))) return use;
    }
    return NULL;
}

uint32_t report_criterion(const Rules *rules, Str id) {
    for (uint32_t i = 0; i < rules->criterion_count; i++)
        if (str_eq(rules->criteria[i].id, id)) return i;
    BUG("a signal names a criterion that the matrix does not have");
}
