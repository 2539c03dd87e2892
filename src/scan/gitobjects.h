// SPDX-License-Identifier: MIT
// The objects of a git repository by their ids. Nothing is written, checked out or filtered.
//
//   GitObjects *objects; Str why;
//   if (!gitobjects_open(&git, arena, &objects, &why)) …
//   gitobjects_read(objects, &id, GITOBJECT_BLOB, limit, arena, &bytes, &size)   -> FS_OK
//   gitobjects_close(objects);
#ifndef SCAN_GITOBJECTS_H
#define SCAN_GITOBJECTS_H

#include "scan/gitentry.h"
#include "scan/gitfolder.h"

typedef enum GitObjectKind {
    GITOBJECT_COMMIT,
    GITOBJECT_TREE,
    GITOBJECT_BLOB,
    GITOBJECT_TAG,
} GitObjectKind;

#define GITOBJECTS_BYTES_MAX (64u << 20) // of a commit, tree or tag that is read

typedef struct GitObjects GitObjects;

// In:     git   one without a fault; not needed any more afterwards
// Out:    on false *why is what is wrong, as the end of a sentence
// Arena:  the object database's handle, why
bool gitobjects_open(const GitFolder *git, Arena *arena, GitObjects **out, Str *why);
void gitobjects_close(GitObjects *objects);

// Whether objects that are not here may be in a repository that this one borrows from, in one that
// it was cloned from without them, or behind the end of a shallow history.
bool gitobjects_has_foreign(const GitObjects *objects);
bool gitobjects_is_partial(const GitObjects *objects);

// The whole content of an object, checked against its id.
// Out:    FS_NOT_FOUND without such an object, FS_NOT_REGULAR if it is of another kind,
//         FS_TOO_LARGE with *out_size only, FS_IO_ERROR if it is damaged
// Thread: safe
FsStatus gitobjects_read(GitObjects *objects, const GitId *id, GitObjectKind kind,
                         uint64_t limit_bytes, Arena *arena, Str *out, uint64_t *out_size);
// Its kind and size, without reading all of it.
FsStatus gitobjects_look(GitObjects *objects, const GitId *id, GitObjectKind *out_kind,
                         uint64_t *out_size);

// The one object whose id begins so. FS_NOT_FOUND without one, FS_IO_ERROR when there are several.
// In:     hex   4 to 40 hexadecimal digits
FsStatus gitobjects_expand(GitObjects *objects, Str hex, GitId *out);

bool gitobjects_parse_id(Str hex, GitId *out);           // 40 hexadecimal digits
Str gitobjects_format_id(const GitId *id, Arena *arena); // the same, lower case

#endif
