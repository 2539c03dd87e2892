// SPDX-License-Identifier: MIT
// stayorgo config: every key with the value that counts, and where it comes from.
//
//     exclude = ["legacy"]       # stayorgo.toml:1
//     no-cost = true             # command line
//     include = []               # default
//
// The output is TOML itself, so a line can be copied into a configuration. Rules and weights are
// looked up, so what would stop a scan stops this.
// Limits: one PATH.
#include "base/jsonio.h"
#include "cli/config.h"
#include "cli/session.h"
#include "cli/setweight.h"

#include "base/banned.h"

enum { ORIGIN_COLUMN = 40 };

static void line(Buf *out, Str setting, Str origin) {
    buf_str_add(out, setting);
    uint32_t width = buf_display_width(setting);
    buf_repeat(out, STR(" "), width < ORIGIN_COLUMN ? ORIGIN_COLUMN - width : 1);
    buf_fmt(out, "# " STR_FMT "\n", STR_ARG(origin));
}

static Str at_line(const Config *config, uint32_t number, Arena *arena) {
    return str_fmt(arena, STR_FMT ":%u", STR_ARG(config->settings.file), number);
}

// What the command line gives is what is set and not set by the file.
static Str origin(const Config *config, ConfigKey key, bool is_set, Arena *arena) {
    if (config->lines[key]) return at_line(config, config->lines[key], arena);
    return is_set ? STR("command line") : STR("default");
}

static void show_list(const StrVec *list, Buf *out) {
    buf_char(out, '[');
    for (uint32_t i = 0; i < list->len; i++) {
        if (i) buf_c(out, ", ");
        jsonio_write_str(out, list->items[i]);
    }
    buf_char(out, ']');
}

static void show_table(const Config *config, ConfigKey key, Arena *arena, Buf *out) {
    const ConfigEntryVec *entries = &config->tables[key];
    const char *name = config_row(key)->name;
    for (uint32_t i = 0; i < entries->len; i++) {
        const ConfigEntry *entry = &entries->items[i];
        Buf text = buf_new(arena);
        buf_fmt(&text, "%s." STR_FMT " = ", name, STR_ARG(entry->name));
        if (config_row(key)->type == CONFIG_WORDS)
            jsonio_write_str(&text, entry->value);
        else
            buf_str_add(&text, entry->value);
        line(out, buf_str(&text), at_line(config, entry->line, arena));
    }
    const StrVec *sets = &config->options.sets;
    for (uint32_t i = 0; key == CONFIG_WEIGHTS && i < sets->len; i++) {
        Str weight, value;
        Error ignored = {0};
        if (!setweight_split("set", sets->items[i], &weight, &value, &ignored)) continue;
        line(out, str_fmt(arena, "weights." STR_FMT " = " STR_FMT, STR_ARG(weight), STR_ARG(value)),
             STR("command line"));
    }
}

static void show_key(const Config *config, ConfigKey key, Arena *arena, Buf *out) {
    const ConfigRow *row = config_row(key);
    const char *field = (const char *)&config->options + row->offset;
    Buf text = buf_new(arena);
    bool is_set = false;
    bool is_unset_text = row->type == CONFIG_TEXT && ((const Str *)(const void *)field)->len == 0;
    buf_fmt(&text, "%s%s = ", is_unset_text ? "# " : "", row->name);
    switch (row->type) {
    case CONFIG_LIST:
        is_set = ((const StrVec *)(const void *)field)->len > 0;
        show_list((const void *)field, &text);
        break;
    case CONFIG_TEXT:
        is_set = ((const Str *)(const void *)field)->len > 0;
        jsonio_write_str(&text, *(const Str *)(const void *)field);
        break;
    case CONFIG_SWITCH:
        is_set = *(const bool *)field;
        buf_c(&text, is_set ? "true" : "false");
        break;
    case CONFIG_NUMBER: jsonio_write_number(&text, *(const double *)(const void *)field); break;
    case CONFIG_TABLE:
    case CONFIG_WORDS: show_table(config, key, arena, out); return;
    }
    line(out, buf_str(&text), origin(config, key, is_set, arena));
}

static bool show(Session *session, Buf *out, Error *err) {
    const Options *options = session->options;
    Str root = options->paths.len ? options->paths.items[0] : STR(".");
    RunPlace place = config_place(options, root);
    Config config;
    const Rules *rules;
    FindingChoices choices;
    if (!config_load(options, &place, &session->arena, &config, err) ||
        !config_rules(&config, &place, session->rules, &session->arena, &rules, err) ||
        !config_findings(&config, rules, &session->arena, &choices, err))
        return false;
    if (options->isolated)
        buf_c(out, "# No file is read: --isolated.\n");
    else if (config.settings.file.len == 0)
        buf_c(out, "# There is no stayorgo.toml, and no [tool.stayorgo] in pyproject.toml.\n");
    for (uint32_t i = 0; i < CONFIG_KEY_COUNT; i++)
        show_key(&config, (ConfigKey)i, &session->arena, out);
    return true;
}

bool cmd_config(const Options *options, Outcome *outcome, Error *err) {
    if (options->paths.len > 1) return error_set(err, ERROR_USAGE, "config takes one PATH");
    Session session;
    bool ok = session_open(options, &session, err);
    if (ok) {
        Buf out = buf_new(&session.arena);
        ok = show(&session, &out, err) && session_write((Str){0}, buf_str(&out), outcome, err);
    }
    session_close(&session);
    return ok;
}
