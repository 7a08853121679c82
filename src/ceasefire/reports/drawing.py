"""What the pictures share: two sizes for two widths of screen, text that is measured and broken into lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Final

FONT: Final = 12.0
LETTER: Final = 0.56 * FONT  # the mean width of a letter of the common sans-serif faces, on the wide side
LINE: Final = 15.0


@dataclass(frozen=True, slots=True)
class Size:
    """The pixels of a picture as drawn; each is shown about as large as it is drawn, so that 12 px stay 12 px."""

    name: str
    width: float
    map_height: float
    labels: float  # the column of names beside a timeline; 0 = names stand above their lanes
    most_ticks: int
    pointed_at: bool  # whether the reader has a pointer, for which details lie under the marks


WIDE: Final = Size("wide", 720.0, 480.0, 176.0, 8, pointed_at=True)
NARROW: Final = Size("narrow", 350.0, 350.0, 0.0, 4, pointed_at=False)


def text_width(text: str) -> float:
    """Return about how wide a text is drawn, in pixels."""
    return len(text) * LETTER


def shortened(text: str, width: float) -> str:
    """Return the text, cut with an ellipsis where it is wider than `width` pixels."""
    most = max(int(width / LETTER), 2)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def lines_of(text: str, width: float) -> list[str]:
    """Return the text as lines of at most `width` pixels, broken between words; a no-break space holds them."""
    lines: list[str] = []
    for word in filter(None, re.split(r"[ \t\n]", text)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [shortened(line, width) for line in lines]


def few_lines(text: str, width: float, most: int) -> tuple[str, ...]:
    """Return the text as at most so many lines, with an ellipsis where there would be more."""
    lines = lines_of(text, width)
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], shortened(f"{lines[most - 1]} …", width))


def opening(size: Size, height: float, ident: str, kind: str, told: tuple[str, str]) -> str:
    """Return the opening tag of a picture with its title and its description for those who cannot see it."""
    title, description = told
    name = f"{ident}-{size.name}"
    return (
        f'<svg viewBox="0 0 {size.width:.0f} {height:.0f}" role="img" class="{kind} {size.name}" direction="ltr" '
        f'aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(description)}</desc>'
    )


def warning_strip(warning: str, size: Size, *, rtl: bool = False) -> tuple[str, float]:
    """Return the warning written into the picture, so that a copy of it still says so, and its height."""
    lines = lines_of(warning, size.width - 16)
    if not lines:
        return "", 0.0
    height = len(lines) * LINE + 8
    x, anchor = (size.width - 8, "end") if rtl else (8.0, "start")
    rows = "".join(
        f'<text x="{x:.0f}" y="{row * LINE:.0f}" text-anchor="{anchor}" class="warning">{escape(line)}</text>'
        for row, line in enumerate(lines, 1)
    )
    return f'<rect width="{size.width:.0f}" height="{height:.0f}" class="warning"/>{rows}', height
