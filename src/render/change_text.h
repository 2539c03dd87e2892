// SPDX-License-Identifier: MIT
// The section of the text report about what moved since a base revision.
#ifndef RENDER_CHANGE_TEXT_H
#define RENDER_CHANGE_TEXT_H

#include "render/page.h"

// Nothing when nothing was compared.
void change_text(Page *page);

#endif
