// SPDX-License-Identifier: MIT
// Reading, writing and listing of open file descriptors: what fs.c (under a root) and fs_user.c
// (files that the user named) share. Private to base/fs*.c.
//
// Functions return 0 or an errno value; interrupted calls are taken up again.
#ifndef BASE_FS_FD_H
#define BASE_FS_FD_H

#include "base/fs.h"

// openat; the descriptor, or -1 with errno set. Close-on-exec, never a controlling terminal.
int fs_fd_open(int dir, const char *name, int flags);
// The same for a path below `dir` that leads through no link; -1 also where the kernel cannot say so.
int fs_fd_open_below(int dir, const char *path, int flags);
// Everything up to the end. More than `limit_bytes` gives EFBIG, SIGINT gives
// EINTR. `size_hint` is the size to expect, 0 when unknown.
int fs_fd_read(int fd, uint64_t size_hint, uint64_t limit_bytes, Arena *arena, Str *out);
// All bytes; waits where the descriptor does not block.
int fs_fd_write(int fd, Str bytes);
// Entries of an open directory, sorted bytewise; closes `fd`. With `follow` a link counts as its
// target.
int fs_fd_list(int fd, bool follow, Arena *arena, FsEntryVec *out);
FsKind fs_fd_kind(unsigned mode); // of stat's st_mode
struct stat;
FsStamp fs_fd_stamp(const struct stat *st);

#endif
