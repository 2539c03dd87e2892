// SPDX-License-Identifier: MIT
// What the two halves of the ledger share: the graph of functions and classes, in which every node
// knows the nearest hit of each column (ledger_graph.c), and the routes that ask it (ledger.c).
#ifndef MATCH_LEDGER_GRAPH_H
#define MATCH_LEDGER_GRAPH_H

#include "match/route_nodes.h"
#include "model/endpoint.h"

#define LEDGER_UNSEEN UINT8_MAX // depth of a node that leads to no hit

// The nearest hit of a column and how many steps away it is.
typedef struct Nearest {
    uint32_t hit; // index into the hits of the column
    uint8_t depth;
} Nearest;

// Nodes are the functions of all files, numbered through, and after them the classes.
typedef struct LedgerGraph {
    const CallGraph *calls;
    const Program *program;
    const HitSlot *columns;
    uint32_t column_count;
    uint32_t nodes;
    Nearest *nearest[ENDPOINT_COLUMNS_MAX]; // by column: by node
} LedgerGraph;

// In:     graph  filled but for `nearest`, which is made in `arena`
void ledger_graph_build(LedgerGraph *graph, uint32_t threads, Arena *arena);

uint32_t ledger_graph_function(const LedgerGraph *graph, uint32_t file, uint32_t function);
// The node of a function, a class or an object of one; NONE for anything else.
uint32_t ledger_graph_target(const LedgerGraph *graph, const Target *target);

// Takes a hit over if it is nearer than what is known.
void ledger_graph_offer(Nearest *nearest, uint32_t hit, uint8_t depth);
// What stands at a place touches it.
// In:     file     index into Source.files
//         nearest  by column
void ledger_graph_offer_place(const LedgerGraph *graph, Nearest *const nearest[], uint32_t file,
                              Pos pos);

#endif
