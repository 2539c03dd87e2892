// SPDX-License-Identifier: MIT
// Facts of all files → what the names mean. The one public header of this stage.
//
//   Program program;
//   resolve_program(&source, facts, n, &rules->names, threads, arena, &program);
#ifndef RESOLVE_RESOLVE_H
#define RESOLVE_RESOLVE_H

#include "model/program.h"
#include "model/rules.h"

#define RESOLVE_CHAIN_MAX 32u // steps from name to name before giving up with REASON_DEPTH

// In:     files   facts of the parsed files, sorted by path, borrowed by the program
//         names   canonical names and base classes of known external names, borrowed
// Arena:  everything in program (main thread and workers have arenas of their own inside)
// Thread: uses up to `threads` threads; the result does not depend on their number
void resolve_program(const Source *source, const FileFacts *files, uint32_t file_count,
                     const KnownNames *names, uint32_t threads, Arena *arena, Program *out);

#endif
