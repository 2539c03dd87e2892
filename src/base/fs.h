// SPDX-License-Identifier: MIT
// The operating system's file system, terminal and clock behind one door: the only folder that
// includes <unistd.h>, <dirent.h>, <sys/stat.h> and their like.
//
// Reading under a root never follows a symbolic link: every component is opened with O_NOFOLLOW
// relative to its parent, so a link planted between listing and reading is refused too. FIFOs,
// devices and sockets are refused without being opened for reading (O_NONBLOCK + fstat).
#ifndef BASE_FS_H
#define BASE_FS_H

#include "base/error.h"
#include "base/str.h"
#include "base/vec.h"

typedef enum FsKind { FS_FILE, FS_DIR, FS_LINK, FS_OTHER } FsKind;

// What tells one state of a file from another, besides its size. All zero: nothing is known, and
// equal to nothing.
typedef struct FsStamp {
    int64_t modified_ns, changed_ns; // since 1970: of the content; of anything about the file
    uint64_t inode, device;
} FsStamp;

typedef struct FsEntry {
    Str name; // one segment, raw bytes
    FsKind kind;
    uint64_t size_bytes; // of a regular file
    FsStamp stamp;       // of a regular file
} FsEntry;
typedef VEC(FsEntry) FsEntryVec;

typedef enum FsStatus {
    FS_OK,
    FS_NOT_FOUND,
    FS_DENIED,
    FS_IS_LINK,
    FS_NOT_REGULAR,
    FS_TOO_LARGE,
    FS_IO_ERROR,
} FsStatus;

typedef struct FsRoot FsRoot; // an opened directory

// Opens a directory as a root (the root path itself may be a link: the user named it). Free with
// fs_root_close.
bool fs_root_open(Arena *arena, Str path, FsRoot **out, Error *err) WARN_UNUSED;
void fs_root_close(FsRoot *root);
// A root that is no directory but texts in memory, sorted by path; borrowed as long as the root.
typedef struct FsText {
    Str path; // "shop/views.py"
    Str text;
} FsText;
FsRoot *fs_root_of_texts(Arena *arena, const FsText *texts, uint32_t count);
// A root that is no directory: functions that answer in its place, as fs_list, fs_read and fs_kind
// say it. They are called by several threads at once. `ctx` is borrowed; close(ctx) may be NULL.
typedef struct FsBackend {
    FsStatus (*list)(const void *ctx, Str dir, Arena *arena, FsEntryVec *out);
    FsStatus (*read)(const void *ctx, Str path, uint64_t limit_bytes, Arena *arena, Str *out,
                     uint64_t *out_size);
    FsStatus (*kind)(const void *ctx, Str path, FsKind *out_kind, uint64_t *out_size);
    void (*close)(void *ctx);
} FsBackend;
FsRoot *fs_root_of(Arena *arena, const FsBackend *backend, void *ctx);
// Absolute, real path of the root, "" if it is no directory: for finding git work trees, never
// printed.
Str fs_root_real_path(const FsRoot *root);

// Entries of directory `dir` ("" is the root) under root, sorted bytewise, without "." and "..".
FsStatus fs_list(const FsRoot *root, Str dir, Arena *arena, FsEntryVec *out);
// Whole content of a regular file under root. Over `limit_bytes` gives FS_TOO_LARGE and *out_size
// only.
FsStatus fs_read(const FsRoot *root, Str path, uint64_t limit_bytes, Arena *arena, Str *out,
                 uint64_t *out_size);
// The same, with the stamp of what was read: all zero when the file changed meanwhile, and in memory.
FsStatus fs_read_stamped(const FsRoot *root, Str path, uint64_t limit_bytes, Arena *arena, Str *out,
                         uint64_t *out_size, FsStamp *out_stamp);
// Kind of a path under root, without following links.
FsStatus fs_kind(const FsRoot *root, Str path, FsKind *out_kind, uint64_t *out_size);
// Kind, size and stamp (name is left out); in memory without a stamp.
FsStatus fs_look(const FsRoot *root, Str path, FsEntry *out);
// Whether both are known and tell of the same state.
bool fs_stamp_eq(const FsStamp *a, const FsStamp *b);
// Whether a later change would get another stamp. A file system's clock ticks, so what is changed
// right after it was looked at may keep the stamp it had.
// In:     seen_ns    fs_wall_ns() of a moment before the stamp was taken
bool fs_stamp_is_settled(const FsStamp *stamp, int64_t seen_ns);
const char *fs_status_text(FsStatus status); // "permission denied", …

// A file that the user named on the command line (rules, --files list): links allowed; "-" is
// stdin.
bool fs_read_user_file(Str path, uint64_t limit_bytes, Arena *arena, Str *out,
                       Error *err) WARN_UNUSED;
// A file in a directory that the user named (--rules DIR). As above, but only a regular file: a
// FIFO there is refused, not waited for.
bool fs_read_user_regular(Str path, uint64_t limit_bytes, Arena *arena, Str *out,
                          Error *err) WARN_UNUSED;
// Sorted names of a directory that the user named (--rules DIR).
bool fs_list_user_dir(Str path, Arena *arena, FsEntryVec *out, Error *err) WARN_UNUSED;
// Writes all bytes to a file that the user named, through a temporary file beside it and a rename,
// so a full disk leaves the old file whole. "-" is stdout.
bool fs_write_user_file(Str path, Str bytes, Error *err) WARN_UNUSED;

// A folder that nobody else may write to; made, with those above it, with mode 0700. False when it
// cannot be made, is no folder, belongs to another user, or others may write to it.
bool fs_private_folder(Str path) WARN_UNUSED;
// Whether a path is a regular file of this user's; links are followed.
bool fs_is_own_file(Str path);
// Writes a file below a folder that is not ours, such as the scanned tree: folders on the way are
// made, no link is followed, and readers see the old bytes or the new ones.
typedef enum FsPutMode { FS_PUT_REPLACE, FS_PUT_NEW } FsPutMode;
typedef enum FsPut {
    FS_PUT_DONE,
    FS_PUT_EXISTS, // FS_PUT_NEW: something of that name is there, and was left as it is
    FS_PUT_FAILED, // err is filled
} FsPut;
FsPut fs_put(Str root, Str path, Str bytes, FsPutMode mode, Error *err) WARN_UNUSED;

// Appends to a file that a CI host named for that, such as the summary of a job; made if it is missing.
bool fs_append_user_file(Str path, Str bytes, Error *err) WARN_UNUSED;

typedef enum FsWrite { FS_WRITE_OK, FS_WRITE_CLOSED_PIPE, FS_WRITE_FAILED } FsWrite;
FsWrite fs_write_stdout(Str bytes); // writes all and flushes; EPIPE is told apart

bool fs_is_tty(int fd);
uint32_t fs_terminal_columns(int fd);   // 0 when unknown
uint64_t fs_clock_ns(void);             // monotonic; for progress and elapsed time on stderr only
int64_t fs_wall_ns(void);               // since 1970; for the ages of files, never for output
const char *fs_env(const char *name);   // NULL when unset
bool fs_random(void *out, size_t size); // bytes nobody can guess; false: there are none
// Installs the SIGINT handler that fs_interrupted() reports, and ignores SIGPIPE.
void fs_signals_init(void);
bool fs_interrupted(void);

#endif
