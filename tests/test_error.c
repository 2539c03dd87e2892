// SPDX-License-Identifier: MIT
// Tests of the error sentence: first one wins, harmless, always terminated.
//
//   error_set(err, ERROR_INPUT, "bad %s", "\x1B") -> "bad \x1B" as visible text, returns false
//
// Long sentences are tried at every length around the limit.
#include <criterion/criterion.h>
#include <string.h>

#include "base/error.h"
#include "base/str.h"

Test(error, the_first_one_wins) {
    Error err = {0};
    cr_assert_not(error_set(&err, ERROR_INPUT, "no such folder: %s", "x"));
    cr_assert_not(error_set(&err, ERROR_OUTPUT, "second"));
    cr_assert_eq(err.code, ERROR_INPUT);
    cr_assert_str_eq(err.text, "no such folder: x");
}

Test(error, quoted_bytes_are_made_safe) {
    Error err = {0};
    error_set(&err, ERROR_INPUT, "%s", "a\n\x1B[31m\xFF\xE2\x80\xAE caf\xC3\xA9\tx");
    cr_assert_str_eq(err.text, "a\\x0A\\x1B[31m\\xFF\\u{202E} caf\xC3\xA9 x");
}

Test(error, long_sentences_are_cut_between_code_points) {
    static const char *const units[] = {"a", "\xC3\xA9", "\xF0\x9F\x90\x8D", "\xFF"};
    char text[5000];
    for (size_t u = 0; u < ARRAY_LEN(units); u++)
        for (size_t n = 100; n < 1100; n++) {
            size_t unit_len = strlen(units[u]);
            for (size_t i = 0; i < n; i++)
                memcpy(text + i * unit_len, units[u], unit_len);
            text[n * unit_len] = '\0';
            Error err = {0};
            error_set(&err, ERROR_INPUT, "%s", text);
            size_t len = strlen(err.text);
            cr_assert_lt(len, sizeof(err.text));
            cr_assert(str_is_utf8(str_from_c(err.text)));
            if (n * unit_len > 1023) cr_assert(str_ends(str_from_c(err.text), STR("...")));
        }
}
