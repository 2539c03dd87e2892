// SPDX-License-Identifier: MIT
// The message of a finding: the sentence of its rule, with names filled in.
//
//     "{name}() blocks the event loop in {symbol}()"  ─►  "requests.get() blocks the event loop in quote()"
//
// How: one pass over the sentence; what stands in braces is looked up.
// Limits: braces that are none of the known words stay as they are. {symbol} without a definition
// around is "the module".
#include "finding/desk.h"

#include "base/banned.h"

static bool put_word(Buf *out, Str word, const Words *words) {
    if (str_eq(word, STR("n"))) {
        buf_fmt(out, "%u", words->count);
        return true;
    }
    const struct {
        Str word, value;
    } known[] = {
        {STR("name"), words->name},
        {STR("code"), words->code.len ? words->code : words->name},
        {STR("symbol"), words->symbol.len ? words->symbol : STR("the module")},
        {STR("call"), words->call},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(known); i++) {
        if (!str_eq(word, known[i].word)) continue;
        buf_str_add(out, known[i].value);
        return true;
    }
    return false;
}

Str message_of(Arena *arena, Str say, const Words *words) {
    Buf out = buf_new(arena);
    for (uint32_t i = 0; i < say.len; i++) {
        Str rest = str_sub(say, i, say.len);
        uint32_t close = *rest.ptr == '{' ? str_find(rest, '}') : NONE;
        if (close != NONE && put_word(&out, str_sub(rest, 1, close), words))
            i += close;
        else
            buf_char(&out, *rest.ptr);
    }
    return buf_str(&out);
}
