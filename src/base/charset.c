// SPDX-License-Identifier: MIT
// Character sets to UTF-8.
//
//   charset_decode(STR("latin-1"), STR("caf\xE9"), …)   -> "café"
//   charset_decode(STR("cp1252"), STR("\x81"), …)       -> CHARSET_INVALID, bad_at 0
//
// How: UTF-8 and ASCII are checked and viewed, not copied. The three single-byte sets that Western
// sources are written in are decoded by small tables here, the same on every machine; all others go
// through iconv, whose tables a slim system may lack (then the set counts as unknown). Only sets in
// which ASCII bytes mean ASCII are named: Python refuses the others for source code too.
// Limits: the names are those of Python's codecs that people write into sources, not all 98.
//
// Adding a row: key in lower case without '-' and '_', decoder, iconv's name.
#include "base/charset.h"

#include <iconv.h>

#include "base/utf8.h"

#include "base/banned.h"

typedef enum Decoder {
    DECODE_UTF8,
    DECODE_ASCII,
    DECODE_LATIN1,
    DECODE_CP1252,
    DECODE_LATIN9,
    DECODE_ICONV
} Decoder;

typedef struct Charset {
    Str key;
    Decoder decoder;
    const char *iconv_name;
} Charset;

static const Charset CHARSETS[] = {
    {STR_CONST("utf8"), DECODE_UTF8, NULL},
    {STR_CONST("utf8sig"), DECODE_UTF8, NULL},
    {STR_CONST("utf"), DECODE_UTF8, NULL},
    {STR_CONST("u8"), DECODE_UTF8, NULL},
    {STR_CONST("cp65001"), DECODE_UTF8, NULL},
    {STR_CONST("ascii"), DECODE_ASCII, NULL},
    {STR_CONST("usascii"), DECODE_ASCII, NULL},
    {STR_CONST("latin1"), DECODE_LATIN1, NULL},
    {STR_CONST("latin"), DECODE_LATIN1, NULL},
    {STR_CONST("l1"), DECODE_LATIN1, NULL},
    {STR_CONST("iso88591"), DECODE_LATIN1, NULL},
    {STR_CONST("isolatin1"), DECODE_LATIN1, NULL},
    {STR_CONST("8859"), DECODE_LATIN1, NULL},
    {STR_CONST("cp819"), DECODE_LATIN1, NULL},
    {STR_CONST("cp1252"), DECODE_CP1252, NULL},
    {STR_CONST("windows1252"), DECODE_CP1252, NULL},
    {STR_CONST("latin9"), DECODE_LATIN9, NULL},
    {STR_CONST("l9"), DECODE_LATIN9, NULL},
    {STR_CONST("iso885915"), DECODE_LATIN9, NULL},
    {STR_CONST("latin2"), DECODE_ICONV, "ISO-8859-2"},
    {STR_CONST("iso88592"), DECODE_ICONV, "ISO-8859-2"},
    {STR_CONST("iso88593"), DECODE_ICONV, "ISO-8859-3"},
    {STR_CONST("iso88594"), DECODE_ICONV, "ISO-8859-4"},
    {STR_CONST("iso88595"), DECODE_ICONV, "ISO-8859-5"},
    {STR_CONST("cyrillic"), DECODE_ICONV, "ISO-8859-5"},
    {STR_CONST("iso88596"), DECODE_ICONV, "ISO-8859-6"},
    {STR_CONST("iso88597"), DECODE_ICONV, "ISO-8859-7"},
    {STR_CONST("greek"), DECODE_ICONV, "ISO-8859-7"},
    {STR_CONST("iso88598"), DECODE_ICONV, "ISO-8859-8"},
    {STR_CONST("hebrew"), DECODE_ICONV, "ISO-8859-8"},
    {STR_CONST("iso88599"), DECODE_ICONV, "ISO-8859-9"},
    {STR_CONST("latin5"), DECODE_ICONV, "ISO-8859-9"},
    {STR_CONST("iso885910"), DECODE_ICONV, "ISO-8859-10"},
    {STR_CONST("iso885913"), DECODE_ICONV, "ISO-8859-13"},
    {STR_CONST("iso885914"), DECODE_ICONV, "ISO-8859-14"},
    {STR_CONST("iso885916"), DECODE_ICONV, "ISO-8859-16"},
    {STR_CONST("cp1250"), DECODE_ICONV, "CP1250"},
    {STR_CONST("windows1250"), DECODE_ICONV, "CP1250"},
    {STR_CONST("cp1251"), DECODE_ICONV, "CP1251"},
    {STR_CONST("windows1251"), DECODE_ICONV, "CP1251"},
    {STR_CONST("cp1253"), DECODE_ICONV, "CP1253"},
    {STR_CONST("windows1253"), DECODE_ICONV, "CP1253"},
    {STR_CONST("cp1254"), DECODE_ICONV, "CP1254"},
    {STR_CONST("windows1254"), DECODE_ICONV, "CP1254"},
    {STR_CONST("cp1255"), DECODE_ICONV, "CP1255"},
    {STR_CONST("cp1256"), DECODE_ICONV, "CP1256"},
    {STR_CONST("cp1257"), DECODE_ICONV, "CP1257"},
    {STR_CONST("cp1258"), DECODE_ICONV, "CP1258"},
    {STR_CONST("cp437"), DECODE_ICONV, "CP437"},
    {STR_CONST("cp850"), DECODE_ICONV, "CP850"},
    {STR_CONST("cp852"), DECODE_ICONV, "CP852"},
    {STR_CONST("cp866"), DECODE_ICONV, "CP866"},
    {STR_CONST("cp874"), DECODE_ICONV, "CP874"},
    {STR_CONST("tis620"), DECODE_ICONV, "TIS-620"},
    {STR_CONST("koi8r"), DECODE_ICONV, "KOI8-R"},
    {STR_CONST("koi8u"), DECODE_ICONV, "KOI8-U"},
    {STR_CONST("macroman"), DECODE_ICONV, "MACINTOSH"},
    {STR_CONST("gb2312"), DECODE_ICONV, "GBK"},
    {STR_CONST("euccn"), DECODE_ICONV, "GBK"},
    {STR_CONST("gbk"), DECODE_ICONV, "GBK"},
    {STR_CONST("cp936"), DECODE_ICONV, "GBK"},
    {STR_CONST("gb18030"), DECODE_ICONV, "GB18030"},
    {STR_CONST("big5"), DECODE_ICONV, "BIG5"},
    {STR_CONST("cp950"), DECODE_ICONV, "CP950"},
    {STR_CONST("eucjp"), DECODE_ICONV, "EUC-JP"},
    {STR_CONST("ujis"), DECODE_ICONV, "EUC-JP"},
    {STR_CONST("shiftjis"), DECODE_ICONV, "CP932"},
    {STR_CONST("sjis"), DECODE_ICONV, "CP932"},
    {STR_CONST("cp932"), DECODE_ICONV, "CP932"},
    {STR_CONST("ms932"), DECODE_ICONV, "CP932"},
    {STR_CONST("euckr"), DECODE_ICONV, "CP949"},
    {STR_CONST("cp949"), DECODE_ICONV, "CP949"},
};

