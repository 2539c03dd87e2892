// SPDX-License-Identifier: MIT
// What a usage line says about the operands of a command, for completions.
//
//   UsageFormVec forms = {0};
//   usage_forms("rules list | check [DIR] | test [ID]...", &arena, &forms);
#ifndef CLI_USAGE_H
#define CLI_USAGE_H

#include "base/vec.h"

typedef enum OperandKind {
    OPERAND_NONE,   // nothing, or nothing that could be guessed
    OPERAND_FILE,   // a file or folder
    OPERAND_FOLDER, //
    OPERAND_ID,     // an id that `stayorgo explain` takes
} OperandKind;

typedef struct UsageForm {
    Str verb;                // "" if the command has none
    OperandKind first, rest; // of the operands behind the verb
} UsageForm;
typedef VEC(UsageForm) UsageFormVec;

// One form for each verb, in order; one without a verb for a command that has none.
// In:     usage   of a CommandRow; the forms view it
void usage_forms(const char *usage, Arena *arena, UsageFormVec *out);

// What a word in capitals stands for: "PATH", "[DIR]...", "FORMAT[:FILE]".
OperandKind usage_operand(Str placeholder);

#endif
