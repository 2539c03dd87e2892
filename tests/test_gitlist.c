// SPDX-License-Identifier: MIT
// Tests of listing inside a git work tree, against repositories made by git itself.
#include "scan_folder.h"

#include "scan/gitlist.h"

static const ScanOptions ALL = {0};

static void open_repository(ScanFolder *f) {
    folder_open(f);
    folder_git(f, "init -q");
}

Test(gitlist, tracked_and_untracked_but_not_ignored) {
    ScanFolder f;
    open_repository(&f);
    folder_write(&f, ".gitignore", "*.log\n/build/\n/data/\n");
    static const char *const names[] = {
        "app.py",     "new.py",       "x.log",     "forced.log",
        "build/x.py", "data/kept.py", "data/x.py", "data/deep/kept.py",
        "gone.py",
    };
    folder_touch(&f, names, ARRAY_LEN(names));
    folder_git(&f, "add -f .gitignore app.py forced.log data/kept.py data/deep/kept.py gone.py");
    unlink(folder_at(&f, "gone.py"));
    cr_assert_str_eq(folder_list(&f, &ALL), ".gitignore\napp.py\ndata/deep/kept.py\ndata/kept.py\n"
                                            "forced.log\nnew.py\n");
    cr_assert(f.source.is_git);
    cr_assert_eq(f.source.problems.len, 0);
    cr_assert_str_eq(folder_list(&f, &(ScanOptions){.no_ignore = true}),
                     ".gitignore\napp.py\nbuild/x.py\ndata/deep/kept.py\ndata/kept.py\ndata/x.py\n"
                     "forced.log\nnew.py\nx.log\n");
    folder_close(&f);
}

Test(gitlist, folder_inside_the_work_tree) {
    ScanFolder f;
    open_repository(&f);
    folder_write(&f, ".gitignore", "*.log\n/back/secret.py\n");
    folder_write(&f, "back/.gitignore", "/local.py\n");
    folder_write(&f, "back/end/.gitignore", "!b.log\n");
    static const char *const names[] = {
        "front.py",          "back/end/app.py", "back/end/a.log",
        "back/end/b.log",    "back/secret.py",  "back/local.py",
        "back/end/local.py", "back/end.py",     "back/end-old/x.py",
    };
    folder_touch(&f, names, ARRAY_LEN(names));
    folder_git(&f, "add .");
    cr_assert_str_eq(folder_list_in(&f, "back/end", &ALL), ".gitignore\napp.py\nb.log\nlocal.py\n");
    cr_assert(f.source.is_git);
    cr_assert_str_eq(folder_list_in(&f, "back", &ALL),
                     ".gitignore\nend-old/x.py\nend.py\nend/.gitignore\nend/app.py\nend/b.log\n"
                     "end/local.py\n");
    folder_close(&f);
}

Test(gitlist, a_named_folder_that_is_ignored_is_walked_plainly) {
    ScanFolder f;
    open_repository(&f);
    folder_write(&f, ".gitignore", "/build\n*.py\n");
    folder_write(&f, "build/pkg/app.py", "");
    folder_write(&f, "other/app.py", "");
    cr_assert_str_eq(folder_list_in(&f, "build/pkg", &ALL), "app.py\n");
    cr_assert(!f.source.is_git);
    cr_assert_str_eq(folder_list_in(&f, "other", &ALL), "");
    cr_assert(f.source.is_git);
    folder_close(&f);
}

Test(gitlist, only_the_repository_own_rules_count) {
    ScanFolder f;
    open_repository(&f);
    static const char *const names[] = {"a.py", "b.py", "c.py", ".config/git/ignore"};
    folder_touch(&f, names, ARRAY_LEN(names));
    folder_write(&f, ".git/info/exclude", "/a.py\n");
    folder_write(&f, "home/.config/git/ignore", "b.py\n");
    folder_write(&f, "home/.gitconfig", "[core]\n\texcludesFile = ~/.config/git/ignore\n");
    setenv("HOME", folder_at(&f, "home"), 1);
    setenv("XDG_CONFIG_HOME", folder_at(&f, "home/.config"), 1);
    cr_assert_str_eq(folder_list(&f, &ALL), ".config/git/ignore\nb.py\nc.py\n"
                                            "home/.config/git/ignore\nhome/.gitconfig\n");
    folder_close(&f);
}

