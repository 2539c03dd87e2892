// SPDX-License-Identifier: MIT
// Scripts and configuration that start a server somewhere among other lines: entrypoint.sh, systemd
// units, supervisor, app.yaml.
//
//   exec gunicorn shop.wsgi -w 4       -> "exec gunicorn shop.wsgi -w 4"
//   ExecStart=/srv/bin/uvicorn m:app   -> "/srv/bin/uvicorn m:app"
//   pip install gunicorn               -> nothing
//
// How: a line counts when one of its words is a server (its last path segment), or two words in a
// row are one of the known ways to run one. No shell grammar: what these files share is that a
// command is a line. A line that a backslash continues is joined.
// Limits: variables are not expanded, so "$SERVER shop.wsgi" is not seen. Lines that print, install
// or talk to a container are left out by their words.
#include "scan/reader.h"

#include <string.h>

#include "base/banned.h"

static const Str servers[] = {
    STR_CONST("gunicorn"),       STR_CONST("uvicorn"), STR_CONST("daphne"),
    STR_CONST("hypercorn"),      STR_CONST("granian"), STR_CONST("uwsgi"),
    STR_CONST("waitress-serve"),
};

static const Str pairs[][2] = {
    {STR_CONST("manage.py"), STR_CONST("runserver")},
    {STR_CONST("fastapi"), STR_CONST("run")},
    {STR_CONST("fastapi"), STR_CONST("dev")},
    {STR_CONST("flask"), STR_CONST("run")},
};

// Words that make a line something else than a start.
static const Str not_starts[] = {
    STR_CONST("echo"),  STR_CONST("printf"), STR_CONST("install"),
    STR_CONST("pkill"), STR_CONST("kill"),   STR_CONST("killall"),
    STR_CONST("which"), STR_CONST("pgrep"),  STR_CONST("docker"),
};

static bool is_among(Str word, const Str *list, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (str_eq(word, list[i])) return true;
    return false;
}

static bool is_separator(char c) {
    return (unsigned char)c <= ' ' || memchr("\"'`()[]{},;&|=:", c, 15);
}

// The next word, of a path its last segment.
static bool next_word(Str *rest, Str *word) {
    uint32_t start = 0, end;
    while (start < rest->len && is_separator(rest->ptr[start]))
        start++;
    for (end = start; end < rest->len && !is_separator(rest->ptr[end]);)
        end++;
    *word = str_file_name(str_sub(*rest, start, end));
    *rest = str_sub(*rest, end, rest->len);
    return end > start;
}

static bool is_start(Str line) {
    bool is_found = false;
    Str before = STR("");
    for (Str word, rest = line; next_word(&rest, &word); before = word) {
        if (is_among(word, not_starts, ARRAY_LEN(not_starts))) return false;
        is_found = is_found || is_among(word, servers, ARRAY_LEN(servers));
        for (uint32_t i = 0; i < ARRAY_LEN(pairs); i++)
            is_found = is_found || (str_eq(before, pairs[i][0]) && str_eq(word, pairs[i][1]));
    }
    return is_found;
}

// Cuts "ExecStart=", "command:", "- " off; what follows is the command. "PORT=80 gunicorn …" stays:
// upper case is the shell's.
static Str without_key(Str line) {
    line = str_trim(line);
    if (str_starts(line, STR("- "))) line = str_trim(str_sub(line, 2, line.len));
    bool is_lower = false;
    uint32_t end = 0;
    for (; end < line.len; end++) {
        char c = line.ptr[end];
        if (c != '_' && c != '-' && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z')) break;
        is_lower = is_lower || (c >= 'a' && c <= 'z');
    }
    Str rest = str_trim(str_sub(line, end, line.len));
    bool has_key = is_lower && rest.len > 0 && (rest.ptr[0] == '=' || rest.ptr[0] == ':');
    Str value = has_key ? str_trim(str_sub(rest, 1, rest.len)) : line;
    return is_start(value) ? value : line;
}

void startline_read(Reader *in) {
    for (Str line, rest = in->text; str_next_line(&rest, &line);) {
        Str whole = line;
        while (str_ends(str_trim(whole), STR("\\")) && str_next_line(&rest, &line))
            whole = str_sub(in->text, reader_offset(in, whole), reader_offset(in, line) + line.len);
        if (str_starts(str_trim(whole), STR("#")) || !is_start(whole)) continue;
        Str command = without_key(whole);
        reader_command(in, command, reader_pos(in, reader_offset(in, command)));
    }
}
