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
// often the business of an application (a marketplace has vendors), so some rows hold under a
// condition only, which costs a look at the disk and so gives the same answer whichever files are
// listed.
//
// Limits: names only, nothing is read, so generated code without a telling name counts as app, and
// so do vendored packages in a folder `vendor` with an __init__.py.
//
// Adding a row: one line in FOLDERS or FILES; lower case, `*` at one end only.
#include "scan/role.h"

#include "base/banned.h"

typedef enum Condition {
    ALWAYS,
    NO_PACKAGE,      // a folder without an __init__.py
    BESIDE_TEMPLATE, // script.py.mako stands beside it: Alembic's folder
    BESIDE_SUBJECT,  // x_test.py in a package: x.py stands beside it, or it may be about lab tests
} Condition;

typedef struct FolderRow {
    Str name;
    Role role;
    Condition condition;
} FolderRow;

static const FolderRow FOLDERS[] = {
    {STR_CONST("_vendor"), ROLE_VENDORED, ALWAYS},
    {STR_CONST("_vendored"), ROLE_VENDORED, ALWAYS},
    {STR_CONST("third_party"), ROLE_VENDORED, ALWAYS},
    {STR_CONST("third-party"), ROLE_VENDORED, ALWAYS},
    {STR_CONST("thirdparty"), ROLE_VENDORED, ALWAYS},
    {STR_CONST("3rdparty"), ROLE_VENDORED, ALWAYS},
    {STR_CONST("vendored"), ROLE_VENDORED, NO_PACKAGE},
    {STR_CONST("vendor"), ROLE_VENDORED, NO_PACKAGE},
    {STR_CONST("extern"), ROLE_VENDORED, NO_PACKAGE},
    {STR_CONST("externals"), ROLE_VENDORED, NO_PACKAGE},
    {STR_CONST("__generated__"), ROLE_GENERATED, ALWAYS},
    {STR_CONST("_generated"), ROLE_GENERATED, ALWAYS},
    {STR_CONST("generated"), ROLE_GENERATED, ALWAYS},
    {STR_CONST("gen-py"), ROLE_GENERATED, ALWAYS},
    {STR_CONST("build"), ROLE_GENERATED, NO_PACKAGE},
    {STR_CONST("dist"), ROLE_GENERATED, NO_PACKAGE},
    {STR_CONST("tests"), ROLE_TEST, ALWAYS},
    {STR_CONST("test"), ROLE_TEST, ALWAYS},
    {STR_CONST("__tests__"), ROLE_TEST, ALWAYS},
    {STR_CONST("unittests"), ROLE_TEST, ALWAYS},
    {STR_CONST("unit_tests"), ROLE_TEST, ALWAYS},
    {STR_CONST("integration_tests"), ROLE_TEST, ALWAYS},
    {STR_CONST("functional_tests"), ROLE_TEST, ALWAYS},
    {STR_CONST("e2e"), ROLE_TEST, ALWAYS},
    {STR_CONST("e2e_tests"), ROLE_TEST, ALWAYS},
    {STR_CONST("testsuite"), ROLE_TEST, ALWAYS},
    {STR_CONST("test_utils"), ROLE_TEST, ALWAYS},
    {STR_CONST("testutils"), ROLE_TEST, ALWAYS},
    {STR_CONST("test_app"), ROLE_TEST, ALWAYS},
    {STR_CONST("testapp"), ROLE_TEST, ALWAYS},
    {STR_CONST("test_project"), ROLE_TEST, ALWAYS},
    {STR_CONST("testproject"), ROLE_TEST, ALWAYS},
    {STR_CONST("testdata"), ROLE_TEST, ALWAYS},
    {STR_CONST("test_data"), ROLE_TEST, ALWAYS},
    {STR_CONST("testing"), ROLE_TEST, NO_PACKAGE},
    {STR_CONST("migrations"), ROLE_MIGRATION, ALWAYS},
    {STR_CONST("south_migrations"), ROLE_MIGRATION, ALWAYS},
    {STR_CONST("versions"), ROLE_MIGRATION, BESIDE_TEMPLATE},
    {STR_CONST("examples"), ROLE_EXAMPLE, ALWAYS},
    {STR_CONST("example"), ROLE_EXAMPLE, NO_PACKAGE},
    {STR_CONST("samples"), ROLE_EXAMPLE, NO_PACKAGE},
    {STR_CONST("sample"), ROLE_EXAMPLE, NO_PACKAGE},
    {STR_CONST("demo"), ROLE_EXAMPLE, NO_PACKAGE},
    {STR_CONST("demos"), ROLE_EXAMPLE, NO_PACKAGE},
    {STR_CONST("tutorial"), ROLE_EXAMPLE, NO_PACKAGE},
    {STR_CONST("tutorials"), ROLE_EXAMPLE, NO_PACKAGE},
    {STR_CONST("cookbook"), ROLE_EXAMPLE, NO_PACKAGE},
    {STR_CONST("docs_src"), ROLE_DOCS, ALWAYS},
    {STR_CONST("docs-src"), ROLE_DOCS, ALWAYS},
    {STR_CONST("docs"), ROLE_DOCS, NO_PACKAGE},
    {STR_CONST("doc"), ROLE_DOCS, NO_PACKAGE},
    {STR_CONST("documentation"), ROLE_DOCS, NO_PACKAGE},
    {STR_CONST("settings"), ROLE_SETTINGS, ALWAYS},
    {STR_CONST("scripts"), ROLE_SCRIPT, ALWAYS},
    {STR_CONST("script"), ROLE_SCRIPT, NO_PACKAGE},
    {STR_CONST("bin"), ROLE_SCRIPT, NO_PACKAGE},
    {STR_CONST("tools"), ROLE_SCRIPT, NO_PACKAGE},
    {STR_CONST("devtools"), ROLE_SCRIPT, NO_PACKAGE},
    {STR_CONST("hack"), ROLE_SCRIPT, NO_PACKAGE},
    {STR_CONST("notebooks"), ROLE_SCRIPT, NO_PACKAGE},
    {STR_CONST("benchmarks"), ROLE_SCRIPT, NO_PACKAGE},
    {STR_CONST(".github"), ROLE_SCRIPT, ALWAYS},
    {STR_CONST(".circleci"), ROLE_SCRIPT, ALWAYS},
    {STR_CONST(".gitlab"), ROLE_SCRIPT, ALWAYS},
};

