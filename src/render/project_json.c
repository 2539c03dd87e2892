// SPDX-License-Identifier: MIT
// One deployable as JSON: what it is built on, its verdict, and all that the verdict rests on.
//
//     {"root": "shop", "framework": "django", "verdict": {"decision": "stay", …},
//      "counterfactuals": […], "effort": {…}, "criteria": […], "signals": […], "basis": {…}}
//
// `signals` and `basis` together are the tally: `rescore` makes the decision again from them, with
// other rules or other counts. All that it needs is a count, so reading it back gives the same bits.
//
// Limits: at most REPORT_EVIDENCE_MAX places a signal; `count` says how many there are.
#include "render/project_json.h"

#include "base/banned.h"

static const char *const HYBRID_KEYS[] = {
    [HYBRID_NOT] = "",
    [HYBRID_UNDER] = "under",
    [HYBRID_BOTH] = "both",
};
_Static_assert(ARRAY_LEN(HYBRID_KEYS) == HYBRID_KIND_COUNT, "one key a kind of hybrid");

static void write_evidence(Writer *w, const Report *report, const Evidence *evidence) {
    writer_open_flat(w, '{');
    writer_key(w, "path");
    writer_path(w, report->source->files.items[evidence->file].path);
    writer_field_uint(w, "line", (uint64_t)evidence->pos.row + 1);
    writer_field_uint(w, "column", (uint64_t)evidence->pos.col + 1);
    writer_field_str(w, "detail", evidence->detail);
    writer_field_str(w, "text", evidence->text);
    writer_close(w, '}');
}

