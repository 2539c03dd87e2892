// SPDX-License-Identifier: MIT
// Runs one function over an index range on all cores, with a barrier at the end.
//
// Workers take the next index from one atomic counter and write only what belongs to that index and
// to their worker number. No locks. With one thread, or few items, everything runs in the caller's
// thread. `ctx` is shared: what several workers read in it must be frozen before the call.
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/base.h"

typedef void (*PoolFn)(void *ctx, uint32_t index, uint32_t worker);

uint32_t pool_default_threads(void); // online cores, at least 1, at most POOL_MAX_THREADS
#define POOL_MAX_THREADS 64

// Calls fn(ctx, i, worker) once for every i in [0, n); worker is in [0, threads). Returns when all
// are done. If a thread cannot be started, the others do its share.
void pool_for(uint32_t threads, uint32_t n, PoolFn fn, void *ctx);

#endif
