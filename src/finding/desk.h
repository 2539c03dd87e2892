// SPDX-License-Identifier: MIT
// What the parts of the stage share: findings in the making, and questions about where they stand.
#ifndef FINDING_DESK_H
#define FINDING_DESK_H

#include "base/buf.h"
#include "model/change.h"

// A finding with what its fingerprint is made from.
typedef struct Draft {
    Finding finding;
    uint32_t program_file; // index into Program.files, NONE if it is not Python
    uint32_t expr;         // that it is about, NONE if it is no expression
    Str inner_symbol;      // the definition around it, without its module
    Str key;               // in place of the code, when it is not about code
} Draft;
typedef VEC(Draft) DraftVec;

typedef struct Desk {
    const Report *report;
    const Program *program;
    Arena *arena;                  // of the result
    Arena scratch;                 // of everything else
    const uint32_t *program_files; // by source file: index into Program.files, NONE
    struct LoopGraph *loop;        // made when first wanted
    DraftVec drafts;
} Desk;

// A place in the code, or in a file that is none.
typedef struct Spot {
    uint32_t file; // index into Source.files
    Pos pos;
    uint32_t scope; // NONE outside code
    uint32_t expr;  // NONE if it is no expression
} Spot;

// desk.c
Desk desk_new(const Report *report, Arena *arena);
// A draft at a place: path, end and symbol are filled in.
Draft desk_draft(Desk *desk, const FindingRule *rule, uint32_t project, Spot spot);
bool desk_is_inside(const Desk *desk, uint32_t project, uint32_t file); // the file is the project's
bool desk_is_production(const Desk *desk, uint32_t file);
const FileFacts *desk_facts(const Desk *desk, uint32_t file); // NULL if it is not Python
// "Order.objects.filter(…).count": the code of a callee, shortened; "" for none.
Str desk_code(const Desk *desk, uint32_t file, uint32_t expr);

// loop.c: hits in async functions, and calls there that lead to hits in plain ones
void loop_find(Desk *desk, uint32_t project, uint32_t rule);

// message.c: the message of a rule, with what stands in braces filled in
typedef struct Words {
    Str name;   // what was found
    Str code;   // as it is written
    Str symbol; // the definition around it
    Str call;   // what is called there
    uint32_t count;
} Words;
Str message_of(Arena *arena, Str say, const Words *words);

// evidence.c: what speaks for a verdict and against it
void evidence_find(Desk *desk, uint32_t project, const FindingRule *rule);

// leaving.c: code of the framework that the team decided to leave
void leaving_find(Desk *desk, uint32_t project, const FindingRule *rule);

// silence.c: suppressions. Marks what they cover; then says which of them are no good.
void silence_apply(Desk *desk);

// fingerprint.c: of all drafts, which are sorted by path and place
void fingerprint_all(Desk *desk);

#endif
