// SPDX-License-Identifier: MIT
// Tests of roles and kinds: what the path of a file says.
#include <criterion/criterion.h>

#include "scan/kind.h"
#include "scan/role.h"

static SourceFile only_file(Arena *arena, const char *path) {
    Source source = {0};
    vec_push(arena, &source.files, (SourceFile){.path = str_from_c(path)});
    role_assign(&source, arena);
    return source.files.items[0];
}

Test(role, paths) {
    static const struct {
        const char *path;
        Role role;
        const char *reason;
    } rows[] = {
        {"shop/models.py", ROLE_APP, "nothing says otherwise"},
        {"shop/wsgi.py", ROLE_APP, "nothing says otherwise"},
        {"shop/management/commands/load.py", ROLE_APP, "nothing says otherwise"},
        {"shop/contests/views.py", ROLE_APP, "nothing says otherwise"},
        {"shop/tests/models.py", ROLE_TEST, "directory tests"},
        {"shop/tests.py", ROLE_TEST, "file name tests.py"},
        {"shop/test_models.py", ROLE_TEST, "file name test_*"},
        {"shop/models_test.py", ROLE_TEST, "file name *_test.py"},
        {"conftest.py", ROLE_TEST, "file name conftest.py"},
        {"Tests/a.py", ROLE_TEST, "directory Tests"},
        {"shop/migrations/0001_initial.py", ROLE_MIGRATION, "directory migrations"},
        {"tests/migrations/0001_initial.py", ROLE_TEST, "directory tests"},
        {"config/settings/base.py", ROLE_SETTINGS, "directory settings"},
        {"config/settings/test.py", ROLE_TEST, "file name test.py"},
        {"shop/settings.py", ROLE_SETTINGS, "file name settings.py"},
        {"shop/local_settings.py", ROLE_SETTINGS, "file name *_settings.py"},
        {"manage.py", ROLE_SCRIPT, "file name manage.py"},
        {"setup.py", ROLE_SCRIPT, "file name setup.py"},
        {"scripts/load.py", ROLE_SCRIPT, "directory scripts"},
        {"analysis.ipynb", ROLE_SCRIPT, "file name *.ipynb"},
        {"docs/conf.py", ROLE_DOCS, "directory docs"},
        {"README.md", ROLE_DOCS, "file name *.md"},
        {"docs/examples/a.py", ROLE_EXAMPLE, "directory examples"},
        {"api/user_pb2.py", ROLE_GENERATED, "file name *_pb2.py"},
        {"api/generated/a.py", ROLE_GENERATED, "directory generated"},
        {"pip/_vendor/x/tests/a.py", ROLE_VENDORED, "directory _vendor"},
        {"third_party/settings.py", ROLE_VENDORED, "directory third_party"},
    };
    Arena arena = {0};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        SourceFile file = only_file(&arena, rows[i].path);
        cr_assert_eq(file.role, rows[i].role, "%s: %u", rows[i].path, file.role);
        cr_assert(str_eq(file.role_reason, str_from_c(rows[i].reason)), "%s: " STR_FMT,
                  rows[i].path, STR_ARG(file.role_reason));
    }
    arena_free(&arena);
}

// A marketplace has vendors, a laboratory has samples: as packages these are applications.
Test(role, ambiguous_names_count_only_outside_packages) {
    static const char *const names[] = {"vendor", "docs", "samples", "tools", "demo", "build"};
    Arena arena = {0};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        for (int is_package = 0; is_package < 2; is_package++) {
            Source source = {0};
            const char *other = is_package ? "__init__.py" : "_other.py";
            SourceFile first = {.path = str_fmt(&arena, "shop/%s/%s", names[i], other)};
            SourceFile second = {.path = str_fmt(&arena, "shop/%s/models.py", names[i])};
            vec_push(&arena, &source.files, first);
            vec_push(&arena, &source.files, second);
            role_assign(&source, &arena);
            cr_assert_eq(source.files.items[1].role == ROLE_APP, is_package, "%s", names[i]);
        }
    }
    arena_free(&arena);
}

Test(role, alembic_folder_is_known_by_its_template) {
    Arena arena = {0};
    Source source = {0};
    static const char *const paths[] = {"db/env.py", "db/script.py.mako", "db/versions/1a.py",
                                        "versions/app.py"};
    for (size_t i = 0; i < ARRAY_LEN(paths); i++)
        vec_push(&arena, &source.files, (SourceFile){.path = str_from_c(paths[i])});
    role_assign(&source, &arena);
    for (size_t i = 0; i < ARRAY_LEN(paths); i++)
        cr_assert_eq(source.files.items[i].role, i < 3 ? ROLE_MIGRATION : ROLE_APP, "%s", paths[i]);
    arena_free(&arena);
}

Test(role, kinds) {
    static const struct {
        const char *path;
        FileKind kind;
    } rows[] = {
        {"a.py", FILE_PYTHON},
        {"setup.py", FILE_PYTHON},
        {"a.pyi", FILE_STUB},
        {"a.pyc", FILE_OTHER},
        {"a.PY", FILE_OTHER},
        {"a.ipynb", FILE_NOTEBOOK},
        {"shop/templates/a.html", FILE_TEMPLATE},
        {"shop/a.html", FILE_TEMPLATE},
        {"shop/templates/mail/a.txt", FILE_TEMPLATE},
        {"templates/a.j2", FILE_TEMPLATE},
        {"deploy/a.j2", FILE_OTHER},
        {"alembic/script.py.mako", FILE_OTHER},
        {"notes.txt", FILE_OTHER},
        {"requirements.txt", FILE_MANIFEST},
        {"requirements/dev.txt", FILE_MANIFEST},
        {"pyproject.toml", FILE_MANIFEST},
        {"package.json", FILE_MANIFEST},
        {"Dockerfile", FILE_COMMAND},
        {"Procfile", FILE_COMMAND},
        {"docker-compose.yml", FILE_COMMAND},
        {"static/app.js", FILE_OTHER},
        {"", FILE_OTHER},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        cr_assert_eq(kind_of(str_from_c(rows[i].path)), rows[i].kind, "%s", rows[i].path);
    cr_assert(kind_is_python_script(STR("#!/usr/bin/env python3\nx")));
    cr_assert(!kind_is_python_script(STR("#!/bin/sh\npython3 x")));
    cr_assert(!kind_is_python_script(STR("")));
}
