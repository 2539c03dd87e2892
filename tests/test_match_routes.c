// SPDX-License-Identifier: MIT
// Routes as they are written: methods, path, view and async of every way to register one.
#include "match_project.h"

#include "base/banned.h"

static const Clause CLAUSES[] = {
    {.kind = PREDICATE_DECORATOR, .route = true, .roles = ROLES_ALL, NAMES(S("web.*"))},
    {.kind = PREDICATE_CALL, .route = true, .roles = ROLES_ALL, NAMES(S("web.*"))},
};
static const FactRule FACTS[] = {{S("routes"), S("Routes"), COUNT_EACH, false, CLAUSES, 2, {0}}};

static Str routes_text(Project *p, const Matches *matches) {
    Buf buf = buf_new(&p->arena);
    for (uint32_t i = 0; i < matches->route_count; i++) {
        const Route *r = &matches->routes[i];
        buf_fmt(&buf, "%s%u " STR_FMT "|" STR_FMT "|" STR_FMT "%s", i ? "\n" : "", r->pos.row + 1,
                STR_ARG(r->methods), STR_ARG(r->path), STR_ARG(r->view),
                r->is_async ? " async" : "");
    }
    return buf_str(&buf);
}

Test(match_routes, every_order_of_arguments) {
    static const ProjectFile FILES[] = {
        {"shop/__init__.py", ""},
        {"shop/urls.py",
         "import web\nfrom shop import views\n"
         "@web.app.get('/a/{id}')\nasync def one(id): ...\n"
         "@web.app.route('/b', methods=['GET', 'POST'])\ndef two(): ...\n"
         "@web.app.websocket('/c')\nasync def three(socket): ...\n"
         "@web.namespace.route('/d')\nclass Four:\n"
         "    @web.expose('/e')\n    def inner(self): ...\n"
         "web.app.add_api_route('/f', views.page)\n"
         "web.app.add_url_rule('/g', 'g', view_func=views.page, methods=['PUT'])\n"
         "web.app.add_url_rule('/h', 'h', two)\n"
         "web.api.add_resource(views.Page, '/i', '/j')\n"
         "web.router.add_route('DELETE', '/k', views.load)\n"
         "web.router.add_get('/l', views.load)\n"
         "web.path('m/', views.Page.as_view(), name='m')\n"
         "web.path('n/', login_required(cached(10)(views.page)))\n"
         "web.path('o/' + X, csrf_exempt(views.page))\n"
         "web.path(path='p/', view=views.page)\n"
         "web.path('q/', include('shop.more'))\nweb.path('', lambda: 1)\nweb.path()\n"
         "made = views.Page.as_view('x')\nweb.app.add_url_rule('/r', view_func=cached(made))\n"},
        {"shop/views.py", "def page(): ...\nasync def load(): ...\nclass Page: ...\n"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    Rules rules = {.facts = FACTS, .fact_count = ARRAY_LEN(FACTS)};
    Matches matches = match_of(p, &rules, 2);
    Str text = routes_text(p, &matches);
    const char *wanted = "3 GET|/a/{id}|one async\n"
                         "5 GET POST|/b|two\n"
                         "7 WEBSOCKET|/c|three async\n"
                         "9 |/d|Four\n"
                         "11 |/e|Four.inner\n"
                         "13 |/f|shop.views.page\n"
                         "14 PUT|/g|shop.views.page\n"
                         "15 |/h|two\n"
                         "16 |/i|shop.views.Page\n"
                         "16 |/j|shop.views.Page\n"
                         "17 DELETE|/k|shop.views.load async\n"
                         "18 GET|/l|shop.views.load async\n"
                         "19 |m/|shop.views.Page\n"
                         "20 |n/|shop.views.page\n"
                         "21 ||shop.views.page\n"
                         "22 |p/|shop.views.page\n"
                         "23 |q/|shop.more\n"
                         "24 ||\n"
                         "25 ||\n"
                         "27 |/r|shop.views.Page";
    cr_expect(str_eq(text, str_from_c(wanted)), STR_FMT, STR_ARG(text));
    project_free(p);
}

// What a router of the project wraps is registered by it; other clauses do not see through it.
Test(match_routes, methods_that_override_those_of_a_library) {
    static const ProjectFile FILES[] = {
        {"app.py", "import web\n"
                   "class Own(web.Router):\n"
                   "    def add_route(self, path, view): super().add_route(path, view)\n"
                   "router = Own()\ndef page(): ...\nrouter.add_route('/a', page)\n"
                   "class Plain:\n    def add_route(self, path, view): ...\n"
                   "Plain().add_route('/b', page)\n"},
    };
    const Clause CALLS[] = {
        {.kind = PREDICATE_CALL, .roles = ROLES_ALL, NAMES(S("web.Router.add_route"))},
    };
    const FactRule TWO[] = {{S("routes"), S("Routes"), COUNT_EACH, false, CLAUSES, 2, {0}},
                            {S("calls"), S("Calls"), COUNT_EACH, false, CALLS, 1, {0}}};
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    Rules rules = {.facts = TWO, .fact_count = ARRAY_LEN(TWO)};
    Matches matches = match_of(p, &rules, 1);
    Str text = routes_text(p, &matches), calls = hits_text(p, matches.facts[1].hits);
    cr_expect(str_eq(text, STR("3 ||\n6 |/a|page")), STR_FMT, STR_ARG(text));
    cr_expect(str_eq(calls, STR("app.py:3:38 web.Router.add_route")), STR_FMT, STR_ARG(calls));
    project_free(p);
}
