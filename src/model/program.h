// SPDX-License-Identifier: MIT
// What names mean across the files of a repository. Made by resolve, read by match.
//
//     # shop/models.py                       # shop/admin.py
//     from django.db import models           from django.contrib import admin
//     class Order(models.Model): ...         from .models import Order
//                                            admin.site.register(Order)
//
//   names[shop/admin.py].targets
//     [expr of `admin.site.register`]   EXTERNAL "django.contrib.admin.site.register"
//     [expr of `Order`]                 CLASS: file of shop/models.py, index 0
//   classes
//     [class 0 of shop/models.py]       roots {"django.db.models.Model"}
#ifndef MODEL_PROGRAM_H
#define MODEL_PROGRAM_H

#include "base/map.h"
#include "model/facts.h"

typedef enum TargetKind {
    TARGET_NONE,     // not a name (a literal, an operator): nothing to resolve
    TARGET_EXTERNAL, // `name`: dotted name outside the repository, e.g. "fastapi.FastAPI.get"
    TARGET_INSTANCE, // what calling the external `name` gave: app = FastAPI() is INSTANCE
                     // "fastapi.FastAPI". Its attribute x is EXTERNAL "fastapi.FastAPI.x"
    TARGET_MODULE,   // file: a module of the repository (its __init__.py for a package)
    TARGET_PACKAGE,  // `name`: path of a package directory of the repository without __init__.py
    TARGET_CLASS,    // file, index into classes
    TARGET_FUNCTION, // file, index into functions
    TARGET_OBJECT, // file, index into classes: an instance of that project class; `name` is "super"
                   // for what super() gives in it, "" otherwise
    TARGET_BUILTIN, // `name`: "open". What it gives is INSTANCE "builtins.open"
    TARGET_UNKNOWN, // `reason` says why
} TargetKind;

// Why a name has no meaning for us. REASON(NAME, key)
#define REASONS(REASON)                                                                            \
    REASON(UNBOUND, unbound)               /* no binding anywhere, no builtin */                   \
    REASON(STAR_IMPORT, star_import)       /* may come from an import * that cannot be followed */ \
    REASON(PARAMETER, parameter)           /* a parameter without a usable annotation */           \
    REASON(LOOP, loop_variable)            /* for, with, except, match, unpacking */               \
    REASON(VALUE, value)                   /* assigned from an expression that is not followed */  \
    REASON(CALL_RESULT, call_result)       /* what a project function gives is not known */        \
    REASON(ATTRIBUTE, attribute)           /* not found on a known class, instance or module */    \
    REASON(DYNAMIC, dynamic)               /* subscripts, getattr, strings */                      \
    REASON(MISSING_MODULE, missing_module) /* relative import of a file that is not there */       \
    REASON(DEPTH, depth)                   /* a chain longer than the limit, or a cycle */

typedef enum Reason {
    REASON_NONE,
#define REASON(name, key) REASON_##name,
    REASONS(REASON)
#undef REASON
        REASON_COUNT,
} Reason;

typedef struct Target {
    uint8_t kind;   // TargetKind
    uint8_t reason; // Reason, for TARGET_UNKNOWN
    bool is_bound;  // FUNCTION: a method that an object or class was asked for and hands itself to
    uint32_t file;  // index into Program.files
    uint32_t index;
    // Which expression made it: the call of an INSTANCE or OBJECT, the literal of a list or a string,
    // and for an attribute that of what it was asked of, so `app.get` knows its application. 1 +
    // Program.first_expr of the file + expr; 0 when it is not known.
    uint32_t made_by;
    Str name;
} Target;

// Names of one file. `targets` is parallel to facts.exprs: the value that the expression has. For a
// CALL that is its result; what was called is the target of its first child.
typedef struct FileNames {
    Target *targets;
    Target *imports; // parallel to facts.imports: the module or object that the import names (the
                     // module a.b for `import a.b`, although Python binds a)
    uint32_t unresolved[REASON_COUNT]; // callees, decorators, bases and imports without a meaning
    uint32_t resolved;                 // those with one
} FileNames;

// A class of the repository with its ancestry closed.
typedef struct ClassInfo {
    uint32_t file, index; // into Program.files and their classes
    const Str *roots;     // every external base class, direct or not, in order of discovery
    uint32_t root_count;
    // Project classes above it, nearest first: indices into Program.classes.
    const uint32_t *ancestors;
    uint32_t ancestor_count;
    uint32_t unresolved_bases; // in itself and its ancestors
} ClassInfo;

typedef struct Program {
    const Source *source;
    // All Python files and notebooks, sorted by path, with empty facts for those that could not be
    // read (is_parsed); FileFacts.file leads to Source.files.
    const FileFacts *files;
    uint32_t file_count;
    const FileNames *names; // parallel to files
    const Str *modules;     // parallel to files: dotted module name, "shop.models"
    const ClassInfo *classes;
    // Parallel to files: class i of file f is classes[first_class[f] + i].
    const uint32_t *first_class;
    // Parallel to files, one more at the end: the number of expressions before those of the file.
    const uint32_t *first_expr;
    // Top-level names of the modules and packages of the repository: they shadow libraries.
    Map local_modules;
    // Names looked up and values worked out. Grows with the code, not with the number of threads.
    uint64_t steps;
} Program;

const char *program_reason_key(Reason reason); // "unbound"

#endif
