// SPDX-License-Identifier: MIT
// Annotations: what a value that is annotated with a type is.
#ifndef RESOLVE_TYPES_H
#define RESOLVE_TYPES_H

#include "resolve/names.h"

// The value that an annotation promises: `x: Optional[Session]` is INSTANCE sqlalchemy.orm.Session,
// `c: Type[Order]` is CLASS Order. UNKNOWN PARAMETER for annotations that promise nothing (Any,
// type variables, literals).
Target types_value(Resolver *r, uint32_t file, uint32_t annotation);
// The items of an annotated iterable or the value of an annotated context manager:
// Iterator[Session].
Target types_item(Resolver *r, uint32_t file, uint32_t annotation);

#endif
