// SPDX-License-Identifier: MIT
// What another verdict would need, as a sentence.
//
//     admin.customised 41 → 3, migrate, fastapi
//     ─►  "3 admin classes are tailored to the staff's work (now 41): migrate to FastAPI"
//     pages.rendered 0 → 9, stay
//     ─►  "9 views render pages (now none): stay on FastAPI"
//
// The phrases are those of the rules, which say what is there; in a list of what another verdict
// would need they say what would have to be there. A phrase that does not begin with its number,
// names what was found, or says twice what is not there, cannot: the signal's title stands in for it.
//
// Limits: English only.
#include "judge/flipwords.h"

#include "base/buf.h"
#include "judge/words.h"

#include "base/banned.h"

static void add_count(Buf *buf, uint32_t count) {
    if (count == 0) {
        buf_c(buf, "none");
    } else {
        buf_count(buf, count);
    }
}

static void add_change(Buf *buf, const SignalRule *rule, uint32_t from, uint32_t to) {
    Str many = rule->say_many;
    bool is_about_lack = str_find_str(many, STR(", and n")) != NONE; // "and not one page"
    bool says = str_starts(many, STR("{n}")) && str_find_str(many, STR("{names}")) == NONE &&
                !(to == 0 && is_about_lack);
    if (!says) {
        buf_str_add(buf, rule->title);
        buf_c(buf, ": ");
        add_count(buf, to);
    } else if (to == 0) {
        buf_c(buf, "no");
        buf_str_add(buf, str_sub(many, sizeof "{n}" - 1, many.len));
    } else {
        SignalResult changed = {.count = to};
        Str one = rule->say_one;
        buf_str_add(buf, words_say((Phrase){one, many}, &changed, buf->arena));
    }
    buf_c(buf, " (now ");
    add_count(buf, from);
    buf_c(buf, ")");
}

static void add_decision(Buf *buf, const Report *report, const Project *project, const Flip *flip,
                         Str cut) {
    switch (flip->decision) {
    case DECISION_STAY:
        buf_c(buf, "stay on ");
        if (project->base) buf_str_add(buf, project->base->rule->title);
        break;
    case DECISION_MIGRATE:
        buf_c(buf, "migrate to ");
        buf_str_add(buf, words_title(report->rules, flip->target));
        break;
    case DECISION_SPLIT:
        buf_c(buf, "carve out ");
        buf_str_add(buf, words_path(buf->arena, cut));
        buf_c(buf, "/");
        break;
    case DECISION_UNDECIDED:
    case DECISION_NONE:
    case DECISION_COUNT: buf_c(buf, report_decision_key(flip->decision)); break;
    }
}

Str flipwords_of(const Report *report, const Project *project, const Flip *flip, Str cut,
                 Arena *arena) {
    Buf buf = buf_new(arena);
    add_change(&buf, flip->signal, flip->from, flip->to);
    if (flip->also) {
        buf_c(&buf, ", and ");
        add_change(&buf, flip->also, flip->also_from, flip->also_to);
    }
    buf_c(&buf, ": ");
    add_decision(&buf, report, project, flip, cut);
    return buf_str(&buf);
}
