// SPDX-License-Identifier: MIT
// The report for a person in a terminal: the verdict in plain words first, then why, what speaks
// against it, the matrix, and what was looked at.
//
//     Stay on Django: 41 models are registered in the admin.
//
//     Why
//       - 41 models are registered in the admin
//           shop/admin.py:12  admin.site.register(Order)
//
// No line is wider than the columns given (at least 40); colour only adds to what the words say.
// Scanned text goes through buf_safe() and buf_path(), so that it can neither move the cursor nor
// forge a line.
// Limits: one place a reason; JSON has twenty.
#include "model/change.h"
#include "render/account_text.h"
#include "render/change_text.h"
#include "render/changewords.h"
#include "render/findings_text.h"
#include "render/page.h"
#include "render/render.h"
#include "render/rescored_words.h"
#include "render/sentences.h"

#include "base/banned.h"

static void reasons(Page *page, const char *title, const ReportReason *list, uint32_t count) {
    if (count == 0) return;
    page_heading(page, title);
    for (uint32_t i = 0; i < count; i++) {
        buf_c(page->out, "  - ");
        page_paragraph(page, list[i].text, 4, 4);
        if (list[i].signal->evidence_count) page_place(page, &list[i].signal->evidence[0]);
    }
}

static void headline(Page *page) {
    static const Ink BY_DECISION[] = {
        [DECISION_STAY] = INK_GREEN,   [DECISION_MIGRATE] = INK_YELLOW,
        [DECISION_SPLIT] = INK_YELLOW, [DECISION_UNDECIDED] = INK_BOLD,
        [DECISION_NONE] = INK_BOLD,
    };
    _Static_assert(ARRAY_LEN(BY_DECISION) == DECISION_COUNT, "one ink a decision");
    page_ink(page, INK_BOLD);
    page_ink(page, BY_DECISION[page->report->verdict.decision]);
    page_paragraph(page, page->report->verdict.headline, 0, 0);
    page_ink_off(page);
}

enum { NAME_CELLS = 60 };

// "shop: Django in 11 files with 41 routes, FastAPI in 1 file; 9 Django models, 3 forms; 308 lines"
static void subject(Page *page, const Project *project) {
    Buf line = buf_new(page->out->arena);
    if (project->name.len) {
        buf_fmt(&line, STR_FMT ": ", STR_ARG(page_clipped(page, project->name, NAME_CELLS)));
    }
    sentences_subject(page->report, project, &line);
    page_ink(page, INK_DIM);
    page_paragraph(page, buf_str(&line), 0, 0);
    page_ink_off(page);
    if (project->hybrid.kind == HYBRID_NOT) return;
    page_paragraph(page, str_fmt(page->out->arena, STR_FMT ".", STR_ARG(project->hybrid.text)), 0,
                   0);
}

enum { PROJECTS_SHOWN = 12 };

// Each deployable with its own verdict; the sections below are about the main one.
static void deployables(Page *page) {
    const Report *report = page->report;
    if (report->project_count == 1) return;
    page_heading(page, "Deployables");
    for (uint32_t i = 0; i < report->project_count && i < PROJECTS_SHOWN; i++) {
        const Project *project = &report->projects[i];
        Buf line = buf_new(page->out->arena);
        buf_path(&line, project->root);
        buf_fmt(&line, "/ (");
        sentences_quantity(&line, project->files, "file");
        buf_fmt(&line, "): " STR_FMT, STR_ARG(project->verdict.headline));
        buf_c(page->out, i == report->main ? "  > " : "  - ");
        page_paragraph(page, buf_str(&line), 4, 4);
    }
    if (report->project_count > PROJECTS_SHOWN) {
        buf_fmt(page->out, "  … and %u more (-o json has all)\n",
                report->project_count - PROJECTS_SHOWN);
    }
}

static void decided_again(Page *page) {
    RescoredLineVec lines = {0};
    rescored_words(page->report, page->out->arena, &lines);
    if (lines.len) page_heading(page, "Decided again");
    for (uint32_t i = 0; i < lines.len; i++) {
        bool is_change = lines.items[i].is_change;
        buf_c(page->out, is_change ? "  - " : "  ");
        page_paragraph(page, lines.items[i].text, is_change ? 4 : 2, is_change ? 4 : 2);
    }
}

// What the team decided, and what the gates made of the report.
static void decided(Page *page) {
    const Report *report = page->report;
    Buf record = buf_new(page->out->arena);
    changewords_record(report, &record);
    if (record.len) {
        page_heading(page, "Decided");
        page_indent(page, 2);
        page_paragraph(page, buf_str(&record), 2, 2);
    }
    if (report->gate_count) page_heading(page, "Gates");
    for (uint32_t i = 0; i < report->gate_count; i++) {
        Buf words = buf_new(page->out->arena);
        changewords_gate(&report->gates[i], &words);
        buf_c(page->out, "  - ");
        page_ink(page, report->gates[i].has_failed ? INK_RED : INK_GREEN);
        page_paragraph(page, buf_str(&words), 4, 4);
        page_ink_off(page);
    }
}

