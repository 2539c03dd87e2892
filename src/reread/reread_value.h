// SPDX-License-Identifier: MIT
// What the parts of the reader share: its tables, and members of JSON objects as plain values.
#ifndef REREAD_REREAD_VALUE_H
#define REREAD_REREAD_VALUE_H

#include "base/jsonio.h"
#include "reread/reread.h"

typedef struct RereadReader {
    Arena *arena;
    const Rules *rules;
    Map signals, efforts, frameworks, criteria; // id → index in the rules
    Map files;                                  // path → index in source.files
    Map gone, lacking;                          // those that were told already
    Reread *out;
} RereadReader;

// The member `key` of an object. Strings are copied. Counts are at most RESCORED_COUNT_MAX.
bool reread_value_str(const RereadReader *r, JsonAt object, const char *key, Str *out,
                      Error *err) WARN_UNUSED;
bool reread_value_or_null(const RereadReader *r, JsonAt object, const char *key, Str *out,
                          Error *err) WARN_UNUSED; // "" for null
bool reread_value_path(const RereadReader *r, JsonAt object, const char *key, Str *out,
                       Error *err) WARN_UNUSED; // as it was before it was made printable
bool reread_value_count(JsonAt object, const char *key, uint32_t *out, Error *err) WARN_UNUSED;
bool reread_value_count_at(JsonAt at, uint32_t *out, Error *err) WARN_UNUSED;
bool reread_value_uint64(JsonAt object, const char *key, uint64_t *out, Error *err) WARN_UNUSED;
bool reread_value_bool(JsonAt object, const char *key, bool *out, Error *err) WARN_UNUSED;
// A member that must be an array of at most `max` items, or an object.
bool reread_value_array(JsonAt object, const char *key, uint32_t max, JsonAt *out,
                        Error *err) WARN_UNUSED;
bool reread_value_object(JsonAt object, const char *key, JsonAt *out, Error *err) WARN_UNUSED;

// Index of a path in source.files, which has those that are pointed at.
uint32_t reread_value_file(RereadReader *r, Str path);

// Notes, once, what the rules no longer have, or what the report does not have.
void reread_value_gone(RereadReader *r, Str name);
void reread_value_lacking(RereadReader *r, Str name);

// reread_project.c: one of the report's projects.
bool reread_project(RereadReader *r, JsonAt at, uint32_t index, Project *out, SavedVerdict *before,
                    Error *err) WARN_UNUSED;
// reread_signals.c: the signals of a project, and their tally; then the cuts, which count them too.
bool reread_signals(RereadReader *r, JsonAt project, uint32_t index, Project *out,
                    Error *err) WARN_UNUSED;
bool reread_signals_cuts(RereadReader *r, JsonAt basis, Project *out, Error *err) WARN_UNUSED;
bool reread_signals_evidence(RereadReader *r, JsonAt at, Evidence *out, Error *err) WARN_UNUSED;
// reread_findings.c: after the projects.
bool reread_findings(RereadReader *r, JsonAt top, Error *err) WARN_UNUSED;
// reread_routes.c: after the projects, which it names.
bool reread_routes(RereadReader *r, JsonAt top, Error *err) WARN_UNUSED;
// reread_record.c: what the team decided, and gates, if there are any; what a change does to the files
// of the team.
bool reread_record(RereadReader *r, JsonAt top, Error *err) WARN_UNUSED;
bool reread_record_policy(RereadReader *r, JsonAt change, RevisionChange *out,
                          Error *err) WARN_UNUSED;
// reread_change.c: what moved since a base, if anything was compared.
bool reread_change(RereadReader *r, JsonAt top, Error *err) WARN_UNUSED;
// reread_weights.c
bool reread_weights(RereadReader *r, JsonAt top, Error *err) WARN_UNUSED;

#endif
