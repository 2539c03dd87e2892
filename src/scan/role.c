// SPDX-License-Identifier: MIT
// The role of each file: only application code and settings weigh in a verdict.
//
//   shop/models.py             app
//   shop/tests/models.py       test        "directory tests"
//   shop/migrations/0001_a.py  migration   "directory migrations"
//   scripts/load_prices.py     script      "directory scripts"
//
// How: two tables, of folder names and of file names. Every folder of the path and the file name
// are looked up, and the role that stands first in PRECEDENCE wins: a settings file of the tests is
// a test, a test of vendored code is vendored. Names such as `docs`, `vendor` or `samples` are
// often the business of an application (a marketplace has vendors), so they count only for a folder
// that is no Python package, that is, one without an __init__.py. Alembic's folders are known by
// their script.py.mako.
//
// Limits: names only, nothing is read, so generated code without a telling name counts as app. A
// test is what pytest and unittest would collect, so an app module called lab_test.py counts as
// one. Vendored packages in a folder `vendor` with an __init__.py count as app.
//
// Adding a row: one line in FOLDERS or FILES; lower case, `*` at one end only.
#include "scan/role.h"

#include "base/map.h"

#include "base/banned.h"

typedef struct FolderRow {
    Str name;
    Role role;
    bool no_package; // only a folder without __init__.py
} FolderRow;

static const FolderRow FOLDERS[] = {
    {STR_CONST("_vendor"), ROLE_VENDORED, false},
    {STR_CONST("_vendored"), ROLE_VENDORED, false},
    {STR_CONST("third_party"), ROLE_VENDORED, false},
    {STR_CONST("third-party"), ROLE_VENDORED, false},
    {STR_CONST("thirdparty"), ROLE_VENDORED, false},
    {STR_CONST("3rdparty"), ROLE_VENDORED, false},
    {STR_CONST("vendored"), ROLE_VENDORED, true},
    {STR_CONST("vendor"), ROLE_VENDORED, true},
    {STR_CONST("extern"), ROLE_VENDORED, true},
    {STR_CONST("externals"), ROLE_VENDORED, true},
    {STR_CONST("__generated__"), ROLE_GENERATED, false},
    {STR_CONST("_generated"), ROLE_GENERATED, false},
    {STR_CONST("generated"), ROLE_GENERATED, false},
    {STR_CONST("gen-py"), ROLE_GENERATED, false},
    {STR_CONST("build"), ROLE_GENERATED, true},
    {STR_CONST("dist"), ROLE_GENERATED, true},
    {STR_CONST("tests"), ROLE_TEST, false},
    {STR_CONST("test"), ROLE_TEST, false},
    {STR_CONST("__tests__"), ROLE_TEST, false},
    {STR_CONST("unittests"), ROLE_TEST, false},
    {STR_CONST("unit_tests"), ROLE_TEST, false},
    {STR_CONST("integration_tests"), ROLE_TEST, false},
    {STR_CONST("functional_tests"), ROLE_TEST, false},
    {STR_CONST("e2e"), ROLE_TEST, false},
    {STR_CONST("e2e_tests"), ROLE_TEST, false},
    {STR_CONST("testsuite"), ROLE_TEST, false},
    {STR_CONST("test_utils"), ROLE_TEST, false},
    {STR_CONST("testutils"), ROLE_TEST, false},
    {STR_CONST("test_app"), ROLE_TEST, false},
    {STR_CONST("testapp"), ROLE_TEST, false},
    {STR_CONST("test_project"), ROLE_TEST, false},
    {STR_CONST("testproject"), ROLE_TEST, false},
    {STR_CONST("testdata"), ROLE_TEST, false},
    {STR_CONST("test_data"), ROLE_TEST, false},
    {STR_CONST("testing"), ROLE_TEST, true},
    {STR_CONST("migrations"), ROLE_MIGRATION, false},
    {STR_CONST("south_migrations"), ROLE_MIGRATION, false},
    {STR_CONST("examples"), ROLE_EXAMPLE, false},
    {STR_CONST("example"), ROLE_EXAMPLE, true},
    {STR_CONST("samples"), ROLE_EXAMPLE, true},
    {STR_CONST("sample"), ROLE_EXAMPLE, true},
    {STR_CONST("demo"), ROLE_EXAMPLE, true},
    {STR_CONST("demos"), ROLE_EXAMPLE, true},
    {STR_CONST("tutorial"), ROLE_EXAMPLE, true},
    {STR_CONST("tutorials"), ROLE_EXAMPLE, true},
    {STR_CONST("cookbook"), ROLE_EXAMPLE, true},
    {STR_CONST("docs_src"), ROLE_DOCS, false},
    {STR_CONST("docs-src"), ROLE_DOCS, false},
    {STR_CONST("docs"), ROLE_DOCS, true},
    {STR_CONST("doc"), ROLE_DOCS, true},
    {STR_CONST("documentation"), ROLE_DOCS, true},
    {STR_CONST("settings"), ROLE_SETTINGS, false},
    {STR_CONST("scripts"), ROLE_SCRIPT, false},
    {STR_CONST("script"), ROLE_SCRIPT, true},
    {STR_CONST("bin"), ROLE_SCRIPT, true},
    {STR_CONST("tools"), ROLE_SCRIPT, true},
    {STR_CONST("devtools"), ROLE_SCRIPT, true},
    {STR_CONST("hack"), ROLE_SCRIPT, true},
    {STR_CONST("notebooks"), ROLE_SCRIPT, true},
    {STR_CONST("benchmarks"), ROLE_SCRIPT, true},
    {STR_CONST(".github"), ROLE_SCRIPT, false},
    {STR_CONST(".circleci"), ROLE_SCRIPT, false},
    {STR_CONST(".gitlab"), ROLE_SCRIPT, false},
};

