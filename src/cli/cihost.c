// SPDX-License-Identifier: MIT
// The environment of a CI job, host by host.
//
//     GITHUB_ACTIONS=true GITHUB_BASE_REF=main     ─►  GitHub Actions, a pull request into main
//     GITLAB_CI=true CI_COMMIT_BEFORE_SHA=1a2b…    ─►  GitLab CI, a push
//     nothing of the kind                          ─►  text and SARIF, compared with nothing
//
// Hosts make a merge commit for a request and check it out: its first parent is what the request is to go
// into, exactly, and two commits are enough of a clone. Otherwise the merge base with the target branch is
// it, which is wrong for a job that runs again after the merge: then it holds the request itself. Last come
// the commits that the host names: these may be older, and then show what others did as well.
// A push is compared with the commit before it, if that is there.
// Adding a host: a row in HOSTS, a function that reads its variables, rows in cmd_man.c.
// Limits: the remote is called origin, as hosts do.
#include "cli/cihost.h"

#include "base/fs.h"
#include "base/jsonio.h"

#include "base/banned.h"

enum { EVENT_BYTES_MAX = 32 << 20, URI_MAX = 2000 };

static Str env(const char *name) {
    return str_from_c(fs_env(name));
}

// --- What to compare with ------------------------------------------------------------------------

// The id of a commit; all zeros stand for none.
static bool is_commit(Str text) {
    bool has_other = false;
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) return false;
        has_other = has_other || c != '0';
    }
    return has_other && (text.len == 40 || text.len == 64);
}

static Str without(Str text, Str prefix) {
    return str_starts(text, prefix) ? str_sub(text, prefix.len, text.len) : text;
}

static void add_branch(Arena *arena, CiJob *job, Str branch) {
    if (branch.len == 0) return;
    Str revision = str_fmt(arena, "refs/remotes/origin/" STR_FMT, STR_ARG(branch));
    vec_push(arena, &job->bases, (CiBase){revision, branch});
}

static void add_commit(Arena *arena, CiJob *job, Str commit, Str name) {
    if (is_commit(commit)) vec_push(arena, &job->bases, (CiBase){commit, name.len ? name : commit});
}

// `commit` merges a request into its target, if the host says that `ref` is checked out.
static void add_merged(Arena *arena, CiJob *job, Str commit, Str ref, Str name) {
    bool is_merge = str_starts(ref, STR("refs/pull/")) && str_ends(ref, STR("/merge"));
    if (is_merge && is_commit(commit))
        vec_push(arena, &job->bases, (CiBase){str_fmt(arena, STR_FMT "^1", STR_ARG(commit)), name});
}

// --- GitHub --------------------------------------------------------------------------------------

// What counts in the file that describes the event.
typedef struct Event {
    Str pull_base, group_base, before, main_branch;
    bool is_forced;
} Event;

static Str member(JsonAt at, const char *const *keys, Arena *arena) {
    Error ignored = {0};
    Str text = {0};
    for (; *keys; keys++)
        if (!jsonio_has(at, *keys, &at)) return text;
    return jsonio_is_string(at) && jsonio_str(at, &text, &ignored) ? str_copy(arena, text)
                                                                   : (Str){0};
}

static Event read_event(Arena *arena) {
    Event event = {0};
    Error ignored = {0};
    Str text, file = env("GITHUB_EVENT_PATH");
    JsonDoc doc;
    JsonAt forced;
    if (file.len == 0 || !fs_read_user_regular(file, EVENT_BYTES_MAX, arena, &text, &ignored) ||
        !jsonio_parse(text, file, &doc, &ignored))
        return event;
    JsonAt root = jsonio_root(&doc);
    event.pull_base = member(root, (const char *[]){"pull_request", "base", "sha", NULL}, arena);
    event.group_base = member(root, (const char *[]){"merge_group", "base_sha", NULL}, arena);
    event.before = member(root, (const char *[]){"before", NULL}, arena);
    event.main_branch = member(root, (const char *[]){"repository", "default_branch", NULL}, arena);
    event.is_forced = jsonio_has(root, "forced", &forced) &&
                      jsonio_bool(forced, &event.is_forced, &ignored) && event.is_forced;
    jsonio_free(&doc);
    return event;
}

static void github_bases(Arena *arena, CiJob *job) {
    Event event = read_event(arena);
    Str target = env("GITHUB_BASE_REF"), kind = env("GITHUB_EVENT_NAME");
    Str ref = env("GITHUB_REF"), heads = STR("refs/heads/");
    if (target.len) {
        job->event = "pull request";
        job->needs_base = true;
        add_merged(arena, job, env("GITHUB_SHA"), ref, target);
        add_branch(arena, job, target);
        add_commit(arena, job, event.pull_base, target);
    } else if (str_eq(kind, STR("merge_group"))) {
        job->event = "merge queue";
        job->needs_base = true;
        add_commit(arena, job, event.group_base, (Str){0});
    } else if (str_eq(kind, STR("push")) && str_starts(ref, heads)) {
        job->event = "push";
        bool is_main = str_eq(without(ref, heads), event.main_branch);
        if (!event.is_forced) add_commit(arena, job, event.before, (Str){0});
        if (!is_main) add_branch(arena, job, event.main_branch);
    }
}

static void read_github(Arena *arena, CiJob *job) {
    Str server = env("GITHUB_SERVER_URL"), repository = env("GITHUB_REPOSITORY");
    Str head = env("GITHUB_HEAD_REF");
    github_bases(arena, job);
    if (server.len && repository.len)
        job->origin.uri = str_fmt(arena, STR_FMT "/" STR_FMT, STR_ARG(server), STR_ARG(repository));
    job->files = "/blob/";
    job->origin.branch = head.len ? head : env("GITHUB_REF_NAME");
    job->summary = env("GITHUB_STEP_SUMMARY");
    job->values = env("GITHUB_OUTPUT");
}

