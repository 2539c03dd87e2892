// SPDX-License-Identifier: MIT
// The configuration of a repository as data: one row a key, from which reading, `stayorgo config`,
// the comments of `stayorgo init` and the sentences about mistakes are made.
//
//     stayorgo.toml   exclude = ["legacy"]        Options.exclude = ["legacy"], unless --exclude is
//     command line    --no-cost              ─►   given; Options.no_cost
//
// A configuration says what is looked at and how it is weighed, the same for everyone. It can neither
// run a command nor name a file to be written, because it comes with the scanned code. An unknown
// key is an error: a misspelt gate would never fail.
// Adding a key: its id in config.h, a row in ROWS, its line in rules/schema/config.schema.json.
// Limits: --include and the like replace what the file says; they do not add to it.
#include "cli/config.h"

#include "base/fs.h"
#include "cli/nearest.h"
#include "cli/setweight.h"

#include "base/banned.h"

static const ConfigRow ROWS[] = {
    [CONFIG_EXCLUDE] = {"exclude", CONFIG_LIST, offsetof(Options, exclude),
                        "[\"legacy\", \"*_gen.py\"]",
                        "Files and folders that are not looked at, as globs."},
    [CONFIG_INCLUDE] = {"include", CONFIG_LIST, offsetof(Options, include), "[\"backend\"]",
                        "Only Python files whose path matches one of these globs."},
    [CONFIG_RULES] = {"rules", CONFIG_TEXT, offsetof(Options, rules_dir),
                      "\"tools/stayorgo-rules\"",
                      "A folder in this repository with rules that replace the built-in ones."},
    [CONFIG_NO_COST] = {"no-cost", CONFIG_SWITCH, offsetof(Options, no_cost), "true",
                        "Leave what switching would cost out of the decision."},
    [CONFIG_FAIL_ON] = {"fail-on", CONFIG_LIST, offsetof(Options, fail_on),
                        "[\"flip\", \"drift\", \"new-finding\"]",
                        "The gates: what a run fails on, with exit status 1."},
    [CONFIG_DRIFT] = {"gate.drift", CONFIG_NUMBER, offsetof(Options, drift), "0.1",
                      "How far the pull may move from that of the recorded decision."},
    [CONFIG_IGNORE] = {"findings.ignore", CONFIG_LIST, offsetof(Options, ignores), "[\"SOG401\"]",
                       "Rules of findings that the team does without."},
    [CONFIG_LEVELS] = {"findings.levels", CONFIG_WORDS, 0, "SOG101 = \"warning\"",
                       "Levels of findings by rule: note, warning or error."},
    [CONFIG_WEIGHTS] =
        {"weights", CONFIG_TABLE, 0, "inertia = 0.05",
         "Weights of the decision, by the names that `stayorgo rescore --set` takes."},
};
_Static_assert(ARRAY_LEN(ROWS) == CONFIG_KEY_COUNT, "one row a key");

const ConfigRow *config_row(ConfigKey key) {
    return &ROWS[key];
}

// "did you mean `exclude`?"
static bool unknown(const Settings *settings, const Setting *setting, Error *err) {
    const char *names[CONFIG_KEY_COUNT];
    for (uint32_t i = 0; i < CONFIG_KEY_COUNT; i++)
        names[i] = ROWS[i].name;
    const char *near = nearest_word(setting->key, names, CONFIG_KEY_COUNT);
    return error_set(err, ERROR_USAGE, "unknown key `" STR_FMT "` in " STR_FMT ":%u%s%s%s",
                     STR_ARG(setting->key), STR_ARG(settings->file), setting->line,
                     near ? "; did you mean `" : "; `stayorgo config` lists those there are",
                     near ? near : "", near ? "`?" : "");
}

static bool wrong(const Settings *settings, const Setting *setting, const char *what, Error *err) {
    return error_set(err, ERROR_USAGE, STR_FMT ":%u: `" STR_FMT "` takes %s",
                     STR_ARG(settings->file), setting->line, STR_ARG(setting->key), what);
}

// --- Values --------------------------------------------------------------------------------------

typedef struct Applying {
    Config *config;
    const Options *given;
    Arena *arena;
} Applying;

static bool take_list(Applying *to, ConfigKey key, const Setting *setting, Error *err) {
    const StrVec *given = (const void *)((const char *)to->given + ROWS[key].offset);
    bool is_whole = setting->kind == SETTING_LIST;
    for (uint32_t i = 0; is_whole && i < setting->items.len; i++)
        is_whole = setting->items.items[i].len > 0;
    if (!is_whole) return wrong(&to->config->settings, setting, "a list of texts, none empty", err);
    if (given->len) return true;
    *(StrVec *)(void *)((char *)&to->config->options + ROWS[key].offset) = setting->items;
    to->config->lines[key] = setting->line;
    return true;
}

