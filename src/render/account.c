// SPDX-License-Identifier: MIT
// How a verdict adds up.
//
//     pull −0.18                      = fit + cost + inertia
//       fit −0.02                     = Σ criteria: contribution / Σ weights, towards the target
//         Admin −0.034                = Σ signals
//           admin.customised −0.02    41, 3.5 points; the first places
//       cost −0.02                    = Σ prices, each by its days
//       inertia −0.14
//
// Nothing is decided here: the figures are those of the report, shared out. A sum of rounded figures
// is not the rounded sum, so figures are given out from above: the total is rounded, as everywhere,
// and its millionths go to the parts, each rounded, where they do not fit to the part that is wronged
// least. Each figure is within a few millionths of the exact one, and every sum is exact.
//
// Limits: a cost that saturates has no parts of its own; each price bears it by its share of the days.
#include "render/account.h"

#include "base/jsonio.h"

#include "base/banned.h"

enum { PLACES_SHOWN = 2 };
#define UNITS_MAX 1e17

typedef struct Maker {
    const Report *report;
    const Project *project;
    Arena *arena;
    FrameworkSide target;
    double weights; // of all criteria
} Maker;

// --- Figures -------------------------------------------------------------------------------------

int64_t account_units(double value) {
    double size = value < 0 ? -value : value;
    if (size > UNITS_MAX / 1e6) size = UNITS_MAX / 1e6; // only in a report that somebody made up
    double whole = (double)(int64_t)size;
    int64_t units = (int64_t)whole * 1000000 + (int64_t)((size - whole) * 1e6 + 0.5);
    return value < 0 ? -units : units;
}

void account_figure(Buf *out, int64_t units) {
    uint64_t size = units < 0 ? (uint64_t)-units : (uint64_t)units;
    buf_fmt(out, "%s%llu.%06llu", units < 0 ? "-" : "", (unsigned long long)(size / 1000000),
            (unsigned long long)(size % 1000000));
}

// How much of its due it lacks, or has too much of.
static double wronged(const AccountNode *node, bool lacks) {
    double rest = node->exact * 1e6 - (double)node->units;
    return lacks ? rest : -rest;
}

// Rounds the children so that they add up to `total`.
static void give_out(AccountNode *children, uint32_t count, int64_t total) {
    int64_t left = total;
    for (uint32_t i = 0; i < count; i++) {
        children[i].units = account_units(children[i].exact);
        left -= children[i].units;
    }
    while (left) {
        int64_t step = left > 0 ? 1 : -1;
        // As many as there are parts are left by rounding; more, only by figures too large to sum.
        if (left > (int64_t)count || left < -(int64_t)count) step = left;
        AccountNode *best = NULL;
        for (uint32_t i = 0; i < count; i++) {
            if (children[i].exact == 0) continue;
            if (!best || wronged(&children[i], step > 0) > wronged(best, step > 0))
                best = &children[i];
        }
        if (!best) return;
        best->units += step;
        left -= step;
    }
}

static void give_out_all(AccountNode *node) {
    give_out(node->children, node->child_count, node->units);
    for (uint32_t i = 0; i < node->child_count; i++)
        give_out_all(&node->children[i]);
}

static AccountNode *add_children(AccountNode *node, uint32_t max, Arena *arena) {
    node->children = arena_array(arena, AccountNode, max + 1);
    return node->children;
}

static void add_number(Buf *buf, const char *name, double value) {
    buf_c(buf, name);
    jsonio_write_number(buf, value);
}

// --- Fit -----------------------------------------------------------------------------------------

static const char *side_title(bool is_django) {
    return is_django ? "Django" : "FastAPI";
}

// "41, 3.489362 points for Django (weight 4, half 6, lean -1)"
static Str signal_text(const Maker *m, const SignalResult *signal, int64_t points) {
    Buf buf = buf_new(m->arena);
    const SignalRule *rule = signal->rule;
    buf_str_add(&buf, rule->id);
    buf_c(&buf, ": ");
    buf_count(&buf, signal->count);
    buf_c(&buf, ", ");
    account_figure(&buf, points);
    buf_fmt(&buf, " points for %s", side_title(rule->lean < 0));
    add_number(&buf, " (weight ", rule->weight);
    add_number(&buf, ", half ", rule->half + rule->share * signal->size);
    add_number(&buf, ", lean ", rule->lean);
    if (signal->kind == SIGNAL_FORCED)
        add_number(&buf, ", forced: times ", report_number(m->report->rules, NUMBER_FORCED_FACTOR));
    buf_char(&buf, ')');
    return buf_str(&buf);
}

