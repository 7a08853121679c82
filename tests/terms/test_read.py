import time
from pathlib import Path

import pytest

from ceasefire import terms
from ceasefire.errors import BadInput, UnknownFormat

SAMPLE = Path(__file__).parent / "line-repair-example.yaml"
TEXT = SAMPLE.read_text(encoding="utf-8")
MINIMAL = """format: ceasefire-terms/1
ceasefire: x
timezone: Europe/Kyiv
parties: {P1: {}, NO: {}, M1: {}}
lines: {front: [{as_of: 2014-09-19, geometry: [[34, 47], [35, 48]]}, {as_of: 2015-02-12, geometry: [[34, 47], [35, 48.5]]}]}
areas: {z: {everywhere: true}, a: AREA}
windows: {w: WINDOW}
clauses: {C1: CLAUSE}
"""


def minimal(
    area="{everywhere: true}", window="{from: 2025-10-18}", clause="{kind: refrain, acts: [fire], bound: [NO]}", more=""
):
    return MINIMAL.replace("AREA", area).replace("WINDOW", window).replace("CLAUSE", clause) + more


def problems(text):
    with pytest.raises(BadInput) as refusal:
        terms.read_text(text, "t.yaml")
    return refusal.value.problems


def codes_at(text):
    return [(each.code.code, each.place.field) for each in problems(text)]


def test_the_sample_is_read_whole():
    read = terms.read(SAMPLE)
    assert read.key == "line-repair-example"
    assert read.zone.name == "Europe/Kyiv"
    assert read.parties["P2"].role_says == {"P1": "party", "P2": "mediator"}
    assert read.areas["zone_a"].spec == {"lon": 34.59, "lat": 47.51, "radius_m": 1500.0}
    assert read.areas["zone_a"].shape_status == "approximated_by_us"
    assert read.areas["road"].spec["half_width_m"] == 6000.0
    assert read.areas["front"].spec["within"] == "front.within"
    assert read.areas["front.within"].kind == "polygon"
    assert read.clauses["C1"].excluded[0].decided_by == "M1"
    assert read.clauses["C1"].verified_by == ("M1",)
    assert read.clauses["W1"].area == {"P1": "zone_a", "P2": "road"}
    assert read.clauses["W1"].weapons[0].calibre_from_mm == 100
    assert read.clauses["Q1"].quota.n == 18
    assert read.clauses["L1"].limit.of == "explosion"
    assert read.exceptions["X1"].only_if[0] == "offensive_action_by_other"
    assert read.exchange == ({"P1": ("W1",), "P2": ("Q1",)},)
    assert [step.state for step in read.declarations[0].history] == ["announced", "guaranteed"]
    assert read.declarations[0].history[0].via == "M1"
    assert read.instrument.guarantors[0].on_behalf_of == "P2"
    assert read.held_if.coverage == 0.5
    assert read.release["trigger"]["kind"] == "confirmed_breach"
    assert read.external_ids == {"pax": ("2440",)}
    assert read.monitoring_rule == "smm_violation"


def test_the_key_on_and_the_party_no_are_words():
    read = terms.read_text(
        minimal(more="declarations: [{party: NO, clauses: [C1], history: [{state: announced, on: 2025-10-10}]}]\n")
    )
    assert "NO" in read.parties
    assert read.clauses["C1"].bound == ("NO",)
    assert read.declarations[0].history[0].on == "2025-10-10"


@pytest.mark.parametrize("time", ["08:00", "12:00", "19:30", "24:00"])
def test_times_of_day_stay_times(time):
    read = terms.read_text(minimal(window=f"{{from: 2025-10-18T{time}, until: {time}, repeat: FREQ=DAILY;COUNT=3}}"))
    assert (read.windows["w"].start, read.windows["w"].until) == (f"2025-10-18T{time}", time)


