// SPDX-License-Identifier: MIT
// Files that the user named on the command line: rules, file lists, reports, standard input and
// output.
//
//   fs_read_user_file(STR("-"), limit, &arena, &text, err)       -> standard input
//   fs_write_user_file(STR("report.json"), text, err)
//       -> .stayorgo-PID-0.tmp is written, flushed to disk and renamed to report.json
//
// How: the user may name anything, so links are followed and pipes are read to their end. Output
// goes through a temporary file beside the target: a full disk leaves the old report whole. Where
// the target is not a plain file (/dev/full, /dev/stdout, a FIFO, a link) renaming would replace
// it, so it is written in place. Every step that can report a full disk is checked: write, fsync,
// close, rename.
// Limits: a hard link to the old file keeps the old content; the target's folder must be writable.
#include "base/fs.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs_fd.h"

#include "base/banned.h"

enum { TEMP_TRIES = 100 };
enum { NOT_REGULAR = -1 }; // beside the values of errno

static int read_open(int fd, bool only_regular, uint64_t limit_bytes, Arena *arena, Str *out) {
    struct stat st;
    if (fstat(fd, &st) != 0) return errno;
    if (only_regular && !S_ISREG(st.st_mode)) return NOT_REGULAR;
    uint64_t size_hint = S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
    return fs_fd_read(fd, size_hint, limit_bytes, arena, out);
}

static int read_named(Str path, bool only_regular, uint64_t limit_bytes, Arena *arena, Str *out) {
    // A FIFO is opened at once then, instead of when somebody writes to it.
    int flags = O_RDONLY | (only_regular ? O_NONBLOCK : 0);
    int fd = fs_fd_open(AT_FDCWD, str_to_c(arena, path), flags);
    if (fd < 0) return errno;
    int error = read_open(fd, only_regular, limit_bytes, arena, out);
    close(fd);
    return error;
}

static bool check_read(int error, Str path, uint64_t limit_bytes, Error *err) {
    switch (error) {
    case 0: return true;
    case EFBIG:
        return error_set(err, ERROR_INPUT, STR_FMT ": larger than %" PRIu64 " bytes", STR_ARG(path),
                         limit_bytes);
    case EINTR: return error_set(err, ERROR_INTERRUPTED, "interrupted");
    case NOT_REGULAR:
        return error_set(err, ERROR_INPUT, STR_FMT ": not a regular file", STR_ARG(path));
    default: return error_set(err, ERROR_INPUT, STR_FMT ": %s", STR_ARG(path), strerror(error));
    }
}

bool fs_read_user_file(Str path, uint64_t limit_bytes, Arena *arena, Str *out, Error *err) {
    int error = str_eq(path, STR("-")) ? fs_fd_read(STDIN_FILENO, 0, limit_bytes, arena, out)
                                       : read_named(path, false, limit_bytes, arena, out);
    return check_read(error, path, limit_bytes, err);
}

bool fs_read_user_regular(Str path, uint64_t limit_bytes, Arena *arena, Str *out, Error *err) {
    return check_read(read_named(path, true, limit_bytes, arena, out), path, limit_bytes, err);
}

bool fs_list_user_dir(Str path, Arena *arena, FsEntryVec *out, Error *err) {
    int fd = fs_fd_open(AT_FDCWD, str_to_c(arena, path), O_RDONLY | O_DIRECTORY);
    int error = fd < 0 ? errno : fs_fd_list(fd, true, arena, out);
    if (error == 0) return true;
    return error_set(err, ERROR_INPUT, STR_FMT ": %s", STR_ARG(path),
                     error == ENOTDIR ? "not a folder" : strerror(error));
}

// Writes and closes. On Linux a close that was interrupted has closed.
static int write_and_close(int fd, Str bytes, bool to_disk) {
    int error = fs_fd_write(fd, bytes);
    if (error == 0 && to_disk && fsync(fd) != 0) error = errno;
    if (close(fd) != 0 && error == 0 && errno != EINTR) error = errno;
    return error;
}

static int write_in_place(const char *path, Str bytes) {
    int fd = fs_fd_open(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC);
    return fd < 0 ? errno : write_and_close(fd, bytes, false);
}

// Opens a new file in the folder of `path`. The name does not contain the target's, which may be as
// long as names can be.
static int open_temp(Arena *arena, Str path, const char **out_name) {
    Str folder = str_sub(path, 0, str_rfind(path, '/') + 1); // NONE + 1 is 0
    int fd = -1;
    for (uint32_t i = 0; i < TEMP_TRIES; i++) {
        *out_name =
            str_fmt(arena, STR_FMT ".stayorgo-%ld-%u.tmp", STR_ARG(folder), (long)getpid(), i).ptr;
        fd = fs_fd_open(AT_FDCWD, *out_name, O_WRONLY | O_CREAT | O_EXCL);
        if (fd >= 0 || errno != EEXIST) break;
    }
    return fd;
}

// `old` describes the file to be replaced, or is NULL.
static int write_and_rename(Arena *arena, Str path, Str bytes, const struct stat *old) {
    const char *target = str_to_c(arena, path), *temp;
    if (old && access(target, W_OK) != 0) // renaming would get round a write protection
        return errno;
    int fd = open_temp(arena, path, &temp);
    if (fd < 0) return errno;
    int error = old && fchmod(fd, old->st_mode & 0777) != 0 ? errno : 0;
    int write_error = write_and_close(fd, error == 0 ? bytes : (Str){0}, true);
    if (error == 0) error = write_error;
    if (error == 0 && rename(temp, target) != 0) error = errno;
    if (error != 0) unlink(temp);
    return error;
}

static int write_named(Arena *arena, Str path, Str bytes) {
    if (str_eq(path, STR("-"))) {
        fflush(stdout);
        return fs_fd_write(STDOUT_FILENO, bytes);
    }
    const char *c_path = str_to_c(arena, path);
    struct stat st;
    if (lstat(c_path, &st) != 0) return write_and_rename(arena, path, bytes, NULL);
    if (!S_ISREG(st.st_mode)) return write_in_place(c_path, bytes);
    return write_and_rename(arena, path, bytes, &st);
}

bool fs_write_user_file(Str path, Str bytes, Error *err) {
    Arena scratch = {0};
    int error = write_named(&scratch, path, bytes);
    arena_free(&scratch);
    if (error == 0 || error == EPIPE) return true; // a reader that has seen enough is no failure
    return error_set(err, ERROR_OUTPUT, "cannot write " STR_FMT ": %s", STR_ARG(path),
                     strerror(error));
}

bool fs_append_user_file(Str path, Str bytes, Error *err) {
    Arena scratch = {0};
    int fd = fs_fd_open(AT_FDCWD, str_to_c(&scratch, path), O_WRONLY | O_CREAT | O_APPEND);
    int error = fd < 0 ? errno : write_and_close(fd, bytes, false);
    arena_free(&scratch);
    return error == 0 || error_set(err, ERROR_OUTPUT, "cannot write " STR_FMT ": %s", STR_ARG(path),
                                   strerror(error));
}

FsWrite fs_write_stdout(Str bytes) {
    fflush(stdout);
    switch (fs_fd_write(STDOUT_FILENO, bytes)) {
    case 0: return FS_WRITE_OK;
    case EPIPE: return FS_WRITE_CLOSED_PIPE;
    default: return FS_WRITE_FAILED;
    }
}
