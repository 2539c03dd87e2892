// SPDX-License-Identifier: MIT
// What changed since a base, what the team decided, and what a gate made of it, in sentences.
//
//     VerdictMove{from stay, to migrate "fastapi"}   ─►  "migrate to FastAPI, was: stay; pull 0.12, was …"
//
// A comment on a pull request, the summary of a job and the log of a gate say the same words, so who
// reads one can look for it in the other.
//
// Limits: English only; frameworks that the rules do not know are called by their ids.
#include "render/changewords.h"

#include "render/sentences.h"

#include "base/banned.h"

enum { COMMIT_SHOWN = 12 };

static Str framework_title(const Report *report, Str id) {
    for (uint32_t i = 0; i < report->rules->framework_count; i++)
        if (str_eq(report->rules->frameworks[i].id, id)) return report->rules->frameworks[i].title;
    return id;
}

// "migrate to FastAPI"
static void decision(const Report *report, Decision decision, Str target, Buf *out) {
    static const char *const WORDS[] = {
        [DECISION_STAY] = "stay",
        [DECISION_MIGRATE] = "migrate",
        [DECISION_SPLIT] = "split",
        [DECISION_UNDECIDED] = "undecided",
        [DECISION_NONE] = "nothing to decide",
    };
    _Static_assert(ARRAY_LEN(WORDS) == DECISION_COUNT, "words for each decision");
    buf_c(out, WORDS[decision]);
    if (target.len == 0 || decision == DECISION_STAY) return;
    buf_c(out, decision == DECISION_SPLIT ? " off to " : " to ");
    buf_str_add(out, framework_title(report, target));
}

static void one_or_many(Buf *out, uint32_t n) {
    if (n == 1) {
        buf_c(out, "one");
    } else {
        buf_count(out, n);
    }
}

void changewords_findings(const RevisionChange *change, Buf *out) {
    // A base that is called by its id is not told twice.
    bool is_id = change->base.len >= COMMIT_SHOWN && change->commit.ptr &&
                 str_starts(change->commit, change->base);
    Str commit = str_sub(change->commit, 0, COMMIT_SHOWN);
    buf_fmt(out, "Since " STR_FMT, STR_ARG(is_id ? commit : change->base));
    if (commit.len && !is_id) buf_fmt(out, " (" STR_FMT ")", STR_ARG(commit));
    buf_c(out, ": ");
    if (change->findings_new) {
        one_or_many(out, change->findings_new);
        buf_c(out, change->findings_new == 1 ? " new finding" : " new findings");
    } else {
        buf_c(out, "no new finding");
    }
    if (change->findings_fixed) {
        buf_c(out, ", ");
        one_or_many(out, change->findings_fixed);
        buf_c(out, " fixed");
    }
    if (change->findings_unchanged) {
        buf_c(out, ", ");
        one_or_many(out, change->findings_unchanged);
        buf_c(out, " as before");
    }
    buf_char(out, '.');
}

static void pull(const VerdictMove *move, Buf *out) {
    Buf from = buf_new(out->arena), to = buf_new(out->arena);
    sentences_hundredths(&from, move->from_pull);
    sentences_hundredths(&to, move->to_pull);
    if (move->from_pull == 0 && move->to_pull == 0) return;
    buf_fmt(out, "; pull " STR_FMT, STR_ARG(buf_str(&to)));
    if (!str_eq(buf_str(&from), buf_str(&to)))
        buf_fmt(out, ", was " STR_FMT, STR_ARG(buf_str(&from)));
}

bool changewords_is_same(const VerdictMove *move) {
    bool is_kept = !move->is_new && !move->is_gone;
    return is_kept && move->from == move->to && str_eq(move->from_target, move->to_target);
}

void changewords_verdict(const Report *report, const VerdictMove *move, Buf *out) {
    if (report->change->verdict_count > 1) {
        buf_path(out, move->root);
        buf_c(out, "/: ");
    }
    if (move->is_gone) {
        buf_c(out, "gone; the verdict was: ");
        decision(report, move->from, move->from_target, out);
        buf_char(out, '.');
        return;
    }
    decision(report, move->to, move->to_target, out);
    if (move->is_new) {
        buf_c(out, ", new here");
    } else if (changewords_is_same(move)) {
        buf_c(out, ", as before");
        pull(move, out);
    } else {
        buf_c(out, ", was: ");
        decision(report, move->from, move->from_target, out);
        pull(move, out);
    }
    buf_char(out, '.');
}

void changewords_count(const CountMove *move, Buf *out) {
    buf_str_add(out, move->title);
    buf_c(out, ": ");
    buf_count(out, move->to);
    buf_c(out, ", was ");
    buf_count(out, move->from);
}

void changewords_record(const Report *report, Buf *out) {
    const DecisionRecord *record = report->record;
    if (record == NULL) return;
    buf_c(out, "The team decided: ");
    decision(report, record->decision, record->target, out);
    if (record->decision == DECISION_STAY && record->from.len) {
        buf_c(out, " on ");
        buf_str_add(out, framework_title(report, record->from));
    }
    if (record->against_advice) buf_c(out, ", against the advice");
    buf_char(out, '.');
    if (record->reason.len) buf_fmt(out, " Reason: " STR_FMT, STR_ARG(record->reason));
    if (record->is_first) buf_c(out, " The record is new with this change.");
}

void changewords_policy(const RevisionChange *change, uint32_t index, Buf *out) {
    buf_fmt(out, STR_FMT ".", STR_ARG(change->policy[index]));
}

void changewords_gate(const GateResult *gate, Buf *out) {
    buf_fmt(out, "%s %s: " STR_FMT, change_gate_key(gate->kind),
            gate->has_failed ? "failed" : "passed", STR_ARG(gate->text));
}