static bool take_text(Applying *to, ConfigKey key, const Setting *setting, Error *err) {
    const Str *given = (const void *)((const char *)to->given + ROWS[key].offset);
    if (setting->kind != SETTING_TEXT || setting->text.len == 0)
        return wrong(&to->config->settings, setting, "a text", err);
    if (given->len) return true;
    *(Str *)(void *)((char *)&to->config->options + ROWS[key].offset) = setting->text;
    to->config->lines[key] = setting->line;
    return true;
}

static bool take_switch(Applying *to, ConfigKey key, const Setting *setting, Error *err) {
    bool is_on = str_eq(setting->text, STR("true"));
    if (setting->kind != SETTING_SCALAR || !(is_on || str_eq(setting->text, STR("false"))))
        return wrong(&to->config->settings, setting, "true or false", err);
    if (*((const bool *)to->given + ROWS[key].offset)) return true;
    *((bool *)&to->config->options + ROWS[key].offset) = is_on;
    to->config->lines[key] = setting->line;
    return true;
}

static bool take_number(Applying *to, ConfigKey key, const Setting *setting, Error *err) {
    double value;
    if (setting->kind != SETTING_SCALAR || !setweight_number(setting->text, &value) || value < 0)
        return wrong(&to->config->settings, setting, "a number from 0 on", err);
    *(double *)(void *)((char *)&to->config->options + ROWS[key].offset) = value;
    to->config->lines[key] = setting->line;
    return true;
}

static bool take_entry(Applying *to, ConfigKey key, const Setting *setting, Str name, Error *err) {
    const Settings *settings = &to->config->settings;
    if (name.len == 0)
        return setting->kind == SETTING_TABLE || wrong(settings, setting, "a table", err);
    bool takes_text = ROWS[key].type == CONFIG_WORDS;
    if (setting->kind != (takes_text ? SETTING_TEXT : SETTING_SCALAR))
        return wrong(settings, setting, takes_text ? "a text" : "a number", err);
    ConfigEntry entry = {name, setting->text, setting->line};
    vec_push(to->arena, &to->config->tables[key], entry);
    return true;
}

// --- Keys ----------------------------------------------------------------------------------------

// What follows the name of a table and its dot: "admin.weight" of "weights.admin.weight".
static bool in_table(Str name, Str key, Str *rest) {
    *rest = (Str){0};
    if (str_eq(name, key)) return true;
    bool is_below = str_starts(key, name) && key.len > name.len + 1 && key.ptr[name.len] == '.';
    if (is_below) *rest = str_sub(key, name.len + 1, key.len);
    return is_below;
}

static bool take(Applying *to, ConfigKey key, const Setting *setting, Str rest, Error *err) {
    switch (ROWS[key].type) {
    case CONFIG_TABLE:
    case CONFIG_WORDS: return take_entry(to, key, setting, rest, err);
    case CONFIG_LIST: return take_list(to, key, setting, err);
    case CONFIG_TEXT: return take_text(to, key, setting, err);
    case CONFIG_SWITCH: return take_switch(to, key, setting, err);
    case CONFIG_NUMBER: return take_number(to, key, setting, err);
    }
    BUG("a type of key without a way to take it");
}

static bool apply(Applying *to, const Setting *setting, Error *err) {
    for (uint32_t i = 0; i < CONFIG_KEY_COUNT; i++) {
        Str name = str_from_c(ROWS[i].name), rest, below;
        bool has_parts = ROWS[i].type == CONFIG_TABLE || ROWS[i].type == CONFIG_WORDS;
        if (in_table(name, setting->key, &rest) && (has_parts || rest.len == 0))
            return take(to, (ConfigKey)i, setting, rest, err);
        bool is_around = in_table(setting->key, name, &below) && below.len;
        if (is_around && setting->kind == SETTING_TABLE) return true; // an empty [gate]
    }
    return unknown(&to->config->settings, setting, err);
}

// A folder of the repository, by the way that leads there without leaving it.
static bool check_rules_dir(Config *config, Error *err) {
    Str dir = config->options.rules_dir, rest = dir, segment;
    while (str_starts(rest, STR("./")))
        rest = str_sub(rest, 2, rest.len);
    config->options.rules_dir = rest;
    bool is_inside = rest.len > 0;
    for (bool has_more = true; has_more;) {
        has_more = str_cut(rest, '/', &segment, &rest);
        is_inside =
            is_inside && segment.len && !str_eq(segment, STR("..")) && !str_eq(segment, STR("."));
    }
    return is_inside ||
           error_set(err, ERROR_USAGE,
                     STR_FMT ":%u: `rules` takes a folder inside the repository, not \"" STR_FMT
                             "\"",
                     STR_ARG(config->settings.file), config->lines[CONFIG_RULES], STR_ARG(dir));
}

