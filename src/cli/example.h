// SPDX-License-Identifier: MIT
// Runs the examples of a rule through the pipeline.
#ifndef CLI_EXAMPLE_H
#define CLI_EXAMPLE_H

#include "run.h"

// What a rule finds in each of its examples; NULL without any.
// Out:    parallel to its examples
// Errors: an interrupt
bool example_run_all(const Rules *rules, const RuleExamples *rule, Arena *arena,
                     const ExampleRun **out, Error *err) WARN_UNUSED;

#endif
