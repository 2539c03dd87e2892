// SPDX-License-Identifier: MIT
// Bytes of a Python file to text: PEP 263.
//
//   # -*- coding: latin-1 -*-
//   name = "caf\xE9"              -> encoding "latin-1", text in UTF-8
//
// How: a byte order mark means UTF-8. Otherwise one of the first two lines may be a comment with
// `coding:` or `coding=` and a name; the second only counts after a blank or comment line. A file
// in an unknown encoding, or with bytes that its declared one does not have, is refused: half of a
// wrongly decoded file would give facts that nobody wrote. Bytes that are not UTF-8 and NUL bytes
// are taken as U+FFFD, with a problem: CPython lets the former pass in comments, and its older
// versions let the latter pass too.
//
// Limits: charset.c has the character sets. UTF-16 is no encoding for Python sources.
#include "scan/encoding.h"

#include "base/buf.h"
#include "base/charset.h"
#include "base/utf8.h"

#include "base/banned.h"

static const Str MARK = STR_CONST("\xEF\xBB\xBF");
static const Str REPLACEMENT = STR_CONST("\xEF\xBF\xBD"); // U+FFFD

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
}

static bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

// The name after "coding:" or "coding=" in a comment, "" if there is none.
static Str find_cookie(Str comment) {
    for (;;) {
        uint32_t at = str_find_str(comment, STR("coding"));
        if (at == NONE) return STR("");
        comment = str_sub(comment, at + 6, comment.len);
        if (comment.len == 0 || (comment.ptr[0] != ':' && comment.ptr[0] != '=')) continue;
        uint32_t start = 1;
        while (start < comment.len && (comment.ptr[start] == ' ' || comment.ptr[start] == '\t'))
            start++;
        uint32_t end = start;
        while (end < comment.len && is_name_char(comment.ptr[end]))
            end++;
        if (end > start) return str_sub(comment, start, end);
    }
}

static Str declared_name(Str bytes) {
    for (int i = 0; i < 2; i++) {
        Str line;
        if (!str_next_line(&bytes, &line)) break;
        uint32_t start = 0;
        while (start < line.len && is_blank(line.ptr[start]))
            start++;
        bool is_comment = start < line.len && line.ptr[start] == '#';
        if (start < line.len && !is_comment) break;
        Str name = find_cookie(str_sub(line, start, line.len));
        if (name.len) return name;
    }
    return STR("");
}

// Editors write "utf-8-unix" and the like; CPython looks at the start of these two names only.
static Str plain_name(Str name) {
    static const Str FAMILIES[] = {
        STR_CONST("utf-8"),      STR_CONST("utf_8"),       STR_CONST("latin-1"),
        STR_CONST("iso-8859-1"), STR_CONST("iso-latin-1"),
    };
    for (size_t i = 0; i < ARRAY_LEN(FAMILIES); i++) {
        uint32_t len = FAMILIES[i].len;
        bool has_suffix = name.len > len && (name.ptr[len] == '-' || name.ptr[len] == '_');
        if (has_suffix && str_eq_nocase(str_sub(name, 0, len), FAMILIES[i])) return FAMILIES[i];
    }
    return name;
}

static uint32_t line_of(Str bytes, uint32_t offset) {
    uint32_t line = 1;
    for (uint32_t i = 0; i < offset; i++)
        line += bytes.ptr[i] == '\n';
    return line;
}

static void note(Problem *problem, uint32_t line, Str text) {
    problem->kind = PROBLEM_ENCODING;
    problem->line = line;
    problem->text = text;
}

static Str replace_invalid(Str bytes, Arena *arena) {
    Buf out = buf_new(arena);
    for (uint32_t pos = 0, code_point; pos < bytes.len;) {
        uint32_t start = pos;
        bool is_valid = utf8_next(bytes, &pos, &code_point);
        buf_str_add(&out, is_valid ? str_sub(bytes, start, pos) : REPLACEMENT);
    }
    return buf_str(&out);
}

static bool needs_repair(Str text) {
    if (str_find(text, '\0') != NONE) return true;
    for (Str rest = text;;) {
        uint32_t at = str_find(rest, '\r');
        if (at == NONE) return false;
        if (at + 1 == rest.len || rest.ptr[at + 1] != '\n') return true;
        rest = str_sub(rest, at + 2, rest.len);
    }
}

Str encoding_repair(Str text, Arena *arena, Problem *problem) {
    if (!needs_repair(text)) return text;
    Buf out = buf_new(arena);
    uint32_t nuls = 0, first_line = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool is_lone_cr = c == '\r' && (i + 1 == text.len || text.ptr[i + 1] != '\n');
        if (c != '\0') {
            buf_char(&out, is_lone_cr ? '\n' : c);
            continue;
        }
        if (nuls++ == 0) first_line = line_of(buf_str(&out), (uint32_t)out.len);
        buf_str_add(&out, REPLACEMENT);
    }
    if (nuls && problem->text.len == 0)
        note(problem, first_line,
             str_fmt(arena, "%u NUL bytes, which Python does not accept", nuls));
    return buf_str(&out);
}

bool encoding_decode(Str bytes, Arena *arena, SourceText *out, Problem *problem) {
    *out = (SourceText){.encoding = STR("utf-8")};
    problem->text = STR("");
    bool has_mark = str_starts(bytes, MARK);
    if (has_mark) bytes = str_sub(bytes, MARK.len, bytes.len);
    Str name = plain_name(declared_name(bytes));
    if (name.len) out->encoding = str_copy(arena, name);
    bool is_utf8 = charset_is_utf8(out->encoding);
    if (has_mark && !is_utf8) {
        note(problem, 1,
             str_fmt(arena, "encoding " STR_FMT " with a UTF-8 mark", STR_ARG(out->encoding)));
        return false;
    }
    uint32_t bad_at = 0;
    switch (charset_decode(out->encoding, bytes, arena, &out->text, &bad_at)) {
    case CHARSET_OK: break;
    case CHARSET_UNKNOWN:
        note(problem, 1, str_fmt(arena, "unknown encoding " STR_FMT, STR_ARG(out->encoding)));
        return false;
    case CHARSET_INVALID:
        note(problem, line_of(bytes, bad_at),
             str_fmt(arena, "byte 0x%02X is not valid " STR_FMT, (unsigned char)bytes.ptr[bad_at],
                     STR_ARG(out->encoding)));
        if (!is_utf8) return false;
        out->text = replace_invalid(bytes, arena);
        break;
    }
    out->text = encoding_repair(out->text, arena, problem);
    return true;
}
