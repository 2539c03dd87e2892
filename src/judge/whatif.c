// SPDX-License-Identifier: MIT
// Changes a count, and with it all that counts the same things.
//
//     admin.customised 41 → 3     ─►  admin.customised 3, "tailored admin classes" priced for 3;
//                                     days of moving to FastAPI: 28.7 → 2.1
//
// One thing in the code may be a need, an investment and a price at once. If a counterfactual
// changed only one of them, it would contradict itself: pages that are gone, and are rewritten for
// money. Two entries count the same things when one is priced by the other, or both take over the
// hits of one fact; then 38 admin classes less are 38 less for each. Of what is gone, the same
// share is gone inside a cut as outside; what is new is outside.
//
// Limits: conditions (`when`) and densities (`per`) are not counted anew; they need the code.
#include "judge/whatif.h"

#include "judge/cost.h"

#include "base/banned.h"

static bool counts_fact(const SignalRule *rule, Str fact) {
    for (uint32_t c = 0; c < rule->clause_count; c++) {
        const Clause *clause = &rule->clauses[c];
        for (uint32_t i = 0; clause->kind == PREDICATE_FACT && i < clause->name_count; i++)
            if (str_eq(clause->names[i], fact)) return true;
    }
    return false;
}

static bool count_same(const SignalRule *a, const SignalRule *b) {
    if (a == b) return true;
    for (uint32_t c = 0; c < a->clause_count; c++) {
        const Clause *clause = &a->clauses[c];
        for (uint32_t i = 0; clause->kind == PREDICATE_FACT && i < clause->name_count; i++)
            if (counts_fact(b, clause->names[i])) return true;
    }
    return false;
}

static const SignalRule *find_rule(const Rules *rules, Str id) {
    for (uint32_t i = 0; i < rules->signal_count; i++)
        if (str_eq(rules->signals[i].id, id)) return &rules->signals[i];
    return NULL;
}

// What counts the same things as one signal; asked for the same one many times on end.
static void find_row(WhatIf *what, uint32_t index) {
    if (what->row == index) return;
    const Rules *rules = what->rules;
    const Tally *tally = &what->tally;
    const SignalRule *rule = &rules->signals[tally->signals[index].rule];
    what->row = index;
    for (uint32_t i = 0; i < tally->signal_count; i++)
        what->shares_signal[i] = count_same(rule, &rules->signals[tally->signals[i].rule]);
    for (uint32_t e = 0; tally->efforts && e < rules->effort_count; e++) {
        const SignalRule *priced = what->priced[e];
        what->shares_effort[e] =
            priced ? count_same(rule, priced) : counts_fact(rule, rules->efforts[e].of);
    }
}

bool whatif_shares(WhatIf *what, uint32_t a, uint32_t b) {
    find_row(what, a);
    return what->shares_signal[b];
}

WhatIf whatif_of(const Rules *rules, const Tally *tally, Arena *arena) {
    WhatIf what = {.rules = rules, .original = tally, .tally = *tally};
    what.tally.signals = arena_array(arena, TallySignal, tally->signal_count);
    what.cuts = arena_array(arena, TallyCut, tally->cut_count);
    what.inside = arena_array(arena, uint32_t *, tally->cut_count);
    for (uint32_t c = 0; c < tally->cut_count; c++) {
        what.inside[c] = arena_array(arena, uint32_t, tally->signal_count);
        what.cuts[c] = tally->cuts[c];
        what.cuts[c].inside = what.inside[c];
    }
    what.tally.cuts = what.cuts;
    if (tally->efforts) {
        what.efforts = arena_array(arena, uint32_t, rules->effort_count);
        what.tally.efforts = what.efforts;
    }
    what.row = NONE;
    what.shares_signal = arena_array(arena, bool, tally->signal_count);
    what.shares_effort = arena_array(arena, bool, rules->effort_count);
    what.priced = arena_array(arena, const SignalRule *, rules->effort_count);
    for (uint32_t e = 0; e < rules->effort_count; e++)
        what.priced[e] = find_rule(rules, rules->efforts[e].of);
    whatif_reset(&what);
    return what;
}

void whatif_reset(WhatIf *what) {
    const Tally *original = what->original;
    uint32_t n = original->signal_count;
    for (uint32_t i = 0; i < n; i++)
        what->tally.signals[i] = original->signals[i];
    for (uint32_t c = 0; c < original->cut_count; c++)
        for (uint32_t i = 0; i < n; i++)
            what->inside[c][i] = original->cuts[c].inside[i];
    for (uint32_t e = 0; what->efforts && e < what->rules->effort_count; e++)
        what->efforts[e] = original->efforts[e];
    for (uint32_t side = 0; side < SIDE_OTHER; side++)
        what->tally.days[side] = original->days[side];
}

static uint32_t moved(uint32_t count, int64_t by) {
    int64_t sum = (int64_t)count + by;
    return sum < 0 ? 0 : sum > UINT32_MAX ? UINT32_MAX : (uint32_t)sum;
}

static void move_signal(WhatIf *what, uint32_t index, int64_t by) {
    TallySignal *signal = &what->tally.signals[index];
    uint32_t count = moved(signal->count, by);
    for (uint32_t c = 0; c < what->tally.cut_count && count < signal->count; c++)
        what->inside[c][index] =
            (uint32_t)((uint64_t)what->inside[c][index] * count / signal->count);
    signal->count = count;
}

void whatif_set(WhatIf *what, uint32_t index, uint32_t count) {
    int64_t by = (int64_t)count - what->tally.signals[index].count;
    find_row(what, index);
    for (uint32_t i = 0; i < what->tally.signal_count; i++) {
        // What counts nothing now is kept at that by its conditions.
        bool moves = what->shares_signal[i] && what->tally.signals[i].count > 0;
        if (i == index || moves) move_signal(what, i, by);
    }
    for (uint32_t e = 0; what->efforts && e < what->rules->effort_count; e++)
        if (what->shares_effort[e]) what->efforts[e] = moved(what->efforts[e], by);
    if (what->efforts) cost_price(what->rules, &what->tally);
}
