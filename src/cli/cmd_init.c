// SPDX-License-Identifier: MIT
// stayorgo init: what a team needs to begin, without a question.
//
//     stayorgo.toml                     every key with what it does, all of them commented out
//     .pre-commit-config.yaml           the hook; where the file is there, the lines to add are printed
//     .github/workflows/stayorgo.yml    the verdict and new findings on pull requests
//
// Nothing that is there is touched, so a second run does nothing and says so. The comments come from the
// table of keys (cli/config.c): a key that is added is in the next file.
// GitLab has one file for everything, so its lines are printed when .gitlab-ci.yml is there.
// Limits: one PATH, meant to be the root of a repository.
#include "base/fs.h"
#include "cli/config.h"
#include "cli/session.h"

#include "base/banned.h"

static const char *const HOOK = "  - repo: local\n"
                                "    hooks:\n"
                                "      - id: stayorgo\n"
                                "        name: stayorgo\n"
                                "        entry: stayorgo hook\n"
                                "        language: system\n"
                                "        pass_filenames: false\n"
                                "        always_run: true\n"
                                "        require_serial: true\n";

static const char *const WORKFLOW =
    "name: stayorgo\n"
    "on: pull_request\n"
    "permissions:\n"
    "  contents: read\n"
    "jobs:\n"
    "  stayorgo:\n"
    "    runs-on: ubuntu-latest\n"
    "    env:\n"
    "      # stayorgo is on no package index yet: name your wheel in this variable of the "
    "repository.\n"
    "      STAYORGO_WHEEL: ${{ vars.STAYORGO_WHEEL }}\n"
    "    steps:\n"
    "      - uses: actions/checkout@v4\n"
    "        with:\n"
    "          fetch-depth: 0 # the commit that a pull request is compared with\n"
    "      - run: pip install \"$STAYORGO_WHEEL\"\n"
    "      - run: stayorgo ci --fail-on new-finding\n";

static const char *const GITLAB =
    "stayorgo:\n"
    "  image: python:3\n"
    "  rules:\n"
    "    - if: $CI_PIPELINE_SOURCE == \"merge_request_event\"\n"
    "  variables:\n"
    "    GIT_DEPTH: 0 # the commit that a merge request is compared with\n"
    "  script:\n"
    "    - pip install \"$STAYORGO_WHEEL\" # a CI/CD variable that names your wheel\n"
    "    - stayorgo ci --fail-on new-finding\n"
    "  artifacts:\n"
    "    when: always\n"
    "    reports:\n"
    "      codequality: gl-code-quality-report.json\n"
    "      junit: stayorgo-junit.xml\n";

typedef struct Init {
    Str root;
    FsRoot *fs;
    Arena *arena;
    Buf told;
} Init;

static bool is_there(const Init *init, const char *path) {
    FsKind kind;
    uint64_t size;
    return fs_kind(init->fs, str_from_c(path), &kind, &size) != FS_NOT_FOUND;
}

// False on an error; *is_new says whether it was written.
static bool put(Init *init, const char *path, Str bytes, bool *is_new, Error *err) {
    FsPut done = fs_put(init->root, str_from_c(path), bytes, FS_PUT_NEW, err);
    *is_new = done == FS_PUT_DONE;
    if (*is_new) buf_fmt(&init->told, "%s: written\n", path);
    return done != FS_PUT_FAILED;
}

static void print_lines(Init *init, const char *lines) {
    Str rest = str_from_c(lines), line;
    while (str_next_line(&rest, &line))
        buf_fmt(&init->told, "    " STR_FMT "\n", STR_ARG(line));
}

// --- stayorgo.toml -------------------------------------------------------------------------------

// "gate." of "gate.drift", "" for a key without a table.
static Str table_of(const ConfigRow *row) {
    Str name = str_from_c(row->name);
    bool is_table = row->type == CONFIG_TABLE || row->type == CONFIG_WORDS;
    return is_table ? name
                    : str_sub(name, 0, str_rfind(name, '.') == NONE ? 0 : str_rfind(name, '.'));
}

static void write_key(const ConfigRow *row, Buf *out) {
    Str name = str_from_c(row->name);
    bool is_table = row->type == CONFIG_TABLE || row->type == CONFIG_WORDS;
    buf_fmt(out, "\n# %s\n", row->doc);
    if (is_table)
        buf_fmt(out, "# %s\n", row->example);
    else
        buf_fmt(out, "# " STR_FMT " = %s\n",
                STR_ARG(str_sub(name, str_rfind(name, '.') + 1, name.len)), row->example);
}

