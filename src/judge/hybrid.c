// SPDX-License-Identifier: MIT
// Whether a second framework serves beside the one a project is built on, and how they share the
// work.
//
//     Django in 27 files, no URL pattern; FastAPI in 16 files, 32 routes
//     ─►  "FastAPI serves the 32 routes here; Django is beneath them"
//     Flask in 9 files, 24 routes; FastAPI in 5 files, 11 routes
//     ─►  "Flask serves 24 routes and FastAPI 11 …"
//
// A second framework counts when it makes an application of its own and is in a good share of the
// files, or serves routes. Frameworks that are layers of each other (Starlette below FastAPI) make
// one application, so the lower one is none.
//
// Limits: whether two that both serve are a migration half done or there on purpose, code does not
// say; the text says both.
#include "judge/hybrid.h"

#include "base/banned.h"

static Str describe(const FrameworkUse *a, const FrameworkUse *b, Arena *arena) {
    if (a->routes && b->routes) {
        return str_fmt(arena,
                       STR_FMT " serves %u route%s here and " STR_FMT
                               " %u: a migration on its way, or two applications on purpose",
                       STR_ARG(a->rule->title), a->routes, a->routes == 1 ? "" : "s",
                       STR_ARG(b->rule->title), b->routes);
    }
    const FrameworkUse *above = a->routes ? a : b;
    const FrameworkUse *below = a->routes ? b : a;
    return str_fmt(arena, STR_FMT " serves the %u route%s here, " STR_FMT " is beneath them",
                   STR_ARG(above->rule->title), above->routes, above->routes == 1 ? "" : "s",
                   STR_ARG(below->rule->title));
}

void hybrid_judge(const Rules *rules, Arena *arena, Project *project) {
    project->hybrid = (Hybrid){0};
    const FrameworkUse *second = report_second(rules, project);
    if (second == NULL) return;
    bool both = project->base->routes && second->routes;
    project->hybrid = (Hybrid){
        .kind = both ? HYBRID_BOTH : HYBRID_UNDER,
        .second = second,
        .text = describe(project->base, second, arena),
    };
}
