// SPDX-License-Identifier: MIT
// Reads profile.json: the parts of the one line that says what a project is.
//
//   {"profile": [{"of": "data.django_models", "say": ["1 Django model", "{n} Django models"]}]}
//   -> ProfileRule {.of = "data.django_models", .say_many = "{n} Django models", …}
//
// How: as the other readers. Read after the signals, so that a part can only name one that exists.
// Limits: a part is said in the order of the file; there are no conditions but a count above 0.
#include "rules/rules_reader.h"

#include "base/banned.h"

static bool read_part(RulesReader *reader, JsonAt at, Str key, Error *err) {
    static const char *const KEYS[] = {"of", "say", NULL};
    (void)key;
    ProfileRule part = {0};
    JsonAt of;
    if (!jsonio_only_keys(at, KEYS, err) || !jsonio_key(at, "of", &of, err) ||
        !rules_value_text(reader, of, &part.of, err) ||
        !rules_check_reference(of, part.of, &reader->signal_ids, "the id of a signal", err) ||
        !rules_value_say(reader, at, &part.say_one, &part.say_many, err))
        return false;
    vec_push(reader->arena, &reader->profile, part);
    return true;
}

bool rules_profile_file(RulesReader *reader, JsonAt top, Str stem, Error *err) {
    static const char *const KEYS[] = {"profile", NULL};
    (void)stem;
    JsonAt at;
    return jsonio_only_keys(top, KEYS, err) && jsonio_key(top, "profile", &at, err) &&
           rules_value_each(reader, at, read_part, err);
}
