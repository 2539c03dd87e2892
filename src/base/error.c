// SPDX-License-Identifier: MIT
// Fills an Error with one sentence.
//
//   return error_set(err, ERROR_INPUT, "no such folder: " STR_FMT, STR_ARG(path));
//
// How: the sentence is formatted on the stack and then copied code point by code point, because it
// may quote a file name or a line of a scanned file: control characters, bidi marks and invalid
// UTF-8 become visible escapes. No arena is needed, so an Error can be made anywhere.
// Limit: a sentence that does not fit is cut between two code points and ends in "...".
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#include "base/banned.h"

static void copy_safe(char *text, size_t size, Str raw) {
    static const char ellipsis[] = "...";
    char piece[UTF8_SAFE_BYTES];
    size_t used = 0;
    for (uint32_t pos = 0; pos < raw.len;) {
        uint32_t len = utf8_safe(raw, &pos, piece);
        if (used + len + sizeof(ellipsis) > size) {
            memcpy(text + used, ellipsis, sizeof(ellipsis));
            return;
        }
        memcpy(text + used, piece, len);
        used += len;
    }
    text[used] = '\0';
}

bool error_set(Error *err, ErrorCode code, const char *fmt, ...) {
    assert(code != ERROR_NONE);
    if (err->code != ERROR_NONE) return false;
    char raw[2 * sizeof(err->text)]; // longer than the text, so that a cut here never shows
    va_list args;
    va_start(args, fmt);
    int len = vsnprintf(raw, sizeof(raw), fmt, args);
    va_end(args);
    if (len < 0) BUG("bad format");
    err->code = code;
    copy_safe(err->text, sizeof(err->text), str_from_c(raw));
    return false;
}
