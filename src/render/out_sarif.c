// SPDX-License-Identifier: MIT
// The findings as SARIF 2.1.0, with what GitHub code scanning asks for on top.
//
//     {"$schema": …, "version": "2.1.0", "runs": [{"tool": {"driver": {…, "rules": […]}},
//      "results": [{"ruleId": "SOG101", "level": "warning", "message": …, "locations": […],
//                   "partialFingerprints": {…}}], …}]}
//
// One run, whatever the number of deployables: hosts cap the runs of a file. The verdict is about the
// whole repository and has no line, so it is a property of the run. Lines and columns are 1-based,
// columns in code points, ends one past the last. Paths are relative to the root of the repository.
// Evidence for the verdict is of the kind "informational", and not there at all for a host that opens an
// alert for each result. The most important results come first: above RESULTS_MAX the rest is left out, and a notification
// says how many.
//
// Limits: text of the scanned code stands in messages only, without "](", which would begin a link.
#include "render/escape.h"
#include "render/picks.h"
#include "render/render.h"
#include "render/sarif_rules.h"

#include "base/banned.h"

enum {
    RESULTS_MAX = 5000, // what GitHub shows of one run
    STEPS_MAX = 50,     // GitHub keeps 100 related locations
    NOTIFICATIONS_MAX = 100,
    MESSAGE_MAX = 1000, // code points
};

typedef struct Sheet {
    Writer *w;
    const Report *report;
    const RenderStyle *style;
    SarifRuleVec rules;
} Sheet;

static Arena *arena_of(const Sheet *sheet) {
    return sheet->w->out->arena;
}

// Shown text in which "[x](y)" is no link.
static void add_message(Buf *out, Str text, uint32_t max) {
    text = escape_shown(out->arena, text, max);
    for (uint32_t at; (at = str_find_str(text, STR("]("))) != NONE;) {
        buf_str_add(out, str_sub(text, 0, at + 1));
        buf_char(out, ' ');
        text = str_sub(text, at + 1, text.len);
    }
    buf_str_add(out, text);
}

static void write_message(Sheet *sheet, const char *key, Str text) {
    Buf message = buf_new(arena_of(sheet));
    add_message(&message, text, MESSAGE_MAX);
    writer_key(sheet->w, key);
    writer_open_flat(sheet->w, '{');
    writer_field_str(sheet->w, "text", buf_str(&message));
    writer_close(sheet->w, '}');
}

static void write_uri(Sheet *sheet, Str path) {
    Buf uri = buf_new(arena_of(sheet));
    escape_uri(&uri, sheet->style->folder, path);
    writer_key(sheet->w, "artifactLocation");
    writer_open_flat(sheet->w, '{');
    writer_field_str(sheet->w, "uri", buf_str(&uri));
    writer_field_str(sheet->w, "uriBaseId", STR("%SRCROOT%"));
    writer_close(sheet->w, '}');
}

// The key "physicalLocation"; a region of no width for a place alone.
static void write_place(Sheet *sheet, Str path, Pos pos, Pos end) {
    Writer *w = sheet->w;
    writer_key(w, "physicalLocation");
    writer_open(w, '{');
    write_uri(sheet, path);
    writer_key(w, "region");
    writer_open_flat(w, '{');
    writer_field_uint(w, "startLine", (uint64_t)pos.row + 1);
    writer_field_uint(w, "startColumn", (uint64_t)pos.col + 1);
    writer_field_uint(w, "endLine", (uint64_t)end.row + 1);
    writer_field_uint(w, "endColumn", (uint64_t)end.col + 1);
    writer_close(w, '}');
    writer_close(w, '}');
}

static void write_locations(Sheet *sheet, const Finding *finding) {
    Writer *w = sheet->w;
    writer_key(w, "locations");
    writer_open(w, '[');
    writer_open(w, '{');
    write_place(sheet, finding->path, finding->pos, finding->end);
    if (finding->symbol.len) {
        writer_key(w, "logicalLocations");
        writer_open_flat(w, '[');
        writer_open_flat(w, '{');
        writer_field_str(w, "fullyQualifiedName",
                         escape_shown(arena_of(sheet), finding->symbol, MESSAGE_MAX));
        writer_close(w, '}');
        writer_close(w, ']');
    }
    writer_close(w, '}');
    writer_close(w, ']');
}

