// SPDX-License-Identifier: MIT
// The account of a verdict on a page.
#ifndef RENDER_ACCOUNT_TEXT_H
#define RENDER_ACCOUNT_TEXT_H

#include "render/page.h"

// A section for each project of the report.
void account_text(Page *page);

#endif
