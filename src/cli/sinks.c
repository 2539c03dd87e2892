// SPDX-License-Identifier: MIT
// Where reports go: one buffer for each output, written when all reports are in.
//
//     -o text -o json:report.json     ─►  text to standard output, JSON to a file, in one run
//
// A run that fails half-way leaves no half-written file. Between two reports of a format for people
// stands a blank line.
// Limits: two outputs cannot share one file, nor standard output.
#include "cli/sinks.h"

#include "cli/style.h"

#include "base/banned.h"

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
    if (format->is_single && options->paths.len > 1)
        return error_set(err, ERROR_USAGE,
                         "the format " STR_FMT " holds one report; run stayorgo once for each of "
                         "the %u paths",
                         STR_ARG(output.format), (unsigned)options->paths.len);
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
    sinks->has_hashes = sinks->has_hashes || format->has_hashes;
    return true;
}

bool sinks_open(const Options *options, Arena *arena, Sinks *out, Error *err) {
    *out = (Sinks){.items = arena_array(arena, Sink, options->outputs.len + 1)};
    for (uint32_t i = 0; i < options->outputs.len; i++) {
        if (!add_sink(options, options->outputs.items[i], arena, out, err)) return false;
    }
    bool has_text = out->len == 0;
    for (uint32_t i = 0; i < out->len; i++)
        has_text = has_text || str_eq(out->items[i].format->name, STR("text"));
    if (options->tree && !has_text)
        return error_set(err, ERROR_USAGE, "--explain=tree goes with the format text: add -o text");
    if (out->len > 0) return true;
    return add_sink(options, (Output){.format = STR("text")}, arena, out, err);
}

static void begin_report(const Sinks *sinks, Sink *sink) {
    if (sinks->reports && sink->format->is_prose) buf_char(&sink->buf, '\n');
    sink->last = sink->buf.len;
}

void sinks_add(void *ctx, const Report *report) {
    Sinks *sinks = ctx;
    for (uint32_t i = 0; i < sinks->len; i++) {
        Sink *sink = &sinks->items[i];
        begin_report(sinks, sink);
        sink->format->render(report, &sink->style, &sink->buf);
    }
    sinks->reports++;
}

// What the text of an output is called among those of an answer.
static Str answer_name(const Sink *sink, Arena *arena) {
    Buf name = buf_new(arena);
    buf_fmt(&name, STR_FMT " ", STR_ARG(sink->format->name));
    style_key(&sink->style, &name);
    return buf_str(&name);
}

bool sinks_recall(void *ctx, const RunAnswer *answer, Arena *arena) {
    Sinks *sinks = ctx;
    Str *texts = arena_array(arena, Str, sinks->len);
    for (uint32_t i = 0; i < sinks->len; i++)
        if (!run_answer_get(answer, answer_name(&sinks->items[i], arena), arena, &texts[i]))
            return false;
    for (uint32_t i = 0; i < sinks->len; i++) {
        Sink *sink = &sinks->items[i];
        begin_report(sinks, sink);
        buf_str_add(&sink->buf, texts[i]);
    }
    sinks->reports++;
    return true;
}

void sinks_remember(void *ctx, const RunAnswer *answer) {
    Sinks *sinks = ctx;
    Arena scratch = {0};
    for (uint32_t i = 0; i < sinks->len; i++) {
        const Sink *sink = &sinks->items[i];
        Str all = buf_str(&sink->buf);
        run_answer_put(answer, answer_name(sink, &scratch),
                       str_sub(all, (uint32_t)sink->last, all.len));
    }
    arena_free(&scratch);
}

bool sinks_write(const Sinks *sinks, Outcome *outcome, Error *err) {
    bool ok = true;
    for (uint32_t i = 0; i < sinks->len && sinks->reports; i++) {
        const Sink *sink = &sinks->items[i];
        ok = session_write(sink->file, buf_str(&sink->buf), outcome, err) && ok;
    }
    return ok;
}
