// SPDX-License-Identifier: MIT
// stayorgo scan: the verdict about one or more repositories.
//
//     stayorgo scan .                               text for a person
//     stayorgo scan . -o text -o json:report.json   both, in one run
//     stayorgo scan api web                         one report each
//
// Every output is a buffer that the report of each PATH is appended to; all are written at the end,
// so a run that fails half-way leaves no half-written file.
// Limits: two outputs cannot share one file, nor standard output.
#include "cli/session.h"
#include "cli/style.h"

#include "base/banned.h"

typedef struct Sink {
    const RenderFormat *format;
    Str file;
    Buf buf;
    RenderStyle style;
} Sink;

typedef struct Sinks {
    Sink *items;
    uint32_t len;
    uint32_t reports;
} Sinks;

static bool unknown_format(Str name, Arena *arena, Error *err) {
    Buf names = buf_new(arena);
    for (uint32_t i = 0; run_format(i); i++) {
        buf_fmt(&names, "%s" STR_FMT, i ? ", " : "", STR_ARG(run_format(i)->name));
    }
    return error_set(err, ERROR_USAGE, "there is no format \"" STR_FMT "\"; there are: " STR_FMT,
                     STR_ARG(name), STR_ARG(buf_str(&names)));
}

static bool add_sink(const Options *options, Output output, Arena *arena, Sinks *sinks,
                     Error *err) {
    const RenderFormat *format = run_format_named(output.format);
    if (format == NULL) return unknown_format(output.format, arena, err);
    for (uint32_t i = 0; i < sinks->len; i++) {
        if (!str_eq(sinks->items[i].file, output.file)) continue;
        return error_set(err, ERROR_USAGE,
                         "two formats would go to %s" STR_FMT
                         "; give one of them another file: -o " STR_FMT ":FILE",
                         output.file.len ? "" : "standard output", STR_ARG(output.file),
                         STR_ARG(output.format));
    }
    sinks->items[sinks->len++] = (Sink){
        .format = format,
        .file = output.file,
        .buf = buf_new(arena),
        .style = style_for(options, output.file),
    };
    return true;
}

static bool open_sinks(const Options *options, Arena *arena, Sinks *out, Error *err) {
    *out = (Sinks){.items = arena_array(arena, Sink, options->outputs.len + 1)};
    for (uint32_t i = 0; i < options->outputs.len; i++) {
        if (!add_sink(options, options->outputs.items[i], arena, out, err)) return false;
    }
    if (out->len > 0) return true;
    return add_sink(options, (Output){.format = STR("text")}, arena, out, err);
}

static void render_report(void *ctx, const Report *report) {
    Sinks *sinks = ctx;
    for (uint32_t i = 0; i < sinks->len; i++) {
        Sink *sink = &sinks->items[i];
        if (sinks->reports && sink->format->is_prose) buf_char(&sink->buf, '\n');
        sink->format->render(report, &sink->style, &sink->buf);
    }
    sinks->reports++;
}

static bool scan(Session *session, Outcome *outcome, Error *err) {
    Sinks sinks;
    if (!open_sinks(session->options, &session->arena, &sinks, err)) return false;
    bool ok = session_each(session, render_report, &sinks, outcome, err);
    for (uint32_t i = 0; i < sinks.len && sinks.reports; i++) {
        ok = session_write(sinks.items[i].file, buf_str(&sinks.items[i].buf), outcome, err) && ok;
    }
    return ok;
}

bool cmd_scan(const Options *options, Outcome *outcome, Error *err) {
    Session session;
    bool ok = session_open(options, &session, err) && scan(&session, outcome, err);
    session_close(&session);
    return ok;
}
