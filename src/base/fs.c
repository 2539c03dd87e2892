// SPDX-License-Identifier: MIT
// Reading under a root directory without ever leaving it.
//
//   fs_root_open(&arena, STR("proj"), &root, err)
//   fs_list(root, STR("app"), &arena, &entries)                  -> FS_OK, sorted names and kinds
//   fs_read(root, STR("app/models.py"), limit, &arena, &text, &size)
//
// How: a path is walked segment by segment with openat and O_NOFOLLOW, each relative to the
// directory opened before, or where the kernel has openat2 in one call that forbids links likewise. Checking the whole path first and opening it afterwards would leave a
// gap in which a directory can be swapped for a link. A file is looked at before it is opened (a
// device may act on being opened) and again after (it may have been swapped), with O_NONBLOCK so
// that a FIFO put there in between cannot hang us. Paths are relative with single slashes; "..",
// ".", empty segments and NUL bytes are FS_NOT_FOUND.
// Limits: hard links and mounts inside the root are followed, as they cannot be told from files.
#define _GNU_SOURCE 1 // O_PATH
#include "base/fs.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs_fd.h"

#include "base/banned.h"

#ifdef O_PATH
enum { STEP_FLAGS = O_PATH | O_DIRECTORY | O_NOFOLLOW }; // needs only search permission
#else
enum { STEP_FLAGS = O_RDONLY | O_DIRECTORY | O_NOFOLLOW };
#endif

struct FsRoot {
    const FsBackend *backend; // NULL: a directory
    void *ctx;                // of the backend
    int fd;
    Str real_path; // absolute; empty when it is longer than PATH_MAX
};

// Where a path ends: an entry of an open directory.
typedef struct Place {
    int dir;
    char name[NAME_MAX + 1];
} Place;

static FsStatus status_of(int error) {
    switch (error) {
    case 0: return FS_OK;
    case ENOENT:
    case ENOTDIR:
    case ENAMETOOLONG: return FS_NOT_FOUND;
    case EACCES:
    case EPERM: return FS_DENIED;
    case ELOOP: return FS_IS_LINK;
    case EISDIR:
    case ENXIO:
    case ENODEV: return FS_NOT_REGULAR;
    case EFBIG: return FS_TOO_LARGE;
    default: return FS_IO_ERROR;
    }
}

bool fs_root_open(Arena *arena, Str path, FsRoot **out, Error *err) {
    const char *c_path = str_to_c(arena, path);
    int fd = fs_fd_open(AT_FDCWD, c_path, O_RDONLY | O_DIRECTORY);
    if (fd < 0 && errno == ENOTDIR)
        return error_set(err, ERROR_INPUT, STR_FMT ": not a folder", STR_ARG(path));
    if (fd < 0) return error_set(err, ERROR_INPUT, STR_FMT ": %s", STR_ARG(path), strerror(errno));
    char real[PATH_MAX];
    FsRoot *root = arena_new(arena, FsRoot);
    root->fd = fd;
    root->real_path = str_copy(arena, str_from_c(realpath(c_path, real)));
    *out = root;
    return true;
}

FsRoot *fs_root_of(Arena *arena, const FsBackend *backend, void *ctx) {
    FsRoot *root = arena_new(arena, FsRoot);
    *root = (FsRoot){.backend = backend, .ctx = ctx, .fd = -1};
    return root;
}

void fs_root_close(FsRoot *root) {
    if (!root) return;
    if (root->backend && root->backend->close && root->ctx) root->backend->close(root->ctx);
    if (root->fd >= 0) close(root->fd);
    root->ctx = NULL;
    root->fd = -1;
}

Str fs_root_real_path(const FsRoot *root) {
    return root->real_path;
}

static bool set_name(Place *place, Str segment) {
    bool is_plain = segment.len > 0 && segment.len <= NAME_MAX && !str_eq(segment, STR(".")) &&
                    !str_eq(segment, STR("..")) && str_find(segment, '\0') == NONE;
    if (!is_plain) return false;
    memcpy(place->name, segment.ptr, segment.len);
    place->name[segment.len] = '\0';
    return true;
}

static void place_close(const FsRoot *root, Place *place) {
    if (place->dir != root->fd) close(place->dir);
}

