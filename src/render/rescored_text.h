// SPDX-License-Identifier: MIT
// How a report differs from the one that it was made from, in words.
#ifndef RENDER_RESCORED_TEXT_H
#define RENDER_RESCORED_TEXT_H

#include "render/page.h"

// A section of the text report; nothing when the report is no other than the one read back.
void rescored_text(Page *page);

#endif
