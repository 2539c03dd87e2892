// SPDX-License-Identifier: MIT
// Runs the examples of a rule through the pipeline, each as a repository in memory.
//
//   {"count": 1, "files": {"shop/views.py": […]}}  ->  ExampleRun {.count = 1, .hits = {row 2}}
//
// How: the same run as of a repository, with one thread: what holds here holds there. Only the hits
// of the one rule are kept; their files are numbered as in the example.
// Limits: an example is scanned apart from the others, so a hundred of them are a hundred runs.
#include "cli/example.h"

#include "base/banned.h"

static uint32_t file_in(const Example *example, Str path) {
    for (uint32_t i = 0; i < example->file_count; i++)
        if (str_eq(example->files[i].path, path)) return i;
    BUG("a file that the example does not have");
}

static ExampleRun keep_findings(const Example *example, const Run *run, uint32_t index,
                                Arena *arena) {
    const Report *report = &run->report;
    Hit *hits = arena_array(arena, Hit, report->finding_count);
    ExampleRun found = {.hits = hits};
    for (uint32_t i = 0; i < report->finding_count; i++) {
        const Finding *finding = &report->findings[i];
        if (finding->rule != &report->rules->findings[index] || finding->is_suppressed) continue;
        hits[found.hit_count++] =
            (Hit){.file = file_in(example, finding->path), .pos = finding->pos};
    }
    found.count = found.hit_count;
    return found;
}

static ExampleRun keep_hits(const Example *example, const Run *run, uint32_t signal, Arena *arena) {
    const Match *match = &run->matches.signals[signal];
    Hit *hits = arena_array(arena, Hit, match->hits.len);
    for (uint32_t i = 0; i < match->hits.len; i++) {
        const Hit *hit = &match->hits.items[i];
        hits[i] = (Hit){.file = file_in(example, run->source.files.items[hit->file].path),
                        .pos = hit->pos};
    }
    return (ExampleRun){.count = match->count, .hits = hits, .hit_count = match->hits.len};
}

bool example_run_all(const Rules *rules, const RuleExamples *rule, Arena *arena,
                     const ExampleRun **out, Error *err) {
    ExampleRun *runs = arena_array(arena, ExampleRun, rule->len);
    for (uint32_t i = 0; i < rule->len; i++) {
        const Example *example = &rule->items[i];
        RunOptions options = {.root = STR("example"),
                              .texts = example->files,
                              .text_count = example->file_count,
                              .threads = 1,
                              .rules = rules};
        Run run;
        if (!run_scan(&options, &run, err)) return false;
        runs[i] = rule->is_finding ? keep_findings(example, &run, rule->index, arena)
                                   : keep_hits(example, &run, rule->index, arena);
        run_free(&run);
    }
    *out = rule->len ? runs : NULL;
    return true;
}