// Makes the entry `place` points at the new directory.
static FsStatus place_enter(const FsRoot *root, Place *place) {
    int next = fs_fd_open(place->dir, place->name, STEP_FLAGS);
    if (next < 0) {
        int error = errno;
        struct stat st;
        bool is_link = (error == ENOTDIR || error == ELOOP) &&
                       fstatat(place->dir, place->name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
                       S_ISLNK(st.st_mode);
        return is_link ? FS_IS_LINK : status_of(error);
    }
    place_close(root, place);
    place->dir = next;
    return FS_OK;
}

// The folder of `path` in one call instead of one a segment; false where that is not to be had, or
// anything is odd about the path. Half of the time of reading a small file goes into opening folders.
static bool place_leap(const FsRoot *root, Str path, Place *place) {
    Str folder = str_folder(path), rest = path, segment;
    char name[PATH_MAX];
    for (bool has_more = folder.len > 0; has_more;) {
        has_more = str_cut(rest, '/', &segment, &rest);
        if (!set_name(place, segment)) return false;
    }
    if (folder.len == 0 || folder.len >= sizeof name) return false;
    memcpy(name, folder.ptr, folder.len);
    name[folder.len] = '\0';
    int next = fs_fd_open_below(root->fd, name, STEP_FLAGS);
    if (next >= 0) place->dir = next;
    return next >= 0;
}

// Walks to the last segment of `path` ("" is the root itself). After FS_OK call place_close.
static FsStatus place_find(const FsRoot *root, Str path, Place *place) {
    *place = (Place){.dir = root->fd, .name = "."};
    if (place_leap(root, path, place)) return FS_OK;
    bool has_more = path.len > 0;
    while (has_more) {
        Str segment;
        has_more = str_cut(path, '/', &segment, &path);
        FsStatus status = set_name(place, segment) ? FS_OK : FS_NOT_FOUND;
        if (status == FS_OK && has_more) status = place_enter(root, place);
        if (status != FS_OK) {
            place_close(root, place);
            return status;
        }
    }
    return FS_OK;
}

static FsStatus place_stat(const Place *place, struct stat *st) {
    bool ok = fstatat(place->dir, place->name, st, AT_SYMLINK_NOFOLLOW) == 0;
    return ok ? FS_OK : status_of(errno);
}

FsStatus fs_list(const FsRoot *root, Str dir, Arena *arena, FsEntryVec *out) {
    if (root->backend) return root->backend->list(root->ctx, dir, arena, out);
    Place place;
    FsStatus status = place_find(root, dir, &place);
    if (status != FS_OK) return status;
    struct stat st;
    status = place_stat(&place, &st);
    if (status == FS_OK && S_ISLNK(st.st_mode)) status = FS_IS_LINK;
    if (status == FS_OK) {
        int fd = fs_fd_open(place.dir, place.name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
        status = status_of(fd < 0 ? errno : fs_fd_list(fd, false, arena, out));
    }
    place_close(root, &place);
    return status;
}

// Whether a file of this kind and size is to be read; tells the size either way.
static FsStatus check_readable(const struct stat *st, uint64_t limit_bytes, uint64_t *out_size) {
    if (S_ISLNK(st->st_mode)) return FS_IS_LINK;
    if (!S_ISREG(st->st_mode)) return FS_NOT_REGULAR;
    *out_size = (uint64_t)st->st_size;
    return *out_size > limit_bytes ? FS_TOO_LARGE : FS_OK;
}

// The stamp counts only if it is the same after reading as before.
static FsStatus read_open(int fd, uint64_t limit_bytes, Arena *arena, Str *out, uint64_t *out_size,
                          FsStamp *out_stamp) {
    struct stat st;
    if (fstat(fd, &st) != 0) return status_of(errno);
    FsStatus status = check_readable(&st, limit_bytes, out_size);
    if (status != FS_OK) return status;
    status = status_of(fs_fd_read(fd, (uint64_t)st.st_size, limit_bytes, arena, out));
    if (status != FS_OK) return status;
    *out_size = out->len;
    FsStamp before = fs_fd_stamp(&st), after = {0};
    if (fstat(fd, &st) == 0 && (uint64_t)st.st_size == out->len) after = fs_fd_stamp(&st);
    if (fs_stamp_eq(&before, &after)) *out_stamp = before;
    return FS_OK;
}

FsStatus fs_read_stamped(const FsRoot *root, Str path, uint64_t limit_bytes, Arena *arena, Str *out,
                         uint64_t *out_size, FsStamp *out_stamp) {
    *out_stamp = (FsStamp){0};
    if (root->backend)
        return root->backend->read(root->ctx, path, limit_bytes, arena, out, out_size);
    Place place;
    FsStatus status = place_find(root, path, &place);
    if (status != FS_OK) return status;
    struct stat st;
    status = place_stat(&place, &st);
    if (status == FS_OK) status = check_readable(&st, limit_bytes, out_size);
    if (status == FS_OK) {
        int fd = fs_fd_open(place.dir, place.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
        status =
            fd < 0 ? status_of(errno) : read_open(fd, limit_bytes, arena, out, out_size, out_stamp);
        if (fd >= 0) close(fd);
    }
    place_close(root, &place);
    return status;
}

FsStatus fs_read(const FsRoot *root, Str path, uint64_t limit_bytes, Arena *arena, Str *out,
                 uint64_t *out_size) {
    FsStamp ignored;
    return fs_read_stamped(root, path, limit_bytes, arena, out, out_size, &ignored);
}

FsStatus fs_look(const FsRoot *root, Str path, FsEntry *out) {
    *out = (FsEntry){0};
    if (root->backend) return root->backend->kind(root->ctx, path, &out->kind, &out->size_bytes);
    Place place;
    FsStatus status = place_find(root, path, &place);
    if (status != FS_OK) return status;
    struct stat st;
    status = place_stat(&place, &st);
    place_close(root, &place);
    if (status == FS_OK) {
        out->kind = fs_fd_kind(st.st_mode);
        out->size_bytes = (uint64_t)st.st_size;
        if (out->kind == FS_FILE) out->stamp = fs_fd_stamp(&st);
    }
    return status;
}

FsStatus fs_kind(const FsRoot *root, Str path, FsKind *out_kind, uint64_t *out_size) {
    FsEntry entry;
    FsStatus status = fs_look(root, path, &entry);
    if (status == FS_OK) {
        *out_kind = entry.kind;
        *out_size = entry.size_bytes;
    }
    return status;
}

const char *fs_status_text(FsStatus status) {
    switch (status) {
    case FS_OK: return "no error";
    case FS_NOT_FOUND: return "no such file or folder";
    case FS_DENIED: return "permission denied";
    case FS_IS_LINK: return "symbolic link, not followed";
    case FS_NOT_REGULAR: return "not a regular file";
    case FS_TOO_LARGE: return "too large";
    case FS_IO_ERROR: return "input/output error";
    }
    BUG("no such status");
}
