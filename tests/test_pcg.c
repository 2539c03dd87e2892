// SPDX-License-Identifier: MIT
// Tests of the seeded random numbers.
//
//   pcg_seed(42, 54) -> a15c02b7, 7b47f409, …: the numbers of its author's demonstration
#include <criterion/criterion.h>

#include "base/pcg.h"

Test(pcg, gives_the_published_numbers) {
    static const uint32_t WANT[] = {0xa15c02b7, 0x7b47f409, 0xba1d3330,
                                    0x83d2f293, 0xbfa4784b, 0xcbed606e};
    Pcg random = pcg_seed(42, 54);
    for (uint32_t i = 0; i < ARRAY_LEN(WANT); i++)
        cr_assert_eq(pcg_next(&random), WANT[i], "number %u", i);
}

Test(pcg, shares_are_even) {
    enum { DRAWS = 100000 };
    Pcg random = pcg_seed(1, 1);
    uint32_t tenths[10] = {0};
    for (uint32_t i = 0; i < DRAWS; i++) {
        double share = pcg_share(&random);
        cr_assert(share >= 0 && share < 1);
        tenths[(uint32_t)(share * 10)]++;
    }
    for (uint32_t i = 0; i < ARRAY_LEN(tenths); i++)
        cr_assert(tenths[i] > 9700 && tenths[i] < 10300, "tenth %u: %u", i, tenths[i]);
}