AREAS = [
    ("{point: [34.5, 47.5], radius: 10 nmi}", "point", {"lon": 34.5, "lat": 47.5, "radius_m": 18520.0}),
    ("{polygon: [[34, 47], [35, 47], [35, 48], [34, 47]]}", "polygon", None),
    ("{polygon: {type: MultiPolygon, coordinates: [[[[34, 47], [35, 47], [35, 48], [34, 47]]]]}}", "polygon", None),
    ("{polygon: {type: Feature, properties: {}, geometry: {type: Polygon, coordinates: [[[34, 47], [35, 47], [35, 48], [34, 47]]]}}}", "polygon", None),
    ("{corridor: {line: {line: front, as_of: 2014-09-19}, half_width: 500 m, side: left}}", "corridor", None),
    ("{beside_line: {line: front, side: right, depth: 15 km}}", "beside_line", None),
    ("{width_between: {lines: [front, [[34, 46], [35, 47]]], total: 50 km, split: 0.5}}", "width_between", None),
    ("{moving: {track: vessel, radius: 10 nmi, stale_after: PT1H}}", "moving", {"track": "vessel", "radius_m": 18520.0, "stale_after_us": 3_600_000_000}),
    ("{moving: {track: [{at: 2025-10-18T08:00, point: [30, 46]}], radius: 1 km}}", "moving", {"track": (("2025-10-18T08:00", 30.0, 46.0),), "radius_m": 1000.0, "stale_after_us": None}),
    ("{objects: {classes: [dam], list_by: M1, list_version: 1, test: damaged, buffer: 200 m, within: z}}", "objects", None),
    ("{place: Mariupol}", "place", {"name": {"en": "Mariupol"}}),
    ("{place: {name: {uk: Київ}, point: [30.5, 50.4], radius: 20 km}}", "place", {"name": {"uk": "Київ"}, "lon": 30.5, "lat": 50.4, "radius_m": 20000.0}),
    ("{unstated: the whole line}", "unstated", {"text": {"en": "the whole line"}, "within": None}),
    ("{together: [z, {place: Kherson}]}", "together", {"areas": ("z", "a.together.1")}),
    ("{same_as: z, minus: z}", "same_as", {"area": "z"}),
    ("{everywhere: true}", "everywhere", {}),
]  # fmt: skip


@pytest.mark.parametrize(("written", "kind", "spec"), AREAS)
def test_every_way_of_saying_where(written, kind, spec):
    area = terms.read_text(minimal(area=written)).areas["a"]
    assert area.kind == kind
    assert spec is None or area.spec == spec


def test_the_word_everywhere_is_an_area_unless_the_file_gives_that_key_another():
    text = EVERYWHERE_OR_HERE
    assert terms.read_text(text).areas["C1.area"].kind == "everywhere"
    drawn = terms.read_text(text + "areas: {everywhere: {point: [34.5, 47.5], radius: 1 km}}\n")
    assert drawn.clauses["C1"].area == {"": "everywhere"}
    assert drawn.areas["everywhere"].kind == "point"


EVERYWHERE_OR_HERE = """
format: ceasefire-terms/1
ceasefire: everywhere-or-here
title: {en: test}
timezone: UTC
parties: {P1: {}}
clauses: {C1: {kind: refrain, acts: [fire], bound: [P1], area: everywhere}}
declarations: [{party: P1, clauses: [C1], history: [{state: announced, on: 2025-10-10}]}]
"""


def test_inline_areas_and_windows_get_a_key():
    read = terms.read_text(
        minimal(
            clause="{kind: refrain, acts: all, bound: P1, area: {P1: {place: Kyiv}, NO: z}, window: {from: 2025-10-18, lasts: PT1H}}"
        )
    )
    assert read.clauses["C1"].area == {"P1": "C1.area.P1", "NO": "z"}
    assert read.areas["C1.area.P1"].spec["name"] == {"en": "Kyiv"}
    assert read.clauses["C1"].window == {"": "C1.window"}
    assert read.windows["C1.window"].lasts == "PT1H"


def test_any_value_may_be_qualified():
    read = terms.read_text(
        minimal(
            area="{point: {value: [34, 47], status: inferred, source: news}, radius: {status: to_be_set, by: M1, due: 2025-10-17}}",
            window='{reports_differ: [{value: {from: "2022-03-05T10:00", until: "16:00"}, source: a}, {value: {from: "2022-03-05T10:00", lasts: PT7H}}, {value: {from: "2022-03-05T10:00", lasts: PT5H}}]}',
        )
    )
    assert read.areas["a"].spec == {"lon": 34.0, "lat": 47.0, "radius_m": None}
    assert read.qualifications["areas.a.point"].status == "inferred"
    assert read.qualifications["areas.a.radius"].due == "2025-10-17"
    assert read.windows["w"].until == "2022-03-05T16:00"
    assert [source for _, source in read.qualifications["windows.w"].reports_differ] == ["a", None, None]


