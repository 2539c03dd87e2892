// SPDX-License-Identifier: MIT
// The report as Markdown, as a person meets it in a comment on a pull request or in the summary of
// a job: the verdict first, then why, and the long parts folded up.
//
//     ## Stay on Django: 41 models are registered in the admin.
//
//     ### Why
//
//     - 41 models are registered in the admin
//       `shop/admin.py:12` `admin.site.register(Order)`
//
// Every piece of a report goes through markdown_text(), markdown_code() or markdown_place():
// scanned text can forge neither structure nor a command.
// Sections are written apart and joined in order of importance while a comment has room for them;
// the last line names those that it had not. Reports of several paths share the room. Line breaks
// are never left to chance: a comment keeps a single newline, a summary does not. What a change does
// not touch is folded up: the account of a verdict that is as it was in the base.
//
// Limits: no links to the code where no host is known (`stayorgo ci` knows it). Some hosts allow more
// than GitHub; all get what GitHub allows.
// Adding a section: a function and a row in SECTIONS.
#include "render/changewords.h"
#include "render/markdown.h"
#include "render/markdown_change.h"
#include "render/render.h"
#include "render/rescored_words.h"
#include "render/sentences.h"

#include "base/banned.h"

enum {
    ROOM = 65000,      // bytes; GitHub takes 65,536 characters for a comment, 65,535 for a check
    TAIL_ROOM = 800,   // of them for the closing lines
    LIST_ROOM = 12000, // a list or table does not begin another entry beyond it
    TEXT_MAX = 400,    // code points
    NAME_MAX = 60,
    EXCERPT_MAX = 100,
    PLACES_SHOWN = 3,
};

typedef struct Sheet {
    const Report *report;
    const Project *project; // the main one
    const RenderStyle *style;
    Buf *out; // of the present section
} Sheet;

static void heading(Sheet *sheet, const char *title) {
    buf_fmt(sheet->out, "\n### %s\n\n", title);
}

// Until fold_end(). A summary is HTML: no text of the report may stand in it.
static void fold(Sheet *sheet, Str summary) {
    buf_fmt(sheet->out, "\n<details><summary>" STR_FMT "</summary>\n\n", STR_ARG(summary));
}

static void fold_end(Sheet *sheet) {
    buf_c(sheet->out, "\n</details>\n");
}

static void text(Sheet *sheet, Str words) {
    markdown_text(sheet->out, words, TEXT_MAX);
}

static void line(Sheet *sheet, const char *marker, Str words) {
    buf_c(sheet->out, marker);
    text(sheet, words);
    buf_char(sheet->out, '\n');
}

static bool is_full(const Sheet *sheet) {
    return sheet->out->len > LIST_ROOM;
}

static void left_out(Sheet *sheet, uint32_t count) {
    if (count) buf_fmt(sheet->out, "\n… and %u more (`-o json` has all)\n", count);
}

static void place(Sheet *sheet, const Evidence *evidence) {
    markdown_place_link(sheet->out, sheet->style,
                        sheet->report->source->files.items[evidence->file].path,
                        evidence->pos.row + 1);
}

// A further line of a list item, `indent` columns in: the first place with what stands there.
static void places(Sheet *sheet, const SignalResult *signal, const char *indent) {
    if (signal == NULL || signal->evidence_count == 0) return;
    const Evidence *first = &signal->evidence[0];
    buf_fmt(sheet->out, "\\\n%s", indent);
    place(sheet, first);
    if (first->text.len) {
        buf_char(sheet->out, ' ');
        markdown_code(sheet->out, first->text, EXCERPT_MAX);
    }
    for (uint32_t i = 1; i < signal->evidence_count && i < PLACES_SHOWN; i++) {
        buf_c(sheet->out, i == 1 ? "; also " : ", ");
        place(sheet, &signal->evidence[i]);
    }
}

// --- Sections ------------------------------------------------------------------------------------

static void headline(Sheet *sheet) {
    const Project *project = sheet->project;
    Arena *arena = sheet->out->arena;
    line(sheet, "## ", sheet->report->verdict.headline);
    buf_char(sheet->out, '\n');
    if (project->name.len) {
        markdown_code(sheet->out, project->name, NAME_MAX);
        buf_c(sheet->out, ": ");
    }
    Buf subject = buf_new(arena);
    sentences_subject(sheet->report, project, &subject);
    line(sheet, "", buf_str(&subject));
    if (project->hybrid.kind == HYBRID_NOT) return;
    buf_char(sheet->out, '\n');
    line(sheet, "", str_fmt(arena, STR_FMT ".", STR_ARG(project->hybrid.text)));
}

