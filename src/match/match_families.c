// SPDX-License-Identifier: MIT
// Which modules are members of a family: many in one folder, each with a class of the same base.
//
//   query_runner/mongo.py     class MongoDB(BaseQueryRunner)      a family of connectors: what one
//   query_runner/mysql.py     class Mysql(BaseQueryRunner)        of them imports says what the
//   query_runner/trino.py     class Trino(BaseQueryRunner)        product can talk to, not where it
//   … five more                                                   keeps its own data
//
// How: for each class its ancestors in the project, as pairs of folder and ancestor; sorted, equal
// pairs stand together, and where enough different files are among them these files are marked.
// Limits: a base that is no class of the project (an interface by convention) makes no family, and
// eight tables with one base in a folder do: a clause asks for this only about clients.
#include <stdlib.h>

#include "match/matcher.h"

#include "base/banned.h"

enum { FAMILY_MIN = 8 }; // modules

typedef struct Kinship {
    Str folder;
    uint32_t ancestor; // index into Program.classes
    uint32_t file;     // index into Program.files
} Kinship;

static int compare_uint(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

static int compare_family(const Kinship *a, const Kinship *b) {
    int order = compare_uint(a->ancestor, b->ancestor);
    return order == 0 ? str_cmp(a->folder, b->folder) : order;
}

static int compare_kinship(const void *first, const void *second) {
    const Kinship *a = first, *b = second;
    int order = compare_family(a, b);
    return order == 0 ? compare_uint(a->file, b->file) : order;
}

static Str folder_of(const Program *program, uint32_t file) {
    Str path = program->source->files.items[program->files[file].file].path;
    uint32_t slash = str_rfind(path, '/');
    return str_sub(path, 0, slash == NONE ? 0 : slash);
}

const bool *match_families(const Program *program, Arena *arena) {
    bool *is_member = arena_array(arena, bool, program->file_count);
    Arena scratch = {0};
    VEC(Kinship) kin = {0};
    for (uint32_t f = 0; f < program->file_count; f++)
        for (uint32_t c = 0; c < program->files[f].classes.len; c++) {
            const ClassInfo *info = &program->classes[program->first_class[f] + c];
            for (uint32_t a = 0; a < info->ancestor_count; a++) {
                Kinship kinship = {folder_of(program, f), info->ancestors[a], f};
                vec_push(&scratch, &kin, kinship);
            }
        }
    if (kin.len > 1) qsort(kin.items, kin.len, sizeof(Kinship), compare_kinship);
    for (uint32_t first = 0, end; first < kin.len; first = end) {
        uint32_t files = 0;
        for (end = first; end < kin.len; end++) {
            if (compare_family(&kin.items[first], &kin.items[end]) != 0) break;
            files += end == first || kin.items[end].file != kin.items[end - 1].file;
        }
        for (uint32_t i = first; files >= FAMILY_MIN && i < end; i++)
            is_member[kin.items[i].file] = true;
    }
    arena_free(&scratch);
    return is_member;
}
