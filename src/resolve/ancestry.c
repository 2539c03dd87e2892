// SPDX-License-Identifier: MIT
// Classes and all their bases, in the project and outside.
//
//     class Stamped(models.Model): ...            roots: django.db.models.Model
//     class Order(LogMixin, Stamped): ...         ancestors: LogMixin, Stamped; roots: the same
//     class User(AbstractUser): ...               roots: django.contrib.auth.models.AbstractUser and,
//                                                 as the rules say, django.db.models.Model
//     class Base(with_metaclass(Meta, Model))     bases: Model
//     @as_declarative()
//     class Base: ...                             roots: what the rules say of `as_declarative()`
//
// How: the direct bases of every class are evaluated first, in parallel by file. Then each class
// walks what is above it, right to left and depth first, and reads the walk backwards: for all but
// contrived hierarchies that is Python's own resolution order, without its failure cases. Visited
// marks make cycles harmless.
//
// Limits: ANCESTRY_BASES_MAX direct bases, ANCESTRY_CLASSES_MAX classes above one class; what lies
// beyond counts as one unresolved base. Of conditional definitions of a base all are
// taken, of those behind a dot or a star import one; of `A if C else B` both.
#include "resolve/ancestry.h"

#include <string.h>

#include "base/pool.h"
#include "resolve/values.h"

#include "base/banned.h"

enum { ANCESTRY_DEPTH_MAX = 200, ROOTS_MAX = 200, KNOWN_MAKER_MAX = 256 };

// --- Direct bases --------------------------------------------------------------------------------

static void add_base(DirectBases *bases, Target target) {
    if (bases->len < ANCESTRY_BASES_MAX) bases->items[bases->len++] = target;
}

static void add_expr(Resolver *r, uint32_t file, uint32_t expr, DirectBases *out);

static void add_children(Resolver *r, uint32_t file, uint32_t first, DirectBases *out) {
    const FileFacts *facts = &r->world->files[file];
    for (uint32_t e = first; e != NONE; e = facts->exprs.items[e].next)
        add_expr(r, file, e, out);
}

// class X(*BASES): the items of the tuple that BASES is bound to.
static void add_starred(Resolver *r, uint32_t file, uint32_t expr, DirectBases *out) {
    const FileFacts *facts = &r->world->files[file];
    if (expr != NONE && facts->exprs.items[expr].kind == EXPR_NAME) {
        Definition found = names_chain(r, file, &facts->exprs.items[expr]);
        if (found.binding != NONE) {
            const Binding *binding = &r->world->files[found.file].bindings.items[found.binding];
            bool has_value = binding->kind == BINDING_ASSIGN && binding->value != NONE;
            file = found.file;
            facts = &r->world->files[file];
            expr = has_value ? binding->value : NONE;
        }
    }
    if (expr == NONE) {
        add_base(out, world_unknown(REASON_VALUE));
        return;
    }
    ExprKind kind = (ExprKind)facts->exprs.items[expr].kind;
    if (kind == EXPR_TUPLE || kind == EXPR_LIST) {
        add_children(r, file, facts->exprs.items[expr].first, out);
    } else {
        add_base(out, world_unknown(REASON_VALUE));
    }
}

// Base = A if FLAG else B
static uint32_t choice_of(Resolver *r, Definition found) {
    if (found.binding == NONE) return NONE;
    const FileFacts *facts = &r->world->files[found.file];
    const Binding *binding = &facts->bindings.items[found.binding];
    if (binding->kind != BINDING_ASSIGN || binding->value == NONE) return NONE;
    return facts->exprs.items[binding->value].kind == EXPR_CONDITIONAL ? binding->value : NONE;
}

// A name is whatever its conditional definitions make it: all that have a meaning are bases.
static void add_named(Resolver *r, uint32_t file, uint32_t expr, DirectBases *out) {
    const Expr *at = &r->world->files[file].exprs.items[expr];
    Definition found[NAMES_ALTERNATIVES_MAX];
    uint32_t n = names_alternatives(r, file, at, found), before = out->len;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t choice = choice_of(r, found[i]);
        Target base =
            n > 1 && choice == NONE ? names_value(r, found[i]) : world_unknown(REASON_NONE);
        if (choice != NONE) add_expr(r, found[i].file, choice, out);
        if (world_is_good(base)) add_base(out, base);
    }
    if (out->len == before) add_base(out, values_expr(r, file, expr));
}

// six.with_metaclass(Meta, Base, …), also django.utils.six, future.utils and copies of it in
// projects.
static bool is_with_metaclass(const FileFacts *facts, uint32_t call) {
    uint32_t callee = facts->exprs.items[call].first;
    if (callee == NONE) return false;
    Str text = facts->exprs.items[callee].text;
    return str_eq(text, STR("with_metaclass")) || str_ends(text, STR(".with_metaclass"));
}

