// SPDX-License-Identifier: MIT
// The generator PCG32 (PCG-XSH-RR 64/32).
//
//     pcg_seed(42, 54), then pcg_next() six times
//     ─►  a15c02b7 7b47f409 ba1d3330 83d2f293 bfa4784b cbed606e, as its author prints them
//
// Melissa E. O'Neill: "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms
// for Random Number Generation", Harvey Mudd College, HMC-CS-2014-0905, 2014; www.pcg-random.org.
// The library's rand() differs between platforms and has global state; this one is 32 bits out of
// one multiplication of 64, nothing else.
//
// Limits: not for secrets.
#include "base/pcg.h"

#include "base/banned.h"

Pcg pcg_seed(uint64_t seed, uint64_t sequence) {
    Pcg random = {.increment = (sequence << 1) | 1};
    (void)pcg_next(&random);
    random.state += seed;
    (void)pcg_next(&random);
    return random;
}
