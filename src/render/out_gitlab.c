// SPDX-License-Identifier: MIT
// The findings as a Code Quality report of GitLab: artifacts:reports:codequality.
//
//     [{"description": "…", "check_name": "SOG101", "fingerprint": "…", "severity": "major",
//       "location": {"path": "shop/views.py", "lines": {"begin": 12, "end": 12}}}, …]
//
// All findings that stand in the code, unchanged ones too: the merge request compares this report with
// that of the target branch by fingerprints, which must be unique. Suppressed ones are left out, as
// the format has no word for them. The most important come first.
//
// Limits: ENTRIES_MAX; one more entry then says how many were left out. The verdict is no place in
// the code: it goes into a note, `-o markdown`.
#include "render/escape.h"
#include "render/picks.h"
#include "render/render.h"
#include "render/writer.h"

#include "base/banned.h"

enum { ENTRIES_MAX = 5000, TEXT_MAX = 1000 };

static const char *const SEVERITIES[] = {
    [LEVEL_NOTE] = "info", [LEVEL_WARNING] = "minor", [LEVEL_ERROR] = "major"};
_Static_assert(ARRAY_LEN(SEVERITIES) == FINDING_LEVEL_COUNT, "one severity a level");

typedef struct Entry {
    Str text, check, fingerprint, path;
    const char *severity;
    uint32_t first_row, last_row;
} Entry;

static void write_entry(Writer *w, const Entry *entry) {
    writer_open(w, '{');
    writer_field_str(w, "description", escape_shown(w->out->arena, entry->text, TEXT_MAX));
    writer_field_str(w, "check_name", entry->check);
    writer_field_str(w, "fingerprint", entry->fingerprint);
    writer_field_str(w, "severity", str_from_c(entry->severity));
    writer_key(w, "location");
    writer_open_flat(w, '{');
    writer_field_str(w, "path", entry->path);
    writer_key(w, "lines");
    writer_open_flat(w, '{');
    writer_field_uint(w, "begin", (uint64_t)entry->first_row + 1);
    writer_field_uint(w, "end", (uint64_t)entry->last_row + 1);
    writer_close(w, '}');
    writer_close(w, '}');
    writer_close(w, '}');
}

static void write_left_out(Writer *w, const Finding *first, Str path, uint32_t count) {
    write_entry(w, &(Entry){
                       .text = str_fmt(w->out->arena, "%u more findings are left out.", count),
                       .check = STR("stayorgo"),
                       .fingerprint = STR("stayorgo-left-out"),
                       .path = path,
                       .severity = SEVERITIES[LEVEL_NOTE],
                       .first_row = first->pos.row,
                       .last_row = first->pos.row,
                   });
}

static void render_gitlab(const Report *report, const RenderStyle *style, Buf *out) {
    Writer w = writer_new(out);
    PickList picks = picks_of(report, PICK_UNCHANGED, out->arena);
    writer_open(&w, '[');
    for (uint32_t i = 0; i < picks.len; i++) {
        const Finding *finding = picks.items[i];
        Str path = escape_host_path(out->arena, style->folder, finding->path);
        if (i == ENTRIES_MAX) {
            write_left_out(&w, finding, path, picks.len - i);
            break;
        }
        write_entry(&w, &(Entry){
                            .text = finding->message,
                            .check = finding->rule->id,
                            .fingerprint = str_from_c(finding->fingerprint),
                            .path = path,
                            .severity = SEVERITIES[finding->level],
                            .first_row = finding->pos.row,
                            .last_row = finding->end.row,
                        });
    }
    writer_close(&w, ']');
    buf_char(out, '\n');
}

const RenderFormat out_gitlab = {
    .name = STR_CONST("gitlab"),
    .summary = STR_CONST("findings for merge requests (GitLab Code Quality)"),
    .is_single = true,
    .is_findings = true,
    .render = render_gitlab,
};
