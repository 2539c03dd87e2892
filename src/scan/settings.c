// SPDX-License-Identifier: MIT
// The configuration of a repository: stayorgo.toml in its root, or [tool.stayorgo] of pyproject.toml.
//
//   exclude = ["legacy"]
//   [gate]                   ─►  exclude ["legacy"] line 1, gate.drift "0.2" line 3
//   drift = 0.2
//
// The first file that there is counts, alone: two places that are merged would have to be read
// together to be understood. What the keys mean is not known here (cli/config.c).
// A manifest that is not quite TOML is a problem and no more; a configuration that is not quite TOML
// ends the run, because what it says about gates may be in the part that was lost. For
// pyproject.toml that is so when it names stayorgo at all.
// Limits: TOML_BYTES_MAX; no links are followed; comments are not kept.
#include "scan/scan.h"

#include "scan/toml.h"

#include "base/banned.h"

static const Str OWN_FILE = STR_CONST("stayorgo.toml");
static const Str SHARED_FILE = STR_CONST("pyproject.toml");

typedef struct Flatten {
    Arena *arena;
    Settings *out;
} Flatten;

static SettingKind take_items(Arena *arena, const DocNode *list, StrVec *out) {
    for (uint32_t i = 0; i < list->children.len; i++) {
        const DocNode *item = list->children.items[i];
        if (item->kind != DOC_STRING) return SETTING_OTHER;
        vec_push(arena, out, item->text);
    }
    return SETTING_LIST;
}

static void take(const Flatten *to, Str prefix, const DocNode *table);

static void take_node(const Flatten *to, Str prefix, const DocNode *node) {
    Str key = node->key;
    if (prefix.len) key = str_fmt(to->arena, STR_FMT "." STR_FMT, STR_ARG(prefix), STR_ARG(key));
    Setting setting = {.key = key, .text = node->text, .line = node->pos.row + 1};
    switch (node->kind) {
    case DOC_SCALAR: setting.kind = SETTING_SCALAR; break;
    case DOC_STRING: setting.kind = SETTING_TEXT; break;
    case DOC_ARRAY: setting.kind = take_items(to->arena, node, &setting.items); break;
    case DOC_TABLE:
        if (node->children.len) {
            take(to, key, node);
            return;
        }
        setting.kind = SETTING_TABLE;
        break;
    }
    vec_push(to->arena, &to->out->items, setting);
}

// Depth is bounded by TOML_DEPTH_MAX.
static void take(const Flatten *to, Str prefix, const DocNode *table) {
    for (uint32_t i = 0; i < table->children.len; i++)
        take_node(to, prefix, table->children.items[i]);
}

static bool parse(Str file, Str text, Arena *arena, DocNode **out, Error *err) {
    if (str_starts(text, STR("\xEF\xBB\xBF"))) text = str_sub(text, 3, text.len);
    if (!str_is_utf8(text))
        return error_set(err, ERROR_INPUT, STR_FMT ": not UTF-8", STR_ARG(file));
    Source source = {0};
    Reader in = {.source = &source, .keep = arena, .scratch = arena, .path = file, .text = text};
    *out = toml_parse(&in);
    if (source.problems.len == 0) return true;
    const Problem *problem = &source.problems.items[0];
    Str what, rest; // without "; the rest of the file was read"
    str_cut(problem->text, ';', &what, &rest);
    if (problem->line == 0)
        return error_set(err, ERROR_INPUT, STR_FMT ": " STR_FMT, STR_ARG(file), STR_ARG(what));
    return error_set(err, ERROR_INPUT, STR_FMT ":%u: " STR_FMT, STR_ARG(file), problem->line,
                     STR_ARG(what));
}

static bool read_own(Str text, Arena *arena, Settings *out, Error *err) {
    DocNode *root = NULL;
    if (!parse(OWN_FILE, text, arena, &root, err)) return false;
    out->file = OWN_FILE;
    take(&(Flatten){arena, out}, (Str){0}, root);
    return true;
}

static bool read_shared(Str text, Arena *arena, Settings *out, Error *err) {
    DocNode *root = NULL;
    if (str_find_str(text, STR("stayorgo")) == NONE) return true;
    bool names_us = str_find_str(text, STR("tool.stayorgo")) != NONE;
    Error fault = {0};
    if (!parse(SHARED_FILE, text, arena, &root, names_us ? err : &fault)) return !names_us;
    const DocNode *table = doctree_find(root, STR("tool.stayorgo"));
    if (!table) return true;
    out->file = SHARED_FILE;
    if (table->kind == DOC_TABLE) {
        take(&(Flatten){arena, out}, (Str){0}, table);
        return true;
    }
    return error_set(err, ERROR_INPUT, STR_FMT ":%u: tool.stayorgo is to be a table",
                     STR_ARG(SHARED_FILE), table->pos.row + 1);
}

bool scan_settings(const FsRoot *root, Arena *arena, Settings *out, Error *err) {
    *out = (Settings){0};
    Str text;
    uint64_t size;
    FsStatus status = fs_read(root, OWN_FILE, TOML_BYTES_MAX, arena, &text, &size);
    if (status == FS_OK) return read_own(text, arena, out, err);
    if (status != FS_NOT_FOUND)
        return error_set(err, ERROR_INPUT, STR_FMT ": %s", STR_ARG(OWN_FILE),
                         fs_status_text(status));
    // A manifest that cannot be read is a problem of the scan, and is told there.
    status = fs_read(root, SHARED_FILE, TOML_BYTES_MAX, arena, &text, &size);
    return status != FS_OK || read_shared(text, arena, out, err);
}
