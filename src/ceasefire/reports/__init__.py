"""Pure pages: from plain values to one self-contained HTML file, with no request to anywhere."""

from ceasefire.reports.page import html_page
from ceasefire.reports.view import (
    Amount,
    Bar,
    Conclusion,
    Lane,
    Layer,
    MapView,
    Mark,
    PageView,
    Points,
    Section,
    TableView,
    TimelineView,
)

__all__ = [
    "Amount",
    "Bar",
    "Conclusion",
    "Lane",
    "Layer",
    "MapView",
    "Mark",
    "PageView",
    "Points",
    "Section",
    "TableView",
    "TimelineView",
    "html_page",
]
