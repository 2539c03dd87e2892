// SPDX-License-Identifier: MIT
// Full paths of routes: the links of all files, read off upwards.
//
//   @router.get("/{id}")        below APIRouter(prefix="/orders")     "/orders/{id}"
//                               below include_router(prefix="/api")   "/api/orders/{id}"
//                               below FastAPI()                       nothing above: done
//   @lost.get("/x")             below APIRouter() that is put nowhere  no full path
//
// How: nodes get numbers, every node keeps what it stands below, in the order of the files, product
// code first. From a route all ways up are walked; each gives one path. A path is put together in
// the style of the mount above: "slash" has exactly one slash between two parts, "plain" none that
// is not written, "replace" stands in place of the router's own prefix.
//
// Limits: a route has at most PATHS_MAX full paths, and a walk LEVELS_MAX levels and STEPS_MAX
// steps, so a graph that is made to explode costs a route no more than that.
#include "match/route_nodes.h"

#include "base/banned.h"

enum { PATHS_MAX = 16, LEVELS_MAX = 24, STEPS_MAX = 200, SAME_MAX = 16 };

typedef struct Parent {
    uint32_t node;
    uint32_t next; // NONE at the end
} Parent;

typedef struct Node {
    uint32_t same;        // it is this one; NONE if it is itself
    uint32_t first, last; // of its parents, NONE if none
    const RouteMount *mount;
    bool is_definition; // a class or a function
    bool has_routes;    // a route stands below it
} Node;

typedef struct Join {
    Arena scratch;
    Map numbers; // bytes of a RouteNode → index into nodes
    VEC(Node) nodes;
    VEC(Parent) parents;
} Join;

// --- The graph -----------------------------------------------------------------------------------

static Str key_of(const RouteNode *node) {
    return (Str){(const char *)node, sizeof *node};
}

static uint32_t number_of(Join *j, const RouteNode *node) {
    uint32_t *slot = map_slot(&j->numbers, key_of(node), NONE);
    if (*slot == NONE) {
        *slot = j->nodes.len;
        Node new = {.same = NONE, .first = NONE, .last = NONE};
        new.is_definition = *node &(ROUTE_NODE_CLASS | ROUTE_NODE_FUNCTION);
        vec_push(&j->scratch, &j->nodes, new);
    }
    return *slot;
}

static uint32_t itself(const Join *j, uint32_t node) {
    for (uint32_t i = 0; i < SAME_MAX && j->nodes.items[node].same != NONE; i++)
        node = j->nodes.items[node].same;
    return node;
}

static void add_same(Join *j, const RouteLink *link) {
    uint32_t child = number_of(j, &link->child), parent = number_of(j, &link->parent);
    parent = itself(j, parent);
    if (itself(j, child) != parent) j->nodes.items[itself(j, child)].same = parent;
}

static void add_parent(Join *j, const RouteLink *link) {
    uint32_t child = number_of(j, &link->child), parent = number_of(j, &link->parent);
    child = itself(j, child);
    parent = itself(j, parent);
    Node *node = &j->nodes.items[child];
    bool is_again = node->last != NONE && j->parents.items[node->last].node == parent;
    if (child == parent || is_again) return;
    uint32_t number = j->parents.len;
    vec_push(&j->scratch, &j->parents, (Parent){.node = parent, .next = NONE});
    if (node->first == NONE)
        node->first = number;
    else
        j->parents.items[node->last].next = number;
    node->last = number;
}

static void add_links(Join *j, const HitSlot *slot, bool is_same) {
    for (uint32_t i = 0; i < slot->link_count; i++) {
        if (slot->links[i].is_same != is_same) continue;
        if (is_same)
            add_same(j, &slot->links[i]);
        else
            add_parent(j, &slot->links[i]);
    }
}

static void build(Join *j, const Program *program, const HitSlot *slots, uint32_t slot_count) {
    const SourceFile *files = program->source->files.items;
    uint32_t file_count = program->source->files.len;
    for (uint32_t s = 0; s < slot_count; s++)
        add_links(j, &slots[s], true);
    for (uint32_t pass = 0; pass < 2; pass++) {
        for (uint32_t s = 0; s < slot_count && s < file_count; s++) {
            bool is_product = ROLES_PRODUCTION & ROLE_BIT(files[s].role);
            if (is_product == (pass == 0)) add_links(j, &slots[s], false);
        }
    }
    for (uint32_t s = 0; s < slot_count; s++)
        for (uint32_t i = 0; i < slots[s].mount_count; i++) {
            const RouteMount *mount = &slots[s].mounts[i];
            uint32_t node = itself(j, number_of(j, &mount->node)); // may move the nodes
            j->nodes.items[node].mount = mount;
        }
}