typedef struct FileRow {
    Str pattern; // "name", "*end" or "start*"
    Role role;
} FileRow;

static const FileRow FILES[] = {
    {STR_CONST("*_pb2.py"), ROLE_GENERATED},
    {STR_CONST("*_pb2.pyi"), ROLE_GENERATED},
    {STR_CONST("*_pb2_grpc.py"), ROLE_GENERATED},
    {STR_CONST("*_generated.py"), ROLE_GENERATED},
    {STR_CONST("_version.py"), ROLE_GENERATED},
    {STR_CONST("versioneer.py"), ROLE_VENDORED},
    {STR_CONST("ez_setup.py"), ROLE_VENDORED},
    {STR_CONST("parsetab.py"), ROLE_GENERATED},
    {STR_CONST("lextab.py"), ROLE_GENERATED},
    {STR_CONST("conftest.py"), ROLE_TEST},
    {STR_CONST("tests.py"), ROLE_TEST},
    {STR_CONST("test.py"), ROLE_TEST},
    {STR_CONST("test_*"), ROLE_TEST},
    {STR_CONST("*_test.py"), ROLE_TEST},
    {STR_CONST("*_tests.py"), ROLE_TEST},
    {STR_CONST("*.md"), ROLE_DOCS},
    {STR_CONST("*.rst"), ROLE_DOCS},
    {STR_CONST("settings.py"), ROLE_SETTINGS},
    {STR_CONST("*_settings.py"), ROLE_SETTINGS},
    {STR_CONST("settings_*"), ROLE_SETTINGS},
    {STR_CONST("gunicorn.conf.py"), ROLE_SETTINGS},
    {STR_CONST("gunicorn_conf.py"), ROLE_SETTINGS},
    {STR_CONST("manage.py"), ROLE_SCRIPT},
    {STR_CONST("setup.py"), ROLE_SCRIPT},
    {STR_CONST("noxfile.py"), ROLE_SCRIPT},
    {STR_CONST("fabfile.py"), ROLE_SCRIPT},
    {STR_CONST("*.ipynb"), ROLE_SCRIPT},
};

// The first role that any part of the path has.
static const uint8_t PRECEDENCE[] = {
    [ROLE_VENDORED] = 0,  [ROLE_GENERATED] = 1, [ROLE_TEST] = 2,
    [ROLE_MIGRATION] = 3, [ROLE_EXAMPLE] = 4,   [ROLE_DOCS] = 5,
    [ROLE_SCRIPT] = 6,    [ROLE_SETTINGS] = 7,  [ROLE_APP] = 8,
};
_Static_assert(ARRAY_LEN(PRECEDENCE) == ROLE_COUNT, "a precedence for each role");

