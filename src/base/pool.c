// SPDX-License-Identifier: MIT
// Runs one function over an index range on several threads and waits for the end.
//
//   pool_for(4, n_files, parse_file, &stage)   -> parse_file(&stage, i, worker) once for each i
//
// How: workers take the next index from one atomic counter until it passes n. Nothing is queued, so
// there is no lock; a slow file delays only the worker that has it. Threads live for one call:
// starting them costs tens of microseconds, against a phase of milliseconds. The caller is the
// worker with number 0.
// Ownership: `ctx` stays the caller's. Workers share it without locks, so they may read what was
// frozen before the call and write only what belongs to their index or worker number; joining the
// threads makes all of it visible to the caller.
// Limits: POOL_MAX_THREADS; one call at a time on a ctx, and fn must not call pool_for on the same
// data.
#include "base/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/banned.h"

// The same on every system (musl gives 128 KiB, `ulimit -s` moves glibc's), so that depth limits
// hold.
enum { STACK_BYTES = 8 * 1024 * 1024 };

typedef struct Job {
    PoolFn fn;
    void *ctx; // borrowed from the caller of pool_for
    uint32_t n;
    atomic_uint_least64_t next; // wider than n: every worker counts once past the end
} Job;

typedef struct Worker {
    Job *job;
    uint32_t number;
    pthread_t thread;
} Worker;

static void *work(void *arg) {
    const Worker *worker = arg;
    Job *job = worker->job;
    for (;;) {
        uint64_t index = atomic_fetch_add_explicit(&job->next, 1, memory_order_relaxed);
        if (index >= job->n) return NULL;
        job->fn(job->ctx, (uint32_t)index, worker->number);
    }
}

static bool start(Worker *worker) {
    pthread_attr_t attr;
    if (pthread_attr_init(&attr) != 0) return false;
    bool ok = pthread_attr_setstacksize(&attr, STACK_BYTES) == 0 &&
              pthread_create(&worker->thread, &attr, work, worker) == 0;
    pthread_attr_destroy(&attr);
    return ok;
}

uint32_t pool_default_threads(void) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (cores < 1) return 1;
    return cores < POOL_MAX_THREADS ? (uint32_t)cores : POOL_MAX_THREADS;
}

void pool_for(uint32_t threads, uint32_t n, PoolFn fn, void *ctx) {
    if (threads > POOL_MAX_THREADS) threads = POOL_MAX_THREADS;
    if (threads > n) threads = n;
    Job job = {.fn = fn, .ctx = ctx, .n = n};
    Worker workers[POOL_MAX_THREADS];
    uint32_t started = 1; // worker 0 is the caller
    while (started < threads) {
        workers[started] = (Worker){.job = &job, .number = started};
        if (!start(&workers[started])) break;
        started++;
    }
    workers[0] = (Worker){.job = &job, .number = 0};
    work(&workers[0]);
    for (uint32_t i = 1; i < started; i++)
        pthread_join(workers[i].thread, NULL);
}