static void add_places(AccountNode *node, const SignalResult *signal) {
    node->places = signal->evidence;
    node->place_count =
        signal->evidence_count < PLACES_SHOWN ? signal->evidence_count : PLACES_SHOWN;
}

static bool speaks_to(const SignalResult *signal, const CriterionResult *criterion) {
    return signal->points > 0 && str_eq(signal->rule->criterion, criterion->rule->id);
}

// The points of a criterion's signals for one side, which add up to those of the criterion.
static void give_out_points(const Maker *m, const CriterionResult *criterion, bool for_django,
                            int64_t *out) {
    const Project *project = m->project;
    AccountNode *nodes = arena_array(m->arena, AccountNode, project->signal_count + 1);
    for (uint32_t i = 0; i < project->signal_count; i++) {
        const SignalResult *signal = &project->signals[i];
        bool is_meant = speaks_to(signal, criterion) && (signal->rule->lean < 0) == for_django;
        nodes[i].exact = is_meant ? signal->points : 0;
    }
    double total = for_django ? criterion->django : criterion->fastapi;
    give_out(nodes, project->signal_count, account_units(total));
    for (uint32_t i = 0; i < project->signal_count; i++)
        out[i] += nodes[i].units;
}

static double towards(const Maker *m, double contribution) {
    double share = m->weights > 0 ? contribution / m->weights : 0;
    return m->target == SIDE_DJANGO ? -share : share;
}

// "Admin: 7.2 points for Django, 0 for FastAPI: evidence 0.67, lean -1; weight 2.2 of 15.7"
static Str criterion_text(const Maker *m, const CriterionResult *criterion) {
    Buf buf = buf_new(m->arena);
    buf_str_add(&buf, criterion->rule->title);
    buf_c(&buf, ": ");
    account_figure(&buf, account_units(criterion->django));
    buf_c(&buf, " points for Django, ");
    account_figure(&buf, account_units(criterion->fastapi));
    buf_c(&buf, " for FastAPI");
    add_number(&buf, "; evidence ", criterion->evidence);
    add_number(&buf, ", lean ", criterion->lean);
    add_number(&buf, ", weight ", criterion->rule->weight);
    add_number(&buf, " of ", m->weights);
    return buf_str(&buf);
}

static AccountNode criterion_node(const Maker *m, const CriterionResult *criterion) {
    const Project *project = m->project;
    AccountNode node = {.text = criterion_text(m, criterion),
                        .exact = towards(m, criterion->contribution)};
    AccountNode *children = add_children(&node, project->signal_count, m->arena);
    int64_t *points = arena_array(m->arena, int64_t, project->signal_count + 1);
    give_out_points(m, criterion, true, points);
    give_out_points(m, criterion, false, points);
    for (uint32_t i = 0; i < project->signal_count; i++) {
        const SignalResult *signal = &project->signals[i];
        if (!speaks_to(signal, criterion)) continue;
        AccountNode *child = &children[node.child_count++];
        child->text = signal_text(m, signal, points[i]);
        child->exact = towards(m, signal->contribution);
        add_places(child, signal);
    }
    return node;
}

static AccountNode fit_node(const Maker *m) {
    const Project *project = m->project;
    double fit = project->verdict.fit;
    Buf buf = buf_new(m->arena);
    buf_fmt(&buf, "fit: how much better %s suits", side_title(m->target == SIDE_DJANGO));
    AccountNode node = {.text = buf_str(&buf), .exact = m->target == SIDE_DJANGO ? -fit : fit};
    AccountNode *children = add_children(&node, project->criterion_count, m->arena);
    for (uint32_t i = 0; i < project->criterion_count; i++)
        if (project->criteria[i].signals)
            children[node.child_count++] = criterion_node(m, &project->criteria[i]);
    return node;
}

// --- Cost ----------------------------------------------------------------------------------------

static const SignalResult *find_signal(const Project *project, Str id) {
    for (uint32_t i = 0; i < project->signal_count; i++)
        if (str_eq(project->signals[i].rule->id, id)) return &project->signals[i];
    return NULL;
}

