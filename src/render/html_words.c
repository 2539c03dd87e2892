// SPDX-License-Identifier: MIT
// The words of the HTML page that are not in the report: the same sentences as in the other formats,
// so that no sentence is put together in the page's script.
//
//     {"main": 0, "coverage": "19 of 19 Python files …", "record": "The team decided …",
//      "gates": [{"text": "drift passed: …", "failed": false}], "change": […], "again": […],
//      "projects": [{"subject": "Django in 11 files …", "cost": "About 40 person-days …", …}],
//      "criteria": {…}, "frameworks": {…}, "signals": {"admin.inlines": "why it counts"},
//      "findings": {"SOG101": {"why": …, "todo": …}},
//      "numbers": {"inertia": "pull that any move has to overcome"}}
//
// Projects stand in the order of the report; `main` is the one that its verdict is taken from.
// Adding a sentence: a line in write_project(), and a place for it in page/.
// Limits: only rules that the report speaks of; `stayorgo explain` has the others.
#include "render/html_words.h"

#include "render/changewords.h"
#include "render/rescored_words.h"
#include "render/sentences.h"
#include "render/writer.h"

#include "base/banned.h"

static const struct {
    const char *name, *what;
} NUMBERS[] = {
#define NUMBER(name, key, what) {key, what},
#include "model/numbers.def"
#undef NUMBER
};

static void write_sentence(Writer *w, const char *key, const Buf *sentence) {
    writer_field_or_null(w, key, buf_str(sentence));
}

// Parallel to `advice` in the report: the signal whose places are shown.
static void write_advice(Writer *w, const Project *project) {
    writer_key(w, "advice");
    writer_open_flat(w, '[');
    for (uint32_t i = 0; i < project->advice_count; i++) {
        const SignalResult *signal = project->advice[i].signal;
        writer_str_or_null(w, signal ? signal->rule->id : (Str){0});
    }
    writer_close(w, ']');
}

static void write_project(Writer *w, const Report *report, const Project *project) {
    Arena *arena = w->out->arena;
    Buf subject = buf_new(arena), cut = buf_new(arena), cost = buf_new(arena);
    Buf carries = buf_new(arena), assumption = buf_new(arena), sure = buf_new(arena);
    bool has_cost = project->effort.line_count || project->effort.blocker_count;
    sentences_subject(report, project, &subject);
    sentences_cut(project, &cut);
    if (has_cost) {
        sentences_cost(&project->effort, &cost);
        sentences_carries(&project->effort, &carries);
        sentences_assumption(&project->effort, &assumption);
    }
    if (project->verdict.has_pull) sentences_sure(report, project, &sure);
    writer_open(w, '{');
    write_sentence(w, "subject", &subject);
    write_sentence(w, "cut", &cut);
    write_sentence(w, "cost", &cost);
    write_sentence(w, "carries", &carries);
    write_sentence(w, "assumption", &assumption);
    write_sentence(w, "sure", &sure);
    write_advice(w, project);
    writer_close(w, '}');
}

