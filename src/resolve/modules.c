// SPDX-License-Identifier: MIT
// Which file an import names.
//
//     backend/manage.py                      root: backend
//     backend/shop/__init__.py, models.py    import shop.models, anywhere → backend/shop/models.py
//     backend/shop/views.py                  from . import models          → the same
//
// How: all paths stand in one hash map without their suffix, so that a candidate costs one probe.
// Candidates are, in this order, what Python's search path may hold: the directory above the
// outermost package of the file, the directories above that one, the other roots of the tree
// (modules_index.c), and the file's own package, for programs started inside it. The last two are
// guesses, so they give way to the standard library and to declared distributions. Python's own
// rules that matter: a directory without __init__.py is only a package when a module in it is
// wanted, and x.py that itself imports x cannot be the x that others import.
//
// Limits: paths are compared as they are written, sys.path changes and import hooks are not
// followed; dotted names over MODULES_PATH_MAX bytes are nobody's.
#include "resolve/modules.h"

#include <string.h>

#include "resolve/builtins.h"

#include "base/banned.h"

enum { MODULES_PATH_MAX = 1024, CANDIDATES_MAX = 64 };

static const Target NOT_OURS = {.kind = TARGET_NONE};
static const Target MISSING = {.kind = TARGET_UNKNOWN, .reason = REASON_MISSING_MODULE};

typedef struct PathBuf {
    char text[MODULES_PATH_MAX];
    uint32_t len;
} PathBuf;

// Appends "/a/b" for the dotted name a.b; false when it does not fit.
static bool path_add(PathBuf *path, Str dotted) {
    if (dotted.len == 0) return true;
    if (dotted.len >= MODULES_PATH_MAX - path->len) return false;
    if (path->len > 0) path->text[path->len++] = '/';
    for (uint32_t i = 0; i < dotted.len; i++)
        path->text[path->len + i] = dotted.ptr[i] == '.' ? '/' : dotted.ptr[i];
    path->len += dotted.len;
    return path->len < MODULES_PATH_MAX;
}

static bool path_start(PathBuf *path, Str dir) {
    if (dir.len >= MODULES_PATH_MAX) return false;
    if (dir.len > 0) memcpy(path->text, dir.ptr, dir.len);
    path->len = dir.len;
    return true;
}

static Str path_str(const PathBuf *path) {
    return (Str){path->text, path->len};
}

static Str file_path(const Modules *modules, uint32_t file) {
    return modules->source->files.items[modules->files[file].file].path;
}

static bool is_init(Str path) {
    return str_eq(path, STR("__init__.py")) || str_ends(path, STR("/__init__.py"));
}

// What stands at a path without suffix: MODULE, PACKAGE or NONE.
static Target at_path(const Modules *modules, Str path) {
    uint32_t index;
    if (map_get(&modules->files_by_path, path, &index))
        return (Target){.kind = TARGET_MODULE, .file = index};
    if (path.len > 0 && map_get(&modules->folders, path, &index))
        return (Target){.kind = TARGET_PACKAGE, .name = modules->folders.keys[index]};
    return NOT_OURS;
}

Target modules_child(const Modules *modules, Target package, Str name) {
    Str dir = package.name;
    if (package.kind == TARGET_MODULE) {
        Str path = file_path(modules, package.file);
        if (!is_init(path)) return NOT_OURS;
        dir = str_folder(path);
    }
    PathBuf path;
    if (name.len == 0 || !path_start(&path, dir) || !path_add(&path, name)) return NOT_OURS;
    return at_path(modules, path_str(&path));
}

Target modules_relative(const Modules *modules, uint32_t file, uint32_t level, Str dotted) {
    Str dir = str_folder(file_path(modules, file));
    for (uint32_t i = 1; i < level; i++) {
        if (dir.len == 0) return MISSING;
        dir = str_folder(dir);
    }
    PathBuf path;
    if (!path_start(&path, dir) || !path_add(&path, dotted)) return MISSING;
    Target found = at_path(modules, path_str(&path));
    // The top of the tree is a directory too, though it has no name.
    if (path.len == 0 && found.kind == TARGET_NONE) return (Target){.kind = TARGET_PACKAGE};
    return found.kind == TARGET_NONE ? MISSING : found;
}

Str modules_package_dir(const Modules *modules, uint32_t file) {
    Str dir = str_folder(file_path(modules, file));
    Str home = modules->homes[file];
    while (dir.len > home.len && str_folder(dir).len > home.len)
        dir = str_folder(dir);
    return dir;
}

// --- Absolute imports ----------------------------------------------------------------------------

typedef struct Search {
    const Modules *modules;
    uint32_t file;
    Str dotted, member;
    Str top;     // first segment of dotted
    Target best; // PACKAGE or MISSING while no file was found
} Search;

// A directory without __init__.py is a package only by what is in it.
static bool leads_to_file(const Search *search, Target package) {
    return search->member.len > 0 &&
           modules_child(search->modules, package, search->member).kind != TARGET_NONE;
}