BAD = [
    (minimal(clause="{kind: refrain, actz: [fire]}"), "CF-TERMS-020", "clauses.C1.actz"),
    (minimal(clause="{kind: refuse, acts: [fire]}"), "CF-TERMS-023", "clauses.C1.kind"),
    (minimal(clause="{acts: [fire]}"), "CF-TERMS-021", "clauses.C1.kind"),
    (minimal(clause="{kind: refrain, acts: [fire.morter]}"), "CF-TERMS-024", "clauses.C1.acts.0"),
    (minimal(clause="{kind: do, duty: withdrew}"), "CF-TERMS-025", "clauses.C1.duty"),
    (minimal(clause="{kind: do}"), "CF-TERMS-021", "clauses.C1.duty"),
    (minimal(clause="{kind: refrain, duty: repair}"), "CF-TERMS-033", "clauses.C1.duty"),
    (minimal(clause="{kind: limit, acts: [fire], at_most: {n: 10, unit: bang}}"), "CF-TERMS-026", "clauses.C1.at_most.unit"),
    (minimal(clause="{kind: limit, acts: [fire], at_most: {n: 10.5, unit: burst}}"), "CF-TERMS-028", "clauses.C1.at_most.n"),
    (minimal(clause="{kind: limit, acts: [fire], at_most: {n: -1, unit: burst}}"), "CF-TERMS-028", "clauses.C1.at_most.n"),
    (minimal(clause="{kind: limit, acts: [fire], at_most: {n: 1e9, unit: burst}}"), "CF-TERMS-028", "clauses.C1.at_most.n"),
    (minimal(clause="{kind: refrain, acts: [fire], bound: [P3]}"), "CF-TERMS-027", "clauses.C1.bound.0"),
    (minimal(clause="{kind: refrain, acts: [fire], area: zz}"), "CF-TERMS-027", "clauses.C1.area"),
    (minimal(clause="{kind: refrain, acts: [fire], area: {P9: z}}"), "CF-TERMS-027", "clauses.C1.area.P9"),
    (minimal(clause="{kind: refrain, acts: [fire], bound: [P1], by: [P1]}"), "CF-TERMS-033", "clauses.C1"),
    (minimal(clause="{kind: refrain, acts: [fire], acts_unstated: peace}"), "CF-TERMS-033", "clauses.C1"),
    (minimal(clause="[fire]"), "CF-TERMS-022", "clauses.C1"),
    (minimal(clause="{kind: do, duty: repair, finish_by: soon}"), "CF-TERMS-031", "clauses.C1.finish_by"),
    (minimal(area="{point: [34, 47], radius: 1.5}"), "CF-TERMS-029", "areas.a.radius"),
    (minimal(area="{point: [34, 47], radius: 0 km}"), "CF-TERMS-029", "areas.a.radius"),
    (minimal(area="{point: [34, 47], radius: -5 km}"), "CF-TERMS-029", "areas.a.radius"),
    (minimal(area="{point: [34, 47], radius: 99999 km}"), "CF-TERMS-029", "areas.a.radius"),
    (minimal(area="{point: [34, 47]}"), "CF-TERMS-021", "areas.a.radius"),
    (minimal(area="{point: [47, 134.5], radius: 1 km}"), "CF-TERMS-032", "areas.a.point"),
    (minimal(area="{point: [34, nan], radius: 1 km}"), "CF-TERMS-032", "areas.a.point"),
    (minimal(area="{point: [1e999, 0], radius: 1 km}"), "CF-TERMS-032", "areas.a.point"),
    (minimal(area="{point: here, radius: 1 km}"), "CF-TERMS-032", "areas.a.point"),
    (minimal(area="{polygon: [[34, 47], [35, 47], [35, 48]]}"), "CF-TERMS-032", "areas.a.polygon"),
    (minimal(area="{polygon: [[34, 47], [35, 47], [35, 48], [34, 48]]}"), "CF-TERMS-032", "areas.a.polygon"),
    (minimal(area="{polygon: [[34, 47], [35, 48], [35, 47], [34, 48], [34, 47]]}"), "CF-GEOMETRY-001", "areas.a.polygon"),
    (minimal(area="{polygon: {type: Point, coordinates: [34, 47]}}"), "CF-TERMS-032", "areas.a.polygon"),
    (minimal(area="{polygon: []}"), "CF-TERMS-032", "areas.a.polygon"),
    (minimal(area="{place: x, everywhere: true}"), "CF-TERMS-034", "areas.a"),
    (minimal(area="{label: x}"), "CF-TERMS-034", "areas.a"),
    (minimal(area="{everywhere: false}"), "CF-TERMS-022", "areas.a.everywhere"),
    (minimal(area="{same_as: a}"), "CF-TERMS-036", "areas.a"),
    (minimal(area="{unstated: x, within: {together: [z, a]}}"), "CF-TERMS-036", "areas.a"),
    (minimal(area="{corridor: {line: back, half_width: 1 km}}"), "CF-TERMS-027", "areas.a.corridor.line"),
    (minimal(window="{from: 2025-02-30}"), "CF-TERMS-030", "windows.w.from"),
    (minimal(window="{from: 18.10.2025}"), "CF-TERMS-030", "windows.w.from"),
    (minimal(window="{from: 2025-10-18T25:00}"), "CF-TERMS-030", "windows.w.from"),
    (minimal(window="{from: 2025-10-18, lasts: P7}"), "CF-TERMS-031", "windows.w.lasts"),
    (minimal(window="{from: 2025-10-18, lasts: P7D, until: 2025-10-20}"), "CF-TERMS-033", "windows.w"),
    (minimal(window="{repeat: FREQ=DAILY, lasts: PT1H}"), "CF-TERMS-021", "windows.w"),
    (minimal(window="{from: 2025-10-18, repeat: FREQ=SOMETIMES, lasts: PT1H}"), "CF-TERMS-031", "windows.w.repeat"),
    (minimal(window="{from: 2025-10-18, timezone: Europe/Kiyv}"), "CF-TERMS-038", "windows.w.timezone"),
    (minimal(window="{from: {status: stated}}"), "CF-TERMS-021", "windows.w.from"),
    (minimal(window="{from: {reports_differ: [{value: 2025-10-18}]}}"), "CF-TERMS-022", "windows.w.from"),
    (minimal(more="declarations: [{party: P1, history: [{state: agreed}]}]\n"), "CF-TERMS-023", "declarations.0.history.0.state"),
    (minimal(more="declarations: [{party: P1, own_version: {C9: {window: w}}}]\n"), "CF-TERMS-044", "own_version.C9"),
    (minimal(more="declarations: [{party: P1, own_version: {C1: {bound: [P8]}}}]\n"), "CF-TERMS-027", "clauses.C1.bound.0"),
    (minimal(more="amendments: [{date: 2025-10-20, changes: {zones: {}}}]\n"), "CF-TERMS-044", "zones"),
    (minimal(more="amendments: [{date: 2025-13-20, changes: {}}]\n"), "CF-TERMS-030", "amendments.0.date"),
    (minimal(more="exchange: [{P1: [C2]}]\n"), "CF-TERMS-027", "exchange.0.P1.0"),
    (minimal(more="held_if: {coverage: 50 %}\n"), "CF-TERMS-028", "held_if.coverage"),
    (minimal(more="title: {english: x}\n"), "CF-TERMS-022", "title.english"),
    (minimal(more="not_expressed: none\n"), "CF-TERMS-022", "not_expressed"),
    (minimal().replace("NO: {}", "place: {}"), "CF-TERMS-035", "parties.place"),
    (minimal().replace("P1: {}", "P.1: {}"), "CF-TERMS-022", "parties.P.1"),
    (minimal().replace("parties: {P1: {}, NO: {}, M1: {}}\n", ""), "CF-TERMS-021", "parties"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "field"), BAD)