enum { NAME_BYTES_MAX = 32 };

static const uint16_t CP1252_FROM_80[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static const Charset *find_charset(Str name) {
    char key[NAME_BYTES_MAX];
    uint32_t len = 0;
    for (uint32_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (c == '-' || c == '_') continue;
        if (len == NAME_BYTES_MAX) return NULL;
        key[len++] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    }
    for (size_t i = 0; i < ARRAY_LEN(CHARSETS); i++)
        if (str_eq(CHARSETS[i].key, (Str){key, len})) return &CHARSETS[i];
    return NULL;
}

// Code point of a byte above 0x7F; 0 when the set has none.
static uint32_t from_byte(Decoder decoder, unsigned char byte) {
    if (decoder == DECODE_CP1252 && byte < 0xA0) return CP1252_FROM_80[byte - 0x80];
    if (decoder != DECODE_LATIN9) return byte;
    switch (byte) {
    case 0xA4: return 0x20AC;
    case 0xA6: return 0x0160;
    case 0xA8: return 0x0161;
    case 0xB4: return 0x017D;
    case 0xB8: return 0x017E;
    case 0xBC: return 0x0152;
    case 0xBD: return 0x0153;
    case 0xBE: return 0x0178;
    default: return byte;
    }
}

static CharsetStatus decode_single(Decoder decoder, Str bytes, Arena *arena, Str *out,
                                   uint32_t *bad_at) {
    uint32_t high = 0;
    for (uint32_t i = 0; i < bytes.len; i++)
        high += (unsigned char)bytes.ptr[i] > 0x7F;
    if (high > (UINT32_MAX - bytes.len) / 2) return CHARSET_UNKNOWN;
    char *text = arena_array(arena, char, (size_t)bytes.len + 2 * (size_t)high + UTF8_MAX_BYTES);
    uint32_t len = 0;
    for (uint32_t i = 0; i < bytes.len; i++) {
        unsigned char byte = (unsigned char)bytes.ptr[i];
        uint32_t code_point = byte > 0x7F ? from_byte(decoder, byte) : byte;
        if (code_point == 0 && byte != 0) {
            *bad_at = i;
            return CHARSET_INVALID;
        }
        len += utf8_put(code_point, text + len);
    }
    *out = (Str){text, len};
    return CHARSET_OK;
}

static CharsetStatus decode_utf8(Str bytes, Str *out, uint32_t *bad_at) {
    if (str_is_utf8(bytes)) {
        *out = bytes;
        return CHARSET_OK;
    }
    uint32_t pos = 0, start = 0, code_point;
    while (pos < bytes.len) {
        start = pos;
        if (!utf8_next(bytes, &pos, &code_point)) break;
    }
    *bad_at = start;
    return CHARSET_INVALID;
}

static CharsetStatus decode_ascii(Str bytes, Str *out, uint32_t *bad_at) {
    *bad_at = utf8_skip_ascii(bytes, 0);
    if (*bad_at < bytes.len) return CHARSET_INVALID;
    *out = bytes;
    return CHARSET_OK;
}

static CharsetStatus decode_iconv(const char *name, Str bytes, Arena *arena, Str *out,
                                  uint32_t *bad_at) {
    iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1) return CHARSET_UNKNOWN;
    // No set here makes more than three bytes of one.
    size_t cap = (size_t)bytes.len * 3 + UTF8_MAX_BYTES, to_left = cap, from_left = bytes.len;
    char *text = arena_array(arena, char, cap), *to = text;
    char *from = (char *)(uintptr_t)bytes.ptr; // iconv only reads it
    bool ok = iconv(converter, &from, &from_left, &to, &to_left) != (size_t)-1 &&
              iconv(converter, NULL, NULL, &to, &to_left) != (size_t)-1;
    iconv_close(converter);
    if (!ok)
        *bad_at = bytes.len - (uint32_t)from_left;
    else
        *out = (Str){text, (uint32_t)(cap - to_left)};
    return ok ? CHARSET_OK : CHARSET_INVALID;
}

CharsetStatus charset_decode(Str name, Str bytes, Arena *arena, Str *out, uint32_t *bad_at) {
    const Charset *charset = find_charset(name);
    if (!charset) return CHARSET_UNKNOWN;
    switch (charset->decoder) {
    case DECODE_UTF8: return decode_utf8(bytes, out, bad_at);
    case DECODE_ASCII: return decode_ascii(bytes, out, bad_at);
    case DECODE_LATIN1:
    case DECODE_CP1252:
    case DECODE_LATIN9: return decode_single(charset->decoder, bytes, arena, out, bad_at);
    case DECODE_ICONV: return decode_iconv(charset->iconv_name, bytes, arena, out, bad_at);
    }
    BUG("no such decoder");
}

bool charset_is_utf8(Str name) {
    const Charset *charset = find_charset(name);
    return charset && charset->decoder == DECODE_UTF8;
}
