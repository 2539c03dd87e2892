// SPDX-License-Identifier: MIT
// Full paths of routes, by the built-in rules: one project for each way to put routers together.
#include "match_project.h"

#include "base/banned.h"

extern const Rules rules_builtin; // rules/rules.h would bring another Project along

// "view full_path other_path; …" in the order of the files; "-" where no full path is known.
static Str paths_text(Project *p, const Matches *matches) {
    Buf buf = buf_new(&p->arena);
    for (uint32_t i = 0; i < matches->route_count; i++) {
        const Route *route = &matches->routes[i];
        if (route->view.len == 0) continue;
        if (buf_str(&buf).len > 0) buf_c(&buf, "; ");
        uint32_t dot = str_rfind(route->view, '.');
        Str view = dot == NONE ? route->view : str_sub(route->view, dot + 1, route->view.len);
        buf_str_add(&buf, view);
        for (uint32_t k = 0; k < route->full_path_count; k++)
            buf_fmt(&buf, " '" STR_FMT "'", STR_ARG(route->full_paths[k]));
        if (route->full_path_count == 0) buf_c(&buf, " -");
    }
    return buf_str(&buf);
}

static void expect_paths(const ProjectFile *files, uint32_t n, const char *wanted) {
    for (uint32_t threads = 1; threads <= 3; threads += 2) {
        Project *p = project_new(files, n);
        p->names = rules_builtin.names;
        project_resolve(p, threads);
        Matches matches = match_of(p, &rules_builtin, threads);
        Str paths = paths_text(p, &matches);
        cr_expect(str_eq(paths, str_from_c(wanted)), "%s: got  " STR_FMT "\n  want " STR_FMT,
                  files[0].path, STR_ARG(paths), STR_ARG(str_from_c(wanted)));
        project_free(p);
    }
}
#define EXPECT_PATHS(files, wanted) expect_paths((files), ARRAY_LEN(files), (wanted))

#define DJANGO "from django.urls import path, re_path, include\nfrom views import a, b, c\n"
#define VIEWS                                                                                      \
    { "views.py", "def a(r): ...\ndef b(r): ...\ndef c(r): ...\n" }
#define FASTAPI "from fastapi import APIRouter, FastAPI\n"
#define FLASK "from flask import Blueprint, Flask\n"

// --- Django --------------------------------------------------------------------------------------

Test(route_paths, django_includes_of_modules_names_and_lists) {
    static const ProjectFile BY_TEXT[] = {
        {"shop/__init__.py", ""},
        {"shop/urls.py", DJANGO "urlpatterns = [path('one/', a)]\n"},
        {"urls.py", DJANGO "import shop.urls\n"
                           "urlpatterns = [path('x/', include('shop.urls')), "
                           "path('y/', include(shop.urls))]\n"},
        VIEWS,
    };
    EXPECT_PATHS(BY_TEXT, "a 'x/one/' 'y/one/'; urls 'x/'; urls 'y/'");
    static const ProjectFile BY_NAME[] = {
        {"urls.py", DJANGO "inner = [path('one/', a)]\nmore = [path('two/', b)]\n"
                           "urlpatterns = [path('x/', include(inner)),\n"
                           "    path('y/', include((more, 'app'))),\n"
                           "    path('z/', include(([path('three/', c)], 'app'), 'name'))]\n"},
        VIEWS,
    };
    EXPECT_PATHS(BY_NAME, "a 'x/one/'; b 'y/two/'; inner 'x/'; c 'z/three/'");
}

Test(route_paths, django_lists_that_are_added_up) {
    static const ProjectFile FILES[] = {
        {"one.py", DJANGO "urlpatterns = [path('one/', a)]\n"},
        {"two.py", DJANGO "urlpatterns = [path('two/', b)]\nurlpatterns += [path('more/', c)]\n"},
        {"urls.py", DJANGO "from one import urlpatterns as first\n"
                           "from two import urlpatterns as second\n"
                           "ur = []\nur += first\nur += second\nur.append(path('d/', a))\n"
                           "ur.extend([path('e/', b)])\n"
                           "urlpatterns = [path('x/', include(ur))] + [path('last/', c)]\n"
                           "if DEBUG:\n    urlpatterns = [path('debug/', c), *urlpatterns]\n"},
        VIEWS,
    };
    EXPECT_PATHS(FILES, "a 'x/one/'; b 'x/two/'; c 'x/more/'; a 'x/d/'; b 'x/e/'; ur 'x/'; "
                        "c 'last/'; c 'debug/'");
}

Test(route_paths, django_lists_of_either_branch) {
    static const ProjectFile FILES[] = {
        {"shop.py", DJANGO "if X:\n    urlpatterns = [path('old/', a)]\n"
                           "else:\n    urlpatterns = [path('new/', b)]\n"},
        {"urls.py", DJANGO "urlpatterns = [path('shop/', include('shop'))]\n"},
        VIEWS,
    };
    EXPECT_PATHS(FILES, "a 'shop/old/'; b 'shop/new/'; shop 'shop/'");
}

