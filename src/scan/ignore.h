// SPDX-License-Identifier: MIT
// .gitignore rules as git applies them. Rules of deeper files win over those of their parents;
// within one file the last matching line wins.
//
//   IgnoreRules *top = ignore_parse(arena, text, STR(""), NULL);
//   IgnoreRules *app = ignore_parse(arena, more, STR("app"), top);    // app/.gitignore
//   ignore_matches(app, STR("app/x.log"), false)
//
// A path below an ignored directory is ignored, whatever the rules say of it: the caller does not
// enter such a directory, so that question is never asked.
#ifndef SCAN_IGNORE_H
#define SCAN_IGNORE_H

#include "base/str.h"

#define IGNORE_FILE_BYTES_MAX (1u << 20) // a larger .gitignore is not read, with a problem

typedef struct IgnoreRules IgnoreRules;

// Parses one ignore file. `text`, `folder` and `parent` are borrowed by the result.
// In:     folder   the directory the file stands in, "" for the top, without '/' at the end
//         parent   the rules of the directories above; NULL for none
// Arena:  the rules
// Errors: none; a malformed line matches nothing, as in git. Without any rule the result
//         is `parent`
const IgnoreRules *ignore_parse(Arena *arena, Str text, Str folder, const IgnoreRules *parent);

// Whether the rules (NULL: none) say that `path`, which must lie below their folders, is ignored.
// Thread: safe
bool ignore_matches(const IgnoreRules *rules, Str path, bool is_dir);

// One pattern against one name or path: `*` and `?` stay within a segment, `**` crosses them where
// it fills one, `[a-z]`, `[!x]` and `[[:digit:]]` are classes, a backslash takes the next character
// as it is. Time is bounded by the product of the lengths and the number of segments.
bool ignore_glob(Str pattern, Str text);

#endif
