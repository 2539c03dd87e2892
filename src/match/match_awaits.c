// SPDX-License-Identifier: MIT
// Does a function wait for anything itself?
//
//   async def show(id):                 waits
//       return await db.get(id)
//   async def total(rows):              does not: the inner function waits, not this one
//       async def later(): await x()
//
// How: `await`, `async for`, `async with` and asynchronous comprehensions are facts with a scope; one
// pass over them marks the functions whose own bodies they stand in, when first asked for a file.
// Limits: a function that returns a coroutine for its caller to await does not wait itself.
#include "match/matcher.h"

#include "base/banned.h"

static bool is_waiting(FactKind kind) {
    return kind == FACT_AWAIT || kind == FACT_ASYNC_FOR || kind == FACT_ASYNC_WITH ||
           kind == FACT_ASYNC_COMPREHENSION;
}

static void mark_functions(Matcher *m) {
    const FileFacts *facts = m->facts;
    m->waits = arena_array(m->scratch, bool, facts->functions.len);
    for (uint32_t i = 0; i < facts->facts.len; i++) {
        const Fact *fact = &facts->facts.items[i];
        if (!is_waiting(fact->kind)) continue;
        uint32_t scope = facts_scope_function(facts, fact->scope);
        if (scope != NONE && facts->scopes.items[scope].def != NONE)
            m->waits[facts->scopes.items[scope].def] = true;
    }
}

bool match_function_waits(Matcher *m, uint32_t function) {
    if (!m->waits) mark_functions(m);
    return m->waits[function];
}
