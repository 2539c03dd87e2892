// SPDX-License-Identifier: MIT
// stayorgo explain ID: what a rule of any kind is, and why it matters.
//
//     stayorgo explain admin.actions                 from the rules alone
//     stayorgo explain admin.actions --here shop     also its count and places in shop/
//
// The examples of a signal are run on the spot, so the lines shown as counted are those that this
// program counts with these rules.
// Limits: PLACES_MAX places; one PATH.
#include "cli/example.h"
#include "cli/nearest.h"
#include "cli/session.h"
#include "cli/style.h"

#include "base/banned.h"

enum { PLACES_MAX = 40 };

typedef struct Explain {
    Explanation what;
    Arena *arena;
} Explain;

// Several lists of hits, one after the other: a framework has four.
typedef struct Found {
    HitList lists[4];
    uint32_t count;
} Found;

// What a price or an advice points at: a fact or a signal.
static const Match *pointed_at(const Rules *rules, Str id, const Matches *matches) {
    for (uint32_t i = 0; i < rules->signal_count; i++)
        if (str_eq(rules->signals[i].id, id)) return &matches->signals[i];
    for (uint32_t i = 0; i < rules->fact_count; i++)
        if (str_eq(rules->facts[i].id, id)) return &matches->facts[i];
    return NULL;
}

static Found found_by(const Explanation *what, const Matches *matches) {
    const Match *match = NULL;
    const Rules *rules = what->rules;
    if (what->kind == SUBJECT_EFFORT)
        match = pointed_at(rules, rules->efforts[what->index].of, matches);
    if (what->kind == SUBJECT_ADVICE)
        match = pointed_at(rules, rules->advice[what->index].of, matches);
    if (what->kind == SUBJECT_SIGNAL) match = &matches->signals[what->index];
    if (what->kind == SUBJECT_FACT) match = &matches->facts[what->index];
    if (match) return (Found){{match->hits}, match->count};
    if (what->kind == SUBJECT_SYNTAX)
        return (Found){.count = (uint32_t)matches->syntax[what->index]};
    if (what->kind != SUBJECT_FRAMEWORK) return (Found){0};
    const FrameworkMatch *framework = &matches->frameworks[what->index];
    return (Found){{framework->entry, framework->spread, framework->declared, framework->plugin},
                   framework->entry.len + framework->spread.len + framework->declared.len +
                       framework->plugin.len};
}

// The first places of all lists, with what stands there.
static void add_places(Explain *explain, const Report *report, const Found *found) {
    VEC(FoundPlace) places = {0};
    for (uint32_t l = 0; l < ARRAY_LEN(found->lists); l++) {
        HitList list = found->lists[l];
        if (list.len > PLACES_MAX - places.len) list.len = PLACES_MAX - places.len;
        Str *texts = arena_array(explain->arena, Str, list.len);
        run_lines(report->source, list, explain->arena, texts);
        for (uint32_t i = 0; i < list.len; i++) {
            const Hit *hit = &list.items[i];
            Str path = report->source->files.items[hit->file].path;
            FoundPlace place = {.path = str_copy(explain->arena, path),
                                .line = hit->pos.row + 1,
                                .text = texts[i],
                                .detail = str_copy(explain->arena, hit->detail)};
            vec_push(explain->arena, &places, place);
        }
    }
    explain->what.places = places.items;
    explain->what.place_count = places.len;
}

// A finding is more than its hits: where it applies, and which calls lead to one.
static Found found_of_rule(Explain *explain, const Report *report) {
    Hit *hits = arena_array(explain->arena, Hit, report->finding_count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < report->finding_count; i++) {
        const Finding *finding = &report->findings[i];
        if (finding->rule != &explain->what.rules->findings[explain->what.index]) continue;
        if (finding->is_suppressed || finding->file == NONE) continue;
        hits[count++] =
            (Hit){.file = finding->file, .pos = finding->pos, .detail = finding->message};
    }
    return (Found){{{hits, count}}, count};
}

static void look_here(void *ctx, const Report *report) {
    Explain *explain = ctx;
    const Rules *rules = explain->what.rules;
    Found found = explain->what.kind == SUBJECT_FINDING ? found_of_rule(explain, report)
                                                        : found_by(&explain->what, report->matches);
    explain->what.is_here = true;
    explain->what.count = found.count;
    uint32_t *counts = arena_array(explain->arena, uint32_t, rules->signal_count);
    for (uint32_t i = 0; i < rules->signal_count; i++)
        counts[i] = report->matches->signals[i].count;
    explain->what.counts = counts;
    add_places(explain, report, &found);
}

static bool check_arguments(const Options *options, Error *err) {
    uint32_t count = options->paths.len;
    if (count == 0)
        return error_set(
            err, ERROR_USAGE,
            "expected the ID of a signal, finding, fact, framework, criterion, number, price or "
            "advice; "
            "`stayorgo rules list` shows the signals");
    if (count > 1 && !options->here)
        return error_set(err, ERROR_USAGE, "explain takes one ID; a PATH goes with --here");
    return count <= 2 || error_set(err, ERROR_USAGE, "--here goes with one PATH");
}

static bool explain_id(Session *session, Str id, Explain *explain, Outcome *outcome, Error *err) {
    Explanation *what = &explain->what;
    what->rules = session->rules;
    if (!nearest_find(session->rules, id, &what->kind, &what->index, err)) return false;
    bool is_finding = what->kind == SUBJECT_FINDING;
    if (is_finding || what->kind == SUBJECT_SIGNAL) {
        uint32_t before = is_finding ? session->rules->signal_count : 0;
        RuleExamples rule = rulebook_examples(session->rules, before + what->index);
        if (!example_run_all(session->rules, &rule, &session->arena, &what->runs, err))
            return false;
    }
    return !session->options->here || session_each(session, look_here, explain, outcome, err);
}

bool cmd_explain(const Options *options, Outcome *outcome, Error *err) {
    if (!check_arguments(options, err)) return false;
    Options rest = *options; // without the ID: what is left is a PATH
    rest.paths = (StrVec){options->paths.items + 1, options->paths.len - 1, 0};
    Session session;
    bool ok = session_open(&rest, &session, err);
    session.keeps_rules = true;
    if (ok) {
        Explain explain = {.arena = &session.arena};
        ok = explain_id(&session, options->paths.items[0], &explain, outcome, err);
        if (ok && outcome->failures.len == 0) {
            Buf out = buf_new(&session.arena);
            RenderStyle style = style_for(options, (Str){0});
            run_rulebook()->explanation(&explain.what, &style, &out);
            ok = session_write((Str){0}, buf_str(&out), outcome, err);
        }
    }
    session_close(&session);
    return ok;
}
