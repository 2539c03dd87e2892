// SPDX-License-Identifier: MIT
// The files of a scanned folder as bytes, and back. Private to src/store.
#ifndef STORE_TREES_H
#define STORE_TREES_H

#include "store/store.h"

Str trees_pack(const StoreFileVec *files, Arena *arena);
// False for bytes that trees_pack did not make: nothing outside them was read.
bool trees_unpack(Str bytes, Arena *arena, StoreFileVec *out);
StoreKey trees_find(const StoreFileVec *tree, Str path, uint64_t size_bytes, const FsStamp *stamp);

#endif
