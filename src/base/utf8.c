// SPDX-License-Identifier: MIT
// UTF-8 by code points: decode, encode, classify for a terminal.
//
//   utf8_next("é…", &pos, &c)     -> true, c = 0xE9, pos = 2
//   utf8_next("\xFF…", &pos, &c)  -> false, c = 0xFF, pos = 1
//   utf8_safe("\x1B…", &pos, out) -> the four characters \x1B
//
// How: strict decoding as in Unicode 3.9 (no overlong forms, no surrogates, at most U+10FFFF), and
// small sorted range tables instead of the C library's wcwidth, which depends on the locale.
// Limits: widths go by single code points, so an emoji joined of several counts each of them. The
// tables follow Unicode 15 and are coarse where a whole block has one width.
// Adding a range: keep the table sorted; utf8 ranges are inclusive.
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

#include "base/banned.h"

typedef struct Range {
    uint32_t first;
    uint32_t last; // inclusive
} Range;

static const Range unsafe_ranges[] = {
    {0x0000, 0x001F},   // C0 controls
    {0x007F, 0x009F},   // DEL, C1 controls
    {0x00AD, 0x00AD},   // soft hyphen
    {0x034F, 0x034F},   // combining grapheme joiner
    {0x061C, 0x061C},   // Arabic letter mark
    {0x115F, 0x1160},   // Hangul fillers
    {0x17B4, 0x17B5},   // Khmer inherent vowels
    {0x180B, 0x180F},   // Mongolian selectors and vowel separator
    {0x200B, 0x200F},   // zero-width space and joiners, direction marks
    {0x2028, 0x202E},   // line and paragraph separator, bidi embeddings
    {0x2060, 0x206F},   // word joiner, invisible operators, bidi isolates
    {0x3164, 0x3164},   // Hangul filler
    {0xFEFF, 0xFEFF},   // byte order mark
    {0xFFA0, 0xFFA0},   // half-width Hangul filler
    {0xFFF9, 0xFFFB},   // interlinear annotation
    {0xFFFE, 0xFFFF},   // no characters, and not allowed in XML
    {0x1D173, 0x1D17A}, // invisible musical marks
    {0xE0000, 0xE0FFF}, // tags and supplementary variation selectors
};

static const Range zero_width_ranges[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A},
    {0x064B, 0x065F}, {0x093C, 0x093C}, {0x094D, 0x094D}, {0x0E31, 0x0E31},
    {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
    {0x20D0, 0x20FF}, {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
};

static const Range wide_ranges[] = {
    {0x1100, 0x115E},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},
    {0x23F0, 0x23F0},   {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},
    {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},
    {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},
    {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27B0, 0x27B0},   {0x27BF, 0x27BF},
    {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x303E},
    {0x3041, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x18AFF}, {0x1AFF0, 0x1B2FB}, {0x1F004, 0x1F004},
    {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F320},
    {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA},
    {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E},
    {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F54E},
    {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4},
    {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2},
    {0x1F6D5, 0x1F6D7}, {0x1F6DC, 0x1F6DF}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC},
    {0x1F7E0, 0x1F7EB}, {0x1F7F0, 0x1F7F0}, {0x1F90C, 0x1F93A}, {0x1F93C, 0x1F945},
    {0x1F947, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

static bool is_in(const Range *ranges, uint32_t n, uint32_t code_point) {
    uint32_t low = 0, high = n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (code_point > ranges[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && code_point >= ranges[low].first;
}

// Length that a first byte announces; 0 for one that cannot be first.
static uint32_t announced_length(unsigned char first) {
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return 2;
    if (first >= 0xE0 && first <= 0xEF) return 3;
    return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
}

// Decodes a sequence of two to four bytes; false when it is not well formed.
static bool decode_sequence(const unsigned char *bytes, uint32_t length, uint32_t *code_point) {
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t value = bytes[0] & (0x7Fu >> length);
    for (uint32_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80) return false;
        value = value << 6 | (bytes[i] & 0x3F);
    }
    bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < smallest[length] || value > 0x10FFFF || is_surrogate) return false;
    *code_point = value;
    return true;
}

bool utf8_next(Str s, uint32_t *pos, uint32_t *code_point) {
    const unsigned char *bytes = (const unsigned char *)s.ptr + *pos;
    uint32_t length = announced_length(bytes[0]);
    bool is_valid = length == 1 || (length > 1 && length <= s.len - *pos &&
                                    decode_sequence(bytes, length, code_point));
    if (!is_valid || length == 1) *code_point = bytes[0];
    *pos += is_valid ? length : 1;
    return is_valid;
}

uint32_t utf8_put(uint32_t code_point, char out[UTF8_MAX_BYTES]) {
    assert(code_point <= 0x10FFFF);
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    uint32_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    for (uint32_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    out[0] = (char)((0xF00u >> length & 0xFF) | code_point);
    return length;
}

uint32_t utf8_skip_ascii(Str s, uint32_t pos) {
    for (uint64_t word; s.len - pos >= sizeof(word); pos += sizeof(word)) {
        memcpy(&word, s.ptr + pos, sizeof(word));
        if (word & 0x8080808080808080u) break;
    }
    while (pos < s.len && (unsigned char)s.ptr[pos] < 0x80)
        pos++;
    return pos;
}

bool utf8_is_unsafe(uint32_t code_point) {
    return is_in(unsafe_ranges, ARRAY_LEN(unsafe_ranges), code_point);
}

uint32_t utf8_safe(Str s, uint32_t *pos, char out[UTF8_SAFE_BYTES]) {
    uint32_t code_point;
    bool is_valid = utf8_next(s, pos, &code_point);
    if (code_point == '\t') {
        out[0] = ' ';
        return 1;
    }
    if (is_valid && !utf8_is_unsafe(code_point)) return utf8_put(code_point, out);
    bool is_byte = !is_valid || code_point < 0x80;
    return (uint32_t)snprintf(out, UTF8_SAFE_BYTES, is_byte ? "\\x%02X" : "\\u{%04X}", code_point);
}

uint32_t utf8_cells(uint32_t code_point) {
    if (code_point < zero_width_ranges[0].first) return 1;
    if (is_in(zero_width_ranges, ARRAY_LEN(zero_width_ranges), code_point)) return 0;
    return is_in(wide_ranges, ARRAY_LEN(wide_ranges), code_point) ? 2 : 1;
}
