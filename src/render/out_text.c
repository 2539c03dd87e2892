// SPDX-License-Identifier: MIT
// The report for a person in a terminal: the verdict in plain words first, then why, what speaks
// against it, the matrix, and what was looked at.
//
//     Stay on Django: 41 models are registered in the admin.
//
//     Why
//       41 models are registered in the admin
//         shop/admin.py:12   admin.site.register(Order)
//
// 80 columns unless told otherwise; colour only adds to what the words say. Scanned text goes
// through buf_safe() and buf_path(), so that it can neither move the cursor nor forge a line.
// Limits: one place a reason; JSON has twenty.
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

// Words, wrapped at the width; following lines start at `hanging` columns.
static void paragraph(Page *page, Str text, uint32_t at, uint32_t hanging) {
    uint32_t column = at;
    bool is_first = true;
    while (text.len) {
        Str word;
        str_cut(text, ' ', &word, &text);
        uint32_t width = buf_display_width(word);
        if (!is_first && column + 1 + width > page->style->columns) {
            buf_char(page->out, '\n');
            indent(page, hanging);
            column = hanging;
        } else if (!is_first) {
            buf_char(page->out, ' ');
            column++;
        }
        buf_safe(page->out, word);
        column += width;
        is_first = false;
    }
    buf_char(page->out, '\n');
}

// As much of `text` as fits into `columns`, "…" where it was cut.
static void clipped(Page *page, Str text, uint32_t columns) {
    Buf safe = buf_new(page->out->arena);
    buf_safe(&safe, text);
    Str rest = buf_str(&safe);
    if (buf_display_width(rest) <= columns) {
        buf_str_add(page->out, rest);
        return;
    }
    uint32_t end = 0;
    while (end < rest.len) {
        uint32_t next = end + 1;
        while (next < rest.len && ((unsigned char)rest.ptr[next] & 0xC0) == 0x80)
            next++;
        if (buf_display_width(str_sub(rest, 0, next)) > columns - 1) break;
        end = next;
    }
    buf_str_add(page->out, str_sub(rest, 0, end));
    buf_c(page->out, "…");
}