// Tries `dir` as an entry of the search path; true when it has the module itself.
static bool try_dir(Search *search, Str dir) {
    const Modules *modules = search->modules;
    PathBuf path;
    if (!path_start(&path, dir) || !path_add(&path, search->top)) return false;
    Target top = at_path(modules, path_str(&path));
    if (top.kind == TARGET_NONE) return false;
    bool is_plain = top.kind == TARGET_MODULE && !is_init(file_path(modules, top.file));
    if (is_plain && modules->imports_itself[top.file]) return false;
    Str rest = str_sub(search->dotted, search->top.len, search->dotted.len);
    Target found = top;
    if (rest.len > 0) {
        if (!path_add(&path, str_sub(rest, 1, rest.len))) return false;
        found = at_path(modules, path_str(&path));
    }
    if (found.kind == TARGET_MODULE) {
        search->best = found;
        return true;
    }
    if (search->best.kind == TARGET_PACKAGE) return false;
    if (found.kind == TARGET_PACKAGE && leads_to_file(search, found)) {
        search->best = found;
    } else if (top.kind == TARGET_MODULE) {
        search->best = MISSING;
    }
    return false;
}

static bool try_upwards(Search *search, Str dir) {
    for (;;) {
        if (try_dir(search, dir)) return true;
        if (dir.len == 0) return false;
        dir = str_folder(dir);
    }
}

// Length of the common beginning, in whole segments.
static uint32_t common_dir(Str a, Str b) {
    uint32_t common = 0, i = 0;
    while (i < a.len && i < b.len && a.ptr[i] == b.ptr[i]) {
        if (a.ptr[i++] == '/') common = i;
    }
    bool whole = i == a.len && (i == b.len || b.ptr[i] == '/');
    return whole ? i : common;
}

// The other roots, the one nearest to the file first; of equally near ones the first by path.
static bool try_other_roots(Search *search, Str own_dir) {
    const Modules *modules = search->modules;
    uint32_t first;
    if (!map_get(&modules->tops, search->top, &first)) return false;
    Search nearest = *search;
    uint32_t nearest_common = 0, tried = 0;
    bool found = false;
    for (uint32_t t = first; t != NONE && tried < CANDIDATES_MAX;
         t = modules->top_levels.items[t].next) {
        Str dir = modules->roots.items[modules->top_levels.items[t].root].dir;
        uint32_t common = common_dir(dir, own_dir);
        tried++;
        if (found && common <= nearest_common) continue;
        Search one = *search;
        if (!try_dir(&one, dir)) {
            if (search->best.kind == TARGET_NONE) search->best = one.best;
            continue;
        }
        found = true;
        nearest = one;
        nearest_common = common;
    }
    if (found) search->best = nearest.best;
    return found;
}

// A root that is itself a package: `import wagtail.models` where the tree is the folder wagtail.
static bool try_named_root(Search *search) {
    const Modules *modules = search->modules;
    uint32_t root;
    if (!map_get(&modules->named_roots, search->top, &root)) return false;
    PathBuf path;
    Str rest = str_sub(search->dotted, search->top.len + 1, search->dotted.len);
    if (!path_start(&path, modules->roots.items[root].dir) || !path_add(&path, rest)) return false;
    Target found = at_path(modules, path_str(&path));
    search->best = found.kind == TARGET_NONE ? MISSING : found;
    return found.kind != TARGET_NONE;
}

// The directories from the file's own up to, but without, its home.
static bool try_inside_package(Search *search, Str dir, Str home) {
    while (dir.len > home.len) {
        if (try_dir(search, dir)) return true;
        dir = str_folder(dir);
    }
    return false;
}

// The tree is a package that is imported by its name: its files are no scripts.
static bool is_in_named_root(const Modules *modules, Str home) {
    uint32_t root;
    return map_get(&modules->root_of_dir, home, &root) &&
           modules->roots.items[root].package.len > 0;
}

Target modules_find(const Modules *modules, uint32_t file, Str dotted, Str member) {
    Search search = {
        .modules = modules,
        .file = file,
        .dotted = dotted,
        .member = member,
        .best = NOT_OURS,
    };
    Str rest;
    str_cut(dotted, '.', &search.top, &rest);
    if (search.top.len == 0) return NOT_OURS;
    if (try_named_root(&search)) return search.best;
    if (!map_has(&modules->segments, search.top)) return search.best;
    Str dir = str_folder(file_path(modules, file));
    Str home = modules->homes[file];
    if (try_upwards(&search, home)) return search.best;
    if (known_is_declared(modules->known, search.top) || builtins_is_stdlib(search.top))
        return search.best;
    if (try_other_roots(&search, dir)) return search.best;
    if (map_has(&modules->strict, modules_package_dir(modules, file))) return search.best;
    if (is_in_named_root(modules, home)) return search.best;
    // A guess must not spoil what the sure places said.
    Search inside = search;
    return try_inside_package(&inside, dir, home) ? inside.best : search.best;
}
