// SPDX-License-Identifier: MIT
// Which names are manifests, and what becomes of their bytes before a reader sees them.
#include "scan/manifest.h"
#include "scan_folder.h"

Test(manifest, names) {
    static const struct {
        const char *path;
        FileKind kind;
    } cases[] = {
        {"pyproject.toml", FILE_MANIFEST},
        {"a/b/requirements.txt", FILE_MANIFEST},
        {"dev-requirements.txt", FILE_MANIFEST},
        {"requirements/py3/dev.in", FILE_MANIFEST},
        {"dev.txt", FILE_OTHER},
        {"setup.py", FILE_PYTHON},
        {"dockerfile-parser.py", FILE_OTHER},
        {"Dockerfile", FILE_COMMAND},
        {"docker/Dockerfile.prod", FILE_COMMAND},
        {"web.dockerfile", FILE_COMMAND},
        {"Dockerfiles", FILE_OTHER},
        {"docker-compose.prod.yml", FILE_COMMAND},
        {"compose.yaml", FILE_COMMAND},
        {"composer.json", FILE_OTHER},
        {"Procfile", FILE_COMMAND},
        {"docker/entrypoint.sh", FILE_COMMAND},
        {"compose/start", FILE_COMMAND},
        {"start/x.txt", FILE_OTHER},
        {"environment-dev.yaml", FILE_MANIFEST},
        {"uv.lock", FILE_MANIFEST},
        {"", FILE_OTHER},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        FileKind kind = FILE_OTHER;
        bool is_known = manifest_kind_of(str_from_c(cases[i].path), &kind);
        cr_expect_eq(kind, cases[i].kind, "%s", cases[i].path);
        cr_expect_eq(is_known, cases[i].kind != FILE_OTHER, "%s", cases[i].path);
    }
}

static const Dependency *dependency(const Source *source, const char *name) {
    for (uint32_t i = 0; i < source->dependencies.len; i++)
        if (str_eq(source->dependencies.items[i].name, str_from_c(name)))
            return &source->dependencies.items[i];
    cr_assert(false, "no dependency %s", name);
    return NULL;
}

Test(manifest, a_folder_is_read_whole) {
    ScanFolder f;
    folder_open(&f);
    folder_write(&f, "pyproject.toml", "[project]\nname = 'shop'\ndependencies = ['django']\n");
    folder_write(&f, "setup.py", "from setuptools import setup\nsetup(install_requires=['six'])\n");
    folder_write(&f, "Procfile", "web: gunicorn shop\n");
    folder_write(
        &f, "uv.lock",
        "[[package]]\nname = \"shop\"\nsource = { editable = \".\" }\n\n"
        "[[package]]\nname = \"sqlparse\"\nversion = \"0.5\"\n\n[metadata]\nname = \"no\"\n");
    folder_write(&f, "Pipfile",
                 "[packages]\nflask = '*'\n[dev-packages]\npytest = {version='7'}\n");
    folder_write(&f, "tests/requirements.txt", "factory-boy\n");
    const Source *source = folder_scan(&f, "", &(ScanOptions){0});
    cr_expect_eq(source->dependencies.len, 6);
    const Dependency *django = dependency(source, "django");
    cr_expect(str_eq(source->files.items[django->file].path, STR("pyproject.toml")));
    cr_expect_eq(django->pos.row, 2);
    cr_expect_eq(django->group, DEPENDENCY_MAIN);
    cr_expect_eq(dependency(source, "six")->group, DEPENDENCY_MAIN);
    cr_expect_eq(dependency(source, "flask")->group, DEPENDENCY_MAIN);
    cr_expect_eq(dependency(source, "pytest")->group, DEPENDENCY_DEV);
    cr_expect_eq(dependency(source, "factory-boy")->group, DEPENDENCY_DEV);
    cr_expect_eq(dependency(source, "sqlparse")->group, DEPENDENCY_LOCKED);
    cr_expect(str_eq(dependency(source, "sqlparse")->spec, STR("0.5")));
    cr_expect_eq(source->commands.len, 1);
    cr_expect_eq(source->packages.len, 2);
    cr_expect_eq(source->problems.len, 0);
    folder_close(&f);
}

Test(manifest, bytes_become_text) {
    static const struct {
        Str bytes;
        ProblemKind problem; // PROBLEM_KIND_COUNT: none
    } cases[] = {
        {STR_CONST("django\n"), PROBLEM_KIND_COUNT},
        {STR_CONST("\xEF\xBB\xBF"
                   "django\r\n"),
         PROBLEM_KIND_COUNT},
        {STR_CONST("\xFF\xFE"
                   "d\0j\0a\0n\0g\0o\0\r\0\n\0"),
         PROBLEM_KIND_COUNT},
        {STR_CONST("\xFE\xFF"
                   "\0d\0j\0a\0n\0g\0o"),
         PROBLEM_KIND_COUNT},
        {STR_CONST("# \xE9t\xE9\ndjango\n"), PROBLEM_ENCODING},
        {STR_CONST("a\0b\ndjango\n"), PROBLEM_MANIFEST},
        {STR_CONST("\0\0\0\ndjango\n"), PROBLEM_MANIFEST},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        ScanFolder f;
        folder_open(&f);
        folder_write_bytes(&f, "requirements.txt", cases[i].bytes);
        const Source *source = folder_scan(&f, "", &(ScanOptions){0});
        dependency(source, "django");
        bool is_fine = cases[i].problem == PROBLEM_KIND_COUNT;
        cr_assert_eq(source->problems.len, is_fine ? 0 : 1, "case %zu", i);
        if (!is_fine) cr_expect_eq(source->problems.items[0].kind, cases[i].problem, "case %zu", i);
        folder_close(&f);
    }
}

Test(manifest, a_file_too_large_is_one_problem) {
    ScanFolder f;
    folder_open(&f);
    Buf text = buf_new(&f.arena);
    buf_repeat(&text, STR("#\n"), SCAN_MANIFEST_BYTES_MAX / 2);
    buf_c(&text, "a");
    folder_write_bytes(&f, "requirements.txt", buf_str(&text));
    folder_write(&f, "requirements-dev.txt", "b\n");
    const Source *source = folder_scan(&f, "", &(ScanOptions){0});
    cr_expect_eq(source->dependencies.len, 1);
    cr_expect_eq(folder_problems(&f, PROBLEM_TOO_LARGE, "requirements.txt"), 1);
    folder_close(&f);
}
