// SPDX-License-Identifier: MIT
// What a change does to the words of the team itself: configuration, decision, baseline.
//
//   stayorgo.toml only now        ─►  "stayorgo.toml is new with this change; it counts from the next one on"
//   baseline.json another one     ─►  ".stayorgo/baseline.json is another one than in the base, which counts"
//
// A change is held against the words of its base, so it cannot loosen its own gate. Whoever reads the
// report should see that it tries to, or why a new setting does nothing yet.
// Limits: a configuration is compared by what it sets, in the order of the file; comments are nothing.
#include "record/record.h"

#include "base/banned.h"

static void tell(Str file, bool was_there, bool is_there, Arena *arena, StrVec *out) {
    const char *what = !was_there  ? "is new with this change; it counts from the next one on"
                       : !is_there ? "is gone with this change; that of the base still counts"
                                   : "is another one than in the base, which counts";
    vec_push(arena, out, str_fmt(arena, STR_FMT " %s", STR_ARG(file), what));
}

void record_policy(const FsRoot *base, const FsRoot *now, Arena *arena, StrVec *out) {
    static const Str FILES[] = {STR_CONST(CHANGE_DECISION_FILE), STR_CONST(CHANGE_BASELINE_FILE)};
    for (uint32_t i = 0; i < ARRAY_LEN(FILES); i++) {
        Str before = {0}, after = {0};
        uint64_t size;
        bool was_there = fs_read(base, FILES[i], RECORD_BYTES_MAX, arena, &before, &size) == FS_OK;
        bool is_there = fs_read(now, FILES[i], RECORD_BYTES_MAX, arena, &after, &size) == FS_OK;
        bool is_first_decision = i == 0 && !was_there;
        bool is_same = was_there == is_there && str_eq(before, after);
        if (!is_same && !is_first_decision) tell(FILES[i], was_there, is_there, arena, out);
    }
}

static bool is_same_setting(const Setting *a, const Setting *b) {
    bool is_same = str_eq(a->key, b->key) && a->kind == b->kind && str_eq(a->text, b->text) &&
                   a->items.len == b->items.len;
    for (uint32_t i = 0; is_same && i < a->items.len; i++)
        is_same = str_eq(a->items.items[i], b->items.items[i]);
    return is_same;
}

void record_policy_settings(const Settings *base, const Settings *now, Arena *arena, StrVec *out) {
    bool is_same = str_eq(base->file, now->file) && base->items.len == now->items.len;
    for (uint32_t i = 0; is_same && i < base->items.len; i++)
        is_same = is_same_setting(&base->items.items[i], &now->items.items[i]);
    if (!is_same)
        tell(now->file.len ? now->file : base->file, base->file.len > 0, now->file.len > 0, arena,
             out);
}
