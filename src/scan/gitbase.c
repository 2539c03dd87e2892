// SPDX-License-Identifier: MIT
// The merge base of two commits.
//
//        C---D   topic          gitbase_find(topic, main)  -> B
//       /
//   A---B---E   main
//
// How: git's own way. All commits of both sides go through a queue, latest first; each hands the
// marks of the sides that it is reached from to its parents. What has both marks is a common
// ancestor, and what lies behind it is stale; when only stale ones are queued, all are found. With
// clocks that ran backwards one may descend from another, so those that do not are looked for at the
// end. Where a shallow clone ends, commits count as having no parents.
// Limits: COMMITS_MAX; grafts and refs/replace are not considered.
#include "scan/gitbase.h"

#include <string.h>

#include "base/map.h"

#include "base/banned.h"

enum {
    COMMITS_MAX = 4000000,
    RESULTS_MAX = 16, // common ancestors that are compared with each other
    SHALLOW_BYTES_MAX = 64 << 20,
    INTERRUPT_EVERY = 1024,
};
enum { FROM_ONE = 1, FROM_TWO = 2, STALE = 4, RESULT = 8, FROM_BOTH = FROM_ONE | FROM_TWO };

typedef struct Node {
    GitId id;
    uint64_t time;
    uint32_t marks;
    bool is_read;
    VEC(uint32_t) parents; // indices of nodes
} Node;

typedef struct Search {
    const GitRepo *repo;
    Arena arena;
    Map ids; // raw bytes → index
    VEC(Node) nodes;
    VEC(uint32_t) heap; // indices of nodes, the latest on top
    Map shallow;        // raw ids whose parents are not here
    VEC(uint32_t) results;
} Search;

static Str raw(const GitId *id) {
    return (Str){(const char *)id->bytes, sizeof id->bytes};
}

static void read_shallow(Search *search) {
    Str text, line;
    uint64_t size;
    search->shallow = map_new(&search->arena, 0);
    FsStatus status = fs_read(search->repo->folder.common, STR("shallow"), SHALLOW_BYTES_MAX,
                              &search->arena, &text, &size);
    while (status == FS_OK && str_next_line(&text, &line)) {
        GitId id;
        if (gitobjects_parse_id(str_trim(line), &id))
            map_set(&search->shallow, str_copy(&search->arena, raw(&id)), 1);
    }
}

static uint32_t node_of(Search *search, const GitId *id) {
    uint32_t at;
    if (map_get(&search->ids, raw(id), &at)) return at;
    at = search->nodes.len;
    vec_push(&search->arena, &search->nodes, (Node){.id = *id});
    map_set(&search->ids, str_copy(&search->arena, raw(id)), at);
    return at;
}

static bool read_node(Search *search, uint32_t at, Error *err) {
    if (search->nodes.items[at].is_read) return true;
    if (search->nodes.len > COMMITS_MAX)
        return error_set(err, ERROR_INPUT, STR_FMT ": more than %d commits lie before a merge base",
                         STR_ARG(search->repo->path), COMMITS_MAX);
    Arena scratch = {0};
    GitCommit commit;
    GitId id = search->nodes.items[at].id;
    bool ok = gitrepo_commit(search->repo, &id, &scratch, &commit, err);
    bool is_end = map_has(&search->shallow, raw(&id));
    for (uint32_t i = 0; ok && !is_end && i < commit.parents.len; i++) {
        uint32_t parent = node_of(search, &commit.parents.items[i]);
        vec_push(&search->arena, &search->nodes.items[at].parents, parent);
    }
    if (ok) search->nodes.items[at].time = commit.time;
    search->nodes.items[at].is_read = ok;
    arena_free(&scratch);
    return ok;
}

// --- The queue -----------------------------------------------------------------------------------

static bool is_later(const Search *search, uint32_t a, uint32_t b) {
    uint64_t left = search->nodes.items[a].time, right = search->nodes.items[b].time;
    return left != right ? left > right : a < b;
}

static void swap(uint32_t *a, uint32_t *b) {
    uint32_t kept = *a;
    *a = *b;
    *b = kept;
}

static void push(Search *search, uint32_t node) {
    vec_push(&search->arena, &search->heap, node);
    uint32_t *items = search->heap.items;
    for (uint32_t i = search->heap.len - 1; i > 0 && is_later(search, items[i], items[(i - 1) / 2]);
         i = (i - 1) / 2)
        swap(&items[i], &items[(i - 1) / 2]);
}

