// SPDX-License-Identifier: MIT
// The index behind modules.c: which paths are modules, where roots are, how files are named.
//
//     pyproject.toml                      roots: "", "src" and "tools/report"
//     src/shop/__init__.py, models.py     paths "src/shop", "src/shop/models"; name shop.models
//     tools/report/manage.py              path "tools/report/manage"; name manage
//
// How: one pass over the sorted files for each map. A root is the top of the tree, a directory with
// a manifest or manage.py and the src/ in it, and every directory that holds an outermost package.
// Tests, examples, documentation and vendored code make no roots: what they are named must not hide
// libraries from the application. A root that has an __init__.py is a package whose name is its
// directory's, which need not be what it is imported as (package_dir in setup.py, a checkout under
// another name). The imports say it: the name X for which most `X.a.b` fit files a/b.py of that
// root, if at least PACKAGE_VOTES_MIN do.
//
// Limits: names given in setup.py or in tool tables of pyproject.toml are not read.
#include "resolve/modules.h"

#include "resolve/builtins.h"

#include "base/banned.h"

// One import in FITS_A_MISFIT may name a file that is not there: generated, or compiled.
enum { PACKAGE_VOTES_MIN = 2, FITS_A_MISFIT = 4 };

// Files whose directory is where a program or distribution starts.
static const Str ROOT_MARKERS[] = {
    STR_CONST("manage.py"), STR_CONST("pyproject.toml"),   STR_CONST("setup.py"),
    STR_CONST("setup.cfg"), STR_CONST("requirements.txt"), STR_CONST("Pipfile"),
};

static Str file_path(const Modules *modules, uint32_t file) {
    return modules->source->files.items[modules->files[file].file].path;
}

static bool is_package_dir(const Modules *modules, Str dir) {
    uint32_t file;
    return map_get(&modules->files_by_path, dir, &file) &&
           str_eq(str_file_name(file_path(modules, file)), STR("__init__.py"));
}

// --- Paths ---------------------------------------------------------------------------------------

// "shop/models.py" → "shop/models", "shop/__init__.py" → "shop"; false for other files.
static bool module_key(Str path, Str *out) {
    if (!str_ends(path, STR(".py"))) return false;
    bool is_init = str_eq(str_file_name(path), STR("__init__.py"));
    *out = is_init ? str_folder(path) : str_sub(path, 0, path.len - 3);
    return true;
}

static void add_folders(Modules *modules, Str dir) {
    while (dir.len > 0 && !map_has(&modules->folders, dir)) {
        map_set(&modules->folders, dir, modules->folders.len);
        map_set(&modules->segments, str_file_name(dir), 1);
        dir = str_folder(dir);
    }
}

// A package is listed after the module of its name ("shop.py" < "shop/…"), so it wins, as in
// Python.
static void index_paths(Modules *modules, uint32_t file_count) {
    for (uint32_t f = 0; f < file_count; f++) {
        Str path = file_path(modules, f), key;
        if (!module_key(path, &key)) continue;
        map_set(&modules->files_by_path, key, f);
        map_set(&modules->segments, str_file_name(key), 1);
        add_folders(modules, str_folder(path));
    }
}

static void find_homes(Modules *modules, uint32_t file_count, Arena *arena) {
    Str *homes = arena_array(arena, Str, file_count);
    for (uint32_t f = 0; f < file_count; f++) {
        Str dir = str_folder(file_path(modules, f));
        while (dir.len > 0 && is_package_dir(modules, dir))
            dir = str_folder(dir);
        homes[f] = dir;
    }
    modules->homes = homes;
}

static void find_self_imports(Modules *modules, uint32_t file_count, Arena *arena) {
    uint8_t *imports_itself = arena_array(arena, uint8_t, file_count);
    for (uint32_t f = 0; f < file_count; f++) {
        Str key, top, rest;
        if (!module_key(file_path(modules, f), &key)) continue;
        const FileFacts *facts = &modules->files[f];
        for (uint32_t i = 0; i < facts->imports.len; i++) {
            str_cut(facts->imports.items[i].module, '.', &top, &rest);
            if (facts->imports.items[i].level == 0 && str_eq(top, str_file_name(key)))
                imports_itself[f] = 1;
        }
    }
    modules->imports_itself = imports_itself;
}

// Relative imports, or the package's own name at the head of absolute ones.
static bool imports_as_package(const FileFacts *facts, Str package) {
    for (uint32_t i = 0; i < facts->imports.len; i++) {
        const Import *import = &facts->imports.items[i];
        Str top, rest;
        str_cut(import->module, '.', &top, &rest);
        if (import->level > 0 || str_eq(top, package)) return true;
    }
    return false;
}

static void find_strict_packages(Modules *modules, uint32_t file_count) {
    for (uint32_t f = 0; f < file_count; f++) {
        Str dir = modules_package_dir(modules, f);
        if (map_has(&modules->strict, dir)) continue;
        if (imports_as_package(&modules->files[f], str_file_name(dir)))
            map_set(&modules->strict, dir, 1);
    }
}

