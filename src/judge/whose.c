// SPDX-License-Identifier: MIT
// Whether what a signal counts can only be written with one framework.
//
//     admin.customised ─► fact ─► base django.contrib.admin.ModelAdmin    Django's: foreign on Flask
//     realtime.websockets ─► calls of fastapi, starlette, aiohttp, …      of several: nobody's
//
// A counterfactual must be something that could happen, and nobody writes Django's admin classes in a
// Flask project. Followed are the names of all clauses, through the facts that they take over; a
// framework owns what its rule counts as an import of it, and packages that bear its name.
//
// Limits: a package for one framework only that does not say so in its name is nobody's.
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

// "django-filter" is Django's by its name.
static const FrameworkRule *owner_of_package(const Rules *rules, Str package) {
    for (uint32_t f = 0; f < rules->framework_count; f++) {
        Str id = rules->frameworks[f].id;
        if (str_starts(package, id) && (package.len == id.len || package.ptr[id.len] == '-'))
            return &rules->frameworks[f];
    }
    return NULL;
}

static const FactRule *find_fact(const Rules *rules, Str id) {
    for (uint32_t i = 0; i < rules->fact_count; i++)
        if (str_eq(rules->facts[i].id, id)) return &rules->facts[i];
    return NULL;
}

typedef struct Owners {
    const FrameworkRule *owner; // of the names so far
    uint32_t owned, nobodys;    // names
    bool is_shared;             // names of two frameworks
} Owners;

static void add_owner(Owners *owners, const FrameworkRule *of) {
    if (of == NULL) {
        owners->nobodys++;
        return;
    }
    owners->is_shared |= owners->owner && owners->owner != of;
    owners->owner = of;
    owners->owned++;
}

// The one framework that the names of the clauses are of, but for a few that are nobody's; NULL if
// they are of several, or most of none.
static const FrameworkRule *owner_of(const Rules *rules, const Clause *clauses, uint32_t count,
                                     uint32_t deep) {
    Owners owners = {0};
    for (uint32_t c = 0; c < count; c++) {
        for (uint32_t i = 0; i < clauses[c].name_count; i++) {
            Str name = clauses[c].names[i];
            const FrameworkRule *of = owner_of_name(rules, name);
            if (clauses[c].kind == PREDICATE_DEPENDENCY) of = owner_of_package(rules, name);
            if (clauses[c].kind == PREDICATE_FACT) {
                const FactRule *fact = deep < FACTS_DEEP_MAX ? find_fact(rules, name) : NULL;
                of = fact ? owner_of(rules, fact->clauses, fact->clause_count, deep + 1) : NULL;
            }
            add_owner(&owners, of);
        }
    }
    return owners.is_shared || owners.owned <= owners.nobodys ? NULL : owners.owner;
}

bool whose_is_foreign(const Rules *rules, const SignalRule *signal, const FrameworkRule *base) {
    const FrameworkRule *owner = owner_of(rules, signal->clauses, signal->clause_count, 0);
    return owner && owner != base;
}