static void write_again(Writer *w, const Report *report) {
    RescoredLineVec lines = {0};
    rescored_words(report, w->out->arena, &lines);
    writer_key(w, "again");
    writer_open(w, '[');
    for (uint32_t i = 0; i < lines.len; i++) {
        writer_open_flat(w, '{');
        writer_field_str(w, "text", lines.items[i].text);
        writer_key(w, "is_change");
        writer_bool(w, lines.items[i].is_change);
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

static void write_line(Writer *w, Buf *line) {
    writer_str(w, buf_str(line));
    *line = buf_new(w->out->arena);
}

// What moved since the base, a line each; null when nothing was compared.
static void write_change(Writer *w, const Report *report) {
    const RevisionChange *change = report->change;
    Buf line = buf_new(w->out->arena);
    writer_key(w, "change");
    if (change == NULL) {
        writer_null(w);
        return;
    }
    writer_open(w, '[');
    changewords_findings(change, &line);
    write_line(w, &line);
    for (uint32_t i = 0; i < change->verdict_count; i++) {
        changewords_verdict(report, &change->verdicts[i], &line);
        write_line(w, &line);
    }
    for (uint32_t i = 0; i < change->fact_count; i++) {
        changewords_count(&change->facts[i], &line);
        write_line(w, &line);
    }
    writer_close(w, ']');
}

static void write_gates(Writer *w, const Report *report) {
    writer_key(w, "gates");
    writer_open(w, '[');
    for (uint32_t i = 0; i < report->gate_count; i++) {
        Buf line = buf_new(w->out->arena);
        changewords_gate(&report->gates[i], &line);
        writer_open_flat(w, '{');
        write_sentence(w, "text", &line);
        writer_key(w, "failed");
        writer_bool(w, report->gates[i].has_failed);
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

static void write_criteria(Writer *w, const Rules *rules) {
    writer_key(w, "criteria");
    writer_open(w, '{');
    for (uint32_t i = 0; i < rules->criterion_count; i++) {
        writer_key_str(w, rules->criteria[i].id);
        writer_open_flat(w, '{');
        writer_field_str(w, "django", rules->criteria[i].django);
        writer_field_str(w, "fastapi", rules->criteria[i].fastapi);
        writer_close(w, '}');
    }
    writer_close(w, '}');
}

static void write_frameworks(Writer *w, const Rules *rules) {
    writer_key(w, "frameworks");
    writer_open(w, '{');
    for (uint32_t i = 0; i < rules->framework_count; i++) {
        writer_key_str(w, rules->frameworks[i].id);
        writer_str(w, rules->frameworks[i].title);
    }
    writer_close(w, '}');
}

// Why each signal that was found counts, once.
static void write_signals(Writer *w, const Report *report) {
    bool *is_told = arena_array(w->out->arena, bool, report->rules->signal_count + 1);
    writer_key(w, "signals");
    writer_open(w, '{');
    for (uint32_t p = 0; p < report->project_count; p++) {
        const Project *project = &report->projects[p];
        for (uint32_t i = 0; i < project->signal_count; i++) {
            const SignalRule *rule = project->signals[i].rule;
            if (is_told[rule - report->rules->signals]) continue;
            is_told[rule - report->rules->signals] = true;
            writer_key_str(w, rule->id);
            writer_str(w, rule->why);
        }
    }
    writer_close(w, '}');
}

// Of each rule that found something: why it matters, and what to do.
static void write_findings(Writer *w, const Report *report) {
    bool *is_told = arena_array(w->out->arena, bool, report->rules->finding_count + 1);
    writer_key(w, "findings");
    writer_open(w, '{');
    for (uint32_t i = 0; i < report->finding_count; i++) {
        const FindingRule *rule = report->findings[i].rule;
        if (is_told[rule - report->rules->findings]) continue;
        is_told[rule - report->rules->findings] = true;
        writer_key_str(w, rule->id);
        writer_open_flat(w, '{');
        writer_field_str(w, "why", rule->why);
        writer_field_str(w, "todo", rule->todo);
        writer_close(w, '}');
    }
    writer_close(w, '}');
}

static void write_numbers(Writer *w) {
    writer_key(w, "numbers");
    writer_open(w, '{');
    for (uint32_t i = 0; i < ARRAY_LEN(NUMBERS); i++)
        writer_field_str(w, NUMBERS[i].name, str_from_c(NUMBERS[i].what));
    writer_close(w, '}');
}

void html_words(const Report *report, Buf *out) {
    Writer w = writer_new(out);
    Buf coverage = buf_new(out->arena), record = buf_new(out->arena);
    sentences_coverage(report, &coverage);
    changewords_record(report, &record);
    writer_open(&w, '{');
    writer_field_uint(&w, "main", report->main);
    write_sentence(&w, "coverage", &coverage);
    write_sentence(&w, "record", &record);
    write_gates(&w, report);
    write_change(&w, report);
    write_again(&w, report);
    writer_key(&w, "projects");
    writer_open(&w, '[');
    for (uint32_t i = 0; i < report->project_count; i++)
        write_project(&w, report, &report->projects[i]);
    writer_close(&w, ']');
    write_criteria(&w, report->rules);
    write_frameworks(&w, report->rules);
    write_signals(&w, report);
    write_findings(&w, report);
    write_numbers(&w);
    writer_close(&w, '}');
}
