// SPDX-License-Identifier: MIT
// How a finding is known again: a hash of its rule, the definition around it, its code without
// layout, and its number among equals.
//
//     requests.get(URL, timeout=5)     CALL(NAME requests.get, NAME URL, KEYWORD timeout(NUMBER 5))
//     requests.get(  # slow
//         URL, timeout=5,              the same
//     )
//
// How: the code is the tree that the facts hold, written kind first; so line ends, quotes, parentheses
// and comments leave it as it is, and no source text is needed. No path and no line go in: equals are
// numbered in the order of the report, which a moved line or a renamed folder changes for the places
// but not for the set of fingerprints.
//
// Limits: long strings are known by their first EXPR_TEXT_MAX bytes.
#include "finding/desk.h"

#include "base/banned.h"

enum { DEPTH_MAX = 200 };

static void write_tree(const FileFacts *facts, uint32_t expr, uint32_t depth, Buf *out) {
    const Expr *e = &facts->exprs.items[expr];
    buf_fmt(out, "%u %u %u ", e->kind, (unsigned)e->is_formatted, e->text.len);
    buf_str_add(out, e->text);
    if (e->first == NONE || depth == DEPTH_MAX) return;
    buf_char(out, '(');
    for (uint32_t child = e->first; child != NONE; child = facts->exprs.items[child].next)
        write_tree(facts, child, depth + 1, out);
    buf_char(out, ')');
}

static Str identity_of(Desk *desk, const Draft *draft) {
    Buf text = buf_new(&desk->scratch);
    buf_fmt(&text, STR_FMT "\n" STR_FMT "\n" STR_FMT "\n", STR_ARG(draft->finding.rule->id),
            STR_ARG(draft->inner_symbol), STR_ARG(draft->key));
    if (draft->key.len == 0 && draft->expr != NONE)
        write_tree(&desk->program->files[draft->program_file], draft->expr, 0, &text);
    return buf_str(&text);
}

void fingerprint_all(Desk *desk) {
    Map seen = map_new(&desk->scratch, desk->drafts.len);
    for (uint32_t i = 0; i < desk->drafts.len; i++) {
        Draft *draft = &desk->drafts.items[i];
        if (draft->finding.fingerprint[0]) continue; // it was read back
        Str identity = identity_of(desk, draft);
        uint32_t number = (*map_slot(&seen, identity, 0))++;
        Str whole = str_fmt(&desk->scratch, STR_FMT "\n%u", STR_ARG(identity), number);
        str_hash128(whole, draft->finding.fingerprint);
    }
}