static void add_expr(Resolver *r, uint32_t file, uint32_t expr, DirectBases *out) {
    const FileFacts *facts = &r->world->files[file];
    const Expr *at = &facts->exprs.items[expr];
    if (at->kind == EXPR_KEYWORD || at->kind == EXPR_DOUBLE_STAR || !names_enter(r)) return;
    if (at->kind == EXPR_CONDITIONAL) {
        add_children(r, file, at->first, out);
    } else if (at->kind == EXPR_STAR) {
        add_starred(r, file, at->first, out);
    } else if (at->kind == EXPR_CALL && is_with_metaclass(facts, expr)) {
        uint32_t metaclass = values_child(facts, expr, 1);
        if (metaclass != NONE) add_children(r, file, facts->exprs.items[metaclass].next, out);
    } else if (at->kind == EXPR_SUBSCRIPT && at->first != NONE) {
        add_expr(r, file, at->first, out);
    } else if (at->kind == EXPR_NAME) {
        add_named(r, file, expr, out);
    } else {
        add_base(out, values_expr(r, file, expr));
    }
    names_leave(r);
}

void ancestry_direct(Resolver *r, uint32_t file, uint32_t index, DirectBases *out) {
    out->len = 0;
    uint32_t first = r->world->files[file].classes.items[index].arguments;
    add_children(r, file, first, out);
}

// --- Closing -------------------------------------------------------------------------------------

typedef struct Bases {
    const Target *items;
    uint32_t len;
} Bases;

typedef struct CloseJob {
    const World *world;
    Resolver *resolvers;
    Bases *direct;           // by class
    const KnownClass **made; // by class: what its decorator or metaclass makes of it, NULL: nothing
    ClassInfo *infos;
    uint32_t **seen; // by worker: number of the walk that visited a class last, by class
} CloseJob;

// `class X(X)` where no other X is bound before.
static void forget_itself(DirectBases *bases, uint32_t file, uint32_t index) {
    for (uint32_t i = 0; i < bases->len; i++) {
        Target *base = &bases->items[i];
        if (base->kind == TARGET_CLASS && base->file == file && base->index == index)
            *base = world_unknown(REASON_UNBOUND);
    }
}

// What the rules say of classes that `expr` makes, as decorator or as metaclass: "NAME()".
static const KnownClass *made_by(Resolver *r, uint32_t file, uint32_t expr) {
    const FileFacts *facts = &r->world->files[file];
    bool is_call = facts->exprs.items[expr].kind == EXPR_CALL;
    names_ask(r);
    Target maker = values_expr(r, file, is_call ? facts->exprs.items[expr].first : expr);
    char key[KNOWN_MAKER_MAX];
    uint32_t index, len = maker.name.len;
    if (maker.kind != TARGET_EXTERNAL || len + 2 > sizeof key) return NULL;
    memcpy(key, maker.name.ptr, len);
    memcpy(key + len, "()", 2);
    const Known *known = &r->world->known;
    bool is_known = map_get(&known->classes, (Str){key, len + 2}, &index);
    return is_known ? &known->names->classes[index] : NULL;
}

static void find_makers(CloseJob *job, uint32_t file, Resolver *r) {
    const FileFacts *facts = &job->world->files[file];
    const KnownClass **made = &job->made[job->world->first_class[file]];
    for (uint32_t i = 0; i < facts->classes.len; i++) {
        uint32_t e = facts->classes.items[i].arguments;
        for (; e != NONE; e = facts->exprs.items[e].next) {
            const Expr *at = &facts->exprs.items[e];
            if (at->kind == EXPR_KEYWORD && at->first != NONE && str_eq(at->text, STR("metaclass")))
                made[i] = made_by(r, file, at->first);
        }
    }
    for (uint32_t i = 0; i < facts->decorators.len; i++) {
        const Decorator *decorator = &facts->decorators.items[i];
        if (!decorator->on_class || made[decorator->target]) continue;
        made[decorator->target] = made_by(r, file, decorator->expr);
    }
}

static void find_direct(void *ctx, uint32_t file, uint32_t worker) {
    CloseJob *job = ctx;
    Resolver *r = &job->resolvers[worker];
    uint32_t first = job->world->first_class[file];
    for (uint32_t i = 0; i < job->world->files[file].classes.len; i++) {
        DirectBases bases;
        names_ask(r);
        ancestry_direct(r, file, i, &bases);
        forget_itself(&bases, file, i);
        Target *items = arena_array(r->arena, Target, bases.len);
        if (bases.len > 0) memcpy(items, bases.items, bases.len * sizeof *items);
        job->direct[first + i] = (Bases){.items = items, .len = bases.len};
    }
    find_makers(job, file, r);
}

typedef struct Walk {
    const CloseJob *job;
    uint32_t *seen;
    uint32_t number; // of this walk, never 0
    uint32_t order[ANCESTRY_CLASSES_MAX];
    uint32_t len;
    uint32_t depth;
    uint32_t unresolved;
} Walk;