static void add_prices(const Maker *m, const EffortLine *lines, uint32_t count, AccountNode *days,
                       AccountNode *node) {
    const Verdict *verdict = &m->project->verdict;
    for (uint32_t i = 0; i < count; i++) {
        if (lines[i].likely <= 0) continue;
        const SignalResult *signal = find_signal(m->project, lines[i].rule->of);
        days[node->child_count].exact = lines[i].likely;
        AccountNode *child = &node->children[node->child_count++];
        child->exact = -verdict->cost * lines[i].likely / verdict->effort_days;
        child->text = lines[i].text;
        if (signal) add_places(child, signal);
    }
}

static AccountNode cost_node(const Maker *m) {
    const Rules *rules = m->report->rules;
    const Effort *effort = &m->project->effort;
    const Verdict *verdict = &m->project->verdict;
    if (m->project->tally.efforts == NULL)
        return (AccountNode){.text = STR("cost: left out, as was asked")};
    Buf buf = buf_new(m->arena);
    buf_c(&buf, "cost of ");
    account_figure(&buf, account_units(verdict->effort_days));
    add_number(&buf, " person-days: ", report_number(rules, NUMBER_COST_WEIGHT));
    add_number(&buf, " × days/(days + ", report_number(rules, NUMBER_COST_HALF));
    buf_char(&buf, ')');
    AccountNode node = {.text = buf_str(&buf), .exact = -verdict->cost};
    if (verdict->effort_days <= 0) return node;
    uint32_t max = effort->line_count + effort->blocker_count;
    AccountNode *children = add_children(&node, max, m->arena);
    AccountNode *days = arena_array(m->arena, AccountNode, max + 1);
    add_prices(m, effort->lines, effort->line_count, days, &node);
    add_prices(m, effort->blockers, effort->blocker_count, days, &node);
    give_out(days, node.child_count, account_units(verdict->effort_days));
    for (uint32_t i = 0; i < node.child_count; i++) {
        Buf text = buf_new(m->arena);
        account_figure(&text, days[i].units);
        buf_fmt(&text, " days: " STR_FMT, STR_ARG(children[i].text));
        children[i].text = buf_str(&text);
    }
    return node;
}

// --- Pull ----------------------------------------------------------------------------------------

static Str pull_text(const Maker *m) {
    const Verdict *verdict = &m->project->verdict;
    Buf buf = buf_new(m->arena);
    buf_fmt(&buf, "pull towards %s: %s", side_title(m->target == SIDE_DJANGO),
            report_decision_key(verdict->decision));
    if (verdict->decision == DECISION_UNDECIDED) {
        buf_c(&buf, ", for want of evidence (below)");
    } else if (verdict->decision == DECISION_SPLIT) {
        buf_c(&buf, ", because of what one directory holds (below)");
    } else {
        add_number(&buf, "; a move needs more than ",
                   report_number(m->report->rules, NUMBER_MIGRATE));
    }
    return buf_str(&buf);
}

static AccountNode pull_node(const Maker *m) {
    const Verdict *verdict = &m->project->verdict;
    bool is_other = m->project->base->rule->side == SIDE_OTHER;
    double inertia =
        report_number(m->report->rules, is_other ? NUMBER_INERTIA_OTHER : NUMBER_INERTIA);
    AccountNode node = {.text = pull_text(m), .exact = verdict->pull};
    AccountNode *children = add_children(&node, 4, m->arena);
    children[node.child_count++] = fit_node(m);
    children[node.child_count++] = cost_node(m);
    children[node.child_count++] = (AccountNode){
        .text = is_other ? STR("inertia.other: any move has to overcome it")
                         : STR("inertia: any move has to overcome it"),
        .exact = -inertia,
    };
    double sum = children[0].exact + children[1].exact + children[2].exact;
    if (sum >= -1 && sum <= 1) return node;
    children[node.child_count++] =
        (AccountNode){.text = STR("held within -1 … 1"), .exact = verdict->pull - sum};
    return node;
}

// --- Evidence, and a cut -------------------------------------------------------------------------

