// SPDX-License-Identifier: MIT
// One manifest in work: its text, and where a reader puts what it finds.
//
// A reader is one function, void STEM_read(Reader *in), in a file of its own. It walks in->text and
// calls reader_depend, reader_command, reader_problem and sets the fields of in->package.
// Adding one: a file, its line at the end of this header, a row in manifest.c.
#ifndef SCAN_READER_H
#define SCAN_READER_H

#include "model/source.h"

// A place in the text that moves forwards, so that all positions of a file cost one pass.
typedef struct Cursor {
    uint32_t offset; // bytes
    Pos pos;
} Cursor;

typedef struct Reader {
    Source *source;  // appended to
    Arena *keep;     // what outlives the file
    Arena *scratch;  // what does not: trees, tokens; emptied after each file
    uint32_t file;   // index into source->files
    Str path;        // of the file
    Str text;        // valid UTF-8 without a byte order mark
    Package package; // entered into source->packages if the reader says anything of it
    bool has_problem;
    Cursor cursor;
} Reader;

#define READER_COMMAND_BYTES_MAX 400u // a longer command line is cut

// A dependency, by its name as written. Names that are no distribution names are left out; an npm
// name (DEPENDENCY_FRONTEND) is taken as it stands. Copies name and spec.
void reader_depend(Reader *in, Str name, Str spec, DependencyGroup group, Pos pos);
// A PEP 508 requirement ("uvicorn[standard]>=0.20; python_version > '3.8'"); false when it is none.
bool reader_require(Reader *in, Str requirement, DependencyGroup group, Pos pos);
// A command line; white space, line ends and continuation marks between words become one blank.
void reader_command(Reader *in, Str words, Pos pos);
void reader_classifier(Reader *in, Str classifier);
void reader_name(Reader *in, Str name); // of the package; the first one counts
// The one problem of this file (the first wins). `line` is 1-based, 0 when it does not apply.
void reader_problem(Reader *in, ProblemKind kind, uint32_t line, const char *fmt, ...)
    PRINTF_LIKE(4, 5);

// Position of a byte of in->text. Cheap when offsets ascend.
Pos reader_pos(Reader *in, uint32_t offset);
uint32_t reader_offset(const Reader *in, Str part); // of a view into in->text
// What the name of a group, an extra or a file says: "dev", "test-utils", "docs" are DEV; else
// `other`.
DependencyGroup reader_group(Str name, DependencyGroup other);

void conda_read(Reader *in);
void compose_read(Reader *in);
void dockerfile_read(Reader *in);
void lockfile_read(Reader *in);
void packagejson_read(Reader *in);
void pipfile_read(Reader *in);
void pipfile_lock_read(Reader *in);
void procfile_read(Reader *in);
void pyproject_read(Reader *in);
void requirements_read(Reader *in);
void setupcfg_read(Reader *in);
void setuppy_read(Reader *in);
void startline_read(Reader *in);

#endif