Test(gitlist, submodules_and_nested_clones_are_other_projects) {
    ScanFolder f;
    open_repository(&f);
    folder_write(&f, "app.py", "");
    folder_git(&f, "add . ");
    folder_git(&f, "commit -q -m one");
    folder_git(&f, "clone -q . ../$(basename $PWD)-lib");
    folder_git(&f, "submodule --quiet add ../$(basename $PWD)-lib lib");
    folder_git(&f, "clone -q . nested");
    folder_write(&f, "lib/more.py", "");
    cr_assert_str_eq(folder_list(&f, &ALL), ".gitmodules\napp.py\n");
    cr_assert_eq(f.source.files_skipped, 2);
    // Named itself, each is a root like any other.
    cr_assert_str_eq(folder_list_in(&f, "lib", &ALL), "app.py\nmore.py\n");
    cr_assert(f.source.is_git);
    cr_assert_str_eq(folder_list_in(&f, "nested", &ALL), "app.py\n");
    // A submodule without its .git file still is one.
    unlink(folder_at(&f, "lib/.git"));
    cr_assert_str_eq(folder_list(&f, &ALL), ".gitmodules\napp.py\n");
    cr_assert_eq(system(str_fmt(&f.arena, "rm -rf %s-lib", f.path).ptr), 0);
    folder_close(&f);
}

Test(gitlist, links_are_counted_and_conflicts_listed_once) {
    ScanFolder f;
    open_repository(&f);
    folder_write(&f, "app.py", "one\n");
    cr_assert_eq(symlink("app.py", folder_at(&f, "link.py")), 0);
    folder_git(&f, "add .");
    folder_git(&f, "commit -q -m one");
    folder_git(&f, "checkout -q -b other");
    folder_write(&f, "app.py", "two\n");
    folder_git(&f, "commit -q -a -m two");
    folder_git(&f, "checkout -q main");
    folder_write(&f, "app.py", "three\n");
    folder_git(&f, "commit -q -a -m three");
    folder_git(&f, "merge -q other >/dev/null 2>&1 || true");
    cr_assert_str_eq(folder_list(&f, &ALL), "app.py\n");
    cr_assert_eq(f.source.files_skipped, 1);
    folder_close(&f);
}

Test(gitlist, names_are_bytes) {
    ScanFolder f;
    open_repository(&f);
    folder_write(&f, "caf\xE9/b.py", "");
    folder_write(&f, "caf\xE9/ignored.py", "");
    folder_write(&f, ".gitignore", "*.py\n");
    folder_git(&f, "add -f caf*/b.py");
    cr_assert_str_eq(folder_list(&f, &ALL), ".gitignore\ncaf%E9/b.py\n");
    folder_close(&f);
}

