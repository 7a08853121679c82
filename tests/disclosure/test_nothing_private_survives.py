"""Two cases that differ in nothing but what is private give the same output, to the byte, by every verb and form.

Names, words, addresses, folders, shapes, versions, guarantees, exact places and minutes are drawn at random, twice. What
others than the mission get is compared whole; so nothing private can stand in it, in clear or in a number made from it.
"""

import io
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from ceasefire.cli.main import main

TERMS = """format: ceasefire-terms/1
ceasefire: nothing-private
title: {{en: A quiet road}}
timezone: Europe/Kyiv
purpose: {{kind: repair}}
held_if: {{acts: [fire], clause: C1, rule: no_report, coverage: 0.5}}
parties: {{P1: {{}}, P2: {{}}, P3: {{}}, M1: {{role: mediator}}}}
instrument: {{form: mirrored, mediators: [M1], documents: [{{id: D1, title: Plan, public: false, url: "https://{deep.word}.example"}}]}}
lines: {{road: [{{as_of: 2025-01-01, geometry: [[34.41{deep.digits}, 47.42], [34.47, 47.48{deep.digits}]], source: {deep.word}, shape_status: deposited}}]}}
areas:
  zone: {{point: [34.5, 47.5], radius: 20 km}}
  secret: {{point: [34.44{deep.digits}, 47.46{deep.digits}], radius: 1.{deep.digits} km, shape_status: deposited, text: {deep.word}, source: {deep.word}}}
  along: {{corridor: {{line: road, half_width: 500 m}}}}
  around: {{point: [34.5, 47.5], radius: 15 km, minus: [secret]}}
  grid: {{objects: {{classes: [substation], named: [north yard, south yard], list_by: P1, list_version: 1, test: damaged}}}}
windows:
  w: {{from: "2025-10-01T00:00", until: "2025-10-25T00:00"}}
clauses:
  C1: {{kind: refrain, acts: [fire, uav], bound: [P1, P2, P3], area: zone, window: w}}
  C2: {{kind: refrain, acts: [fire, uav], bound: [P1, P2, P3], area: secret, window: w}}
  C3: {{kind: refrain, acts: [fire, uav], bound: [P1, P2, P3], area: grid, window: w}}
  C4: {{kind: refrain, acts: [fire, uav], bound: [P1, P2], area: along, window: w}}
  C5: {{kind: refrain, acts: [fire, uav], bound: [P1, P2], area: {{point: [34.55{deep.digits}, 47.5], radius: 1 km, shape_status: deposited}}, window: w}}
  C6: {{kind: limit, acts: [fire], bound: [P1, P2], area: around, window: w, at_most: {{n: 3, unit: explosion, per: P1D}}}}
guarantees:
  G1: {{by: P1, to: M1, area: zone, window: w, crew: {word}, text: {word}, received: 2025-09-2{digit}, source: {word}}}
declarations:
  - party: P1
    clauses: [C1, C2, C3, C4, C5, C6]
    history:
      - {{state: accepted, on: 2025-09-20}}
      - {{state: conditional, on: 2025-09-21, via: M1, quote: {word}, condition: {word}}}
  - {{party: P2, clauses: [C1, C2, C3, C4, C5, C6], history: [{{state: accepted, on: 2025-09-20}}]}}
  - party: P3
    clauses: [C1, C2, C3]
    history: [{{state: accepted, on: 2025-09-20}}]
    private: true
    own_version: {{C1: {{window: {{from: "2025-10-0{digit}T0{digit}:00"}}, text: {word}, acts: [fire]}}}}
amendments: [{{date: 2025-10-10, accepted_by: [P1, P2, P3], changes: {{areas: {{secret: {{radius: 1.{deep.digits} km}}, zone: {{radius: 19 km}}}}, guarantees: {{G1: {{crew: {word}}}}}}}}}]
"""
OVERLAY = """format: ceasefire-overlay/1
ceasefire: nothing-private
overlay_of: P1
own_version: {{C1: {{window: {{until: "2025-10-2{digit}T0{digit}:30"}}, text: {word}}}, C3: {{acts: [uav]}}}}
guarantees: {{G2: {{by: P1, to: M1, area: post, window: later, crew: {word}}}}}
areas: {{post: {{point: [34.5{digits}, 47.5{digits}], radius: 2 km, label: {word}}}}}
windows: {{later: {{from: "2025-10-2{digit}T0{digit}:00", lasts: P2D}}}}
parties: {{P1: {{aliases: [{{text: {word}, lang: en, used_by: P1}}]}}}}
"""
MAPPING = """format: ceasefire-mapping/1
source: {word}
publisher: {word}
fields:
  id: {{column: id}}
  lon: {{column: lon}}
  lat: {{column: lat}}
  start: {{column: when}}
  acts: {{column: act, map: {{fire.mortar: [fire.mortar], uav.strike: [uav.strike]}}}}
  actor: {{column: who}}
  objects: {{column: objects}}
  text: {{column: note}}
  url: {{column: url}}
time: {{zone: Europe/Kyiv}}
place: {{radius: 200 m}}
count: {{unit: event, rule: row}}
set_aside: [{{column: note, in: [drill {word}], because: "{word} said so"}}]
"""
EFFORT = """id,by,means,from,to,area,note
{word},{word},post,2025-10-02T08:00,2025-10-04T20:00,zone,{word}
w{word},{word},camera,2025-10-05T08:00,2025-10-06T20:00,post,{word}
"""
NOTICES = """id,by,told,about,acts,from,to,received,via,lon,lat,radius,text
N1,P2,{word},training,fire,2025-10-12T08:00,2025-10-12T20:00,2025-10-12T09:{minute},{word},34.6{digits},47.5,12 km,{word}
"""
PLACES = ((34.63, 47.53), (34.53, 47.57), (34.43, 47.43), (35.23, 47.93))  # far from the edges of zones and boxes
ASKED = (
    ("match", "--to", "out.csv"), ("match", "--json", "--to", "out.geojson"), ("match", "--jsonl", "--to", "out.parquet"),
    ("report", "--json", "--out", "out.html"), ("assess", "--json", "--out", "out.html"),
    ("compare", "--json", "--to", "out.geojson"), ("export",),
    *(("render", "--to", form) for form in ("text", "html", "geojson", "ics")),
)  # fmt: skip


