// SPDX-License-Identifier: MIT
// What one rule is: `stayorgo explain ID`, for a rule of any kind.
//
//     admin.actions   a signal
//     Bulk actions in the admin
//
//       An action is a staff procedure that runs on many records at once: …
//
//     How it is counted
//       - classes that derive from django.contrib.admin.ModelAdmin, whose body sets actions
//
// How: one function a section, each saying nothing when the rule says nothing. The examples are
// shown with the lines that counted marked, as the pipeline found them just now.
// Limits: the places of a repository are the first ones; `stayorgo facts --per-file` has all.
#include "render/clausewords.h"
#include "render/explain.h"
#include "render/render.h"

#include "base/banned.h"

static const char *const KINDS[] = {
    [SIGNAL_NEED] = "a need: what the project wants from a framework; it weighs in the fit",
    [SIGNAL_INVESTMENT] = "an investment: what would have to be rewritten; it weighs as cost",
    [SIGNAL_FORCED] = "forced: the framework in use brings it along; it weighs little",
};
_Static_assert(ARRAY_LEN(KINDS) == SIGNAL_KIND_COUNT, "one phrase a kind");

// "1.04": two decimals, without printf, which would follow the locale.
static Str hundredths(Page *page, double value) {
    uint64_t n = (uint64_t)(value * 100 + 0.5);
    return str_fmt(page->out->arena, "%llu.%02u", (unsigned long long)(n / 100),
                   (unsigned)(n % 100));
}

// --- How it is counted ---------------------------------------------------------------------------

static void count_by(Page *page, uint8_t how) {
    static const char *const PHRASES[] = {
        [COUNT_EACH] = "Each place counts once, however many of these it fits.",
        [COUNT_FILES] = "Counted are the files with such a place.",
        [COUNT_NAMES] = "Counted are the different names found.",
        [COUNT_LAST_NAMES] = "Counted are the different names found, each by its last part.",
        [COUNT_FUNCTIONS] = "Counted are the functions with such a place.",
    };
    explain_line(page, str_from_c(PHRASES[how]));
}

// --- What it weighs ------------------------------------------------------------------------------

static double points(const Rules *rules, const SignalRule *rule, double count) {
    double lean = rule->lean < 0 ? -rule->lean : rule->lean;
    double points = rule->weight * lean * count / (count + rule->half);
    return rule->kind == SIGNAL_FORCED ? points * report_number(rules, NUMBER_FORCED_FACTOR)
                                       : points;
}

// Counts of 1, half and four times half, each once, and what they add.
static void point_table(Page *page, const Rules *rules, const SignalRule *rule) {
    uint32_t half = (uint32_t)(rule->half + 0.999999);
    uint32_t counts[] = {1, half, 4 * half};
    for (uint32_t i = 0; i < ARRAY_LEN(counts); i++) {
        if (i > 0 && counts[i] == counts[i - 1]) continue;
        Str count = str_fmt(page->out->arena, "%u", counts[i]);
        page_indent(page, 4);
        page_cell(page, count, -6);
        buf_c(page->out, counts[i] == 1 ? " place adds  " : " places add  ");
        page_cell(page, hundredths(page, points(rules, rule, counts[i])), -5);
        buf_c(page->out, " points\n");
    }
}

static const CriterionRule *criterion_of(const Rules *rules, Str id) {
    for (uint32_t i = 0; i < rules->criterion_count; i++)
        if (str_eq(rules->criteria[i].id, id)) return &rules->criteria[i];
    return NULL;
}

static void strength(Page *page, const Rules *rules, const SignalRule *rule) {
    Arena *arena = page->out->arena;
    if (rule->kind == SIGNAL_INVESTMENT || rule->lean == 0) {
        explain_line(page, STR("It adds no points to the matrix."));
        return;
    }
    explain_line(
        page, str_fmt(arena, "At most " STR_FMT " points, half of them at a count of " STR_FMT ":",
                      STR_ARG(hundredths(page, points(rules, rule, 1e12))),
                      STR_ARG(explain_number(page, rule->half))));
    point_table(page, rules, rule);
    if (rule->per.len > 0)
        explain_line(page, str_fmt(arena,
                                   "It is a density: half is reached later by " STR_FMT
                                   " for each of " STR_FMT ".",
                                   STR_ARG(explain_number(page, rule->share)), STR_ARG(rule->per)));
}