Test(gitlist, partial_sparse_and_linked_work_trees_are_read) {
    ScanFolder f;
    open_repository(&f);
    folder_write(&f, "a/app.py", "");
    folder_write(&f, "b/app.py", "");
    folder_write(&f, ".gitignore", "ignored.py\n");
    folder_git(&f, "add .");
    folder_git(&f, "commit -q -m one");
    folder_git(&f, "config uploadpack.allowFilter true");
    folder_git(&f, "clone -q --filter=blob:none --sparse \"file://$PWD\" clone");
    folder_git_in(&f, "clone", "sparse-checkout set a");
    folder_git_in(&f, "clone", "config extensions.worktreeConfig true");
    folder_git_in(&f, "clone", "config extensions.preciousObjects true");
    folder_write(&f, "clone/ignored.py", "");
    // Somebody else's repository is only read, so it may be read. Only root can give it away.
    if (geteuid() == 0) cr_assert_eq(chown(folder_at(&f, "clone"), 12345, 12345), 0);
    if (geteuid() == 0) cr_assert_eq(chown(folder_at(&f, "clone/.git"), 12345, 12345), 0);
    cr_assert_str_eq(folder_list_in(&f, "clone", &ALL), ".gitignore\na/app.py\n");
    cr_assert(f.source.is_git);
    cr_assert_eq(f.source.problems.len, 0);
    folder_git(&f, "worktree add -q linked >/dev/null 2>&1");
    folder_write(&f, "linked/ignored.py", "");
    cr_assert_str_eq(folder_list_in(&f, "linked", &ALL), ".gitignore\na/app.py\nb/app.py\n");
    cr_assert(f.source.is_git);
    folder_close(&f);
}

// A repository of .gitignore, app.py and an ignored file, after `git DAMAGE`.
static const char *list_damaged(ScanFolder *f, const char *damage) {
    open_repository(f);
    folder_write(f, ".gitignore", "ignored.py\n");
    folder_write(f, "app.py", "");
    folder_write(f, "ignored.py", "");
    folder_git(f, "add .");
    folder_git(f, damage);
    return folder_list(f, &ALL);
}

Test(gitlist, a_repository_that_cannot_be_read_is_walked_with_a_problem) {
    static const char *const damages[] = {
        "update-index --split-index",
        "version >/dev/null; echo nonsense > .git/index",
        "version >/dev/null; rm .git/HEAD",
        "version >/dev/null; rm -r .git; echo 'gitdir: /no/such/place' > .git",
        "version >/dev/null; rm -r .git; echo 'gitdir: .' > .git",
        "version >/dev/null; rm -r .git; echo nonsense > .git",
        "version >/dev/null; rm -r .git; mkfifo .git",
        "version >/dev/null; rm -r .git; mkfifo fifo; echo 'gitdir: fifo' > .git",
        "version >/dev/null; rm .git/index; mkfifo .git/index",
        "version >/dev/null; mkfifo .git/f; ln -sf f .git/index",
        "version >/dev/null; truncate -s 129M .git/index",
        "init -q --object-format=sha256 sha && rm -r .git && mv sha/.git . && git add app.py",
    };
    for (size_t i = 0; i < ARRAY_LEN(damages); i++) {
        ScanFolder f;
        const char *listed = list_damaged(&f, damages[i]);
        cr_assert_str_eq(listed, ".gitignore\napp.py\n", "%s", damages[i]);
        cr_assert(!f.source.is_git, "%s", damages[i]);
        cr_assert_eq(folder_problems(&f, PROBLEM_GIT, ""), 1, "%s", damages[i]);
        Str text = f.source.problems.items[0].text;
        cr_assert_eq(str_find(text, '/'), NONE, "names a place: " STR_FMT, STR_ARG(text));
        folder_close(&f);
    }
}

Test(gitlist, the_configuration_is_not_obeyed) {
    static const char *const changes[] = {
        "config core.repositoryFormatVersion 7",
        "config core.repositoryFormatVersion 1 && git config extensions.future true",
        "version >/dev/null; mkfifo .git/fifo; git config include.path fifo",
        "version >/dev/null; mkfifo .git/fifo; git config includeIf.gitdir:**.path fifo",
        "version >/dev/null; rm .git/config; mkfifo .git/config",
        "version >/dev/null; mkfifo .git/fifo; ln -sf fifo .git/config",
        "version >/dev/null; mkfifo .git/config.worktree .git/commondir",
        "version >/dev/null; rm .git/HEAD; mkfifo .git/HEAD",
        "version >/dev/null; rm -f .git/info/exclude; mkfifo .git/info/exclude",
        "version >/dev/null; mv .git real; ln -s real .git; echo /real >>.gitignore",
    };
    for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
        ScanFolder f;
        cr_assert_str_eq(list_damaged(&f, changes[i]), ".gitignore\napp.py\n", "%s", changes[i]);
        cr_assert(f.source.is_git, "%s", changes[i]);
        cr_assert_eq(f.source.problems.len, 0, "%s", changes[i]);
        folder_close(&f);
    }
}