// --- GitLab and Azure ----------------------------------------------------------------------------

// A pipeline of merged results has a merge commit checked out, and says what it merged into.
static void read_gitlab(Arena *arena, CiJob *job) {
    Str target = env("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"), branch = env("CI_COMMIT_BRANCH");
    Str main_branch = env("CI_DEFAULT_BRANCH");
    job->origin.uri = env("CI_PROJECT_URL");
    job->files = "/-/blob/";
    job->origin.branch = target.len ? env("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME") : branch;
    if (target.len) {
        job->event = "merge request";
        job->needs_base = true;
        add_commit(arena, job, env("CI_MERGE_REQUEST_TARGET_BRANCH_SHA"), target);
        add_commit(arena, job, env("CI_MERGE_REQUEST_DIFF_BASE_SHA"), target);
        add_branch(arena, job, target);
    } else if (branch.len) {
        job->event = "push";
        add_commit(arena, job, env("CI_COMMIT_BEFORE_SHA"), (Str){0});
        if (!str_eq(branch, main_branch)) add_branch(arena, job, main_branch);
    }
}

static void read_azure(Arena *arena, CiJob *job) {
    Str heads = STR("refs/heads/"), ref = env("BUILD_SOURCEBRANCH");
    Str target = without(env("SYSTEM_PULLREQUEST_TARGETBRANCH"), heads);
    Str source = env("SYSTEM_PULLREQUEST_SOURCEBRANCH");
    job->origin.uri = env("BUILD_REPOSITORY_URI");
    job->origin.branch = without(target.len ? source : ref, heads);
    if (target.len == 0) return;
    job->event = "pull request";
    job->needs_base = true;
    add_merged(arena, job, env("BUILD_SOURCEVERSION"), ref, target);
    add_branch(arena, job, target);
}

// --- Which host it is ----------------------------------------------------------------------------

typedef struct Host {
    const char *sign, *value; // a variable that is set there
    const char *title;
    Str log;
    void (*read)(Arena *arena, CiJob *job);
    Output outputs[5]; // up to one without a format
} Host;

#define OUTPUT(format, file)                                                                       \
    { STR_CONST(format), STR_CONST(file) }

static const Host HOSTS[] = {
    {"GITHUB_ACTIONS",
     "true",
     "GitHub Actions",
     STR_CONST("github"),
     read_github,
     {OUTPUT("github", ""), OUTPUT("sarif", "stayorgo.sarif")}},
    {"GITLAB_CI",
     "true",
     "GitLab CI",
     STR_CONST(""),
     read_gitlab,
     {OUTPUT("text", ""), OUTPUT("gitlab", "gl-code-quality-report.json"),
      OUTPUT("junit", "stayorgo-junit.xml")}},
    {"TF_BUILD",
     "True",
     "Azure Pipelines",
     STR_CONST("azure"),
     read_azure,
     {OUTPUT("azure", ""), OUTPUT("sarif", "stayorgo.sarif"), OUTPUT("junit", "stayorgo-junit.xml"),
      OUTPUT("markdown", "stayorgo.md")}},
    {NULL,
     NULL,
     "no CI host that is known here",
     STR_CONST(""),
     NULL,
     {OUTPUT("text", ""), OUTPUT("sarif", "stayorgo.sarif")}},
};

// An address that may be printed, in Markdown too: without the name and password that some hosts put into
// it. "" if it is none.
static Str clean_uri(Arena *arena, Str uri) {
    static const char SIGNS[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "-._~:/?@+,;=%";
    Str scheme = str_starts(uri, STR("https://"))  ? STR("https://")
                 : str_starts(uri, STR("http://")) ? STR("http://")
                                                   : (Str){0};
    Str host = str_sub(uri, scheme.len, uri.len), path = {0};
    for (uint32_t i = 0; i < uri.len; i++)
        if (str_find(str_from_c(SIGNS), uri.ptr[i]) == NONE) return (Str){0};
    bool has_path = str_cut(host, '/', &host, &path);
    uint32_t at = str_rfind(host, '@');
    if (at != NONE) host = str_sub(host, at + 1, host.len);
    if (scheme.len == 0 || host.len == 0 || uri.len > URI_MAX) return (Str){0};
    return str_fmt(arena, STR_FMT STR_FMT "%s" STR_FMT, STR_ARG(scheme), STR_ARG(host),
                   has_path ? "/" : "", STR_ARG(path));
}

static Str shown(Arena *arena, Str text) {
    Buf safe = buf_new(arena);
    buf_safe(&safe, text);
    return buf_str(&safe);
}

void cihost_read(Arena *arena, CiJob *out) {
    const Host *host = HOSTS;
    while (host->sign && !str_eq(env(host->sign), str_from_c(host->value)))
        host++;
    *out = (CiJob){.host = host->title,
                   .log = host->log,
                   .event = "",
                   .is_known = host->sign,
                   .outputs = host->outputs};
    while (host->outputs[out->output_count].format.len)
        out->output_count++;
    if (host->read) host->read(arena, out);
    out->origin.uri = clean_uri(arena, out->origin.uri);
    out->origin.branch = shown(arena, out->origin.branch);
    for (uint32_t i = 0; i < out->bases.len; i++)
        out->bases.items[i].name = shown(arena, out->bases.items[i].name);
}
