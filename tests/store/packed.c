// SPDX-License-Identifier: MIT
// Are facts the same after they were packed and unpacked? And are damaged ones refused, or at least
// harmless? Paths on standard input, one a line.
//
//   find . -name '*.py' | build/tests/packed 20
//   812 files, 0 differ; 16240 damaged, 31 of them pass; 4.4 MB of source, 3.9 MB packed
//
// The number is how often each file is damaged: bytes changed, cut off, put in twice. What passes all the
// same (a changed letter in a name does) goes through resolve and match, under whatever watches this
// program. Exits with 1 when a file differs.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "match/match.h"
#include "resolve/resolve.h"
#include "rules/rules.h"
#include "same_facts.h"
#include "seeded.h"
#include "store/pack.h"

typedef struct Sum {
    unsigned files, different, damaged, passed;
    double bytes, packed_bytes;
} Sum;

static bool read_file(const char *path, Arena *arena, Str *out) {
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    Buf text = buf_new(arena);
    char part[65536];
    for (size_t n; (n = fread(part, 1, sizeof part, file)) > 0;)
        buf_str_add(&text, (Str){part, (uint32_t)n});
    fclose(file);
    *out = text.len ? buf_str(&text) : STR("");
    return str_is_utf8(*out);
}

// In a block of its own, so that a watcher sees what is read beyond its end.
static Str damage(Str packed, Random *random, char *block) {
    memcpy(block, packed.ptr, packed.len);
    uint32_t changes = 1 + random_below(random, 3), len = packed.len;
    for (uint32_t i = 0; i < changes; i++) {
        uint32_t at = random_below(random, len), to = random_below(random, len);
        uint32_t size = random_below(random, 16);
        switch (random_below(random, 6)) {
        case 0: block[at] = (char)random_below(random, 256); break;
        case 1: block[at] ^= (char)(1 << random_below(random, 8)); break;
        case 2: block[at] = (char)-(int)random_below(random, 2); break;
        case 3: // the numbers at the start, where lengths are
            block[random_below(random, len < 256 ? len : 256)] = (char)random_below(random, 256);
            break;
        case 4:
            if (at + size <= len && to + size <= len) memmove(block + to, block + at, size);
            break;
        default:
            if (i == 0 && random_below(random, 4) == 0) len = at + 1;
            break;
        }
    }
    return (Str){block, len};
}

static void use(FileFacts *facts, Arena *arena) {
    Source source = {0};
    vec_push(arena, &source.files, (SourceFile){.path = STR("a.py"), .kind = FILE_PYTHON});
    Program program;
    Matches matches;
    resolve_program(&source, facts, 1, &rules_builtin.names, 1, arena, &program);
    match_program(&program, &rules_builtin, 1, arena, &matches);
}

static void damage_often(Str packed, unsigned times, Sum *sum) {
    Random random = {packed.len + 1};
    for (unsigned i = 0; i < times; i++) {
        Arena arena = {0}, scratch = {0};
        char *block = malloc(packed.len + 1);
        FileFacts facts;
        sum->damaged++;
        if (unpack_facts(damage(packed, &random, block), &arena, &scratch, &facts)) {
            sum->passed++;
            use(&facts, &arena);
        }
        free(block);
        arena_free(&scratch);
        arena_free(&arena);
    }
}

static void check(PythonParser *parser, const char *path, unsigned times, Sum *sum) {
    Arena arena = {0}, scratch = {0};
    Str text;
    if (read_file(path, &arena, &text)) {
        SourceText source = {.text = text, .encoding = STR("utf-8")};
        Intern intern = intern_new(&arena);
        FileFacts facts, again;
        python_facts(parser, &source, 0, &intern, &arena, &scratch, &facts);
        Str packed = pack_facts(&facts, &arena);
        const char *difference =
            unpack_facts(packed, &arena, &scratch, &again) ? same_facts(&facts, &again) : "refused";
        sum->files++;
        sum->bytes += text.len;
        sum->packed_bytes += packed.len;
        sum->different += difference != NULL;
        if (difference) printf("%s: %s\n", path, difference);
        damage_often(packed, times, sum);
    }
    arena_free(&scratch);
    arena_free(&arena);
}

int main(int argc, char **argv) {
    unsigned times = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 0;
    Arena arena = {0};
    PythonParser *parser = python_parser_new(PYTHON_QUICK, &arena);
    Sum sum = {0};
    char path[4096];
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = '\0';
        check(parser, path, times, &sum);
    }
    python_parser_free(parser);
    arena_free(&arena);
    printf("%u files, %u differ; %u damaged, %u of them pass; %.1f MB of source, %.1f MB packed\n",
           sum.files, sum.different, sum.damaged, sum.passed, sum.bytes / 1e6,
           sum.packed_bytes / 1e6);
    return sum.different > 0;
}
