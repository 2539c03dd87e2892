// SPDX-License-Identifier: MIT
// Dockerfile: what a container starts, and what it installs.
//
//   RUN pip install --no-cache-dir fastapi \      -> fastapi and uvicorn ">=0.20", MAIN
//           "uvicorn[standard]>=0.20"
//   CMD ["uvicorn", "shop:app"]                   -> "uvicorn shop:app"
//   ENTRYPOINT exec gunicorn shop.wsgi            -> "exec gunicorn shop.wsgi"
//
// How: an instruction is a span of the text up to a line without continuation, so positions stay
// those of the file. In the span, continuation marks, quotes and comment lines are no words.
// Limits: a parser directive that changes the escape character is ignored (Windows images); in a
// here-document each line is taken for an instruction of its own, which only matters for lines that
// begin with CMD, ENTRYPOINT or RUN. Build arguments are not expanded. ONBUILD and HEALTHCHECK
// start nothing of ours.
#include "scan/reader.h"

#include <string.h>

#include "base/buf.h"

#include "base/banned.h"

static Str trimmed_start(Str s) {
    while (s.len > 0 && str_is_space(s.ptr[0]))
        s = str_sub(s, 1, s.len);
    return s;
}

// Cuts the next instruction off *rest, with its continuation lines. Comment lines between them
// belong to it, as Docker has it.
static bool next_instruction(Str *rest, Str *out) {
    if (rest->len == 0) return false;
    Str whole = *rest, line;
    bool is_open = true;
    while (is_open && str_next_line(rest, &line)) {
        Str content = str_trim(line);
        bool is_comment = content.len > 0 && content.ptr[0] == '#' && line.ptr != whole.ptr;
        is_open = is_comment || str_ends(content, STR("\\"));
    }
    *out = str_sub(whole, 0, whole.len - rest->len);
    return true;
}

// --- CMD and ENTRYPOINT ----------------------------------------------------------------------

// ["a", "b c"] → a b c; false when it is not the exec form.
static bool take_exec_form(Reader *in, Str list, Pos pos) {
    if (list.len < 2 || list.ptr[0] != '[') return false;
    Buf words = buf_new(in->scratch);
    for (uint32_t i = 1; i < list.len && list.ptr[i] != ']'; i++) {
        if (list.ptr[i] != '"') continue;
        for (i++; i < list.len && list.ptr[i] != '"'; i++) {
            i += list.ptr[i] == '\\' && i + 1 < list.len;
            buf_char(&words, list.ptr[i]);
        }
        buf_char(&words, ' ');
    }
    reader_command(in, buf_str(&words), pos);
    return words.len > 0;
}

// --- RUN pip install ---------------------------------------------------------------------------

// The next word of a shell command without its quotes. *is_end says that a separator (&&, ;, |)
// came first.
static bool next_word(Str *rest, Str *word, bool *is_end) {
    *is_end = false;
    *rest = trimmed_start(*rest);
    while (rest->len > 0 && (rest->ptr[0] == '\\' || rest->ptr[0] == '#') &&
           (rest->len == 1 || rest->ptr[0] == '#' || str_is_space(rest->ptr[1]))) {
        Str line;
        str_next_line(rest, &line); // the rest of a continued line, or a comment
        *rest = trimmed_start(*rest);
    }
    if (rest->len == 0) return false;
    if (memchr("&;|", rest->ptr[0], 3)) {
        *is_end = true;
        *rest = str_sub(*rest, 1, rest->len);
        *word = STR("");
        return true;
    }
    char quote = rest->ptr[0] == '"' || rest->ptr[0] == '\'' ? rest->ptr[0] : 0;
    uint32_t start = quote ? 1 : 0, end = start;
    while (end < rest->len &&
           (quote ? rest->ptr[end] != quote
                  : !str_is_space(rest->ptr[end]) && !memchr("&;|", rest->ptr[end], 3)))
        end++;
    *word = str_sub(*rest, start, end);
    *rest = str_sub(*rest, quote ? end + 1 : end, rest->len);
    return true;
}

// Options of pip that take the next word with them.
static bool takes_value(Str option) {
    static const Str options[] = {
        STR_CONST("-r"),
        STR_CONST("--requirement"),
        STR_CONST("-c"),
        STR_CONST("--constraint"),
        STR_CONST("-e"),
        STR_CONST("--editable"),
        STR_CONST("-i"),
        STR_CONST("--index-url"),
        STR_CONST("--extra-index-url"),
        STR_CONST("-f"),
        STR_CONST("--find-links"),
        STR_CONST("-t"),
        STR_CONST("--target"),
        STR_CONST("--trusted-host"),
        STR_CONST("--timeout"),
        STR_CONST("--retries"),
        STR_CONST("--python"),
        STR_CONST("--prefix"),
        STR_CONST("--root"),
        STR_CONST("--cache-dir"),
        STR_CONST("--proxy"),
        STR_CONST("--platform"),
        STR_CONST("--no-binary"),
        STR_CONST("--only-binary"),
        STR_CONST("--index"),
        STR_CONST("--default-index"),
    };
    for (uint32_t i = 0; i < ARRAY_LEN(options); i++)
        if (str_eq(option, options[i])) return true;
    return false;
}

// The words after "pip install", up to the end of the command.
static void take_installed(Reader *in, Str *rest) {
    bool is_end = false, skips_next = false;
    for (Str word; !is_end && next_word(rest, &word, &is_end);) {
        bool is_option = str_starts(word, STR("-"));
        bool is_path = str_find(word, '/') != NONE || str_find(word, '$') != NONE;
        if (!is_option && !skips_next && !is_path && word.len > 0)
            reader_require(in, word, DEPENDENCY_MAIN, reader_pos(in, reader_offset(in, word)));
        skips_next = is_option && takes_value(word);
    }
}

static bool is_pip(Str word) {
    Str name = str_file_name(word);
    return str_eq(name, STR("pip")) || str_starts(name, STR("pip3")) || str_eq(name, STR("pip2"));
}

static void take_run(Reader *in, Str shell) {
    bool is_end, after_pip = false;
    for (Str word, rest = shell; next_word(&rest, &word, &is_end);) {
        if (after_pip && str_eq(word, STR("install"))) take_installed(in, &rest);
        after_pip = is_pip(word);
    }
}

void dockerfile_read(Reader *in) {
    for (Str span, rest = in->text; next_instruction(&rest, &span);) {
        Str instruction = trimmed_start(span);
        uint32_t end = 0;
        while (end < instruction.len && !str_is_space(instruction.ptr[end]))
            end++;
        Str name = str_sub(instruction, 0, end);
        Str arguments = str_trim(str_sub(instruction, end, instruction.len));
        if (str_eq_nocase(name, STR("RUN"))) take_run(in, arguments);
        if (!str_eq_nocase(name, STR("CMD")) && !str_eq_nocase(name, STR("ENTRYPOINT"))) continue;
        Pos pos = reader_pos(in, reader_offset(in, instruction));
        if (!take_exec_form(in, arguments, pos)) reader_command(in, arguments, pos);
    }
}
