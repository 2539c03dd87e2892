// SPDX-License-Identifier: MIT
// The decision that a team took as a page to read: .stayorgo/decision.md, an architecture decision
// record.
//
//     # Stay on Django
//
//     Status: accepted. Decided at commit `1a2b3c4d5e6f`.
//
//     ## Context … ## Decision … ## Evidence … ## Consequences … ## Cost … ## How to revisit it
//
// It says what was known on that day in the words of the report, so that who comes later can see
// whether it still holds. There is no date: the same code and the same reason give the same bytes,
// and the commit that brings the page has one.
// Limits: PLACES_SHOWN places a reason; decision.json is what programs read.
#include "model/change.h"
#include "render/markdown.h"
#include "render/render.h"
#include "render/sentences.h"

#include "base/banned.h"

enum {
    TEXT_MAX = 400,
    REASON_MAX = 4000,
    EXCERPT_MAX = 100,
    PLACES_SHOWN = 3,
    LINES_SHOWN = 6,
    COMMIT_SHOWN = 12
};

typedef struct Sheet {
    const Report *report;
    const DecisionRecord *record;
    const Project *project; // that was decided about
    Buf *out;
} Sheet;

static void heading(Sheet *sheet, const char *title) {
    buf_fmt(sheet->out, "\n## %s\n\n", title);
}

static void line(Sheet *sheet, const char *marker, Str words) {
    buf_c(sheet->out, marker);
    markdown_text(sheet->out, words, TEXT_MAX);
    buf_char(sheet->out, '\n');
}

static Str title_of(const Sheet *sheet, Str framework) {
    const Rules *rules = sheet->report->rules;
    for (uint32_t i = 0; i < rules->framework_count; i++)
        if (str_eq(rules->frameworks[i].id, framework)) return rules->frameworks[i].title;
    return framework;
}

// "Stay on Django", "Migrate from Django to FastAPI"
static Str decision_words(const Sheet *sheet, Decision decision, Str from, Str target) {
    Arena *arena = sheet->out->arena;
    Str here = title_of(sheet, from), there = title_of(sheet, target);
    bool has_base = from.len > 0;
    switch (decision) {
    case DECISION_STAY:
        return has_base ? str_fmt(arena, "Stay on " STR_FMT, STR_ARG(here)) : STR("Stay");
    case DECISION_MIGRATE:
        return str_fmt(arena, "Migrate%s" STR_FMT " to " STR_FMT, has_base ? " from " : "",
                       STR_ARG(here), STR_ARG(there));
    case DECISION_SPLIT: return str_fmt(arena, "Split a service off to " STR_FMT, STR_ARG(there));
    case DECISION_UNDECIDED: return STR("Undecided");
    case DECISION_NONE:
    case DECISION_COUNT: break;
    }
    return STR("Nothing to decide");
}

static void head(Sheet *sheet) {
    const DecisionRecord *record = sheet->record;
    line(sheet, "# ", decision_words(sheet, record->decision, record->from, record->target));
    buf_c(sheet->out, "\nStatus: accepted.");
    if (record->commit.len) {
        buf_c(sheet->out, " Decided at commit ");
        markdown_code(sheet->out, str_sub(record->commit, 0, COMMIT_SHOWN), COMMIT_SHOWN);
        buf_char(sheet->out, '.');
    }
    buf_char(sheet->out, '\n');
}

static void context(Sheet *sheet) {
    const Project *project = sheet->project;
    Buf subject = buf_new(sheet->out->arena);
    heading(sheet, "Context");
    if (!str_eq(project->root, STR("."))) {
        buf_c(sheet->out, "This is about ");
        markdown_place(sheet->out, project->root, 0);
        buf_c(sheet->out, ", one of the deployables of the repository.\n\n");
    }
    sentences_subject(sheet->report, project, &subject);
    line(sheet, "", buf_str(&subject));
    buf_c(sheet->out, "\nstayorgo read the code and says: ");
    line(sheet, "", project->verdict.headline);
}

static void decision(Sheet *sheet) {
    const DecisionRecord *record = sheet->record;
    heading(sheet, "Decision");
    buf_c(sheet->out, "**");
    markdown_text(sheet->out, decision_words(sheet, record->decision, record->from, record->target),
                  TEXT_MAX);
    buf_c(sheet->out, ".** ");
    markdown_text(sheet->out, record->reason, REASON_MAX);
    buf_char(sheet->out, '\n');
    if (!record->against_advice) return;
    buf_c(sheet->out, "\nThis goes another way than the advice, which was: ");
    line(sheet, "", decision_words(sheet, record->advised, record->from, record->advised_target));
}

