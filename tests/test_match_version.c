// SPDX-License-Identifier: MIT
// Tests of version_below: what a requirement allows at most.
#include "match/matcher.h"
#include "match_project.h"

Test(match_version, newest_allowed) {
    const struct {
        const char *spec, *limit;
        bool is_below;
    } rows[] = {
        {"==2.2.28", "4.2", true},
        {"==4.2", "4.2", false},
        {"==4.2.1", "4.2", false},
        {"== 1.11.*", "2", true},
        {"==1.*", "1.5", false},
        {"<2", "2", true},
        {"<2", "1.5", false},
        {"<=2", "2", false},
        {"<=1.9", "2", true},
        {">=1.1, <2.0", "2", true},
        {">=1.1", "9", false},
        {"!=1.0", "9", false},
        {"", "9", false},
        {"*", "9", false},
        {"latest", "9", false},
        {"~=2.2", "3", true},
        {"~=2.2", "2.9", false},
        {"~=2.2.3", "2.3", true},
        {"~=2", "9", false},
        {"^2.2", "3", true},
        {"^2.2", "2.9", false},
        {"^0.95", "0.96", true},
        {"^0", "1", true},
        {"~1.2.3", "1.3", true},
        {"~1", "2", true},
        {"1.0.2", "2", true},
        {"=1.0", "2", true},
        {"===1.0", "1.0.1", true},
        {"1.0rc1", "1.0", false},
        {"==0.95; python_version < '3'", "0.100", true},
        {"^1.0 || ^2.0", "9", false},
        {"==99999999999999999999", "2", false},
        {"==1.2.3.4.5", "1.2.3.5", true},
        {"^", "9", false},
        {"~=", "9", false},
        {"<", "9", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        cr_expect_eq(match_version_is_below(str_from_c(rows[i].spec), str_from_c(rows[i].limit)),
                     rows[i].is_below, "%s below %s", rows[i].spec, rows[i].limit);
}