static void gates(Sheet *sheet) {
    markdown_change_gates(sheet->report, sheet->out);
}

static void moves(Sheet *sheet) {
    markdown_change_moves(sheet->report, sheet->out);
}

static void findings(Sheet *sheet) {
    markdown_change_findings(sheet->report, sheet->style, sheet->out);
}

static Str folder(const Sheet *sheet, const Project *project) {
    Buf path = buf_new(sheet->out->arena);
    buf_path(&path, project->root);
    buf_char(&path, '/');
    return buf_str(&path);
}

static void deployables(Sheet *sheet) {
    const Report *report = sheet->report;
    if (report->project_count == 1) return;
    heading(sheet, "Deployables");
    buf_c(sheet->out, "| Folder | Files | Verdict |\n|---|--:|---|\n");
    uint32_t shown = 0;
    for (; shown < report->project_count && !is_full(sheet); shown++) {
        const Project *project = &report->projects[shown];
        const char *bold = shown == report->main ? "**" : "";
        buf_fmt(sheet->out, "| %s", bold);
        markdown_text(sheet->out, folder(sheet, project), TEXT_MAX);
        buf_fmt(sheet->out, "%s | ", bold);
        buf_count(sheet->out, project->files);
        buf_c(sheet->out, " | ");
        text(sheet, project->verdict.headline);
        buf_c(sheet->out, " |\n");
    }
    left_out(sheet, report->project_count - shown);
    buf_c(sheet->out, "\nWhat follows is about **");
    markdown_text(sheet->out, folder(sheet, sheet->project), TEXT_MAX);
    buf_c(sheet->out, "**\n");
}

static void decided_again(Sheet *sheet) {
    RescoredLineVec lines = {0};
    rescored_words(sheet->report, sheet->out->arena, &lines);
    if (lines.len == 0) return;
    heading(sheet, "Decided again");
    uint32_t shown = 0;
    for (; shown < lines.len && !is_full(sheet); shown++) {
        const RescoredLine *one = &lines.items[shown];
        bool is_apart = shown > 0 && !(one->is_change && lines.items[shown - 1].is_change);
        if (is_apart) buf_char(sheet->out, '\n');
        line(sheet, one->is_change ? "- " : "", one->text);
    }
    left_out(sheet, lines.len - shown);
}

static void reasons(Sheet *sheet, const char *title, const ReportReason *list, uint32_t count) {
    if (count == 0) return;
    heading(sheet, title);
    for (uint32_t i = 0; i < count; i++) {
        buf_c(sheet->out, "- ");
        text(sheet, list[i].text);
        places(sheet, list[i].signal, "  ");
        buf_char(sheet->out, '\n');
    }
}

static void why(Sheet *sheet) {
    const Verdict *verdict = &sheet->project->verdict;
    reasons(sheet, verdict->decision == DECISION_UNDECIDED ? "For staying" : "Why",
            verdict->reasons, verdict->reason_count);
}

static void against(Sheet *sheet) {
    const Verdict *verdict = &sheet->project->verdict;
    reasons(sheet, verdict->decision == DECISION_UNDECIDED ? "For moving" : "Against",
            verdict->against, verdict->against_count);
}

static void advice(Sheet *sheet) {
    const Project *project = sheet->project;
    if (project->advice_count == 0) return;
    heading(sheet, "What to do");
    for (uint32_t i = 0; i < project->advice_count; i++) {
        buf_fmt(sheet->out, "%u. ", i + 1);
        text(sheet, project->advice[i].text);
        places(sheet, project->advice[i].signal, "   ");
        buf_char(sheet->out, '\n');
    }
}

// A row of the bill; nothing for what rounds to nothing. Returns 1 for a row that had no room.
static uint32_t price(Sheet *sheet, const EffortLine *item, const char *sign, const char *after) {
    if (item->likely < 0.05) return 0;
    if (is_full(sheet)) return 1;
    buf_fmt(sheet->out, "| %s", sign);
    sentences_tenths(sheet->out, item->likely);
    buf_c(sheet->out, " | ");
    text(sheet, item->text);
    buf_fmt(sheet->out, "%s |\n", after);
    return 0;
}

