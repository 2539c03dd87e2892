// SPDX-License-Identifier: MIT
// A few things of which each may be in one thread's hands at a time, without waiting.
//
//   Slots slots = {0};
//   uint32_t i = slots_take(&slots);         // NONE: all are taken
//   if (i != NONE) { use(things[i]); slots_give(&slots, i); }
#ifndef BASE_SLOTS_H
#define BASE_SLOTS_H

#include <stdatomic.h>

#include "base/base.h"

enum { SLOTS_MAX = 16 };

typedef struct Slots {
    atomic_uint taken; // one bit a slot
} Slots;

// The lowest slot that is free. What the thread that had it before wrote is seen.
uint32_t slots_take(Slots *slots);
void slots_give(Slots *slots, uint32_t slot);

#endif
