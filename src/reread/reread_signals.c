// SPDX-License-Identifier: MIT
// The signals of one project in a saved report → its tally, and where they were found.
//
//     {"id": "admin.customised", "kind": "need", "count": 41, …}     ─►  tally: 41, a need
//     a signal that stands nowhere                                   ─►  tally: 0
//
// The tally has a row for each signal that applies to the project's framework by the rules of now,
// in their order. A signal that the report took for something else (another kind, another criterion,
// without a say) becomes a change of its own, so that it can be told whether that moved the verdict.
//
// Limits: what the rules of now count otherwise (other names, other conditions) needs the code.
#include "reread/reread_value.h"

#include "base/banned.h"

// What the report says about one signal.
typedef struct Saved {
    bool is_there, is_idle;
    SignalKind kind;
    uint32_t criterion; // NONE: one that these rules lack
    SignalResult result;
} Saved;

bool reread_signals_evidence(RereadReader *r, JsonAt at, Evidence *out, Error *err) {
    Str path;
    uint32_t line, column;
    JsonAt line_at, column_at;
    if (!reread_value_path(r, at, "path", &path, err) || !jsonio_key(at, "line", &line_at, err) ||
        !jsonio_uint(line_at, &line, err) || !jsonio_key(at, "column", &column_at, err) ||
        !jsonio_uint(column_at, &column, err) ||
        !reread_value_str(r, at, "detail", &out->detail, err) ||
        !reread_value_str(r, at, "text", &out->text, err))
        return false;
    if (line == 0) return jsonio_error(line_at, err, "lines count from 1");
    if (column == 0) return jsonio_error(column_at, err, "columns count from 1");
    out->file = reread_value_file(r, path);
    out->pos = (Pos){.row = line - 1, .col = column - 1};
    return true;
}

static bool read_places(RereadReader *r, JsonAt at, SignalResult *out, Error *err) {
    JsonAt list, names;
    if (!reread_value_array(at, "evidence", REPORT_EVIDENCE_MAX, &list, err) ||
        !reread_value_array(at, "names", REPORT_NAMES_MAX, &names, err) ||
        !reread_value_count(at, "names_total", &out->names_total, err))
        return false;
    out->evidence_count = jsonio_len(list);
    out->evidence = arena_array(r->arena, Evidence, out->evidence_count + 1);
    for (uint32_t i = 0; i < out->evidence_count; i++)
        if (!reread_signals_evidence(r, jsonio_item(list, i), &out->evidence[i], err)) return false;
    out->name_count = jsonio_len(names);
    for (uint32_t i = 0; i < out->name_count; i++) {
        if (!jsonio_str(jsonio_item(names, i), &out->names[i], err)) return false;
        out->names[i] = str_copy(r->arena, out->names[i]);
    }
    return out->names_total >= out->name_count ||
           jsonio_error(at, err, "names_total is less than there are names");
}

static bool read_kind(JsonAt at, SignalKind *out, Error *err) {
    JsonAt kind_at;
    Str key;
    if (!jsonio_key(at, "kind", &kind_at, err) || !jsonio_str(kind_at, &key, err)) return false;
    for (uint32_t i = 0; i < SIGNAL_KIND_COUNT; i++) {
        *out = (SignalKind)i;
        if (str_eq(key, str_from_c(report_kind_key(*out)))) return true;
    }
    return jsonio_error(kind_at, err, "there is no kind \"" STR_FMT "\"", STR_ARG(key));
}

static bool read_signal(RereadReader *r, JsonAt at, Saved *all, Error *err) {
    Str id, criterion;
    uint32_t rule;
    if (!reread_value_str(r, at, "id", &id, err)) return false;
    if (!map_get(&r->signals, id, &rule)) {
        reread_value_gone(r, id);
        return true;
    }
    Saved *saved = &all[rule];
    if (saved->is_there)
        return jsonio_error(at, err, "\"" STR_FMT "\" is there twice", STR_ARG(id));
    *saved = (Saved){.is_there = true, .criterion = NONE, .result.rule = &r->rules->signals[rule]};
    if (!reread_value_count(at, "count", &saved->result.count, err) ||
        !reread_value_str(r, at, "criterion", &criterion, err) ||
        !read_kind(at, &saved->kind, err) || !read_places(r, at, &saved->result, err))
        return false;
    (void)map_get(&r->criteria, criterion, &saved->criterion);
    return saved->result.count > 0 || jsonio_error(at, err, "a signal that found nothing");
}

