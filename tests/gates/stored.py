# SPDX-License-Identifier: MIT
"""What facts.h holds, the cache keeps: every field of every table of FileFacts has its row in
src/store/layout.c, in the same order, and every field that is no table its place in LayoutHead.
"""
import re

import gate

HEADER, LAYOUT, HEAD = "src/model/facts.h", "src/store/layout.c", "src/store/layout.h"
# Field -> why it is not kept.
NOT_KEPT = {
    ("FileFacts", "file"): "where a file stands in a run is the run's",
    ("Problem", "path"): "it is the file's",
}


def structs(text):
    """{name: fields in order}; tables of FileFacts as "VEC name", pos as its row."""
    text = re.sub(r"//[^\n]*", "", text)
    found = {}
    for match in re.finditer(r"typedef struct (\w+) \{(.*?)\n\} \1;", text, flags=re.S):
        fields = []
        for declaration in match[2].split(";"):
            words = re.sub(r"\[.*?\]", "", declaration).split()
            if not words:
                continue
            names = re.sub(r"^\s*[\w()]+\s+", "", " ".join(words)).split(",")
            fields += [(name.strip(), words[0]) for name in names]
        found[match[1]] = fields
    return found


def rows(text):
    """{struct: fields in order} of the tables in layout.c."""
    found = {}
    for struct, field in re.findall(r"\b(?!define)[A-Z]+\((\w+)(?:, (\w+))?[,)]", text):
        found.setdefault(struct, []).append(field or "pos")
    return found


def faults(model, layout, head):
    declared, kept = structs(model), rows(layout)
    tables = re.findall(r"TABLE\((\w+), \w+\)", layout)
    problems = []
    for name, kind in declared["FileFacts"]:
        if ("FileFacts", name) in NOT_KEPT:
            continue
        is_table = kind.startswith("VEC") or kind.endswith("Vec")
        if name not in (tables if is_table else re.findall(r"\b\w+\b", head)):
            problems.append(f"{LAYOUT if is_table else HEAD}: nothing keeps FileFacts.{name}")
        item = re.match(r"VEC\((\w+)\)", kind)
        struct = item[1] if item else kind.removesuffix("Vec")
        if not is_table or struct not in declared:
            continue
        wanted = [field for field, _ in declared[struct] if (struct, field) not in NOT_KEPT]
        if wanted != kept.get(struct):
            problems.append(f"{LAYOUT}: {struct} is {wanted}, kept is {kept.get(struct)}")
    return problems


def check(tree):
    model = tree.read(HEADER) + tree.read("src/model/source.h")
    return faults(model, tree.read(LAYOUT), tree.read(HEAD))


def self_test():
    model = """
typedef struct Call {
    uint32_t expr; // which
    bool is_awaited, is_new;
    Pos pos;
} Call;
typedef struct FileFacts {
    uint32_t file;
    uint64_t bytes;
    uint32_t counts[FACT_COUNT];
    VEC(Call) calls;
} FileFacts;
"""
    layout = "INDEX(Call, expr, EXPRS),\nBOOL(Call, is_awaited),\nBOOL(Call, is_new),\nPOS(Call),\nTABLE(calls, X)"
    head = "uint64_t bytes; uint32_t counts[FACT_COUNT];"
    assert not faults(model, layout, head), faults(model, layout, head)
    assert faults(model, layout.replace("BOOL(Call, is_new),\n", ""), head)
    assert faults(model, layout.replace("POS(Call),\n", ""), head)
    assert faults(model, layout.replace("TABLE(calls, X)", ""), head)
    assert faults(model, layout, head.replace("bytes", "size"))


if __name__ == "__main__":
    gate.run(check, self_test)