static void write_reasons(Writer *w, const char *key, const ReportReason *reasons, uint32_t count) {
    writer_key(w, key);
    writer_open(w, '[');
    for (uint32_t i = 0; i < count; i++) {
        writer_open_flat(w, '{');
        writer_field_str(w, "signal", reasons[i].signal->rule->id);
        writer_field_str(w, "text", reasons[i].text);
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

void project_json_verdict(Writer *w, const Verdict *verdict) {
    writer_open(w, '{');
    writer_field_str(w, "decision", str_from_c(report_decision_key(verdict->decision)));
    writer_field_or_null(w, "from", verdict->from);
    writer_field_or_null(w, "target", verdict->target);
    writer_field_or_null(w, "best_fit", verdict->best_fit);
    writer_key(w, "pull");
    if (verdict->has_pull) {
        writer_number(w, verdict->pull);
    } else {
        writer_null(w);
    }
    writer_field_number(w, "fit", verdict->fit);
    writer_field_number(w, "margin", verdict->margin);
    writer_field_number(w, "confidence", verdict->confidence);
    writer_field_number(w, "effort_days", verdict->effort_days);
    writer_field_number(w, "cost", verdict->cost);
    writer_field_str(w, "headline", verdict->headline);
    writer_field_or_null(w, "bottleneck", verdict->bottleneck);
    write_reasons(w, "reasons", verdict->reasons, verdict->reason_count);
    write_reasons(w, "against", verdict->against, verdict->against_count);
    writer_key(w, "carve");
    writer_open(w, '[');
    for (uint32_t i = 0; i < verdict->carve_count; i++)
        writer_path(w, verdict->carve[i]);
    writer_close(w, ']');
    writer_key(w, "notes");
    writer_open(w, '[');
    for (uint32_t i = 0; i < verdict->note_count; i++)
        writer_str(w, verdict->notes[i]);
    writer_close(w, ']');
    writer_close(w, '}');
}

static void write_frameworks(Writer *w, const Report *report, const Project *project) {
    writer_key(w, "frameworks");
    writer_open(w, '[');
    for (uint32_t i = 0; i < project->framework_count; i++) {
        const FrameworkUse *use = &project->frameworks[i];
        writer_open(w, '{');
        writer_field_str(w, "id", use->rule->id);
        writer_field_uint(w, "files", use->files);
        writer_field_uint(w, "files_other", use->files_other);
        writer_field_uint(w, "entries", use->entries);
        writer_field_uint(w, "routes", use->routes);
        writer_key(w, "declared");
        writer_bool(w, use->declared > 0);
        writer_key(w, "evidence");
        writer_open(w, '[');
        if (use->first.file != NONE) write_evidence(w, report, &use->first);
        writer_close(w, ']');
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

// The places that a criterion rests on: the first of each of its signals, strongest signal first.
static void write_criteria(Writer *w, const Report *report, const Project *project) {
    writer_key(w, "criteria");
    writer_open(w, '[');
    for (uint32_t i = 0; i < project->criterion_count; i++) {
        const CriterionResult *criterion = &project->criteria[i];
        writer_open(w, '{');
        writer_field_str(w, "id", criterion->rule->id);
        writer_field_str(w, "title", criterion->rule->title);
        writer_field_number(w, "lean", criterion->lean);
        writer_field_number(w, "weight", criterion->evidence);
        writer_field_number(w, "contribution", criterion->contribution);
        writer_field_number(w, "django", criterion->django);
        writer_field_number(w, "fastapi", criterion->fastapi);
        writer_key(w, "evidence");
        writer_open(w, '[');
        for (uint32_t s = 0; s < project->signal_count; s++) {
            const SignalResult *signal = &project->signals[s];
            if (signal->points <= 0 || signal->evidence_count == 0) continue;
            if (!str_eq(signal->rule->criterion, criterion->rule->id)) continue;
            write_evidence(w, report, &signal->evidence[0]);
        }
        writer_close(w, ']');
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

static void write_names(Writer *w, const SignalResult *signal) {
    writer_key(w, "names");
    writer_open_flat(w, '[');
    for (uint32_t i = 0; i < signal->name_count; i++)
        writer_str(w, signal->names[i]);
    writer_close(w, ']');
    writer_field_uint(w, "names_total", signal->names_total);
}

static void write_signals(Writer *w, const Report *report, const Project *project) {
    writer_key(w, "signals");
    writer_open(w, '[');
    for (uint32_t i = 0; i < project->signal_count; i++) {
        const SignalResult *signal = &project->signals[i];
        writer_open(w, '{');
        writer_field_str(w, "id", signal->rule->id);
        writer_field_str(w, "title", signal->rule->title);
        writer_field_str(w, "kind", str_from_c(report_kind_key(signal->kind)));
        writer_key(w, "claims");
        writer_open_flat(w, '[');
        for (uint32_t c = 0; c < signal->rule->claim_count; c++) {
            writer_uint(w, signal->rule->claims[c]);
        }
        writer_close(w, ']');
        writer_field_str(w, "criterion", signal->rule->criterion);
        writer_field_uint(w, "count", signal->count);
        if (signal->rule->per.len) writer_field_uint(w, "size", signal->size);
        writer_field_number(w, "lean", signal->rule->lean);
        writer_field_number(w, "contribution", signal->contribution);
        writer_field_number(w, "effort_days", signal->effort_days);
        write_names(w, signal);
        writer_key(w, "evidence");
        writer_open(w, '[');
        for (uint32_t e = 0; e < signal->evidence_count; e++) {
            write_evidence(w, report, &signal->evidence[e]);
        }
        writer_close(w, ']');
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

static void write_hybrid(Writer *w, const Hybrid *hybrid) {
    writer_key(w, "hybrid");
    if (hybrid->kind == HYBRID_NOT) {
        writer_null(w);
        return;
    }
    writer_open(w, '{');
    writer_field_str(w, "kind", str_from_c(HYBRID_KEYS[hybrid->kind]));
    writer_field_str(w, "with", hybrid->second->rule->id);
    writer_field_str(w, "text", hybrid->text);
    writer_close(w, '}');
}

static void write_cut(Writer *w, const Report *report, const Tally *tally, const TallyCut *cut) {
    writer_open(w, '{');
    writer_key(w, "directory");
    writer_path(w, cut->directory);
    writer_field_uint(w, "files", cut->files);
    writer_field_uint(w, "imports_in", cut->imports_in);
    writer_field_uint(w, "imports_out", cut->imports_out);
    writer_key(w, "is_separate");
    writer_bool(w, cut->is_separate);
    writer_key(w, "inside");
    writer_open(w, '{');
    for (uint32_t i = 0; i < tally->signal_count; i++) {
        if (cut->inside[i] == 0) continue;
        writer_key_str(w, report->rules->signals[tally->signals[i].rule].id);
        writer_uint(w, cut->inside[i]);
    }
    writer_close(w, '}');
    writer_close(w, '}');
}

// How many of what makes a density: those that a signal's half grows with.
static void write_sizes(Writer *w, const Rules *rules, const Tally *tally) {
    writer_key(w, "sizes");
    writer_open_flat(w, '{');
    for (uint32_t i = 0; i < tally->signal_count; i++) {
        Str per = rules->signals[tally->signals[i].rule].per;
        bool is_told = per.len == 0;
        for (uint32_t k = 0; k < i && !is_told; k++)
            is_told = str_eq(rules->signals[tally->signals[k].rule].per, per);
        if (is_told) continue;
        writer_key_str(w, per);
        writer_uint(w, tally->signals[i].size);
    }
    writer_close(w, '}');
}

static void write_idle(Writer *w, const Rules *rules, const Tally *tally) {
    writer_key(w, "idle");
    writer_open_flat(w, '{');
    for (uint32_t i = 0; i < tally->idle_count; i++) {
        writer_key_str(w, rules->signals[tally->idle[i].rule].id);
        writer_uint(w, tally->idle[i].count);
    }
    writer_close(w, '}');
}

// What has a price on the way from here, whether it is moved or not.
static void write_priced(Writer *w, const Rules *rules, const Tally *tally) {
    writer_key(w, "efforts");
    if (tally->efforts == NULL) {
        writer_null(w);
        return;
    }
    writer_open_flat(w, '{');
    for (uint32_t i = 0; i < rules->effort_count; i++) {
        const EffortRule *rule = &rules->efforts[i];
        if (tally->efforts[i] == 0 || !tally->base || rule->from != tally->base->side) continue;
        writer_key_str(w, rule->id);
        writer_uint(w, tally->efforts[i]);
    }
    writer_close(w, '}');
}

static void write_counted(Writer *w, const Tally *tally) {
    writer_key(w, "counted");
    writer_open_flat(w, '{');
    writer_field_uint(w, "files", tally->parsed.whole);
    writer_field_uint(w, "files_parsed", tally->parsed.part);
    writer_field_uint(w, "names", tally->resolved.whole);
    writer_field_uint(w, "names_resolved", tally->resolved.part);
    writer_close(w, '}');
}

// What the decision rests on besides the signals, so that it can be made again from this file.
static void write_basis(Writer *w, const Report *report, const Project *project) {
    const Tally *tally = &project->tally;
    writer_key(w, "basis");
    writer_open(w, '{');
    writer_field_or_null(w, "none", str_from_c(report_none_key(tally->none)));
    bool is_apart = tally->none == NONE_ONLY_APART && project->apart;
    writer_field_or_null(w, "apart", is_apart ? project->apart->id : (Str){0});
    writer_field_number(w, "parsed", report_share(tally->parsed, 0));
    writer_field_number(w, "resolved", report_share(tally->resolved, 1));
    write_counted(w, tally);
    write_sizes(w, report->rules, tally);
    write_idle(w, report->rules, tally);
    write_priced(w, report->rules, tally);
    writer_key(w, "is_untested");
    writer_bool(w, tally->is_untested);
    writer_key(w, "days");
    writer_open_flat(w, '{');
    writer_field_number(w, "django", tally->days[SIDE_DJANGO]);
    writer_field_number(w, "fastapi", tally->days[SIDE_FASTAPI]);
    writer_close(w, '}');
    writer_key(w, "cuts");
    writer_open(w, '[');
    for (uint32_t i = 0; i < tally->cut_count; i++)
        write_cut(w, report, tally, &tally->cuts[i]);
    writer_close(w, ']');
    writer_close(w, '}');
}

static void write_effort_lines(Writer *w, const char *key, const EffortLine *lines,
                               uint32_t count) {
    writer_key(w, key);
    writer_open(w, '[');
    for (uint32_t i = 0; i < count; i++) {
        writer_open_flat(w, '{');
        writer_field_str(w, "id", lines[i].rule->id);
        writer_field_uint(w, "count", lines[i].count);
        writer_field_number(w, "low", lines[i].low);
        writer_field_number(w, "likely", lines[i].likely);
        writer_field_number(w, "high", lines[i].high);
        writer_field_str(w, "text", lines[i].text);
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

static void write_effort(Writer *w, const Effort *effort) {
    writer_key(w, "effort");
    writer_open(w, '{');
    writer_field_or_null(w, "to", effort->to);
    writer_field_number(w, "low", effort->low);
    writer_field_number(w, "likely", effort->likely);
    writer_field_number(w, "high", effort->high);
    write_effort_lines(w, "lines", effort->lines, effort->line_count);
    write_effort_lines(w, "blockers", effort->blockers, effort->blocker_count);
    write_effort_lines(w, "carries", effort->carries, effort->carry_count);
    write_effort_lines(w, "due", effort->due, effort->due_count);
    writer_close(w, '}');
}

static void write_robustness(Writer *w, const Robustness *robustness) {
    writer_key(w, "robustness");
    writer_open(w, '{');
    writer_field_uint(w, "trials", robustness->trials);
    writer_field_uint(w, "kept", robustness->kept);
    writer_key(w, "decided");
    writer_open_flat(w, '{');
    for (uint32_t i = 0; i < DECISION_COUNT; i++)
        writer_field_uint(w, report_decision_key((Decision)i), robustness->decided[i]);
    writer_close(w, '}');
    writer_close(w, '}');
}

static void write_change(Writer *w, const char *key, const SignalRule *rule, uint32_t from,
                         uint32_t to) {
    writer_key(w, key);
    if (rule == NULL) {
        writer_null(w);
        return;
    }
    writer_open_flat(w, '{');
    writer_field_str(w, "signal", rule->id);
    writer_field_uint(w, "from", from);
    writer_field_uint(w, "to", to);
    writer_close(w, '}');
}

static void write_flips(Writer *w, const Project *project) {
    writer_key(w, "counterfactuals");
    writer_open(w, '[');
    for (uint32_t i = 0; i < project->flip_count; i++) {
        const Flip *flip = &project->flips[i];
        writer_open(w, '{');
        write_change(w, "change", flip->signal, flip->from, flip->to);
        write_change(w, "and", flip->also, flip->also_from, flip->also_to);
        writer_field_str(w, "decision", str_from_c(report_decision_key(flip->decision)));
        writer_field_or_null(w, "target", flip->target);
        writer_field_str(w, "text", flip->text);
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

static void write_advice(Writer *w, const Project *project) {
    writer_key(w, "advice");
    writer_open(w, '[');
    for (uint32_t i = 0; i < project->advice_count; i++) {
        writer_open_flat(w, '{');
        writer_field_str(w, "id", project->advice[i].rule->id);
        writer_field_str(w, "text", project->advice[i].text);
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

void project_json(Writer *w, const Report *report, const Project *project) {
    writer_open(w, '{');
    writer_key(w, "root");
    writer_path(w, project->root);
    writer_field_str(w, "name", project->name);
    writer_field_str(w, "profile", project->profile);
    writer_field_uint(w, "files", project->files);
    writer_field_or_null(w, "framework", project->base ? project->base->rule->id : (Str){0});
    write_frameworks(w, report, project);
    write_hybrid(w, &project->hybrid);
    writer_key(w, "verdict");
    project_json_verdict(w, &project->verdict);
    write_robustness(w, &project->robustness);
    write_flips(w, project);
    write_effort(w, &project->effort);
    write_advice(w, project);
    write_criteria(w, report, project);
    write_signals(w, report, project);
    write_basis(w, report, project);
    writer_close(w, '}');
}
