// SPDX-License-Identifier: MIT
// What changed since a base, what the team decided, and what a gate made of it, in sentences that
// every format for people says in the same words. Names stand in them as they are: the format makes
// them safe.
#ifndef RENDER_CHANGEWORDS_H
#define RENDER_CHANGEWORDS_H

#include "base/buf.h"
#include "model/change.h"

// "Since origin/main (1a2b3c4d5e6f): 2 new findings, one fixed, 40 as before."
void changewords_findings(const RevisionChange *change, Buf *out);
// "shop/: stay, as before; pull -0.36, was -0.41."; the folder only when there are several.
void changewords_verdict(const Report *report, const VerdictMove *move, Buf *out);
// Whether it says the same as before.
bool changewords_is_same(const VerdictMove *move);
// "async endpoints: 4, was 3"
void changewords_count(const CountMove *move, Buf *out);
// "The team decided to stay on Django. Reason: …"; "" without a record.
void changewords_record(const Report *report, Buf *out);
// "stayorgo.toml is new with this change; it counts from the next one on." for number `index`
void changewords_policy(const RevisionChange *change, uint32_t index, Buf *out);
// "drift passed: …", "flip failed: …"
void changewords_gate(const GateResult *gate, Buf *out);

#endif