static uint32_t steps_shown(const Finding *finding) {
    return finding->step_count < STEPS_MAX ? finding->step_count : STEPS_MAX;
}

// A location with a message; with a number it can be linked to from the message of the result.
static void write_step(Sheet *sheet, const FindingStep *step, uint32_t id) {
    Pos end = {step->pos.row, step->pos.col + 1};
    writer_open(sheet->w, '{');
    if (id) writer_field_uint(sheet->w, "id", id);
    write_place(sheet, sheet->report->source->files.items[step->file].path, step->pos, end);
    write_message(sheet, "message", step->text);
    writer_close(sheet->w, '}');
}

static void write_steps(Sheet *sheet, const Finding *finding) {
    Writer *w = sheet->w;
    if (finding->step_count == 0) return;
    writer_key(w, "relatedLocations");
    writer_open(w, '[');
    for (uint32_t i = 0; i < steps_shown(finding); i++)
        write_step(sheet, &finding->steps[i], i + 1);
    writer_close(w, ']');
    writer_key(w, "codeFlows");
    writer_open(w, '[');
    writer_open(w, '{');
    writer_key(w, "threadFlows");
    writer_open(w, '[');
    writer_open(w, '{');
    writer_key(w, "locations");
    writer_open(w, '[');
    for (uint32_t i = 0; i < steps_shown(finding); i++) {
        writer_open(w, '{');
        writer_key(w, "location");
        write_step(sheet, &finding->steps[i], 0);
        writer_close(w, '}');
    }
    writer_close(w, ']');
    writer_close(w, '}');
    writer_close(w, ']');
    writer_close(w, '}');
    writer_close(w, ']');
}

// "… By way of [fetch() calls get()](1), [get() waits](2)."
static void write_result_message(Sheet *sheet, const Finding *finding) {
    Buf message = buf_new(arena_of(sheet));
    add_message(&message, finding->message, MESSAGE_MAX);
    if (!str_ends(buf_str(&message), STR("."))) buf_char(&message, '.');
    for (uint32_t i = 0; i < steps_shown(finding); i++) {
        buf_c(&message, i ? ", [" : " By way of [");
        add_message(&message, finding->steps[i].text, MESSAGE_MAX / 10);
        buf_fmt(&message, "](%u)", i + 1);
    }
    if (finding->step_count) buf_char(&message, '.');
    writer_key(sheet->w, "message");
    writer_open_flat(sheet->w, '{');
    writer_field_str(sheet->w, "text", buf_str(&message));
    writer_close(sheet->w, '}');
}

static void write_fingerprints(Writer *w, const Finding *finding) {
    writer_key(w, "partialFingerprints");
    writer_open_flat(w, '{');
    if (finding->line_hash.len) writer_field_str(w, "primaryLocationLineHash", finding->line_hash);
    writer_field_str(w, "stayorgo/v1", str_from_c(finding->fingerprint));
    writer_close(w, '}');
}