typedef struct FileRow {
    Str pattern; // "name", "*end" or "start*"
    Role role;
    Condition condition;
} FileRow;

static const FileRow FILES[] = {
    {STR_CONST("*_pb2.py"), ROLE_GENERATED, ALWAYS},
    {STR_CONST("*_pb2.pyi"), ROLE_GENERATED, ALWAYS},
    {STR_CONST("*_pb2_grpc.py"), ROLE_GENERATED, ALWAYS},
    {STR_CONST("*_generated.py"), ROLE_GENERATED, ALWAYS},
    {STR_CONST("_version.py"), ROLE_GENERATED, ALWAYS},
    {STR_CONST("versioneer.py"), ROLE_VENDORED, ALWAYS},
    {STR_CONST("ez_setup.py"), ROLE_VENDORED, ALWAYS},
    {STR_CONST("parsetab.py"), ROLE_GENERATED, ALWAYS},
    {STR_CONST("lextab.py"), ROLE_GENERATED, ALWAYS},
    {STR_CONST("conftest.py"), ROLE_TEST, ALWAYS},
    {STR_CONST("tests.py"), ROLE_TEST, ALWAYS},
    {STR_CONST("test.py"), ROLE_TEST, ALWAYS},
    {STR_CONST("test_*"), ROLE_TEST, ALWAYS},
    {STR_CONST("*_test.py"), ROLE_TEST, BESIDE_SUBJECT},
    {STR_CONST("*_tests.py"), ROLE_TEST, BESIDE_SUBJECT},
    {STR_CONST("env.py"), ROLE_MIGRATION, BESIDE_TEMPLATE},
    {STR_CONST("*.md"), ROLE_DOCS, ALWAYS},
    {STR_CONST("*.rst"), ROLE_DOCS, ALWAYS},
    {STR_CONST("settings.py"), ROLE_SETTINGS, ALWAYS},
    {STR_CONST("*_settings.py"), ROLE_SETTINGS, ALWAYS},
    {STR_CONST("settings_*"), ROLE_SETTINGS, ALWAYS},
    {STR_CONST("gunicorn.conf.py"), ROLE_SETTINGS, ALWAYS},
    {STR_CONST("gunicorn_conf.py"), ROLE_SETTINGS, ALWAYS},
    {STR_CONST("manage.py"), ROLE_SCRIPT, ALWAYS},
    {STR_CONST("setup.py"), ROLE_SCRIPT, ALWAYS},
    {STR_CONST("noxfile.py"), ROLE_SCRIPT, ALWAYS},
    {STR_CONST("fabfile.py"), ROLE_SCRIPT, ALWAYS},
    {STR_CONST("*.ipynb"), ROLE_SCRIPT, ALWAYS},
};

// The first role that any part of the path has.
static const uint8_t PRECEDENCE[] = {
    [ROLE_VENDORED] = 0,  [ROLE_GENERATED] = 1, [ROLE_TEST] = 2,
    [ROLE_MIGRATION] = 3, [ROLE_EXAMPLE] = 4,   [ROLE_DOCS] = 5,
    [ROLE_SCRIPT] = 6,    [ROLE_SETTINGS] = 7,  [ROLE_APP] = 8,
};
_Static_assert(ARRAY_LEN(PRECEDENCE) == ROLE_COUNT, "a precedence for each role");

