// SPDX-License-Identifier: MIT
// The walk over one syntax tree: where it stands, and what the take_*.c functions share.
//
//   WALK_CHILDREN(w) {                       // the cursor stands on each child in turn
//       if (walk_field(w) == FIELD_BODY) walk_take(w);
//   }
//
// A take function is called with the walk on its node and leaves it there. It returns the
// expression that the node became, NONE for statements and for what is not kept.
#ifndef PYTHON_WALK_H
#define PYTHON_WALK_H

#include "base/intern.h"
#include "model/facts.h"
#include "python/position.h"
#include "python/tree.h"

#define WALK_SIBLINGS_MAX 4096u // children kept of one list, call or the like

// Which expressions get a place in the pool. A call is always kept with all that is in it.
typedef enum Keep {
    KEEP_CALLS, // targets: their names are bindings
    KEEP_NAMES, // conditions, bare statements: nothing refers to the rest
    KEEP_ALL,   // something refers to the expression
} Keep;

// What surrounds the node. Saved and set by what opens a scope or a block.
typedef struct Place {
    uint32_t scope;
    uint8_t context; // Context bits
    uint8_t keep;    // Keep
} Place;

typedef struct Walk {
    const Node *nodes; // of the file's tree
    Position *position;
    Str text;         // of the file
    FileFacts *facts; // grows in scratch
    Arena *scratch;
    Intern *intern;

    uint32_t node; // where the walk stands
    NodeKind kind;
    uint32_t depth; // nodes around it
    Place at;
    uint32_t import_statements; // so far
    uint32_t nesting_line;      // 1-based line of the first node that lies too deep, 0 if none
} Walk;

typedef uint32_t (*TakeFn)(Walk *w);

// Walks the whole tree and fills the tables of w->facts, all but problems and errors.
void walk_module(Walk *w);

// Moving. walk_down fails on a leaf and at the nesting limit.
bool walk_down(Walk *w);
bool walk_next(Walk *w);
bool walk_up(Walk *w); // always false, so that a loop can end with it
// Loop over the children; must not be left by break or return.
#define WALK_CHILDREN(w) for (bool more_ = walk_down(w); more_; more_ = walk_next(w) || walk_up(w))

// Looking. A node is an index; NONE has the kind NODE_TOKEN and no text.
static inline const Node *walk_node(const Walk *w, uint32_t node) {
    return &w->nodes[node];
}
static inline NodeKind walk_kind(const Walk *w, uint32_t node) {
    return node == NONE ? NODE_TOKEN : (NodeKind)w->nodes[node].kind;
}
static inline FieldKind walk_field(const Walk *w) { // the current node's part in its parent
    return (FieldKind)w->nodes[w->node].field;
}
uint32_t walk_child(const Walk *w, FieldKind field); // of the current node, NONE if it has none
Str walk_text(const Walk *w, uint32_t node);         // views the file
Str walk_name(const Walk *w, uint32_t node);         // interned
Pos walk_pos(const Walk *w, uint32_t node);          // where it starts
Pos walk_pos_at(const Walk *w, uint32_t offset);

// Taking the current node: with the Keep of its surroundings, KEEP_ALL, KEEP_NAMES, KEEP_CALLS.
uint32_t walk_take(Walk *w);
uint32_t walk_keep(Walk *w);
void walk_visit(Walk *w);
void walk_visit_target(Walk *w);
void walk_visit_children(Walk *w);

// Recording.
void walk_fact(Walk *w, FactKind kind, Pos pos, Str detail);
uint32_t walk_scope(Walk *w, ScopeKind kind, bool is_async, uint32_t def); // a new scope
Binding walk_binding(const Walk *w, BindingKind kind, uint32_t value,
                     uint32_t head); // takes effect after head
void walk_bind(Walk *w, Binding binding, uint32_t name);

// Expressions. A list of siblings is linked while it grows, then given to its parent.
typedef struct ExprList {
    bool is_kept; // otherwise what is appended is ignored
    uint32_t first, last, len;
} ExprList;
ExprList walk_list(bool is_kept);
uint32_t walk_expr(Walk *w,
                   ExprKind kind); // a new one for the current node, NONE if it is not kept
void walk_expr_text(Walk *w, uint32_t expr, Str text);
void walk_append(Walk *w, ExprList *list, uint32_t expr);
void walk_append_children(Walk *w, ExprList *list); // takes all children of the current node
void walk_adopt(Walk *w, uint32_t parent, const ExprList *list);

#endif
