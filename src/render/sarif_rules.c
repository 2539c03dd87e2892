// SPDX-License-Identifier: MIT
// The rules of findings as reportingDescriptors of SARIF 2.1.0.
//
//     SOG101 blocking-call-in-async   ─►  {"id": "SOG101", "name": "BlockingCallInAsync",
//                                          "shortDescription": {"text": …}, "help": {…}, …}
//
// All rules are listed, not only those that found something: a host then says of a rule that it found
// nothing, and the list is the same in every run. GitHub refuses empty texts and sorts by
// problem.severity and precision; a security-severity would file a finding under security, which none
// of ours is.
//
// Limits: texts are cut at what GitHub takes. A rule of which fewer than READ_MIN places were read has no
// precision.
#include "render/sarif_rules.h"

#include "render/escape.h"
#include "render/markdown.h"

#include "base/banned.h"

enum { TEXT_MAX = 1000, READ_MIN = 10 };

const char *sarif_rules_level(uint8_t level) {
    return finding_level_key((FindingLevel)level);
}

static bool is_listed(const SarifRuleVec *rules, const FindingRule *rule) {
    for (uint32_t i = 0; i < rules->len; i++)
        if (rules->items[i] == rule) return true;
    return false;
}

void sarif_rules_list(const Report *report, Arena *arena, SarifRuleVec *out) {
    for (uint32_t i = 0; i < report->rules->finding_count; i++)
        vec_push(arena, out, &report->rules->findings[i]);
    for (uint32_t i = 0; i < report->finding_count; i++)
        if (!is_listed(out, report->findings[i].rule))
            vec_push(arena, out, report->findings[i].rule);
}

static void write_text(Writer *w, const char *key, Str text) {
    writer_key(w, key);
    writer_open_flat(w, '{');
    writer_field_str(w, "text", escape_shown(w->out->arena, text, TEXT_MAX));
    writer_close(w, '}');
}

// "blocking-call-in-async" as "BlockingCallInAsync", which the standard's own rules are named like.
static Str pascal(Arena *arena, Str name) {
    Buf out = buf_new(arena);
    for (uint32_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool begins = i == 0 || name.ptr[i - 1] == '-';
        if (c == '-') continue;
        buf_char(&out, begins && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
    }
    return buf_str(&out);
}

static void write_help(Writer *w, const FindingRule *rule) {
    Buf text = buf_new(w->out->arena), markdown = buf_new(w->out->arena);
    buf_fmt(&text, STR_FMT " What to do: " STR_FMT, STR_ARG(rule->why), STR_ARG(rule->todo));
    markdown_text(&markdown, rule->why, TEXT_MAX);
    buf_c(&markdown, "\n\n**What to do:** ");
    markdown_text(&markdown, rule->todo, TEXT_MAX);
    buf_c(&markdown, "\n");
    for (uint32_t i = 0; i < rule->link_count; i++)
        buf_fmt(&markdown, "\n- <" STR_FMT ">", STR_ARG(rule->links[i]));
    buf_fmt(&markdown, "\n\n`stayorgo explain " STR_FMT "` has examples.\n", STR_ARG(rule->id));
    writer_key(w, "help");
    writer_open(w, '{');
    writer_field_str(w, "text", buf_str(&text));
    writer_field_str(w, "markdown", buf_str(&markdown));
    writer_close(w, '}');
}

// NULL where too few places were read to tell.
static const char *precision_of(const FindingRule *rule) {
    if (rule->read_places < READ_MIN) return NULL;
    double share = (double)rule->read_right / rule->read_places;
    if (share >= 0.95) return "very-high";
    if (share >= 0.85) return "high";
    return share >= 0.7 ? "medium" : "low";
}

// The hundreds of its number are the family of a rule: SOG1xx, SOG2xx, …
static const char *family_of(const FindingRule *rule) {
    static const char *const FAMILIES[] = {"event-loop", "framework", "decision", "evidence"};
    uint32_t digit = rule->id.len > 3 ? (uint32_t)(rule->id.ptr[3] - '1') : NONE;
    return digit < ARRAY_LEN(FAMILIES) ? FAMILIES[digit] : NULL;
}

static void write_properties(Writer *w, const FindingRule *rule) {
    static const char *const SEVERITIES[] = {
        [LEVEL_NOTE] = "recommendation", [LEVEL_WARNING] = "warning", [LEVEL_ERROR] = "error"};
    _Static_assert(ARRAY_LEN(SEVERITIES) == FINDING_LEVEL_COUNT, "one severity a level");
    writer_key(w, "properties");
    writer_open_flat(w, '{');
    writer_key(w, "tags");
    writer_open_flat(w, '[');
    writer_str(w, STR("maintainability"));
    if (family_of(rule)) writer_str(w, str_from_c(family_of(rule)));
    writer_close(w, ']');
    if (precision_of(rule)) writer_field_str(w, "precision", str_from_c(precision_of(rule)));
    writer_field_str(w, "problem.severity", str_from_c(SEVERITIES[rule->level]));
    writer_close(w, '}');
}

void sarif_rules_write(Writer *w, const SarifRuleVec *rules) {
    writer_open(w, '[');
    for (uint32_t i = 0; i < rules->len; i++) {
        const FindingRule *rule = rules->items[i];
        writer_open(w, '{');
        writer_field_str(w, "id", rule->id);
        writer_field_str(w, "name", pascal(w->out->arena, rule->name));
        write_text(w, "shortDescription", rule->title);
        write_text(w, "fullDescription", rule->why);
        write_help(w, rule);
        if (rule->link_count) writer_field_str(w, "helpUri", rule->links[0]);
        writer_key(w, "defaultConfiguration");
        writer_open_flat(w, '{');
        writer_field_str(w, "level", str_from_c(sarif_rules_level(rule->level)));
        writer_close(w, '}');
        write_properties(w, rule);
        writer_close(w, '}');
    }
    writer_close(w, ']');
}
