// SPDX-License-Identifier: MIT
// What `stayorgo routes` prints: the ledger of endpoints for a person, or as JSON.
//
//     3 endpoints, 1 of them async; auth at 2, schema at 1, template at 0, database at 3
//
//     GET      /api/orders/{order_id}
//              orders.api.order, orders/api.py:31
//              async; auth: current_user; schema: OrderOut; database: Order
//
// Columns come from the rules. A path that no router or include is seen to mount ends in " (part)".
// Limits: of a qualified name the last two parts are shown; JSON has all.
#include "render/page.h"
#include "render/render.h"
#include "render/routes_json.h"
#include "render/sentences.h"

#include "base/banned.h"

enum { METHOD_CELLS = 9 };

typedef struct Ledger {
    Page page;
    uint32_t facts[ENDPOINT_COLUMNS_MAX];
    uint32_t columns;
} Ledger;

static Str column_of(const Ledger *ledger, uint32_t i) {
    return ledger->page.report->rules->facts[ledger->facts[i]].column;
}

// "django.contrib.auth.decorators.login_required": "decorators.login_required". Templates keep
// their folders.
static Str shortened(Str name) {
    if (str_find(name, '/') != NONE) return name;
    uint32_t dot = str_rfind(name, '.');
    if (dot == NONE) return name;
    uint32_t before = str_rfind(str_sub(name, 0, dot), '.');
    return str_sub(name, before + 1, name.len); // NONE + 1 is 0
}

static void write_totals(Ledger *ledger) {
    const Report *report = ledger->page.report;
    Buf text = buf_new(ledger->page.out->arena);
    uint32_t async = 0;
    for (uint32_t i = 0; i < report->endpoint_count; i++)
        async += report->endpoints[i].is_async;
    sentences_quantity(&text, report->endpoint_count, "endpoint");
    if (report->endpoint_count > 0) buf_fmt(&text, ", %u of them async", async);
    for (uint32_t c = 0; c < ledger->columns && report->endpoint_count > 0; c++) {
        uint32_t count = 0;
        for (uint32_t i = 0; i < report->endpoint_count; i++)
            count += report->endpoints[i].marks && report->endpoints[i].marks[c].len > 0;
        buf_fmt(&text, "%s " STR_FMT " at %u", c ? "," : ";", STR_ARG(column_of(ledger, c)), count);
    }
    page_paragraph(&ledger->page, buf_str(&text), 0, 0);
}

static void write_where(Ledger *ledger, const Endpoint *endpoint) {
    Buf text = buf_new(ledger->page.out->arena);
    if (endpoint->view.len > 0) buf_fmt(&text, STR_FMT ", ", STR_ARG(endpoint->view));
    buf_path(&text, endpoint->file);
    buf_fmt(&text, ":%u", endpoint->line);
    page_indent(&ledger->page, METHOD_CELLS);
    page_ink(&ledger->page, INK_BLUE);
    page_paragraph(&ledger->page, buf_str(&text), METHOD_CELLS, METHOD_CELLS);
    page_ink_off(&ledger->page);
}

static void write_touches(Ledger *ledger, const Endpoint *endpoint) {
    Buf text = buf_new(ledger->page.out->arena);
    if (endpoint->is_async) buf_c(&text, "async");
    for (uint32_t c = 0; c < ledger->columns && endpoint->marks; c++) {
        if (endpoint->marks[c].len == 0) continue;
        buf_fmt(&text, "%s" STR_FMT ": " STR_FMT, buf_str(&text).len ? "; " : "",
                STR_ARG(column_of(ledger, c)), STR_ARG(shortened(endpoint->marks[c])));
    }
    if (buf_str(&text).len == 0) return;
    page_indent(&ledger->page, METHOD_CELLS);
    page_paragraph(&ledger->page, buf_str(&text), METHOD_CELLS, METHOD_CELLS);
}

static void write_endpoint(Ledger *ledger, const Endpoint *endpoint) {
    Page *page = &ledger->page;
    Str methods = endpoint->methods.len > 0 ? endpoint->methods : STR("any");
    buf_char(page->out, '\n');
    page_ink(page, INK_BOLD);
    page_cell(page, page_safe(page, methods), METHOD_CELLS);
    if (buf_display_width(methods) >= METHOD_CELLS) {
        buf_char(page->out, '\n');
        page_indent(page, METHOD_CELLS);
    }
    Str path = endpoint->path.len > 0 ? endpoint->path : STR("\"\"");
    page_paragraph(
        page,
        endpoint->is_mounted ? path : str_fmt(page->out->arena, STR_FMT " (part)", STR_ARG(path)),
        METHOD_CELLS, METHOD_CELLS);
    page_ink_off(page);
    write_where(ledger, endpoint);
    write_touches(ledger, endpoint);
}

static void render_text(const Report *report, const RenderStyle *style, Buf *out) {
    Ledger ledger = {.page = {report, style, out}};
    ledger.columns = endpoint_columns(report->rules, ledger.facts);
    write_totals(&ledger);
    for (uint32_t i = 0; i < report->endpoint_count; i++)
        write_endpoint(&ledger, &report->endpoints[i]);
}

static void render_json(const Report *report, const RenderStyle *style, Buf *out) {
    (void)style;
    Writer w = writer_new(out);
    writer_open(&w, '{');
    writer_key(&w, "routes");
    routes_json(&w, report);
    writer_close(&w, '}');
    buf_char(out, '\n');
}

const RenderFormat out_routes_text = {
    .name = STR_CONST("text"),
    .summary = STR_CONST("every endpoint with what it touches"),
    .is_prose = true,
    .render = render_text,
};

const RenderFormat out_routes_json = {
    .name = STR_CONST("json"),
    .summary = STR_CONST("the same for machines"),
    .render = render_json,
};