static void cut(Sheet *sheet) {
    Buf words = buf_new(sheet->out->arena);
    sentences_cut(sheet->project, &words);
    if (buf_str(&words).len == 0) return;
    heading(sheet, "The cut");
    line(sheet, "", buf_str(&words));
}

static void cost(Sheet *sheet) {
    const Effort *effort = &sheet->project->effort;
    Arena *arena = sheet->out->arena;
    if (effort->line_count == 0 && effort->blocker_count == 0) return;
    Buf summary = buf_new(arena), sum = buf_new(arena), carries = buf_new(arena);
    Buf assumption = buf_new(arena);
    buf_c(&summary, sheet->project->verdict.decision == DECISION_SPLIT
                        ? "What moving all of it would cost instead: "
                        : "What moving would cost: ");
    sentences_days(effort, &summary);
    fold(sheet, buf_str(&summary));
    sentences_cost(effort, &sum);
    line(sheet, "", buf_str(&sum));
    buf_c(sheet->out, "\n| Person-days | For |\n|--:|---|\n");
    uint32_t more = 0;
    for (uint32_t i = 0; i < effort->line_count; i++)
        more += price(sheet, &effort->lines[i], "", "");
    for (uint32_t i = 0; i < effort->blocker_count; i++)
        more += price(sheet, &effort->blockers[i], "", ", without an equivalent there");
    for (uint32_t i = 0; i < effort->due_count; i++)
        more += price(sheet, &effort->due[i], "−", ", due anyway");
    left_out(sheet, more);
    buf_char(sheet->out, '\n');
    sentences_carries(effort, &carries);
    if (carries.len) line(sheet, "- ", buf_str(&carries));
    sentences_assumption(effort, &assumption);
    line(sheet, "- ", buf_str(&assumption));
    fold_end(sheet);
}

static void sure(Sheet *sheet) {
    const Project *project = sheet->project;
    if (!project->verdict.has_pull) return;
    Buf words = buf_new(sheet->out->arena);
    heading(sheet, "How sure");
    sentences_sure(sheet->report, project, &words);
    line(sheet, "", buf_str(&words));
    if (project->flip_count) buf_c(sheet->out, "\nAnother verdict would need:\n\n");
    for (uint32_t i = 0; i < project->flip_count; i++)
        line(sheet, "- ", project->flips[i].text);
}

// Twenty-one cells, from the middle towards the side that the criterion leans to, as long as its
// evidence times its lean. Dots, as blanks at the ends of a code span may be taken off.
static void bar(Sheet *sheet, const CriterionResult *criterion) {
    enum { CELLS = 10 };
    double share = criterion->lean * criterion->evidence;
    double size = share < 0 ? -share : share;
    uint32_t cells = (uint32_t)(size * CELLS + 0.5);
    if (cells == 0 && size > 0) cells = 1;
    uint32_t left = share < 0 ? cells : 0;
    uint32_t right = share > 0 ? cells : 0;
    buf_char(sheet->out, '`');
    buf_repeat(sheet->out, STR("·"), CELLS - left);
    buf_repeat(sheet->out, STR("█"), left);
    buf_c(sheet->out, "│");
    buf_repeat(sheet->out, STR("█"), right);
    buf_repeat(sheet->out, STR("·"), CELLS - right);
    buf_char(sheet->out, '`');
}

static void matrix(Sheet *sheet) {
    const Project *project = sheet->project;
    if (sheet->report->coverage.files == 0) return;
    fold(sheet, STR("Matrix: what the code needs, and which side that suits"));
    buf_c(sheet->out, "| Criterion | Django ◄ ► FastAPI | Evidence |\n|---|:-:|--:|\n");
    for (uint32_t i = 0; i < project->criterion_count; i++) {
        const CriterionResult *criterion = &project->criteria[i];
        buf_c(sheet->out, "| ");
        markdown_text(sheet->out, criterion->rule->title, NAME_MAX);
        buf_c(sheet->out, " | ");
        bar(sheet, criterion);
        buf_fmt(sheet->out, " | %u %% |\n", (unsigned)(criterion->evidence * 100 + 0.5));
    }
    fold_end(sheet);
}

