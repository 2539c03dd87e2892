// SPDX-License-Identifier: MIT
// Canonical names of libraries, and whether the repository declares them.
//
//   aliases {"django.db.models.base.Model": "django.db.models.Model",
//            "django.core.urlresolvers.*": "django.urls.*"}
//   known_canonical("django.db.models.base.Model")        -> django.db.models.Model
//   known_canonical("django.core.urlresolvers.reverse")   -> django.urls.reverse
//
//   dependencies openai-agents
//   known_is_undeclared_word("agents")   -> false: a declared distribution has the word
//
// How: hash maps over the rules' tables, filled once and frozen; a name costs one probe and one
// more for each dot. A distribution and the module it installs often differ (`haystack` is
// haystack-ai or django-haystack), and no manifest says how; that a word of the distribution is the
// module's name is the rule that needs no catalogue.
//
// Limits: ALIAS_STEPS_MAX aliases after each other, so rules with a cycle of aliases end.
#include "resolve/known.h"

#include "base/banned.h"

enum { ALIAS_STEPS_MAX = 4 };

// --- Declared distributions ----------------------------------------------------------------------

static void declare(Known *known, Str distribution, Arena *arena) {
    char *name = arena_array(arena, char, distribution.len);
    for (uint32_t i = 0; i < distribution.len; i++)
        name[i] = distribution.ptr[i] == '-' ? '_' : distribution.ptr[i];
    map_set(&known->declared, (Str){name, distribution.len}, 1);
    Str rest = distribution, word;
    while (rest.len > 0) {
        str_cut(rest, '-', &word, &rest);
        map_set(&known->declared_words, word, 1);
    }
}

// --- Public --------------------------------------------------------------------------------------

Known known_build(const KnownNames *names, const Source *source, Arena *arena) {
    Known known = {
        .names = names,
        .aliases = map_new(arena, names->alias_count),
        .modules = map_new(arena, 0),
        .classes = map_new(arena, names->class_count),
        .generic = map_new(arena, names->generic_count),
        .declared = map_new(arena, source->dependencies.len),
        .declared_words = map_new(arena, source->dependencies.len),
    };
    for (uint32_t i = 0; i < names->alias_count; i++) {
        Str from = names->aliases[i].from;
        bool is_module = str_ends(from, STR(".*"));
        if (is_module) {
            map_set(&known.modules, str_sub(from, 0, from.len - 2), i);
        } else {
            map_set(&known.aliases, from, i);
        }
    }
    for (uint32_t i = 0; i < names->class_count; i++)
        map_set(&known.classes, names->classes[i].name, i);
    for (uint32_t i = 0; i < names->generic_count; i++)
        map_set(&known.generic, names->generic[i], i);
    for (uint32_t i = 0; i < source->dependencies.len; i++) {
        const Dependency *dependency = &source->dependencies.items[i];
        if (dependency->group != DEPENDENCY_FRONTEND) declare(&known, dependency->name, arena);
    }
    return known;
}

// One alias applied; false when there is none.
static bool apply_alias(const Known *known, Str *name, Arena *arena) {
    uint32_t alias;
    if (map_get(&known->aliases, *name, &alias)) {
        *name = known->names->aliases[alias].to;
        return true;
    }
    for (uint32_t end = name->len; end != NONE && known->modules.len > 0;
         end = str_rfind(str_sub(*name, 0, end), '.')) {
        if (!map_get(&known->modules, str_sub(*name, 0, end), &alias)) continue;
        Str to = known->names->aliases[alias].to;
        if (str_ends(to, STR(".*"))) to.len -= 2;
        *name =
            str_fmt(arena, STR_FMT STR_FMT, STR_ARG(to), STR_ARG(str_sub(*name, end, name->len)));
        return true;
    }
    return false;
}

Str known_canonical(const Known *known, Str name, Arena *arena) {
    for (uint32_t i = 0; i < ALIAS_STEPS_MAX; i++) {
        if (!apply_alias(known, &name, arena)) break;
    }
    return name;
}

// Import names are compared in lower case, as distributions are written: PIL, Crypto.
static Str lower(Str name, char *buf, uint32_t size) {
    if (name.len > size) return name;
    for (uint32_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        buf[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    }
    return (Str){buf, name.len};
}

bool known_is_declared(const Known *known, Str top_level) {
    char buf[64];
    return map_has(&known->declared, lower(top_level, buf, sizeof buf));
}

bool known_is_undeclared_word(const Known *known, Str top_level) {
    char buf[64];
    if (!map_has(&known->generic, top_level)) return false;
    Str name = lower(top_level, buf, sizeof buf);
    return !map_has(&known->declared, name) && !map_has(&known->declared_words, name);
}