def test_a_wrong_value_is_named_with_its_field_and_line(text, code, field):
    assert (code, field) in codes_at(text)
    for problem in problems(text):
        assert problem.place.file == "t.yaml"
        assert problem.place.line is not None
        assert problem.way_out


def test_every_problem_is_told_at_once_in_the_order_of_the_file():
    text = minimal(
        area="{point: [34, 47], radius: 2}",
        window="{from: 2025-02-30}",
        clause="{kind: refrain, acts: [fir], bound: [P7]}",
    )
    found = problems(text)
    assert [each.code.code for each in found] == ["CF-TERMS-029", "CF-TERMS-030", "CF-TERMS-024", "CF-TERMS-027"]


def test_a_slip_of_the_finger_gets_a_suggestion():
    [problem] = problems(minimal(clause="{kind: refrain, acts: [fire], boundd: [P1]}"))
    assert problem.way_out == "Did you mean `bound`?"
    [problem] = problems(minimal(area="{point: [34, 47], radius: 1.5}"))
    assert "`1.5 km`" in problem.way_out


@pytest.mark.parametrize(
    "text", ["ceasefire: x\n", "format: ceasefire-terms/2\n", "format: ceasefire-match/1\n", "format: [1]\n"]
)
def test_other_formats_are_refused_with_a_way_out(text):
    with pytest.raises(UnknownFormat) as refusal:
        terms.read_text(text + "parties: {}\n")
    assert refusal.value.problems[0].way_out


