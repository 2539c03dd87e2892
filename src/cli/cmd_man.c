// SPDX-License-Identifier: MIT
// stayorgo man PAGE: the manual, printed from the tables that parse the command line.
//
//     stayorgo man program | man -l -      stayorgo(1)
//     stayorgo man rules | man -l -        stayorgo-rules(5): rules/README.md
//
// Commands, options, formats and exit codes are rows, so a page cannot miss one. What stands here is only
// what no table knows: what the program is for, and which variables of the environment it heeds.
// Adding a page: a function and a row in PAGES, its name in the usage of the command.
// Limits: English only.
#include "cli/commands.h"
#include "cli/roff.h"
#include "cli/session.h"
#include "version.h"

#include "base/banned.h"

typedef struct Page {
    const char *name;
    const char *title; // of the page, with its section
    const char *says;
    void (*print)(Buf *out);
} Page;

typedef struct Variable {
    const char *name;
    const char *help;
} Variable;

static const Variable VARIABLES[] = {
    {"NO_COLOR", "when set and not empty, no colour unless --color always"},
    {"CLICOLOR_FORCE", "when set, not empty and not 0, colour also where there is no terminal"},
    {"TERM", "without it, or with dumb, no colour"},
    {"XDG_CACHE_HOME", "where the cache is, in a folder stayorgo; else .cache in HOME"},
    {"HOME", "see XDG_CACHE_HOME"},
    {"GIT_INDEX_FILE", "which index --staged reads, as git tells a hook"},
    {"PRE_COMMIT_FROM_REF", "what hook compares with, where pre-commit names two commits"},
    {"PRE_COMMIT_TO_REF", "the other of the two"},
    // What ci reads: cli/cihost.c.
    {"GITHUB_ACTIONS", "true: ci is in a job of GitHub Actions"},
    {"GITHUB_EVENT_NAME", "what started it"},
    {"GITHUB_EVENT_PATH", "the file with that event: commits to compare with"},
    {"GITHUB_BASE_REF", "the branch that a pull request is compared with"},
    {"GITHUB_HEAD_REF", "the branch of a pull request, for SARIF"},
    {"GITHUB_REF", "what is checked out: a branch, or the merge of a pull request"},
    {"GITHUB_REF_NAME", "its short name, for SARIF"},
    {"GITHUB_SHA", "its commit: of a merge, the first parent may be compared with"},
    {"GITHUB_SERVER_URL", "with GITHUB_REPOSITORY, the address of the repository"},
    {"GITHUB_REPOSITORY", "its owner and name"},
    {"GITHUB_STEP_SUMMARY", "the file that the summary of the job is appended to"},
    {"GITHUB_OUTPUT", "the file that values for later steps are appended to"},
    {"GITLAB_CI", "true: ci is in a job of GitLab"},
    {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "the branch that a merge request is compared with"},
    {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "its commit, where results are merged"},
    {"CI_MERGE_REQUEST_DIFF_BASE_SHA", "the commit that a merge request began at"},
    {"CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "the branch of a merge request, for SARIF"},
    {"CI_COMMIT_BRANCH", "the branch that was pushed"},
    {"CI_COMMIT_BEFORE_SHA", "the commit before the push"},
    {"CI_DEFAULT_BRANCH", "what a new branch is compared with"},
    {"CI_PROJECT_URL", "the address of the repository"},
    {"TF_BUILD", "True: ci is in a job of Azure Pipelines"},
    {"SYSTEM_PULLREQUEST_TARGETBRANCH", "the branch that a pull request is compared with"},
    {"SYSTEM_PULLREQUEST_SOURCEBRANCH", "the branch of a pull request, for SARIF"},
    {"BUILD_SOURCEBRANCH", "what is checked out"},
    {"BUILD_SOURCEVERSION", "its commit: of a merge, the first parent may be compared with"},
    {"BUILD_REPOSITORY_URI", "the address of the repository"},
};

static void flag(const OptionRow *row, Buf *out) {
    Buf head = buf_new(out->arena);
    roff_entry(out);
    if (row->letter) buf_fmt(&head, "-%c, ", row->letter);
    buf_fmt(&head, "--%s", row->name);
    roff_bold(out, buf_str(&head));
    if (row->argument) {
        buf_c(out, " \\fI");
        roff_escape(out, str_from_c(row->argument));
        buf_c(out, "\\fR");
    }
    buf_char(out, '\n');
    roff_text(out, str_from_c(row->help));
}

static void command(CommandId id, Buf *out) {
    const CommandRow *row = commands_row(id);
    buf_c(out, ".SS ");
    roff_escape(out, str_from_c(row->usage));
    buf_char(out, '\n');
    roff_text(out, str_from_c(row->summary));
    OptionRow option;
    for (uint32_t i = 0; options_row(id, i, &option); i++)
        flag(&option, out);
}

static void entry(Str name, Str text, Buf *out) {
    roff_entry(out);
    roff_bold(out, name);
    buf_char(out, '\n');
    roff_text(out, text);
}

static void program(Buf *out) {
    roff_heading(out, STR("SYNOPSIS"));
    for (uint32_t i = 0; i < COMMAND_COUNT; i++) {
        if (i > 0) buf_c(out, ".br\n");
        roff_bold(out, STR("stayorgo"));
        buf_char(out, ' ');
        roff_text(out, str_from_c(commands_row((CommandId)i)->usage));
    }
    roff_heading(out, STR("DESCRIPTION"));
    roff_text(
        out,
        STR("stayorgo reads a Python repository, which it never imports or runs, and says whether "
            "to "
            "stay on the web framework in use or to move, between Django and FastAPI, with the "
            "evidence by file and line and the strongest case against its own advice."));
    roff_heading(out, STR("COMMANDS"));
    for (uint32_t i = 0; i < COMMAND_COUNT; i++)
        command((CommandId)i, out);
    roff_heading(out, STR("FORMATS"));
    for (uint32_t i = 0; run_format(i); i++)
        entry(run_format(i)->name, run_format(i)->summary, out);
    roff_heading(out, STR("EXIT STATUS"));
    for (uint32_t i = 0; commands_exit(i); i++)
        entry(str_fmt(out->arena, "%d", commands_exit(i)->code),
              str_from_c(commands_exit(i)->meaning), out);
    roff_heading(out, STR("ENVIRONMENT"));
    for (uint32_t i = 0; i < ARRAY_LEN(VARIABLES); i++)
        entry(str_from_c(VARIABLES[i].name), str_from_c(VARIABLES[i].help), out);
    roff_heading(out, STR("SEE ALSO"));
    buf_c(out, ".BR stayorgo\\-rules (5)\n");
}

static void rules(Buf *out) {
    uint32_t count;
    const Str *lines = run_rules_manual(&count);
    roff_heading(out, STR("DESCRIPTION"));
    roff_markdown(out, lines, count);
    roff_heading(out, STR("SEE ALSO"));
    buf_c(out, ".BR stayorgo (1)\n");
}

static const Page PAGES[] = {
    {"program", "STAYORGO 1", "stayorgo \\- Django or FastAPI: stay, or migrate?", program},
    {"rules", "STAYORGO\\-RULES 5", "stayorgo\\-rules \\- the rules that stayorgo decides by",
     rules},
};

static void print_page(const Page *page, Buf *out) {
    buf_fmt(out, ".\\\" Printed by: stayorgo man %s\n", page->name);
    buf_fmt(out, ".TH %s " STAYORGO_RELEASED " \"stayorgo " STAYORGO_VERSION "\"\n", page->title);
    roff_heading(out, STR("NAME"));
    buf_fmt(out, "%s\n", page->says);
    page->print(out);
}

bool cmd_man(const Options *options, Outcome *outcome, Error *err) {
    Str name = options->paths.len == 1 ? options->paths.items[0] : (Str){0};
    for (uint32_t i = 0; i < ARRAY_LEN(PAGES); i++) {
        if (!str_eq(name, str_from_c(PAGES[i].name))) continue;
        Buf out = buf_new(outcome->arena);
        print_page(&PAGES[i], &out);
        return session_write((Str){0}, buf_str(&out), outcome, err);
    }
    return error_set(err, ERROR_USAGE, "expected \"man program\" or \"man rules\"");
}