typedef struct Verdict {
    Role role;
    Str reason;
} Verdict;

typedef struct Roles {
    Arena *arena;
    Map packages; // folders with an __init__.py
    Map alembic;  // folders with a script.py.mako
} Roles;

static void keep_stronger(Verdict *verdict, Verdict other) {
    if (PRECEDENCE[other.role] < PRECEDENCE[verdict->role]) *verdict = other;
}

static Str folder_of(Str path) {
    uint32_t slash = str_rfind(path, '/');
    return str_sub(path, 0, slash == NONE ? 0 : slash);
}

static Str name_of(Str path) {
    uint32_t slash = str_rfind(path, '/');
    return slash == NONE ? path : str_sub(path, slash + 1, path.len);
}

static const FolderRow *find_folder_row(Str name) {
    for (size_t i = 0; i < ARRAY_LEN(FOLDERS); i++)
        if (str_eq_nocase(FOLDERS[i].name, name)) return &FOLDERS[i];
    return NULL;
}

// What one folder on the way says; `path` is the way to it.
static Verdict judge_folder(const Roles *roles, Str path) {
    Str name = name_of(path);
    Verdict verdict = {.role = ROLE_APP};
    const FolderRow *row = find_folder_row(name);
    if (row && !(row->no_package && map_has(&roles->packages, path)))
        verdict = (Verdict){row->role, str_fmt(roles->arena, "directory " STR_FMT, STR_ARG(name))};
    if (map_has(&roles->alembic, path))
        keep_stronger(&verdict, (Verdict){ROLE_MIGRATION, STR("directory with script.py.mako")});
    return verdict;
}

static Verdict judge_folders(const Roles *roles, Str folder) {
    Verdict verdict = {.role = ROLE_APP};
    for (uint32_t i = 0; i < folder.len; i++) {
        bool is_end = i + 1 == folder.len || folder.ptr[i + 1] == '/';
        if (is_end) keep_stronger(&verdict, judge_folder(roles, str_sub(folder, 0, i + 1)));
    }
    return verdict;
}

static bool file_matches(Str pattern, Str name) {
    if (str_starts(pattern, STR("*"))) return str_ends(name, str_sub(pattern, 1, pattern.len));
    if (str_ends(pattern, STR("*"))) return str_starts(name, str_sub(pattern, 0, pattern.len - 1));
    return str_eq(pattern, name);
}

static Verdict judge_name(const Roles *roles, Str name) {
    Verdict verdict = {.role = ROLE_APP};
    for (size_t i = 0; i < ARRAY_LEN(FILES); i++) {
        const FileRow *row = &FILES[i];
        if (!file_matches(row->pattern, name)) continue;
        if (PRECEDENCE[row->role] >= PRECEDENCE[verdict.role]) continue;
        verdict.role = row->role;
        verdict.reason = str_fmt(roles->arena, "file name " STR_FMT, STR_ARG(row->pattern));
    }
    return verdict;
}

void role_assign(Source *source, Arena *arena) {
    Roles roles = {.arena = arena, .packages = map_new(arena, 0), .alembic = map_new(arena, 0)};
    for (uint32_t i = 0; i < source->files.len; i++) {
        Str path = source->files.items[i].path, name = name_of(path);
        if (str_eq(name, STR("__init__.py"))) map_set(&roles.packages, folder_of(path), 1);
        if (str_eq(name, STR("script.py.mako"))) map_set(&roles.alembic, folder_of(path), 1);
    }
    Str folder = {0};
    Verdict of_folder = {.role = ROLE_APP};
    for (uint32_t i = 0; i < source->files.len; i++) {
        SourceFile *file = &source->files.items[i];
        // Sorted files of one folder mostly stand together, so its verdict is found once.
        if (!str_eq(folder, folder_of(file->path))) {
            folder = folder_of(file->path);
            of_folder = judge_folders(&roles, folder);
        }
        Verdict verdict = of_folder;
        keep_stronger(&verdict, judge_name(&roles, name_of(file->path)));
        file->role = verdict.role;
        file->role_reason =
            verdict.role == ROLE_APP ? STR("nothing says otherwise") : verdict.reason;
    }
}
