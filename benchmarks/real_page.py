"""The page docs/benchmarks-real-placebo.md and the published shares of quiet, from the answers on every window."""

from __future__ import annotations

import datetime as dt
import math
import os
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import Any

from placebo_page import wilson
from real_windows import share_of_blocks
from report import processor, table

Row = Mapping[str, Any]
PACES = ((0.0, 0.0), (0.0, 1.0), (1.0, 3.0), (3.0, 10.0), (10.0, math.inf))  # reports in 28 days: above, up to
ALL = 0.0  # in place of a radius: circles of all sizes together
KINDS = ("slid", "after a peak")
FEWEST = 10  # windows of a class, or its share is not published
ANSWERS = ("fell", "rose", "no_large_change", "cannot_tell")
CONDUCT = ("quiet", "reduced", "resumed", "no_large_change", "increased", "cannot_tell")

HEAD = """# How often an assessment errs on real records

Written by `benchmarks/placebo_real.py` (`make bench-real DATA=FOLDER`); do not edit.

{machine}; {date}; Python {python}, numpy {numpy}; ceasefire {ceasefire},
assessment rules {rules}, {method}; seed {seed}.

Here `ceasefire assess` is asked about {windows:,} ceasefires that nobody agreed: terms of a circle and some days are
made up, everything else is real. Each goes the whole way, with the source's default settings, and with a record of
effort that says the whole circle was watched, so that nothing but the absence of reports decides about *quiet*.
Whatever it reports is no ceasefire's doing. The [benchmark on simulated counts](benchmarks-assessment.md) has more
cases and knows the truth; this one has the real mess.

**The records.** *Donbas 2016–2021*: UCDP GED 22.1 (CC BY 4.0), lethal events. Windows begin and end {margin} days or
more away from the days under any of the 21 ceasefires and recommitments of 2014 to 2020; one without a stated end is
taken to last {open_ended} days, as an assessment takes it. They are given to the assessment as other ceasefires. Minsk
II was never revoked: "without a ceasefire" means without a new one. One circle of 150 km, three of 50 km, five of
15 km, round the places with the most reports up to 2015. *Ukraine 2023–2025*: news events about strategic targets (a
subset of VIINA 2, ODbL 1.0), August 2023 to 3 March 2025, after the grain arrangement and before the energy one,
with no ceasefire on file; circles of 150, 50 and 15 km round the places with the most reports before. This record is
no census and its coverage falls off from year to year: a hard case on purpose, a war that seems to fade.

**The dates.** *Slid*: one start after the other, so that no two windows of a circle overlap. *After a peak*: days whose
last 28 days are the most violent of the half year before, not overlapping either.

**The intervals.** Windows of neighbouring circles and months are not independent. Every share stands with a 95 %
interval for blocks of half a year, in which all circles of a row lie together (Korn and Graubard, 1998; Wilson's
interval with the effective number of windows and Student's quantile). With so few blocks the intervals are wide: that
is what one war can tell.
"""

FALSE = """## (a) Findings of a fall where no ceasefire was made

*told*: windows for which any p-value could be worked out; *p ≤ .05*: the share of those, nominal 5 %; *fell*, *rose*,
*no large change*, *cannot tell*: the answers, of all windows. Where few events are to be expected, hardly any fall
can be found at all, real or not: a small share here says that little is claimed, not that much is known. A rise is not
the doing of a ceasefire either, and it may be real.
"""

PLAIN = """## The usual tests on the same windows

One-sided at a nominal 5 %, the days of the window against as many days before; none is corrected for the run-up.
Windows of a single day have no spread to test with and are left out.
"""

SPOKEN = """## Conduct, where no ceasefire was made

Shares of all windows of a row, in per cent.
"""

QUIET = """## (b) Quiet where no ceasefire was made

How often no report began in a window although everything was watched: the conduct then reads *quiet*. By the pace at
which reports had come in the year before the start. The rows of the Donbas with slid dates are kept in the package
(`assessment/data/quiet.yaml`) and stand beside every *quiet* that an assessment prints; classes of fewer than {fewest}
windows are not used. They speak of lethal events of one war; a record that counts every shot is silent less often, and
a shorter list of acts or a smaller circle more often, which is why the pace is taken from the assessed circle itself.
"""


def page(rows: Sequence[Row], plain: Sequence[str], about: Mapping[str, object]) -> str:
    """The whole page."""
    head = HEAD.format(**circumstances(), **about, windows=len(rows))
    cells = _by([*rows, *({**row, "km": ALL} for row in rows)], "record", "kind", "km", "days")
    tested = {key: each for key, each in cells.items() if key[3] > 1}
    first = ("record", "dates", "circle", "days", "windows")
    return "\n".join(
        [
            head,
            FALSE,
            *(_in_short(*key, each) for key, each in _by(rows, "record", "kind").items()),
            table(
                (*first, "told", "p ≤ .05", *map(_words, ANSWERS)),
                [(*_name(key, each), *_false(each)) for key, each in cells.items()],
            ),
            PLAIN,
            table(
                (*first, *plain),
                [(*_name(key, each), *(_share(each, name) for name in plain)) for key, each in tested.items()],
            ),
            SPOKEN,
            table(
                (*first, *map(_words, CONDUCT)), [(*_name(key, each), *_spoken(each)) for key, each in cells.items()]
            ),
            QUIET.format(fewest=FEWEST),
            table(
                ("record, dates", "days", "reports in 28 days before", "windows", "quiet", "quiet, %"),
                [_quiet_row(*each) for each in _quiet(rows)],
            ),
        ]
    )


