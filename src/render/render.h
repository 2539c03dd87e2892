// SPDX-License-Identifier: MIT
// Report → bytes. The one public header of this stage: a table of formats, each one file that
// exports one const struct.
//
//   const RenderFormat *format = render_find(STR("json"));
//   format->render(&report, &style, &buf);
//
// Adding a format: a file out_<name>.c that defines `const RenderFormat out_<name>`, its
// declaration here, one row in render.c.
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

#include "model/format.h"

extern const RenderFormat out_text;
extern const RenderFormat out_json;
extern const RenderFormat out_facts; // what `stayorgo facts` prints; not offered by -o

uint32_t render_count(void);
const RenderFormat *render_at(uint32_t index);
const RenderFormat *render_find(Str name); // NULL when there is none

#endif
