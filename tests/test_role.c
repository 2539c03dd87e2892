// SPDX-License-Identifier: MIT
// Tests of roles and kinds: what the path of a file says.
#include "scan_folder.h"

#include "scan/kind.h"

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
        {"functional/shop_test.py", ROLE_TEST, "file name *_test.py"},
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
    ScanFolder f;
    folder_open(&f);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        folder_write(&f, rows[i].path, "");
    folder_scan(&f, "", &(ScanOptions){0});
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        SourceFile file = f.source.files.items[folder_index(&f, rows[i].path)];
        cr_assert_eq(file.role, rows[i].role, "%s: %u", rows[i].path, file.role);
        cr_assert(str_eq(file.role_reason, str_from_c(rows[i].reason)), "%s: " STR_FMT,
                  rows[i].path, STR_ARG(file.role_reason));
    }
    folder_close(&f);
}

static Role role_in(ScanFolder *f, const char *path) {
    return f->source.files.items[folder_index(f, path)].role;
}

// A marketplace has vendors, a laboratory has samples: as packages these are applications.
Test(role, ambiguous_names_count_only_outside_packages) {
    static const char *const names[] = {"vendor", "docs", "samples", "tools", "demo", "build"};
    ScanFolder f;
    folder_open(&f);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        folder_write(&f, str_fmt(&f.arena, "a/%s/x/models.py", names[i]).ptr, "");
        folder_write(&f, str_fmt(&f.arena, "b/%s/x/models.py", names[i]).ptr, "");
        folder_write(&f, str_fmt(&f.arena, "b/%s/__init__.py", names[i]).ptr, "");
    }
    Str include = STR("models.py"); // the answer does not depend on what is listed
    folder_scan(&f, "", &(ScanOptions){.include = &include, .include_count = 1});
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const char *path = str_fmt(&f.arena, "a/%s/x/models.py", names[i]).ptr;
        cr_assert_neq(role_in(&f, path), ROLE_APP, "%s", path);
        path = str_fmt(&f.arena, "b/%s/x/models.py", names[i]).ptr;
        cr_assert_eq(role_in(&f, path), ROLE_APP, "%s", path);
    }
    folder_close(&f);
}

Test(role, alembic_folder_is_known_by_its_template) {
    ScanFolder f;
    folder_open(&f);
    static const char *const paths[] = {"db/env.py", "db/script.py.mako", "db/versions/1a.py",
                                        "env.py", "versions/app.py"};
    folder_touch(&f, paths, ARRAY_LEN(paths));
    folder_scan(&f, "", &(ScanOptions){0});
    cr_assert_eq(role_in(&f, "db/env.py"), ROLE_MIGRATION);
    cr_assert_eq(role_in(&f, "db/versions/1a.py"), ROLE_MIGRATION);
    cr_assert_eq(role_in(&f, "env.py"), ROLE_APP);
    cr_assert_eq(role_in(&f, "versions/app.py"), ROLE_APP);
    folder_close(&f);
}

// A clinic has lab tests: in a package x_test.py is a test only beside x.py.
Test(role, test_modules_in_packages_stand_beside_their_subject) {
    ScanFolder f;
    folder_open(&f);
    static const char *const paths[] = {"lab/__init__.py", "lab/lab_test.py", "lab/cell.py",
                                        "lab/cell_test.py"};
    folder_touch(&f, paths, ARRAY_LEN(paths));
    folder_scan(&f, "", &(ScanOptions){0});
    cr_assert_eq(role_in(&f, "lab/lab_test.py"), ROLE_APP);
    cr_assert_eq(role_in(&f, "lab/cell_test.py"), ROLE_TEST);
    folder_close(&f);
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
