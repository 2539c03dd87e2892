// SPDX-License-Identifier: MIT
// The examples of a rule, with the lines that counted marked.
//
//     This counts 1
//         shop/views.py
//       >    3      return requests.get(URL)
//
// How: what counted is what the pipeline found in the example just now.
// Limits: a line is cut at the width of the page.
#include "render/explain.h"

#include "base/banned.h"

static bool is_hit(const ExampleRun *run, uint32_t file, uint32_t row) {
    for (uint32_t i = 0; run && i < run->hit_count; i++)
        if (run->hits[i].file == file && run->hits[i].pos.row == row) return true;
    return false;
}

static void example_file(Page *page, const FsText *file, const ExampleRun *run, uint32_t index) {
    enum { NUMBER_CELLS = 4, GUTTER = 10 };
    Buf path = buf_new(page->out->arena);
    buf_path(&path, file->path);
    page_indent(page, 4);
    page_colored(page, INK_BLUE, buf_str(&path));
    buf_char(page->out, '\n');
    Str text = file->text, code;
    for (uint32_t row = 0; str_next_line(&text, &code); row++) {
        bool counts = is_hit(run, index, row);
        page_indent(page, 2);
        page_ink(page, counts ? INK_GREEN : INK_DIM);
        buf_c(page->out, counts ? "> " : "  ");
        page_cell(page, str_fmt(page->out->arena, "%u", row + 1), -NUMBER_CELLS);
        page_ink_off(page);
        if (code.len > 0) page_indent(page, 2);
        page_ink(page, counts ? INK_GREEN : INK_NONE);
        buf_str_add(page->out, page_clipped(page, code, page->style->columns - GUTTER));
        page_ink_off(page);
        buf_char(page->out, '\n');
    }
}

void explain_examples(Page *page, const Explanation *what, const Example *examples,
                      uint32_t count) {
    if (count == 0) return;
    page_heading(page, "Examples");
    for (uint32_t i = 0; i < count; i++) {
        const Example *example = &examples[i];
        if (i > 0) buf_char(page->out, '\n');
        Buf text = buf_new(page->out->arena);
        if (example->count == 0)
            buf_c(&text, "This must not count");
        else
            buf_fmt(&text, "This counts %u", example->count);
        if (example->why.len > 0) buf_fmt(&text, ": " STR_FMT, STR_ARG(example->why));
        explain_line(page, buf_str(&text));
        for (uint32_t f = 0; f < example->file_count; f++)
            example_file(page, &example->files[f], what->runs ? &what->runs[i] : NULL, f);
    }
}