typedef struct RoleGuess {
    Role role;
    Str reason;
} RoleGuess;

typedef struct Roles {
    const FsRoot *fs;
    Arena *arena;
} Roles;

static void keep_stronger(RoleGuess *guess, RoleGuess other) {
    if (PRECEDENCE[other.role] < PRECEDENCE[guess->role]) *guess = other;
}

static bool has_file(const Roles *roles, Str folder, Str name) {
    ArenaMark mark = arena_mark(roles->arena);
    Str slash = folder.len ? STR("/") : STR("");
    Str path = str_fmt(roles->arena, STR_FMT STR_FMT STR_FMT, STR_ARG(folder), STR_ARG(slash),
                       STR_ARG(name));
    FsKind kind;
    uint64_t size;
    bool found = fs_kind(roles->fs, path, &kind, &size) == FS_OK && kind == FS_FILE;
    arena_rewind(roles->arena, mark);
    return found;
}

static bool is_beside_subject(const Roles *roles, Str path) {
    if (!has_file(roles, str_folder(path), STR("__init__.py"))) return true;
    Str name = str_file_name(path);
    Str subject =
        str_fmt(roles->arena, STR_FMT ".py", STR_ARG(str_sub(name, 0, str_rfind(name, '_'))));
    return has_file(roles, str_folder(path), subject);
}

static bool holds(const Roles *roles, Condition condition, Str path) {
    switch (condition) {
    case ALWAYS: return true;
    case NO_PACKAGE: return !has_file(roles, path, STR("__init__.py"));
    case BESIDE_TEMPLATE: return has_file(roles, str_folder(path), STR("script.py.mako"));
    case BESIDE_SUBJECT: return is_beside_subject(roles, path);
    }
    BUG("no such condition");
}

static const FolderRow *find_folder_row(Str name) {
    for (size_t i = 0; i < ARRAY_LEN(FOLDERS); i++)
        if (str_eq_nocase(FOLDERS[i].name, name)) return &FOLDERS[i];
    return NULL;
}

// What one folder on the way says; `path` is the way to it.
static RoleGuess judge_folder(const Roles *roles, Str path) {
    Str name = str_file_name(path);
    const FolderRow *row = find_folder_row(name);
    // What a project generator (cookiecutter, copier) fills in is a sample, not its product.
    if (str_find_str(name, STR("{{")) != NONE) {
        return (RoleGuess){ROLE_EXAMPLE,
                           str_fmt(roles->arena, "template directory " STR_FMT, STR_ARG(name))};
    }
    if (!row || !holds(roles, row->condition, path)) return (RoleGuess){.role = ROLE_APP};
    return (RoleGuess){row->role, str_fmt(roles->arena, "directory " STR_FMT, STR_ARG(name))};
}

static RoleGuess judge_folders(const Roles *roles, Str folder) {
    RoleGuess guess = {.role = ROLE_APP};
    for (uint32_t i = 0; i < folder.len; i++) {
        bool is_end = i + 1 == folder.len || folder.ptr[i + 1] == '/';
        if (is_end) keep_stronger(&guess, judge_folder(roles, str_sub(folder, 0, i + 1)));
    }
    return guess;
}

static bool file_matches(Str pattern, Str name) {
    if (str_starts(pattern, STR("*"))) return str_ends(name, str_sub(pattern, 1, pattern.len));
    if (str_ends(pattern, STR("*"))) return str_starts(name, str_sub(pattern, 0, pattern.len - 1));
    return str_eq(pattern, name);
}

static RoleGuess judge_name(const Roles *roles, Str path) {
    RoleGuess guess = {.role = ROLE_APP};
    for (size_t i = 0; i < ARRAY_LEN(FILES); i++) {
        const FileRow *row = &FILES[i];
        if (PRECEDENCE[row->role] >= PRECEDENCE[guess.role]) continue;
        if (!file_matches(row->pattern, str_file_name(path))) continue;
        if (!holds(roles, row->condition, path)) continue;
        guess.role = row->role;
        guess.reason = str_fmt(roles->arena, "file name " STR_FMT, STR_ARG(row->pattern));
    }
    return guess;
}

void role_assign(Source *source, Arena *arena) {
    Roles roles = {.fs = source->fs, .arena = arena};
    Str folder = {0};
    RoleGuess of_folder = {.role = ROLE_APP};
    for (uint32_t i = 0; i < source->files.len; i++) {
        SourceFile *file = &source->files.items[i];
        // Sorted files of one folder mostly stand together, so its guess is found once.
        if (!str_eq(folder, str_folder(file->path))) {
            folder = str_folder(file->path);
            of_folder = judge_folders(&roles, folder);
        }
        RoleGuess guess = of_folder;
        keep_stronger(&guess, judge_name(&roles, file->path));
        file->role = guess.role;
        file->role_reason = guess.role == ROLE_APP ? STR("nothing says otherwise") : guess.reason;
    }
}