static void place(Page *page, const Evidence *evidence) {
    Buf where = buf_new(page->out->arena);
    buf_path(&where, page->report->source->files.items[evidence->file].path);
    buf_fmt(&where, ":%u", evidence->pos.row + 1);
    Str text = buf_str(&where);
    uint32_t width = buf_display_width(text);
    indent(page, 6);
    ink(page, INK_BLUE);
    buf_str_add(page->out, text);
    ink_off(page);
    enum { GAP = 2, WORTHWHILE = 16 };
    if (evidence->text.len && 6 + width + GAP + WORTHWHILE <= page->style->columns) {
        indent(page, GAP);
        ink(page, INK_DIM);
        clipped(page, evidence->text, page->style->columns - 6 - width - GAP);
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

static Str thousands(Page *page, uint64_t n) {
    char digits[32];
    uint32_t len = 0;
    for (uint32_t group = 0; n > 0 || len == 0; n /= 10, group++) {
        if (group && group % 3 == 0) digits[sizeof digits - ++len] = ',';
        digits[sizeof digits - ++len] = (char)('0' + n % 10);
    }
    return str_copy(page->out->arena, (Str){digits + sizeof digits - len, len});
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

static void subject(Page *page, const Project *project) {
    Buf line = buf_new(page->out->arena);
    if (project->name.len) buf_fmt(&line, STR_FMT ": ", STR_ARG(project->name));
    for (uint32_t i = 0; i < project->framework_count; i++) {
        const FrameworkUse *use = &project->frameworks[i];
        buf_fmt(&line, STR_FMT " in %u file%s, ", STR_ARG(use->rule->title), use->files,
                use->files == 1 ? "" : "s");
    }
    buf_fmt(&line, STR_FMT " Python file%s, " STR_FMT " lines",
            STR_ARG(thousands(page, page->report->coverage.files)),
            page->report->coverage.files == 1 ? "" : "s",
            STR_ARG(thousands(page, page->report->coverage.lines)));
    ink(page, INK_DIM);
    paragraph(page, buf_str(&line), 0, 0);
    ink_off(page);
}

enum { BAR_CELLS = 14, TITLE_COLUMNS = 22 };

// A bar from the middle towards the side that the criterion leans to, as long as its contribution.
static void bar(Page *page, const CriterionResult *criterion) {
    double share = criterion->lean * criterion->evidence;
    double size = share < 0 ? -share : share;
    uint32_t cells = (uint32_t)(size * BAR_CELLS + 0.5);
    if (cells == 0 && size > 0) cells = 1;
    uint32_t left = share < 0 ? cells : 0;
    uint32_t right = share > 0 ? cells : 0;
    indent(page, BAR_CELLS - left);
    ink(page, INK_GREEN);
    buf_repeat(page->out, STR("█"), left);
    ink_off(page);
    buf_c(page->out, "│");
    ink(page, INK_YELLOW);
    buf_repeat(page->out, STR("█"), right);
    ink_off(page);
    indent(page, BAR_CELLS - right);
}

static void matrix(Page *page, const Project *project) {
    heading(page, "Matrix");
    indent(page, 2 + TITLE_COLUMNS);
    buf_c(page->out, "Django ◄───────┼──────► FastAPI  evidence\n");
    for (uint32_t i = 0; i < project->criterion_count; i++) {
        const CriterionResult *criterion = &project->criteria[i];
        uint32_t width = buf_display_width(criterion->rule->title);
        indent(page, 2);
        buf_str_add(page->out, criterion->rule->title);
        indent(page, width < TITLE_COLUMNS ? TITLE_COLUMNS - width : 1);
        bar(page, criterion);
        buf_fmt(page->out, "  %3u %%\n", (unsigned)(criterion->evidence * 100 + 0.5));
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
        buf_c(&line, "Pull away ");
        hundredths(&line, verdict->pull);
        buf_c(&line, " (above 0 draws away), margin ");
        hundredths(&line, verdict->margin);
        buf_fmt(&line, ", confidence %u %%.", (unsigned)(verdict->confidence * 100 + 0.5));
        indent(page, 2);
        paragraph(page, buf_str(&line), 2, 2);
    }
    if (verdict->effort_days < 0.5) return;
    Str days = thousands(page, (uint64_t)(verdict->effort_days + 0.5));
    indent(page, 2);
    paragraph(page,
              str_fmt(page->out->arena,
                      "Leaving would mean rewriting about " STR_FMT
                      " person-days of what is in use (a rough sum of unit costs).",
                      STR_ARG(days)),
              2, 2);
}

static void coverage(Page *page) {
    const Coverage *c = &page->report->coverage;
    uint64_t names = c->names_resolved + c->names_unresolved;
    heading(page, "Looked at");
    Buf line = buf_new(page->out->arena);
    buf_fmt(&line, STR_FMT " of " STR_FMT " Python files parsed",
            STR_ARG(thousands(page, c->files_parsed)), STR_ARG(thousands(page, c->files)));
    if (c->files_with_errors) buf_fmt(&line, " (%u with errors)", c->files_with_errors);
    if (names) {
        buf_fmt(&line, "; %u %% of " STR_FMT " names resolved",
                (unsigned)(c->names_resolved * 100 / names), STR_ARG(thousands(page, names)));
    }
    buf_fmt(&line,
            "; weighed: %u files of the product; apart: %u tests, %u migrations, "
            "%u other files.",
            c->by_role[ROLE_APP] + c->by_role[ROLE_SETTINGS], c->by_role[ROLE_TEST],
            c->by_role[ROLE_MIGRATION],
            c->by_role[ROLE_SCRIPT] + c->by_role[ROLE_DOCS] + c->by_role[ROLE_EXAMPLE] +
                c->by_role[ROLE_GENERATED] + c->by_role[ROLE_VENDORED]);
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
    reasons(&page, "Why", verdict->reasons, verdict->reason_count);
    reasons(&page, "Against", verdict->against, verdict->against_count);
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
