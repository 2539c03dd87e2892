// SPDX-License-Identifier: MIT
// What `stayorgo facts` prints: the flat facts, and with --per-file those of each file with places.
//
//     {"facts": {"files": 3, "classes": 2, …},
//      "files": {"shop/models.py": {"classes": 2, …, "evidence": {"classes": [[4, 1, "Order"]]}}}}
//
// The format of rows is [line, column, detail], 1-based, columns in code points. Every file has
// lines, bytes, role and role_reason; of the rest it lists only what it has, such as "errors" (lines
// that could not be parsed) and "routes" (an object each). It is made for comparing with an
// authority (CPython's ast, a running framework), so nothing is left out and nothing is capped.
// Limits: facts by rules that count files or distinct names list their hits, whose number may be
// larger.
#include "render/facts_json.h"
#include "render/render.h"

#include "base/banned.h"

static void write_place(Writer *w, Pos pos, Str detail) {
    writer_open_flat(w, '[');
    writer_uint(w, (uint64_t)pos.row + 1);
    writer_uint(w, (uint64_t)pos.col + 1);
    writer_str(w, detail);
    writer_close(w, ']');
}

// Where the hits of one fact begin in each file: both are sorted by path, so one cursor a fact does.
typedef struct Cursors {
    uint32_t *next; // parallel to rules->facts
    uint32_t route; // into matches->routes
} Cursors;

static uint32_t hits_in_file(HitList hits, uint32_t from, uint32_t file) {
    uint32_t n = 0;
    while (from + n < hits.len && hits.items[from + n].file == file)
        n++;
    return n;
}

static void skip_before(HitList hits, uint32_t *next, uint32_t file) {
    while (*next < hits.len && hits.items[*next].file < file)
        *next += 1;
}

// Lines that the grammar could make nothing of: [first, last], 1-based.
static void write_errors(Writer *w, const FileFacts *facts) {
    writer_key(w, "has_errors");
    writer_bool(w, true);
    writer_key(w, "errors");
    writer_open_flat(w, '[');
    for (uint32_t i = 0; i < facts->errors.len; i++) {
        writer_open(w, '[');
        writer_uint(w, (uint64_t)facts->errors.items[i].first_row + 1);
        writer_uint(w, (uint64_t)facts->errors.items[i].last_row + 1);
        writer_close(w, ']');
    }
    writer_close(w, ']');
}

static void write_counts(Writer *w, const Report *report, const FileFacts *facts,
                         Cursors *cursors) {
    writer_key(w, "lines");
    writer_uint(w, facts->lines);
    writer_key(w, "bytes");
    writer_uint(w, facts->bytes);
    const SourceFile *file = &report->source->files.items[facts->file];
    writer_key(w, "role");
    writer_str(w, str_from_c(source_role_key(file->role)));
    writer_key(w, "role_reason");
    writer_str(w, file->role_reason);
    if (facts->has_errors) write_errors(w, facts);
    for (uint32_t k = 0; k < FACT_COUNT; k++) {
        if (facts->counts[k] == 0) continue;
        writer_key(w, facts_key((FactKind)k));
        writer_uint(w, facts->counts[k]);
    }
    for (uint32_t i = 0; i < report->rules->fact_count; i++) {
        HitList hits = report->matches->facts[i].hits;
        skip_before(hits, &cursors->next[i], facts->file);
        uint32_t n = hits_in_file(hits, cursors->next[i], facts->file);
        if (n == 0) continue;
        writer_key_str(w, report->rules->facts[i].id);
        writer_uint(w, n);
    }
}

static void write_syntax_places(Writer *w, const FileFacts *facts) {
    for (uint32_t k = 0; k < FACT_COUNT; k++) {
        if (facts->counts[k] == 0) continue;
        writer_key(w, facts_key((FactKind)k));
        writer_open(w, '[');
        for (uint32_t i = 0; i < facts->facts.len; i++) {
            const Fact *fact = &facts->facts.items[i];
            if (fact->kind == (FactKind)k) write_place(w, fact->pos, fact->detail);
        }
        writer_close(w, ']');
    }
}

static void write_rule_places(Writer *w, const Report *report, uint32_t file, Cursors *cursors) {
    for (uint32_t i = 0; i < report->rules->fact_count; i++) {
        HitList hits = report->matches->facts[i].hits;
        uint32_t n = hits_in_file(hits, cursors->next[i], file);
        if (n == 0) continue;
        writer_key_str(w, report->rules->facts[i].id);
        writer_open(w, '[');
        for (uint32_t h = 0; h < n; h++) {
            const Hit *hit = &hits.items[cursors->next[i] + h];
            write_place(w, hit->pos, hit->detail);
        }
        writer_close(w, ']');
        cursors->next[i] += n;
    }
}

static void write_member(Writer *w, const char *key, Str value) {
    writer_key(w, key);
    writer_str(w, value);
}

static void write_full_paths(Writer *w, const Route *route) {
    bool is_known = route->full_path_count > 0;
    write_member(w, "full_path", is_known ? route->full_paths[0] : STR(""));
    if (route->full_path_count < 2) return;
    writer_key(w, "other_paths");
    writer_open_flat(w, '[');
    for (uint32_t i = 1; i < route->full_path_count; i++)
        writer_str(w, route->full_paths[i]);
    writer_close(w, ']');
}

static void write_routes(Writer *w, const Matches *matches, uint32_t file, Cursors *cursors) {
    const Route *routes = matches->routes;
    uint32_t *next = &cursors->route;
    while (*next < matches->route_count && routes[*next].file < file)
        *next += 1;
    if (*next == matches->route_count || routes[*next].file != file) return;
    writer_key(w, "routes");
    writer_open(w, '[');
    for (; *next < matches->route_count && routes[*next].file == file; *next += 1) {
        const Route *route = &routes[*next];
        writer_open_flat(w, '{');
        writer_key(w, "line");
        writer_uint(w, (uint64_t)route->pos.row + 1);
        write_member(w, "methods", route->methods);
        write_member(w, "path", route->path);
        write_full_paths(w, route);
        write_member(w, "view", route->view);
        writer_key(w, "async");
        writer_bool(w, route->is_async);
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

static void write_files(Writer *w, const Report *report) {
    Cursors cursors = {.next = arena_array(w->out->arena, uint32_t, report->rules->fact_count)};
    writer_key(w, "files");
    writer_open(w, '{');
    for (uint32_t f = 0; f < report->program->file_count; f++) {
        const FileFacts *facts = &report->program->files[f];
        Buf path = buf_new(w->out->arena);
        buf_path(&path, report->source->files.items[facts->file].path);
        writer_key_str(w, buf_str(&path));
        writer_open(w, '{');
        write_counts(w, report, facts, &cursors);
        write_routes(w, report->matches, facts->file, &cursors);
        writer_key(w, "evidence");
        writer_open(w, '{');
        write_syntax_places(w, facts);
        write_rule_places(w, report, facts->file, &cursors);
        writer_close(w, '}');
        writer_close(w, '}');
    }
    writer_close(w, '}');
}

static void render_facts(const Report *report, const RenderStyle *style, Buf *out) {
    Writer w = writer_new(out);
    writer_open(&w, '{');
    writer_key(&w, "facts");
    facts_json_totals(&w, report);
    if (style->per_file) write_files(&w, report);
    writer_close(&w, '}');
    buf_char(out, '\n');
}

const RenderFormat out_facts = {
    .name = STR_CONST("facts"),
    .summary = STR_CONST("all facts as one JSON object"),
    .render = render_facts,
};
