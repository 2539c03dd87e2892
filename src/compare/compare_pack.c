// SPDX-License-Identifier: MIT
// What is kept of a base as bytes, and back.
//
//   counts of facts | projects, each with its signals | findings, each with the root of its project
//
// How: numbers of 64 bits in the order of this machine, texts behind their length, rules by their index.
// What is read is held against what is left of the bytes, and every index against its table, so bytes of
// whatever kind give a base or none. That they are those that were written is for who kept them.
//
// Adding a field to KeptSignal, KeptProject or to what compare_findings.c shows of a finding: one line in
// put_… and one in take_….
#include <string.h>

#include "base/buf.h"
#include "compare/compare_parts.h"

#include "base/banned.h"

// --- Writing -------------------------------------------------------------------------------------

static void put_number(Buf *out, uint64_t number) {
    buf_str_add(out, (Str){(const char *)&number, sizeof number});
}

static void put_real(Buf *out, double real) {
    buf_str_add(out, (Str){(const char *)&real, sizeof real});
}

static void put_text(Buf *out, Str text) {
    put_number(out, text.len);
    buf_str_add(out, text);
}

static void put_project(const KeptProject *project, const Rules *rules, Buf *out) {
    put_text(out, project->root);
    put_number(out, project->decision);
    put_text(out, project->target);
    put_real(out, project->pull);
    put_number(out, project->signal_count);
    for (uint32_t i = 0; i < project->signal_count; i++) {
        const KeptSignal *signal = &project->signals[i];
        put_number(out, (uint64_t)(signal->rule - rules->signals));
        put_number(out, signal->count);
        put_real(out, signal->contribution);
        put_real(out, signal->effort_days);
    }
}

static void put_finding(const Finding *finding, Str root, const Rules *rules, Buf *out) {
    put_number(out, (uint64_t)(finding->rule - rules->findings));
    put_number(out, finding->level);
    put_number(out, finding->pos.row);
    put_number(out, finding->pos.col);
    put_number(out, finding->end.row);
    put_number(out, finding->end.col);
    put_text(out, finding->path);
    put_text(out, finding->symbol);
    put_text(out, finding->message);
    put_text(out, finding->text);
    put_text(out, finding->line_hash);
    put_text(out, finding->reason);
    buf_str_add(out, (Str){finding->fingerprint, FINDING_FINGERPRINT});
    put_text(out, root);
}

Str compare_pack(const CompareBase *base, const Rules *rules, Arena *arena) {
    Buf out = buf_new(arena);
    put_number(&out, base->fact_count);
    for (uint32_t i = 0; i < base->fact_count; i++)
        put_number(&out, base->facts[i]);
    put_number(&out, base->project_count);
    for (uint32_t i = 0; i < base->project_count; i++)
        put_project(&base->projects[i], rules, &out);
    put_number(&out, base->finding_count);
    for (uint32_t i = 0; i < base->finding_count; i++)
        put_finding(&base->findings[i], base->finding_roots[i], rules, &out);
    return buf_str(&out);
}

// --- Reading -------------------------------------------------------------------------------------

#define NUMBERS (1ull << 32)

typedef struct Unpacker {
    Str rest;
    bool is_bad; // from then on all is 0 or ""
} Unpacker;

static void take_bytes(Unpacker *in, void *out, uint32_t size) {
    if (in->is_bad || size > in->rest.len) {
        in->is_bad = true;
        memset(out, 0, size);
        return;
    }
    memcpy(out, in->rest.ptr, size);
    in->rest = str_sub(in->rest, size, in->rest.len);
}

// A number below `limit`.
static uint32_t take_number(Unpacker *in, uint64_t limit) {
    uint64_t number;
    take_bytes(in, &number, sizeof number);
    if (number >= limit) in->is_bad = true;
    return in->is_bad ? 0 : (uint32_t)number;
}

static double take_real(Unpacker *in) {
    double real;
    take_bytes(in, &real, sizeof real);
    return real;
}

static Str take_text(Unpacker *in) {
    uint32_t len = take_number(in, NUMBERS);
    if (len > in->rest.len) in->is_bad = true;
    if (in->is_bad) return (Str){0};
    Str text = str_sub(in->rest, 0, len);
    in->rest = str_sub(in->rest, len, in->rest.len);
    return text;
}

// How many there are of what takes 8 bytes or more each.
static uint32_t take_count(Unpacker *in) {
    return take_number(in, in->rest.len / (uint32_t)sizeof(uint64_t) + 1);
}

static void take_project(Unpacker *in, const Rules *rules, Arena *arena, KeptProject *out) {
    out->root = take_text(in);
    out->decision = (Decision)take_number(in, DECISION_COUNT);
    out->target = take_text(in);
    out->pull = take_real(in);
    out->signal_count = take_count(in);
    KeptSignal *signals = arena_array(arena, KeptSignal, out->signal_count);
    for (uint32_t i = 0; i < out->signal_count && !in->is_bad; i++) {
        uint32_t rule = take_number(in, rules->signal_count);
        signals[i].rule = &rules->signals[rule];
        signals[i].count = take_number(in, NUMBERS);
        signals[i].contribution = take_real(in);
        signals[i].effort_days = take_real(in);
    }
    out->signals = signals;
}

static void take_finding(Unpacker *in, const Rules *rules, Finding *out, Str *root) {
    *out = (Finding){.file = NONE, .state = FINDING_FIXED};
    uint32_t rule = take_number(in, rules->finding_count);
    out->rule = &rules->findings[rule];
    out->level = (uint8_t)take_number(in, FINDING_LEVEL_COUNT);
    out->pos.row = take_number(in, NUMBERS);
    out->pos.col = take_number(in, NUMBERS);
    out->end.row = take_number(in, NUMBERS);
    out->end.col = take_number(in, NUMBERS);
    out->path = take_text(in);
    out->symbol = take_text(in);
    out->message = take_text(in);
    out->text = take_text(in);
    out->line_hash = take_text(in);
    out->reason = take_text(in);
    take_bytes(in, out->fingerprint, FINDING_FINGERPRINT);
    *root = take_text(in);
}

const CompareBase *compare_unpack(Str bytes, const Rules *rules, Arena *arena) {
    Unpacker in = {.rest = str_copy(arena, bytes)};
    CompareBase *base = arena_new(arena, CompareBase);
    uint64_t *facts = arena_array(arena, uint64_t, compare_counts_number(rules));
    base->fact_count = take_count(&in);
    if (base->fact_count != compare_counts_number(rules)) return NULL;
    for (uint32_t i = 0; i < base->fact_count; i++)
        take_bytes(&in, &facts[i], sizeof facts[i]);
    base->project_count = take_count(&in);
    KeptProject *projects = arena_array(arena, KeptProject, base->project_count);
    for (uint32_t i = 0; i < base->project_count && !in.is_bad; i++)
        take_project(&in, rules, arena, &projects[i]);
    base->finding_count = take_count(&in);
    Finding *findings = arena_array(arena, Finding, base->finding_count);
    Str *roots = arena_array(arena, Str, base->finding_count);
    for (uint32_t i = 0; i < base->finding_count && !in.is_bad; i++)
        take_finding(&in, rules, &findings[i], &roots[i]);
    base->facts = facts;
    base->projects = projects;
    base->findings = findings;
    base->finding_roots = roots;
    return in.is_bad || in.rest.len > 0 ? NULL : base;
}
