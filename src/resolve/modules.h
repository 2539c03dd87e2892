// SPDX-License-Identifier: MIT
// Modules of the repository: which file an import names, and how a file is named.
#ifndef RESOLVE_MODULES_H
#define RESOLVE_MODULES_H

#include "model/program.h"
#include "resolve/known.h"

// A directory whose children are importable by their bare names.
typedef struct SourceRoot {
    Str dir;         // "" or "backend/src"
    Str package;     // the directory is itself a package of this name; "" if not
    bool is_project; // has a manifest or manage.py, or is the top; the others only hold packages
} SourceRoot;

// A module or package at the top of a root; those of one name form a list.
typedef struct TopLevel {
    uint32_t root;
    uint32_t next; // NONE at the end
} TopLevel;

typedef struct Modules {
    const Source *source;
    const FileFacts *files;
    const Known *known;
    Map files_by_path; // "shop/models", and "shop" for shop/__init__.py → file
    Map folders;       // every directory with Python files at any depth → 1
    Map segments;      // last segments of both: what an import must begin with to be local
    VEC(SourceRoot) roots;
    Map root_of_dir; // → index into roots
    Map named_roots; // SourceRoot.package → index into roots
    Map tops;        // name of a top-level module or package → first of its TopLevels
    VEC(TopLevel) top_levels;
    Map strict;       // outermost package directories whose files import each other as a package
    const Str *homes; // parallel to files: the directory above the outermost package around it
    const uint8_t *imports_itself; // parallel to files: celery.py has `from celery import …`
} Modules;

// The outermost package directory around a file: "backend/shop"; the file's directory if there is
// none.
Str modules_package_dir(const Modules *modules, uint32_t file);

// Finds roots and indexes all files. Linear in files, imports and depth of directories.
// In:     facts of all files, `source` and `known` are borrowed
void modules_build(Modules *out, const Source *source, const FileFacts *files, uint32_t file_count,
                   const Known *known, Arena *arena);

// The module that `import dotted` names in `file`.
// In:     member  the name after `import` in a from-import, "" otherwise: decides whether a
//                 directory without __init__.py is meant
// Out:    MODULE, PACKAGE, UNKNOWN MISSING_MODULE (its package is ours, the module is not there),
//         or NONE: not of this repository
Target modules_find(const Modules *modules, uint32_t file, Str dotted, Str member);
// … `from ..dotted import`, with `level` dots. MODULE, PACKAGE or UNKNOWN.
Target modules_relative(const Modules *modules, uint32_t file, uint32_t level, Str dotted);
// The module `name` in a package; NONE when there is none.
Target modules_child(const Modules *modules, Target package, Str name);

// `found` is what `import dotted` names, and it lies below a root of the tree, not just beside the
// file.
bool modules_is_below_root(const Modules *modules, Target found, Str dotted);

// Dotted name of a file: "shop.models".
Str modules_name(const Modules *modules, uint32_t file, Arena *arena);
// Names importable from any root of the project: what shadows libraries.
Map modules_local_names(const Modules *modules, Arena *arena);

#endif
