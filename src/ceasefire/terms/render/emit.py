"""A page as plain text, Markdown or one self-contained HTML file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape
from typing import Final

from ceasefire.kernel.languages import RIGHT_TO_LEFT
from ceasefire.terms.render.document import Document, Entry, Section, Table

WIDTH: Final = 100
_STYLE: Final = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a;
  background: #fff }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2rem; border-bottom: 1px solid #767676 }
h3 { font-size: 1rem; margin-bottom: 0 } p { margin: .3rem 0 } p, li { overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100% } th, td { text-align: start; vertical-align: top; padding: .25rem .5rem;
  border-bottom: 1px solid #ccc }
.wide { overflow-x: auto }
@media print { body { margin: 0; max-width: none } h2 { break-after: avoid } }
"""


def to_text(document: Document) -> str:
    """Return the page as plain text, wrapped at 100 columns."""
    lines = [document.title, "=" * len(document.title)]
    for section in document.sections:
        lines += ["", section.title, "-" * len(section.title)]
        lines += _wrapped(section.opening) if section.opening else []
        for entry in section.entries:
            lines += _wrapped(entry.head, "- ", "  ")
            lines += [line for each in entry.lines for line in _wrapped(each, "    ", "    ")]
        lines += list(_text_table(section.table)) if section.table else []
    return "\n".join(lines) + "\n"


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _text_table(table: Table) -> Iterator[str]:
    for row in table.rows:
        told = "; ".join(f"{name}: {cell}" for name, cell in zip(table.columns, row, strict=True) if cell)
        yield from _wrapped(told, "- ", "  ")


def to_markdown(document: Document) -> str:
    """Return the page as Markdown; signs that Markdown would read are kept as they are."""
    blocks = [f"# {_md(document.title)}"]
    for section in document.sections:
        blocks.append(f"## {_md(section.title)}")
        if section.opening:
            blocks.append(_md(section.opening))
        if _is_list(section):
            blocks.append("\n".join(f"- {_md(entry.head)}" for entry in section.entries))
        else:
            blocks += [block for entry in section.entries for block in _md_entry(entry)]
        if section.table:
            blocks.append(_md_table(section.table))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _is_list(section: Section) -> bool:
    return not any(entry.lines for entry in section.entries)


def _md_entry(entry: Entry) -> Iterator[str]:
    yield f"### {_md(entry.head)}"
    if entry.lines:
        yield "\n".join(f"- {_md(line)}" for line in entry.lines)


def _md_table(table: Table) -> str:
    rows = [table.columns, tuple("---" for _ in table.columns), *table.rows]
    return "\n".join("| " + " | ".join(cell if cell == "---" else _md(cell) for cell in row) + " |" for row in rows)


def _md(text: str) -> str:
    """Markdown signs in somebody's words are words."""
    flat = " ".join(text.split())
    escaped = "".join(f"\\{sign}" if sign in "\\`*[]<>|#" else sign for sign in flat)
    return escaped.replace("_", "\\_") if "://" not in escaped else escaped


def to_html(document: Document) -> str:
    """Return one HTML file that loads nothing from anywhere."""
    direction = "rtl" if document.lang in RIGHT_TO_LEFT else "ltr"
    body = "\n".join(_html_section(section) for section in document.sections)
    title = escape(document.title)
    return (
        f'<!doctype html>\n<html lang="{escape(document.lang)}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _html_section(section: Section) -> str:
    parts = [f"<h2>{escape(section.title)}</h2>"]
    if section.opening:
        parts.append(f"<p>{escape(section.opening)}</p>")
    if section.entries and _is_list(section):
        parts.append("<ul>" + "".join(f"<li>{escape(entry.head)}</li>" for entry in section.entries) + "</ul>")
    else:
        parts += [_html_entry(entry) for entry in section.entries]
    if section.table:
        parts.append(_html_table(section.table))
    return "<section>\n" + "\n".join(parts) + "\n</section>"


def _html_entry(entry: Entry) -> str:
    return f"<h3>{escape(entry.head)}</h3>" + "".join(f"<p>{escape(line)}</p>" for line in entry.lines)


def _html_table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    return f'<div class="wide" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