static AccountNode evidence_node(const Maker *m) {
    const Project *project = m->project;
    Buf buf = buf_new(m->arena);
    add_number(&buf, "evidence: how much of the matrix speaks; nothing is decided below ",
               report_number(m->report->rules, NUMBER_EVIDENCE));
    AccountNode node = {.text = buf_str(&buf)};
    AccountNode *children = add_children(&node, project->criterion_count, m->arena);
    for (uint32_t i = 0; i < project->criterion_count; i++) {
        const CriterionResult *criterion = &project->criteria[i];
        double share = m->weights > 0 ? criterion->rule->weight / m->weights : 0;
        if (criterion->signals == 0) continue;
        AccountNode *child = &children[node.child_count++];
        Buf text = buf_new(m->arena);
        buf_str_add(&text, criterion->rule->title);
        add_number(&text, ": evidence ", criterion->evidence);
        add_number(&text, ", weight ", criterion->rule->weight);
        add_number(&text, " of ", m->weights);
        child->text = buf_str(&text);
        child->exact = criterion->evidence * share;
        node.exact += child->exact;
    }
    return node;
}

static const TallyCut *find_cut(const Project *project) {
    for (uint32_t i = 0; project->verdict.carve_count && i < project->tally.cut_count; i++)
        if (str_eq(project->tally.cuts[i].directory, project->verdict.carve[0]))
            return &project->tally.cuts[i];
    return NULL;
}

static bool is_parted(const Rules *rules, const TallySignal *row, bool is_service) {
    double lean = rules->signals[row->rule].lean;
    if (row->kind != SIGNAL_NEED) return false;
    return is_service ? lean > 0 && rules->criteria[row->criterion].is_separable : lean < 0;
}

// Points of what a service could serve alone, or of the product, inside the directory.
static AccountNode cut_node(const Maker *m, const TallyCut *cut, bool is_service) {
    const Rules *rules = m->report->rules;
    const Tally *tally = &m->project->tally;
    AccountNode node = {0};
    AccountNode *children = add_children(&node, tally->signal_count, m->arena);
    double all = 0, share = report_number(rules, NUMBER_SPLIT_SHARE);
    for (uint32_t i = 0; i < tally->signal_count; i++) {
        const TallySignal *row = &tally->signals[i];
        const SignalResult *signal = find_signal(m->project, rules->signals[row->rule].id);
        if (!signal || !is_parted(rules, row, is_service)) continue;
        all += signal->points;
        if (cut->inside[i] == 0) continue;
        AccountNode *child = &children[node.child_count++];
        child->text = str_fmt(m->arena, STR_FMT ": %u of %u", STR_ARG(signal->rule->id),
                              cut->inside[i], row->count);
        child->exact = signal->points * cut->inside[i] / row->count;
        node.exact += child->exact;
    }
    Buf buf = buf_new(m->arena);
    buf_c(&buf, "points inside ");
    buf_path(&buf, cut->directory);
    buf_c(&buf, "/ of ");
    account_figure(&buf, account_units(all));
    buf_c(&buf, is_service ? " that a service could serve alone; at least "
                           : " of the product; at most ");
    account_figure(&buf, account_units(all * (is_service ? share : 1 - share)));
    node.text = buf_str(&buf);
    return node;
}

static void add_root(Account *account, AccountNode node) {
    AccountNode *root = &account->roots[account->root_count++];
    *root = node;
    root->units = account_units(root->exact);
    give_out_all(root);
}

// The same choice as decide_target() makes: away from the present side; from neither, where the fit
// leans.
static FrameworkSide target_of(const Project *project) {
    FrameworkSide present = project->base ? (FrameworkSide)project->base->rule->side : SIDE_OTHER;
    if (present == SIDE_DJANGO) return SIDE_FASTAPI;
    if (present == SIDE_FASTAPI) return SIDE_DJANGO;
    return project->verdict.fit < 0 ? SIDE_DJANGO : SIDE_FASTAPI;
}

void account_of(const Report *report, const Project *project, Arena *arena, Account *out) {
    Maker m = {report, project, arena, target_of(project), 0};
    *out = (Account){0};
    for (uint32_t i = 0; i < project->criterion_count; i++)
        m.weights += project->criteria[i].rule->weight;
    add_root(out, project->verdict.has_pull ? pull_node(&m) : fit_node(&m));
    add_root(out, evidence_node(&m));
    const TallyCut *cut = find_cut(project);
    if (!cut) return;
    add_root(out, cut_node(&m, cut, true));
    add_root(out, cut_node(&m, cut, false));
}
