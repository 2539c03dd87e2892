// SPDX-License-Identifier: MIT
// Sentences and figures of a report that every format for people says in the same words.
//
//     Effort{to "FastAPI", low 24, likely 40, high 73}
//         ─►  About 40 person-days to FastAPI, between 24 and 73 (P10 to P90), from unit costs …
//
// The formats differ in how they lay text out, not in what they say; a sentence kept in two of them
// would soon be two sentences. No printf of a double: that would follow the locale.
// Limits: English only. Names are not made safe here: each format knows what is unsafe in it.
#include "render/sentences.h"

#include "base/banned.h"

void sentences_quantity(Buf *out, uint64_t n, const char *noun) {
    buf_count(out, n);
    buf_fmt(out, " %s%s", noun, n == 1 ? "" : "s");
}

void sentences_tenths(Buf *out, double value) {
    uint64_t n = (uint64_t)(value * 10 + 0.5);
    if (n >= 1000) {
        buf_count(out, (n + 5) / 10);
    } else {
        buf_fmt(out, "%u.%u", (unsigned)(n / 10), (unsigned)(n % 10));
    }
}

void sentences_hundredths(Buf *out, double value) {
    uint32_t n = (uint32_t)((value < 0 ? -value : value) * 100 + 0.5);
    if (value < 0 && n > 0) buf_char(out, '-');
    buf_fmt(out, "%u.%02u", n / 100, n % 100);
}

void sentences_subject(const Report *report, const Project *project, Buf *out) {
    for (uint32_t i = 0; i < project->framework_count; i++) {
        const FrameworkUse *use = &project->frameworks[i];
        buf_fmt(out, "%s" STR_FMT " in ", i ? ", " : "", STR_ARG(use->rule->title));
        sentences_quantity(out, use->files, "file");
        if (use->routes == 0) continue;
        buf_c(out, " with ");
        sentences_quantity(out, use->routes, "route");
    }
    if (project->framework_count) buf_c(out, "; ");
    if (project->profile.len) buf_fmt(out, STR_FMT "; ", STR_ARG(project->profile));
    sentences_quantity(out, report->coverage.files, "Python file");
    buf_c(out, ", ");
    sentences_quantity(out, report->coverage.lines, "line");
}

// --- Cost ----------------------------------------------------------------------------------------

void sentences_days(const Effort *effort, Buf *out) {
    uint64_t days = (uint64_t)(effort->likely + 0.5);
    if (days == 0) {
        buf_c(out, "less than one person-day");
        return;
    }
    buf_c(out, "about ");
    sentences_quantity(out, days, "person-day");
}

void sentences_cost(const Effort *effort, Buf *out) {
    Buf days = buf_new(out->arena);
    sentences_days(effort, &days);
    Str text = buf_str(&days);
    buf_c(out, str_starts(text, STR("a")) ? "A" : "L");
    buf_str_add(out, str_sub(text, 1, text.len));
    buf_fmt(out, " to " STR_FMT ", between ", STR_ARG(effort->to));
    buf_count(out, (uint64_t)(effort->low + 0.5));
    buf_c(out, " and ");
    buf_count(out, (uint64_t)(effort->high + 0.5));
    buf_c(out, " (P10 to P90), from unit costs of what is in use:");
}

static void add_imports(uint32_t count, Buf *out) {
    if (count == 0)
        buf_c(out, "none");
    else
        buf_count(out, count);
}

void sentences_cut(const Project *project, Buf *out) {
    if (project->verdict.carve_count == 0) return;
    Str directory = project->verdict.carve[0];
    for (uint32_t i = 0; i < project->tally.cut_count; i++) {
        const TallyCut *cut = &project->tally.cuts[i];
        if (!str_eq(cut->directory, directory)) continue;
        buf_path(out, directory);
        buf_c(out, "/: ");
        sentences_quantity(out, cut->files, "Python file");
        buf_c(out, cut->imports_in == 1 ? "; one import" : "; ");
        if (cut->imports_in != 1) {
            add_imports(cut->imports_in, out);
            buf_c(out, cut->imports_in == 0 ? " of the imports" : " imports");
        }
        buf_c(out, cut->imports_in <= 1 ? " of the rest leads into it, "
                                        : " of the rest lead into it, ");
        add_imports(cut->imports_out, out);
        buf_c(out, " out of it. What crosses the cut becomes a call over the network.");
        return;
    }
}

