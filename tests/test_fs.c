// SPDX-License-Identifier: MIT
// Tests of the file system door: nothing under a root follows a link, odd files are refused, errors
// of writing are reported.
//
//   app -> /etc, fs_read(root, "app/passwd") -> FS_IS_LINK
//
// Each test works in a fresh folder under TMPDIR. What root may do anyway (permissions) is left out
// for root.
#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fs.h"

static Arena arena; // one test is one process
static char folder[256];

static void enter_new_folder(void) {
    const char *base = getenv("TMPDIR");
    snprintf(folder, sizeof(folder), "%s/stayorgo-test-XXXXXX", base ? base : "/tmp");
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
}

static void remove_folder(void) {
    cr_assert_eq(chdir("/"), 0);
    const char *const argv[] = {"rm", "-rf", folder, NULL};
    pid_t pid = fork();
    if (pid == 0) {
        execvp("rm", (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    waitpid(pid, NULL, 0);
    arena_free(&arena);
}

TestSuite(fs, .init = enter_new_folder, .fini = remove_folder, .timeout = 30);

static void put(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file, "%s", path);
    fputs(text, file);
    fclose(file);
}

static FsRoot *open_root(const char *path) {
    FsRoot *root;
    Error err = {0};
    cr_assert(fs_root_open(&arena, str_from_c(path), &root, &err), "%s", err.text);
    return root;
}

static FsStatus read_status(const FsRoot *root, Str path) {
    Str text;
    uint64_t size;
    return fs_read(root, path, 1000, &arena, &text, &size);
}

Test(fs, root_must_be_a_folder) {
    put("file", "x");
    static const struct {
        const char *path;
        const char *want;
    } rows[] = {{"missing", "missing: No such file or directory"}, {"file", "file: not a folder"}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        FsRoot *root;
        Error err = {0};
        cr_assert_not(fs_root_open(&arena, str_from_c(rows[i].path), &root, &err));
        cr_assert_eq(err.code, ERROR_INPUT);
        cr_assert_str_eq(err.text, rows[i].want);
    }
}

Test(fs, root_may_be_a_link_and_knows_its_real_path) {
    mkdir("real", 0777);
    cr_assert_eq(symlink("real", "link"), 0);
    FsRoot *root = open_root("link");
    cr_assert(str_ends(fs_root_real_path(root), STR("/real")));
    cr_assert(str_starts(fs_root_real_path(root), STR("/")));
    fs_root_close(root);
}

Test(fs, lists_sorted_with_kinds) {
    put("b", "");
    put("B", "");
    put("a.py", "");
    put("a", "");
    put("\xFF", "");
    put(".hidden", "");
    mkdir("dir", 0777);
    cr_assert_eq(symlink("dir", "link"), 0);
    cr_assert_eq(mkfifo("pipe", 0666), 0);
    static const struct {
        const char *name;
        FsKind kind;
    } want[] = {{".hidden", FS_FILE}, {"B", FS_FILE},     {"a", FS_FILE},
                {"a.py", FS_FILE},    {"b", FS_FILE},     {"dir", FS_DIR},
                {"link", FS_LINK},    {"pipe", FS_OTHER}, {"\xFF", FS_FILE}};
    FsRoot *root = open_root(".");
    FsEntryVec entries;
    cr_assert_eq(fs_list(root, STR(""), &arena, &entries), FS_OK);
    cr_assert_eq(entries.len, ARRAY_LEN(want));
    for (uint32_t i = 0; i < entries.len; i++) {
        cr_assert(str_eq(entries.items[i].name, str_from_c(want[i].name)), "%u", i);
        cr_assert_eq(entries.items[i].kind, want[i].kind, "%u", i);
        FsKind kind;
        uint64_t size;
        cr_assert_eq(fs_kind(root, entries.items[i].name, &kind, &size), FS_OK);
        cr_assert_eq(kind, want[i].kind, "%u", i);
    }
    cr_assert_eq(fs_list(root, STR("dir"), &arena, &entries), FS_OK);
    cr_assert_eq(entries.len, 0);
    cr_assert_eq(fs_list(root, STR("link"), &arena, &entries), FS_IS_LINK);
    cr_assert_eq(fs_list(root, STR("nope"), &arena, &entries), FS_NOT_FOUND);
    cr_assert_eq(fs_list(root, STR("a.py"), &arena, &entries), FS_NOT_FOUND);
    fs_root_close(root);
}

Test(fs, reads_whole_files_up_to_the_limit) {
    mkdir("d", 0777);
    put("d/text", "hello");
    put("d/empty", "");
    FsRoot *root = open_root(".");
    Str text;
    uint64_t size = 0;
    cr_assert_eq(fs_read(root, STR("d/text"), 5, &arena, &text, &size), FS_OK);
    cr_assert(str_eq(text, STR("hello")) && size == 5);
    cr_assert_eq(fs_read(root, STR("d/empty"), 5, &arena, &text, &size), FS_OK);
    cr_assert_eq(text.len, 0);
    cr_assert_eq(fs_read(root, STR("d/text"), 4, &arena, &text, &size), FS_TOO_LARGE);
    cr_assert_eq(size, 5);
    cr_assert_eq(truncate("d/empty", 3000000000), 0); // sparse
    cr_assert_eq(fs_read(root, STR("d/empty"), 1 << 20, &arena, &text, &size), FS_TOO_LARGE);
    cr_assert_eq(size, 3000000000);
    fs_root_close(root);
}

Test(fs, never_leaves_the_root) {
    mkdir("out", 0777);
    put("out/secret", "x");
    mkdir("root", 0777);
    mkdir("root/d", 0777);
    put("root/d/f", "x");
    cr_assert_eq(symlink("../out", "root/dirlink"), 0);
    cr_assert_eq(symlink("../out/secret", "root/filelink"), 0);
    cr_assert_eq(symlink("loop", "root/loop"), 0);
    cr_assert_eq(symlink("missing", "root/broken"), 0);
    FsRoot *root = open_root("root");
    static const struct {
        Str path;
        FsStatus want;
    } rows[] = {
        {STR_CONST("d/f"), FS_OK},
        {STR_CONST("dirlink/secret"), FS_IS_LINK},
        {STR_CONST("filelink"), FS_IS_LINK},
        {STR_CONST("loop"), FS_IS_LINK},
        {STR_CONST("loop/x"), FS_IS_LINK},
        {STR_CONST("broken"), FS_IS_LINK},
        {STR_CONST("../out/secret"), FS_NOT_FOUND},
        {STR_CONST("d/../d/f"), FS_NOT_FOUND},
        {STR_CONST("./d/f"), FS_NOT_FOUND},
        {STR_CONST("/d/f"), FS_NOT_FOUND},
        {STR_CONST("d//f"), FS_NOT_FOUND},
        {STR_CONST("d/f/"), FS_NOT_FOUND},
        {STR_CONST("d/f\0x"), FS_NOT_FOUND},
        {STR_CONST("d/f/x"), FS_NOT_FOUND},
        {STR_CONST("nope/f"), FS_NOT_FOUND},
        {STR_CONST("d"), FS_NOT_REGULAR},
        {STR_CONST(""), FS_NOT_REGULAR},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        cr_assert_eq(read_status(root, rows[i].path), rows[i].want, STR_FMT, STR_ARG(rows[i].path));
    char name[300];
    memset(name, 'n', sizeof(name));
    cr_assert_eq(read_status(root, (Str){name, sizeof(name)}), FS_NOT_FOUND);
    fs_root_close(root);
}

Test(fs, refuses_what_is_not_a_regular_file) {
    cr_assert_eq(mkfifo("fifo", 0666), 0);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
    cr_assert_eq(bind(fd, (const struct sockaddr *)&address, sizeof(address)), 0);
    FsRoot *root = open_root(".");
    cr_assert_eq(read_status(root, STR("fifo")), FS_NOT_REGULAR, "and does not hang");
    cr_assert_eq(read_status(root, STR("socket")), FS_NOT_REGULAR);
    fs_root_close(root);
    close(fd);
    root = open_root("/dev");
    cr_assert_eq(read_status(root, STR("null")), FS_NOT_REGULAR);
    fs_root_close(root);
}

Test(fs, tells_denied_from_missing) {
    if (geteuid() == 0) cr_skip_test("root may read everything");
    put("f", "x");
    chmod("f", 0);
    FsRoot *root = open_root(".");
    cr_assert_eq(read_status(root, STR("f")), FS_DENIED);
    fs_root_close(root);
}

Test(fs, descriptors_are_closed) {
    mkdir("a", 0777);
    mkdir("a/b", 0777);
    put("a/b/f", "x");
    FsRoot *root = open_root(".");
    int before = dup(0);
    close(before);
    for (uint32_t i = 0; i < 50; i++) {
        FsEntryVec entries;
        FsKind kind;
        uint64_t size;
        cr_assert_eq(read_status(root, STR("a/b/f")), FS_OK);
        cr_assert_eq(read_status(root, STR("a/b/nope")), FS_NOT_FOUND);
        cr_assert_eq(read_status(root, STR("a/nope/f")), FS_NOT_FOUND);
        cr_assert_eq(read_status(root, STR("a/b/../f")), FS_NOT_FOUND);
        cr_assert_eq(fs_list(root, STR("a/b"), &arena, &entries), FS_OK);
        cr_assert_eq(fs_kind(root, STR("a/b/f"), &kind, &size), FS_OK);
    }
    int after = dup(0);
    close(after);
    cr_assert_eq(before, after);
    fs_root_close(root);
}

Test(fs, user_files_may_be_links_and_pipes) {
    put("f", "hello");
    cr_assert_eq(symlink("f", "link"), 0);
    Str text;
    Error err = {0};
    cr_assert(fs_read_user_file(STR("link"), 100, &arena, &text, &err), "%s", err.text);
    cr_assert(str_eq(text, STR("hello")));
    cr_assert_not(fs_read_user_file(STR("f"), 4, &arena, &text, &err));
    cr_assert_str_eq(err.text, "f: larger than 4 bytes");
    err = (Error){0};
    cr_assert_not(fs_read_user_file(STR("nope"), 4, &arena, &text, &err));
    cr_assert_str_eq(err.text, "nope: No such file or directory");
    err = (Error){0};
    cr_assert_not(fs_read_user_file(STR("."), 4, &arena, &text, &err));
    cr_assert_str_eq(err.text, ".: Is a directory");

    err = (Error){0};
    int ends[2];
    cr_assert_eq(pipe(ends), 0);
    dup2(ends[0], 0);
    static char big[60000];
    memset(big, 'x', sizeof(big));
    cr_assert_eq(write(ends[1], big, sizeof(big)), (ssize_t)sizeof(big));
    close(ends[1]);
    cr_assert(fs_read_user_file(STR("-"), 1 << 20, &arena, &text, &err), "%s", err.text);
    cr_assert_eq(text.len, sizeof(big));
}

Test(fs, files_of_user_folders_are_regular_or_links_to_regular) {
    put("f", "hello");
    cr_assert_eq(symlink("f", "link"), 0);
    cr_assert_eq(mkfifo("fifo", 0666), 0);
    cr_assert_eq(symlink("fifo", "fifo_link"), 0);
    Str text;
    Error err = {0};
    cr_assert(fs_read_user_regular(STR("link"), 100, &arena, &text, &err), "%s", err.text);
    cr_assert(str_eq(text, STR("hello")));
    static const char *const odd[] = {"fifo", "fifo_link", ".", "/dev/zero"};
    for (size_t i = 0; i < ARRAY_LEN(odd); i++) {
        err = (Error){0};
        cr_assert_not(fs_read_user_regular(str_from_c(odd[i]), 100, &arena, &text, &err));
        cr_assert(strstr(err.text, ": not a regular file"), "%s", err.text);
    }
}

Test(fs, user_folders_list_link_targets) {
    mkdir("rules", 0777);
    put("rules/b.json", "");
    cr_assert_eq(symlink("b.json", "rules/a.json"), 0);
    FsEntryVec entries;
    Error err = {0};
    cr_assert(fs_list_user_dir(STR("rules"), &arena, &entries, &err));
    cr_assert_eq(entries.len, 2);
    cr_assert(str_eq(entries.items[0].name, STR("a.json")) && entries.items[0].kind == FS_FILE);
    cr_assert_not(fs_list_user_dir(STR("rules/b.json"), &arena, &entries, &err));
    cr_assert_str_eq(err.text, "rules/b.json: not a folder");
}

static void assert_content(const char *path, const char *want) {
    Str text;
    Error err = {0};
    cr_assert(fs_read_user_file(str_from_c(path), 1 << 20, &arena, &text, &err), "%s", err.text);
    cr_assert(str_eq(text, str_from_c(want)), "%s", path);
}

static uint32_t entries_here(void) {
    FsEntryVec entries;
    Error err = {0};
    cr_assert(fs_list_user_dir(STR("."), &arena, &entries, &err));
    return entries.len;
}

Test(fs, writes_through_a_temporary_file) {
    Error err = {0};
    umask(022);
    mkdir("d", 0777);
    cr_assert(fs_write_user_file(STR("d/new"), STR("one"), &err), "%s", err.text);
    assert_content("d/new", "one");
    struct stat st;
    cr_assert_eq(stat("d/new", &st), 0);
    cr_assert_eq(st.st_mode & 0777, 0644, "as open would have made it");
    chmod("d/new", 0640);
    cr_assert(fs_write_user_file(STR("d/new"), STR("two"), &err), "%s", err.text);
    assert_content("d/new", "two");
    cr_assert_eq(stat("d/new", &st), 0);
    cr_assert_eq(st.st_mode & 0777, 0640, "keeps its mode");
    char name[256] = {0};
    memset(name, 'n', 255);
    cr_assert(fs_write_user_file(str_from_c(name), STR("long"), &err), "%s", err.text);
    put("target", "old");
    cr_assert_eq(symlink("target", "link"), 0);
    cr_assert(fs_write_user_file(STR("link"), STR("through"), &err), "%s", err.text);
    assert_content("target", "through");
    cr_assert_eq(lstat("link", &st), 0);
    cr_assert(S_ISLNK(st.st_mode), "a link stays a link");
    cr_assert_eq(entries_here(), 4, "no temporary file is left");
}

Test(fs, write_errors_are_reported_and_the_old_file_stays) {
    static const struct {
        const char *path;
        const char *want;
    } rows[] = {
        {"/dev/full", "cannot write /dev/full: No space left on device"},
        {"no/such/folder", "cannot write no/such/folder: No such file or directory"},
        {".", "cannot write .: Is a directory"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        Error err = {0};
        cr_assert_not(fs_write_user_file(str_from_c(rows[i].path), STR("text"), &err));
        cr_assert_eq(err.code, ERROR_OUTPUT);
        cr_assert_str_eq(err.text, rows[i].want);
    }
    Error err = {0};
    cr_assert(fs_write_user_file(STR("/dev/null"), STR("text"), &err), "%s", err.text);
    struct stat st;
    cr_assert_eq(stat("/dev/null", &st), 0);
    cr_assert(S_ISCHR(st.st_mode));
}

static int in_child(int (*act)(void)) {
    pid_t pid = fork();
    if (pid == 0) _exit(act());
    int status = 0;
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

static int write_to_closed_pipe(void) {
    int ends[2];
    if (pipe(ends) != 0 || dup2(ends[1], 1) != 1 || close(ends[0]) != 0 || close(ends[1]) != 0)
        return 99;
    fs_signals_init();
    Error err = {0};
    if (!fs_write_user_file(STR("-"), STR("x"), &err)) return 98;
    return (int)fs_write_stdout(STR("x"));
}

static int write_to_full_device(void) {
    int fd = open("/dev/full", O_WRONLY);
    if (dup2(fd, 1) != 1) return 99;
    return (int)fs_write_stdout(STR("x"));
}

static int write_to_slow_reader(void) {
    int ends[2];
    if (pipe(ends) != 0) return 99;
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    static char big[1 << 20];
    pid_t reader = fork();
    if (reader == 0) {
        close(ends[1]);
        uint64_t total = 0;
        for (ssize_t n; (n = read(ends[0], big, 5000)) > 0;)
            total += (uint64_t)n;
        _exit(total == sizeof(big) ? 0 : 1);
    }
    dup2(ends[1], 1);
    close(ends[1]);
    FsWrite result = fs_write_stdout((Str){big, sizeof(big)});
    close(1);
    int status;
    waitpid(reader, &status, 0);
    return result == FS_WRITE_OK && status == 0 ? 0 : 98;
}

static int write_over_size_limit(void) {
    fs_signals_init();
    struct rlimit limit = {.rlim_cur = 1000, .rlim_max = 1000};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return 97;
    Error err = {0};
    static char big[1 << 20];
    if (fs_write_user_file(STR("kept"), (Str){big, sizeof(big)}, &err)) return 99;
    return strcmp(err.text, "cannot write kept: File too large") == 0 ? 0 : 98;
}

Test(fs, stdout_tells_a_closed_pipe_from_a_full_disk) {
    cr_assert_eq(in_child(write_to_closed_pipe), FS_WRITE_CLOSED_PIPE);
    cr_assert_eq(in_child(write_to_full_device), FS_WRITE_FAILED);
    cr_assert_eq(in_child(write_to_slow_reader), 0);
}

Test(fs, a_failed_write_leaves_the_old_file) {
    put("kept", "old");
    cr_assert_eq(in_child(write_over_size_limit), 0);
    assert_content("kept", "old");
    cr_assert_eq(entries_here(), 1, "no temporary file is left");
}

static int interrupt_once(void) {
    fs_signals_init();
    if (fs_interrupted()) return 99;
    raise(SIGINT);
    return fs_interrupted() ? 0 : 98;
}

static int interrupt_twice(void) {
    fs_signals_init();
    raise(SIGINT);
    raise(SIGINT);
    return 0;
}

static int interrupt_ignored(void) {
    signal(SIGINT, SIG_IGN);
    fs_signals_init();
    raise(SIGINT);
    return fs_interrupted();
}

Test(fs, sigint_is_noticed_and_a_second_one_ends) {
    cr_assert_eq(in_child(interrupt_once), 0);
    cr_assert_eq(in_child(interrupt_twice), 130);
    cr_assert_eq(in_child(interrupt_ignored), 0);
}

Test(fs, clock_and_terminal) {
    uint64_t first = fs_clock_ns();
    cr_assert_geq(fs_clock_ns(), first);
    int fd = open("/dev/null", O_RDWR);
    cr_assert_not(fs_is_tty(fd));
    cr_assert_eq(fs_terminal_columns(fd), 0);
    close(fd);
    cr_assert_null(fs_env("STAYORGO_SURELY_UNSET"));
}
