// SPDX-License-Identifier: MIT
// IPython's additions to Python, replaced line by line.
//
//   %matplotlib inline          pass
//   !pip install \              pass
//       fastapi                 (empty)
//   files = !ls                 files = None
//   if slow:                    if slow:
//       %time train()               pass
//   %%bash                      (all lines of the cell empty)
//
// How: such a line can only stand where a statement starts; a line that starts with `%` inside
// brackets is an ordinary operator. So brackets, strings and continuations are followed across
// lines, without tokenising. A replaced statement becomes `pass`, which keeps a block that has
// only it whole.
//
// Limits: what a magic runs (`%run other.py`, the code after `%time`) is not seen. A line that is
// odd in other ways (`obj?` inside an expression) is left to the parser.
#include "scan/magic.h"

#include "base/banned.h"

// What is open at the end of a line.
typedef struct Scanner {
    uint32_t depth; // of brackets
    char quote;     // of the string we are in, 0: none
    bool is_triple;
    bool is_continued; // the line ends with a backslash
} Scanner;

// Cell magics that run the rest of the cell as Python.
static const Str PYTHON_CELLS[] = {
    STR_CONST("time"),  STR_CONST("timeit"),   STR_CONST("capture"), STR_CONST("prun"),
    STR_CONST("memit"), STR_CONST("mprun"),    STR_CONST("python"),  STR_CONST("python3"),
    STR_CONST("local"), STR_CONST("snakeviz"),
};

static bool is_triple_at(Str line, uint32_t i, char quote) {
    return i + 2 < line.len && line.ptr[i] == quote && line.ptr[i + 1] == quote &&
           line.ptr[i + 2] == quote;
}

// Inside a string at `i`; returns the position to go on from.
static uint32_t scan_string(Scanner *scanner, Str line, uint32_t i) {
    if (line.ptr[i] == '\\') return i + 2;
    if (line.ptr[i] != scanner->quote) return i + 1;
    if (scanner->is_triple && !is_triple_at(line, i, scanner->quote)) return i + 1;
    scanner->quote = 0;
    return scanner->is_triple ? i + 3 : i + 1;
}

static uint32_t scan_code(Scanner *scanner, Str line, uint32_t i) {
    switch (line.ptr[i]) {
    case '#': return line.len;
    case '"':
    case '\'':
        scanner->quote = line.ptr[i];
        scanner->is_triple = is_triple_at(line, i, line.ptr[i]);
        return scanner->is_triple ? i + 3 : i + 1;
    case '(':
    case '[':
    case '{': scanner->depth++; break;
    case ')':
    case ']':
    case '}': scanner->depth -= scanner->depth > 0; break;
    default: break;
    }
    return i + 1;
}

static void scan_line(Scanner *scanner, Str line) {
    bool is_comment = false;
    for (uint32_t i = 0; i < line.len;) {
        is_comment = !scanner->quote && line.ptr[i] == '#';
        i = scanner->quote ? scan_string(scanner, line, i) : scan_code(scanner, line, i);
    }
    scanner->is_continued = !is_comment && str_ends(line, STR("\\"));
    bool is_cut_off = scanner->quote && !scanner->is_triple && !scanner->is_continued;
    if (is_cut_off) scanner->quote = 0;
}

static bool starts_statement(const Scanner *scanner) {
    return scanner->depth == 0 && !scanner->quote && !scanner->is_continued;
}

static bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || (unsigned char)c > 0x7F;
}

// "obj?", "obj.attr??", "*name*?"
static bool is_help(Str statement) {
    uint32_t i = 0;
    while (i < statement.len && (is_name_char(statement.ptr[i]) || statement.ptr[i] == '*'))
        i++;
    Str marks = str_sub(statement, i, statement.len);
    return str_eq(marks, STR("?")) || str_eq(marks, STR("??"));
}

static bool is_magic(Str statement) {
    if (statement.len == 0) return false;
    char c = statement.ptr[0];
    return c == '%' || c == '!' || c == '?' || is_help(statement);
}

// Length of "files = " in "files = !ls"; 0 for a line that is no such assignment.
static uint32_t magic_assignment(Str line) {
    uint32_t equals = 0;
    while (equals < line.len && (is_name_char(line.ptr[equals]) || line.ptr[equals] == ' ' ||
                                 line.ptr[equals] == '\t' || line.ptr[equals] == ','))
        equals++;
    if (equals == 0 || equals >= line.len || line.ptr[equals] != '=') return 0;
    uint32_t value = equals + 1;
    while (value < line.len && line.ptr[value] == ' ')
        value++;
    bool is_call = value < line.len && (line.ptr[value] == '!' || line.ptr[value] == '%');
    return is_call ? equals + 1 : 0;
}

static bool is_python_cell(Str statement) {
    Str name = str_sub(statement, 2, statement.len), rest;
    str_cut(name, ' ', &name, &rest);
    for (size_t i = 0; i < ARRAY_LEN(PYTHON_CELLS); i++)
        if (str_eq(PYTHON_CELLS[i], name)) return true;
    return false;
}

// Writes what stands for a statement of IPython's; false when it is Python.
static bool replace_statement(Str line, Str statement, Buf *out) {
    uint32_t kept = magic_assignment(line);
    if (kept) {
        buf_str_add(out, str_sub(line, 0, kept));
        buf_c(out, " None");
        return true;
    }
    if (!is_magic(statement)) return false;
    buf_str_add(out, str_sub(line, 0, (uint32_t)(statement.ptr - line.ptr)));
    buf_c(out, "pass");
    return true;
}

void magic_replace(Str cell, Buf *out) {
    Scanner scanner = {0};
    bool is_first = true, is_replaced = false, is_foreign = false;
    Str line;
    while (str_next_line(&cell, &line)) {
        Str statement = str_trim(line);
        bool is_rest_of_magic = is_replaced && scanner.is_continued;
        if (is_first && str_starts(statement, STR("%%"))) {
            is_foreign = !is_python_cell(statement);
        } else if (is_rest_of_magic) {
            scanner.is_continued = str_ends(line, STR("\\"));
        } else if (!is_foreign) {
            is_replaced = starts_statement(&scanner) && replace_statement(line, statement, out);
            if (is_replaced) {
                scanner.is_continued = str_ends(line, STR("\\"));
            } else {
                buf_str_add(out, line);
                scan_line(&scanner, line);
            }
        }
        if (statement.len) is_first = false;
        buf_char(out, '\n');
    }
}
