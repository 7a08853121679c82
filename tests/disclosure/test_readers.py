"""What each reader may see: the public gets settlement and day, and nobody else's private words."""

from __future__ import annotations

import datetime as dt

import pytest

from ceasefire import terms
from ceasefire.clock import DAY, ReportedTime
from ceasefire.disclosure import Reader, events_for, match_for, terms_for
from ceasefire.errors import BadInput
from ceasefire.geometry.places import PointPlace
from ceasefire.matching import match
from ceasefire.record import Effort, Event

TEXT = """
format: ceasefire-terms/1
ceasefire: readers
title: {en: "test"}
timezone: UTC
parties: {P1: {}, P2: {}}
areas:
  secret: {point: [34.51, 47.53], radius: 10 km, shape_status: deposited}
windows: {w: {from: "2025-10-18T00:00", until: "2025-10-20T00:00"}}
clauses: {C1: {kind: refrain, acts: [fire], bound: [P1, P2], targets: any, area: secret, window: w}}
guarantees:
  open: {by: P1, to: P2, received: 2025-10-17}
  shut: {by: P1, to: P2, received: 2025-10-17, private: true}
declarations:
  - {party: P1, clauses: [C1], history: [{state: accepted, on: 2025-10-01}]}
  - {party: P2, clauses: [C1], history: [{state: accepted, on: 2025-10-01}]}
"""
PUBLIC, MISSION = Reader("public"), Reader("mission")


def report() -> Event:
    moment = ReportedTime.on_day(dt.date(2025, 10, 18), "UTC").start_us + 12_345_678
    place = PointPlace(34.5321, 47.5678, 120)
    return Event(
        "e", "t", 2, place, ReportedTime.at(moment), frozenset({"fire.mortar"}), text="by the mill", objects=("mill",)
    )


def test_a_reader_has_to_be_somebody() -> None:
    promised = terms.read_text(TEXT)
    assert Reader.named("P1", promised).party == "P1"
    with pytest.raises(BadInput, match="CF-DISCLOSURE-001"):
        Reader.named("P9", promised)


def test_a_deposited_shape_is_not_in_what_the_public_gets() -> None:
    promised = terms.read_text(TEXT)
    public = terms_for(PUBLIC, promised)
    assert "34.51" not in terms.write_text(public)
    assert public.areas["secret"].kind == "unstated"
    assert "34.51" in terms.write_text(terms_for(Reader("P1", "P1"), promised))
    assert terms_for(MISSION, promised) == promised


def test_a_guarantee_is_for_its_two_sides() -> None:
    promised = terms.read_text(TEXT.replace("parties: {P1: {}, P2: {}}", "parties: {P1: {}, P2: {}, P3: {}}"))
    assert set(terms_for(PUBLIC, promised).guarantees) == set()
    assert "shut" not in terms.write_text(terms_for(PUBLIC, promised))
    assert set(terms_for(Reader("P2", "P2"), promised).guarantees) == {"open", "shut"}
    assert set(terms_for(Reader("P3", "P3"), promised).guarantees) == set()


def test_the_public_gets_settlement_and_day() -> None:
    (seen,) = events_for(PUBLIC, [report()])
    assert isinstance(seen.place, PointPlace)
    assert (seen.place.lon, seen.place.lat) == (34.5, 47.6)
    assert seen.place.radius95_m >= 8_000
    assert seen.time.end_us - seen.time.start_us == DAY
    assert (seen.text, seen.objects, seen.url) == ("", (), "")
    assert events_for(MISSION, [report()]) == (report(),)


def test_the_public_gets_no_fine_margins_and_no_watches() -> None:
    stated = terms.read_text(TEXT.replace(", shape_status: deposited", ""))
    found = match(stated, [report()], effort=[])
    public = match_for(PUBLIC, stated, [report()], effort=[]).match
    assert match_for(MISSION, stated, [report()], effort=[]).match == found
    assert found.rows[0].watched == "no"
    assert public.rows[0].watched == "unknown"
    assert found.rows[0].margin_m is not None
    assert public.rows[0].margin_m is None
    texts = [reason.text for reason in public.rows[0].reasons]
    assert "the place lies inside the area" in texts
    assert not any("margin" in name for reason in public.rows[0].reasons for name in reason.values)


def test_others_get_the_part_of_a_clause_that_the_record_reaches_in_tens() -> None:
    promised = terms.read_text(TEXT)
    (exact,) = match_for(MISSION, promised, [report()], effort=[]).match.clauses
    (told,) = match_for(Reader("P1", "P1"), promised, [report()], effort=[]).match.clauses
    (before,), (after,) = ([why for why in line.reasons if why.code == "record_covers_part"] for line in (exact, told))
    assert before.values["percent"] != after.values["percent"]
    assert after.values["percent"] in range(10, 100, 10)
    assert "about" in after.text


def test_others_than_the_mission_get_the_period_of_a_share_to_the_day_and_no_names_of_watches() -> None:
    open_text = TEXT.replace(', until: "2025-10-20T00:00"', "").replace(
        "areas:", "areas:\n  front: {unstated: the front}"
    )
    start = report().time.start_us
    watches = [
        Effort("night post", "M", "post", None, area, start, start + 3 * DAY // 7, frozenset({"fire.mortar"}))
        for area in ("secret", "front")
    ]
    promised = terms.read_text(open_text)
    found = match(promised, [report()], effort=watches)
    assert found.clauses[0].watching.reason.values["start"] == "2025-10-18 00:00"
    public = match_for(Reader("P1", "P1"), promised, [report()], effort=watches).match
    (line,) = public.clauses
    assert (line.watching.reason.values["start"], line.coverage) == ("2025-10-18", found.clauses[0].coverage)
    assert ":" not in str(line.watching.reason.values["end"])
    assert "night post" in found.notices[0].text
    assert [notice.code for notice in public.notices] == ["watches_not_drawn"]
    assert "night post" not in public.notices[0].text
