// SPDX-License-Identifier: MIT
// Character sets to UTF-8, by the names that Python knows them under; the only door to iconv.
#ifndef BASE_CHARSET_H
#define BASE_CHARSET_H

#include "base/str.h"

typedef enum CharsetStatus {
    CHARSET_OK,
    CHARSET_UNKNOWN, // no such character set, or none that source code can be written in
    CHARSET_INVALID, // a byte sequence that the set does not have
} CharsetStatus;

// Decodes `bytes`. Upper and lower case, '-' and '_' in the name do not matter.
// Out:    out      valid UTF-8; views `bytes` when they are that already. Only on CHARSET_OK
//         bad_at   offset of the first byte that cannot be decoded. Only on CHARSET_INVALID
// Arena:  out
// Thread: safe
CharsetStatus charset_decode(Str name, Str bytes, Arena *arena, Str *out, uint32_t *bad_at);

// Whether the name means UTF-8. Thread: safe
bool charset_is_utf8(Str name);

#endif