@dataclass(frozen=True)
class Private:
    """What is drawn: a word, a digit, two digits, a minute; `deep` is what a party may see and the public may not."""

    word: str
    digit: int
    digits: str
    minute: str
    deep: "Private | None" = None


WORDS = st.text("bcdfghjkmnpqrstvwxz", min_size=8, max_size=12)
DRAWN = st.builds(
    Private,
    word=WORDS,
    digit=st.integers(1, 4),
    digits=st.integers(11, 39).map(str),
    minute=st.integers(10, 59).map(str),
)


def events_of(private):
    head = "id,when,lon,lat,act,who,objects,note,url"
    rows = [
        f"{n},{2025}-{8 + n % 3:02}-{1 + n % 28:02}T10:{private.minute},{lon}0{private.digits},{lat}0{private.digits},"
        f"{('fire.mortar', 'uav.strike')[n % 2]},{('', 'P1', private.word)[n % 3]},{('', 'north yard', 'substation')[n % 3]},"
        f"{private.word},https://{private.word}.example/{n}"
        for n in range(16)
        for lon, lat in (PLACES[n % 4],)
    ]
    bad = [
        f"x1,2025-10-03,{private.word},47.5,fire.mortar,,,,",
        f"x2,{private.word},34.5,47.5,fire.mortar,,,,",
        f"x3,2025-10-03,34.5,47.5,{private.word},,,,",
        f"x4,2025-10-03,34.5,47.5,fire.mortar,,,drill {private.word},",
        f"x5,2025-10-03,934.5{private.digits},47.5,fire.mortar,,,,",
    ]
    return "\n".join([head, *rows, *bad]) + "\n"


def write(folder, private):
    """Write the case; its files of events lie in a folder with a private name, as they do on somebody's machine."""
    home = folder / private.word
    home.mkdir()
    filled = {each: getattr(private, each) for each in ("word", "digit", "digits", "minute", "deep")}
    texts = {
        "terms.yaml": TERMS, "terms.P1.yaml": OVERLAY, "m.yaml": MAPPING, "effort.csv": EFFORT, "notices.csv": NOTICES,
    }  # fmt: skip
    for name, text in texts.items():
        (home / name).write_text(text.format(**filled), "utf-8")
    (home / "log.csv").write_text(events_of(private), "utf-8")
    return home


def outputs(folder, private, reader):
    """Everything that every verb gives out of the case for `reader`, by the arguments that asked for it."""
    home = write(folder, private)
    case = (home / "terms.yaml", "--with", home / "terms.P1.yaml", "--for", reader)
    log = (
        "--events",
        home / "log.csv",
        "--format",
        "csv",
        "--mapping",
        home / "m.yaml",
        "--effort",
        home / "effort.csv",
    )
    notices = ("--notices", home / "notices.csv")
    given = {"match": (*case, *log, *notices), "report": (*case, *log, *notices), "assess": (*case, *log)}
    return {asked: run(folder, asked, given.get(asked[0], case)) for asked in ASKED}


def run(folder, asked, given):
    """Run a verb; what it printed, and the file that it wrote if it was asked to, byte for byte."""
    written = {each: folder / each for each in asked if each.startswith("out.")}
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        code = main([asked[0], *(str(each) for each in given), *(str(written.get(each, each)) for each in asked[1:])])
    assert code in {0, 1}, printed.getvalue()
    return code, printed.getvalue(), b"".join(each.read_bytes() for each in written.values())


def both(first, second, reader):
    """The outputs of two cases that differ in what is private, made in folders of their own."""
    told = []
    for private in (first, second):
        with tempfile.TemporaryDirectory() as folder:
            made = outputs(Path(folder), private, reader)
            told.append({asked: _without(folder, output) for asked, output in made.items()})
    return told


def _without(folder, output):
    """The folder that a command was told to write to, which it names to whoever runs it."""
    code, printed, written = output
    return code, printed.replace(str(folder), ""), written


@pytest.mark.parametrize("reader", ["public", "P2"])
@settings(max_examples=2, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(first=DRAWN, second=DRAWN, deep=st.tuples(DRAWN, DRAWN))
def test_what_is_private_changes_nothing_that_others_get(reader, first, second, deep):
    assume(first.word != second.word)
    if reader != "public":
        deep = (deep[0], deep[0])  # what was deposited was deposited for the parties
    told, again = both(replace(first, deep=deep[0]), replace(second, deep=deep[1]), reader)
    for asked, output in told.items():
        assert output == again[asked], asked
        assert first.word not in output[1]
        assert first.word.encode() not in output[2]


def test_the_mission_gets_what_is_private_by_every_verb():
    """Without this the test above would pass on a case in which nothing private is ever told."""
    one = Private("brknftgh", 1, "12", "13", deep=Private("dwqsxzvb", 1, "12", "13"))
    two = Private("qwxtrbzz", 3, "31", "47", deep=Private("pqzzxtrw", 2, "27", "13"))
    told, again = both(one, two, "mission")
    assert [asked for asked, output in told.items() if output == again[asked]] == []
    assert one.word in told["match", "--json", "--to", "out.geojson"][1]
    assert one.word in told["render", "--to", "text"][1]
