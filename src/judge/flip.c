// SPDX-License-Identifier: MIT
// The smallest changes of what was counted that would give another verdict.
//
//     stay on Django: 41 customised admin classes, 63 pages
//     ─►  "3 admin classes are tailored to the staff's work (now 41): migrate to FastAPI"
//
// Each count goes down to nothing and up to a plausible most, in steps that double; between the last
// step that changes nothing and the first that does, halving finds the smallest change. How large a
// change is, is told by how much of a saturated strength it moves: from 41 to 38 admin classes is
// little, from none to three is much. Then two counts at a time: of the changes that bring another
// verdict nearest, each pair in quarters of the way. Every change is verified by decide() itself,
// and takes along whatever else counts the same things (whatif.c).
//
// Limits: a count grows to MOST_TIMES what it is. Where a longer way leads back to the present verdict, only what the steps hit is seen. At
// most DECISIONS_MAX decisions are made. What needs a condition, or another framework (whose.c), is not
// invented from nothing, and nothing is by the dozens.
#include "judge/flip.h"

#include "judge/flipwords.h"
#include "judge/verdict.h"
#include "judge/whatif.h"
#include "judge/whose.h"

#include "base/banned.h"

enum {
    DECISIONS_MAX = 8000,
    MOST_AT_LEAST = 10, // any count that is not 0 may grow to this
    MOST_TIMES = 2,     // … or to so many times what it is
    MOST_FROM_NOTHING = 20,
    INVENTED_MAX =
        1,           // changes that begin with nothing: one shows the way, more is a list of wishes
    PAIR_MOVES = 10, // moves that are tried in pairs
    QUARTERS = 4,
};

// A way that one count may go.
typedef struct Move {
    uint32_t signal; // index into the tally
    uint32_t from, to;
    double size;     // 0…1: share of a saturated strength that it moves
    double distance; // to another verdict at its end
} Move;

typedef VEC(Move) MoveVec;

typedef struct Search {
    const Rules *rules;
    const Weights *weights;
    const Outcome *now;
    Arena *arena; // scratch
    WhatIf what;
    uint32_t decisions;
} Search;

static double size_of(const Search *search, uint32_t signal, uint32_t to) {
    const TallySignal *counted = &search->what.original->signals[signal];
    const SignalRule *rule = &search->rules->signals[counted->rule];
    double half = rule->half + rule->share * counted->size;
    double moved = decide_saturate(to, half) - decide_saturate(counted->count, half);
    return moved < 0 ? -moved : moved;
}

// The fit moves where the verdict does. More typed routes may cost more than they gain, or be the
// last bit of evidence for staying; a reader would take either for a mistake.
static bool is_sensible(const Outcome *now, const Outcome *other) {
    double towards = other->target == SIDE_DJANGO ? now->fit - other->fit : other->fit - now->fit;
    if (other->decision == DECISION_STAY) return towards <= 0;
    return other->decision == DECISION_UNDECIDED || towards >= 0;
}

// Another verdict when the signal is counted so often, and `also`, if there is one, its own way?
static bool is_another(Search *search, const Move *move, const Move *also, Outcome *out) {
    whatif_reset(&search->what);
    whatif_set(&search->what, move->signal, move->to);
    if (also) whatif_set(&search->what, also->signal, also->to);
    decide(search->rules, search->weights, &search->what.tally, out);
    search->decisions++;
    return !verdict_same(search->now, out);
}

// … and one that a reader would expect?
static bool gives_another(Search *search, const Move *move, const Move *also, Outcome *out) {
    return is_another(search, move, also, out) && is_sensible(search->now, out);
}