// Post-order, bases right to left: reversed it is a resolution order.
static void visit(Walk *walk, uint32_t class_id) {
    if (walk->seen[class_id] == walk->number) return;
    if (walk->depth == ANCESTRY_DEPTH_MAX || walk->len + walk->depth >= ANCESTRY_CLASSES_MAX) {
        walk->unresolved++;
        return;
    }
    walk->seen[class_id] = walk->number;
    walk->depth++;
    const World *world = walk->job->world;
    const Bases *bases = &walk->job->direct[class_id];
    for (uint32_t i = bases->len; i > 0; i--) {
        Target base = bases->items[i - 1];
        if (base.kind == TARGET_CLASS) visit(walk, world->first_class[base.file] + base.index);
    }
    walk->depth--;
    walk->order[walk->len++] = class_id;
}

static void add_root(StrVec *roots, Str name, Arena *arena) {
    if (roots->len >= ROOTS_MAX) return;
    for (uint32_t i = 0; i < roots->len; i++)
        if (str_eq(roots->items[i], name)) return;
    vec_push(arena, roots, name);
}

// What a base means for ancestry: a class outside, a class here (already walked), or nothing known.
static void take_base(Resolver *r, Target base, StrVec *roots, uint32_t *unresolved) {
    switch ((TargetKind)base.kind) {
    case TARGET_EXTERNAL:
    case TARGET_INSTANCE: add_root(roots, base.name, r->arena); break;
    case TARGET_BUILTIN:
        if (!str_eq(base.name, STR("object")))
            add_root(roots, values_instance_of(r, base).name, r->arena);
        break;
    case TARGET_CLASS: break;
    default: *unresolved += 1;
    }
}

static void add_known(const KnownClass *class, StrVec *roots, Arena *arena) {
    for (uint32_t b = 0; b < class->base_count; b++)
        add_root(roots, class->bases[b], arena);
}

// The list grows while it is read: bases of known external classes are roots too.
static void add_known_bases(const Known *known, StrVec *roots, Arena *arena) {
    for (uint32_t i = 0; i < roots->len; i++) {
        uint32_t index;
        if (map_get(&known->classes, roots->items[i], &index))
            add_known(&known->names->classes[index], roots, arena);
    }
}

static void close_class(CloseJob *job, uint32_t class_id, Walk *walk, Resolver *r) {
    walk->number = class_id + 1;
    walk->len = walk->depth = walk->unresolved = 0;
    visit(walk, class_id);
    r->total += walk->len;
    ClassInfo *info = &job->infos[class_id];
    StrVec roots = {0};
    info->ancestor_count = walk->len - 1;
    uint32_t *ancestors = arena_array(r->arena, uint32_t, info->ancestor_count);
    info->unresolved_bases = walk->unresolved;
    for (uint32_t i = 0; i < walk->len; i++) {
        uint32_t id = walk->order[walk->len - 1 - i];
        if (i > 0) ancestors[i - 1] = id;
        for (uint32_t b = 0; b < job->direct[id].len; b++)
            take_base(r, job->direct[id].items[b], &roots, &info->unresolved_bases);
    }
    for (uint32_t i = walk->len; i > 0; i--) {
        const KnownClass *made = job->made[walk->order[i - 1]];
        if (made) add_known(made, &roots, r->arena);
    }
    add_known_bases(&job->world->known, &roots, r->arena);
    info->ancestors = ancestors;
    info->roots = roots.items;
    info->root_count = roots.len;
}

static void close_file(void *ctx, uint32_t file, uint32_t worker) {
    CloseJob *job = ctx;
    uint32_t first = job->world->first_class[file];
    uint32_t count = job->world->files[file].classes.len;
    Walk walk = {.job = job, .seen = job->seen[worker]};
    for (uint32_t i = 0; i < count; i++) {
        job->infos[first + i].file = file;
        job->infos[first + i].index = i;
        close_class(job, first + i, &walk, &job->resolvers[worker]);
    }
}

const ClassInfo *ancestry_close(const World *world, Resolver *resolvers, uint32_t threads,
                                Arena *arena) {
    uint32_t class_count = 0;
    for (uint32_t f = 0; f < world->file_count; f++)
        class_count += world->files[f].classes.len;
    CloseJob job = {
        .world = world,
        .resolvers = resolvers,
        .direct = arena_array(arena, Bases, class_count),
        .made = arena_array(arena, const KnownClass *, class_count),
        .infos = arena_array(arena, ClassInfo, class_count),
        .seen = arena_array(arena, uint32_t *, threads),
    };
    for (uint32_t i = 0; i < threads; i++)
        job.seen[i] = arena_array(arena, uint32_t, class_count);
    pool_for(threads, world->file_count, find_direct, &job);
    pool_for(threads, world->file_count, close_file, &job);
    return job.infos;
}
