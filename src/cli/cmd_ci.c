// SPDX-License-Identifier: MIT
// stayorgo ci: a scan in the job of a CI host, without a flag.
//
//     on GitHub   annotations in the log, stayorgo.sarif, the summary of the job, outputs of the step
//     on GitLab   text in the log, gl-code-quality-report.json, stayorgo-junit.xml
//     on Azure    issues in the log, stayorgo.sarif, stayorgo-junit.xml, stayorgo.md as a summary, variables
//     elsewhere   text, and stayorgo.sarif
//
// What to compare with is in the environment as well (cli/cihost.c); standard error says what came of it
// all, in a few lines. Options that are given win: --base, and an -o takes the place of the host's output
// that has the same format or goes to the same place.
// Reports of ours lie in the working directory, which may hold links that the scanned code has planted, so
// they are put there as fs_put() does it: through none. Files that the user or the host names are opened
// by their names.
// Limits: one PATH.
#include <stdio.h>

#include "base/fs.h"
#include "base/jsonio.h"
#include "cli/cihost.h"
#include "cli/sinks.h"
#include "cli/style.h"

#include "base/banned.h"

enum { COMMIT_SHOWN = 12 };

typedef struct Value {
    const char *name;
    Str text;
} Value;

typedef struct Ci {
    Arena *arena;
    const CiJob *job;
    const RenderFormat *log; // of lines for the host, NULL without one
    Sinks sinks;
    uint32_t ours; // sinks that nobody asked for; they come first
    Buf summary;   // for job->summary
    RenderStyle style;
    VEC(Value) values;
    Buf gates; // "flip passed, new-finding failed"
} Ci;

// --- What to compare with ------------------------------------------------------------------------

// A job that looks at the base itself would pass whatever the request holds.
static bool has_change(const CiJob *job, Str root, const Options *own, Str commit, Arena *arena,
                       Error *err) {
    bool is_head = own->revision.len == 0 && !own->staged;
    if (!is_head || !str_eq(commit, run_head(root, arena))) return true;
    return error_set(err, ERROR_INPUT,
                     "nothing of this %s is checked out, only what it is compared with: on GitHub, "
                     "pull_request_target does that unless actions/checkout is given a ref",
                     job->event);
}

// Takes the first base that is in the clone. Fills own->base with its name.
static bool choose_base(const CiJob *job, Str root, Options *own, Arena *arena, Str *commit,
                        Error *err) {
    Error first = {0};
    *commit = (Str){0};
    if (own->base.len) return run_base(root, own->base, own->revision, arena, commit, err);
    for (uint32_t i = 0; i < job->bases.len; i++) {
        const CiBase *base = &job->bases.items[i];
        Error failure = {0};
        if (run_base(root, base->revision, own->revision, arena, commit, &failure)) {
            own->base = base->name;
            return !job->needs_base || has_change(job, root, own, *commit, arena, err);
        }
        // That a branch is missing says more than that an id is.
        if (first.code == ERROR_NONE || str_starts(base->revision, STR("refs/"))) first = failure;
    }
    if (!job->needs_base) return true;
    const char *why = first.code ? first.text : "the environment of the job does not name a commit";
    return error_set(err, ERROR_INPUT, "nothing to compare this %s with: %s", job->event, why);
}

static void tell_job(const CiJob *job, Str base, Str commit, Arena *arena) {
    Buf with = buf_new(arena);
    bool is_id = commit.ptr && str_starts(commit, base);
    Str shown = str_sub(commit, 0, COMMIT_SHOWN);
    if (commit.len == 0) {
        buf_c(&with, "nothing");
        if (job->bases.len)
            buf_c(&with, ": the commit before is not in the clone; with all of the history it is");
    } else if (is_id) {
        buf_str_add(&with, shown);
    } else {
        buf_safe(&with, base);
        buf_fmt(&with, " (" STR_FMT ")", STR_ARG(shown));
    }
    fprintf(stderr, "stayorgo: %s%s%s, compared with " STR_FMT "\n", job->host,
            *job->event ? ", " : "", job->event, STR_ARG(buf_str(&with)));
}

// --- What goes where -----------------------------------------------------------------------------

// The host's outputs that no option is in the way of, then those of the options. Returns how many are
// the host's.
static uint32_t add_outputs(const CiJob *job, const Options *options, Arena *arena, Options *own) {
    own->outputs.items = NULL;
    own->outputs.len = own->outputs.cap = 0;
    for (uint32_t i = 0; i < job->output_count; i++) {
        Output output = job->outputs[i];
        bool is_free = true;
        for (uint32_t k = 0; k < options->outputs.len; k++)
            is_free = is_free && !str_eq(options->outputs.items[k].format, output.format) &&
                      !str_eq(options->outputs.items[k].file, output.file);
        if (is_free) vec_push(arena, &own->outputs, output);
    }
    uint32_t ours = own->outputs.len;
    for (uint32_t k = 0; k < options->outputs.len; k++)
        vec_push(arena, &own->outputs, options->outputs.items[k]);
    return ours;
}

