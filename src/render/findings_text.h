// SPDX-License-Identifier: MIT
// The section of the text report about findings.
#ifndef RENDER_FINDINGS_TEXT_H
#define RENDER_FINDINGS_TEXT_H

#include "render/page.h"

// Writes nothing where there is no warning and no error.
void findings_text(Page *page);

#endif