Test(route_paths, django_functions_that_make_lists) {
    static const ProjectFile FILES[] = {
        {"urls.py", DJANGO "def pages():\n    found = []\n    found.append(path('one/', a))\n"
                           "    return found\n"
                           "urlpatterns = [path('x/', include(pages()))]\n"},
        VIEWS,
    };
    EXPECT_PATHS(FILES, "a 'x/one/'; pages 'x/'");
}

Test(route_paths, django_wrappers_of_lists) {
    static const ProjectFile FILES[] = {
        {"api.py", DJANGO "from rest_framework.urlpatterns import format_suffix_patterns\n"
                          "urlpatterns = [path('one/', a)]\n"
                          "urlpatterns = format_suffix_patterns(urlpatterns)\n"},
        {"urls.py", DJANGO "from django.conf.urls.i18n import i18n_patterns\n"
                           "urlpatterns = [path('api/', include('api'))]\n"
                           "urlpatterns += i18n_patterns(path('two/', b))\n"},
        VIEWS,
    };
    EXPECT_PATHS(FILES, "a 'api/one/'; api 'api/'; b '${language}/two/'");
}

Test(route_paths, view_sets_on_routers) {
    static const ProjectFile FILES[] = {
        {"api.py", DJANGO
         "from rest_framework.routers import DefaultRouter\n"
         "from rest_framework.viewsets import ViewSet\nfrom rest_framework.decorators import "
         "action\n"
         "class Mixin:\n    @action(detail=False)\n    def count(self, request): ...\n"
         "class Orders(Mixin, ViewSet):\n    @action(detail=True)\n    def pay(self, request): "
         "...\n"
         "def more(router):\n    router.register('late', Orders)\n    return router\n"
         "router = DefaultRouter()\nrouter.register('orders', Orders)\nrouter = more(router)\n"
         "lost = DefaultRouter()\nlost.register('lost', Orders)\n"},
        {"urls.py", DJANGO "from api import router\n"
                           "urlpatterns = [path('api/', include(router.urls))]\n"},
        VIEWS,
    };
    EXPECT_PATHS(FILES, "count 'api/late/count' 'api/orders/count'; pay 'api/late/{pk}/pay' "
                        "'api/orders/{pk}/pay'; Orders 'api/late'; "
                        "Orders 'api/orders'; Orders -; urls 'api/'");
}

// --- What only a run can tell ---------------------------------------------------------------------

Test(route_paths, computed_parts_are_gaps) {
    static const ProjectFile FILES[] = {
        {"urls.py",
         DJANGO "from django.conf import settings\nimport os\nBASE = 'base/'\nUNKNOWN = f()\n"
                "urlpatterns = [\n"
                "    path(settings.BASE_PATH, include([path('one/', a)])),\n"
                "    path(UNKNOWN + 'x/', a),\n"
                "    path(f'{BASE}y/', a),\n"
                "    path(f'{BASE}{os.path.join(x)}/z/{UNKNOWN}', a),\n"
                "    re_path(rf'^{UNKNOWN:>{width}}api/', a),\n"
                "    path('{}x/{name}/{0}'.format(g('p'), name=BASE), b),\n"
                "    path('%sq/%s' % (BASE, UNKNOWN), b),\n"
                "    path('%s/' % BASE, b),\n"
                "    path('only {} one'.format(), b),\n"
                "    path('}{'.format(1), b),\n"
                "    path(h(), c)]\n"},
        VIEWS,
    };
    EXPECT_PATHS(
        FILES,
        "a '${settings.BASE_PATH}one/'; a '${UNKNOWN}x/'; "
        "a 'base/y/'; a 'base/${os.path.join()}/z/${UNKNOWN}'; a '^${UNKNOWN}api/'; "
        "b '${g()}x/base//${g()}'; b 'base/q/${UNKNOWN}'; b 'base//'; b 'only ${...} one'; b '}{'; "
        "c '${h()}'");
}