static void set_style(const CiJob *job, const Options *own, Str root, Arena *arena,
                      RenderStyle *style) {
    style->open_only = str_eq(job->log, STR("github"));
    style->folder = run_prefix(root, arena);
    style->origin = job->origin;
    if (own->revision.len || own->staged) return;
    Str head = style->origin.revision = run_head(root, arena);
    if (job->files && style->origin.uri.len && head.len)
        style->origin.files = str_fmt(arena, STR_FMT "%s" STR_FMT, STR_ARG(style->origin.uri),
                                      job->files, STR_ARG(head));
}

static void add_value(Ci *ci, const char *name, Str text) {
    vec_push(ci->arena, &ci->values, (Value){name, text});
}

static void add_number(Ci *ci, const char *name, double number) {
    Buf text = buf_new(ci->arena);
    jsonio_write_number(&text, number);
    add_value(ci, name, buf_str(&text));
}

// From warnings on: notes are evidence, and nothing to act upon. FINDING_PLAIN: all that stand there.
static uint32_t count_findings(const Report *report, FindingState state) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < report->finding_count; i++) {
        const Finding *finding = &report->findings[i];
        bool is_told = !finding->is_suppressed && finding->level >= LEVEL_WARNING;
        bool is_meant =
            state == FINDING_PLAIN ? finding->state != FINDING_FIXED : finding->state == state;
        count += is_told && is_meant;
    }
    return count;
}

static void add_gates(Ci *ci, const Report *report) {
    Buf failed = buf_new(ci->arena);
    for (uint32_t i = 0; i < report->gate_count; i++) {
        const GateResult *gate = &report->gates[i];
        const char *key = change_gate_key(gate->kind);
        buf_fmt(&ci->gates, "%s%s %s", i ? ", " : "", key, gate->has_failed ? "failed" : "passed");
        if (gate->has_failed) buf_fmt(&failed, "%s%s", failed.len ? " " : "", key);
    }
    add_value(ci, "failed-gates", buf_str(&failed));
}

// The report views memory that is gone after this.
static void take(void *ctx, const Report *report) {
    Ci *ci = ctx;
    const Verdict *verdict = &report->verdict;
    sinks_add(&ci->sinks, report);
    if (ci->job->summary.len)
        run_format_named(STR("markdown"))->render(report, &ci->style, &ci->summary);
    add_value(ci, "decision", str_from_c(report_decision_key(verdict->decision)));
    add_value(ci, "from", str_copy(ci->arena, verdict->from));
    add_value(ci, "target", str_copy(ci->arena, verdict->target));
    add_value(ci, "headline", str_copy(ci->arena, verdict->headline));
    if (verdict->has_pull) add_number(ci, "pull", verdict->pull);
    add_number(ci, "margin", verdict->margin);
    add_number(ci, "confidence", verdict->confidence);
    add_number(ci, "findings", count_findings(report, FINDING_PLAIN));
    add_number(ci, "new-findings", count_findings(report, FINDING_NEW));
    add_number(ci, "fixed-findings", count_findings(report, FINDING_FIXED));
    if (report->change) add_value(ci, "base", str_copy(ci->arena, report->change->commit));
    add_gates(ci, report);
}

// --- Writing -------------------------------------------------------------------------------------

static Str in_this_folder(Arena *arena, Str file) {
    FsRoot *here;
    Error none = {0};
    if (str_starts(file, STR("/")) || !fs_root_open(arena, STR("."), &here, &none)) return file;
    Str path = str_fmt(arena, STR_FMT "/" STR_FMT, STR_ARG(fs_root_real_path(here)), STR_ARG(file));
    fs_root_close(here);
    return path;
}

static bool write_sinks(Ci *ci, Buf *told, Outcome *outcome, Error *err) {
    bool ok = true;
    for (uint32_t i = 0; i < ci->sinks.len; i++) {
        const Sink *sink = &ci->sinks.items[i];
        Str name = sink->format->name, bytes = buf_str(&sink->buf);
        bool is_file = sink->file.len && !str_eq(sink->file, STR("-"));
        bool is_put = i < ci->ours && is_file;
        bool is_written =
            is_put ? fs_put(STR("."), sink->file, bytes, FS_PUT_REPLACE, err) == FS_PUT_DONE
                   : session_write(sink->file, bytes, outcome, err);
        ok = ok && is_written;
        if (!is_written) continue;
        buf_fmt(told, "%s" STR_FMT " ", told->len ? ", " : "", STR_ARG(name));
        buf_c(told, is_file ? "in " : "in the log");
        buf_path(told, is_file ? sink->file : (Str){0});
        if (is_file && str_eq(name, STR("sarif"))) add_value(ci, "sarif", sink->file);
        if (is_put && str_eq(name, STR("markdown"))) add_value(ci, "report", sink->file);
    }
    return ok;
}

