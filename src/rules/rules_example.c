// SPDX-License-Identifier: MIT
// Reads the examples of a signal or a finding: imaginary repositories of a few lines, and what it
// counts there.
//
//   "examples": [{"count": 1, "files": {"shop/views.py": ["import requests", "requests.get(u)"]}},
//                {"count": 0, "why": "only imported", "files": {"shop/views.py": ["import requests"]}}]
//   -> Example {.count = 1, .files = {{"shop/views.py", "import requests\nrequests.get(u)\n"}}}, …
//
// How: lines rather than one text, because they are read by people in the rule file; joined here,
// because they are scanned as a text. The files are sorted by path, as those of a repository are.
// Limits: EXAMPLES_MAX a signal, FILES_MAX files each, TEXT_MAX bytes a file (what ISO C allows for
// one string literal, as the built-in rules are C); a path stays below the root.
#include <stdlib.h>

#include "rules/rules_reader.h"

#include "base/banned.h"

enum { EXAMPLES_MAX = 20, FILES_MAX = 20, TEXT_MAX = 4000, PATH_MAX_BYTES = 200 };

static bool has_odd_segment(Str path) {
    Str segment;
    for (bool has_more = true; has_more;) {
        has_more = str_cut(path, '/', &segment, &path);
        if (segment.len == 0 || str_eq(segment, STR(".")) || str_eq(segment, STR("..")))
            return true;
    }
    return false;
}

static bool check_path(JsonAt at, Str path, Error *err) {
    for (uint32_t i = 0; i < path.len; i++)
        if ((unsigned char)path.ptr[i] < 0x20 || path.ptr[i] == 0x7F)
            return jsonio_error(at, err, "the path has a control character");
    if (path.len > PATH_MAX_BYTES)
        return jsonio_error(at, err, "the path is longer than %d bytes", PATH_MAX_BYTES);
    return !has_odd_segment(path) ||
           jsonio_error(at, err, "expected a path below the root: \"shop/views.py\"");
}

static bool add_line(JsonAt at, Buf *text, Error *err) {
    Str line;
    if (!jsonio_str(at, &line, err)) return false;
    for (uint32_t i = 0; i < line.len; i++)
        if (((unsigned char)line.ptr[i] < 0x20 && line.ptr[i] != '\t') || line.ptr[i] == 0x7F)
            return jsonio_error(at, err, "the line has a control character: one line an item");
    buf_str_add(text, line);
    buf_char(text, '\n');
    return text->len <= TEXT_MAX ||
           jsonio_error(at, err, "the file is longer than %d bytes", TEXT_MAX);
}

static bool read_lines(RulesReader *reader, JsonAt lines, Str *out, Error *err) {
    if (!jsonio_is_array(lines)) return jsonio_error(lines, err, "expected a list of lines");
    Buf text = buf_new(reader->arena);
    for (uint32_t i = 0; i < jsonio_len(lines); i++)
        if (!add_line(jsonio_item(lines, i), &text, err)) return false;
    *out = buf_str(&text);
    return true;
}

static int by_path(const void *a, const void *b) {
    return str_cmp(((const FsText *)a)->path, ((const FsText *)b)->path);
}

static bool read_files(RulesReader *reader, JsonAt example, Example *out, Error *err) {
    JsonAt at, lines;
    if (!jsonio_key(example, "files", &at, err)) return false;
    uint32_t count = jsonio_len(at);
    if (!jsonio_is_object(at) || count == 0 || count > FILES_MAX)
        return jsonio_error(at, err, "expected an object of 1 to %d files", FILES_MAX);
    FsText *files = arena_array(reader->arena, FsText, count);
    JsonIter it = {.object = at};
    Str path;
    for (uint32_t i = 0; jsonio_next(&it, &path, &lines); i++) {
        if (!check_path(lines, path, err) || !read_lines(reader, lines, &files[i].text, err))
            return false;
        files[i].path = intern_str(&reader->strings, path);
    }
    qsort(files, count, sizeof *files, by_path);
    out->files = files;
    out->file_count = count;
    return true;
}

static bool read_example(RulesReader *reader, JsonAt at, Example *out, Error *err) {
    static const char *const KEYS[] = {"count", "why", "files", NULL};
    JsonAt count, why;
    return jsonio_only_keys(at, KEYS, err) && jsonio_key(at, "count", &count, err) &&
           jsonio_uint(count, &out->count, err) &&
           (!jsonio_has(at, "why", &why) || rules_value_text(reader, why, &out->why, err)) &&
           read_files(reader, at, out, err);
}

bool rules_example_list(RulesReader *reader, JsonAt entry, RulesExamples out, Error *err) {
    JsonAt at;
    if (!jsonio_has(entry, "examples", &at)) return true;
    uint32_t count = jsonio_len(at);
    if (!jsonio_is_array(at) || count == 0 || count > EXAMPLES_MAX)
        return jsonio_error(at, err, "expected a list of 1 to %d examples", EXAMPLES_MAX);
    Example *examples = arena_array(reader->arena, Example, count);
    for (uint32_t i = 0; i < count; i++)
        if (!read_example(reader, jsonio_item(at, i), &examples[i], err) &&
            !rules_value_go_on(reader, err))
            return false;
    *out.examples = examples;
    *out.count = count;
    return true;
}