static void write_suppressions(Sheet *sheet, const Finding *finding) {
    Writer *w = sheet->w;
    writer_key(w, "suppressions");
    writer_open_flat(w, '[');
    if (finding->is_suppressed) {
        writer_open_flat(w, '{');
        writer_field_str(w, "kind", STR("inSource"));
        if (finding->reason.len)
            writer_field_str(w, "justification",
                             escape_shown(arena_of(sheet), finding->reason, MESSAGE_MAX));
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

// What is no failure of the code has no level.
static Str level_of(const Finding *finding) {
    return finding_is_evidence(finding->rule) ? STR("none")
                                              : str_from_c(sarif_rules_level(finding->level));
}

static void write_result(Sheet *sheet, const Finding *finding) {
    static const char *const BASELINE[] = {
        [FINDING_PLAIN] = NULL,
        [FINDING_NEW] = "new",
        [FINDING_UNCHANGED] = "unchanged",
        [FINDING_FIXED] = "absent",
    };
    _Static_assert(ARRAY_LEN(BASELINE) == FINDING_STATE_COUNT, "a word for each state");
    Writer *w = sheet->w;
    uint32_t index = 0;
    while (sheet->rules.items[index] != finding->rule)
        index++;
    writer_open_flat(w, '{'); // a line each: a third of the size, and easy to compare
    writer_field_str(w, "ruleId", finding->rule->id);
    writer_field_uint(w, "ruleIndex", index);
    if (finding_is_evidence(finding->rule)) writer_field_str(w, "kind", STR("informational"));
    writer_field_str(w, "level", level_of(finding));
    write_result_message(sheet, finding);
    write_locations(sheet, finding);
    write_steps(sheet, finding);
    write_fingerprints(w, finding);
    if (BASELINE[finding->state])
        writer_field_str(w, "baselineState", str_from_c(BASELINE[finding->state]));
    if (!sheet->style->open_only) write_suppressions(sheet, finding);
    writer_close(w, '}');
}

// --- The run -------------------------------------------------------------------------------------

static void write_driver(Sheet *sheet) {
    Writer *w = sheet->w;
    writer_key(w, "tool");
    writer_open(w, '{');
    writer_key(w, "driver");
    writer_open(w, '{');
    writer_field_str(w, "name", STR("stayorgo"));
    writer_field_str(w, "version", sheet->style->version);
    writer_field_str(w, "semanticVersion", sheet->style->version);
    writer_key(w, "rules");
    sarif_rules_write(w, &sheet->rules);
    writer_close(w, '}');
    writer_close(w, '}');
}

static void write_notification(Sheet *sheet, Str path, uint32_t line, Str text) {
    Writer *w = sheet->w;
    writer_open(w, '{');
    writer_field_str(w, "level", STR("warning"));
    write_message(sheet, "message", text);
    if (path.len) {
        writer_key(w, "locations");
        writer_open(w, '[');
        writer_open(w, '{');
        Pos pos = {line ? line - 1 : 0, 0};
        write_place(sheet, path, pos, (Pos){pos.row, 1});
        writer_close(w, '}');
        writer_close(w, ']');
    }
    writer_close(w, '}');
}

// Files that could not be used in full, and what has no room here.
static void write_invocation(Sheet *sheet, uint32_t left_out) {
    const ProblemVec *problems = &sheet->report->problems;
    Writer *w = sheet->w;
    writer_key(w, "invocations");
    writer_open(w, '[');
    writer_open(w, '{');
    writer_key(w, "executionSuccessful");
    writer_bool(w, true);
    writer_key(w, "toolExecutionNotifications");
    writer_open(w, '[');
    if (left_out)
        write_notification(sheet, (Str){0}, 0,
                           str_fmt(arena_of(sheet),
                                   "%u findings are left out, the least important ones: a host "
                                   "shows %d at most.",
                                   left_out, RESULTS_MAX));
    for (uint32_t i = 0; i < problems->len && i < NOTIFICATIONS_MAX; i++)
        write_notification(sheet, problems->items[i].path, problems->items[i].line,
                           problems->items[i].text);
    if (problems->len > NOTIFICATIONS_MAX)
        write_notification(sheet, (Str){0}, 0,
                           str_fmt(arena_of(sheet), "%u more problems are left out.",
                                   problems->len - NOTIFICATIONS_MAX));
    writer_close(w, ']');
    writer_close(w, '}');
    writer_close(w, ']');
}

static void write_origin(Sheet *sheet) {
    const RenderOrigin *origin = &sheet->style->origin;
    Writer *w = sheet->w;
    Buf id = buf_new(arena_of(sheet));
    buf_c(&id, "stayorgo/"); // up to the last slash it is the category
    escape_uri(&id, (Str){0}, sheet->style->folder);
    if (sheet->style->folder.len) buf_char(&id, '/');
    writer_key(w, "automationDetails");
    writer_open_flat(w, '{');
    writer_field_str(w, "id", buf_str(&id));
    writer_close(w, '}');
    writer_key(w, "originalUriBaseIds");
    writer_open_flat(w, '{');
    writer_key(w, "%SRCROOT%");
    writer_open_flat(w, '{');
    writer_key(w, "description");
    writer_open_flat(w, '{');
    writer_field_str(w, "text", STR("The root of the repository."));
    writer_close(w, '}');
    writer_close(w, '}');
    writer_close(w, '}');
    if (origin->uri.len == 0) return;
    writer_key(w, "versionControlProvenance");
    writer_open(w, '[');
    writer_open(w, '{');
    writer_field_str(w, "repositoryUri", origin->uri);
    if (origin->revision.len) writer_field_str(w, "revisionId", origin->revision);
    if (origin->branch.len) writer_field_str(w, "branch", origin->branch);
    writer_key(w, "mappedTo");
    writer_open_flat(w, '{');
    writer_field_str(w, "uriBaseId", STR("%SRCROOT%"));
    writer_close(w, '}');
    writer_close(w, '}');
    writer_close(w, ']');
}

static void write_verdict(Sheet *sheet, const Verdict *verdict, Str root) {
    Writer *w = sheet->w;
    writer_open(w, '{');
    if (root.len) {
        writer_key(w, "root");
        writer_path(w, root);
    }
    writer_field_str(w, "decision", str_from_c(report_decision_key(verdict->decision)));
    writer_field_or_null(w, "from", verdict->from);
    writer_field_or_null(w, "target", verdict->target);
    if (verdict->has_pull) writer_field_number(w, "pull", verdict->pull);
    writer_field_number(w, "margin", verdict->margin);
    writer_field_number(w, "confidence", verdict->confidence);
    writer_field_str(w, "headline", escape_shown(arena_of(sheet), verdict->headline, MESSAGE_MAX));
    writer_close(w, '}');
}

static void write_properties(Sheet *sheet, uint32_t left_out) {
    const Report *report = sheet->report;
    Writer *w = sheet->w;
    writer_key(w, "properties");
    writer_open(w, '{');
    writer_key(w, "verdict");
    write_verdict(sheet, &report->verdict, (Str){0});
    writer_key(w, "deployables");
    writer_open(w, '[');
    for (uint32_t i = 0; i < report->project_count; i++)
        write_verdict(sheet, &report->projects[i].verdict, report->projects[i].root);
    writer_close(w, ']');
    writer_field_str(w, "rules", report->rules->digest);
    writer_field_uint(w, "leftOut", left_out);
    writer_close(w, '}');
}

static void render_sarif(const Report *report, const RenderStyle *style, Buf *out) {
    Writer writer = writer_new(out), *w = &writer;
    Sheet sheet = {.w = w, .report = report, .style = style};
    PickList picks = picks_of(report, style->open_only ? PICK_UNCHANGED : PICK_ALL, out->arena);
    uint32_t shown = picks.len < RESULTS_MAX ? picks.len : RESULTS_MAX;
    sarif_rules_list(report, out->arena, &sheet.rules);
    writer_open(w, '{');
    writer_field_str(w, "$schema", STR("https://json.schemastore.org/sarif-2.1.0.json"));
    writer_field_str(w, "version", STR("2.1.0"));
    writer_key(w, "runs");
    writer_open(w, '[');
    writer_open(w, '{');
    write_driver(&sheet);
    write_invocation(&sheet, picks.len - shown);
    write_origin(&sheet);
    writer_field_str(w, "columnKind", STR("unicodeCodePoints"));
    writer_key(w, "results");
    writer_open(w, '[');
    for (uint32_t i = 0; i < shown; i++)
        write_result(&sheet, picks.items[i]);
    writer_close(w, ']');
    write_properties(&sheet, picks.len - shown);
    writer_close(w, '}');
    writer_close(w, ']');
    writer_close(w, '}');
    buf_char(out, '\n');
}

const RenderFormat out_sarif = {
    .name = STR_CONST("sarif"),
    .summary = STR_CONST("findings for code scanning and editors (SARIF 2.1.0)"),
    .is_single = true,
    .is_findings = true,
    .has_hashes = true,
    .render = render_sarif,
};