// The host's own ways: its summary, and values for later steps.
static bool write_host(Ci *ci, Buf *told, Outcome *outcome, Error *err) {
    bool ok = true;
    Buf values = buf_new(ci->arena);
    for (uint32_t i = 0; ci->log && i < ci->values.len; i++) {
        const Value *value = &ci->values.items[i];
        ci->log->value(value->name, value->text, &values);
        if (ci->log->attach && str_eq(str_from_c(value->name), STR("report")))
            ci->log->attach(in_this_folder(ci->arena, value->text), &values);
    }
    if (ci->job->summary.len) {
        ok = fs_append_user_file(ci->job->summary, buf_str(&ci->summary), err);
        if (ok) buf_c(told, ", the summary of the job");
    }
    if (ci->log == NULL) return ok;
    bool is_file =
        ci->log->attach == NULL; // a host that has files for that does not read it in the log
    if (is_file && ci->job->values.len == 0) return ok;
    bool is_written = is_file ? fs_append_user_file(ci->job->values, buf_str(&values), err)
                              : session_write((Str){0}, buf_str(&values), outcome, err);
    if (is_written) buf_c(told, ", values for later steps");
    return ok && is_written;
}

static bool write_all(Ci *ci, Outcome *outcome, Error *err) {
    Buf told = buf_new(ci->arena);
    bool ok = write_sinks(ci, &told, outcome, err);
    ok = write_host(ci, &told, outcome, err) && ok;
    fprintf(stderr, "stayorgo: " STR_FMT "\n", STR_ARG(buf_str(&told)));
    if (ci->gates.len)
        fprintf(stderr, "stayorgo: gates: " STR_FMT "\n", STR_ARG(buf_str(&ci->gates)));
    else
        fprintf(stderr, "stayorgo: no gate, as none is asked for (--fail-on, or fail-on in "
                        "stayorgo.toml)\n");
    return ok;
}

static bool scan(Session *session, Ci *ci, Outcome *outcome, Error *err) {
    const Options *options = session->options;
    Str root = options->paths.len ? options->paths.items[0] : STR(".");
    if (!sinks_open(options, &session->arena, &ci->sinks, err)) return false;
    ci->style = style_for(options, STR("summary"));
    set_style(ci->job, options, root, ci->arena, &ci->style);
    for (uint32_t i = 0; i < ci->sinks.len; i++)
        set_style(ci->job, options, root, ci->arena, &ci->sinks.items[i].style);
    session->is_gated = true;
    session->line_hashes = ci->sinks.has_hashes;
    bool ok = session_each(session, take, ci, outcome, err);
    return (ci->sinks.reports == 0 || write_all(ci, outcome, err)) && ok;
}

static bool ci_run(Ci *ci, const Options *options, Outcome *outcome, Error *err) {
    Options own = *options;
    Str root = own.paths.len ? own.paths.items[0] : STR("."), commit;
    Session session;
    if (own.paths.len > 1) return error_set(err, ERROR_USAGE, "ci takes one PATH");
    ci->ours = add_outputs(ci->job, options, ci->arena, &own);
    if (!choose_base(ci->job, root, &own, ci->arena, &commit, err)) return false;
    tell_job(ci->job, own.base, commit, ci->arena);
    bool ok = session_open(&own, &session, err);
    session.base_commit = commit;
    session.is_lenient = ci->job->is_known && ci->job->bases.len == 0;
    ok = ok && scan(&session, ci, outcome, err);
    session_close(&session);
    return ok;
}

// What stops a run is shown where the host shows what is wrong, besides standard error.
static void tell_failure(const Ci *ci, Str sentence, Outcome *outcome) {
    Buf line = buf_new(ci->arena);
    Error ignored = {0};
    if (ci->log == NULL || sentence.len == 0) return;
    ci->log->remark(LEVEL_ERROR, sentence, &line);
    // If this cannot be written either, standard error has it all the same.
    bool is_written = session_write((Str){0}, buf_str(&line), outcome, &ignored);
    (void)is_written;
}

bool cmd_ci(const Options *options, Outcome *outcome, Error *err) {
    CiJob job;
    cihost_read(outcome->arena, &job);
    Ci ci = {.arena = outcome->arena,
             .job = &job,
             .log = job.log.len ? run_format_named(job.log) : NULL,
             .summary = buf_new(outcome->arena),
             .gates = buf_new(outcome->arena)};
    bool ok = ci_run(&ci, options, outcome, err);
    if (!ok && err->code != ERROR_INTERRUPTED) tell_failure(&ci, str_from_c(err->text), outcome);
    for (uint32_t i = 0; i < outcome->failures.len; i++)
        tell_failure(&ci, outcome->failures.items[i], outcome);
    return ok;
}