// Those that were counted but had no say.
static bool read_idle(RereadReader *r, JsonAt basis, Saved *all, Error *err) {
    JsonAt idle, at;
    Str id;
    if (!reread_value_object(basis, "idle", &idle, err)) return false;
    for (JsonIter it = {.object = idle}; jsonio_next(&it, &id, &at);) {
        uint32_t rule, count;
        if (!reread_value_count_at(at, &count, err)) return false;
        if (!map_get(&r->signals, id, &rule)) continue;
        if (all[rule].is_there || count == 0)
            return jsonio_error(at, err, "this signal has a say, or found nothing");
        all[rule] = (Saved){.is_there = true,
                            .is_idle = true,
                            .criterion = NONE,
                            .result = {.rule = &r->rules->signals[rule], .count = count}};
    }
    return true;
}

static bool size_of(RereadReader *r, JsonAt sizes, const SignalRule *rule, uint32_t *out,
                    Error *err) {
    JsonAt at;
    *out = 0;
    if (rule->per.len == 0) return true;
    if (jsonio_has(sizes, str_to_c(r->arena, rule->per), &at))
        return reread_value_count_at(at, out, err);
    reread_value_lacking(r, rule->per);
    return true;
}

// The report took the signal for something else.
static void note_change(RereadReader *r, uint32_t project, const Tally *tally, uint32_t row,
                        const Saved *saved) {
    const TallySignal *now = &tally->signals[row];
    const SignalRule *rule = &r->rules->signals[now->rule];
    bool same = saved->kind == now->kind && saved->criterion == now->criterion && !saved->is_idle;
    if (same || saved->result.count == 0) return;
    Change change = {.kind = CHANGE_SIGNAL,
                     .name = rule->id,
                     .from = saved->result.count,
                     .to = now->count,
                     .project = project,
                     .index = row,
                     .before = *now};
    change.before.kind = (uint8_t)saved->kind;
    if (saved->criterion != NONE) change.before.criterion = saved->criterion;
    if (saved->is_idle || saved->criterion == NONE) change.before.count = 0;
    const char *kind_now = report_kind_key((SignalKind)now->kind);
    if (saved->is_idle) {
        change.text = str_fmt(r->arena, "counts as %s here, and had no say", kind_now);
    } else if (saved->kind != now->kind) {
        change.text = str_fmt(r->arena, "counts as %s here, not as %s", kind_now,
                              report_kind_key(saved->kind));
    } else {
        change.text = str_fmt(r->arena, "counts for " STR_FMT ", not for another criterion",
                              STR_ARG(r->rules->criteria[now->criterion].title));
    }
    vec_push(r->arena, &r->out->rescored.changes, change);
}

// What counted then has no say now. Behind the rows of the tally it gets one that counts nothing, so
// that the change can be taken back.
static void note_silenced(RereadReader *r, uint32_t project, Tally *tally, uint32_t nth,
                          const Saved *saved) {
    uint32_t rule = (uint32_t)(saved->result.rule - r->rules->signals);
    uint32_t criterion = report_criterion(r->rules, saved->result.rule->criterion);
    TallySignal row = {.rule = rule, .criterion = criterion, .kind = (uint8_t)saved->kind};
    Change change = {.kind = CHANGE_SIGNAL,
                     .name = saved->result.rule->id,
                     .from = saved->result.count,
                     .project = project,
                     .index = tally->signal_count + nth,
                     .before = row,
                     .text = STR("has no say here, and had one")};
    change.before.count = saved->result.count;
    tally->signals[change.index] = row;
    vec_push(r->arena, &r->out->rescored.changes, change);
}