static void advice(Page *page, const Project *project) {
    if (project->advice_count == 0) return;
    page_heading(page, "What to do");
    for (uint32_t i = 0; i < project->advice_count; i++) {
        const AdviceLine *line = &project->advice[i];
        buf_fmt(page->out, "  %u. ", i + 1);
        page_paragraph(page, line->text, 5, 5);
        if (line->signal && line->signal->evidence_count) {
            page_place(page, &line->signal->evidence[0]);
        }
    }
}

enum { TITLE_COLUMNS = 22 };

// The matrix needs 64 columns, without its figures 40.
typedef struct MatrixLayout {
    uint32_t bar_cells; // on each side of the middle
    bool has_figures;
    const char *header;
} MatrixLayout;

static const MatrixLayout WIDE = {14, true, "Django ◄──────┼──────► FastAPI  evidence\n"};
static const MatrixLayout NARROW = {7, false, "Django ┼ FastAPI\n"};
enum { WIDE_COLUMNS = 64 };

// A bar from the middle towards the side that the criterion leans to, as long as its evidence
// times its lean.
static void bar(Page *page, const CriterionResult *criterion, const MatrixLayout *layout) {
    double share = criterion->lean * criterion->evidence;
    double size = share < 0 ? -share : share;
    uint32_t cells = (uint32_t)(size * layout->bar_cells + 0.5);
    if (cells == 0 && size > 0) cells = 1;
    uint32_t left = share < 0 ? cells : 0;
    uint32_t right = share > 0 ? cells : 0;
    page_indent(page, layout->bar_cells - left);
    page_ink(page, INK_GREEN);
    buf_repeat(page->out, STR("█"), left);
    page_ink_off(page);
    buf_c(page->out, "│");
    page_ink(page, INK_YELLOW);
    buf_repeat(page->out, STR("█"), right);
    page_ink_off(page);
    if (!layout->has_figures) return;
    page_indent(page, layout->bar_cells - right);
    buf_fmt(page->out, "  %3u %%", (unsigned)(criterion->evidence * 100 + 0.5));
}

static void matrix(Page *page, const Project *project) {
    const MatrixLayout *layout = page->style->columns >= WIDE_COLUMNS ? &WIDE : &NARROW;
    page_heading(page, "Matrix");
    page_indent(page, 2 + TITLE_COLUMNS);
    buf_c(page->out, layout->header);
    for (uint32_t i = 0; i < project->criterion_count; i++) {
        const CriterionResult *criterion = &project->criteria[i];
        Str title = page_clipped(page, criterion->rule->title, TITLE_COLUMNS - 1);
        page_indent(page, 2);
        buf_str_add(page->out, title);
        page_indent(page, TITLE_COLUMNS - buf_display_width(title));
        bar(page, criterion, layout);
        buf_char(page->out, '\n');
    }
}

static void bullet(Page *page, Str text) {
    buf_c(page->out, "  - ");
    page_paragraph(page, text, 4, 4);
}

enum { LINES_SHOWN = 6 };

// "     12.5  63 page templates"; nothing for what rounds to nothing.
static void effort_line(Page *page, double days, const char *sign, Str text) {
    if (days < 0.05) return;
    Buf figure = buf_new(page->out->arena);
    buf_c(&figure, sign);
    sentences_tenths(&figure, days);
    Str shown = buf_str(&figure);
    uint32_t width = buf_display_width(shown);
    page_indent(page, 9 - (width < 7 ? width : 7));
    buf_str_add(page->out, shown);
    buf_c(page->out, "  ");
    page_paragraph(page, text, 11, 11);
}

// The bill: what is rewritten, dearest first, what has no equivalent, and what is due anyway.
static void effort_lines(Page *page, const Effort *effort) {
    Arena *arena = page->out->arena;
    double rest = 0;
    for (uint32_t i = 0; i < effort->line_count; i++) {
        const EffortLine *line = &effort->lines[i];
        if (i < LINES_SHOWN)
            effort_line(page, line->likely, "", line->text);
        else
            rest += line->likely;
    }
    uint32_t small = effort->line_count > LINES_SHOWN ? effort->line_count - LINES_SHOWN : 0;
    effort_line(page, rest, "", str_fmt(arena, "%u smaller item%s", small, small == 1 ? "" : "s"));
    for (uint32_t i = 0; i < effort->blocker_count; i++)
        effort_line(page, effort->blockers[i].likely, "",
                    str_fmt(arena, STR_FMT ", without an equivalent there",
                            STR_ARG(effort->blockers[i].text)));
    for (uint32_t i = 0; i < effort->due_count; i++)
        effort_line(page, effort->due[i].likely, "−",
                    str_fmt(arena, STR_FMT ", due anyway", STR_ARG(effort->due[i].text)));
}

