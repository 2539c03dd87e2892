// SPDX-License-Identifier: MIT
// What scan finds: the files of a repository with their roles, and what its manifests declare.
// Paths are relative to the root, raw bytes with '/' between segments; they are made printable by
// buf_path() at the very end only.
#ifndef MODEL_SOURCE_H
#define MODEL_SOURCE_H

#include "base/fs.h"

typedef struct Pos {
    uint32_t row; // 0-based line
    uint32_t col; // 0-based, in Unicode code points
} Pos;

typedef enum FileKind {
    FILE_PYTHON,   // *.py, and scripts named on --files
    FILE_STUB,     // *.pyi: counted apart, not parsed
    FILE_NOTEBOOK, // *.ipynb: its code cells, joined
    FILE_TEMPLATE, // HTML and other page templates on disk
    FILE_MANIFEST, // declares dependencies
    FILE_COMMAND,  // says how the program is started: Dockerfile, Procfile, compose file
    FILE_OTHER,    // only its path is used
    FILE_KIND_COUNT,
} FileKind;

// What a file is for. Only ROLE_APP and ROLE_SETTINGS weigh as production code.
typedef enum Role {
    ROLE_APP,
    ROLE_TEST,
    ROLE_MIGRATION,
    ROLE_SETTINGS,
    ROLE_SCRIPT,
    ROLE_DOCS,
    ROLE_EXAMPLE,
    ROLE_GENERATED,
    ROLE_VENDORED,
    ROLE_COUNT,
} Role;
#define ROLE_BIT(role) (1u << (role))
#define ROLES_ALL (ROLE_BIT(ROLE_COUNT) - 1)
#define ROLES_PRODUCTION (ROLE_BIT(ROLE_APP) | ROLE_BIT(ROLE_SETTINGS))

typedef struct SourceFile {
    Str path;
    FileKind kind;
    Role role;
    Str role_reason;     // "directory tests", "file name test_*.py": for people
    uint64_t size_bytes; // on disk
    FsStamp stamp;       // on disk, when it was listed
    Str blob;            // raw id of its content where that lies in git's objects, else ""
} SourceFile;
typedef VEC(SourceFile) SourceFileVec;

// Something the run could not use in full. The run continues, the report says so.
typedef enum ProblemKind {
    PROBLEM_UNREADABLE, // permission, I/O error, vanished
    PROBLEM_TOO_LARGE,
    PROBLEM_ENCODING, // undecodable bytes or unknown encoding
    PROBLEM_SYNTAX,   // parts of a file could not be parsed
    PROBLEM_NESTING,  // deeper than the limit
    PROBLEM_MANIFEST, // a manifest or notebook that is malformed
    PROBLEM_GIT,      // a repository that libgit2 cannot open
    PROBLEM_LIMIT,    // too many nodes, files or the like
    PROBLEM_LINK,     // a symbolic link that was not followed where a file was asked for
    PROBLEM_KIND_COUNT,
} ProblemKind;

typedef struct Problem {
    ProblemKind kind;
    Str path;      // "" for the whole run
    uint32_t line; // 1-based, 0 when it does not apply
    Str text;      // one sentence without path and line
} Problem;
typedef VEC(Problem) ProblemVec;

typedef enum DependencyGroup {
    DEPENDENCY_MAIN,
    DEPENDENCY_DEV,      // tests, lint, docs, dependency groups other than main
    DEPENDENCY_OPTIONAL, // extras
    DEPENDENCY_LOCKED,   // only in a lock file: may be transitive
    DEPENDENCY_FRONTEND, // package.json
} DependencyGroup;

typedef struct Dependency {
    Str name; // normalised as PEP 503: lower case, runs of - _ . become -; npm names as written
    Str spec; // version part as written, "" if none
    DependencyGroup group;
    uint32_t file; // index into Source.files
    Pos pos;
} Dependency;
typedef VEC(Dependency) DependencyVec;

// A command line that starts something: "gunicorn shop.wsgi:application --workers 3".
typedef struct Command {
    Str text; // words joined by one blank
    uint32_t file;
    Pos pos;
} Command;
typedef VEC(Command) CommandVec;

// What a manifest says about the package itself.
typedef struct Package {
    Str name;           // as written, "" if none
    uint32_t file;      // the manifest
    bool has_build;     // [build-system], setup(): it is meant to be installed
    StrVec classifiers; // trove classifiers, as written
} Package;
typedef VEC(Package) PackageVec;

typedef struct Source {
    Str root; // as the user gave it; never part of stdout
    FsRoot *fs;
    SourceFileVec files; // sorted by path, bytewise
    DependencyVec dependencies;
    CommandVec commands;
    PackageVec packages;
    ProblemVec problems;
    bool is_git;            // listed through a git index
    uint32_t files_skipped; // ignored directories do not count; skipped links and devices do
} Source;

const char *source_role_key(Role role);           // "migration"
const char *source_problem_key(ProblemKind kind); // "too_large"

// A loaded file as text: always valid UTF-8 without NUL, line ends as they were, but for a lone CR,
// which became LF.
typedef struct SourceText {
    Str text;
    Str encoding; // "utf-8", "latin-1", … as detected by PEP 263
} SourceText;

#endif
