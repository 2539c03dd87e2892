// SPDX-License-Identifier: MIT
// Procfile: one process type and its command a line.
//
//   web: gunicorn shop.wsgi   -> "gunicorn shop.wsgi"
//
// How: each line is cut at its first colon.
// Why no filter: a Procfile holds nothing but start commands.
// Limits: the type (web, worker, release) is not kept.
#include "scan/reader.h"

#include "base/banned.h"

void procfile_read(Reader *in) {
    for (Str line, rest = in->text; str_next_line(&rest, &line);) {
        Str type, command;
        if (str_starts(str_trim(line), STR("#"))) continue;
        if (!str_cut(line, ':', &type, &command)) continue;
        reader_command(in, command, reader_pos(in, reader_offset(in, line)));
    }
}
