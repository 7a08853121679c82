"""A picture as a file of its own: the same drawing, with what it needs of the page's look."""

from __future__ import annotations

from typing import Final

from ceasefire.reports.drawing import FONT
from ceasefire.reports.style import DRAWN

_OWN: Final = (
    f"text{{font-family:system-ui,'Noto Sans','DejaVu Sans',sans-serif;font-size:{FONT:g}px;fill:#374151}}"
    ".lane,.name{fill:#1b1f24}text.name{font-weight:600}rect.warning{fill:#fff8e1}"
    ".rule{stroke:#dde1e6;fill:none}.leader{stroke:#6b7280;fill:none;stroke-width:.8}"
)


def standalone(svg: str) -> str:
    """Return an SVG element of a page as the text of an SVG file; it loads nothing from anywhere."""
    opened, rest = svg.split(">", 1)
    title_end = rest.index("</desc>") + len("</desc>")
    head = f'{opened} xmlns="http://www.w3.org/2000/svg">{rest[:title_end]}'
    ground = '<rect width="100%" height="100%" fill="#fff"/>'
    return f"{head}<style>{_OWN}{DRAWN}</style>{ground}{rest[title_end:]}\n"