// --- Roots ---------------------------------------------------------------------------------------

static void add_root(Modules *modules, Str dir, bool is_project, Arena *arena) {
    uint32_t index = *map_slot(&modules->root_of_dir, dir, modules->roots.len);
    if (index == modules->roots.len) vec_push(arena, &modules->roots, (SourceRoot){.dir = dir});
    modules->roots.items[index].is_project |= is_project;
}

static bool makes_roots(const SourceFile *file) {
    return file->role == ROLE_APP || file->role == ROLE_SETTINGS || file->role == ROLE_SCRIPT;
}

static bool is_root_marker(Str name) {
    for (uint32_t i = 0; i < ARRAY_LEN(ROOT_MARKERS); i++)
        if (str_eq(ROOT_MARKERS[i], name)) return true;
    return false;
}

static void add_src_root(Modules *modules, Str dir, Arena *arena) {
    Str src = dir.len ? str_fmt(arena, STR_FMT "/src", STR_ARG(dir)) : STR("src");
    if (map_has(&modules->folders, src)) add_root(modules, src, true, arena);
}

static void find_roots(Modules *modules, uint32_t file_count, Arena *arena) {
    add_root(modules, STR(""), true, arena);
    add_src_root(modules, STR(""), arena);
    const Source *source = modules->source;
    for (uint32_t i = 0; i < source->files.len; i++) {
        const SourceFile *file = &source->files.items[i];
        if (!is_root_marker(str_file_name(file->path)) || !makes_roots(file)) continue;
        add_root(modules, str_folder(file->path), true, arena);
        add_src_root(modules, str_folder(file->path), arena);
    }
    for (uint32_t f = 0; f < file_count; f++) {
        bool in_package = modules->homes[f].len < str_folder(file_path(modules, f)).len;
        const SourceFile *file = &source->files.items[modules->files[f].file];
        if (in_package && makes_roots(file)) add_root(modules, modules->homes[f], false, arena);
    }
}

static void add_top_level(Modules *modules, Str path, Arena *arena) {
    uint32_t root;
    if (path.len == 0 || !map_get(&modules->root_of_dir, str_folder(path), &root)) return;
    uint32_t *first = map_slot(&modules->tops, str_file_name(path), NONE);
    vec_push(arena, &modules->top_levels, (TopLevel){.root = root, .next = *first});
    *first = modules->top_levels.len - 1;
}

// Lists are built by prepending, hence backwards.
static void index_top_levels(Modules *modules, Arena *arena) {
    for (uint32_t i = modules->folders.len; i > 0; i--) {
        Str dir = modules->folders.keys[i - 1];
        if (!map_has(&modules->files_by_path, dir)) add_top_level(modules, dir, arena);
    }
    for (uint32_t i = modules->files_by_path.len; i > 0; i--)
        add_top_level(modules, modules->files_by_path.keys[i - 1], arena);
}

// --- Roots that are packages ---------------------------------------------------------------------

static bool is_under(Str path, Str dir) {
    return dir.len == 0 ||
           (str_starts(path, dir) && path.len > dir.len && path.ptr[dir.len] == '/');
}

// The import fits a file below `root` if its first segment is the root's own name.
static bool fits_below(const Modules *modules, Target root, const Import *import, Str rest) {
    Target at = root;
    Str segment;
    if (rest.len == 0) return modules_child(modules, root, import->name).kind == TARGET_MODULE;
    while (rest.len > 0 && at.kind != TARGET_NONE) {
        str_cut(rest, '.', &segment, &rest);
        at = modules_child(modules, at, segment);
    }
    return at.kind == TARGET_MODULE;
}

// For each first segment of imports that are nobody's: how many fit below the root, how many do
// not.
typedef struct Votes {
    Map fits, misfits;
} Votes;

static void vote_in_file(const Modules *modules, Target root, uint32_t file, Votes *votes) {
    const FileFacts *facts = &modules->files[file];
    for (uint32_t i = 0; i < facts->imports.len; i++) {
        const Import *import = &facts->imports.items[i];
        Str top, rest;
        str_cut(import->module, '.', &top, &rest);
        if (import->level > 0 || (rest.len == 0 && !import->is_from)) continue;
        if (builtins_is_stdlib(top)) continue;
        Target found = modules_find(modules, file, import->module, import->name);
        if (found.kind == TARGET_MODULE || found.kind == TARGET_PACKAGE) continue;
        if (fits_below(modules, root, import, rest)) {
            *map_slot(&votes->fits, top, 0) += 1;
        } else if (rest.len > 0) {
            *map_slot(&votes->misfits, top, 0) += 1;
        }
    }
}

