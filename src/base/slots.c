// SPDX-License-Identifier: MIT
// A few things of which each may be in one thread's hands at a time.
//
//   slots_take -> 0     slots_take -> 1     slots_give(0)     slots_take -> 0
//
// How: one bit a slot in an atomic word; the lowest free bit is tried until it is ours. Nobody
// waits: where all are taken, the caller has to do without.
#include "base/slots.h"

#include "base/banned.h"

uint32_t slots_take(Slots *slots) {
    unsigned taken = atomic_load(&slots->taken);
    for (;;) {
        uint32_t slot = 0;
        while (slot < SLOTS_MAX && (taken & (1u << slot)))
            slot++;
        if (slot == SLOTS_MAX) return NONE;
        if (atomic_compare_exchange_weak(&slots->taken, &taken, taken | (1u << slot))) return slot;
    }
}

void slots_give(Slots *slots, uint32_t slot) {
    atomic_fetch_and(&slots->taken, ~(1u << slot));
}
