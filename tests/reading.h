// SPDX-License-Identifier: MIT
// For the tests of the readers in src/scan: one text read as one file, and what it gave as lines.
#ifndef TESTS_READING_H
#define TESTS_READING_H

#include <criterion/criterion.h>

#include "base/buf.h"
#include "scan/reader.h"

typedef void (*ReadFn)(Reader *in);

typedef struct Reading {
    Arena arena;
    Source source;
    Reader reader;
} Reading;

// `reading` must stay where it is: the reader points into it.
static inline void reading_start(Reading *reading, const char *path, Str text) {
    *reading = (Reading){0};
    Str name = str_from_c(path);
    vec_push(&reading->arena, &reading->source.files, (SourceFile){.path = name});
    reading->reader = (Reader){.source = &reading->source,
                               .keep = &reading->arena,
                               .scratch = &reading->arena,
                               .path = name,
                               .text = text};
}

// "django >=4.2 main 1:1\n" for each dependency, "$ words 3:1\n" for each command, "package …\n",
// "! 2 sentence\n" for the problem. Lines and columns from 1, as people count.
static inline const char *reading_lines(Reading *reading) {
    static const char *const groups[] = {"main", "dev", "optional", "locked", "frontend"};
    const Source *source = &reading->source;
    Buf out = buf_new(&reading->arena);
    for (uint32_t i = 0; i < source->dependencies.len; i++) {
        const Dependency *d = &source->dependencies.items[i];
        buf_fmt(&out, STR_FMT "%s" STR_FMT " %s %u:%u\n", STR_ARG(d->name), d->spec.len ? " " : "",
                STR_ARG(d->spec), groups[d->group], d->pos.row + 1, d->pos.col + 1);
    }
    for (uint32_t i = 0; i < source->commands.len; i++) {
        const Command *c = &source->commands.items[i];
        buf_fmt(&out, "$ " STR_FMT " %u:%u\n", STR_ARG(c->text), c->pos.row + 1, c->pos.col + 1);
    }
    const Package *package = &reading->reader.package;
    if (package->name.len || package->has_build || package->classifiers.len)
        buf_fmt(&out, "package " STR_FMT "%s %u\n", STR_ARG(package->name),
                package->has_build ? " build" : "", package->classifiers.len);
    for (uint32_t i = 0; i < source->problems.len; i++)
        buf_fmt(&out, "! %u " STR_FMT "\n", source->problems.items[i].line,
                STR_ARG(source->problems.items[i].text));
    buf_char(&out, '\0');
    return buf_str(&out).ptr;
}

typedef struct ReadingCase {
    const char *path, *text, *expected;
} ReadingCase;

static inline void reading_check(ReadFn read, const ReadingCase *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        Reading reading;
        reading_start(&reading, cases[i].path, str_from_c(cases[i].text));
        read(&reading.reader);
        cr_expect_str_eq(reading_lines(&reading), cases[i].expected, "%s: %s\ngave\n%s\nnot\n%s",
                         cases[i].path, cases[i].text, reading_lines(&reading), cases[i].expected);
        arena_free(&reading.arena);
    }
}

#endif