static uint32_t pop(Search *search) {
    uint32_t *items = search->heap.items, top = items[0], n = --search->heap.len;
    items[0] = items[n];
    for (uint32_t i = 0;;) {
        uint32_t best = i;
        for (uint32_t child = 2 * i + 1; child <= 2 * i + 2 && child < n; child++)
            if (is_later(search, items[child], items[best])) best = child;
        if (best == i) return top;
        swap(&items[i], &items[best]);
        i = best;
    }
}

static bool has_fresh(const Search *search) {
    for (uint32_t i = 0; i < search->heap.len; i++)
        if (!(search->nodes.items[search->heap.items[i]].marks & STALE)) return true;
    return false;
}

// --- Painting ------------------------------------------------------------------------------------

static bool start(Search *search, const GitId *id, uint32_t mark, Error *err) {
    uint32_t at = node_of(search, id);
    if (!read_node(search, at, err)) return false;
    search->nodes.items[at].marks |= mark;
    push(search, at);
    return true;
}

static bool hand_on(Search *search, uint32_t at, uint32_t marks, Error *err) {
    for (uint32_t i = 0; i < search->nodes.items[at].parents.len; i++) {
        uint32_t parent = search->nodes.items[at].parents.items[i];
        if ((search->nodes.items[parent].marks & marks) == marks) continue;
        if (!read_node(search, parent, err)) return false;
        search->nodes.items[parent].marks |= marks;
        push(search, parent);
    }
    return true;
}

static bool paint(Search *search, Error *err) {
    for (uint32_t steps = 1; has_fresh(search); steps++) {
        if (steps % INTERRUPT_EVERY == 0 && fs_interrupted())
            return error_set(err, ERROR_INTERRUPTED, "interrupted");
        uint32_t at = pop(search);
        Node *node = &search->nodes.items[at];
        uint32_t marks = node->marks & (FROM_BOTH | STALE);
        if (marks == FROM_BOTH) {
            if (!(node->marks & RESULT)) vec_push(&search->arena, &search->results, at);
            node->marks |= RESULT;
            marks |= STALE;
        }
        if (!hand_on(search, at, marks, err)) return false;
    }
    return true;
}

typedef VEC(GitId) GitIdVec;

// The common ancestors that are not behind another one as far as was seen, latest first.
static bool find_candidates(const GitRepo *repo, const GitId *one, const GitId *two, Arena *arena,
                            GitIdVec *out, Error *err) {
    Search search = {.repo = repo};
    search.ids = map_new(&search.arena, 0);
    read_shallow(&search);
    bool ok = start(&search, one, FROM_ONE, err) && start(&search, two, FROM_TWO, err) &&
              paint(&search, err);
    while (ok && search.results.len > 0 && out->len < RESULTS_MAX) {
        uint32_t best = 0;
        for (uint32_t i = 1; i < search.results.len; i++)
            if (is_later(&search, search.results.items[i], search.results.items[best])) best = i;
        const Node *node = &search.nodes.items[search.results.items[best]];
        if (!(node->marks & STALE)) vec_push(arena, out, node->id);
        search.results.items[best] = search.results.items[--search.results.len];
    }
    arena_free(&search.arena);
    return ok;
}

// Whether `commit` lies behind `from`.
static bool is_ancestor(const GitRepo *repo, const GitId *commit, const GitId *from, bool *out,
                        Error *err) {
    Arena scratch = {0};
    GitIdVec bases = {0};
    bool ok = find_candidates(repo, commit, from, &scratch, &bases, err);
    *out = false;
    for (uint32_t i = 0; ok && i < bases.len; i++)
        if (memcmp(&bases.items[i], commit, sizeof *commit) == 0) *out = true;
    arena_free(&scratch);
    return ok;
}

static bool choose(const GitRepo *repo, const GitIdVec *candidates, GitId *out, Error *err) {
    for (uint32_t i = 0; i < candidates->len; i++) {
        bool is_behind = false;
        for (uint32_t j = 0; j < candidates->len && !is_behind; j++)
            if (i != j &&
                !is_ancestor(repo, &candidates->items[i], &candidates->items[j], &is_behind, err))
                return false;
        *out = candidates->items[i];
        if (!is_behind) return true;
    }
    return error_set(err, ERROR_INPUT, STR_FMT ": the two histories have no common commit%s",
                     STR_ARG(repo->path), gitrepo_advice(repo));
}

bool gitbase_find(const GitRepo *repo, const GitId *one, const GitId *two, GitId *out, Error *err) {
    Arena scratch = {0};
    GitIdVec candidates = {0};
    bool ok = find_candidates(repo, one, two, &scratch, &candidates, err) &&
              choose(repo, &candidates, out, err);
    arena_free(&scratch);
    return ok;
}