Test(gitlist, work_trees_of_a_bare_repository) {
    ScanFolder f;
    open_repository(&f);
    folder_write(&f, "app.py", "");
    folder_git(&f, "add .");
    folder_git(&f, "commit -q -m one");
    folder_git(&f, "clone -q --bare . project/.bare");
    folder_write(&f, "project/.git", "gitdir: ./.bare\n");
    folder_git_in(&f, "project", "worktree add -q tree main");
    folder_write(&f, "project/.bare/info/exclude", "new.py\n");
    folder_write(&f, "project/tree/new.py", "");
    cr_assert_str_eq(folder_list_in(&f, "project/tree", &ALL), "app.py\n");
    cr_assert(f.source.is_git);
    // The folder above has no work tree of its own: its clones are walked through.
    folder_list_in(&f, "project", &ALL);
    cr_assert(!f.source.is_git);
    cr_assert_eq(f.source.problems.len, 0);
    folder_index(&f, "tree/app.py");
    folder_close(&f);
}

Test(gitlist, hooks_filters_and_monitors_are_not_run) {
    ScanFolder f;
    open_repository(&f);
    folder_write(&f, "run.sh", "#!/bin/sh\ntouch \"$(dirname \"$0\")/ran\"\n");
    chmod(folder_at(&f, "run.sh"), 0777);
    folder_write(&f, ".gitattributes", "*.py filter=f diff=f\n");
    folder_write(&f, "app.py", "x = 1\n");
    folder_git(&f, "add .");
    folder_git(&f, "config core.fsmonitor $PWD/run.sh");
    folder_git(&f, "config core.hooksPath $PWD");
    folder_git(&f, "config filter.f.clean $PWD/run.sh");
    folder_git(&f, "config filter.f.process $PWD/run.sh");
    folder_write(&f, "app.py", "x = 2\n");
    folder_scan(&f, "", &ALL);
    SourceText text;
    Problem problem;
    cr_assert(scan_load(&f.source, folder_index(&f, "app.py"), &f.arena, &text, &problem));
    cr_assert_neq(access(folder_at(&f, "ran"), F_OK), 0);
    folder_close(&f);
}

Test(gitlist, agrees_with_git_ls_files) {
    ScanFolder f;
    open_repository(&f);
    folder_write(&f, ".gitignore", "*.tmp\n!keep.tmp\ndist/\n/docs/**/out\n");
    folder_write(&f, "a/.gitignore", "*\n!*/\n!*.py\n");
    static const char *const names[] = {
        "x.tmp",        "keep.tmp",     "dist/a",         "pkg/dist/b", "docs/out",
        "docs/a/b/out", "docs/a/b/in",  "a/one.py",       "a/one.txt",  "a/b/two.py",
        "a/b/two.txt",  "a/b/keep.tmp", "sp ace/q\"uote",
    };
    folder_touch(&f, names, ARRAY_LEN(names));
    folder_git(&f, "add pkg a/b && git add -f a/one.txt docs");
    folder_git(&f, "ls-files -co --exclude-standard -z | LC_ALL=C sort -z | tr '\\0' '\\n' "
                   "> .git/expected");
    Str expected;
    Error err = {0};
    cr_assert(fs_read_user_file(str_from_c(folder_at(&f, ".git/expected")), 1 << 20, &f.arena,
                                &expected, &err));
    cr_assert_str_eq(folder_list(&f, &ALL), str_to_c(&f.arena, expected));
    folder_close(&f);
}
