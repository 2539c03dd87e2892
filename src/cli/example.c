// SPDX-License-Identifier: MIT
// Runs the examples of a signal through the pipeline, each as a repository in memory.
//
//   {"count": 1, "files": {"shop/views.py": […]}}  ->  ExampleRun {.count = 1, .hits = {row 2}}
//
// How: the same run as of a repository, with one thread: what holds here holds there. Only the hits
// of the one signal are kept; their files are numbered as in the example.
// Limits: an example is scanned apart from the others, so a hundred of them are a hundred runs.
#include "cli/example.h"

#include "base/banned.h"

static uint32_t file_in(const Example *example, Str path) {
    for (uint32_t i = 0; i < example->file_count; i++)
        if (str_eq(example->files[i].path, path)) return i;
    BUG("a file that the example does not have");
}

static ExampleRun keep(const Example *example, const Run *run, uint32_t signal, Arena *arena) {
    const Match *match = &run->matches.signals[signal];
    Hit *hits = arena_array(arena, Hit, match->hits.len);
    for (uint32_t i = 0; i < match->hits.len; i++) {
        const Hit *hit = &match->hits.items[i];
        hits[i] = (Hit){.file = file_in(example, run->source.files.items[hit->file].path),
                        .pos = hit->pos};
    }
    return (ExampleRun){.count = match->count, .hits = hits, .hit_count = match->hits.len};
}

bool example_run_all(const Rules *rules, uint32_t signal, Arena *arena, const ExampleRun **out,
                     Error *err) {
    const SignalRule *rule = &rules->signals[signal];
    ExampleRun *runs = arena_array(arena, ExampleRun, rule->example_count);
    for (uint32_t i = 0; i < rule->example_count; i++) {
        const Example *example = &rule->examples[i];
        RunOptions options = {.root = STR("example"),
                              .texts = example->files,
                              .text_count = example->file_count,
                              .threads = 1,
                              .rules = rules};
        Run run;
        if (!run_scan(&options, &run, err)) return false;
        runs[i] = keep(example, &run, signal, arena);
        run_free(&run);
    }
    *out = rule->example_count ? runs : NULL;
    return true;
}
