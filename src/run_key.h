// SPDX-License-Identifier: MIT
// A part of the pipeline: what a report depends on, as bytes that a key of the cache is made of.
#ifndef RUN_KEY_H
#define RUN_KEY_H

#include "base/buf.h"
#include "run.h"

void run_key_number(Buf *key, uint64_t number);
void run_key_text(Buf *key, Str text);

// The options that a scan without a past depends on, but for what is scanned and the record.
// Out:    false if something has a say that no key tells of: then nothing is to be found or kept
bool run_key_options(const RunOptions *options, Buf *key);

// What is scanned, where that is a commit or an index. False if it is neither, or cannot be read.
bool run_key_snapshot(const RunOptions *options, Buf *key);
// The commit that it is compared with; nothing without one.
bool run_key_base(const RunOptions *options, Buf *key);

#endif