static void kinds_on(Page *page, const SignalRule *rule) {
    for (uint32_t i = 0; i < rule->kind_on_count; i++) {
        const KindOn *on = &rule->kind_on[i];
        const char *kind = on->ignored ? "it does not apply" : KINDS[on->kind];
        explain_line(page, str_fmt(page->out->arena, "On " STR_FMT " %s%s.", STR_ARG(on->framework),
                                   on->ignored ? "" : "it is ", kind));
    }
}

static void weight(Page *page, const Rules *rules, const SignalRule *rule) {
    Arena *arena = page->out->arena;
    page_heading(page, "What it weighs");
    explain_line(page, str_fmt(arena, "It is %s.", KINDS[rule->kind]));
    kinds_on(page, rule);
    const CriterionRule *criterion = criterion_of(rules, rule->criterion);
    Buf text = buf_new(arena);
    buf_fmt(&text, "It speaks for ");
    if (rule->lean == 0) buf_c(&text, "neither side");
    if (rule->lean != 0) buf_c(&text, rule->lean < 0 ? "Django" : "FastAPI");
    buf_fmt(&text, " (lean " STR_FMT ", weight " STR_FMT ")",
            STR_ARG(explain_number(page, rule->lean)), STR_ARG(explain_number(page, rule->weight)));
    if (criterion)
        buf_fmt(&text, " in " STR_FMT " (" STR_FMT ")", STR_ARG(criterion->title),
                STR_ARG(criterion->id));
    buf_char(&text, '.');
    explain_line(page, buf_str(&text));
    strength(page, rules, rule);
    for (uint32_t i = 0; i < rule->claim_count; i++)
        explain_line(page, str_fmt(arena, "Claim %u: " STR_FMT ".", rule->claims[i],
                                   STR_ARG(rulebook_claim(rule->claims[i]))));
}

// --- The subjects --------------------------------------------------------------------------------

static void explain_signal(Page *page, const Explanation *what) {
    const SignalRule *rule = &what->rules->signals[what->index];
    explain_title(page, rule->id, "a signal", rule->title);
    buf_char(page->out, '\n');
    explain_line(page, rule->why);
    explain_say(page, rule->say_one, rule->say_many);
    page_heading(page, "How it is counted");
    explain_clauses(page, what->rules, (ClauseList){rule->clauses, rule->clause_count, true});
    explain_line(page, STR("Looked at are files of the product, unless it says otherwise."));
    count_by(page, rule->count_by);
    explain_conditions(page, what->rules, rule->when, rule->when_count, "it counts 0");
    weight(page, what->rules, rule);
    explain_moves_of(page, what->rules, rule->id);
    explain_examples(page, what, rule->examples, rule->example_count);
    explain_places(page, what);
}

static bool uses(const Clause *clause, uint32_t len, Str id) {
    for (uint32_t i = 0; i < len; i++)
        for (uint32_t n = 0; clause[i].kind == PREDICATE_FACT && n < clause[i].name_count; n++)
            if (str_eq(clause[i].names[n], id)) return true;
    return false;
}

static void used_by(Page *page, const Rules *rules, Str id) {
    Buf ids = buf_new(page->out->arena);
    for (uint32_t i = 0; i < rules->signal_count; i++) {
        const SignalRule *rule = &rules->signals[i];
        bool is_used = uses(rule->clauses, rule->clause_count, id);
        for (uint32_t c = 0; c < rule->when_count; c++)
            is_used = is_used || str_eq(rule->when[c].fact, id);
        if (is_used) buf_fmt(&ids, "%s" STR_FMT, ids.len ? ", " : "", STR_ARG(rule->id));
    }
    if (ids.len == 0) return;
    page_heading(page, "Signals that rest on it");
    explain_line(page, buf_str(&ids));
}

static void explain_fact(Page *page, const Explanation *what) {
    const FactRule *rule = &what->rules->facts[what->index];
    explain_title(page, rule->id, "a fact: it is counted, and weighs only through signals",
                  rule->title);
    page_heading(page, "How it is counted");
    explain_clauses(page, what->rules, (ClauseList){rule->clauses, rule->clause_count, false});
    count_by(page, rule->count_by);
    used_by(page, what->rules, rule->id);
    explain_moves_of(page, what->rules, rule->id);
    explain_places(page, what);
}