static void places(Sheet *sheet, const SignalResult *signal) {
    for (uint32_t i = 0; signal && i < signal->evidence_count && i < PLACES_SHOWN; i++) {
        const Evidence *evidence = &signal->evidence[i];
        buf_c(sheet->out, "  - ");
        markdown_place(sheet->out, sheet->report->source->files.items[evidence->file].path,
                       evidence->pos.row + 1);
        if (evidence->text.len) {
            buf_char(sheet->out, ' ');
            markdown_code(sheet->out, evidence->text, EXCERPT_MAX);
        }
        buf_char(sheet->out, '\n');
    }
}

static void reasons(Sheet *sheet, const char *title, const ReportReason *list, uint32_t count) {
    if (count == 0) return;
    buf_fmt(sheet->out, "%s:\n\n", title);
    for (uint32_t i = 0; i < count; i++) {
        line(sheet, "- ", list[i].text);
        places(sheet, list[i].signal);
    }
    buf_char(sheet->out, '\n');
}

static void evidence(Sheet *sheet) {
    const Verdict *verdict = &sheet->project->verdict;
    Buf sure = buf_new(sheet->out->arena);
    heading(sheet, "Evidence");
    reasons(sheet, "For the advice", verdict->reasons, verdict->reason_count);
    reasons(sheet, "Against it", verdict->against, verdict->against_count);
    if (verdict->has_pull) {
        sentences_sure(sheet->report, sheet->project, &sure);
        line(sheet, "", buf_str(&sure));
    } else {
        buf_c(sheet->out, "There is too little in the code to weigh.\n");
    }
}

static void consequences(Sheet *sheet) {
    const Project *project = sheet->project;
    const DecisionRecord *record = sheet->record;
    heading(sheet, "Consequences");
    if (record->decision == DECISION_STAY) {
        buf_c(sheet->out, "Nothing is rewritten.");
    } else {
        buf_c(sheet->out, "New code is written for ");
        markdown_text(sheet->out, title_of(sheet, record->target), TEXT_MAX);
        buf_c(sheet->out, ".");
    }
    if (record->against_advice) {
        buf_c(sheet->out, " What follows from the advice does not apply.\n");
        return;
    }
    if (project->advice_count == 0) {
        buf_char(sheet->out, '\n');
        return;
    }
    buf_c(sheet->out, " What is worth doing now:\n\n");
    for (uint32_t i = 0; i < project->advice_count; i++)
        line(sheet, str_fmt(sheet->out->arena, "%u. ", i + 1).ptr, project->advice[i].text);
}

// "- 4.2: 6 tailored admin classes"
static void price(Sheet *sheet, const EffortLine *item, const char *after) {
    Buf words = buf_new(sheet->out->arena);
    sentences_tenths(&words, item->likely);
    buf_fmt(&words, ": " STR_FMT "%s", STR_ARG(item->text), after);
    line(sheet, "- ", buf_str(&words));
}

static void cost(Sheet *sheet) {
    const Effort *effort = &sheet->project->effort;
    if (effort->line_count == 0 && effort->blocker_count == 0) return;
    Buf sum = buf_new(sheet->out->arena), carries = buf_new(sheet->out->arena);
    heading(sheet, "Cost");
    sentences_cost(effort, &sum);
    line(sheet, "", buf_str(&sum));
    buf_char(sheet->out, '\n');
    for (uint32_t i = 0; i < effort->line_count && i < LINES_SHOWN; i++)
        price(sheet, &effort->lines[i], "");
    if (effort->line_count > LINES_SHOWN)
        buf_fmt(sheet->out, "- and %u smaller items\n", effort->line_count - LINES_SHOWN);
    for (uint32_t i = 0; i < effort->blocker_count; i++)
        price(sheet, &effort->blockers[i], ", without an equivalent there");
    sentences_carries(effort, &carries);
    if (carries.len == 0) return;
    buf_char(sheet->out, '\n');
    line(sheet, "", buf_str(&carries));
}

static void revisit(Sheet *sheet) {
    const Project *project = sheet->project;
    heading(sheet, "How to revisit it");
    if (project->flip_count) buf_c(sheet->out, "The advice would be another one:\n\n");
    for (uint32_t i = 0; i < project->flip_count; i++)
        line(sheet, "- ", project->flips[i].text);
    if (project->flip_count) buf_char(sheet->out, '\n');
    buf_c(sheet->out,
          "`stayorgo scan --fail-on flip,drift` fails when the code says something else "
          "than on the day of this decision. `stayorgo decide` writes it anew.\n");
}

static void render_decision(const Report *report, const RenderStyle *style, Buf *out) {
    (void)style;
    Sheet sheet = {report, report->record, &report->projects[report->main], out};
    for (uint32_t i = 0; i < report->project_count; i++)
        if (str_eq(report->projects[i].root, report->record->root))
            sheet.project = &report->projects[i];
    head(&sheet);
    context(&sheet);
    decision(&sheet);
    evidence(&sheet);
    consequences(&sheet);
    cost(&sheet);
    revisit(&sheet);
}

const RenderFormat out_decision = {
    .name = STR_CONST("decision"),
    .summary = STR_CONST("a decision as a page"),
    .render = render_decision,
};
