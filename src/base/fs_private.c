// SPDX-License-Identifier: MIT
// What a cache asks of the file system: a folder of its own, and when a file's stamp can be relied on.
//
//   fs_private_folder(STR("$HOME/.cache/stayorgo"))  -> made with mode 0700; or false: not ours
//   fs_stamp_is_settled(&stamp, now)                 -> false for a file changed a moment ago
//
// How the second works: a file system stamps a change with a clock that ticks (every few milliseconds,
// on some every second or two). A file that is read and changed again within one tick keeps its stamp
// and, with luck, its size. So a stamp tells of the content only if its times lie a tick before it was
// taken (git calls the others "racily clean"). The time of the last change of anything (ctime) is what
// counts most: programs can set the other one back, not this one.
//
// Limits: the clock of a file server may go wrong by more than a tick. Programs that write through a
// mapping may have their change stamped late.
#include "base/fs.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"

enum { OTHERS_WRITE = 022, PRIVATE = 0700 };
// Longer than any tick of file systems that keep fractions of a second, and of those that do not.
static const int64_t TICK_NS = 50000000, COARSE_TICK_NS = 2000000000, SECOND_NS = 1000000000;

bool fs_stamp_eq(const FsStamp *a, const FsStamp *b) {
    return a->inode != 0 && a->modified_ns == b->modified_ns && a->changed_ns == b->changed_ns &&
           a->inode == b->inode && a->device == b->device;
}

bool fs_stamp_is_settled(const FsStamp *stamp, int64_t seen_ns) {
    bool is_coarse = stamp->changed_ns % SECOND_NS == 0;
    int64_t limit = seen_ns - (is_coarse ? COARSE_TICK_NS : TICK_NS);
    return stamp->inode != 0 && stamp->modified_ns < limit && stamp->changed_ns < limit;
}

// Makes the folders of the path that are not there. Whether that went well is seen at the end.
static void make_folders(char *path, size_t len) {
    for (size_t i = 1; i <= len; i++) {
        if (path[i] != '/' && path[i] != '\0') continue;
        char kept = path[i];
        path[i] = '\0';
        mkdir(path, PRIVATE);
        path[i] = kept;
    }
}

bool fs_private_folder(Str path) {
    Arena scratch = {0};
    char *c_path = arena_array(&scratch, char, (size_t)path.len + 1);
    memcpy(c_path, path.ptr, path.len);
    make_folders(c_path, path.len);
    struct stat st;
    bool ok = stat(c_path, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == geteuid() &&
              (st.st_mode & OTHERS_WRITE) == 0;
    arena_free(&scratch);
    return ok;
}

bool fs_is_own_file(Str path) {
    Arena scratch = {0};
    struct stat st;
    bool ok =
        stat(str_to_c(&scratch, path), &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid();
    arena_free(&scratch);
    return ok;
}
