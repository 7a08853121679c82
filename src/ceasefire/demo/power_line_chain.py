"""Worked case 1: three local ceasefires, one after the other, to repair the power lines of one plant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ceasefire import cases
from ceasefire.clock import DAY, HOUR, TimeSet
from ceasefire.demo.made_up import with_made_up
from ceasefire.demo.simulate import Setting, simulated_effort, simulated_events
from ceasefire.demo.verdict import verdict
from ceasefire.geometry import Disc
from ceasefire.kernel import taxonomy
from ceasefire.kernel.amounts import metres_in_words
from ceasefire.kernel.languages import in_language
from ceasefire.matching import match
from ceasefire.record import Notice
from ceasefire.reports import Conclusion, Lane, MapView, PageView, Section, TableView, TimelineView
from ceasefire.reports.histories import history_table
from ceasefire.reports.match_map import zone_layers
from ceasefire.reports.match_page import match_page
from ceasefire.reports.match_timeline import window_bars
from ceasefire.scope import Where, product
from ceasefire.terms import Terms, as_amended
from ceasefire.terms.meaning import BY_NAME, area_where, clause_scope, window_when

KEYS: Final = ("ua-2025-10-znpp1", "ua-2025-11-znpp2", "ua-2025-12-znpp3")
SEED: Final = 20251018
MADE_UP: Final = (
    f"Made up: the true zones are confidential, so every shape lies in the open ocean; acts and ends are made up too, "
    f"and every report, patrol and notice is simulated (seed {SEED}). None of it happened."
)
_JUDGED_ON: Final = ("2025-11-06", "2025-11-30", "2025-12-31")
_BEFORE: Final = 5  # simulated days before each window opens
_AFTER: Final = 2


def page() -> PageView:
    """Return the page: the chain at a glance, the damage outside the zone, then each ceasefire by itself."""
    chain = tuple(with_made_up(key) for key in KEYS)
    sections = (
        _at_a_glance(chain),
        _guarantees(chain),
        *(
            replace(verdict(cases.read(key), on), title=f"Ceasefire {number}: three answers on {on}, and the harm")
            for number, (key, on) in enumerate(zip(KEYS, _JUDGED_ON, strict=True), 1)
        ),
        _damage(chain[0]),
        *(section for number, terms in enumerate(chain, 1) for section in _ceasefire(number, terms)),
    )
    sources = tuple(dict.fromkeys(address for terms in chain for address in terms.sources))
    subtitle = "Three local ceasefires, October to December 2025: a mediator's plan, two zones, guarantees, repairs."
    title = "The chain of repairs at the Zaporizhzhia nuclear power plant"
    return PageView(title, "mission", sections, (MADE_UP,), sources, subtitle=subtitle)


def _at_a_glance(chain: tuple[Terms, ...]) -> Section:
    told = tuple(_told(number, terms) for number, terms in enumerate(chain, 1))
    lanes = tuple(lane for number, terms in enumerate(chain, 1) for lane in _lanes(number, terms))
    caption = "When each was first planned, and the window that each clause was given; who took it on is told below."
    warning = "Of the ends, and of the start of the second phase, the sources give no day: they are made up."
    return Section("The chain at a glance", (*told, TimelineView(caption, lanes, "Europe/Kyiv", warning)))


def _told(number: int, terms: Terms) -> Conclusion:
    """What the sources say came of one ceasefire, and what has to be known of them."""
    met = f" Its purpose was met on {terms.purpose_met_on}." if terms.purpose_met_on else ""
    outcome = tuple(in_language(text) for text, _ in terms.outcome)
    caveats = tuple(in_language(each) for each in terms.caveats)
    return Conclusion(f"{number}. {in_language(terms.title)}.{met}", caveats, "As the sources say.", outcome)


def _lanes(number: int, terms: Terms) -> Iterator[Lane]:
    refraining = {key: clause for key, clause in terms.clauses.items() if clause.kind == "refrain"}
    for key, window in terms.windows.items():
        if window.planned is not None:
            when = window_when(terms, window.planned)
            bars = window_bars(f"{key}, as planned", when.sure, when.maybe, 0)
            yield Lane(f"{number}: first planned", tuple(replace(bar, style="plan") for bar in bars))
    for slot, key in enumerate(refraining):
        times = clause_scope(terms, key, how=BY_NAME)
        yield Lane(f"{number}: {key}", tuple(window_bars(key, times.certain.times(), times.possible.times(), slot)))


def _guarantees(chain: tuple[Terms, ...]) -> Section:
    rows = tuple(
        (str(number), each.by, each.received or "not told", in_language(each.text))
        for number, terms in enumerate(chain, 1)
        for each in sorted(terms.guarantees.values(), key=lambda given: given.by)
    )
    note = "Of guarantees for the third ceasefire the sources tell nothing."
    columns = ("ceasefire", "guarantee by", "received on", "what is known of it")
    declared = tuple(
        replace(table, caption=f"Ceasefire {number}: {table.caption.lower()}, as the sources tell of it")
        for number, key in enumerate(KEYS, 1)
        for table in history_table(cases.read(key))
    )
    told = TableView("Guarantees, as the sources tell of them", columns, rows, note=note)
    return Section("The guarantees", (told, *declared))


def _damage(first: Terms) -> Section:
    """Damage that the agreed zone missed: the algebra says what is left out, and whether the change holds it."""
    spec, damage = first.areas["damage"].spec, area_where(first, "damage").sure
    before, after = (area_where(terms, "zone_2").sure for terms in (first, as_amended(first)))
    told = tuple(
        Conclusion(_covered(when, damage - zone, zone.margin_m(spec["lon"], spec["lat"])))
        for when, zone in (("As first agreed", before), ("After the change", after))
    )
    layers = (("as changed", after), ("as first agreed", before), ("damage found later", damage))
    drawn = tuple(
        layer
        for slot, (label, zone) in enumerate(layers)
        for layer in zone_layers(label, product(zone, TimeSet.all()), slot)
    )
    why = (
        "The sources say that further damage was found outside the agreed zones, and that the second line was delayed "
        "by it. How the zone was changed they do not say: the change shown here is made up."
    )
    picture = MapView("The second zone as first agreed and as changed, and the damage found later.", drawn)
    shown = Section("Damage outside the zone, and the change", (*told, picture)).warned(MADE_UP)
    return replace(shown, items=(why, *shown.items))


def _covered(when: str, left_out: Where, margin_m: float) -> str:
    where = f"{metres_in_words(abs(margin_m))} {'inside' if margin_m > 0 else 'outside'} the zone's edge"
    if left_out.is_empty:
        return f"{when}, the zone holds all of the damage; its middle lies {where}."
    return f"{when}, {left_out.area_km2():.2f} km² of the damage lie outside the zone; its middle lies {where}."


def _ceasefire(number: int, terms: Terms) -> tuple[Section, ...]:
    """The match of one ceasefire with simulated reports, as `ceasefire report` makes it."""
    settings = tuple(_settings(number, terms))
    events = tuple(event for each in settings for event in simulated_events(each))
    effort = tuple(watch for each in settings for watch in simulated_effort(each))
    notices = (_notice_of_demining(settings[0]),) if "demining" in terms.windows else ()
    found = match(terms, events, effort=effort, notices=notices)
    sections = match_page(replace(terms, outcome=(), harm=()), found, events, "mission").sections
    return tuple(_made_up(number, section, terms) for section in sections)


def _made_up(number: int, section: Section, terms: Terms) -> Section:
    """The section as made up; what the sources tell stands elsewhere on the page and is not called so."""
    declared = history_table(terms)
    items = tuple(item for item in section.items if item not in declared)
    return Section(f"Ceasefire {number}: {section.title}", items).warned(MADE_UP)


def _settings(number: int, terms: Terms) -> Iterator[Setting]:
    """Round each clause's zone: some days before its window, the window, and two days more."""
    for key, clause in terms.clauses.items():
        span = clause_scope(terms, key, how=BY_NAME).possible.times().hull if clause.kind == "refrain" else None
        if span is not None:
            spec = terms.areas[clause.area[""]].spec
            yield Setting(
                name=f"simulated-{number}-{key}",
                lon=spec["lon"],
                lat=spec["lat"],
                start_us=span.start - _BEFORE * DAY,
                days=_BEFORE + (span.end - span.start) // DAY + _AFTER,
                seed=SEED + number,
                per_day=5.0,
                quiet_from=_BEFORE,
                quiet_per_day=0.8,
            )


def _notice_of_demining(setting: Setting) -> Notice:
    """Explosions while mines are cleared, announced the day before, on the first day of the window."""
    start = setting.start_us + _BEFORE * DAY + 8 * HOUR
    return Notice(
        id=f"{setting.name}-notice",
        by="IAEA",
        where=Disc(setting.lon, setting.lat, 3_500.0),
        area="",
        start_us=start,
        end_us=start + 8 * HOUR,
        acts=taxonomy.acts().leaves("fire"),
        received_us=start - 20 * HOUR,
        told="both sides",
        about="demining",
    )
