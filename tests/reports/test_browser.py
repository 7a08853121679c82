"""The page in a real browser, at the width of a desk and of a phone, left to right and right to left."""

from __future__ import annotations

import html
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from shapely import Point

from ceasefire.clock import DAY, HOUR, parse_instant
from ceasefire.reports import (
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
    html_page,
)

CHROMIUM = shutil.which("chromium")
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --virtual-time-budget=5000 --dump-dom"
).split()
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")]

MEASURE = """
const inner = document.querySelector('iframe').contentDocument, view = inner.defaultView;
const seen = (e) => e.getClientRects().length > 0;
const all = [...inner.querySelectorAll('body *')];
const luminance = (rgb) => rgb.map((v) => v / 255).map((v) => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
  .reduce((sum, v, at) => sum + v * [.2126, .7152, .0722][at], 0);
const parts = (css) => (css.match(/[\\d.]+/g) || []).map(Number);
const ground = (e) => { for (; e; e = e.parentElement) { const c = parts(view.getComputedStyle(e).backgroundColor);
  if (c.length === 3 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
const contrast = (e) => { const [a, b] = [parts(view.getComputedStyle(e).color).slice(0, 3), ground(e)].map(luminance);
  return (Math.max(a, b) + .05) / (Math.min(a, b) + .05); };
const own = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
const html = all.filter((e) => seen(e) && own(e) && !e.closest('svg'));
const pictures = all.filter((e) => e.matches('svg.map, svg.timeline') && seen(e));
const inside = pictures.flatMap((p) => [...p.querySelectorAll('text')].map((t) => [t, p]));
const outside = inside.filter(([t, p]) => { const a = t.getBoundingClientRect(), b = p.getBoundingClientRect();
  return a.left < b.left - 1 || a.right > b.right + 1 || a.bottom > b.bottom + 1; }).map(([t]) => t.textContent);
const stops = all.filter((e) => e.tabIndex >= 0 && seen(e));
const focused = stops.map((e) => { e.focus({focusVisible: true}); return view.getComputedStyle(e).outlineStyle; });
const box = (e) => e.getBoundingClientRect();
document.body.innerHTML = '<pre id="found">' + JSON.stringify({
  scroll: inner.documentElement.scrollWidth,
  over: html.filter((e) => box(e).width > 1 && !e.closest('thead') && !e.closest('.scroll') &&
    (box(e).right > view.innerWidth + 1 || box(e).left < -1)).map((e) => e.textContent),
  shown: pictures.map((p) => p.getAttribute('class')),
  smallest: Math.min(...inside.map(([t]) => parseFloat(view.getComputedStyle(t).fontSize) *
    t.getScreenCTM().a)),
  outside,
  contrast: Math.min(...html.map(contrast)),
  stops: stops.map((e) => e.tagName + (e.getAttribute('href') || '')), outlines: [...new Set(focused)],
  named: pictures.every((p) => p.getAttribute('aria-labelledby').split(' ').every((id) => inner.getElementById(id))),
  header: box(inner.querySelector('thead')).width > 2,
  cards: [...inner.querySelectorAll('tbody tr')].every((tr) => box(tr).right <= view.innerWidth && box(tr).left >= 0),
  lane: pictures.flatMap((p) => [...p.querySelectorAll('text.lane')]).map((t) => box(t).left < view.innerWidth / 2),
}).replaceAll('<', '&lt;') + '</pre>';
"""


def the_page(lang: str = "en") -> str:
    start = parse_instant("2025-10-18", "Europe/Kyiv")
    zone = Point(34.6, 47.5).buffer(0.1)
    marks = tuple(Mark(34.6 + k / 50, 47.5, 3_000, "cannot_tell", "one", k) for k in (1, 4, 40))
    long = "A sentence that goes on for long enough to need two lines on a telephone, and one on a desk."
    bars = tuple(
        Bar(start + k * DAY, start + k * DAY, long, "sure", k, f"state number {k} of 2025-10-{18 + k}")
        for k in range(9)
    )
    lanes = (Lane("C1", (Bar(start, None, "C1", "maybe"),)), Lane("هدنة العيد التي رُفضت.", bars), Lane(long, bars[:2]))
    wide = tuple(f"column {k}" for k in range(8))
    row = ("https://example.org/" + "an-address-without-a-break/" * 4, "x", Amount("1,234", 0.5), "2025-10-18", long, "",
           Points((long, "why"), ("more", long)), "0.10 – 1.00")  # fmt: skip
    items = (
        Conclusion("It cannot be told.", (long, "and"), "caveat", (long,), (long,)),
        MapView("Where", (Layer("zone of the northern line", zone), Layer("other", zone, "maybe", 1)), marks, long),
        TimelineView("When.", lanes, "Europe/Kyiv", long),
        TimelineView("Near.", lanes, "Europe/Kyiv", "", (start - HOUR, start + 2 * HOUR)),
        TableView("Rows", wide, (row, row), frozenset({2, 7}), long, long),
        Points((long,), (long,)),
    )
    sections = (Section("First", items), Section("Second", (long,)))
    return html_page(PageView("A title of a page", "public", sections, (long,), ("https://example.org/a",), lang))


def measured(page: str, width: int, folder: Path) -> dict[str, Any]:
    wrapper = folder / "wrapper.html"
    frame = f'<iframe style="border:0;width:{width}px;height:900px" srcdoc="{html.escape(page)}"></iframe>'
    wrapper.write_text(
        f'<!doctype html><meta charset="utf-8"><body style="margin:0">{frame}<script>window.onload = () => {{{MEASURE}}}</script>',
        "utf-8",
    )
    command = [str(CHROMIUM), *QUIET, f"--user-data-dir={folder / 'profile'}", f"--window-size={max(width, 600)},900"]
    done = subprocess.run([*command, wrapper.as_uri()], capture_output=True, text=True, timeout=120, check=True)
    found = done.stdout.split('<pre id="found">')[1].split("</pre>")[0]
    return dict(json.loads(html.unescape(found)))


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(("width", "name"), [(390, "narrow"), (1280, "wide")])
def test_nothing_overflows_and_everything_can_be_read(width: int, name: str, lang: str, tmp_path: Path) -> None:
    found = measured(the_page(lang), width, tmp_path)
    assert found["scroll"] <= width
    assert found["over"] == []
    assert found["outside"] == []
    assert found["shown"] == [f"map {name}", f"timeline {name}", f"timeline {name}"]
    assert found["smallest"] >= 11
    assert found["contrast"] >= 4.5
    assert found["named"]
    assert found["header"] is (name == "wide")
    assert name == "wide" or found["cards"]
    assert set(found["lane"]) == ({True} if lang == "en" else {False}) or name == "narrow"


def test_the_keyboard_reaches_sections_folds_and_tables_in_order_and_shows_where_it_is(tmp_path: Path) -> None:
    found = measured(the_page(), 1280, tmp_path)
    assert found["stops"] == ["A#s0", "A#s1", "SUMMARY", "SUMMARY", "DIV", "SUMMARY", "SUMMARY", "SUMMARY"]
    assert found["outlines"] == ["solid"]
