// SPDX-License-Identifier: MIT
// Tests of the parallel loop: every index once, worker numbers in range, works with any thread
// count.
//
//   pool_for(4, 1000, fn, ctx) -> fn called once for each of 0..999, worker in 0..3
//
// Data races are the business of the thread sanitizer, which runs the program, not Criterion.
#include <criterion/criterion.h>
#include <stdatomic.h>

#include "base/pool.h"

enum { N = 20000 };

typedef struct Tally {
    uint8_t calls[N];                     // written by whoever has the index
    uint32_t by_worker[POOL_MAX_THREADS]; // written by that worker only
    uint32_t threads;
    atomic_bool bad_worker;
} Tally;

static void count(void *ctx, uint32_t index, uint32_t worker) {
    Tally *tally = ctx;
    if (worker >= tally->threads) {
        tally->bad_worker = true;
        return;
    }
    tally->calls[index]++;
    tally->by_worker[worker]++;
}

Test(pool, calls_every_index_once) {
    static const struct {
        uint32_t threads;
        uint32_t n;
    } rows[] = {{1, N}, {2, N}, {8, N}, {64, N}, {8, 3}, {8, 1}, {8, 0}, {0, 5}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        Tally tally = {.threads = rows[i].threads ? rows[i].threads : 1};
        pool_for(rows[i].threads, rows[i].n, count, &tally);
        cr_assert_not(tally.bad_worker, "row %zu", i);
        uint32_t total = 0;
        for (uint32_t k = 0; k < N; k++)
            cr_assert_eq(tally.calls[k], k < rows[i].n, "row %zu index %u", i, k);
        for (uint32_t w = 0; w < POOL_MAX_THREADS; w++)
            total += tally.by_worker[w];
        cr_assert_eq(total, rows[i].n);
    }
}

Test(pool, more_threads_than_the_limit_are_capped) {
    Tally tally = {.threads = POOL_MAX_THREADS};
    pool_for(1000, N, count, &tally);
    cr_assert_not(tally.bad_worker);
    for (uint32_t k = 0; k < N; k++)
        cr_assert_eq(tally.calls[k], 1);
}

Test(pool, default_is_in_range) {
    uint32_t threads = pool_default_threads();
    cr_assert(threads >= 1 && threads <= POOL_MAX_THREADS);
}
