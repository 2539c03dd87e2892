// SPDX-License-Identifier: MIT
// What a model's Meta makes of it, by the built-in rules: written there, in a mix-in, inherited.
#include "match_project.h"

#include "base/banned.h"

extern const Rules rules_builtin; // rules/rules.h would bring another Project along

static uint32_t fact_of(const char *id) {
    for (uint32_t i = 0; i < rules_builtin.fact_count; i++)
        if (str_eq(rules_builtin.facts[i].id, str_from_c(id))) return i;
    cr_assert(false, "no fact %s", id);
    return 0;
}

// "concrete A B; proxy C"
static Str kinds_text(Project *p, const Matches *matches) {
    static const char *const KINDS[] = {"concrete", "abstract", "proxy", "unmanaged", "swappable"};
    Buf buf = buf_new(&p->arena);
    for (uint32_t k = 0; k < ARRAY_LEN(KINDS); k++) {
        HitList hits =
            matches->facts[fact_of(str_fmt(&p->arena, "django_models_%s%c", KINDS[k], 0).ptr)].hits;
        if (hits.len == 0) continue;
        buf_fmt(&buf, "%s%s", buf_str(&buf).len > 0 ? "; " : "", KINDS[k]);
        for (uint32_t i = 0; i < hits.len; i++)
            buf_fmt(&buf, " " STR_FMT, STR_ARG(hits.items[i].detail));
    }
    return buf_str(&buf);
}

static void expect_kinds(const char *models, const char *wanted) {
    const ProjectFile files[] = {
        {"options.py", "class Hidden:\n    abstract = True\nclass Foreign:\n    managed = False\n"
                       "class Thin:\n    proxy = True\n"},
        {"shop.py", models},
    };
    Project *p = project_new(files, ARRAY_LEN(files));
    p->names = rules_builtin.names;
    project_resolve(p, 1);
    Matches matches = match_of(p, &rules_builtin, 1);
    Str kinds = kinds_text(p, &matches);
    cr_expect(str_eq(kinds, str_from_c(wanted)), "%s\ngot  " STR_FMT "\nwant %s", models,
              STR_ARG(kinds), wanted);
    project_free(p);
}

#define MODELS "from django.db import models\nfrom options import Foreign, Hidden, Thin\n"
#define BASE(name) "class " name "(models.Model):\n    class Meta:\n        "

Test(match_body, abstract_is_not_inherited_from_models) {
    expect_kinds(MODELS BASE("A") "abstract = True\nclass B(A): pass\n"
                                  "class C(A):\n    class Meta(A.Meta): pass\n"
                                  "class D(B):\n    class Meta:\n        abstract = True\n",
                 "concrete B C; abstract A D");
}

Test(match_body, plain_mix_ins_of_meta_are_inherited) {
    expect_kinds(MODELS
                 "class A(models.Model):\n    class Meta(Hidden): pass\n"
                 "class B(models.Model):\n    class Meta(Hidden):\n        abstract = False\n"
                 "class C(models.Model):\n    class Meta(Foreign, Hidden): pass\n"
                 "class D(C): pass\n",
                 "concrete B D; abstract A C; unmanaged C D");
}

Test(match_body, whole_meta_comes_from_the_nearest_abstract_base) {
    expect_kinds(MODELS BASE("A") "abstract = True\n        managed = False\n"
                                  "class B(A): pass\n"
                                  "class C(A):\n    class Meta:\n        ordering = ['x']\n"
                                  "class D(B): pass\n",
                 "concrete B C D; abstract A; unmanaged A B D");
}

Test(match_body, proxies) {
    expect_kinds(MODELS "class A(models.Model): pass\n"
                        "class B(A):\n    class Meta:\n        proxy = True\n"
                        "class C(A):\n    class Meta(Thin): pass\n"
                        "class D(B): pass\n"
                        "class E(A):\n    class Meta:\n        proxy = False\n",
                 "concrete A D E; proxy B C");
}

Test(match_body, swappable_models) {
    expect_kinds(MODELS BASE("A") "swappable = 'SHOP_A'\n"
                                  "class B(A): pass\n" BASE("C") "swappable = None\n",
                 "concrete A B C; swappable A");
}

Test(match_body, mix_ins_of_models_and_nested_models) {
    expect_kinds(MODELS "class Mixin:\n    def save(self): pass\n"
                        "class Stamped(models.Model):\n    class Meta:\n        abstract = True\n"
                        "class A(Mixin, Stamped): pass\n"
                        "class Outer:\n    class Inner(Stamped): pass\n"
                        "def make():\n    class Local(Stamped): pass\n    return Local\n",
                 "concrete A Outer.Inner; abstract Stamped");
}