// --- Ways up -------------------------------------------------------------------------------------

typedef struct Climb {
    Join *join;
    Arena *arena;
    uint32_t steps, levels;
    Str paths[PATHS_MAX];
    uint32_t count;
} Climb;

// A path, from some node downwards; `below` is what stands below the node at work.
typedef struct Part {
    Str below;
    const RouteMount *own; // prefix of the node, to be put before `below`, NULL if none
} Part;

static bool has_prefix(const RouteMount *mount) {
    return mount && mount->prefix.len > 0;
}

static Str joined(Climb *c, const Part *part) {
    const RouteMount *own = part->own;
    if (!own || own->prefix.len == 0) return part->below;
    Str above = own->prefix, below = part->below;
    if (str_ends(above, STR("/")) && str_starts(below, STR("/")))
        above = str_sub(above, 0, above.len - 1);
    bool is_bare = below.len > 0 && above.len > 0 && !str_ends(above, STR("/")) &&
                   !str_starts(below, STR("/"));
    const char *between = is_bare && own->style != MOUNT_PLAIN ? "/" : "";
    return str_fmt(c->arena, STR_FMT "%s" STR_FMT, STR_ARG(above), between, STR_ARG(below));
}

static void add_path(Climb *c, Str path) {
    for (uint32_t i = 0; i < c->count; i++)
        if (str_eq(c->paths[i], path)) return;
    if (c->count < PATHS_MAX) c->paths[c->count++] = path;
}

// A list that is nowhere used, or a variable nobody reads: no reason for a path where others are.
static bool is_dead_end(const Node *node) {
    return node->first == NONE && !node->mount;
}

// A router that nothing is seen to take in, a method or a class whose router is not known: there is
// more above it.
static bool is_top(const Node *node) {
    return node->mount ? !node->mount->needs_mount : !node->is_definition;
}

static void climb(Climb *c, uint32_t number, Part part);

static void climb_to(Climb *c, uint32_t parent, const Part *part) {
    const RouteMount *above = c->join->nodes.items[parent].mount;
    c->join->nodes.items[parent].has_routes = true;
    bool is_replaced = above && above->style == MOUNT_REPLACE && has_prefix(above);
    Part next = {.below = is_replaced ? part->below : joined(c, part), .own = above};
    climb(c, parent, next);
}

static void climb(Climb *c, uint32_t number, Part part) {
    const Join *j = c->join;
    const Node *node = &j->nodes.items[number];
    if (c->levels == LEVELS_MAX || c->steps == STEPS_MAX) return;
    c->levels++;
    c->steps++;
    if (node->first == NONE && is_top(node)) add_path(c, joined(c, &part));
    bool has_one = node->first != NONE && j->parents.items[node->first].next == NONE;
    for (uint32_t p = node->first; p != NONE; p = j->parents.items[p].next) {
        uint32_t parent = j->parents.items[p].node;
        if (has_one || !is_dead_end(&j->nodes.items[parent])) climb_to(c, parent, &part);
    }
    c->levels--;
}

static void fill(Join *j, FoundRoute *found, Arena *arena) {
    Climb c = {.join = j, .arena = arena};
    uint32_t number = NONE;
    if (!map_get(&j->numbers, key_of(&found->node), &number))
        add_path(&c, str_copy(arena, found->own));
    else
        climb(&c, itself(j, number), (Part){.below = str_copy(arena, found->own)});
    Str *paths = arena_array(arena, Str, c.count);
    for (uint32_t i = 0; i < c.count; i++)
        paths[i] = c.paths[i];
    found->route.full_paths = paths;
    found->route.full_path_count = c.count;
}

// An include is written like a route; what it leads to are the routes.
static void mark_mounts(Join *j, HitSlot *slot) {
    for (uint32_t i = 0; i < slot->route_count; i++) {
        FoundRoute *found = &slot->routes[i];
        uint32_t number = NONE;
        if (map_get(&j->numbers, key_of(&found->node), &number))
            found->route.is_mount = j->nodes.items[itself(j, number)].has_routes;
    }
}

void route_paths_join(const Program *program, HitSlot *slots, uint32_t slot_count, Arena *arena) {
    Join j = {0};
    j.numbers = map_new(&j.scratch, 0);
    build(&j, program, slots, slot_count);
    for (uint32_t s = 0; s < slot_count; s++)
        for (uint32_t i = 0; i < slots[s].route_count; i++)
            fill(&j, &slots[s].routes[i], arena);
    for (uint32_t s = 0; s < slot_count; s++)
        mark_mounts(&j, &slots[s]);
    arena_free(&j.scratch);
}
