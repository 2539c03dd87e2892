// SPDX-License-Identifier: MIT
// Lock files in TOML: poetry.lock, uv.lock, pdm.lock, pylock.toml.
//
//   [[package]]
//   name = "django"          -> django "4.2.1", LOCKED
//   version = "4.2.1"
//
// How: a scan of the lines, not a parse. These files are written by tools, one key a line, and
// reach megabytes: a uv.lock of 0.8 MB takes 2.7 ms so, 52 ms through the TOML grammar.
// uv lists the project itself among its packages; its editable or virtual source tells it apart.
// Limits: a value that does not stand on the line of its key is not seen. A file without any
// package is no problem: a project may have none.
#include "scan/reader.h"

#include "base/banned.h"

typedef struct Locked {
    Str name; // "" outside of a package
    Str version;
    Pos pos;
    bool is_local; // the project itself
} Locked;

static void take_locked(Reader *in, Locked *locked) {
    if (locked->name.len > 0 && !locked->is_local)
        reader_depend(in, locked->name, locked->version, DEPENDENCY_LOCKED, locked->pos);
    *locked = (Locked){0};
}

// key = "value" → true with the value
static bool value_of(Str line, Str key, Str *value) {
    if (!str_starts(line, key)) return false;
    Str rest = str_trim(str_sub(line, key.len, line.len));
    if (rest.len < 2 || rest.ptr[0] != '=') return false;
    rest = str_trim(str_sub(rest, 1, rest.len));
    bool is_string = rest.len >= 2 && (rest.ptr[0] == '"' || rest.ptr[0] == '\'');
    if (!is_string) return false;
    rest = str_sub(rest, 1, rest.len);
    uint32_t end = str_find(rest, rest.ptr[-1]);
    *value = str_sub(rest, 0, end == NONE ? 0 : end);
    return end != NONE;
}

static bool is_local_source(Str line) {
    if (!str_starts(line, STR("source"))) return false;
    return str_find_str(line, STR("editable =")) != NONE ||
           str_find_str(line, STR("virtual =")) != NONE;
}

void lockfile_read(Reader *in) {
    Locked locked = {0};
    bool is_inside = false;
    for (Str line, rest = in->text; str_next_line(&rest, &line);) {
        Str value, content = str_trim(line);
        if (content.len > 0 && content.ptr[0] == '[') {
            bool is_package =
                str_eq(content, STR("[[package]]")) || str_eq(content, STR("[[packages]]"));
            take_locked(in, &locked);
            is_inside = is_package;
        } else if (is_inside && value_of(line, STR("name"), &value)) {
            locked.name = value;
            locked.pos = reader_pos(in, reader_offset(in, line));
        } else if (is_inside && value_of(line, STR("version"), &value)) {
            locked.version = value;
        } else if (is_inside && is_local_source(line)) {
            locked.is_local = true;
        }
    }
    take_locked(in, &locked);
}