static Str package_name_of(const Modules *modules, Str dir, uint32_t file_count, Arena *arena) {
    uint32_t init;
    if (!is_package_dir(modules, dir) || !map_get(&modules->files_by_path, dir, &init))
        return STR("");
    Target root = {.kind = TARGET_MODULE, .file = init};
    Votes votes = {.fits = map_new(arena, 0), .misfits = map_new(arena, 0)};
    for (uint32_t f = 0; f < file_count; f++)
        if (is_under(file_path(modules, f), dir)) vote_in_file(modules, root, f, &votes);
    Str best = STR("");
    uint32_t most = PACKAGE_VOTES_MIN - 1;
    for (uint32_t i = 0; i < votes.fits.len; i++) {
        uint32_t fits = votes.fits.values[i], misfits = 0;
        map_get(&votes.misfits, votes.fits.keys[i], &misfits);
        if (fits <= most || misfits > fits / FITS_A_MISFIT) continue;
        most = fits;
        best = votes.fits.keys[i];
    }
    return best;
}

// Only the top and its src/: a package directory below is named by the directory.
static void name_roots(Modules *modules, uint32_t file_count, Arena *arena) {
    for (uint32_t r = 0; r < modules->roots.len && r < 2; r++) {
        SourceRoot *root = &modules->roots.items[r];
        root->package = package_name_of(modules, root->dir, file_count, arena);
        if (root->package.len > 0) map_set(&modules->named_roots, root->package, r);
    }
}

void modules_build(Modules *out, const Source *source, const FileFacts *files, uint32_t file_count,
                   const Known *known, Arena *arena) {
    *out = (Modules){
        .source = source,
        .files = files,
        .known = known,
        .files_by_path = map_new(arena, file_count),
        .folders = map_new(arena, 0),
        .segments = map_new(arena, 0),
        .root_of_dir = map_new(arena, 0),
        .named_roots = map_new(arena, 0),
        .tops = map_new(arena, 0),
        .strict = map_new(arena, 0),
    };
    index_paths(out, file_count);
    find_homes(out, file_count, arena);
    find_self_imports(out, file_count, arena);
    find_strict_packages(out, file_count);
    find_roots(out, file_count, arena);
    index_top_levels(out, arena);
    name_roots(out, file_count, arena);
}

// --- Names ---------------------------------------------------------------------------------------

// The directory that a file's dotted name starts from: the nearest project root around its home;
// when that is only the top of the tree, the home itself.
static Str naming_dir(const Modules *modules, uint32_t file) {
    Str home = modules->homes[file];
    for (Str dir = home; dir.len > 0; dir = str_folder(dir)) {
        uint32_t root;
        if (map_get(&modules->root_of_dir, dir, &root) && modules->roots.items[root].is_project)
            return dir;
    }
    bool in_package = home.len < str_folder(file_path(modules, file)).len;
    return in_package ? home : STR("");
}

Str modules_name(const Modules *modules, uint32_t file, Arena *arena) {
    Str path = file_path(modules, file), key;
    if (!module_key(path, &key)) key = path;
    Str dir = naming_dir(modules, file);
    uint32_t root;
    Str package = STR("");
    if (map_get(&modules->root_of_dir, dir, &root)) package = modules->roots.items[root].package;
    Str below = str_sub(key, dir.len ? dir.len + 1 : 0, key.len);
    char *name = arena_array(arena, char, package.len + 1 + below.len);
    uint32_t len = 0;
    for (uint32_t i = 0; i < package.len; i++)
        name[len++] = package.ptr[i];
    if (package.len > 0 && below.len > 0) name[len++] = '.';
    for (uint32_t i = 0; i < below.len; i++)
        name[len++] = below.ptr[i] == '/' ? '.' : below.ptr[i];
    return (Str){name, len};
}

bool modules_is_below_root(const Modules *modules, Target found, Str dotted) {
    Str path = found.name;
    if (found.kind == TARGET_MODULE && !module_key(file_path(modules, found.file), &path))
        return false;
    if (path.len < dotted.len) return false;
    uint32_t above = path.len - dotted.len; // where the first segment of `dotted` begins
    Str dir = above == 0 ? STR("") : str_sub(path, 0, above - 1);
    return map_has(&modules->root_of_dir, dir);
}

Map modules_local_names(const Modules *modules, Arena *arena) {
    Map names = map_new(arena, modules->tops.len);
    for (uint32_t i = 0; i < modules->files_by_path.len; i++) {
        Str path = modules->files_by_path.keys[i];
        uint32_t file = modules->files_by_path.values[i];
        bool is_self = modules->imports_itself[file] && !is_package_dir(modules, path);
        if (path.len == 0 || is_self || !map_has(&modules->root_of_dir, str_folder(path))) continue;
        map_set(&names, str_file_name(path), 1);
    }
    for (uint32_t r = 0; r < modules->roots.len; r++) {
        Str package = modules->roots.items[r].package;
        if (package.len > 0) map_set(&names, package, 1);
    }
    return names;
}
