// SPDX-License-Identifier: MIT
// Which facts of the rules are columns of the ledger of endpoints.
//
//     {"id": "ledger_auth", "column": "auth", …}   ─►  column 0
//
// Limits: columns beyond ENDPOINT_COLUMNS_MAX are left out; the rules' reader refuses them.
#include "model/endpoint.h"

#include "base/banned.h"

uint32_t endpoint_columns(const Rules *rules, uint32_t *out) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < rules->fact_count && count < ENDPOINT_COLUMNS_MAX; i++)
        if (rules->facts[i].column.len > 0) out[count++] = i;
    return count;
}
