// SPDX-License-Identifier: MIT
// Tests of GitLab's Code Quality report: the fields that GitLab asks for, and which findings are in it.
#include "json_look.h"
#include "render/render.h"
#include "sample_report.h"

Test(out_gitlab, entries) {
    World w;
    JsonLook look;
    sample_open(&w);
    sample_change(&w);
    Str got = sample_render(&w, &out_gitlab);
    cr_assert(str_starts(got, STR("[\n"))); // no byte order mark
    look_open(&look, got);
    cr_expect_eq(jsonio_len(look_at(&look, "")), 2);
    cr_expect(
        str_eq(look_keys(&look, "0"), STR("description check_name fingerprint severity location")));
    cr_expect(str_eq(look_str(&look, "0.check_name"), STR("SOG101")));
    cr_expect(str_eq(look_str(&look, "0.severity"), STR("major")));
    cr_expect(str_eq(look_str(&look, "0.fingerprint"), STR("00000000000000000000000000000001")));
    cr_expect(str_eq(look_str(&look, "0.location.path"), STR("shop/admin.py")));
    cr_expect(str_eq(look_str(&look, "0.location.lines.begin"), STR("3")));
    cr_expect(str_eq(look_str(&look, "1.severity"), STR("minor"))); // unchanged: compared by GitLab
    look_close(&look);
    world_close(&w);
}

Test(out_gitlab, nothing_found_is_a_report_too) {
    World w;
    sample_open(&w);
    cr_assert(str_eq(sample_render(&w, &out_gitlab), STR("[]\n")));
    world_close(&w);
}

Test(out_gitlab, one_entry_says_what_is_left_out) {
    World w;
    JsonLook look;
    sample_open(&w);
    sample_many(&w, 5002, LEVEL_WARNING);
    look_open(&look, sample_render(&w, &out_gitlab));
    cr_expect_eq(jsonio_len(look_at(&look, "")), 5001);
    cr_expect(str_eq(look_str(&look, "5000.description"), STR("2 more findings are left out.")));
    look_close(&look);
    world_close(&w);
}