// Formats of formats of formats end.
Test(route_paths, texts_that_explode_are_cut) {
    static const ProjectFile FILES[] = {
        {"urls.py",
         DJANGO "A = ''\nB = f'{A}{A}{A}{A}{A}{A}{A}{A}'\nC = f'{B}{B}{B}{B}{B}{B}{B}{B}'\n"
                "D = f'{C}{C}{C}{C}{C}{C}{C}{C}'\nE = f'{D}{D}{D}{D}{D}{D}{D}{D}'\n"
                "urlpatterns = [path(f'{E}{E}{E}end', a)]\n"},
        VIEWS,
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    p->names = rules_builtin.names;
    project_resolve(p, 1);
    Matches matches = match_of(p, &rules_builtin, 1);
    Str path = matches.routes[0].full_paths[0];
    cr_expect(str_ends(path, STR("end")) && path.len < 2 * EXPR_TEXT_MAX, STR_FMT, STR_ARG(path));
    project_free(p);
}

// --- FastAPI -------------------------------------------------------------------------------------

Test(route_paths, routers_in_routers) {
    static const ProjectFile FILES[] = {
        {"app.py",
         FASTAPI "from users import router as users\n"
                 "api = APIRouter(prefix='/api')\napi.include_router(users, prefix='/v1')\n"
                 "api.include_router(users, prefix='/v2')\n"
                 "app = FastAPI()\napp.include_router(api)\n"
                 "@app.get('/')\ndef root(): ...\n"},
        {"users.py",
         FASTAPI "router = APIRouter(prefix='/users')\nlost = APIRouter(prefix='/lost')\n"
                 "@router.get('/{id}')\ndef one(id): ...\n"
                 "@lost.get('/x')\ndef nowhere(): ...\n"},
    };
    EXPECT_PATHS(FILES, "root '/'; one '/api/v1/users/{id}' '/api/v2/users/{id}'; nowhere -");
}

Test(route_paths, routers_in_loops) {
    static const ProjectFile FILES[] = {
        {"app.py", FASTAPI "import users, orders\nfrom routers import ALL\n"
                           "app = FastAPI()\n"
                           "for module in (users, orders):\n"
                           "    app.include_router(module.router, prefix='/m')\n"
                           "for router in ALL:\n    app.include_router(router, prefix='/all')\n"
                           "for prefix, router in [('/t', users.router)]:\n"
                           "    app.include_router(router, prefix=prefix)\n"
                           "def more(flag):\n"
                           "    for router in [users.router] if flag else [orders.router]:\n"
                           "        app.include_router(router, prefix='/c')\n"},
        {"orders.py", FASTAPI "router = APIRouter()\n@router.get('/orders')\ndef orders(): ...\n"},
        {"routers.py", "import orders\nALL = [orders.router]\n"},
        {"users.py", FASTAPI "router = APIRouter()\n@router.get('/users')\ndef users(): ...\n"},
    };
    EXPECT_PATHS(FILES, "orders '/m/orders' '/all/orders' '/c/orders'; "
                        "users '/m/users' '${prefix}/users' '/c/users'");
}

Test(route_paths, applications_as_arguments) {
    static const ProjectFile FILES[] = {
        {"app.py",
         FASTAPI "from more import add, Pages\n"
                 "def create():\n    app = FastAPI()\n    add(app, '/x')\n    Pages(app)\n"
                 "    return app\n"
                 "main = FastAPI()\nmain.mount('/sub', create())\n"},
        {"more.py", FASTAPI "def add(app: FastAPI, prefix):\n"
                            "    @app.get(prefix + '/added')\n    def added(): ...\n"
                            "class Pages:\n    def __init__(self, app):\n"
                            "        self.router = APIRouter(prefix='/pages')\n"
                            "        app.include_router(self.router)\n"
                            "        @self.router.get('/one')\n        def one(): ...\n"},
    };
    EXPECT_PATHS(FILES, "create '/sub'; added '/sub/x/added'; one '/sub/pages/one'");
}

Test(route_paths, routers_that_are_fields) {
    static const ProjectFile FILES[] = {
        {"app.py", FASTAPI "from dataclasses import dataclass, field\n"
                           "@dataclass\nclass Tiles:\n"
                           "    router: APIRouter = field(default_factory=APIRouter)\n"
                           "    def __post_init__(self):\n"
                           "        @self.router.get('/tiles')\n        def tiles(): ...\n"
                           "app = FastAPI()\ntiles = Tiles()\n"
                           "app.include_router(tiles.router, prefix='/map')\n"},
    };
    EXPECT_PATHS(FILES, "tiles '/map/tiles'");
}

// --- Flask and others -----------------------------------------------------------------------------

Test(route_paths, blueprints_and_resources) {
    static const ProjectFile FILES[] = {
        {"app.py", FLASK "from api import blueprint, looped, pages\n"
                         "def create_app():\n    app = Flask(__name__)\n"
                         "    app.register_blueprint(blueprint)\n"
                         "    app.register_blueprint(pages, url_prefix='/new')\n"
                         "    [app.register_blueprint(b, url_prefix='/in') for b in [looped]]\n"
                         "    return app\n"},
        {"api.py",
         FLASK "from flask_restful import Api, Resource\n"
               "blueprint = Blueprint('api', __name__, url_prefix='/api')\n"
               "api = Api(blueprint)\nclass Orders(Resource): ...\n"
               "api.add_resource(Orders, '/orders', '/o')\n"
               "pages = Blueprint('pages', __name__, url_prefix='/old')\n"
               "lost = Blueprint('lost', __name__)\nlooped = Blueprint('looped', __name__)\n"
               "@looped.route('/looped')\ndef in_loop(): ...\n"
               "@pages.route('/page')\ndef page(): ...\n"
               "@lost.route('/lost')\ndef nowhere(): ...\n"},
    };
    EXPECT_PATHS(
        FILES,
        "Orders '/api/orders'; Orders '/api/o'; in_loop '/in/looped'; page '/new/page'; nowhere -");
}
