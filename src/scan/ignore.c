// SPDX-License-Identifier: MIT
// .gitignore rules: which untracked files a walk leaves out.
//
//   *.log
//   !keep.log          x.log, a/x.log          -> ignored
//   /build/            keep.log                -> not ignored
//   docs/**/_out       build/, docs/a/b/_out   -> ignored; src/build is not
//
// How: each ignore file becomes a list of rules that knows its folder and the list above it. A
// question walks the lists from the innermost outwards and each list from its end, so the first hit
// decides. libgit2 could answer for a repository, but needs one (a plain folder has none) and reads
// the ignore files again for every question; rules that need no glob are compared as bytes.
//
// Limits: core.ignoreCase is not considered. Where git's own matcher and its documentation differ
// (`a**/b` matches "ax/y/b", since the matcher only sees what follows the literal "a"), this
// follows the matcher; tests/test_ignore.c holds it against `git check-ignore`.
#include "scan/ignore.h"

#include "base/vec.h"

#include "base/banned.h"

typedef enum RuleForm {
    RULE_LITERAL, // no special character at all
    RULE_SUFFIX,  // "*.log": a star, then none
    RULE_GLOB,
} RuleForm;

typedef struct Rule {
    Str prefix;  // of a path rule: what stands before its first special character
    Str pattern; // the rest; for RULE_SUFFIX without the star
    RuleForm form;
    bool is_negated;  // "!pattern"
    bool is_dir_only; // "pattern/"
    bool is_path; // holds a '/': matched against the path below the folder, else the last segment
} Rule;

struct IgnoreRules {
    const IgnoreRules *parent;
    Str folder;
    VEC(Rule) rules;
};

static bool is_special(char c) {
    return c == '*' || c == '?' || c == '[' || c == '\\';
}

static uint32_t find_special(Str s) {
    uint32_t i = 0;
    while (i < s.len && !is_special(s.ptr[i]))
        i++;
    return i;
}

// Blanks at the end do not count, unless a backslash stands before them.
static Str trim_blanks(Str line) {
    uint32_t end = 0;
    for (uint32_t i = 0; i < line.len; i++) {
        if (line.ptr[i] == '\\')
            i++;
        else if (line.ptr[i] == ' ')
            continue;
        end = i + 1;
    }
    return str_sub(line, 0, end);
}

// False for a line without a rule.
static bool parse_line(Str line, Rule *out) {
    if (line.len && line.ptr[line.len - 1] == '\r') line.len--;
    uint32_t nul = str_find(line, '\0');
    if (nul != NONE) line.len = nul;
    if (str_starts(line, STR("#"))) return false;
    line = trim_blanks(line);
    *out = (Rule){.form = RULE_GLOB};
    if (str_starts(line, STR("!"))) {
        out->is_negated = true;
        line = str_sub(line, 1, line.len);
    }
    if (str_ends(line, STR("/"))) {
        out->is_dir_only = true;
        line.len--;
    }
    out->is_path = str_find(line, '/') != NONE;
    if (str_starts(line, STR("/"))) line = str_sub(line, 1, line.len);
    if (line.len == 0) return false;
    uint32_t special = find_special(line);
    if (special == line.len) {
        out->form = RULE_LITERAL;
    } else if (out->is_path) {
        out->prefix = str_sub(line, 0, special);
        line = str_sub(line, special, line.len);
    } else if (line.ptr[0] == '*' && find_special(str_sub(line, 1, line.len)) == line.len - 1) {
        out->form = RULE_SUFFIX;
        line = str_sub(line, 1, line.len);
    }
    out->pattern = line;
    return true;
}

const IgnoreRules *ignore_parse(Arena *arena, Str text, Str folder, const IgnoreRules *parent) {
    IgnoreRules *list = arena_new(arena, IgnoreRules);
    *list = (IgnoreRules){.parent = parent, .folder = folder};
    if (str_starts(text, STR("\xEF\xBB\xBF"))) text = str_sub(text, 3, text.len);
    while (text.len) {
        Str line;
        Rule rule;
        str_cut(text, '\n', &line, &text);
        if (parse_line(line, &rule)) vec_push(arena, &list->rules, rule);
    }
    return list->rules.len ? list : parent;
}

static bool rule_matches(const Rule *rule, Str below, Str name, bool is_dir) {
    if (rule->is_dir_only && !is_dir) return false;
    Str subject = rule->is_path ? below : name;
    if (!str_starts(subject, rule->prefix)) return false;
    subject = str_sub(subject, rule->prefix.len, subject.len);
    switch (rule->form) {
    case RULE_LITERAL: return str_eq(rule->pattern, subject);
    case RULE_SUFFIX: return str_ends(subject, rule->pattern);
    case RULE_GLOB: return ignore_glob(rule->pattern, subject);
    }
    BUG("no such form of a rule");
}

bool ignore_matches(const IgnoreRules *rules, Str path, bool is_dir) {
    Str name = str_file_name(path);
    for (; rules; rules = rules->parent) {
        Str folder = rules->folder;
        Str below = folder.len ? str_sub(path, folder.len + 1, path.len) : path;
        for (uint32_t i = rules->rules.len; i-- > 0;) {
            const Rule *rule = &rules->rules.items[i];
            if (rule_matches(rule, below, name, is_dir)) return !rule->is_negated;
        }
    }
    return false;
}
