// SPDX-License-Identifier: MIT
// Digests over the sources, made at build time (cmake/digest.cmake). Private to src/store.
#ifndef STORE_STORE_VERSION_H
#define STORE_STORE_VERSION_H

extern const char store_version_facts[];   // of what the facts of a file depend on
extern const char store_version_program[]; // of the whole program and its rules

#endif
