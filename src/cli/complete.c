// SPDX-License-Identifier: MIT
// What the completions of all shells share: lists of names, and quoting.
//
//     complete_values(&output, &out)                     text json markdown
//     complete_escape(STR("it's [x]"), STR("[]"), &out)  it's \[x\]
//
// A script holds what the tables know when it is printed, so a shell does not start the program for
// each key; only the ids of rules are asked of it, for they are many and may be one's own.
// Limits: names in the tables have no spaces.
#include "cli/complete.h"

#include "model/change.h"

#include "base/banned.h"

static void add(Str name, Buf *out) {
    if (out->len > 0) buf_char(out, ' ');
    buf_str_add(out, name);
}

void complete_commands(Buf *out) {
    for (uint32_t i = 0; i < COMMAND_COUNT; i++)
        add(str_from_c(commands_row((CommandId)i)->name), out);
}

void complete_values(const OptionRow *row, Buf *out) {
    if (row->choices) add(str_from_c(row->choices), out);
    for (uint32_t i = 0; row->is_format && run_format(i); i++)
        add(run_format(i)->name, out);
    bool is_gate = row->argument && str_eq(str_from_c(row->argument), STR("GATE"));
    for (uint32_t i = 0; is_gate && i < GATE_COUNT; i++)
        add(str_from_c(change_gate_key((GateKind)i)), out);
}

bool complete_has_verbs(const UsageFormVec *forms) {
    return forms->items[0].verb.len > 0;
}

void complete_verbs(const UsageFormVec *forms, Buf *out) {
    for (uint32_t i = 0; i < forms->len; i++)
        if (forms->items[i].verb.len > 0) add(forms->items[i].verb, out);
}

void complete_escape(Str text, Str special, Buf *out) {
    for (uint32_t i = 0; i < text.len; i++) {
        if (str_find(special, text.ptr[i]) != NONE) buf_char(out, '\\');
        buf_char(out, text.ptr[i]);
    }
}
