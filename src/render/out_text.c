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
#include "base/utf8.h"
#include "render/render.h"

#include "base/banned.h"

typedef struct Page {
    const Report *report;
    const RenderStyle *style;
    Buf *out;
} Page;

typedef enum Ink { INK_NONE, INK_BOLD, INK_DIM, INK_GREEN, INK_YELLOW, INK_BLUE } Ink;

static const char *const INKS[] = {
    [INK_NONE] = "",          [INK_BOLD] = "\x1b[1m",    [INK_DIM] = "\x1b[2m",
    [INK_GREEN] = "\x1b[32m", [INK_YELLOW] = "\x1b[33m", [INK_BLUE] = "\x1b[34m",
};

static void ink(Page *page, Ink color) {
    if (page->style->color) buf_c(page->out, INKS[color]);
}

static void ink_off(Page *page) {
    if (page->style->color) buf_c(page->out, "\x1b[0m");
}

static void heading(Page *page, const char *text) {
    buf_char(page->out, '\n');
    ink(page, INK_BOLD);
    buf_c(page->out, text);
    ink_off(page);
    buf_char(page->out, '\n');
}

static void indent(Page *page, uint32_t columns) {
    buf_repeat(page->out, STR(" "), columns);
}

static uint32_t cells_at(Str s, uint32_t *pos) {
    uint32_t code_point;
    return utf8_next(s, pos, &code_point) ? utf8_cells(code_point) : 1;
}

// The longest head that takes at most `cells`.
static Str head_of(Str s, uint32_t cells) {
    uint32_t end = 0;
    for (uint32_t pos = 0, used = 0; pos < s.len; end = pos) {
        used += cells_at(s, &pos);
        if (used > cells) break;
    }
    return str_sub(s, 0, end);
}

// The longest tail that takes at most `cells`.
static Str tail_of(Str s, uint32_t cells) {
    uint32_t start = 0;
    for (uint32_t width = buf_display_width(s); width > cells;)
        width -= cells_at(s, &start);
    return str_sub(s, start, s.len);
}

static Str safe(Page *page, Str scanned) {
    Buf buf = buf_new(page->out->arena);
    buf_safe(&buf, scanned);
    return buf_str(&buf);
}

// Scanned text that takes at most `cells`, "…" where it was cut.
static Str clipped(Page *page, Str scanned, uint32_t cells) {
    Str text = safe(page, scanned);
    if (buf_display_width(text) <= cells) return text;
    return str_fmt(page->out->arena, STR_FMT "…", STR_ARG(head_of(text, cells - 1)));
}

// One word at `column`; the end of a line cuts what no line can hold. Returns the next column.
static uint32_t long_word(Page *page, Str word, uint32_t column, uint32_t hanging) {
    uint32_t width = buf_display_width(word);
    while (column + width > page->style->columns) {
        Str piece = head_of(word, page->style->columns - column);
        buf_str_add(page->out, piece);
        buf_char(page->out, '\n');
        indent(page, hanging);
        column = hanging;
        word = str_sub(word, piece.len, word.len);
        width -= buf_display_width(piece);
    }
    buf_str_add(page->out, word);
    return column + width;
}

// Words, wrapped at the width; following lines start at `hanging` columns.
static void paragraph(Page *page, Str text, uint32_t at, uint32_t hanging) {
    uint32_t column = at;
    bool is_first = true;
    while (text.len) {
        Str word;
        str_cut(text, ' ', &word, &text);
        word = safe(page, word);
        if (!is_first && column + 1 + buf_display_width(word) > page->style->columns) {
            buf_char(page->out, '\n');
            indent(page, hanging);
            column = hanging;
        } else if (!is_first) {
            buf_char(page->out, ' ');
            column++;
        }
        column = long_word(page, word, column, hanging);
        is_first = false;
    }
    buf_char(page->out, '\n');
}

// path:line and what stands there. Of a path that is too long the end is kept: it tells most.
static void place(Page *page, const Evidence *evidence) {
    enum { INDENT = 6, GAP = 2, WORTHWHILE = 16 };
    Buf where = buf_new(page->out->arena);
    buf_path(&where, page->report->source->files.items[evidence->file].path);
    buf_fmt(&where, ":%u", evidence->pos.row + 1);
    Str text = buf_str(&where);
    uint32_t room = page->style->columns - INDENT;
    uint32_t width = buf_display_width(text);
    indent(page, INDENT);
    ink(page, INK_BLUE);
    if (width > room) buf_c(page->out, "…");
    buf_str_add(page->out, width > room ? tail_of(text, room - 1) : text);
    ink_off(page);
    if (evidence->text.len && width + GAP + WORTHWHILE <= room) {
        indent(page, GAP);
        ink(page, INK_DIM);
        buf_str_add(page->out, clipped(page, evidence->text, room - width - GAP));
        ink_off(page);
    }
    buf_char(page->out, '\n');
}

