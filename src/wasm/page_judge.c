// SPDX-License-Identifier: MIT
// The module of the HTML page: run_rescore() with the built-in rules, for a host that has only numbers
// and bytes to give.
//
//     report, [("admin", 3)]  ─►  what `stayorgo rescore report.json --set admin=3 -o json` prints,
//                                 and the sentences of the page
//
// A report keeps the weights that it was decided with. Those that differ from the rules compiled in
// here are set first, so that the page starts from its own report and not from today's rules. Where
// the rules themselves are others (--rules), their signals are not known here, and the page is refused.
//
// Limits: one report at a time, and the state between two calls is global: the host has one thread,
// and nothing but this file is told from outside what to do next.
#include "wasm/page_judge.h"

#include "model/weights.h"
#include "render/html_words.h"
#include "render/render.h"
#include "reread/reread.h"
#include "rules/rules.h"
#include "run.h"
#include "version.h"

#include "base/banned.h"

typedef struct PageJudge {
    Arena arena;          // the report, and what it sets
    Str report;           // JSON
    WeightSetting *sets;  // those of the report, then those of the page, which win
    uint32_t own, count;  // of the report; of both
    Arena room, answered; // of the host's bytes; of the last answer
    Str answer;
} PageJudge;

static PageJudge judge;

static bool refuse(const char *sentence) {
    judge.answer = str_copy(&judge.answered, str_from_c(sentence));
    return false;
}

char *page_judge_room(uint32_t bytes) {
    arena_free(&judge.room);
    return arena_array(&judge.room, char, bytes + 1);
}

// The weights of the report that are not those of the rules.
static void keep_weights(const Reread *saved) {
    const Rules *rules = &rules_builtin;
    for (uint32_t i = 0; i < weights_count(rules); i++) {
        bool is_other =
            saved->has_weight[i] && !weights_equal(saved->weights[i], weights_at(rules, i).value);
        if (is_other) judge.sets[judge.own++] = (WeightSetting){i, saved->weights[i]};
    }
    judge.count = judge.own;
}

bool page_judge_open(const char *report, uint32_t len) {
    Error err = {0};
    Reread *saved = arena_new(&judge.arena, Reread);
    arena_free(&judge.answered);
    judge.report = str_copy(&judge.arena, (Str){report, len});
    judge.sets = arena_array(&judge.arena, WeightSetting, weights_count(&rules_builtin) * 2 + 1);
    judge.own = judge.count = 0;
    RereadInput input = {judge.report, STR("the report"), &rules_builtin};
    if (!reread_report(&input, &judge.arena, saved, &err)) return refuse(err.text);
    if (!str_eq(saved->rescored.digest, rules_builtin.digest))
        return refuse("the report was made with other rules than those that this page knows");
    keep_weights(saved);
    return true;
}

void page_judge_clear(void) {
    judge.count = judge.own;
}

bool page_judge_set(const char *name, uint32_t len, double value) {
    uint32_t weight = weights_find(&rules_builtin, (Str){name, len});
    if (weight == NONE) return false;
    if (judge.count - judge.own >= weights_count(&rules_builtin)) return false;
    judge.sets[judge.count++] = (WeightSetting){weight, value};
    return true;
}

bool page_judge_decide(void) {
    Error err = {0};
    Run run;
    RescoreOptions options = {.text = judge.report,
                              .file = STR("the report"),
                              .rules = &rules_builtin,
                              .sets = judge.sets,
                              .set_count = judge.count};
    arena_free(&judge.answered);
    if (!run_rescore(&options, &run, &err)) return refuse(err.text);
    Buf text = buf_new(&judge.answered);
    RenderStyle style = {.columns = 80, .version = STR(STAYORGO_VERSION)};
    out_json.render(&run.report, &style, &text);
    buf_char(&text, '\0');
    html_words(&run.report, &text);
    arena_free(&run.arena);
    judge.answer = buf_str(&text);
    return true;
}

const char *page_judge_text(void) {
    return judge.answer.ptr;
}

uint32_t page_judge_length(void) {
    return judge.answer.len;
}
