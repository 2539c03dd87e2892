// SPDX-License-Identifier: MIT
// stayorgo routes: the ledger of endpoints.
//
//     stayorgo routes .            every route with its view, and what it touches
//     stayorgo routes . -o json    {"routes": [{"path": "/orders/{id}", …}]}
//
// Limits: one output; several PATHs give one ledger after the other.
#include "cli/session.h"
#include "cli/style.h"

#include "base/banned.h"

typedef struct RoutesSink {
    const RenderFormat *format;
    Buf buf;
    RenderStyle style;
} RoutesSink;

static void render_routes(void *ctx, const Report *report) {
    RoutesSink *sink = ctx;
    if (buf_str(&sink->buf).len > 0 && sink->format->is_prose) buf_char(&sink->buf, '\n');
    sink->format->render(report, &sink->style, &sink->buf);
}

static bool find_format(const Options *options, RoutesSink *sink, Str *file, Error *err) {
    if (options->outputs.len > 1)
        return error_set(err, ERROR_USAGE, "routes takes one output, not %u", options->outputs.len);
    Output output = options->outputs.len ? options->outputs.items[0] : (Output){STR("text"), {0}};
    *file = output.file;
    sink->format = run_format_routes(output.format);
    if (sink->format) return true;
    return error_set(err, ERROR_USAGE,
                     "there is no format \"" STR_FMT "\" for routes; there are: text, json",
                     STR_ARG(output.format));
}

bool cmd_routes(const Options *options, Outcome *outcome, Error *err) {
    Session session;
    RoutesSink sink = {0};
    Str file = {0};
    if (!find_format(options, &sink, &file, err)) return false;
    bool ok = session_open(options, &session, err);
    if (ok) {
        sink.buf = buf_new(&session.arena);
        sink.style = style_for(options, file);
        ok = session_each(&session, render_routes, &sink, outcome, err);
        if (buf_str(&sink.buf).len)
            ok = session_write(file, buf_str(&sink.buf), outcome, err) && ok;
    }
    session_close(&session);
    return ok;
}
