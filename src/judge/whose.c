// SPDX-License-Identifier: MIT
// Whether what a signal counts can only be written with one framework.
//
//     admin.customised ─► fact ─► base django.contrib.admin.ModelAdmin    Django's: foreign on Flask
//     realtime.websockets ─► calls of fastapi, starlette, aiohttp, …      of several: nobody's
//
// A counterfactual must be something that could happen, and nobody writes Django's admin classes in a
// Flask project. Followed are the names of all clauses, through the facts that they take over; a
// framework owns what its rule counts as an import of it.
//
// Limits: packages that exist only for one framework are not known here, so they are nobody's.
#include "judge/whose.h"

#include "base/banned.h"

enum { FACTS_DEEP_MAX = 6 };

static const FrameworkRule *owner_of_name(const Rules *rules, Str name) {
    for (uint32_t f = 0; f < rules->framework_count; f++) {
        const FrameworkRule *framework = &rules->frameworks[f];
        for (uint32_t c = 0; c < framework->spread_count; c++) {
            const Clause *clause = &framework->spread[c];
            for (uint32_t i = 0; i < clause->name_count; i++) {
                Str top, rest;
                str_cut(clause->names[i], '.', &top, &rest);
                if (str_starts(name, top) && (name.len == top.len || name.ptr[top.len] == '.'))
                    return framework;
            }
        }
    }
    return NULL;
}

static const FactRule *find_fact(const Rules *rules, Str id) {
    for (uint32_t i = 0; i < rules->fact_count; i++)
        if (str_eq(rules->facts[i].id, id)) return &rules->facts[i];
    return NULL;
}

// The one framework that every name of the clauses is of; NULL if they are of several, or of none.
static const FrameworkRule *owner_of(const Rules *rules, const Clause *clauses, uint32_t count,
                                     uint32_t deep) {
    const FrameworkRule *owner = NULL;
    for (uint32_t c = 0; c < count; c++) {
        for (uint32_t i = 0; i < clauses[c].name_count; i++) {
            Str name = clauses[c].names[i];
            const FrameworkRule *of = owner_of_name(rules, name);
            if (clauses[c].kind == PREDICATE_FACT) {
                const FactRule *fact = deep < FACTS_DEEP_MAX ? find_fact(rules, name) : NULL;
                of = fact ? owner_of(rules, fact->clauses, fact->clause_count, deep + 1) : NULL;
            }
            if (of == NULL || (owner && of != owner)) return NULL;
            owner = of;
        }
    }
    return owner;
}

bool whose_is_foreign(const Rules *rules, const SignalRule *signal, const FrameworkRule *base) {
    const FrameworkRule *owner = owner_of(rules, signal->clauses, signal->clause_count, 0);
    return owner && owner != base;
}
