// SPDX-License-Identifier: MIT
// Suppressions: `# stayorgo: ignore[SOG101] reason` silences findings of these rules on its statement.
//
//     requests.get(URL)  # stayorgo: ignore[SOG101] start-up only     the finding stays, suppressed
//     time.time()        # stayorgo: ignore[SOG102]                   SOG901 unused, SOG902 no reason
//
// How: each finding looks through the suppressions of its file; each suppression notes which of its ids
// did something. What is wrong with a suppression is a finding itself, which nothing can silence.
//
// Limits: a suppression in a file that is no production code is not judged: nothing is looked for there.
#include "finding/desk.h"

#include "base/banned.h"

enum { IDS_MAX = 20 }; // of one comment; more are not judged

static bool next_id(Str *rest, Str *id) {
    while (rest->len) {
        str_cut(*rest, ',', id, rest);
        *id = str_trim(*id);
        if (id->len) return true;
    }
    return false;
}

static bool covers(const Suppression *suppression, const Finding *finding) {
    return suppression->first_row <= finding->pos.row && finding->pos.row <= suppression->last_row;
}

static bool names(const Suppression *suppression, Str wanted) {
    Str id, rest = suppression->ids;
    while (next_id(&rest, &id))
        if (str_eq(id, wanted)) return true;
    return false;
}

static void silence(Desk *desk, Finding *finding, const FileFacts *facts) {
    for (uint32_t i = 0; i < facts->suppressions.len && !finding->is_suppressed; i++) {
        const Suppression *it = &facts->suppressions.items[i];
        if (!covers(it, finding) || !names(it, finding->rule->id)) continue;
        finding->is_suppressed = true;
        finding->reason = str_copy(desk->arena, it->reason);
    }
}

// --- What is wrong with them ---------------------------------------------------------------------

typedef struct Faults {
    Desk *desk;
    uint32_t drafts; // those that can be silenced come first
    const FindingRule *unused, *unexplained;
} Faults;

// The first draft in `file` at `row` or behind; they are sorted.
static uint32_t first_from(const Faults *f, uint32_t file, uint32_t row) {
    uint32_t low = 0, high = f->drafts;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const Finding *it = &f->desk->drafts.items[middle].finding;
        if (it->file < file || (it->file == file && it->pos.row < row))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_used(const Faults *f, uint32_t file, const Suppression *it, Str id) {
    for (uint32_t i = first_from(f, file, it->first_row); i < f->drafts; i++) {
        const Finding *finding = &f->desk->drafts.items[i].finding;
        if (finding->file != file || !covers(it, finding)) break;
        if (str_eq(finding->rule->id, id)) return true;
    }
    return false;
}

static void add_fault(const Faults *f, const FindingRule *rule, uint32_t file,
                      const Suppression *it, Str id) {
    Desk *desk = f->desk;
    const ProjectMatches *projects = desk->report->matches->projects;
    Spot spot = {file, it->pos, NONE, NONE};
    Draft draft = desk_draft(desk, rule, projects[0].owner[file], spot);
    draft.finding.symbol = desk->program->modules[draft.program_file];
    draft.key = str_fmt(desk->arena, "suppression " STR_FMT, STR_ARG(id));
    draft.finding.message = message_of(desk->arena, rule->say, &(Words){.name = id});
    vec_push(&desk->scratch, &desk->drafts, draft);
}

static void judge(const Faults *f, uint32_t file, const Suppression *it) {
    Str id, rest = it->ids;
    uint32_t count = 0;
    while (count < IDS_MAX && next_id(&rest, &id)) {
        count++;
        if (f->unused && !is_used(f, file, it, id)) add_fault(f, f->unused, file, it, id);
    }
    if (f->unused && count == 0) add_fault(f, f->unused, file, it, STR("no rule"));
    if (f->unexplained && it->reason.len == 0) add_fault(f, f->unexplained, file, it, it->ids);
}

static const FindingRule *rule_of(const Rules *rules, FindingSource source) {
    for (uint32_t i = 0; i < rules->finding_count; i++)
        if (rules->findings[i].source == source) return &rules->findings[i];
    return NULL;
}

void silence_apply(Desk *desk) {
    const Rules *rules = desk->report->rules;
    for (uint32_t i = 0; i < desk->drafts.len; i++) {
        Draft *draft = &desk->drafts.items[i];
        if (draft->program_file == NONE) continue;
        silence(desk, &draft->finding, &desk->program->files[draft->program_file]);
    }
    Faults faults = {desk, desk->drafts.len, rule_of(rules, FINDING_UNUSED),
                     rule_of(rules, FINDING_UNEXPLAINED)};
    for (uint32_t f = 0; f < desk->program->file_count; f++) {
        const FileFacts *facts = &desk->program->files[f];
        if (!desk_is_production(desk, facts->file)) continue;
        for (uint32_t i = 0; i < facts->suppressions.len; i++)
            judge(&faults, facts->file, &facts->suppressions.items[i]);
    }
}
