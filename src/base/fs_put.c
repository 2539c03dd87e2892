// SPDX-License-Identifier: MIT
// Writing a file of ours into a folder that is not: the tree that was scanned.
//
//   fs_put(STR("shop"), STR(".stayorgo/decision.json"), text, FS_PUT_REPLACE, err)
//       -> shop/.stayorgo/ is made, .stayorgo-PID-0.tmp in it is written, flushed and renamed
//
// The tree may be hostile: a link planted there must not lead the write out of it. So each folder on
// the way is opened below the one before without following links, made if it is missing, and what
// stands at the end is replaced only when it is a plain file. A reader at any moment sees the old
// bytes or the new ones.
// Limits: the root itself may be a link, as the user named it; a hard link keeps its old content.
#include "base/fs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs_fd.h"

#include "base/banned.h"

enum { TEMP_TRIES = 100 };
enum { IS_LINK = -1, NOT_REGULAR = -2, BAD_NAME = -3 }; // beside the values of errno

static bool is_plain(Str name) {
    return name.len > 0 && !str_eq(name, STR(".")) && !str_eq(name, STR("..")) &&
           str_find(name, '\0') == NONE;
}

// Opens the folder `name` in `dir`, which is closed; makes it if it is missing. Sets *error.
static int enter(int dir, const char *name, int *error) {
    int made = mkdirat(dir, name, 0777);
    *error = made != 0 && errno != EEXIST ? errno : 0;
    int next = *error ? -1 : fs_fd_open(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    if (*error == 0 && next < 0) {
        struct stat st;
        *error = errno;
        bool is_link = fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(st.st_mode);
        if (is_link) *error = IS_LINK;
    }
    close(dir);
    return next;
}

// The open folder that `path` lies in, and the name there; -1 with *error set.
static int open_folder(Arena *arena, Str root, Str path, const char **out_name, int *error) {
    int dir = fs_fd_open(AT_FDCWD, str_to_c(arena, root), O_RDONLY | O_DIRECTORY);
    *error = dir < 0 ? errno : 0;
    Str segment = {0};
    while (dir >= 0 && str_cut(path, '/', &segment, &path)) {
        *error = is_plain(segment) ? 0 : BAD_NAME;
        if (*error == 0) {
            dir = enter(dir, str_to_c(arena, segment), error);
        } else {
            close(dir);
            dir = -1;
        }
    }
    *out_name = str_to_c(arena, segment);
    if (dir >= 0 && !is_plain(segment)) {
        *error = BAD_NAME;
        close(dir);
        return -1;
    }
    return dir;
}

// Whether a file of this name may be put there.
static int check_target(int dir, const char *name, FsPutMode mode) {
    struct stat st;
    if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0) return errno == ENOENT ? 0 : errno;
    if (mode == FS_PUT_NEW) return EEXIST;
    if (S_ISLNK(st.st_mode)) return IS_LINK;
    return S_ISREG(st.st_mode) ? 0 : NOT_REGULAR;
}

static int open_temp(Arena *arena, int dir, const char **out_name) {
    int fd = -1;
    for (uint32_t i = 0; i < TEMP_TRIES; i++) {
        *out_name = str_fmt(arena, ".stayorgo-%ld-%u.tmp", (long)getpid(), i).ptr;
        fd = fs_fd_open(dir, *out_name, O_WRONLY | O_CREAT | O_EXCL);
        if (fd >= 0 || errno != EEXIST) break;
    }
    return fd;
}

// A new name appears by linkat(), which never replaces; an old one is replaced by rename.
static int publish(int dir, const char *temp, const char *name, FsPutMode mode) {
    if (mode == FS_PUT_REPLACE) return renameat(dir, temp, dir, name) != 0 ? errno : 0;
    int error = linkat(dir, temp, dir, name, 0) != 0 ? errno : 0;
    unlinkat(dir, temp, 0);
    return error;
}

static int put(Arena *arena, int dir, const char *name, Str bytes, FsPutMode mode) {
    int error = check_target(dir, name, mode);
    if (error) return error;
    const char *temp;
    int fd = open_temp(arena, dir, &temp);
    if (fd < 0) return errno;
    error = fs_fd_write(fd, bytes);
    if (error == 0 && fsync(fd) != 0) error = errno;
    if (close(fd) != 0 && error == 0 && errno != EINTR) error = errno;
    if (error == 0) error = publish(dir, temp, name, mode);
    if (error != 0) unlinkat(dir, temp, 0);
    return error;
}

static const char *reason(int error) {
    switch (error) {
    case IS_LINK: return "a symbolic link is in the way, and is not followed";
    case NOT_REGULAR: return "what is there is not a regular file";
    case BAD_NAME: return "not a path below a folder";
    default: return strerror(error);
    }
}

FsPut fs_put(Str root, Str path, Str bytes, FsPutMode mode, Error *err) {
    Arena scratch = {0};
    const char *name;
    int error;
    int dir = open_folder(&scratch, root, path, &name, &error);
    if (dir >= 0) {
        error = put(&scratch, dir, name, bytes, mode);
        close(dir);
    }
    arena_free(&scratch);
    if (error == 0) return FS_PUT_DONE;
    if (error == EEXIST && mode == FS_PUT_NEW) return FS_PUT_EXISTS;
    (void)error_set(err, ERROR_OUTPUT, "cannot write " STR_FMT "/" STR_FMT ": %s", STR_ARG(root),
                    STR_ARG(path), reason(error));
    return FS_PUT_FAILED;
}
