// SPDX-License-Identifier: MIT
// Which file an import names: roots, packages, shadowed and generic libraries, names of files.
//
// Each test is a tree of small files; FILES must be sorted by path.
#include "resolve_project.h"

#include "base/banned.h"

typedef struct Row {
    const char *path;
    uint32_t import; // index into the file's imports
    const char *meaning;
} Row;

static void expect_imports(Project *p, const Row *rows, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint32_t f = project_file(p, rows[i].path);
        Str meaning = project_describe(p, p->program.names[f].imports[rows[i].import]);
        cr_expect(str_eq(meaning, str_from_c(rows[i].meaning)), "%s: import %u is %s, not " STR_FMT,
                  rows[i].path, rows[i].import, rows[i].meaning, STR_ARG(meaning));
    }
}

static void expect_name(Project *p, const char *path, const char *module) {
    Str name = p->program.modules[project_file(p, path)];
    cr_expect(str_eq(name, str_from_c(module)), "%s is %s, not " STR_FMT, path, module,
              STR_ARG(name));
}

Test(modules, roots_of_a_repository) {
    static const ProjectFile FILES[] = {
        {"backend/apps/__init__.py", ""},
        {"backend/apps/shop.py", "import apps\nfrom settings import dev\nimport tools.report\n"},
        {"backend/manage.py", "from apps import shop\n"},
        {"backend/settings/dev.py", "from backend import apps\n"},
        {"lib/pyproject.toml", NULL},
        {"lib/src/tools/__init__.py", ""},
        {"lib/src/tools/report.py",
         "from . import nothing\nfrom ... import far\nfrom tools import report\n"},
        {"main.py", "import backend.apps.shop\nimport numpy\nimport apps.missing\n"},
    };
    static const Row ROWS[] = {
        {"backend/apps/shop.py", 0, "module backend/apps/__init__.py"},
        {"backend/apps/shop.py", 1, "module backend/settings/dev.py"},
        {"backend/apps/shop.py", 2, "module lib/src/tools/report.py"},
        {"backend/manage.py", 0, "module backend/apps/shop.py"},
        {"backend/settings/dev.py", 0, "module backend/apps/__init__.py"},
        {"lib/src/tools/report.py", 0, "unknown attribute"},
        {"lib/src/tools/report.py", 1, "unknown attribute"},
        {"lib/src/tools/report.py", 2, "module lib/src/tools/report.py"},
        {"main.py", 0, "module backend/apps/shop.py"},
        {"main.py", 1, "external numpy"},
        {"main.py", 2, "unknown missing_module"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    expect_imports(p, ROWS, ARRAY_LEN(ROWS));
    expect_name(p, "backend/apps/shop.py", "apps.shop");
    expect_name(p, "backend/apps/__init__.py", "apps");
    expect_name(p, "lib/src/tools/report.py", "tools.report");
    expect_name(p, "main.py", "main");
    cr_expect(map_has(&p->program.local_modules, STR("apps")));
    cr_expect(map_has(&p->program.local_modules, STR("tools")));
    cr_expect(map_has(&p->program.local_modules, STR("settings")));
    cr_expect(!map_has(&p->program.local_modules, STR("numpy")));
    project_free(p);
}

Test(modules, the_tree_is_a_package_itself) {
    static const ProjectFile FILES[] = {
        {"__init__.py", "from .core import Page\n"},
        {"core.py", "from wagtail.models import Page\nimport django\n"},
        {"models/__init__.py", "class Page: pass\n"},
        {"urls.py", "import wagtail.core, wagtail.models\n"},
        {"views.py",
         "from wagtail import core\nfrom wagtail import Page\nfrom wagtail.nothing import x\n"},
        {"server/__init__.py", ""},
        {"server/fastapi/__init__.py", "import fastapi\n"},
    };
    static const Row ROWS[] = {
        {"__init__.py", 0, "class wagtail.models:Page"},
        {"core.py", 0, "class wagtail.models:Page"},
        {"core.py", 1, "external django"},
        {"views.py", 0, "module core.py"},
        {"views.py", 1, "class wagtail.models:Page"},
        {"views.py", 2, "unknown missing_module"},
        {"server/fastapi/__init__.py", 0, "external fastapi"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    expect_imports(p, ROWS, ARRAY_LEN(ROWS));
    expect_name(p, "views.py", "wagtail.views");
    cr_expect(map_has(&p->program.local_modules, STR("wagtail")));
    project_free(p);
}

Test(modules, libraries_with_names_of_local_files) {
    static const ProjectFile FILES[] = {
        {"app/config.py", ""},
        {"app/logging.py", ""},
        {"app/main.py", "import config\nimport logging\nfrom redis import Redis\n"},
        {"app/redis.py", ""},
        {"celery/run.py", "from celery import Celery\n"},
        {"loose/__init__.py", ""},
        {"loose/helpers.py", ""},
        {"loose/main.py", "import helpers\nimport json\n"},
        {"proj/__init__.py", "from .celery import app\n"},
        {"proj/celery.py", "from celery import Celery\napp = Celery()\n"},
        {"proj/inner/__init__.py", ""},
        {"proj/inner/tasks.py",
         "from celery import shared_task\nimport helpers\nfrom queue import Queue\n"},
        {"proj/inner/helpers.py", ""},
        {"proj/inner/queue.py", ""},
        {"saleor/__init__.py", ""},
        {"saleor/core.py", "from . import graphql\nfrom graphql import GraphQLError\n"},
        {"saleor/graphql.py", ""},
        {"torch/train.py", "import torch\nfrom torch import nn\n"},
    };
    static const Row ROWS[] = {
        {"app/main.py", 0, "module app/config.py"},
        {"app/main.py", 1, "module app/logging.py"},
        {"app/main.py", 2, "unknown attribute"},
        {"celery/run.py", 0, "external celery.Celery"},
        {"loose/main.py", 0, "module loose/helpers.py"},
        {"proj/__init__.py", 0, "instance celery.Celery"},
        {"proj/celery.py", 0, "external celery.Celery"},
        {"proj/inner/tasks.py", 0, "external celery.shared_task"},
        {"proj/inner/tasks.py", 1, "external helpers"},
        {"proj/inner/tasks.py", 2, "external queue.Queue"},
        {"saleor/core.py", 1, "external graphql.GraphQLError"},
        {"torch/train.py", 0, "external torch"},
        {"torch/train.py", 1, "external torch.nn"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    expect_imports(p, ROWS, ARRAY_LEN(ROWS));
    cr_expect(!map_has(&p->program.local_modules, STR("torch")));
    cr_expect(!map_has(&p->program.local_modules, STR("redis"))); // only beside app/main.py
    cr_expect(!map_has(&p->program.local_modules, STR("celery")));
    project_free(p);
}

Test(modules, generic_names_need_a_declaration) {
    static const ProjectFile FILES[] = {
        {"app.py", "from agents import Agent\nfrom payments import x\nfrom haystack import "
                   "y\nimport shop.z\n"},
        {"shop.py", ""},
    };
    static const Str GENERIC[] = {STR_CONST("agents"), STR_CONST("haystack"),
                                  STR_CONST("payments")};
    static const Row ROWS[] = {
        {"app.py", 0, "external agents.Agent"},
        {"app.py", 1, "unknown missing_module"},
        {"app.py", 2, "external haystack.y"},
        {"app.py", 3, "unknown missing_module"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    p->names.generic = GENERIC;
    p->names.generic_count = ARRAY_LEN(GENERIC);
    project_depend(p, "openai-agents");
    project_depend(p, "haystack-ai");
    project_resolve(p, 1);
    expect_imports(p, ROWS, ARRAY_LEN(ROWS));
    project_free(p);
}

Test(modules, a_package_wins_over_a_module) {
    static const ProjectFile FILES[] = {
        {"main.py", "from shop import Package\nfrom shop import Module\nfrom shop.part import x\n"},
        {"shop.py", "class Module: pass\n"},
        {"shop/__init__.py", "class Package: pass\n"},
        {"shop/part.py", "x = 1\n"},
    };
    static const Row ROWS[] = {
        {"main.py", 0, "class shop:Package"},
        {"main.py", 1, "unknown attribute"},
        {"main.py", 2, "instance builtins.int"},
    };
    Project *p = project_new(FILES, ARRAY_LEN(FILES));
    project_resolve(p, 1);
    expect_imports(p, ROWS, ARRAY_LEN(ROWS));
    project_free(p);
}
