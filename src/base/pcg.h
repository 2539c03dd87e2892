// SPDX-License-Identifier: MIT
// Seeded 32-bit random numbers, the same on every platform.
//
//   Pcg random = pcg_seed(1, 1);
//   double factor = 0.5 + pcg_share(&random);       // 0.5 … 1.5
#ifndef BASE_PCG_H
#define BASE_PCG_H

#include "base/base.h"

typedef struct Pcg {
    uint64_t state;
    uint64_t increment; // odd; which of 2^63 sequences
} Pcg;

Pcg pcg_seed(uint64_t seed, uint64_t sequence);

// Inline: ten thousand weightings of two hundred weights are drawn for one report.
static inline uint32_t pcg_next(Pcg *random) {
    uint64_t old = random->state;
    random->state = old * 6364136223846793005u + random->increment;
    uint32_t shifted = (uint32_t)(((old >> 18) ^ old) >> 27);
    uint32_t turn = (uint32_t)(old >> 59);
    return (shifted >> turn) | (shifted << ((32 - turn) & 31));
}

// 0 ≤ share < 1, a multiple of 2^-32: exact in a double.
static inline double pcg_share(Pcg *random) {
    return (double)pcg_next(random) / 4294967296.0;
}

#endif