// The count that a plausible change ends at; `from` if there is no plausible one.
static uint32_t end_of(const Search *search, uint32_t signal, bool up) {
    const TallySignal *counted = &search->what.original->signals[signal];
    const SignalRule *rule = &search->rules->signals[counted->rule];
    if (rule->lean == 0 && counted->kind != SIGNAL_INVESTMENT) return counted->count;
    if (!up) return 0;
    if (rule->half >= UINT32_MAX / 8 || counted->count >= UINT32_MAX / 8) return counted->count;
    uint32_t half = (uint32_t)rule->half;
    if (counted->count == 0) {
        if (counted->kind != SIGNAL_NEED || rule->when_count) return 0;
        if (whose_is_foreign(search->rules, rule, search->what.original->base)) return 0;
        return half < MOST_FROM_NOTHING ? MOST_AT_LEAST + half / 2 : MOST_FROM_NOTHING;
    }
    uint32_t most = MOST_TIMES * counted->count;
    return most < MOST_AT_LEAST ? MOST_AT_LEAST : most;
}

static Move at(const Search *search, const Move *move, uint32_t to) {
    Move moved = *move;
    moved.to = to;
    moved.size = size_of(search, move->signal, to);
    return moved;
}

// The smallest change of one signal in one direction; `move` leads to its end.
static bool find_smallest(Search *search, Move *move) {
    Outcome outcome;
    uint32_t same = move->from, end = move->to;
    for (uint32_t step = 1;; step *= 2) {
        uint32_t left = same < end ? end - same : same - end;
        uint32_t by = step < left ? step : left;
        uint32_t to = same < end ? same + by : same - by;
        *move = at(search, move, to);
        if (gives_another(search, move, NULL, &outcome)) break;
        if (to == end) return false;
        same = to;
    }
    for (uint32_t other = move->to; (same < other ? other - same : same - other) > 1;) {
        uint32_t middle = same < other ? same + (other - same) / 2 : other + (same - other) / 2;
        Move half_way = at(search, move, middle);
        if (gives_another(search, &half_way, NULL, &outcome)) {
            *move = half_way;
            other = middle;
        } else {
            same = middle;
        }
    }
    return true;
}

// Smallest first, then in the order of the rules.
static void insert(Arena *arena, MoveVec *moves, Move move, bool by_distance) {
    vec_push(arena, moves, move);
    uint32_t i = moves->len - 1;
    for (; i > 0; i--) {
        const Move *before = &moves->items[i - 1];
        double a = by_distance ? before->distance : before->size;
        double b = by_distance ? move.distance : move.size;
        if (a <= b) break;
        moves->items[i] = *before;
    }
    moves->items[i] = move;
}

// An investment in what is also needed: the need tells it better.
static bool is_told_by_need(Search *search, uint32_t signal) {
    const Tally *tally = search->what.original;
    if (tally->signals[signal].kind != SIGNAL_INVESTMENT) return false;
    for (uint32_t i = 0; i < tally->signal_count; i++) {
        const TallySignal *other = &tally->signals[i];
        if (other->kind == SIGNAL_INVESTMENT || other->count == 0) continue;
        if (whatif_shares(&search->what, signal, i)) return true;
    }
    return false;
}

// All smallest single changes, and the ways that lead nearest to another verdict.
static void find_singles(Search *search, MoveVec *singles, MoveVec *nearest) {
    const Tally *tally = search->what.original;
    for (uint32_t i = 0; i < tally->signal_count; i++) {
        for (uint32_t up = 0; up < 2; up++) {
            if (search->decisions > DECISIONS_MAX / 2) return;
            Move move = {.signal = i, .from = tally->signals[i].count};
            move = at(search, &move, end_of(search, i, up != 0));
            if (move.to == move.from || is_told_by_need(search, i)) continue;
            Outcome outcome;
            bool another = gives_another(search, &move, NULL, &outcome);
            move.distance = another ? 0 : outcome.margin;
            if (another || outcome.margin < search->now->margin)
                insert(search->arena, nearest, move, true);
            if (nearest->len > PAIR_MOVES) nearest->len = PAIR_MOVES;
            if (find_smallest(search, &move)) insert(search->arena, singles, move, false);
        }
    }
}

