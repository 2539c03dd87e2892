// SPDX-License-Identifier: MIT
// Are the facts of files the same however they are parsed? Paths on standard input, one a line.
//
//   find . -name '*.py' | build/tests/both_ways
//   812 files (7.1 MB), 804 of them (99 % of the bytes) parsed quickly, 0 differ
//
// Every field of FileFacts is compared. Exits with 1 when a file differs, with its path printed.
// Files that are not UTF-8 are left out: the program converts them before it parses.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "python/plain.h"
#include "same_facts.h"

typedef struct Sum {
    unsigned files, quick, different;
    double bytes, quick_bytes;
} Sum;

static bool read_file(const char *path, Arena *arena, Str *out) {
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    Buf text = buf_new(arena);
    char part[65536];
    for (size_t n; (n = fread(part, 1, sizeof part, file)) > 0;)
        buf_str_add(&text, (Str){part, (uint32_t)n});
    fclose(file);
    *out = buf_str(&text);
    return str_is_utf8(*out);
}

static void check(BothWays *both, const char *path, Sum *sum) {
    Arena arena = {0};
    Str text;
    Tree tree;
    if (read_file(path, &arena, &text)) {
        bool is_quick = plain_parse(text, &arena, &tree);
        const char *difference = both_ways(both, text);
        sum->files++;
        sum->bytes += text.len;
        sum->quick += is_quick;
        sum->quick_bytes += is_quick ? text.len : 0;
        sum->different += difference != NULL;
        if (difference) printf("%s: %s\n", path, difference);
    }
    arena_free(&arena);
}

int main(void) {
    BothWays both = {0};
    Sum sum = {0};
    char path[4096];
    both_ways_init(&both);
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = '\0';
        check(&both, path, &sum);
    }
    both_ways_free(&both);
    printf("%u files (%.1f MB), %u of them (%.0f %% of the bytes) parsed quickly, %u differ\n",
           sum.files, sum.bytes / 1e6, sum.quick,
           sum.bytes > 0 ? 100 * sum.quick_bytes / sum.bytes : 0, sum.different);
    return sum.different > 0;
}
