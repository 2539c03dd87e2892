// SPDX-License-Identifier: MIT
// What all readers of manifests share: names, requirements, positions, and where findings go.
//
//   reader_require(in, STR("Uvicorn[standard]>=0.20 ; python_version > '3.8'"), group, pos)
//     -> Dependency{name "uvicorn", spec ">=0.20", group}
//
// How: a requirement is cut from the left, name, extras, version, and what follows a ';' is left
// out. pip's own grammar is much larger, but its rest (markers) does not decide what a project is
// built on. An address ("name @ https://…") gives the name only: addresses may carry passwords, and
// what is not kept cannot be printed.
// Limits: markers are not evaluated, so a dependency of one platform counts like any other. One
// problem is kept a file. What test and documentation folders declare counts as DEV, whatever it
// says.
#include "scan/reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"

#include "base/banned.h"

enum { NAME_BYTES_MAX = 200, SPEC_BYTES_MAX = 200, PROBLEM_BYTES_MAX = 200 };

static bool is_alnum(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Bytes of the distribution name at the start of `s`, 0 if there is none.
static uint32_t name_length(Str s) {
    uint32_t len = 0, end = 0;
    for (; len < s.len && (is_alnum(s.ptr[len]) || memchr("-_.", s.ptr[len], 3)); len++)
        if (is_alnum(s.ptr[len])) end = len + 1;
    return s.len > 0 && is_alnum(s.ptr[0]) && end <= NAME_BYTES_MAX ? end : 0;
}

// PEP 503: lower case, runs of '-', '_' and '.' become one '-'.
static Str normalized(Arena *arena, Str name) {
    char *out = arena_alloc(arena, name.len, 1);
    uint32_t len = 0;
    for (uint32_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (is_alnum(c))
            out[len++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        else if (out[len - 1] != '-') // never first: a name begins with a letter or digit
            out[len++] = '-';
    }
    return (Str){out, len};
}

// Cut to `limit` bytes at a code point's border.
static Str shortened(Str s, uint32_t limit) {
    if (s.len <= limit) return s;
    while (limit > 0 && ((unsigned char)s.ptr[limit] & 0xC0) == 0x80)
        limit--;
    return str_sub(s, 0, limit);
}

// Words joined by one blank. The backslash that continues a line is no word.
static Str joined_words(const Reader *in, Str s, uint32_t limit) {
    Buf buf = buf_new(in->scratch);
    for (uint32_t i = 0; i < s.len && buf.len <= limit;) {
        uint32_t start = i;
        while (i < s.len && !str_is_space(s.ptr[i]))
            i++;
        Str word = str_sub(s, start, i);
        if (word.len > 0 && !str_eq(word, STR("\\"))) {
            if (buf.len > 0) buf_char(&buf, ' ');
            buf_str_add(&buf, shortened(word, limit));
        }
        i += i < s.len;
    }
    return str_copy(in->keep, shortened(buf_str(&buf), limit));
}

// Declarations of tests and documentation are DEV, wherever they stand in the file.
static DependencyGroup group_by_role(const Reader *in, DependencyGroup group) {
    Role role = in->source->files.items[in->file].role;
    bool is_aside = role == ROLE_TEST || role == ROLE_DOCS;
    return is_aside && (group == DEPENDENCY_MAIN || group == DEPENDENCY_OPTIONAL) ? DEPENDENCY_DEV
                                                                                  : group;
}

void reader_depend(Reader *in, Str name, Str spec, DependencyGroup group, Pos pos) {
    name = str_trim(name);
    bool is_npm = group == DEPENDENCY_FRONTEND;
    if (name.len == 0 || name.len > NAME_BYTES_MAX) return;
    if (!is_npm && name_length(name) != name.len) return;
    Dependency dependency = {
        .name = is_npm ? str_copy(in->keep, name) : normalized(in->keep, name),
        .spec = joined_words(in, spec, SPEC_BYTES_MAX),
        .group = group_by_role(in, group),
        .file = in->file,
        .pos = pos,
    };
    vec_push(in->keep, &in->source->dependencies, dependency);
}

bool reader_require(Reader *in, Str requirement, DependencyGroup group, Pos pos) {
    Str rest = str_trim(requirement);
    Str name = str_sub(rest, 0, name_length(rest));
    if (name.len == 0) return false;
    rest = str_trim(str_sub(rest, name.len, rest.len));
    if (rest.len > 0 && rest.ptr[0] == '[') {
        uint32_t end = str_find(rest, ']');
        if (end == NONE) return false;
        rest = str_trim(str_sub(rest, end + 1, rest.len));
    }
    Str spec, marker;
    str_cut(rest, ';', &spec, &marker);
    spec = str_trim(spec);
    bool is_address = spec.len > 0 && spec.ptr[0] == '@';
    if (spec.len > 0 && !is_address && !memchr("=<>!~(", spec.ptr[0], 6)) return false;
    reader_depend(in, name, is_address ? STR("") : spec, group, pos);
    return true;
}

void reader_command(Reader *in, Str words, Pos pos) {
    Str text = joined_words(in, words, READER_COMMAND_BYTES_MAX);
    if (text.len == 0) return;
    vec_push(in->keep, &in->source->commands, (Command){text, in->file, pos});
}

void reader_classifier(Reader *in, Str classifier) {
    classifier = str_trim(classifier);
    if (classifier.len == 0) return;
    vec_push(in->keep, &in->package.classifiers, str_copy(in->keep, classifier));
}

void reader_name(Reader *in, Str name) {
    name = str_trim(name);
    if (in->package.name.len == 0) in->package.name = str_copy(in->keep, name);
}

void reader_problem(Reader *in, ProblemKind kind, uint32_t line, const char *fmt, ...) {
    if (in->has_problem) return;
    in->has_problem = true;
    char text[PROBLEM_BYTES_MAX];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    Problem problem = {kind, in->path, line, str_copy(in->keep, str_from_c(text))};
    vec_push(in->keep, &in->source->problems, problem);
}

Pos reader_pos(Reader *in, uint32_t offset) {
    Cursor *at = &in->cursor;
    if (offset < at->offset) *at = (Cursor){0};
    for (; at->offset < offset && at->offset < in->text.len; at->offset++) {
        char c = in->text.ptr[at->offset];
        bool is_tail = ((unsigned char)c & 0xC0) == 0x80; // of a code point
        at->pos = c == '\n' ? (Pos){at->pos.row + 1, 0}
                            : (Pos){at->pos.row, at->pos.col + (is_tail ? 0 : 1)};
    }
    return at->pos;
}

uint32_t reader_offset(const Reader *in, Str part) {
    return part.ptr ? (uint32_t)(part.ptr - in->text.ptr) : 0;
}

static bool is_word_of(Str word, const Str *words, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (str_eq_nocase(word, words[i])) return true;
    return false;
}

DependencyGroup reader_group(Str name, DependencyGroup other) {
    static const Str dev[] = {
        STR_CONST("dev"),        STR_CONST("develop"), STR_CONST("development"),
        STR_CONST("test"),       STR_CONST("tests"),   STR_CONST("testing"),
        STR_CONST("doc"),        STR_CONST("docs"),    STR_CONST("lint"),
        STR_CONST("linting"),    STR_CONST("ci"),      STR_CONST("typing"),
        STR_CONST("mypy"),       STR_CONST("style"),   STR_CONST("quality"),
        STR_CONST("local"),      STR_CONST("debug"),   STR_CONST("coverage"),
        STR_CONST("benchmark"),  STR_CONST("build"),   STR_CONST("release"),
        STR_CONST("benchmarks"),
    };
    static const Str optional[] = {STR_CONST("optional"), STR_CONST("extra"), STR_CONST("extras")};
    for (uint32_t i = 0, start = 0; i <= name.len; i++) {
        if (i < name.len && is_alnum(name.ptr[i])) continue;
        Str word = str_sub(name, start, i);
        if (is_word_of(word, dev, ARRAY_LEN(dev))) return DEPENDENCY_DEV;
        if (is_word_of(word, optional, ARRAY_LEN(optional))) return DEPENDENCY_OPTIONAL;
        start = i + 1;
    }
    return other;
}
