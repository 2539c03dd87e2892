# SPDX-License-Identifier: MIT
"""What facts.h holds, the cache keeps: every field of every table of FileFacts has its row in
src/store/layout.c, in the same order, and every field that is no table its place in LayoutHead.

And what an answer depends on, its key holds: src/run_key.c and src/run_answer.c look at every option of a run,
but those below, and style_key() at every field of a style. Of what is kept of a base likewise src/run_summary.c.
"""
import re

import gate

HEADER, LAYOUT, HEAD = "src/model/facts.h", "src/store/layout.c", "src/store/layout.h"
# Field -> why it is not kept.
NOT_KEPT = {
    ("FileFacts", "file"): "where a file stands in a run is the run's",
    ("Problem", "path"): "it is the file's",
}
# Option of a run -> why nothing that is kept depends on it.
OF_NO_KEY = {
    "root": "what is kept depends on what is there",
    "text_count": "with texts nothing is kept",
    "threads": "no output depends on it",
    **dict.fromkeys(["recall", "recall_ctx"], "asked with the key"),
    **dict.fromkeys(["progress", "progress_ctx"], "said on the side"),
}
NOT_OF_THE_ANSWER = {
    **OF_NO_KEY,
    "is_base": "of a base there is no answer",
    "record": "read from the records, which are in the key",
}
NOT_OF_THE_SUMMARY = {
    **OF_NO_KEY,
    "is_base": "it leaves out what a comparison does not need",
    "record_text": "read for an answer",
    **dict.fromkeys(["reads_records", "reads_settings", "is_brief", "asks", "ask_count", "drift"],
                    "they count when the comparison is made"),
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
            names = " ".join(words[1:]).split(",")
            fields += [(re.findall(r"\w+", name)[-1], words[0]) for name in names]
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


def overlooked(header, struct, source, known, where):
    """Fields of a struct that a source does not look at."""
    text = re.sub(r"\(\*(\w+)\)\([^)]*\)", r" \1", header)
    fields = [field for field, _ in structs(text)[struct]]
    looked_at = set(re.findall(r"(?:options|style)->(\w+)", source))
    return ([f"{where}: {struct}.{field} is in no key" for field in fields
             if field not in looked_at and field not in known]
            + [f"{gate.__name__}: {struct} has no {field} any more" for field in known if field not in fields])


def check(tree):
    style, options, key = tree.read("src/cli/style.c"), tree.read("src/run.h"), tree.read("src/run_key.c")
    keys = []
    for file, known in (("src/run_answer.c", NOT_OF_THE_ANSWER), ("src/run_summary.c", NOT_OF_THE_SUMMARY)):
        keys += overlooked(options, "RunOptions", key + tree.read(file), known, file)
    keys += overlooked(tree.read("src/model/format.h"), "RenderStyle", style[style.index("void style_key"):], {},
                       "src/cli/style.c")
    return keys + check_facts(tree)


def check_facts(tree):
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
    options = "typedef struct RunOptions {\n    bool a, b;\n    void (*tell)(void *ctx,\n int n);\n} RunOptions;\n"
    assert not overlooked(options, "RunOptions", "options->a options->b options->tell", {}, "x")
    assert overlooked(options, "RunOptions", "options->a options->tell", {}, "x")
    assert overlooked(options, "RunOptions", "options->a options->b", {}, "x")
    assert overlooked(options, "RunOptions", "options->a options->b options->tell", {"gone": ""}, "x")


if __name__ == "__main__":
    gate.run(check, self_test)