static void reasons(Page *page, const char *title, const ReportReason *list, uint32_t count) {
    if (count == 0) return;
    heading(page, title);
    for (uint32_t i = 0; i < count; i++) {
        buf_c(page->out, "  - ");
        paragraph(page, list[i].text, 4, 4);
        if (list[i].signal->evidence_count) place(page, &list[i].signal->evidence[0]);
    }
}

// "1,204 tests", "1 test".
static void quantity(Buf *out, uint64_t n, const char *noun) {
    buf_count(out, n);
    buf_fmt(out, " %s%s", noun, n == 1 ? "" : "s");
}

static void headline(Page *page) {
    static const Ink BY_DECISION[] = {
        [DECISION_STAY] = INK_GREEN,   [DECISION_MIGRATE] = INK_YELLOW,
        [DECISION_SPLIT] = INK_YELLOW, [DECISION_UNDECIDED] = INK_BOLD,
        [DECISION_NONE] = INK_BOLD,
    };
    _Static_assert(ARRAY_LEN(BY_DECISION) == DECISION_COUNT, "one ink a decision");
    ink(page, INK_BOLD);
    ink(page, BY_DECISION[page->report->verdict.decision]);
    paragraph(page, page->report->verdict.headline, 0, 0);
    ink_off(page);
}

enum { NAME_CELLS = 60 };

static void subject(Page *page, const Project *project) {
    Buf line = buf_new(page->out->arena);
    if (project->name.len) {
        buf_fmt(&line, STR_FMT ": ", STR_ARG(clipped(page, project->name, NAME_CELLS)));
    }
    for (uint32_t i = 0; i < project->framework_count; i++) {
        const FrameworkUse *use = &project->frameworks[i];
        buf_fmt(&line, STR_FMT " in ", STR_ARG(use->rule->title));
        quantity(&line, use->files, "file");
        buf_c(&line, ", ");
    }
    quantity(&line, page->report->coverage.files, "Python file");
    buf_c(&line, ", ");
    quantity(&line, page->report->coverage.lines, "line");
    ink(page, INK_DIM);
    paragraph(page, buf_str(&line), 0, 0);
    ink_off(page);
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
    indent(page, layout->bar_cells - left);
    ink(page, INK_GREEN);
    buf_repeat(page->out, STR("█"), left);
    ink_off(page);
    buf_c(page->out, "│");
    ink(page, INK_YELLOW);
    buf_repeat(page->out, STR("█"), right);
    ink_off(page);
    if (!layout->has_figures) return;
    indent(page, layout->bar_cells - right);
    buf_fmt(page->out, "  %3u %%", (unsigned)(criterion->evidence * 100 + 0.5));
}

static void matrix(Page *page, const Project *project) {
    const MatrixLayout *layout = page->style->columns >= WIDE_COLUMNS ? &WIDE : &NARROW;
    heading(page, "Matrix");
    indent(page, 2 + TITLE_COLUMNS);
    buf_c(page->out, layout->header);
    for (uint32_t i = 0; i < project->criterion_count; i++) {
        const CriterionResult *criterion = &project->criteria[i];
        Str title = clipped(page, criterion->rule->title, TITLE_COLUMNS - 1);
        indent(page, 2);
        buf_str_add(page->out, title);
        indent(page, TITLE_COLUMNS - buf_display_width(title));
        bar(page, criterion, layout);
        buf_char(page->out, '\n');
    }
}

// −0.42: two decimals without printf, which would follow the locale.
static void hundredths(Buf *out, double value) {
    uint32_t n = (uint32_t)((value < 0 ? -value : value) * 100 + 0.5);
    if (value < 0 && n > 0) buf_char(out, '-');
    buf_fmt(out, "%u.%02u", n / 100, n % 100);
}