static bool take_gates(Config *config, Arena *arena, Error *err) {
    Str where = STR("--fail-on");
    if (config->lines[CONFIG_FAIL_ON])
        where = str_fmt(arena, STR_FMT ":%u: `fail-on`", STR_ARG(config->settings.file),
                        config->lines[CONFIG_FAIL_ON]);
    const StrVec *names = &config->options.fail_on;
    for (uint32_t i = 0; i < names->len; i++)
        if (!gateask_parse(names->items[i], where, arena, &config->asks, err)) return false;
    for (uint32_t i = 0; i < config->asks.len; i++)
        config->asks.items[i].is_configured = config->lines[CONFIG_FAIL_ON] > 0;
    return true;
}

bool config_load(const Options *options, const RunPlace *place, Arena *arena, Config *out,
                 Error *err) {
    *out = (Config){.options = *options};
    if (!options->isolated && !run_settings(place, arena, &out->settings, err)) return false;
    Applying to = {out, options, arena};
    for (uint32_t i = 0; i < out->settings.items.len; i++)
        if (!apply(&to, &out->settings.items.items[i], err)) return false;
    return (out->lines[CONFIG_RULES] == 0 || check_rules_dir(out, err)) &&
           take_gates(out, arena, err);
}

// git names another index while it commits some files only: ".git/next-index-12.lock".
RunPlace config_place(const Options *options, Str root) {
    Str named = str_from_c(fs_env("GIT_INDEX_FILE"));
    RunPlace place = {.root = root, .revision = options->revision};
    if (options->staged) place.index_file = named.len ? named : STR("index");
    return place;
}

// --- Findings ------------------------------------------------------------------------------------

static bool check_rule(const Config *config, const Rules *rules, Str id, uint32_t line,
                       Error *err) {
    for (uint32_t i = 0; i < rules->finding_count; i++)
        if (str_eq(rules->findings[i].id, id)) return true;
    return error_set(err, ERROR_USAGE, STR_FMT ":%u: there is no rule of findings \"" STR_FMT "\"",
                     STR_ARG(config->settings.file), line, STR_ARG(id));
}

bool config_findings(const Config *config, const Rules *rules, Arena *arena, FindingChoices *out,
                     Error *err) {
    const StrVec *ignores = &config->options.ignores;
    const ConfigEntryVec *entries = &config->tables[CONFIG_LEVELS];
    for (uint32_t i = 0; i < ignores->len; i++)
        if (!check_rule(config, rules, ignores->items[i], config->lines[CONFIG_IGNORE], err))
            return false;
    FindingLevelChoice *levels = arena_array(arena, FindingLevelChoice, entries->len + 1);
    for (uint32_t i = 0; i < entries->len; i++) {
        const ConfigEntry *entry = &entries->items[i];
        levels[i].rule = entry->name;
        if (!check_rule(config, rules, entry->name, entry->line, err)) return false;
        if (!gateask_level(entry->value, &levels[i].level))
            return error_set(err, ERROR_USAGE,
                             STR_FMT ":%u: a level is note, warning or error, not \"" STR_FMT "\"",
                             STR_ARG(config->settings.file), entry->line, STR_ARG(entry->value));
    }
    *out = (FindingChoices){ignores->items, ignores->len, levels, entries->len};
    return true;
}

// --- Rules ---------------------------------------------------------------------------------------

static bool add_table(const Config *config, const Rules *rules, WeightSetting *sets, Error *err) {
    const ConfigEntryVec *entries = &config->tables[CONFIG_WEIGHTS];
    for (uint32_t i = 0; i < entries->len; i++) {
        const ConfigEntry *entry = &entries->items[i];
        Error fault = {0};
        if (setweight_parse(rules, entry->name, entry->value, &sets[i], &fault)) continue;
        return error_set(err, fault.code, STR_FMT ":%u: %s", STR_ARG(config->settings.file),
                         entry->line, fault.text);
    }
    return true;
}

bool config_rules(const Config *config, const RunPlace *place, const Rules *rules, Arena *arena,
                  const Rules **out, Error *err) {
    const Options *options = &config->options;
    uint32_t from_file = config->tables[CONFIG_WEIGHTS].len;
    uint32_t count = from_file + options->sets.len;
    if (config->lines[CONFIG_RULES] &&
        !run_rules_under(place, options->rules_dir, arena, &rules, err))
        return false;
    WeightSetting *sets = arena_array(arena, WeightSetting, count + 1);
    if (!add_table(config, rules, sets, err)) return false;
    for (uint32_t i = 0; i < options->sets.len; i++) {
        Str name, value;
        if (!setweight_split("set", options->sets.items[i], &name, &value, err) ||
            !setweight_parse(rules, name, value, &sets[from_file + i], err))
            return false;
    }
    *out = setweight_rules(rules, sets, count, arena);
    return true;
}
