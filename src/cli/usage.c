// SPDX-License-Identifier: MIT
// What a usage line says about the operands of a command.
//
//     rules list | check [DIR] | test [ID]... [OPTION]...
//        ─►  {"list", none}  {"check", folder}  {"test", id, then ids}
//     scan [OPTION]... [PATH]...  ─►  {"", file, then files}
//
// Help shows these lines to people, so a command that is shown rightly is completed rightly; a table
// of operands beside them could differ. Words in lower case are verbs, words in capitals stand for
// something; `|` separates the forms.
// Adding a kind of operand: a row in PLACEHOLDERS, a value of OperandKind, a line in each
// cli/complete_<shell>.c.
// Limits: one verb a form; brackets and dots say nothing but "..." that the last operand repeats.
#include "cli/usage.h"

#include "base/banned.h"

typedef struct Placeholder {
    Str word;
    OperandKind kind;
} Placeholder;

static const Placeholder PLACEHOLDERS[] = {
    {STR_CONST("PATH"), OPERAND_FILE},
    {STR_CONST("FILE"), OPERAND_FILE},
    {STR_CONST("REPORT.json"), OPERAND_FILE},
    {STR_CONST("DIR"), OPERAND_FOLDER},
    {STR_CONST("ID"), OPERAND_ID},
};

// Without the brackets and dots around it.
static Str bare(Str word) {
    uint32_t start = 0, end = word.len;
    while (start < end && word.ptr[start] == '[')
        start++;
    while (end > start && (word.ptr[end - 1] == '.' || word.ptr[end - 1] == ']'))
        end--;
    return str_sub(word, start, end);
}

static bool is_verb(Str word) {
    for (uint32_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        if (!(c >= 'a' && c <= 'z') && !(i > 0 && c == '-')) return false;
    }
    return word.len > 0;
}

OperandKind usage_operand(Str placeholder) {
    Str word = bare(placeholder);
    for (uint32_t i = 0; i < ARRAY_LEN(PLACEHOLDERS); i++)
        if (str_eq(PLACEHOLDERS[i].word, word)) return PLACEHOLDERS[i].kind;
    return OPERAND_NONE;
}

static UsageForm read_form(Str text) {
    UsageForm form = {0};
    uint32_t operands = 0;
    while (text.len) {
        Str word;
        str_cut(text, ' ', &word, &text);
        Str name = bare(word);
        if (name.len == 0 || name.ptr[0] == '-' || str_eq(name, STR("OPTION"))) continue;
        if (is_verb(name)) {
            if (operands == 0 && form.verb.len == 0) form.verb = name;
            continue;
        }
        OperandKind kind = usage_operand(name);
        if (operands == 0) form.first = kind;
        if (operands > 0 || str_ends(word, STR("..."))) form.rest = kind;
        operands++;
    }
    return form;
}

void usage_forms(const char *usage, Arena *arena, UsageFormVec *out) {
    Str command, rest, form;
    str_cut(str_from_c(usage), ' ', &command, &rest);
    do {
        str_cut(rest, '|', &form, &rest);
        vec_push(arena, out, read_form(form));
    } while (rest.len);
}
