// SPDX-License-Identifier: MIT
// Resources: which groups of routes are records that are read, created and changed.
#include "match_project.h"

#include "base/banned.h"

#define API                                                                                        \
    "from fastapi import APIRouter\nfrom flask import Flask\nr = APIRouter()\nf = Flask('x')\n"
#define VIEW "def view(): ...\n"

static const Clause ROUTES = {.kind = PREDICATE_DECORATOR,
                              .route = true,
                              .roles = ROLES_ALL,
                              NAMES(S("fastapi.APIRouter.*"), S("flask.Flask.*"))};
static const Clause RESOURCES = {.kind = PREDICATE_RESOURCE, .roles = ROLES_ALL, NAMES(S("*"))};
static const FactRule FACTS[] = {
    {S("routes"), S("Routes"), COUNT_EACH, false, &ROUTES, 1, {0}},
    {S("resources"), S("Resources"), COUNT_EACH, false, &RESOURCES, 1, {0}},
};

Test(match_resources, are_read_created_and_changed) {
    const struct {
        const char *source, *hits;
    } rows[] = {
        {API "@r.post('/a')\n" VIEW "@r.get('/a/{id}')\n" VIEW "@r.delete('/a/{id}')\n" VIEW,
         "app.py:5:2 /a"},
        {API "@r.get('/a')\n" VIEW "@r.post('/a')\n" VIEW, ""},
        {API "@r.get('/a')\n" VIEW "@r.post('/b')\n" VIEW "@r.patch('/c')\n" VIEW, ""},
        {API "@r.get('')\n" VIEW "@r.post('')\n" VIEW "@r.put('/{id}')\n" VIEW, "app.py:5:2"},
        {API "@r.get('/a/{x}/b')\n" VIEW "@r.post('/a/{x}/b/')\n" VIEW
             "@r.put('/a/{x}/b/{y}')\n" VIEW,
         "app.py:5:2 /a/{x}/b"},
        {API "@f.route('/a', methods=['GET', 'POST'])\n" VIEW
             "@f.route('/a/<int:id>', methods=['PUT', 'DELETE'])\n" VIEW,
         "app.py:5:2 /a"},
        {API "@f.get('/a/list')\n" VIEW "@f.post('/a/add')\n" VIEW
             "@f.post('/a/<id>/delete')\n" VIEW,
         "app.py:5:2 /a/list"},
        {API "@f.get('/a')\n" VIEW "@f.post('/a/add')\n" VIEW "@f.post('/a/<id>/vote')\n" VIEW, ""},
        {API "@r.get('/a')\n" VIEW "@r.post('/a')\n" VIEW "@r.delete('/a')\n" VIEW, ""},
        {API "@r.get(X)\n" VIEW "@r.post(X)\n" VIEW "@r.put(X)\n" VIEW, ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        ProjectFile file = {"app.py", rows[i].source};
        Project *p = project_new(&file, 1);
        project_resolve(p, 1);
        Rules rules = {.facts = FACTS, .fact_count = ARRAY_LEN(FACTS)};
        Matches matches = match_of(p, &rules, 1);
        Str hits = hits_text(p, matches.facts[1].hits);
        cr_expect(str_eq(hits, str_from_c(rows[i].hits)), "row %zu: " STR_FMT, i, STR_ARG(hits));
        project_free(p);
    }
}
