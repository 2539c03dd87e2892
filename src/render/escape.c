// SPDX-License-Identifier: MIT
// Text and paths as hosts want them escaped.
//
//     "50%: a,b\n"   ─►  "50%25: a,b%0A"       the message of a GitHub workflow command
//                    ─►  "50%25%3A a%2Cb%0A"   one of its properties
//                    ─►  "50%: a,b%0A"         an Azure logging command
//
// Percent signs first where the host undoes them, which one pass over the bytes is. Control and bidi
// characters are gone by then (escape_shown), and so are "##[" and its kin, which hosts find anywhere
// in a line (buf_safe): what is left to do is that no text ends the property it stands in.
// Limits: Azure undoes %25 only where an agent is set up so; we leave '%' alone, and a text with
// "%0A" in it is shown over two lines there.
// Adding a host: a table of its signs.
#include "render/escape.h"

#include "base/utf8.h"

#include "base/banned.h"

typedef struct Sign {
    char from;
    const char *to;
} Sign;

static const Sign GITHUB_MESSAGE[] = {{'%', "%25"}, {'\r', "%0D"}, {'\n', "%0A"}};
static const Sign GITHUB_VALUE[] = {
    {'%', "%25"}, {'\r', "%0D"}, {'\n', "%0A"}, {':', "%3A"}, {',', "%2C"}};
static const Sign AZURE[] = {{';', "%3B"}, {'\r', "%0D"}, {'\n', "%0A"}, {']', "%5D"}};
static const Sign XML[] = {
    {'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'#', "&#35;"}};

static void replace(Buf *out, Str text, const Sign *signs, uint32_t count) {
    for (uint32_t i = 0; i < text.len; i++) {
        const char *to = NULL;
        for (uint32_t s = 0; s < count && !to; s++)
            if (signs[s].from == text.ptr[i]) to = signs[s].to;
        if (to) {
            buf_c(out, to);
        } else {
            buf_char(out, text.ptr[i]);
        }
    }
}

void escape_github_message(Buf *out, Str text) {
    replace(out, text, GITHUB_MESSAGE, ARRAY_LEN(GITHUB_MESSAGE));
}

void escape_github_value(Buf *out, Str text) {
    replace(out, text, GITHUB_VALUE, ARRAY_LEN(GITHUB_VALUE));
}

void escape_azure(Buf *out, Str text) {
    replace(out, text, AZURE, ARRAY_LEN(AZURE));
}

void escape_xml(Buf *out, Str text) {
    replace(out, text, XML, ARRAY_LEN(XML));
}

Str escape_shown(Arena *arena, Str scanned, uint32_t max) {
    uint32_t pos = 0, code_point;
    while (pos < scanned.len && max-- > 0)
        (void)utf8_next(scanned, &pos, &code_point);
    Buf safe = buf_new(arena);
    buf_safe(&safe, str_sub(scanned, 0, pos));
    if (pos < scanned.len) buf_c(&safe, "…");
    return buf_str(&safe);
}

static Str whole_path(Arena *arena, Str folder, Str path) {
    if (folder.len == 0) return path;
    return str_fmt(arena, STR_FMT "/" STR_FMT, STR_ARG(folder), STR_ARG(path));
}

Str escape_host_path(Arena *arena, Str folder, Str path) {
    Buf out = buf_new(arena);
    path = whole_path(arena, folder, path);
    for (Str part; path.len;) {
        bool has_sign = str_cut(path, '%', &part, &path);
        buf_path(&out, part);
        if (has_sign) buf_char(&out, '%');
    }
    return buf_str(&out);
}

void escape_uri(Buf *out, Str folder, Str path) {
    static const char UNRESERVED[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                     "0123456789-._~/";
    path = whole_path(out->arena, folder, path);
    for (uint32_t i = 0; i < path.len; i++) {
        bool is_plain = str_find(str_from_c(UNRESERVED), path.ptr[i]) != NONE;
        buf_fmt(out, is_plain ? "%c" : "%%%02X", (unsigned char)path.ptr[i]);
    }
}
