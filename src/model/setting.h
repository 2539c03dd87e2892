// SPDX-License-Identifier: MIT
// What a configuration file sets, as it is written: a flat list of dotted keys. Read by scan, given
// a meaning by cli.
//
//   [gate]              {"gate.drift", SETTING_SCALAR, "0.2", line 2}
//   drift = 0.2
//   exclude = ["old"]   {"exclude", SETTING_LIST, items ["old"], line 1}
#ifndef MODEL_SETTING_H
#define MODEL_SETTING_H

#include "base/vec.h"

typedef enum SettingKind {
    SETTING_SCALAR, // number, boolean or date: text as written
    SETTING_TEXT,
    SETTING_LIST,  // of texts
    SETTING_TABLE, // an empty one; others are told by what is in them
    SETTING_OTHER, // a list of something else
} SettingKind;

typedef struct Setting {
    Str key; // "gate.drift"; segments that hold a dot are not quoted: weights."admin.weight"
    SettingKind kind;
    Str text;
    StrVec items;  // of a list
    uint32_t line; // 1-based
} Setting;

typedef struct Settings {
    Str file;           // "stayorgo.toml" or "pyproject.toml"; "" when there is none
    VEC(Setting) items; // in the order of the file
} Settings;

#endif
