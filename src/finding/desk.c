// SPDX-License-Identifier: MIT
// Where a finding stands: its path, the definition around it, where it ends on its line.
//
//     async def quote(symbol):
//         return requests.get(URL)     ─►  symbol "shop.prices.quote", end behind "requests.get"
//
// How: from the tables of facts alone, so that files which were not read in this run (their facts
// come from the cache) give the same.
// Limits: a name that is broken over lines ends where it would on one line. Places in files that are no
// Python, and facts about whole files, end one column on.
#include "finding/desk.h"

#include "base/banned.h"

enum { CODE_MAX = 80 };

Desk desk_new(const Report *report, Arena *arena) {
    Desk desk = {.report = report, .program = report->program, .arena = arena};
    uint32_t count = report->source->files.len;
    uint32_t *program_files = arena_array(&desk.scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        program_files[i] = NONE;
    for (uint32_t i = 0; desk.program && i < desk.program->file_count; i++)
        program_files[desk.program->files[i].file] = i;
    desk.program_files = program_files;
    return desk;
}

bool desk_is_inside(const Desk *desk, uint32_t project, uint32_t file) {
    const ProjectMatches *found = &desk->report->matches->projects[project];
    return found->owner[file] == found->index;
}

bool desk_is_production(const Desk *desk, uint32_t file) {
    return ROLES_PRODUCTION & ROLE_BIT(desk->report->source->files.items[file].role);
}

const FileFacts *desk_facts(const Desk *desk, uint32_t file) {
    uint32_t index = desk->program_files[file];
    return index == NONE ? NULL : &desk->program->files[index];
}

// --- The definition ------------------------------------------------------------------------------

static int compare_pos(Pos a, Pos b) {
    if (a.row != b.row) return a.row < b.row ? -1 : 1;
    return (a.col > b.col) - (a.col < b.col);
}

// Index of the row of `table` that begins at `where`, NONE if none does. Tables are in source order.
#define FIND_AT(table, where, out)                                                                 \
    do {                                                                                           \
        uint32_t low_ = 0, high_ = (table).len;                                                    \
        while (low_ < high_) {                                                                     \
            uint32_t middle_ = low_ + (high_ - low_) / 2;                                          \
            if (compare_pos((table).items[middle_].pos, (where)) < 0)                              \
                low_ = middle_ + 1;                                                                \
            else                                                                                   \
                high_ = middle_;                                                                   \
        }                                                                                          \
        bool is_there_ = low_ < (table).len && compare_pos((table).items[low_].pos, (where)) == 0; \
        *(out) = is_there_ ? low_ : NONE;                                                          \
    } while (0)

static uint32_t function_at(const FileFacts *facts, Pos pos) {
    uint32_t found;
    FIND_AT(facts->functions, pos, &found);
    return found;
}

static uint32_t class_at(const FileFacts *facts, Pos pos) {
    uint32_t found;
    FIND_AT(facts->classes, pos, &found);
    return found;
}

// The definition that begins there, or that the decorator `expr` stands on; "" if there is none.
static Str definition_at(const FileFacts *facts, Pos pos, uint32_t expr) {
    uint32_t found;
    if (expr != NONE) {
        FIND_AT(facts->decorators, pos, &found);
        const Decorator *decorator = found == NONE ? NULL : &facts->decorators.items[found];
        if (!decorator || decorator->expr != expr) return (Str){0};
        return decorator->on_class ? facts->classes.items[decorator->target].qualified_name
                                   : facts->functions.items[decorator->target].qualified_name;
    }
    found = function_at(facts, pos);
    if (found != NONE) return facts->functions.items[found].qualified_name;
    found = class_at(facts, pos);
    return found == NONE ? (Str){0} : facts->classes.items[found].qualified_name;
}

static Str definition_around(const FileFacts *facts, uint32_t scope) {
    for (uint32_t s = scope; s != NONE; s = facts->scopes.items[s].parent) {
        const Scope *around = &facts->scopes.items[s];
        if (around->kind == SCOPE_FUNCTION)
            return facts->functions.items[around->def].qualified_name;
        if (around->kind == SCOPE_CLASS) return facts->classes.items[around->def].qualified_name;
    }
    return (Str){0};
}

// --- The end -------------------------------------------------------------------------------------

// Code points of what is known to stand there.
static uint32_t width_of(const FileFacts *facts, uint32_t expr, Pos pos) {
    while (expr != NONE && facts->exprs.items[expr].kind != EXPR_NAME)
        expr = facts->exprs.items[expr].first;
    if (expr != NONE) return str_code_points(facts->exprs.items[expr].text);
    uint32_t function = function_at(facts, pos), class = class_at(facts, pos);
    if (function != NONE) {
        const Function *it = &facts->functions.items[function];
        return str_code_points(it->name) + (it->is_async ? STR("async def ") : STR("def ")).len;
    }
    if (class == NONE) return 1;
    return str_code_points(facts->classes.items[class].name) + STR("class ").len;
}

Draft desk_draft(Desk *desk, const FindingRule *rule, uint32_t project, Spot spot) {
    Draft draft = {.program_file = desk->program_files[spot.file], .expr = spot.expr};
    Finding *finding = &draft.finding;
    *finding = (Finding){.rule = rule,
                         .level = rule->level,
                         .project = project,
                         .file = spot.file,
                         .path = desk->report->source->files.items[spot.file].path,
                         .pos = spot.pos,
                         .end = {spot.pos.row, spot.pos.col + 1}};
    const FileFacts *facts = desk_facts(desk, spot.file);
    if (!facts || spot.scope == NONE) return draft;
    draft.inner_symbol = definition_at(facts, spot.pos, spot.expr);
    if (draft.inner_symbol.len == 0) draft.inner_symbol = definition_around(facts, spot.scope);
    Str module = desk->program->modules[draft.program_file];
    finding->symbol = draft.inner_symbol.len ? str_fmt(desk->arena, STR_FMT "." STR_FMT,
                                                       STR_ARG(module), STR_ARG(draft.inner_symbol))
                                             : module;
    finding->end.col = spot.pos.col + width_of(facts, spot.expr, spot.pos);
    return draft;
}

// --- Code ----------------------------------------------------------------------------------------

static void write_code(const FileFacts *facts, uint32_t expr, Buf *out) {
    if (expr == NONE || out->len > CODE_MAX) {
        buf_c(out, "…");
        return;
    }
    const Expr *e = &facts->exprs.items[expr];
    switch (e->kind) {
    case EXPR_NAME: buf_str_add(out, e->text); break;
    case EXPR_ATTRIBUTE:
        write_code(facts, e->first, out);
        buf_fmt(out, "." STR_FMT, STR_ARG(e->text));
        break;
    case EXPR_CALL:
        write_code(facts, e->first, out);
        buf_c(out, e->first != NONE && facts->exprs.items[e->first].next != NONE ? "(…)" : "()");
        break;
    case EXPR_AWAIT: write_code(facts, e->first, out); break;
    default: buf_c(out, "…");
    }
}

Str desk_code(const Desk *desk, uint32_t file, uint32_t expr) {
    const FileFacts *facts = desk_facts(desk, file);
    if (!facts || expr == NONE) return (Str){0};
    const Expr *e = &facts->exprs.items[expr];
    Buf code = buf_new(desk->arena);
    write_code(facts, e->kind == EXPR_CALL ? e->first : expr, &code);
    return buf_str(&code);
}
