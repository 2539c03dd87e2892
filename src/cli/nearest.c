// SPDX-License-Identifier: MIT
// Ids of rules: finding one, and what may have been meant by one that is not there.
//
//   "admin.action"   ->  there is no "admin.action"; did you mean admin.actions?
//   "webhook"        ->  there is no "webhook"; did you mean api.webhooks?
//
// How: all ids are walked in the order of their kinds. What was meant has few letters wrong (edit
// distance, at most a third of the word), or holds the word as a part.
// Limits: ID_BYTES_MAX; a longer word means nothing. When a criterion and a framework share an id,
// the criterion is explained: kinds come in the order of KINDS.
#include "cli/nearest.h"

#include "model/weights.h"

#include "base/banned.h"

enum { ID_BYTES_MAX = 80, SHOWN = 4 };

static const SubjectKind KINDS[] = {SUBJECT_SIGNAL,    SUBJECT_FACT,    SUBJECT_CRITERION,
                                    SUBJECT_FRAMEWORK, SUBJECT_NUMBER,  SUBJECT_EFFORT,
                                    SUBJECT_ADVICE,    SUBJECT_FINDING, SUBJECT_SYNTAX};
_Static_assert(ARRAY_LEN(KINDS) == SUBJECT_COUNT, "every kind");

// The id of rule number `index` of a kind; false behind the last one.
static bool id_at(const Rules *rules, SubjectKind kind, uint32_t index, Str *out) {
    const uint32_t counts[] = {
        [SUBJECT_SIGNAL] = rules->signal_count,
        [SUBJECT_FACT] = rules->fact_count,
        [SUBJECT_SYNTAX] = FACT_COUNT,
        [SUBJECT_FRAMEWORK] = rules->framework_count,
        [SUBJECT_CRITERION] = rules->criterion_count,
        [SUBJECT_NUMBER] = rules->number_count,
        [SUBJECT_EFFORT] = rules->effort_count,
        [SUBJECT_ADVICE] = rules->advice_count,
        [SUBJECT_FINDING] = rules->finding_count,
    };
    if (index >= counts[kind]) return false;
    switch (kind) {
    case SUBJECT_SIGNAL: *out = rules->signals[index].id; break;
    case SUBJECT_FACT: *out = rules->facts[index].id; break;
    case SUBJECT_SYNTAX: *out = str_from_c(facts_key((FactKind)index)); break;
    case SUBJECT_FRAMEWORK: *out = rules->frameworks[index].id; break;
    case SUBJECT_CRITERION: *out = rules->criteria[index].id; break;
    case SUBJECT_NUMBER: *out = rules->numbers[index].name; break;
    case SUBJECT_EFFORT: *out = rules->efforts[index].id; break;
    case SUBJECT_ADVICE: *out = rules->advice[index].id; break;
    case SUBJECT_FINDING: *out = rules->findings[index].id; break;
    case SUBJECT_COUNT: BUG("no kind");
    }
    return true;
}

// Letters to insert, drop or change on the way from one to the other.
static uint32_t distance(Str a, Str b) {
    uint32_t row[ID_BYTES_MAX + 1];
    for (uint32_t j = 0; j <= b.len; j++)
        row[j] = j;
    for (uint32_t i = 0; i < a.len; i++) {
        uint32_t diagonal = row[0];
        row[0] = i + 1;
        for (uint32_t j = 0; j < b.len; j++) {
            uint32_t best = diagonal + (a.ptr[i] != b.ptr[j]);
            if (row[j] + 1 < best) best = row[j] + 1;
            if (row[j + 1] + 1 < best) best = row[j + 1] + 1;
            diagonal = row[j + 1];
            row[j + 1] = best;
        }
    }
    return row[b.len];
}

// 0 is as near as can be; NONE is not near.
static uint32_t farness(Str word, Str id) {
    if (word.len == 0 || word.len > ID_BYTES_MAX || id.len > ID_BYTES_MAX) return NONE;
    uint32_t wrong = distance(word, id);
    if (wrong <= word.len / 3) return wrong;
    return word.len >= 3 && str_find_str(id, word) != NONE ? ID_BYTES_MAX + id.len : NONE;
}

typedef struct Guess {
    Str id;
    uint32_t farness;
} Guess;

