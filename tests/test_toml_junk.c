// SPDX-License-Identifier: MIT
// What no TOML file has is counted; what real ones have is not.
#include "scan/toml_junk.h"

#include <criterion/criterion.h>

Test(toml_junk, counts_what_cannot_stand_there) {
    static const struct {
        const char *text;
        uint32_t want;
    } rows[] = {
        {"", 0},
        {"[project]\nname = \"shop\"\ndependencies = [\n  \"django>=4.2; python_version > "
         "'3.8'\",\n]\n",
         0},
        {"at = 1979-05-27T07:32:00Z # a time: fine @!\n", 0},
        {"url = 'https://example.org/?a=b'\n", 0},
        {"text = \"\"\"\n a: (b)\n\"\"\"\nother = '''\n@\n'''\n", 0},
        {"a = \"quote \\\" inside: x\"\n", 0},
        {"a: {b: 1}\n", 2},
        {"path = 'x\npath = \"y\n", 2},
        {"a = @\n", 1},
        {"\"\"\"x\n\"\"\"\n", 1},
    };
    for (uint32_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_assert_eq(toml_junk_count(str_from_c(rows[i].text)), rows[i].want, "row %u", i);
    }
}
