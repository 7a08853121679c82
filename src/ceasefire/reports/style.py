"""The look of every page: system fonts, logical sides (right-to-left works), print and narrow screens.

Every text decides its own direction by its first letter, so that an English sentence on an Arabic page
keeps its full stop at its end; figures always run from left to right.
"""

from typing import Final

from ceasefire.reports.colours import NEUTRAL, PARTY_COLOURS, colour, hatch_degrees, outline
from ceasefire.reports.drawing import FONT

_SWATCHES = "".join(
    f".c{slot}{{--hue:{colour(slot)};--line:{outline(slot)};--turn:{hatch_degrees(slot)}deg}}"
    for slot in (NEUTRAL, *range(len(PARTY_COLOURS)))
)

_TEXT = (
    ":root{color-scheme:light}*{box-sizing:border-box}"
    "body{margin:0;font:16px/1.5 system-ui,'Noto Sans','DejaVu Sans',sans-serif;color:#1b1f24;background:#f6f7f8}"
    "main{max-width:60rem;margin:auto;padding:1rem}"
    "h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0}h2{font-size:1.2rem;margin:0 0 .6rem}"
    "h1,h2,p,li,caption,figcaption,summary,th,td>span,.warning{unicode-bidi:plaintext;overflow-wrap:break-word}"
    "[dir=rtl] :is(h1,h2,p,li,caption,figcaption,summary,th,td,td>span,.warning){text-align:right}"
    "li,p,td.long>span{overflow-wrap:anywhere}td.short>span{white-space:nowrap}"
    "section{background:#fff;border:1px solid #d5dae0;border-radius:6px;padding:1rem;margin:1rem 0}"
    ".reader{color:#4b5563;font-size:.9rem}"
    "nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;padding:0;margin:.8rem 0}"
    "a{color:#004c78}nav a{display:inline-block;padding:.2rem 0}"
    ".notice{background:#fff8e1;border-inline-start:5px solid #8a6d00;padding:.5rem .8rem;margin:.6rem 0}"
    ".conclusion{border-inline-start:5px solid #4b5563;padding:.1rem .9rem;margin:.8rem 0}.conclusion p{margin:.4rem 0}"
    ".caveat{color:#4b5563;font-size:.92rem;margin:.3rem 0}"
    "summary{cursor:pointer;min-height:1.5rem}"
    ":focus-visible{outline:3px solid #1b1f24;outline-offset:2px}"
    ".warning{display:block;background:#fff8e1;color:#1b1f24;font-weight:400;padding:.15rem .4rem;margin:.2rem 0}"
)
_PICTURES = (
    "figure{margin:.5rem 0}figcaption{color:#4b5563;font-size:.92rem}"
    "figure>svg{display:block;width:100%;height:auto;border:1px solid #d5dae0;background:#fff}"
    f"svg text{{font:{FONT:g}px system-ui,'Noto Sans','DejaVu Sans',sans-serif;fill:#374151;unicode-bidi:plaintext}}"
    "svg text.lane,svg text.name{fill:#1b1f24}.ground{fill:#fbfbfa}rect.warning{fill:#fff8e1}"
    "svg text.name{font-weight:600}svg text.name,svg text.beside,.graticule text"
    "{paint-order:stroke;stroke:#fff;stroke-width:3px}"
    ".graticule path,.rule{stroke:#dde1e6;fill:none}.leader{stroke:#6b7280;fill:none;stroke-width:.8}"
    ".scale path{stroke:#1b1f24;fill:none;stroke-width:1.5}"
    ".mark circle,.mark rect{stroke:#1b1f24;stroke-width:1.3;fill:#fff}.mark.inside circle{fill:#1b1f24}"
    ".mark.cannot_tell circle{fill:#fff;stroke-dasharray:2 1.6}"
    ".mark.outside path{stroke:#4b5563;stroke-width:1.6;fill:none}"
    ".mark.exception_claimed rect{fill:#9ca3af}svg .mark.inside text.within{fill:#fff}svg .mark text{fill:#1b1f24}"
    ".mark circle.halo{fill:#1b1f24;fill-opacity:.05;stroke-opacity:.35;stroke-width:.8}"
    ".crowded circle.halo{fill:none;stroke-opacity:.2}"
    ".legend{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;padding:0;margin:.5rem 0;font-size:.92rem}"
    ".legend li{display:flex;align-items:center;gap:.4rem}.key{width:14px;height:14px;flex:none}"
    ".swatch{width:18px;height:12px;flex:none;display:inline-block;border:1.5px solid var(--line)}"
    ".swatch.sure{background:color-mix(in srgb,var(--hue) 30%,#fff)}"
    ".swatch.maybe{border-style:dashed;"
    "background:repeating-linear-gradient(var(--turn),var(--line) 0 1.5px,#fff 1.5px 5px)}"
    ".swatch.line{border:0;border-top:2px solid var(--line);height:0}svg.narrow{display:none}"
)
DRAWN: Final = (
    ".step{stroke:#1b1f24;stroke-width:.8}.step.whole{fill:#6b7280}.step.left_out{fill:#eceff2}.step.kept{fill:#1b1f24}"
    ".range path{stroke:#1b1f24;stroke-width:2;fill:none}.range circle{fill:#1b1f24;stroke:#1b1f24;stroke-width:2}"
    ".range.doubtful circle{fill:#fff;stroke-dasharray:2.5 2}.none{stroke:#4b5563;fill:none}"
    ".bin{stroke:#4b5563;stroke-width:.6}.bin.low{fill:#4b5563}.bin.rest{fill:#e2e6ea}"
    ".marked{stroke:#1b1f24;stroke-width:2.5;fill:none}.head{fill:#1b1f24}"
)
_TABLES = (
    ".scroll{overflow-x:auto;max-height:36rem;overflow-y:auto}"
    "table{border-collapse:collapse;width:100%;font-size:.92rem}"
    "caption{text-align:start;font-weight:600;padding:.3rem 0}"
    "th,td{border-bottom:1px solid #dde1e6;padding:.35rem .5rem;text-align:start;vertical-align:top}"
    "thead th{position:sticky;top:0;background:#fff}"
    "th.number,td.number{text-align:right}td.number>span{direction:ltr;unicode-bidi:isolate;font-variant-numeric:tabular-nums}"
    ".points{margin:0;padding-inline-start:1.1rem}.points li+li{margin-top:.15rem}"
    ".amount{display:block;width:100%;min-width:5rem;height:8px;margin-top:2px}.amount rect{fill:#4b5563}"
    ".sources li{font-size:.85rem}"
)
_NARROW = (
    "@media screen and (max-width:40rem){main{padding:.5rem}section{padding:.7rem}h1{font-size:1.3rem}"
    "svg.wide{display:none}svg.narrow{display:block}"
    ".scroll{max-height:none;overflow:visible}.scroll.tall{max-height:85vh;overflow-y:auto;padding:0 .3rem}"
    "table,tbody,caption{display:block}"
    "thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    "tbody tr{display:block;border:1px solid #d5dae0;border-radius:4px;padding:.3rem .5rem;margin:.5rem 0}"
    "td,td.number{display:grid;grid-template-columns:7rem minmax(0,1fr);gap:.6rem;border:0;padding:.15rem 0;"
    "text-align:start}td:empty{display:none}td.short>span{white-space:normal}"
    "td::before{content:attr(data-label);color:#4b5563;unicode-bidi:plaintext}td.number>span{justify-self:start}}"
)
_PRINT = (
    "@media print{body{background:#fff;font-size:11pt}section{border:0;padding:0}nav{display:none}"
    "figure,tr,.conclusion{break-inside:avoid}h2{break-after:avoid}thead{display:table-header-group}"
    ".scroll,.scroll.tall{max-height:none;overflow:visible}thead th{position:static}"
    "details::details-content{content-visibility:visible;block-size:auto}"
    ".notice,.warning,rect.warning,.swatch,.amount,.step,.bin{print-color-adjust:exact}}"
)
STYLE: Final = _TEXT + _PICTURES + DRAWN + _TABLES + _NARROW + _PRINT + _SWATCHES
