"""Pure pages: from plain values to one self-contained HTML file, with no request to anywhere."""

from ceasefire.reports.page import html_page
from ceasefire.reports.view import (
    Bar,
    Conclusion,
    Lane,
    Layer,
    MapView,
    Mark,
    PageView,
    Section,
    TableView,
    TimelineView,
)

__all__ = [
    "Bar",
    "Conclusion",
    "Lane",
    "Layer",
    "MapView",
    "Mark",
    "PageView",
    "Section",
    "TableView",
    "TimelineView",
    "html_page",
]