static bool build_tally(RereadReader *r, JsonAt sizes, uint32_t project, const Saved *all,
                        Project *out, Error *err) {
    const Rules *rules = r->rules;
    Tally *tally = &out->tally;
    TallySignal *idle = arena_array(r->arena, TallySignal, rules->signal_count + 1);
    tally->signals = arena_array(r->arena, TallySignal, rules->signal_count + 1);
    tally->idle = idle;
    out->signals = arena_array(r->arena, SignalResult, rules->signal_count + 1);
    for (uint32_t i = 0; i < rules->signal_count; i++) {
        const SignalRule *rule = &rules->signals[i];
        TallySignal row = {.rule = i,
                           .criterion = report_criterion(rules, rule->criterion),
                           .count = all[i].result.count};
        SignalKind kind;
        bool applies = report_kind(rule, tally->base, tally->second, &kind);
        row.kind = (uint8_t)kind;
        if (!applies) {
            if (row.count) idle[tally->idle_count++] = row;
            continue;
        }
        if (!size_of(r, sizes, rule, &row.size, err)) return false;
        tally->signals[tally->signal_count++] = row;
        if (row.count == 0) continue;
        note_change(r, project, tally, tally->signal_count - 1, &all[i]);
        SignalResult *result = &out->signals[out->signal_count++];
        *result = all[i].result;
        result->kind = kind;
        result->size = row.size;
    }
    for (uint32_t i = 0, n = 0; i < tally->idle_count; i++) {
        const Saved *saved = &all[idle[i].rule];
        if (!saved->is_idle) note_silenced(r, project, tally, n++, saved);
    }
    return true;
}

bool reread_signals(RereadReader *r, JsonAt project, uint32_t index, Project *out, Error *err) {
    JsonAt list, basis, sizes;
    Saved *all = arena_array(r->arena, Saved, r->rules->signal_count + 1);
    if (!reread_value_array(project, "signals", RESCORED_COUNT_MAX, &list, err) ||
        !reread_value_object(project, "basis", &basis, err) ||
        !reread_value_object(basis, "sizes", &sizes, err))
        return false;
    for (uint32_t i = 0; i < jsonio_len(list); i++)
        if (!read_signal(r, jsonio_item(list, i), all, err)) return false;
    return read_idle(r, basis, all, err) && build_tally(r, sizes, index, all, out, err);
}

// --- Cuts ----------------------------------------------------------------------------------------

static bool read_cut(RereadReader *r, JsonAt at, const Tally *tally, TallyCut *out, Error *err) {
    JsonAt inside, count_at;
    if (!reread_value_path(r, at, "directory", &out->directory, err) ||
        !reread_value_count(at, "files", &out->files, err) ||
        !reread_value_count(at, "imports_in", &out->imports_in, err) ||
        !reread_value_count(at, "imports_out", &out->imports_out, err) ||
        !reread_value_bool(at, "is_separate", &out->is_separate, err) ||
        !reread_value_object(at, "inside", &inside, err))
        return false;
    uint32_t *counts = arena_array(r->arena, uint32_t, r->rules->signal_count + 1);
    for (uint32_t i = 0; i < tally->signal_count; i++) {
        Str id = r->rules->signals[tally->signals[i].rule].id;
        if (!jsonio_has(inside, str_to_c(r->arena, id), &count_at)) continue;
        if (!reread_value_count_at(count_at, &counts[i], err)) return false;
        if (counts[i] > tally->signals[i].count)
            return jsonio_error(count_at, err, "more than there are in all");
    }
    out->inside = counts;
    return true;
}

bool reread_signals_cuts(RereadReader *r, JsonAt basis, Project *out, Error *err) {
    JsonAt list;
    if (!reread_value_array(basis, "cuts", TALLY_CUTS_MAX, &list, err)) return false;
    uint32_t count = jsonio_len(list);
    TallyCut *cuts = arena_array(r->arena, TallyCut, count + 1);
    for (uint32_t i = 0; i < count; i++)
        if (!read_cut(r, jsonio_item(list, i), &out->tally, &cuts[i], err)) return false;
    out->tally.cuts = cuts;
    out->tally.cut_count = count;
    return true;
}