// The smallest pair: each of two changes some quarters of its way, and neither enough alone.
static bool find_pair(Search *search, const MoveVec *nearest, Move out[2]) {
    bool found = false;
    Outcome outcome;
    for (uint32_t n = 0; n < nearest->len * nearest->len * QUARTERS * QUARTERS; n++) {
        const Move *a = &nearest->items[n / (QUARTERS * QUARTERS) / nearest->len];
        const Move *b = &nearest->items[n / (QUARTERS * QUARTERS) % nearest->len];
        if (a->from == 0 || b->from == 0) continue; // two things at once, and one of them made up
        if (a >= b || whatif_shares(&search->what, a->signal, b->signal)) continue;
        uint32_t quarters_a = 1 + n / QUARTERS % QUARTERS, quarters_b = 1 + n % QUARTERS;
        int64_t way_a = (int64_t)a->to - a->from, way_b = (int64_t)b->to - b->from;
        Move x = at(search, a, (uint32_t)(a->from + way_a * quarters_a / QUARTERS));
        Move y = at(search, b, (uint32_t)(b->from + way_b * quarters_b / QUARTERS));
        if (x.to == x.from || y.to == y.from) continue;
        if (found && x.size + y.size >= out[0].size + out[1].size) continue;
        if (search->decisions > DECISIONS_MAX - 3) return found;
        if (!gives_another(search, &x, &y, &outcome)) continue;
        if (is_another(search, &x, NULL, &outcome)) continue;
        if (is_another(search, &y, NULL, &outcome)) continue;
        out[0] = x;
        out[1] = y;
        found = true;
    }
    return found;
}

static Flip flip_of(Search *search, const Move *move, const Move *also, Str *cut) {
    Outcome outcome;
    bool another = gives_another(search, move, also, &outcome);
    assert(another);
    (void)another;
    const Tally *tally = search->what.original;
    const SignalRule *rules = search->rules->signals;
    Flip flip = {.signal = &rules[tally->signals[move->signal].rule],
                 .from = move->from,
                 .to = move->to,
                 .decision = outcome.decision};
    if (also) {
        flip.also = &rules[tally->signals[also->signal].rule];
        flip.also_from = also->from;
        flip.also_to = also->to;
    }
    if (flip.decision == DECISION_MIGRATE || flip.decision == DECISION_SPLIT)
        flip.target = verdict_side_id(outcome.target);
    *cut = outcome.cut == NONE ? (Str){0} : tally->cuts[outcome.cut].directory;
    return flip;
}

// The smallest, but not two that are the same things by another name.
static uint32_t choose(Search *search, const MoveVec *singles, Move *out) {
    uint32_t n = 0, invented = 0;
    for (uint32_t i = 0; i < singles->len && n < FLIP_SINGLES_MAX; i++) {
        const Move *move = &singles->items[i];
        bool is_told = move->from == 0 && invented == INVENTED_MAX;
        for (uint32_t k = 0; k < n; k++)
            is_told |= whatif_shares(&search->what, out[k].signal, move->signal);
        if (is_told) continue;
        invented += move->from == 0;
        out[n++] = *move;
    }
    return n;
}

void flip_find(const Report *report, const Outcome *outcome, Arena *arena, Project *project) {
    project->flips = NULL;
    project->flip_count = 0;
    if (outcome->decision == DECISION_NONE) return;
    Arena scratch = {0};
    Weights weights = decide_weights(report->rules, &scratch);
    Search search = {report->rules, &weights, outcome, &scratch, {0}, 0};
    search.what = whatif_of(report->rules, &project->tally, &scratch);
    MoveVec singles = {0}, nearest = {0};
    Move chosen[FLIP_SINGLES_MAX], pair[2];
    find_singles(&search, &singles, &nearest);
    Flip *flips = arena_array(arena, Flip, FLIP_SINGLES_MAX + 1);
    Str cut;
    for (uint32_t n = choose(&search, &singles, chosen), i = 0; i < n; i++) {
        Flip *flip = &flips[project->flip_count++];
        *flip = flip_of(&search, &chosen[i], NULL, &cut);
        flip->text = flipwords_of(report, project, flip, cut, arena);
    }
    if (find_pair(&search, &nearest, pair)) {
        Flip *flip = &flips[project->flip_count++];
        *flip = flip_of(&search, &pair[0], &pair[1], &cut);
        flip->text = flipwords_of(report, project, flip, cut, arena);
    }
    project->flips = flips;
    arena_free(&scratch);
}
