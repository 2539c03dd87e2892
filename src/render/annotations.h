// SPDX-License-Identifier: MIT
// What a host's log shows of a report: failed gates, findings, the verdict, and what has no room.
//
//   static const AnnotationHost HOST = {.title = "GitHub", .room = {8, 10, 10}, .remark = …, .place = …};
//   annotations_write(&HOST, report, style, out);
#ifndef RENDER_ANNOTATIONS_H
#define RENDER_ANNOTATIONS_H

#include "model/format.h"

typedef struct AnnotationHost {
    const char *title;
    uint32_t room[FINDING_LEVEL_COUNT]; // annotations that it keeps of a level
    // Both append one line. A remark is about the whole.
    void (*remark)(uint8_t level, Str text, Buf *out);
    void (*place)(const Finding *finding, const RenderStyle *style, Buf *out);
} AnnotationHost;

void annotations_write(const AnnotationHost *host, const Report *report, const RenderStyle *style,
                       Buf *out);

#endif
