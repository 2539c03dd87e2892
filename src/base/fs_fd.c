// SPDX-License-Identifier: MIT
// Reading, writing and listing of open file descriptors.
//
//   fs_fd_read(fd, 120, 1 << 20, &arena, &text)   -> 0 and the bytes, or an errno value
//   fs_fd_list(fd, false, &arena, &entries)       -> "a" file, "b" dir, "c" link
//
// How: plain read and write in loops, because each may do less than asked and may be interrupted by
// a signal. stdio would add a copy and hide errno. A file may grow while it is read, so the size to
// expect is only a hint, and the limit is checked against what really came.
// Limits: content ends at 4 GiB (a Str), directories at what the memory holds.
#define _GNU_SOURCE 1 // d_type
#include "base/fs_fd.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>
#endif
#ifdef SYS_openat2
#include <linux/openat2.h>
#endif

#include "base/banned.h"

enum { READ_FIRST_BYTES = 64 * 1024 };

int fs_fd_open(int dir, const char *name, int flags) {
    int fd;
    do
        fd = openat(dir, name, flags | O_CLOEXEC | O_NOCTTY, 0666);
    while (fd < 0 && errno == EINTR && !fs_interrupted());
    return fd;
}

int fs_fd_open_below(int dir, const char *path, int flags) {
#ifdef SYS_openat2 // Linux 5.6; sandboxes may forbid it
    struct open_how how = {.flags = (uint64_t)(flags | O_CLOEXEC),
                           .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
    return (int)syscall(SYS_openat2, dir, path, &how, sizeof how);
#else
    (void)dir, (void)path, (void)flags;
    errno = ENOSYS;
    return -1;
#endif
}

// The number of bytes read, or -1 with errno set.
static ssize_t read_some(int fd, char *to, size_t size) {
    ssize_t n;
    do
        n = read(fd, to, size);
    while (n < 0 && errno == EINTR && !fs_interrupted());
    return n;
}

int fs_fd_read(int fd, uint64_t size_hint, uint64_t limit_bytes, Arena *arena, Str *out) {
    if (limit_bytes > UINT32_MAX - 1) limit_bytes = UINT32_MAX - 1;
    if (size_hint > limit_bytes) return EFBIG;
    // One byte more than expected, so that the end is seen without growing.
    uint64_t cap = size_hint ? size_hint + 1 : READ_FIRST_BYTES, len = 0;
    char *bytes = arena_buffer(arena, char, cap);
    for (;;) {
        ssize_t n = read_some(fd, bytes + len, cap - len);
        if (n < 0) return errno;
        if (n == 0) break;
        len += (uint64_t)n;
        if (len > limit_bytes) return EFBIG;
        if (len == cap) {
            char *grown = arena_buffer(arena, char, cap * 2);
            memcpy(grown, bytes, len);
            bytes = grown;
            cap *= 2;
        }
    }
    *out = (Str){bytes, (uint32_t)len};
    return 0;
}

int fs_fd_write(int fd, Str bytes) {
    while (bytes.len > 0) {
        ssize_t n = write(fd, bytes.ptr, bytes.len);
        if (n >= 0) {
            bytes = str_sub(bytes, (uint32_t)n, bytes.len);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            struct pollfd wait = {.fd = fd, .events = POLLOUT};
            poll(&wait, 1, -1);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

FsKind fs_fd_kind(unsigned mode) {
    if (S_ISREG(mode)) return FS_FILE;
    if (S_ISDIR(mode)) return FS_DIR;
    return S_ISLNK(mode) ? FS_LINK : FS_OTHER;
}

#ifdef __APPLE__
#define STAT_TIME(st, which) ((st)->st_##which##timespec)
#else
#define STAT_TIME(st, which) ((st)->st_##which##tim)
#endif

static int64_t nanoseconds(struct timespec time) {
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

FsStamp fs_fd_stamp(const struct stat *st) {
    return (FsStamp){
        .modified_ns = nanoseconds(STAT_TIME(st, m)),
        .changed_ns = nanoseconds(STAT_TIME(st, c)),
        .inode = (uint64_t)st->st_ino,
        .device = (uint64_t)st->st_dev,
    };
}

// One stat an entry (about a microsecond) tells its size too, and serves file systems that do not
// fill d_type. False: no longer there. In a directory that may be listed but not entered the kind
// is a guess; whoever opens the entry learns that it is denied.
static bool entry_stat(int dir, const struct dirent *entry, bool follow, FsEntry *out) {
    struct stat st;
    if (fstatat(dir, entry->d_name, &st, follow ? 0 : AT_SYMLINK_NOFOLLOW) == 0) {
        out->kind = fs_fd_kind(st.st_mode);
        out->size_bytes = S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
        if (S_ISREG(st.st_mode)) out->stamp = fs_fd_stamp(&st);
        return true;
    }
    out->kind = entry->d_type == DT_DIR ? FS_DIR : FS_FILE;
    return errno == EACCES;
}

static int by_name(const void *a, const void *b) {
    return str_cmp(((const FsEntry *)a)->name, ((const FsEntry *)b)->name);
}

int fs_fd_list(int fd, bool follow, Arena *arena, FsEntryVec *out) {
    DIR *dir = fdopendir(fd);
    if (!dir) {
        int error = errno;
        close(fd);
        return error;
    }
    FsEntryVec entries = {0};
    const struct dirent *entry;
    for (errno = 0; (entry = readdir(dir)); errno = 0) {
        Str name = str_from_c(entry->d_name);
        if (str_eq(name, STR(".")) || str_eq(name, STR(".."))) continue;
        FsEntry found = {0};
        if (!entry_stat(fd, entry, follow, &found)) continue;
        found.name = str_copy(arena, name);
        vec_push(arena, &entries, found);
    }
    int error = errno;
    closedir(dir);
    if (error != 0) return error;
    if (entries.len > 1) qsort(entries.items, entries.len, sizeof(*entries.items), by_name);
    *out = entries;
    return 0;
}
