// SPDX-License-Identifier: MIT
// The flat object of facts that the report and `stayorgo facts` share (keys: FACT kinds in
// model/facts.def, ids in rules/facts/).
//
//     {"files": 214, …, "async_functions": 12, …, "django_models_concrete": 41, …,
//      "imports_top_level": {…}}
//
// Keys stand in a fixed order: figures, syntax facts as listed in facts.def, facts by rules in rule
// order. Module maps are sorted by name.
// Limits: counts only; places are in the per-file part and in the signals of a report.
#include "render/facts_json.h"

#include <stdlib.h>

#include "base/banned.h"

static int compare_names(const void *left, const void *right) {
    return str_cmp(*(const Str *)left, *(const Str *)right);
}

static void write_map(Writer *w, const Map *map) {
    Str *names = arena_array(w->out->arena, Str, map->len);
    for (uint32_t i = 0; i < map->len; i++)
        names[i] = map->keys[i];
    if (map->len) qsort(names, map->len, sizeof *names, compare_names);
    writer_open(w, '{');
    for (uint32_t i = 0; i < map->len; i++) {
        uint32_t count = 0;
        (void)map_get(map, names[i], &count);
        writer_key_str(w, names[i]);
        writer_uint(w, count);
    }
    writer_close(w, '}');
}

static void write_figures(Writer *w, const Coverage *coverage) {
    const struct {
        const char *key;
        uint64_t value;
    } figures[] = {
        {"files", coverage->files},
        {"files_parsed", coverage->files_parsed},
        {"files_with_errors", coverage->files_with_errors},
        {"lines", coverage->lines},
        {"bytes", coverage->bytes},
    };
    for (uint32_t i = 0; i < ARRAY_LEN(figures); i++) {
        writer_key(w, figures[i].key);
        writer_uint(w, figures[i].value);
    }
}

// As they were saved.
static void write_saved(Writer *w, const Report *report) {
    writer_open(w, '{');
    for (uint32_t i = 0; i < report->fact_count; i++) {
        const SavedFact *fact = &report->facts[i];
        writer_key_str(w, fact->key);
        if (fact->modules) {
            write_map(w, fact->modules);
        } else {
            writer_uint(w, fact->count);
        }
    }
    writer_close(w, '}');
}

void facts_json_totals(Writer *w, const Report *report) {
    const Rules *rules = report->rules;
    const Matches *matches = report->matches;
    if (matches == NULL) {
        write_saved(w, report);
        return;
    }
    writer_open(w, '{');
    write_figures(w, &report->coverage);
    for (uint32_t i = 0; i < FACT_COUNT; i++) {
        writer_key(w, facts_key((FactKind)i));
        writer_uint(w, matches->syntax[i]);
    }
    for (uint32_t i = 0; i < rules->fact_count; i++) {
        writer_key_str(w, rules->facts[i].id);
        writer_uint(w, matches->facts[i].count);
    }
    writer_key(w, "imports_top_level");
    write_map(w, &matches->imports_top_level);
    for (uint32_t i = 0; i < rules->fact_count; i++) {
        if (!rules->facts[i].as_modules) continue;
        writer_key_str(w, str_fmt(w->out->arena, STR_FMT "_modules", STR_ARG(rules->facts[i].id)));
        write_map(w, &matches->modules[i]);
    }
    writer_close(w, '}');
}
