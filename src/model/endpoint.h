// SPDX-License-Identifier: MIT
// The ledger of endpoints: every route of the product with what its view touches.
//
//   GET  /orders/{id}  shop.api.order  async  auth: get_user  schema: OrderOut  database: Order
//
// The columns are facts of the rules that have one ("column": "auth").
#ifndef MODEL_ENDPOINT_H
#define MODEL_ENDPOINT_H

#include "model/rules.h"

enum { ENDPOINT_COLUMNS_MAX = 8 };

typedef struct Endpoint {
    uint32_t project; // index into Report.projects
    Str file;         // path, raw bytes
    uint32_t line;    // 1-based
    Str methods;      // "GET POST"; "" when the code does not say
    Str path;         // with all prefixes, or its own part if nothing is seen to mount it
    bool is_mounted;  // the path is whole
    Str view;         // "" if it is not known
    bool is_async;
    const Str *marks; // parallel to the columns; "" for nothing
} Endpoint;

// Indices of the facts that are columns, in the order of the rules; at most ENDPOINT_COLUMNS_MAX.
uint32_t endpoint_columns(const Rules *rules, uint32_t *out);

#endif
