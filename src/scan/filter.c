// SPDX-License-Identifier: MIT
// The globs of --include and --exclude, matched against paths relative to the root.
//
//   "legacy"       legacy/a.py, app/legacy/b.py    a name: anywhere
//   "./app/old/"   app/old/c.py                    a path: from the root
//   "*_gen.py"     app/x_gen.py
//
// How: each glob is tried on the path and on every folder above it; a user who types the name of a
// folder means what is in it. str_glob() has the pattern language. The cost is the number of globs
// times the depth of the path, paid only when globs are given.
// Limits: no negation; --include and --exclude together serve for that.
#include "scan/filter.h"

#include "base/banned.h"

static Str without_dressing(Str glob) {
    while (str_starts(glob, STR("./")))
        glob = str_sub(glob, 2, glob.len);
    while (glob.len > 1 && str_ends(glob, STR("/")))
        glob.len--;
    return glob;
}

static bool glob_matches(Str glob, Str path) {
    for (uint32_t i = 0; i < path.len; i++)
        if (path.ptr[i] == '/' && str_glob(glob, str_sub(path, 0, i))) return true;
    return str_glob(glob, path);
}

bool filter_matches(const Str *globs, uint32_t glob_count, Str path) {
    for (uint32_t i = 0; i < glob_count; i++)
        if (glob_matches(without_dressing(globs[i]), path)) return true;
    return false;
}
