// SPDX-License-Identifier: MIT
// Runs the examples of a signal through the pipeline.
#ifndef CLI_EXAMPLE_H
#define CLI_EXAMPLE_H

#include "run.h"

// What signal number `signal` finds in each of its examples; NULL without any.
// Out:    parallel to its examples
// Errors: an interrupt
bool example_run_all(const Rules *rules, uint32_t signal, Arena *arena, const ExampleRun **out,
                     Error *err) WARN_UNUSED;

#endif
