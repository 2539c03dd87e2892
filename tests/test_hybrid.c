// SPDX-License-Identifier: MIT
// Tests of the second framework that serves beside the first.
//
//   Django in 10 files, no routes; FastAPI in 5, 4 routes -> "FastAPI serves the 4 routes here, …"
//
// Each row is a Django project of ten files, some of which use FastAPI too.
#include <criterion/criterion.h>

#include "judge_world.h"

Test(hybrid, a_second_framework_counts_by_its_share_or_its_routes) {
    static const struct {
        uint32_t files; // of ten that import FastAPI
        bool entry;
        uint32_t django_routes, fastapi_routes;
        HybridKind kind;
        const char *text;
    } rows[] = {
        {5, true, 0, 4, HYBRID_UNDER, "FastAPI serves the 4 routes here, Django is beneath them"},
        {1, true, 0, 1, HYBRID_UNDER, "FastAPI serves the 1 route here, Django is beneath them"},
        {3, true, 2, 0, HYBRID_UNDER, "Django serves the 2 routes here, FastAPI is beneath them"},
        {1, true, 9, 4, HYBRID_BOTH,
         "Django serves 9 routes here and FastAPI 4: a migration on its way, or two applications "
         "on purpose"},
        {2, true, 2, 0, HYBRID_NOT, ""},  // neither a quarter of the files nor a route
        {5, false, 2, 3, HYBRID_NOT, ""}, // makes no application
        {5, true, 0, 0, HYBRID_NOT, ""},  // nobody serves
    };
    for (uint32_t i = 0; i < ARRAY_LEN(rows); i++) {
        World w;
        world_open(&w);
        for (uint32_t f = 0; f < 10; f++) {
            uint32_t file = world_file(&w, "shop/x.py", ROLE_APP);
            world_use(&w, WORLD_DJANGO, file);
            if (f == 0) world_entry(&w, WORLD_DJANGO, file);
            if (f < rows[i].files) world_use(&w, WORLD_FASTAPI, file);
            if (f == 0 && rows[i].entry) world_entry(&w, WORLD_FASTAPI, file);
        }
        world_add_hits(&w, &w.routes[WORLD_DJANGO], 1, rows[i].django_routes);
        world_add_hits(&w, &w.routes[WORLD_FASTAPI], 2, rows[i].fastapi_routes);
        const Hybrid *hybrid = &world_judge(&w)->projects[0].hybrid;
        cr_assert_eq(hybrid->kind, rows[i].kind, "row %u: %d", i, (int)hybrid->kind);
        cr_assert(str_eq(hybrid->text, str_from_c(rows[i].text)), "row %u: " STR_FMT, i,
                  STR_ARG(hybrid->text));
        world_close(&w);
    }
}
