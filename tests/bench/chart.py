# SPDX-License-Identifier: MIT
"""Bars as SVG, in the colours of whoever looks at it.

    chart.bars("Seconds", [("stayorgo", 0.9, True), ("ruff", 1.2, False)])
"""

from xml.sax.saxutils import escape

ROW, LEFT, WIDTH, BAR = 28, 240, 460, 16
STYLE = """
text { font: 14px system-ui, sans-serif; fill: #1f2328 }
.note { fill: #59636e; font-size: 12px }
.ours { fill: #0969da } .other { fill: #afb8c1 }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc } .note { fill: #9198a1 }
.ours { fill: #4493f8 } .other { fill: #656c76 }
}
"""


def bars(title, rows, note=""):
    """Rows of (label, value, is_ours), drawn in their order from 0."""
    most = max(value for _, value, _ in rows)
    height = ROW * (len(rows) + (3 if note else 2))
    total = LEFT + WIDTH + 80
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total} {height}" width="{total}"'
             f' height="{height}" role="img" aria-label="{escape(title)}">',
             f"<title>{escape(title)}</title>", f"<style>{STYLE}</style>",
             f'<text x="0" y="18">{escape(title)}</text>']
    for i, (label, value, is_ours) in enumerate(rows):
        y = ROW * (i + 1) + 8
        width = max(1.0, WIDTH * value / most)
        lines += [f'<text x="{LEFT - 10}" y="{y + 13}" text-anchor="end">{escape(label)}</text>',
                  f'<rect class="{"ours" if is_ours else "other"}" x="{LEFT}" y="{y}" width="{width:.1f}"'
                  f' height="{BAR}" rx="2"/>',
                  f'<text x="{LEFT + width + 8:.1f}" y="{y + 13}">{value:.2f} s</text>']
    if note:
        lines.append(f'<text class="note" x="0" y="{height - 12}">{escape(note)}</text>')
    return "\n".join([*lines, "</svg>", ""])
