"""Terms for people: plain words as text, Markdown or HTML, a map, a calendar."""

from ceasefire.terms.render.calendar import to_ics
from ceasefire.terms.render.emit import to_html, to_markdown, to_text
from ceasefire.terms.render.geojson import to_geojson
from ceasefire.terms.render.page import page

__all__ = ["page", "to_geojson", "to_html", "to_ics", "to_markdown", "to_text"]
