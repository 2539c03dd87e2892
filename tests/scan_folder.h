// SPDX-License-Identifier: MIT
// A temporary folder with files in it, for the tests of scan.
//
//   ScanFolder f;
//   folder_open(&f);
//   folder_write(&f, "shop/models.py", "x = 1\n");        // makes the folders on the way
//   folder_git(&f, "init -q");
//   cr_assert_str_eq(folder_list(&f, &(ScanOptions){0}), "shop/models.py\n");
//   folder_close(&f);
//
// git runs without system and user configuration.
#ifndef TESTS_SCAN_FOLDER_H
#define TESTS_SCAN_FOLDER_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "scan/scan.h"

typedef struct ScanFolder {
    char path[64];
    Arena arena;
    Source source; // of the last folder_list or folder_scan
    bool is_scanned;
} ScanFolder;

static inline void folder_open(ScanFolder *f) {
    *f = (ScanFolder){.path = "/tmp/stayorgo-test-XXXXXX"};
    cr_assert(mkdtemp(f->path));
}

static inline void folder_forget(ScanFolder *f) {
    if (f->is_scanned) scan_close(&f->source);
    f->is_scanned = false;
}

static inline void folder_close(ScanFolder *f) {
    folder_forget(f);
    char command[256];
    snprintf(command, sizeof command, "chmod -R u+rwx %s; rm -rf %s", f->path, f->path);
    cr_assert_eq(system(command), 0);
    arena_free(&f->arena);
}

// The path of a file in the folder, for the functions of the system.
static inline const char *folder_at(ScanFolder *f, const char *name) {
    return str_to_c(&f->arena, str_fmt(&f->arena, "%s/%s", f->path, name));
}

static inline void folder_make(ScanFolder *f, const char *name) {
    char *path = strdup(folder_at(f, name));
    for (char *slash = path + strlen(f->path) + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
    free(path);
}

static inline void folder_write_bytes(ScanFolder *f, const char *name, Str bytes) {
    folder_make(f, name);
    FILE *file = fopen(folder_at(f, name), "wb");
    cr_assert(file, "%s", name);
    if (bytes.len) cr_assert_eq(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    fclose(file);
}

static inline void folder_write(ScanFolder *f, const char *name, const char *text) {
    folder_write_bytes(f, name, str_from_c(text));
}

static inline void folder_touch(ScanFolder *f, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        folder_write(f, names[i], "");
}

// Runs `git ARGUMENTS` in a folder below; "" is the top.
static inline void folder_git_in(ScanFolder *f, const char *below, const char *arguments) {
    Str command = str_fmt(&f->arena,
                          "cd %s/%s && GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null "
                          "git -c user.name=t -c user.email=t@example.org "
                          "-c init.defaultBranch=main -c protocol.file.allow=always %s",
                          f->path, below, arguments);
    cr_assert_eq(system(command.ptr), 0, "git %s", arguments);
}

static inline void folder_git(ScanFolder *f, const char *arguments) {
    folder_git_in(f, "", arguments);
}

static inline const Source *folder_scan(ScanFolder *f, const char *below,
                                        const ScanOptions *options) {
    folder_forget(f);
    ScanOptions with_root = *options;
    with_root.root = str_from_c(below[0] ? folder_at(f, below) : f->path);
    Error err = {0};
    cr_assert(scan_list(&with_root, &f->arena, &f->source, &err), "%s", err.text);
    f->is_scanned = true;
    return &f->source;
}

// The paths listed, one a line, printable.
static inline const char *folder_list_in(ScanFolder *f, const char *below,
                                         const ScanOptions *options) {
    const Source *source = folder_scan(f, below, options);
    Buf text = buf_new(&f->arena);
    for (uint32_t i = 0; i < source->files.len; i++) {
        buf_path(&text, source->files.items[i].path);
        buf_char(&text, '\n');
    }
    return str_to_c(&f->arena, buf_str(&text));
}

static inline const char *folder_list(ScanFolder *f, const ScanOptions *options) {
    return folder_list_in(f, "", options);
}

static inline uint32_t folder_index(ScanFolder *f, const char *path) {
    for (uint32_t i = 0; i < f->source.files.len; i++)
        if (str_eq(f->source.files.items[i].path, str_from_c(path))) return i;
    cr_assert(false, "%s is not listed", path);
    return NONE;
}

// How many problems of this kind the path has ("" is the run).
static inline uint32_t folder_problems(ScanFolder *f, ProblemKind kind, const char *path) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->source.problems.len; i++) {
        const Problem *problem = &f->source.problems.items[i];
        n += problem->kind == kind && str_eq(problem->path, str_from_c(path));
    }
    return n;
}

#endif
