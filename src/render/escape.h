// SPDX-License-Identifier: MIT
// Text and paths as hosts want them escaped: what was scanned stays text, and names the file it is.
//
//   escape_github_value(&out, STR("a:b,c"));     // a%3Ab%2Cc
//   escape_xml(&out, STR("a<b"));                // a&lt;b
#ifndef RENDER_ESCAPE_H
#define RENDER_ESCAPE_H

#include "base/buf.h"

// Shown in one line, see buf_safe(); at most `max` code points of it, "…" where it was cut.
Str escape_shown(Arena *arena, Str scanned, uint32_t max);
// A path as a host looks it up: as it is, but bytes that are not valid UTF-8, control and bidi
// characters as %XX. Unlike buf_path() it leaves '%' alone, as the host undoes nothing. `folder`
// stands before it, "" for none.
Str escape_host_path(Arena *arena, Str folder, Str path);
// A relative URI reference: all bytes but letters, digits and "-._~/" as %XX.
void escape_uri(Buf *out, Str folder, Str path);

// In an attribute or an element. Takes what escape_shown() gives.
void escape_xml(Buf *out, Str text);
// After the second "::" of a GitHub workflow command. LF is a new line there.
void escape_github_message(Buf *out, Str text);
// One property of a workflow command.
void escape_github_value(Buf *out, Str text);
// A property or the message of an Azure logging command.
void escape_azure(Buf *out, Str text);

#endif
