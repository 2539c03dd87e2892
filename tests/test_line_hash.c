// SPDX-License-Identifier: MIT
// Tests of the line hashes of GitHub code scanning: the published vectors of its own upload step, and
// one with characters outside the basic plane.
#include <criterion/criterion.h>

#include "base/buf.h"
#include "scan/line_hash.h"

// All lines in one text, parted by blanks.
static Str hashes_of(Str text, Arena *arena) {
    LineHashVec hashes = {0};
    Buf out = buf_new(arena);
    line_hash_each(text, arena, &hashes);
    for (uint32_t row = 0; row < hashes.len; row++)
        buf_fmt(&out, "%s" STR_FMT, row ? " " : "", STR_ARG(line_hash_text(&hashes, row, arena)));
    return buf_str(&out);
}

static void check(const char *text, const char *expected) {
    Arena arena = {0};
    Str got = hashes_of(str_from_c(text), &arena);
    cr_expect(str_eq(got, str_from_c(expected)), "%s gives\n" STR_FMT, text, STR_ARG(got));
    arena_free(&arena);
}

Test(line_hash, known_texts) {
    check("", "c129715d7a2bc9a3:1");
    check(" a\nb\n  \t\tc\n d",
          "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 a23a3dc5e078b07b:1");
    check(" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n",
          "e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 e20e36e16fcb0cc8:1 "
          "b3edc88f2938467e:1 c8e28b0b4002a3a0:1 c129715d7a2bc9a3:1");
    check("import os\r\n\xCF\x80 = '\xF0\x9F\x8E\x89'\n",
          "5694a8252d05919c:1 83d4c4fed815c3e9:1 c129715d7a2bc9a3:1");
}

Test(line_hash, equal_lines_are_numbered) {
    static const char LINE[] = "Lorem ipsum dolor sit amet.\n";
    Arena arena = {0};
    Buf text = buf_new(&arena);
    buf_repeat(&text, str_from_c(LINE), 10);
    Str got = hashes_of(buf_str(&text), &arena);
    cr_expect(str_eq(got, STR("a7f2ff13bc495cf2:1 a7f2ff13bc495cf2:2 a7f2ff13bc495cf2:3 "
                              "a7f2ff13bc495cf2:4 a7f2ff13bc495cf2:5 a7f2ff13bc495cf2:6 "
                              "a7f2ff1481e87703:1 a9cf91f7bbf1862b:1 55ec222b86bcae53:1 "
                              "cc97dc7b1d7d8f7b:1 c129715d7a2bc9a3:1")),
              STR_FMT, STR_ARG(got));
    arena_free(&arena);
}

Test(line_hash, no_line_no_hash) {
    Arena arena = {0};
    LineHashVec hashes = {0};
    line_hash_each(STR("x\n"), &arena, &hashes);
    cr_expect_eq(hashes.len, 2);
    cr_expect_eq(line_hash_text(&hashes, 2, &arena).len, 0);
    arena_free(&arena);
}
