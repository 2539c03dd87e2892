// SPDX-License-Identifier: MIT
// Tests of the report as a page: what the program writes into the template.
//
//   a project called "</title><script>" -> a title and a text in which it is text, and JSON as ever
//
// What a browser makes of it is tested by tests/page/.
#include <criterion/criterion.h>

#include "judge_world.h"
#include "render/html_page.h"
#include "render/html_words.h"
#include "render/render.h"

static const char HOSTILE[] =
    "</title></pre></noscript></script><script>alert(1)</script>&lt;\x1b[1m";

static void open_hostile(World *w) {
    world_open(w);
    uint32_t admin = world_file(w, "shop/</script><b>.py", ROLE_APP);
    world_use(w, WORLD_DJANGO, admin);
    SignalRule *classes = world_signal(w, "admin", "admin", -1, 9);
    classes->say_many = str_from_c(HOSTILE);
    classes->why = str_from_c(HOSTILE);
    world_hits(w, classes, admin, 41);
    (void)world_judge(w);
    w->report.projects[0].name = str_from_c(HOSTILE);
    world_result(&w->report.projects[0], "admin")->evidence->text = str_from_c(HOSTILE);
}

static Str render_with(World *w, const RenderFormat *format) {
    RenderStyle style = {.columns = 80, .version = STR("1.2.3")};
    Buf buf = buf_new(&w->arena);
    format->render(&w->report, &style, &buf);
    return buf_str(&buf);
}

// What stands in a slot of the page.
static Str slot_of(Str page, HtmlPageSlot slot) {
    uint32_t start = str_find_str(page, html_page_pieces[slot]) + html_page_pieces[slot].len;
    Str rest = str_sub(page, start, page.len);
    return str_sub(rest, 0, str_find_str(rest, html_page_pieces[slot + 1]));
}

static bool has(Str text, const char *words) {
    return str_find_str(text, str_from_c(words)) != NONE;
}

Test(out_html, the_report_is_that_of_json) {
    World w = {0};
    open_hostile(&w);
    Str page = render_with(&w, &out_html);
    Str json = render_with(&w, &out_json);
    cr_assert(str_eq(slot_of(page, HTML_PAGE_REPORT), json));
    world_close(&w);
}

Test(out_html, scanned_text_opens_and_closes_nothing) {
    World w = {0};
    open_hostile(&w);
    Str page = render_with(&w, &out_html);
    for (uint32_t i = 0; i < HTML_PAGE_SLOT_COUNT; i++) {
        Str slot = slot_of(page, (HtmlPageSlot)i);
        cr_assert(slot.len > 0, "slot %u is empty", i);
        cr_assert(str_find(slot, '<') == NONE, "slot %u: %.80s", i, slot.ptr);
        cr_assert(str_find(slot, '\x1b') == NONE, "slot %u has a control character", i);
    }
    cr_assert(has(slot_of(page, HTML_PAGE_TITLE), "&lt;/title&gt;"));
    cr_assert(has(slot_of(page, HTML_PAGE_PLAIN), "&lt;script&gt;alert(1)"));
    cr_assert(has(slot_of(page, HTML_PAGE_WORDS), "\\u003c/script\\u003e"));
    world_close(&w);
}

Test(out_html, the_words_are_those_of_the_other_formats) {
    World w = {0};
    world_open(&w);
    uint32_t admin = world_file(&w, "shop/admin.py", ROLE_APP);
    world_use(&w, WORLD_DJANGO, admin);
    SignalRule *classes = world_signal(&w, "admin", "admin", -1, 9);
    classes->why = STR("staff depend on them");
    world_hits(&w, classes, admin, 41);
    (void)world_judge(&w);
    Buf words = buf_new(&w.arena);
    html_words(&w.report, &words);
    cr_assert(has(buf_str(&words), "\"main\": 0"));
    cr_assert(has(buf_str(&words), "\"subject\": \"Django in 1 file; "));
    cr_assert(has(buf_str(&words), "\"admin\": \"staff depend on them\""));
    cr_assert(has(buf_str(&words), "\"inertia\": \"pull that any move has to overcome\""));
    world_close(&w);
}

Test(out_html, the_template_is_small) {
    uint32_t bytes = 0;
    for (uint32_t i = 0; i <= HTML_PAGE_SLOT_COUNT; i++)
        bytes += html_page_pieces[i].len;
    cr_assert(bytes < 200000, "the page without data has %u bytes", bytes);
}