// In TOML keys without a table come first, so the rows stand in that order.
static Str configuration(Arena *arena) {
    Buf out = buf_new(arena);
    buf_c(&out, "# What stayorgo looks at here, and how it weighs it: the same for everyone.\n"
                "# `stayorgo config` shows what counts and where it comes from.\n");
    Str table = {0};
    for (uint32_t i = 0; i < CONFIG_KEY_COUNT; i++) {
        const ConfigRow *row = config_row((ConfigKey)i);
        if (!str_eq(table, table_of(row))) {
            table = table_of(row);
            buf_fmt(&out, "\n[" STR_FMT "]\n", STR_ARG(table));
        }
        write_key(row, &out);
    }
    return buf_str(&out);
}

static bool init_configuration(Init *init, Error *err) {
    Settings settings;
    RunPlace place = {.root = init->root};
    bool is_new;
    if (!run_settings(&place, init->arena, &settings, err)) return false;
    if (str_eq(settings.file, STR("pyproject.toml"))) {
        buf_c(&init->told, "pyproject.toml: has [tool.stayorgo], left as it is\n");
        return true;
    }
    if (!put(init, "stayorgo.toml", configuration(init->arena), &is_new, err)) return false;
    if (!is_new) buf_c(&init->told, "stayorgo.toml: is there, left as it is\n");
    return true;
}

// --- The others ----------------------------------------------------------------------------------

static bool has_word(const Init *init, const char *path, Str word) {
    enum { BYTES_MAX = 1 << 20 };
    Str text;
    uint64_t size;
    return fs_read(init->fs, str_from_c(path), BYTES_MAX, init->arena, &text, &size) == FS_OK &&
           str_find_str(text, word) != NONE;
}

static bool init_hook(Init *init, Error *err) {
    const char *file = ".pre-commit-config.yaml";
    bool is_new;
    if (has_word(init, file, STR("stayorgo"))) {
        buf_fmt(&init->told, "%s: has the hook, left as it is\n", file);
        return true;
    }
    if (!put(init, file, str_fmt(init->arena, "repos:\n%s", HOOK), &is_new, err)) return false;
    if (is_new) {
        buf_c(&init->told, "    to switch it on: pre-commit install\n");
        return true;
    }
    buf_fmt(&init->told, "%s: is there, left as it is; add below `repos:`\n", file);
    print_lines(init, HOOK);
    return true;
}

static bool init_github(Init *init, Error *err) {
    const char *file = ".github/workflows/stayorgo.yml";
    bool is_new;
    if (is_there(init, ".gitlab-ci.yml") && !is_there(init, ".github")) return true;
    if (!put(init, file, str_from_c(WORKFLOW), &is_new, err)) return false;
    if (is_new)
        buf_c(
            &init->told,
            "    to switch it on: name a wheel in the variable STAYORGO_WHEEL of the repository\n");
    else
        buf_fmt(&init->told, "%s: is there, left as it is\n", file);
    return true;
}

static void init_gitlab(Init *init) {
    const char *file = ".gitlab-ci.yml";
    if (!is_there(init, file)) return;
    if (has_word(init, file, STR("stayorgo"))) {
        buf_fmt(&init->told, "%s: has the job, left as it is\n", file);
        return;
    }
    buf_fmt(&init->told, "%s: is there, left as it is; add\n", file);
    print_lines(init, GITLAB);
}

bool cmd_init(const Options *options, Outcome *outcome, Error *err) {
    if (options->paths.len > 1) return error_set(err, ERROR_USAGE, "init takes one PATH");
    Arena *arena = outcome->arena;
    Init init = {.root = options->paths.len ? options->paths.items[0] : STR("."),
                 .arena = arena,
                 .told = buf_new(arena)};
    if (!fs_root_open(arena, init.root, &init.fs, err)) return false;
    bool ok = init_configuration(&init, err) && init_hook(&init, err) && init_github(&init, err);
    if (ok) init_gitlab(&init);
    fs_root_close(init.fs);
    // What was written is told, also when the next could not be.
    return session_write((Str){0}, buf_str(&init.told), outcome, err) && ok;
}