static void numbers(Page *page, const Verdict *verdict) {
    Buf line = buf_new(page->out->arena);
    if (verdict->has_pull) {
        buf_c(&line, "Pull ");
        hundredths(&line, verdict->pull);
        buf_c(&line, verdict->pull > 0 ? " (draws away)" : " (holds)");
        buf_c(&line, ", margin ");
        hundredths(&line, verdict->margin);
        buf_fmt(&line, ", confidence %u %%.", (unsigned)(verdict->confidence * 100 + 0.5));
        indent(page, 2);
        paragraph(page, buf_str(&line), 2, 2);
    }
    uint64_t days = (uint64_t)(verdict->effort_days + 0.5);
    if (days == 0) return;
    Buf cost = buf_new(page->out->arena);
    buf_c(&cost, "Moving would mean rewriting what is in use: about ");
    quantity(&cost, days, "person-day");
    buf_c(&cost, ", a rough sum of unit costs.");
    indent(page, 2);
    paragraph(page, buf_str(&cost), 2, 2);
}

static void coverage(Page *page) {
    const Coverage *c = &page->report->coverage;
    uint64_t names = c->names_resolved + c->names_unresolved;
    heading(page, "Looked at");
    Buf line = buf_new(page->out->arena);
    const uint32_t *role = c->by_role;
    buf_count(&line, c->files_parsed);
    buf_c(&line, " of ");
    quantity(&line, c->files, "Python file");
    buf_c(&line, " parsed");
    if (c->files_with_errors) buf_fmt(&line, " (%u with errors)", c->files_with_errors);
    if (names) {
        buf_fmt(&line, "; %u %% of ", (unsigned)(c->names_resolved * 100 / names));
        quantity(&line, names, "name");
        buf_c(&line, " resolved");
    }
    buf_c(&line, "; weighed: ");
    quantity(&line, role[ROLE_APP] + role[ROLE_SETTINGS], "file");
    buf_c(&line, " of the product; apart: ");
    quantity(&line, role[ROLE_TEST], "test");
    buf_c(&line, ", ");
    quantity(&line, role[ROLE_MIGRATION], "migration");
    buf_c(&line, ", ");
    quantity(&line,
             c->files - role[ROLE_APP] - role[ROLE_SETTINGS] - role[ROLE_TEST] -
                 role[ROLE_MIGRATION],
             "other file");
    buf_char(&line, '.');
    indent(page, 2);
    paragraph(page, buf_str(&line), 2, 2);
    for (uint32_t i = 0; i < page->report->verdict.note_count; i++) {
        buf_c(page->out, "  Not seen: ");
        paragraph(page, page->report->verdict.notes[i], 12, 12);
    }
}

enum { PROBLEMS_SHOWN = 8 };

static void problems(Page *page) {
    const ProblemVec *list = &page->report->problems;
    if (list->len == 0) return;
    Str title = str_fmt(page->out->arena, "Problems (%u)", list->len);
    heading(page, str_to_c(page->out->arena, title));
    for (uint32_t i = 0; i < list->len && i < PROBLEMS_SHOWN; i++) {
        const Problem *problem = &list->items[i];
        Buf line = buf_new(page->out->arena);
        if (problem->path.len) buf_path(&line, problem->path);
        if (problem->line) buf_fmt(&line, ":%u", problem->line);
        if (problem->path.len) buf_c(&line, ": ");
        buf_str_add(&line, problem->text);
        buf_c(page->out, "  - ");
        paragraph(page, buf_str(&line), 4, 4);
    }
    if (list->len > PROBLEMS_SHOWN) {
        buf_fmt(page->out, "  … and %u more (-o json has all)\n", list->len - PROBLEMS_SHOWN);
    }
}

static void render_text(const Report *report, const RenderStyle *style, Buf *out) {
    Page page = {.report = report, .style = style, .out = out};
    const Project *project = &report->projects[0];
    const Verdict *verdict = &report->verdict;
    headline(&page);
    subject(&page, project);
    bool is_open = verdict->decision == DECISION_UNDECIDED;
    reasons(&page, is_open ? "For staying" : "Why", verdict->reasons, verdict->reason_count);
    reasons(&page, is_open ? "For moving" : "Against", verdict->against, verdict->against_count);
    if (report->coverage.files) {
        matrix(&page, project);
        numbers(&page, verdict);
    }
    coverage(&page);
    problems(&page);
}

const RenderFormat out_text = {
    .name = STR_CONST("text"),
    .summary = STR_CONST("for a person in a terminal, 80 columns"),
    .render = render_text,
};
