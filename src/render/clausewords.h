// SPDX-License-Identifier: MIT
// A clause of a rule in words that somebody who has never seen the rule file understands.
#ifndef RENDER_CLAUSEWORDS_H
#define RENDER_CLAUSEWORDS_H

#include "base/buf.h"
#include "model/rules.h"

// "calls of requests.* or urllib.request.urlopen, directly inside an async def".
// In:  default_roles  files that are looked at when the rule says nothing: not mentioned then
void clausewords_add(const Rules *rules, const Clause *clause, uint32_t default_roles, Buf *out);
// Title of a fact or signal, "" for a syntax fact.
Str clausewords_title(const Rules *rules, Str id);

#endif
