// SPDX-License-Identifier: MIT
// Single values of a rule file: read, checked, and copied into the reader's arena.
//
//   {"title": ""}   rules_value_text_key(r, at, "title", &s, err)
//                   -> rules/facts/a.json: at facts[0].title: the string is empty
//
// How: thin layers over jsonio that add what every rule wants: no empty or endless strings, numbers
// in a range, words out of a list. Strings are interned, so a name that a hundred clauses use
// exists once.
// Limits: RULES_TEXT_MAX bytes a string, no control characters in it.
#include "rules/rules_reader.h"

#include "base/banned.h"

bool rules_value_go_on(RulesReader *reader, Error *err) {
    if (!reader->faults || err->code == ERROR_NONE) return false;
    Str text = str_copy(reader->arena, str_from_c(err->text));
    vec_push(reader->arena, reader->faults, (RuleFault){.text = text});
    *err = (Error){0};
    return true;
}

bool rules_value_keep_id(const RulesReader *reader, Map *ids, Str id) {
    if (reader->faults && id.len > 0 && !map_has(ids, id)) map_set(ids, id, NONE);
    return false;
}

bool rules_value_each(RulesReader *reader, JsonAt array, RulesItemFn fn, Error *err) {
    if (!jsonio_is_array(array)) return jsonio_error(array, err, "expected a list");
    for (uint32_t i = 0; i < jsonio_len(array); i++)
        if (!fn(reader, jsonio_item(array, i), (Str){0}, err) && !rules_value_go_on(reader, err))
            return false;
    return true;
}

bool rules_value_each_member(RulesReader *reader, JsonAt object, RulesItemFn fn, Error *err) {
    if (!jsonio_is_object(object)) return jsonio_error(object, err, "expected an object");
    JsonIter it = {.object = object};
    Str key;
    JsonAt value;
    while (jsonio_next(&it, &key, &value))
        if (!fn(reader, value, key, err) && !rules_value_go_on(reader, err)) return false;
    return true;
}

static bool has_control(Str s) {
    for (uint32_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < 0x20 || s.ptr[i] == 0x7F) return true;
    return false;
}

bool rules_value_text(RulesReader *reader, JsonAt at, Str *out, Error *err) {
    Str text;
    if (!jsonio_str(at, &text, err)) return false;
    if (text.len == 0) return jsonio_error(at, err, "the string is empty");
    if (text.len > RULES_TEXT_MAX)
        return jsonio_error(at, err, "the string is longer than %u bytes", RULES_TEXT_MAX);
    if (has_control(text)) return jsonio_error(at, err, "the string has a control character");
    *out = intern_str(&reader->strings, text);
    return true;
}

bool rules_value_text_key(RulesReader *reader, JsonAt object, const char *key, Str *out,
                          Error *err) {
    JsonAt at;
    return jsonio_key(object, key, &at, err) && rules_value_text(reader, at, out, err);
}

// A bound as JSON would write it: -1, 0.5. Bounds are small.
static Str number_text(Arena *arena, double value) {
    Buf buf = buf_new(arena);
    jsonio_write_number(&buf, value);
    return buf_str(&buf);
}

static bool out_of_range(JsonAt at, RulesRange range, Error *err) {
    Arena scratch = {0};
    Str min = number_text(&scratch, range.min), max = number_text(&scratch, range.max);
    jsonio_error(at, err, "expected a number %s " STR_FMT " and at most " STR_FMT,
                 range.is_open ? "above" : "of at least", STR_ARG(min), STR_ARG(max));
    arena_free(&scratch);
    return false;
}

bool rules_value_number_key(JsonAt object, const char *key, RulesRange range, double *out,
                            Error *err) {
    JsonAt at;
    double value;
    if (!jsonio_key(object, key, &at, err) || !jsonio_number(at, &value, err)) return false;
    if (value < range.min || value > range.max || (range.is_open && value == range.min))
        return out_of_range(at, range, err);
    *out = value;
    return true;
}

static bool unknown_word(JsonAt at, Str word, const char *const *words, Error *err) {
    Arena scratch = {0};
    Buf list = buf_new(&scratch);
    for (uint32_t i = 0; words[i]; i++)
        buf_fmt(&list, "%s%s", i ? ", " : "", words[i]);
    jsonio_error(at, err, "\"" STR_FMT "\" is none of: " STR_FMT, STR_ARG(word),
                 STR_ARG(buf_str(&list)));
    arena_free(&scratch);
    return false;
}

bool rules_value_word(JsonAt at, const char *const *words, uint8_t *out, Error *err) {
    Str word;
    if (!jsonio_str(at, &word, err)) return false;
    for (uint8_t i = 0; words[i]; i++) {
        if (str_eq(word, str_from_c(words[i]))) {
            *out = i;
            return true;
        }
    }
    return unknown_word(at, word, words, err);
}

bool rules_value_say(RulesReader *reader, JsonAt object, Str *one, Str *many, Error *err) {
    JsonAt at;
    if (!jsonio_key(object, "say", &at, err)) return false;
    if (!jsonio_is_array(at) || jsonio_len(at) != 2)
        return jsonio_error(at, err, "expected two sentences: for one, and for {n}");
    JsonAt many_at = jsonio_item(at, 1);
    if (!rules_value_text(reader, jsonio_item(at, 0), one, err) ||
        !rules_value_text(reader, many_at, many, err))
        return false;
    return str_find_str(*many, STR("{n}")) != NONE ||
           jsonio_error(many_at, err, "the sentence lacks {n}");
}
