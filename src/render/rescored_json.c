// SPDX-License-Identifier: MIT
// How a report differs from the one that it was made from, as JSON.
//
//     {"from": {"version": …, "rules": …},
//      "verdicts": [{"root": ".", "before": "stay", …, "decision": "migrate", …}],
//      "changes": [{"kind": "set", "name": "inertia", "from": 0.14, "to": 0, …}], …}
//
// A report that is the same as the one read back has no such key, so that `rescore` with the rules of
// the scan gives the bytes of the scan.
// Limits: effects only where a change has one.
#include "render/rescored_json.h"

#include "base/banned.h"

static const char *const KIND_KEYS[] = {
    [CHANGE_SET] = "set",         [CHANGE_RULES] = "rules",     [CHANGE_SIGNAL] = "signal",
    [CHANGE_WHAT_IF] = "what_if", [CHANGE_NO_COST] = "no_cost",
};
_Static_assert(ARRAY_LEN(KIND_KEYS) == CHANGE_KIND_COUNT, "one key a kind of change");

static void write_decision(Writer *w, const char *key, Decision decision) {
    writer_field_str(w, key, str_from_c(report_decision_key(decision)));
}

static void write_root(Writer *w, const Report *report, uint32_t project) {
    writer_key(w, "root");
    if (project == NONE) {
        writer_null(w);
    } else {
        writer_path(w, report->projects[project].root);
    }
}

static void write_verdicts(Writer *w, const Report *report) {
    writer_key(w, "verdicts");
    writer_open(w, '[');
    for (uint32_t i = 0; i < report->project_count; i++) {
        const SavedVerdict *before = &report->rescored->before[i];
        const Verdict *now = &report->projects[i].verdict;
        writer_open_flat(w, '{');
        write_root(w, report, i);
        write_decision(w, "before", before->decision);
        writer_field_or_null(w, "before_target", before->target);
        writer_key(w, "before_pull");
        if (before->has_pull) {
            writer_number(w, before->pull);
        } else {
            writer_null(w);
        }
        write_decision(w, "decision", now->decision);
        writer_field_or_null(w, "target", now->target);
        writer_key(w, "explained");
        writer_bool(w, !report->rescored->unexplained[i]);
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

static void write_effects(Writer *w, const Report *report, const Change *change) {
    writer_key(w, "effects");
    writer_open(w, '[');
    for (uint32_t i = 0; i < report->project_count; i++) {
        const ChangeEffect *effect = &change->effects[i];
        if (!effect->moved && !effect->alone && !effect->together) continue;
        writer_open_flat(w, '{');
        write_root(w, report, i);
        writer_key(w, "moved");
        writer_bool(w, effect->moved);
        writer_key(w, "alone");
        writer_bool(w, effect->alone);
        writer_key(w, "together");
        writer_bool(w, effect->together);
        write_decision(w, "without", effect->without);
        writer_field_or_null(w, "target", effect->target);
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

static void write_changes(Writer *w, const Report *report) {
    writer_key(w, "changes");
    writer_open(w, '[');
    for (uint32_t i = 0; i < report->rescored->changes.len; i++) {
        const Change *change = &report->rescored->changes.items[i];
        writer_open(w, '{');
        writer_field_str(w, "kind", str_from_c(KIND_KEYS[change->kind]));
        writer_field_or_null(w, "name", change->name);
        writer_field_number(w, "from", change->from);
        writer_field_number(w, "to", change->to);
        writer_field_or_null(w, "text", change->text);
        write_root(w, report, change->project);
        write_effects(w, report, change);
        writer_close(w, '}');
    }
    writer_close(w, ']');
}

static void write_names(Writer *w, const char *key, const StrVec *names) {
    writer_key(w, key);
    writer_open_flat(w, '[');
    for (uint32_t i = 0; i < names->len; i++)
        writer_str(w, names->items[i]);
    writer_close(w, ']');
}

void rescored_json(Writer *w, const Report *report) {
    const Rescored *rescored = report->rescored;
    if (rescored == NULL) return;
    writer_key(w, "rescored");
    writer_open(w, '{');
    writer_key(w, "from");
    writer_open_flat(w, '{');
    writer_field_str(w, "version", rescored->version);
    writer_field_str(w, "rules", rescored->digest);
    writer_close(w, '}');
    write_verdicts(w, report);
    write_changes(w, report);
    write_names(w, "gone", &rescored->gone);
    write_names(w, "lacking", &rescored->lacking);
    writer_close(w, '}');
}