// Keeps `guesses` sorted, the nearest first; of equal ones the first seen stays in front.
static void keep(Guess *guesses, uint32_t *count, Guess guess) {
    uint32_t at = *count;
    while (at > 0 && guesses[at - 1].farness > guess.farness)
        at--;
    if (at == SHOWN) return;
    if (*count < SHOWN) ++*count;
    for (uint32_t i = *count - 1; i > at; i--)
        guesses[i] = guesses[i - 1];
    guesses[at] = guess;
}

const char *nearest_word(Str word, const char *const *names, uint32_t count) {
    const char *near = NULL;
    for (uint32_t i = 0, best = NONE; i < count; i++) {
        uint32_t far = farness(word, str_from_c(names[i]));
        if (far < best) near = names[i];
        if (far < best) best = far;
    }
    return near;
}

// "a", "a or b", "a, b or c".
static Str joined(const Guess *guesses, uint32_t count, Arena *arena) {
    Buf text = buf_new(arena);
    for (uint32_t i = 0; i < count; i++)
        buf_fmt(&text, "%s" STR_FMT,
                i == 0           ? ""
                : i + 1 == count ? " or "
                                 : ", ",
                STR_ARG(guesses[i].id));
    return buf_str(&text);
}

bool nearest_weight(const Rules *rules, Str name, uint32_t *out, Error *err) {
    *out = weights_find(rules, name);
    if (*out != NONE) return true;
    Guess guesses[SHOWN];
    uint32_t count = 0;
    Arena scratch = {0};
    for (uint32_t i = 0; i < weights_count(rules); i++) {
        Weight weight = weights_at(rules, i);
        Str known = weights_name(&weight, &scratch);
        uint32_t far = farness(name, known);
        // "admins" means admin, of which the weight is meant when nothing else is said.
        uint32_t bare = weight.nth == 0 ? farness(name, weight.id) : NONE;
        Guess guess = {known, bare < far ? bare : far};
        if (guess.farness != NONE) keep(guesses, &count, guess);
    }
    if (count > 0)
        error_set(err, ERROR_USAGE, "there is no weight \"" STR_FMT "\"; did you mean " STR_FMT "?",
                  STR_ARG(name), STR_ARG(joined(guesses, count, &scratch)));
    else
        error_set(err, ERROR_USAGE,
                  "there is no weight \"" STR_FMT
                  "\"; it is a number of matrix.json, or the id of a criterion, signal or price",
                  STR_ARG(name));
    arena_free(&scratch);
    return false;
}

bool nearest_error(const Rules *rules, SubjectKind kind, Str id, Error *err) {
    Guess guesses[SHOWN];
    uint32_t count = 0;
    for (uint32_t k = 0; k < SUBJECT_COUNT; k++) {
        if (kind != SUBJECT_COUNT && kind != KINDS[k]) continue;
        Str known;
        for (uint32_t i = 0; id_at(rules, KINDS[k], i, &known); i++) {
            Guess guess = {known, farness(id, known)};
            if (guess.farness != NONE) keep(guesses, &count, guess);
        }
    }
    Arena scratch = {0};
    const char *what = kind == SUBJECT_SIGNAL ? "signal" : "rule";
    if (count > 0)
        error_set(err, ERROR_USAGE, "there is no %s \"" STR_FMT "\"; did you mean " STR_FMT "?",
                  what, STR_ARG(id), STR_ARG(joined(guesses, count, &scratch)));
    else
        error_set(err, ERROR_USAGE,
                  "there is no %s \"" STR_FMT "\"; `stayorgo rules list` shows the signals", what,
                  STR_ARG(id));
    arena_free(&scratch);
    return false;
}

bool nearest_find(const Rules *rules, Str id, SubjectKind *out_kind, uint32_t *out_index,
                  Error *err) {
    for (uint32_t k = 0; k < SUBJECT_COUNT; k++) {
        Str known = {0};
        for (uint32_t i = 0; id_at(rules, KINDS[k], i, &known); i++) {
            if (!str_eq(known, id)) continue;
            *out_kind = KINDS[k];
            *out_index = i;
            return true;
        }
    }
    return nearest_error(rules, SUBJECT_COUNT, id, err);
}

void nearest_list(const Rules *rules, Buf *out) {
    for (uint32_t k = 0; k < SUBJECT_COUNT; k++) {
        Str id = {0};
        for (uint32_t i = 0; id_at(rules, KINDS[k], i, &id); i++)
            buf_fmt(out, STR_FMT "\n", STR_ARG(id));
    }
}