static void explain_syntax(Page *page, const Explanation *what) {
    Str key = str_from_c(facts_key((FactKind)what->index));
    explain_title(page, key, "a fact of Python's syntax, counted in every file", (Str){0});
    used_by(page, what->rules, key);
    explain_places(page, what);
}

static void framework_part(Page *page, const Rules *rules, const char *name, ClauseList list) {
    if (list.len == 0) return;
    page_heading(page, name);
    explain_clauses(page, rules, list);
}

static void explain_framework(Page *page, const Explanation *what) {
    static const char *const SIDES[] = {
        [SIDE_DJANGO] = "a framework on Django's side",
        [SIDE_FASTAPI] = "a framework on FastAPI's side",
        [SIDE_OTHER] = "a framework on neither side",
    };
    const Rules *rules = what->rules;
    const FrameworkRule *rule = &rules->frameworks[what->index];
    explain_title(page, rule->id, SIDES[rule->side], rule->title);
    framework_part(page, rules, "Used where there are",
                   (ClauseList){rule->spread, rule->spread_count, false});
    framework_part(page, rules, "Made or started by",
                   (ClauseList){rule->entry, rule->entry_count, false});
    framework_part(page, rules, "Declared by",
                   (ClauseList){rule->declared, rule->declared_count, false});
    framework_part(page, rules, "Extended rather than used where there are",
                   (ClauseList){rule->plugin, rule->plugin_count, false});
    framework_part(page, rules, "Its endpoints",
                   (ClauseList){rule->routes, rule->route_count, false});
    explain_places(page, what);
}

static void explain_criterion(Page *page, const Explanation *what) {
    const CriterionRule *rule = &what->rules->criteria[what->index];
    Arena *arena = page->out->arena;
    explain_title(page, rule->id, "a criterion of the matrix", rule->title);
    buf_char(page->out, '\n');
    explain_line(page, str_fmt(arena, "Django: " STR_FMT, STR_ARG(rule->django)));
    explain_line(page, str_fmt(arena, "FastAPI: " STR_FMT, STR_ARG(rule->fastapi)));
    explain_line(page, str_fmt(arena,
                               "Weight " STR_FMT "; half of its evidence is reached at " STR_FMT
                               " points.",
                               STR_ARG(explain_number(page, rule->weight)),
                               STR_ARG(explain_number(page, rule->half))));
    if (rule->is_separable)
        explain_line(page,
                     STR("What speaks here can be carved out as a service: a reason for a split."));
    page_heading(page, "Its signals");
    for (uint32_t i = 0; i < what->rules->signal_count; i++) {
        const SignalRule *signal = &what->rules->signals[i];
        if (!str_eq(signal->criterion, rule->id)) continue;
        Buf text = buf_new(arena);
        buf_fmt(&text, STR_FMT ": " STR_FMT, STR_ARG(signal->id), STR_ARG(signal->title));
        if (what->is_here) buf_fmt(&text, ", %u here", what->counts[i]);
        explain_item(page, buf_str(&text));
    }
}

static void explain_named_number(Page *page, const Explanation *what) {
    const NamedNumber *entry = &what->rules->numbers[what->index];
    explain_title(page, entry->name, "a number of the decision", rulebook_number(entry->name));
    buf_char(page->out, '\n');
    explain_line(page, str_fmt(page->out->arena, "It is " STR_FMT ".",
                               STR_ARG(explain_number(page, entry->value))));
}

void out_explain_text(const Explanation *what, const RenderStyle *style, Buf *out) {
    static void (*const BY_KIND[])(Page *, const Explanation *) = {
        [SUBJECT_SIGNAL] = explain_signal,       [SUBJECT_FACT] = explain_fact,
        [SUBJECT_SYNTAX] = explain_syntax,       [SUBJECT_FRAMEWORK] = explain_framework,
        [SUBJECT_CRITERION] = explain_criterion, [SUBJECT_NUMBER] = explain_named_number,
        [SUBJECT_EFFORT] = explain_moves_effort, [SUBJECT_ADVICE] = explain_moves_advice,
        [SUBJECT_FINDING] = explain_finding,
    };
    _Static_assert(ARRAY_LEN(BY_KIND) == SUBJECT_COUNT, "one function a subject");
    Page page = {.style = style, .out = out};
    BY_KIND[what->kind](&page, what);
}
