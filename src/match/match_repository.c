// SPDX-License-Identifier: MIT
// Predicates about what is not Python code: paths, dependencies, commands, classifiers.
//
//   deploy/asgi.py                              file "**/asgi.py"
//   fastapi>=0.110   (requirements.txt)         dependency "fastapi"
//   CMD ["uvicorn", "shop.main:app"]            command "uvicorn"
//
// How: paths are matched with the file they belong to; manifests and commands are few and come at
// the end, once. A word of a command that is a path also counts by its last segment:
// /venv/bin/gunicorn. An option is also offered together with the word after it: --timeout 600.
#include "match/matcher.h"

#include "base/banned.h"

void match_paths(Matcher *m) {
    Candidate c = {.name = m->program->source->files.items[m->source_file].path, .scope = NONE};
    match_find(m, PREDICATE_FILE, &c, match_keep);
}

static void move_to_file(Matcher *m, uint32_t file) {
    m->source_file = file;
    m->is_below_tests = match_is_below_tests(m->program->source->files.items[file].path);
}

static void accept_dependency(Matcher *m, const MatchUse *use, const Candidate *c) {
    const Dependency *dependency = &m->program->source->dependencies.items[c->item];
    const Clause *clause = use->clause;
    bool is_direct =
        dependency->group == DEPENDENCY_MAIN || dependency->group == DEPENDENCY_FRONTEND;
    bool is_old = clause->version_below.len == 0 ||
                  match_version_is_below(dependency->spec, clause->version_below);
    if (is_old && (is_direct || !clause->direct_only)) match_keep(m, use, c);
}

void match_dependencies(Matcher *m) {
    const Source *source = m->program->source;
    for (uint32_t i = 0; i < source->dependencies.len; i++) {
        const Dependency *dependency = &source->dependencies.items[i];
        move_to_file(m, dependency->file);
        Candidate c = {.name = dependency->name,
                       .pos = dependency->pos,
                       .scope = NONE,
                       .item = i,
                       .detail = dependency->name};
        match_find(m, PREDICATE_DEPENDENCY, &c, accept_dependency);
    }
}

static void find_word(Matcher *m, Str word, const Candidate *command) {
    Candidate c = *command;
    c.name = word;
    match_find(m, PREDICATE_COMMAND, &c, match_keep);
    uint32_t slash = str_rfind(word, '/');
    if (slash == NONE) return;
    c.name = str_sub(word, slash + 1, word.len);
    match_find(m, PREDICATE_COMMAND, &c, match_keep);
}

void match_commands(Matcher *m) {
    const Source *source = m->program->source;
    for (uint32_t i = 0; i < source->commands.len; i++) {
        const Command *command = &source->commands.items[i];
        move_to_file(m, command->file);
        Candidate c = {.pos = command->pos, .scope = NONE, .detail = command->text};
        Str word, value, after, rest = command->text;
        while (rest.len > 0) {
            str_cut(rest, ' ', &word, &rest);
            find_word(m, word, &c);
            if (!str_starts(word, STR("-")) || rest.len == 0) continue;
            str_cut(rest, ' ', &value, &after);
            c.name = str_fmt(m->scratch, STR_FMT " " STR_FMT, STR_ARG(word), STR_ARG(value));
            match_find(m, PREDICATE_COMMAND, &c, match_keep);
        }
    }
}

void match_classifiers(Matcher *m) {
    const Source *source = m->program->source;
    for (uint32_t i = 0; i < source->packages.len; i++) {
        const Package *package = &source->packages.items[i];
        move_to_file(m, package->file);
        for (uint32_t n = 0; n < package->classifiers.len; n++) {
            Str text = package->classifiers.items[n];
            Candidate c = {.name = text, .scope = NONE, .part = n, .detail = text};
            match_find(m, PREDICATE_CLASSIFIER, &c, match_keep);
        }
    }
}
