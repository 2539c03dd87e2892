// SPDX-License-Identifier: MIT
// Seeded numbers for tests over many random inputs: the same on every machine (xorshift64).
//
//   Random random = {20};
//   for (int round = 0; round < 2000; round++) … random_below(&random, 10) …
#ifndef TESTS_SEEDED_H
#define TESTS_SEEDED_H

#include "base/base.h"

typedef struct Random {
    uint64_t state; // not 0
} Random;

// 0 … below−1
static inline uint32_t random_below(Random *random, uint32_t below) {
    random->state ^= random->state << 13;
    random->state ^= random->state >> 7;
    random->state ^= random->state << 17;
    return (uint32_t)(random->state >> 32) % below;
}

// 0 … 1
static inline double random_share(Random *random) {
    return random_below(random, 10001) / 10000.0;
}

#endif
