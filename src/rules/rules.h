// SPDX-License-Identifier: MIT
// The rule set as tables: built in, or read from a folder. The one public header of this stage.
//
//   const Rules *rules = &rules_builtin;
//   Rules own;
//   if (dir.len && !rules_load_dir(dir, arena, &own, err)) return false;
//   if (dir.len) rules = &own;
#ifndef RULES_RULES_H
#define RULES_RULES_H

#include "base/fs.h"
#include "model/rulebook.h"

#define RULES_FILE_MAX (4u << 20) // bytes of one rule file
#define RULES_TEXT_MAX 1000u      // bytes of one string
#define RULES_ENTRIES_MAX 10000u  // facts and signals together

// rules/*.json of the source tree, compiled into the program by rulesgen.
extern const Rules rules_builtin;
// The lines of rules/README.md, the reference of their authors, also from there.
extern const Str rules_manual[];
extern const uint32_t rules_manual_count;

// Reads and checks a whole rule set: names.json, matrix.json, facts/, frameworks/ and signals/, in
// the shape that rules/README.md describes. It replaces the built-in one, nothing is merged.
// Out:    out   filled only on success
// Arena:  all tables and strings
// Errors: ERROR_RULES (ERROR_INPUT for an unreadable folder): one sentence, file and key path
bool rules_load_dir(Str dir, Arena *arena, Rules *out, Error *err) WARN_UNUSED;

// The same for a folder that a repository names, not its user: nothing outside `root` is read, and
// no link is followed.
bool rules_load_under(const FsRoot *root, Str dir, Arena *arena, Rules *out,
                      Error *err) WARN_UNUSED;

// The same, for authors: mistakes are not errors but appended to `faults`, all of them. A mistake
// can hide others of the same entry; they come up once it is mended.
// Out:    out   of use only when nothing was appended
// Arena:  also the sentences
// Errors: ERROR_INPUT for an unreadable folder
bool rules_load_all(Str dir, Arena *arena, Rules *out, RuleFaultVec *faults,
                    Error *err) WARN_UNUSED;

// What no schema can see. Mistakes: conditions and clauses that can never hold. Remarks: conditions
// that say nothing, names that stand twice, names that two signals of one claim both count.
// Out:    faults   appended, in the order of the rules
// Arena:  the sentences and tables
void rules_lint(const Rules *rules, Arena *arena, RuleFaultVec *faults);

#endif