static void cut(Page *page, const Project *project) {
    Buf line = buf_new(page->out->arena);
    sentences_cut(project, &line);
    if (buf_str(&line).len == 0) return;
    page_heading(page, "The cut");
    page_indent(page, 2);
    page_paragraph(page, buf_str(&line), 2, 2);
}

static void cost(Page *page, const Project *project) {
    const Effort *effort = &project->effort;
    Arena *arena = page->out->arena;
    if (effort->line_count == 0 && effort->blocker_count == 0) return;
    bool is_split = project->verdict.decision == DECISION_SPLIT;
    page_heading(page,
                 is_split ? "What moving all of it would cost instead" : "What moving would cost");
    Buf sum = buf_new(arena), carries = buf_new(arena), assumption = buf_new(arena);
    sentences_cost(effort, &sum);
    page_indent(page, 2);
    page_paragraph(page, buf_str(&sum), 2, 2);
    effort_lines(page, effort);
    sentences_carries(effort, &carries);
    if (carries.len) bullet(page, buf_str(&carries));
    sentences_assumption(effort, &assumption);
    bullet(page, buf_str(&assumption));
}

static void sure(Page *page, const Project *project) {
    const Verdict *verdict = &project->verdict;
    if (!verdict->has_pull) return;
    page_heading(page, "How sure");
    Buf line = buf_new(page->out->arena);
    sentences_sure(page->report, project, &line);
    page_indent(page, 2);
    page_paragraph(page, buf_str(&line), 2, 2);
    if (project->flip_count) buf_c(page->out, "  Another verdict would need:\n");
    for (uint32_t i = 0; i < project->flip_count; i++)
        bullet(page, project->flips[i].text);
}

static void coverage(Page *page) {
    page_heading(page, "Looked at");
    Buf line = buf_new(page->out->arena);
    sentences_coverage(page->report, &line);
    page_indent(page, 2);
    page_paragraph(page, buf_str(&line), 2, 2);
    for (uint32_t i = 0; i < page->report->verdict.note_count; i++) {
        buf_c(page->out, "  Not seen: ");
        page_paragraph(page, page->report->verdict.notes[i], 12, 12);
    }
}

enum { PROBLEMS_SHOWN = 8 };

static void problems(Page *page) {
    const ProblemVec *list = &page->report->problems;
    if (list->len == 0) return;
    Str title = str_fmt(page->out->arena, "Problems (%u)", list->len);
    page_heading(page, str_to_c(page->out->arena, title));
    for (uint32_t i = 0; i < list->len && i < PROBLEMS_SHOWN; i++) {
        const Problem *problem = &list->items[i];
        Buf line = buf_new(page->out->arena);
        sentences_problem_place(problem, &line);
        if (line.len) buf_c(&line, ": ");
        buf_str_add(&line, problem->text);
        buf_c(page->out, "  - ");
        page_paragraph(page, buf_str(&line), 4, 4);
    }
    if (list->len > PROBLEMS_SHOWN) {
        buf_fmt(page->out, "  … and %u more (-o json has all)\n", list->len - PROBLEMS_SHOWN);
    }
}

static void render_text(const Report *report, const RenderStyle *style, Buf *out) {
    Page page = {.report = report, .style = style, .out = out};
    const Project *project = &report->projects[report->main];
    const Verdict *verdict = &project->verdict;
    headline(&page);
    subject(&page, project);
    deployables(&page);
    decided_again(&page);
    change_text(&page);
    if (report->change) findings_text(&page); // what a change brings stands together
    decided(&page);
    bool is_open = verdict->decision == DECISION_UNDECIDED;
    reasons(&page, is_open ? "For staying" : "Why", verdict->reasons, verdict->reason_count);
    reasons(&page, is_open ? "For moving" : "Against", verdict->against, verdict->against_count);
    advice(&page, project);
    if (!report->change) findings_text(&page);
    cut(&page, project);
    cost(&page, project);
    sure(&page, project);
    if (report->coverage.files) matrix(&page, project);
    if (style->account) account_text(&page);
    coverage(&page);
    problems(&page);
}

const RenderFormat out_text = {
    .name = STR_CONST("text"),
    .summary = STR_CONST("for a person in a terminal, 80 columns"),
    .is_prose = true,
    .render = render_text,
};