static void coverage(Sheet *sheet) {
    const Coverage *c = &sheet->report->coverage;
    Buf summary = buf_new(sheet->out->arena), words = buf_new(sheet->out->arena);
    buf_c(&summary, "Looked at: ");
    buf_count(&summary, c->files_parsed);
    buf_c(&summary, " of ");
    sentences_quantity(&summary, c->files, "Python file");
    fold(sheet, buf_str(&summary));
    sentences_coverage(sheet->report, &words);
    line(sheet, "", buf_str(&words));
    buf_char(sheet->out, '\n');
    for (uint32_t i = 0; i < sheet->report->verdict.note_count; i++)
        line(sheet, "- Not seen: ", sheet->report->verdict.notes[i]);
    fold_end(sheet);
}

static void problems(Sheet *sheet) {
    const ProblemVec *list = &sheet->report->problems;
    if (list->len == 0) return;
    fold(sheet, str_fmt(sheet->out->arena, "Problems (%u)", list->len));
    uint32_t shown = 0;
    for (; shown < list->len && !is_full(sheet); shown++) {
        const Problem *problem = &list->items[shown];
        buf_c(sheet->out, "- ");
        if (problem->path.len) {
            markdown_place_link(sheet->out, sheet->style, problem->path, problem->line);
            buf_c(sheet->out, ": ");
        }
        line(sheet, "", problem->text);
    }
    left_out(sheet, list->len - shown);
    fold_end(sheet);
}

// --- The whole -----------------------------------------------------------------------------------

// In the order of the page, which is that of importance.
static const struct {
    const char *name; // as the last line calls what it leaves out
    void (*write)(Sheet *sheet);
    bool is_account; // of the verdict; these stand together
} SECTIONS[] = {
    {"the headline", headline, false},
    {"the gates", gates, false},
    {"the findings", findings, false},
    {"what changed", moves, false},
    {"the deployables", deployables, false},
    {"what was decided again", decided_again, false},
    {"why", why, true},
    {"what speaks against it", against, true},
    {"what to do", advice, true},
    {"the cut", cut, true},
    {"the cost", cost, true},
    {"how sure it is", sure, true},
    {"the matrix", matrix, false},
    {"what was looked at", coverage, false},
    {"the problems", problems, false},
};

// Whether there is a base, and the verdict of the whole was the same there.
static bool is_as_before(const Report *report) {
    const RevisionChange *change = report->change;
    Str root = report->projects[report->main].root;
    for (uint32_t i = 0; change && i < change->verdict_count; i++)
        if (str_eq(change->verdicts[i].root, root))
            return changewords_is_same(&change->verdicts[i]);
    return false;
}

static void closing(const RenderStyle *style, Str missing, Buf *out) {
    if (missing.len)
        buf_fmt(out,
                "\nLeft out, as a comment holds no more: " STR_FMT
                ". `-o text` and `-o json` have it all.\n",
                STR_ARG(missing));
    buf_fmt(out,
            "\nFrom stayorgo " STR_FMT "; `stayorgo scan --explain=tree` shows how the figures add "
            "up.\n",
            STR_ARG(style->version));
}

static bool fits(const Buf *out, const Buf *part) {
    return out->len + part->len + TAIL_ROOM <= ROOM;
}

// Instead of a report that has no room, and of all that follow it.
static void no_more(Buf *out) {
    Str words = STR("Left out, as a comment holds no more: further reports.");
    if (!str_ends(str_trim(buf_str(out)), words)) buf_fmt(out, STR_FMT "\n", STR_ARG(words));
}

static void render_markdown(const Report *report, const RenderStyle *style, Buf *out) {
    Buf missing = buf_new(out->arena);
    bool folds = is_as_before(report), is_open = false;
    for (uint32_t i = 0; i < ARRAY_LEN(SECTIONS); i++) {
        Buf part = buf_new(out->arena);
        Sheet sheet = {report, &report->projects[report->main], style, &part};
        if (is_open != (folds && SECTIONS[i].is_account)) {
            Sheet whole = {.out = out};
            if (is_open) fold_end(&whole);
            if (!is_open) fold(&whole, STR("The verdict, as before: why, what to do, how sure"));
            is_open = !is_open;
        }
        SECTIONS[i].write(&sheet);
        if (fits(out, &part)) {
            buf_str_add(out, buf_str(&part));
        } else if (i == 0) {
            no_more(out);
            return;
        } else {
            buf_fmt(&missing, "%s%s", missing.len ? ", " : "", SECTIONS[i].name);
        }
    }
    closing(style, buf_str(&missing), out);
}

const RenderFormat out_markdown = {
    .name = STR_CONST("markdown"),
    .summary = STR_CONST("for a comment on a pull request, or the summary of a job"),
    .is_prose = true,
    .render = render_markdown,
};