void sentences_carries(const Effort *effort, Buf *out) {
    for (uint32_t i = 0; i < effort->carry_count; i++) {
        buf_c(out, i == 0 ? "carries over: " : i + 1 == effort->carry_count ? " and " : ", ");
        buf_str_add(out, effort->carries[i].text);
    }
}

void sentences_assumption(const Effort *effort, Buf *out) {
    buf_fmt(out, "assumed: " STR_FMT, STR_ARG(effort->assumption));
}

// --- How sure ------------------------------------------------------------------------------------

// How firm a verdict is, in words, by the share of other weightings that keep it.
static const char *firmness(const Rules *rules, double kept) {
    double narrow = report_number(rules, NUMBER_NARROW);
    return kept < narrow ? "a close call" : kept < (1 + narrow) / 2 ? "fairly firm" : "firm";
}

static void add_robustness(const Rules *rules, const Project *project, Buf *out) {
    const Robustness *robustness = &project->robustness;
    if (!robustness->trials) return;
    double kept = (double)robustness->kept / robustness->trials;
    if (project->verdict.decision == DECISION_UNDECIDED)
        buf_c(out, "It stays open");
    else
        buf_fmt(out, "The verdict is %s: it stands", firmness(rules, kept));
    buf_fmt(out, " in %u %% of ",
            (unsigned)((uint64_t)robustness->kept * 100 / robustness->trials));
    buf_count(out, robustness->trials);
    buf_c(out, " other weightings. ");
}

void sentences_sure(const Report *report, const Project *project, Buf *out) {
    const Verdict *verdict = &project->verdict;
    add_robustness(report->rules, project, out);
    buf_c(out, "Pull ");
    sentences_hundredths(out, verdict->pull);
    buf_c(out, ", where a move needs more than ");
    sentences_hundredths(out, report_number(report->rules, NUMBER_MIGRATE));
    buf_c(out, "; margin to the next verdict ");
    sentences_hundredths(out, verdict->margin);
    buf_fmt(out, "; confidence %u %%: so much of the code and the matrix could speak.",
            (unsigned)(verdict->confidence * 100 + 0.5));
}

// --- What was looked at --------------------------------------------------------------------------

void sentences_coverage(const Report *report, Buf *out) {
    const Coverage *c = &report->coverage;
    const uint32_t *role = c->by_role;
    uint64_t names = c->names_resolved + c->names_unresolved;
    uint32_t product = role[ROLE_APP] + role[ROLE_SETTINGS];
    buf_count(out, c->files_parsed);
    buf_c(out, " of ");
    sentences_quantity(out, c->files, "Python file");
    buf_c(out, " parsed");
    if (c->files_with_errors) buf_fmt(out, " (%u with errors)", c->files_with_errors);
    if (names) {
        buf_fmt(out, "; %u %% of ", (unsigned)(c->names_resolved * 100 / names));
        sentences_quantity(out, names, "name");
        buf_c(out, " resolved");
    }
    buf_c(out, "; weighed: ");
    sentences_quantity(out, product, "file");
    buf_c(out, " of the product; apart: ");
    sentences_quantity(out, role[ROLE_TEST], "test");
    buf_c(out, ", ");
    sentences_quantity(out, role[ROLE_MIGRATION], "migration");
    buf_c(out, ", ");
    sentences_quantity(out, c->files - product - role[ROLE_TEST] - role[ROLE_MIGRATION],
                       "other file");
    buf_char(out, '.');
}

void sentences_problem_place(const Problem *problem, Buf *out) {
    if (problem->path.len) buf_path(out, problem->path);
    if (problem->line) buf_fmt(out, ":%u", problem->line);
}