@pytest.mark.parametrize("text", ["- a\n", "x\n"])
def test_a_list_or_a_word_is_no_file_of_terms(text):
    with pytest.raises(BadInput, match="CF-TERMS-022"):
        terms.read_text(text)


def chain(links):
    rest = "".join(f", a{n}: {{same_as: {f'a{n - 1}' if n else 'z'}}}" for n in range(links))
    return minimal().replace("areas: {", f"areas: {{{rest.removeprefix(', ')}, ")


def doubled(times):
    rest = "".join(f", a{n}: {{together: [{', '.join([f'a{n - 1}' if n else 'z'] * 2)}]}}" for n in range(times))
    return minimal().replace("areas: {", f"areas: {{{rest.removeprefix(', ')}, ")


@pytest.mark.parametrize("text", [chain(31), chain(2000), doubled(12), doubled(30)])
def test_areas_drawn_by_too_many_others_are_refused(text):
    found = problems(text)
    assert {each.code.code for each in found} == {"CF-TERMS-037"}
    assert all(each.place.line for each in found)


@pytest.mark.parametrize("text", [chain(25), doubled(8)])
def test_areas_drawn_by_several_others_are_read(text):
    assert terms.lint(terms.read_text(text))


def test_more_versions_than_can_be_read_are_refused_at_once():
    own = "- {party: P1, own_version: {C1: {acts: [uav]}}}\n" * 3000
    clauses = "".join(f"  C{n}: {{kind: refrain, acts: [fire], bound: [P1]}}\n" for n in range(2, 300))
    text = minimal(more=f"declarations:\n{own}").replace("clauses: {C1: ", "clauses:\n  C1: ").replace("}}\nd", "}\nd")
    text = text.replace("\ndeclarations", f"\n{clauses}declarations")
    assert [each.code.code for each in problems(text)] == ["CF-TERMS-046"]


@pytest.mark.parametrize("broken", [False, True])
def test_the_largest_file_there_may_be_is_told_of_soon(broken):
    areas = "".join(f"  a{n}: {{{'pint' if broken else 'point'}: [34.5, 47.1], radius: 1 km}}\n" for n in range(14_000))
    text = (
        minimal(more="")
        .replace("areas: {", f"areas:\n{areas}")
        .replace("a: {everywhere: true}}", "  a: {everywhere: true}")
    )
    text = text.replace("z: {everywhere: true}, ", "  z: {everywhere: true}\n")
    start = time.process_time()
    if broken:
        assert len(problems(text)) >= 14_000
    else:
        terms.lint(terms.read_text(text))
    assert time.process_time() - start < 10  # seconds of CPU; 3 on a quiet machine


@pytest.mark.parametrize("zone", ["Europe/Kiyv", "+03:00", "XYZ", "12"])
def test_a_zone_of_no_such_name_has_its_own_way_out(zone):
    [problem] = problems(minimal().replace("Europe/Kyiv", f'"{zone}"'))
    assert (problem.code.code, problem.place.field) == ("CF-TERMS-038", "timezone")
    assert "Europe/Kyiv" in problem.way_out


@pytest.mark.parametrize("version", ["2", "2.0", "12345678901"])
def test_a_version_to_come_is_told_as_such(version):
    with pytest.raises(UnknownFormat, match="CF-KERNEL-003"):
        terms.read_text(minimal().replace("ceasefire-terms/1", f"ceasefire-terms/{version}"))