def published(rows: Sequence[Row], record: str, about: Mapping[str, object]) -> str:
    """The shares that are printed beside every quiet, as a reviewed file of the package."""
    lines = [
        "# How often windows without a ceasefire were without a report too: printed beside every quiet.",
        "# Written by benchmarks/placebo_real.py; docs/benchmarks-real-placebo.md says how. `days` is the length of",
        "# the windows; `above` and `up_to` bound the reports in 28 days over the year before; 95 % intervals.",
        "format: ceasefire-quiet-shares/1",
        'version: "1.0"',
        f"made_on: {dt.datetime.now(tz=dt.UTC).date().isoformat()}",
        f'made_under: "assessment rules {about["rules"]}, seed {about["seed"]}"',
        "source: UCDP GED 22.1, CC BY 4.0",
        f"record: the {record}, lethal events",
        "shares:",
    ]
    for (name, kind), days, (above, up_to), chosen in _quiet(rows):
        if name == record and kind == "slid" and len(chosen) >= FEWEST:
            _, low, high = _blocks(chosen, _is_quiet)
            figures = {"days": days, "above": f"{above:g}", "up_to": f"{up_to:g}", "windows": len(chosen)}
            figures |= {"quiet": sum(map(_is_quiet, chosen)), "low": f"{low:.3f}", "high": f"{high:.3f}"}
            lines.append("  - {" + ", ".join(f'{key}: "{value}"' for key, value in figures.items()) + "}")
    return "\n".join(lines) + "\n"


def _in_short(record: str, kind: str, rows: Sequence[Row]) -> str:
    """The answer of one record and kind of date in a sentence, with both intervals."""
    told = [row for row in rows if row["told"]]
    found, risen = (sum(row["answer"] == each for row in rows) for each in ("fell", "rose"))
    low, high = wilson(found, len(rows))
    return (
        f"- **{record}, {kind}**: of {len(rows)} windows {len(told)} could be told of; a fall was reported in {found}: "
        f"{_answer(rows, 'answer', 'fell')} %, and {100 * low:.1f}–{100 * high:.1f} % were all windows independent. "
        f"A rise was reported in {risen}: {_answer(rows, 'answer', 'rose')} %.\n"
    )


def _false(rows: Sequence[Row]) -> tuple[str, ...]:
    told = [row for row in rows if row["told"]]
    return str(len(told)), _share(told, "low p"), *(_answer(rows, "answer", each) for each in ANSWERS)


def _spoken(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(f"{100 * sum(row['conduct'] == each for row in rows) / len(rows):.0f}" for each in CONDUCT)


def _quiet(rows: Sequence[Row]) -> Iterable[tuple[tuple[str, str], int, tuple[float, float], list[Row]]]:
    """Windows by record and dates, length, and pace; classes without any are left out."""
    for (record, kind, days), alike in _by(rows, "record", "kind", "days").items():
        for above, up_to in PACES:
            chosen = [row for row in alike if _is_at(row["pace"], above, up_to)]
            if chosen:
                yield (record, kind), days, (above, up_to), chosen


def _is_at(pace: float | None, above: float, up_to: float) -> bool:
    return pace is not None and pace <= up_to and (pace > above or up_to == 0)


def _is_quiet(row: Row) -> bool:
    return bool(row["conduct"] == "quiet")


def _quiet_row(name: tuple[str, str], days: int, pace: tuple[float, float], rows: list[Row]) -> tuple[str, ...]:
    above, up_to = pace
    words = "none" if up_to == 0 else f"over {above:g} to {up_to:g}" if math.isfinite(up_to) else f"over {above:g}"
    return (
        ", ".join(name),
        str(days),
        words,
        str(len(rows)),
        str(sum(map(_is_quiet, rows))),
        _in_words(*_blocks(rows, _is_quiet)),
    )


def _name(key: tuple[Any, ...], rows: Sequence[Row]) -> tuple[str, ...]:
    record, kind, km, days = key
    return record, kind, f"{km:g} km" if km else "all", str(days), str(len(rows))


def _by(rows: Sequence[Row], *fields: str) -> dict[tuple[Any, ...], list[Row]]:
    """Rows with the same values in these fields, in the order in which they first come."""
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in sorted(rows, key=lambda each: (each["record"], KINDS.index(each["kind"]), -each["km"], each["days"])):
        found.setdefault(tuple(row[field] for field in fields), []).append(row)
    return found


def _answer(rows: Sequence[Row], field: str, value: str) -> str:
    return _in_words(*_blocks(rows, lambda row: row[field] == value))


def _share(rows: Sequence[Row], field: str) -> str:
    return _in_words(*_blocks(rows, lambda row: bool(row[field])))


def _blocks(rows: Sequence[Row], is_found: Callable[[Row], bool]) -> tuple[float, float, float]:
    """The share of rows for which something holds, with its interval over blocks."""
    blocks = sorted({row["block"] for row in rows})
    each = [[row for row in rows if row["block"] == block] for block in blocks]
    return share_of_blocks([sum(map(is_found, inside)) for inside in each], [len(inside) for inside in each])


def _in_words(share: float, low: float, high: float) -> str:
    return "–" if math.isnan(share) else f"{100 * share:.1f} ({100 * low:.1f}–{100 * high:.1f})"


def _words(name: str) -> str:
    return name.replace("_", " ")


def circumstances() -> dict[str, object]:
    """Where and when, with which versions."""
    return {
        "machine": f"{processor()}, {os.cpu_count()} cores, {platform.system()}",
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "python": platform.python_version(),
        "numpy": version("numpy"),
        "ceasefire": version("ceasefire"),
    }
