from pathlib import Path

import pytest

from ceasefire import terms
from ceasefire.terms.lint import CHECKS, codes
from ceasefire.terms.templates import NAMES, template

SAMPLE = Path(__file__).parent / "line-repair-example.yaml"
# A text without any finding; each case below breaks one thing in it.
SOUND = """format: ceasefire-terms/1
ceasefire: sound
timezone: Europe/Kyiv
purpose: {kind: repair}
held_if: {acts: [fire], clause: C1, rule: no_confirmed, coverage: 0.5, set_on: 2025-10-09}
parties: {P1: {}, P2: {}, M1: {}, G1: {}, X9: {}}
instrument: {form: agreement, signed_by: [P1, P2]}
glossary: {offensive_action: any attempt to change positions}
lines: {line: [{as_of: 2014-09-19, geometry: [[34.5, 47.4], [34.6, 47.6]]}]}
areas:
  zone: {point: [34.59, 47.51], radius: 5 km}
  works: {point: [34.59, 47.51], radius: 500 m}
windows:
  w: {from: "2025-10-18T08:00", lasts: P7D}
clauses:
  C1: {kind: refrain, acts: [fire, uav], bound: [P1, P2], area: zone, window: w, verified_by: M1}
  R1: {kind: do, duty: repair, by: [P1], area: works, window: w, finish_by: P7D}
exceptions:
  X1: {of: [C1], acts: [uav.recon], by: [M1]}
declarations:
  - {party: P1, clauses: [C1, R1], history: [{state: announced, on: 2025-10-10}, {state: accepted, on: 2025-10-11}]}
  - {party: P2, clauses: [C1], history: [{state: accepted, on: 2025-10-11}]}
guarantees:
  G1: {by: P1, area: zone, window: w, must_cover: [works], margin: 1 km, received: 2025-10-17, expires: 2025-10-26}
  G2: {by: P2, area: zone, window: w, must_cover: [works], margin: 1 km, received: 2025-10-17, expires: 2025-10-26}
release: {trigger: {kind: confirmed_breach, confirmed_by: M1}, notice: P1D, decided_by: P1}
monitoring: {by: M1, rule: smm_violation}
"""
C1 = "C1: {kind: refrain, acts: [fire, uav], bound: [P1, P2], area: zone, window: w, verified_by: M1}"
R1 = "R1: {kind: do, duty: repair, by: [P1], area: works, window: w, finish_by: P7D}"
ZONE = "zone: {point: [34.59, 47.51], radius: 5 km}"
W = 'w: {from: "2025-10-18T08:00", lasts: P7D}'
X1 = "X1: {of: [C1], acts: [uav.recon], by: [M1]}"
SIGNED = "signed_by: [P1, P2]"


def more(old, *new):
    """Keep `old` and put further entries after it."""
    return (old, "\n  ".join((old, *new)))


CASES = [
    # times
    ("timezone: Europe/Kyiv\n", "", "NO_ZONE", "windows.w.from", "error"),
    ("timezone: Europe/Kyiv", "timezone: {unstated: true, assume: [Europe/Kyiv, Europe/Moscow]}", "ZONE_ASSUMED", "timezone", "note"),
    (W, 'w: {from: "2025-10-18T08:00", until: "2025-10-18T07:59"}', "END_BEFORE_START", "windows.w.until", "error"),
    (W, 'w: {from: "2025-10-18T08:00", until: "2025-10-18T08:00"}', "END_BEFORE_START", "windows.w.until", "error"),
    (W, 'w: {from: "2025-10-18T08:00", until: "2025-10-21T24:00"}', "MIDNIGHT", "windows.w.until", "warning"),
    (W, 'w: {from: "2025-10-18T00:00", lasts: P1D}', "MIDNIGHT", "windows.w.from", "warning"),
    (W, 'w: {from: "2025-10-25T08:00", lasts: P7D}', "CLOCK_CHANGES", "windows.w.from", "warning"),
    (W, 'w: {from: "2025-10-26T03:30", lasts: PT1H}', "NO_SUCH_LOCAL_TIME", "windows.w.from", "error"),
    (W, 'w: {from: "2025-03-30T03:30", lasts: PT1H}', "NO_SUCH_LOCAL_TIME", "windows.w.from", "error"),
    (W, 'w: {from: "2025-10-18T08:00"}', "NO_END", "windows.w.until", "note"),
    (W, 'w: {from: "2025-10-18T08:00", lasts: PT4H, repeat: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30}', "NEVER_HAPPENS", "windows.w.repeat", "error"),
    (W, 'w: {from: "2025-10-18T08:00", lasts: PT4H, repeat: FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3}', "NEVER_HAPPENS", "windows.w.repeat", "error"),
    (W, 'w: {from: "2025-10-18T08:00", lasts: PT4H, repeat: FREQ=DAILY}', "REPEATS_WITHOUT_END", "windows.w.repeat", "note"),
    (W, 'w: {from: "2025-10-18T08:00", lasts: {status: to_be_set, by: P1}}', "NOBODY_SETS", "windows.w.lasts", "warning"),
    (W, 'w: {from: "2025-10-18T08:00", lasts: {status: to_be_set, by: P1, due: 2025-10-17}}', "STILL_TO_SET", "windows.w.lasts", "note"),
    (W, 'w: {from: "2025-10-18T08:00", lasts: {status: unknown}}', "NOT_KNOWN", "windows.w.lasts", "note"),
    (W, 'w: {reports_differ: [{value: {from: "2025-10-18T08:00", lasts: PT7H}}, {value: {from: "2025-10-18T08:00", lasts: PT5H}}]}', "ACCOUNTS_DIFFER", "windows.w", "note"),
    (W, 'w: {from: "2025-10-11T12:00", lasts: P7D, notice_period: PT48H}', "NOTICE_TOO_SHORT", "declarations.1.history.0.on", "warning"),
    # places
    (ZONE, 'zone: {unstated: "a zone of about 10 km from the switchyard"}', "DISTANCE_UNCLEAR", "areas.zone.unstated", "warning"),
    (ZONE, "zone: {point: [34.59, 47.51], radius: {value: 5 km, status: inferred}}", "DISTANCE_UNCLEAR", "areas.zone.radius", "warning"),
    (*more(ZONE, "idle: {point: [34.59, 47.91], radius: 1 km}"), "AREA_WITHOUT_ACT", "areas.idle", "warning"),
    (ZONE, ZONE.replace("5 km", "5 km, shape_status: approximated_by_us"), "AREA_APPROXIMATED", "areas.zone.shape_status", "note"),
    (ZONE, "zone: {unstated: the whole line}", "AREA_UNSTATED", "areas.zone.unstated", "warning"),
    (ZONE, "zone: {polygon: [[34, 47], [36, 47], [36, 48], [34, 48], [34, 47]]}", "EDGE_OFF_GEODESIC", "areas.zone.polygon", "warning"),
    ("geometry: [[34.5, 47.4], [34.6, 47.6]]}", "geometry: [[34.5, 47.4], [34.6, 47.6]], disputed_by: [P2]}", "LINE_DISPUTED", "lines.line.0.disputed_by", "warning"),
    (R1, R1.replace("area: works", "area: {point: [34.9, 47.9], radius: 1 km}"), "WORKS_OUTSIDE", "clauses.R1.area", "error"),
    (ZONE, "zone: {width_between: {lines: [line, line], total: 30 km}}", "SPLIT_UNSTATED", "areas.zone.width_between.split", "warning"),
    (ZONE, "zone: {moving: {track: vessel, radius: 10 nmi}}", "TRACK_NEVER_STALE", "areas.zone.moving.stale_after", "warning"),
    (ZONE, "zone: {objects: {classes: [dam], test: damaged, list_by: M1}}", "OBJECTS_WITHOUT_LIST", "areas.zone.objects.list_version", "warning"),
    (ZONE, "zone: {objects: {classes: [dam], list_by: M1, list_version: 1}}", "OBJECTS_WITHOUT_TEST", "areas.zone.objects.test", "warning"),
    (ZONE, "zone: {point: [47.51, 34.59], radius: 5 km}", "POINT_LOOKS_SWAPPED", "areas.zone", "warning"),
    # acts
    (C1, C1.replace("acts: [fire, uav], ", ""), "NO_ACT", "clauses.C1.acts", "error"),
    (C1, C1.replace("acts: [fire, uav]", "acts_unstated: a ceasefire"), "ACTS_UNSTATED", "clauses.C1.acts_unstated", "warning"),
    ("rule: smm_violation", "text: reports", "NO_COUNTING_RULE", "monitoring.rule", "warning"),
    ("rule: smm_violation", "rule: our_own", "UNKNOWN_RULE", "monitoring.rule", "warning"),
    ("monitoring: {by: M1, rule", "monitoring: {rule", "NO_VERIFIER", "clauses.R1.verified_by", "warning"),
    ("exceptions:\n  " + X1 + "\n", "", "MONITORS_NOT_EXEMPT", "clauses.C1.acts", "warning"),
    (*more(C1, "A1: {kind: allow, acts: [fire.mortar], bound: [P1], area: zone, window: w}"), "ALLOWED_AND_FORBIDDEN", "clauses.A1.acts", "warning"),
    (C1, C1.replace("refrain", "limit"), "LIMIT_WITHOUT_NUMBER", "clauses.C1.at_most", "error"),
    (C1, C1.replace("refrain", "limit").replace("verified_by", "target_level: a large margin, verified_by"), "REDUCTION_UNQUANTIFIED", "clauses.C1.baseline", "warning"),
    (C1, C1.replace("bound: [P1, P2], ", ""), "NOBODY_BOUND", "clauses.C1.bound", "error"),
    (C1, C1.replace("area: zone, ", ""), "NO_AREA", "clauses.C1.area", "warning"),
    (C1, C1.replace("window: w, ", ""), "NO_WINDOW", "clauses.C1.window", "warning"),
    # duties
    (R1, R1.replace("window: w, finish_by: P7D", "ref: art. 2"), "NO_DEADLINE", "clauses.R1.finish_by", "warning"),
    (R1, R1.replace("repair", "withdraw"), "WEAPONS_UNNAMED", "clauses.R1.weapons", "warning"),
    (R1, R1.replace("repair", "withdraw, weapons: {types: [tube_artillery], calibre_mm: {from: 100}}"), "MORTAR_IN_NO_BAND", "clauses.R1.weapons.types", "warning"),
    (R1, R1.replace("repair", "withdraw, weapons: [{types: mortar, calibre_mm: {from: 60, to: 82}}, {types: mortar, calibre_mm: {from: 120}}]"), "BANDS_GAP", "clauses.R1.weapons.1.calibre_mm.from", "warning"),
    (R1, R1.replace("repair", "withdraw, weapons: {types: [mortar], calibre_mm: {to: 100}}"), "BANDS_GAP", "clauses.R1.weapons.calibre_mm.to", "warning"),
    (R1, R1.replace("repair", "withdraw, weapons: [{types: mortar, calibre_mm: {from: 60}, distance: 1 km}, {types: mortar, calibre_mm: {from: 100}, distance: 5 km}]"), "BANDS_OVERLAP", "clauses.R1.weapons.1.calibre_mm", "warning"),
    (R1, R1.replace("finish_by: P7D", "at_least: {n: 18, of: fuel_ship, per: P2M}"), "QUOTA_PERIOD_UNSTATED", "clauses.R1.at_least.anchor", "warning"),
    ("monitoring:", "exchange: [{P2: [R1]}]\nmonitoring:", "EXCHANGE_NOT_BINDING", "exchange.0.P2.0", "error"),
    # exceptions
    (*more(X1, "X2: {of: [C1], acts: [fire]}"), "SELF_DEFENCE_UNBOUNDED", "exceptions.X2.only_if", "warning"),
    (*more(X1, "X2: {of: [C1], acts: [fire], only_if: [self_defence]}"), "SELF_DEFENCE_UNBOUNDED", "exceptions.X2.only_if", "warning"),
    (*more(X1, "X2: {of: [C1], acts: [fire], only_if: [repel_violations], by: [P1]}"), "SELF_DEFENCE_UNBOUNDED", "exceptions.X2.only_if", "warning"),
    (*more(X1, "X2: {of: [C1], acts: [fire, civilian.attack], only_if: [ordered_by_leadership]}"), "EXCEPTION_REACHES_PROTECTED", "exceptions.X2.acts", "error"),
    (*more(X1, "X2: {of: [C1], acts: all, only_if: [ordered_by_leadership]}"), "EXCEPTION_REACHES_PROTECTED", "exceptions.X2.acts", "error"),
    (*more(X1, "X2: {of: [C1], acts: [fire], targets: [M1], only_if: [ordered_by_leadership]}"), "EXCEPTION_REACHES_PROTECTED", "exceptions.X2.targets", "error"),
    (*more(C1, "A1: {kind: allow, acts: [monitor.delay], bound: [P1]}"), "EXCEPTION_REACHES_PROTECTED", "clauses.A1.acts", "error"),
    (C1, C1.replace("verified_by", "excluded: [{actor: X9}], verified_by"), "NOBODY_DECIDES", "clauses.C1.excluded.0.decided_by", "warning"),
    (X1, "X1: {of: [C1], acts: [missile], by: [M1]}", "EXCEPTION_WITHOUT_EFFECT", "exceptions.X1.acts", "warning"),
    ("kind: confirmed_breach, confirmed_by: M1", "kind: any_breach", "RELEASE_ON_ANY_BREACH", "release.trigger.kind", "warning"),
    ("kind: confirmed_breach, confirmed_by: M1", "kind: serious_breach", "RELEASE_ON_ANY_BREACH", "release.trigger.kind", "warning"),
    (", notice: P1D, decided_by: P1", "", "RELEASE_UNCLEAR", "release.notice", "warning"),
    # parties
    (SIGNED, SIGNED + ", bound_not_signing: [X9]", "BOUND_PARTY_ABSENT", "instrument.bound_not_signing.0", "warning"),
    (SIGNED, SIGNED + ", guarantors: [{who: G1, for: X9}]", "BOUND_PARTY_ABSENT", "instrument.guarantors.0.for", "warning"),
    (C1, C1.replace("[P1, P2]", "[P1, P2, X9]"), "BOUND_WITHOUT_DECLARATION", "clauses.C1.bound.2", "warning"),
    ("party: P2, clauses: [C1]", "party: P2, clauses: [C1, R1]", "DECLARED_NOT_BOUND", "declarations.1.clauses.1", "warning"),
    ("on: 2025-10-10", "on: 2025-10-12", "HISTORY_OUT_OF_ORDER", "declarations.0.history.1.on", "warning"),
    ("history: [{state: accepted, on: 2025-10-11}]", "history: []", "NO_HISTORY", "declarations.1.history", "warning"),
    ("party: P2, clauses: [C1],", "party: P2, clauses: [C1], own_version: {C1: {acts: [uav]}},", "OWN_VERSION_OPEN", "declarations.1.own_version", "note"),
    ("held_if: {acts: [fire], clause: C1, rule: no_confirmed, coverage: 0.5, set_on: 2025-10-09}\n", "", "NO_HELD_IF", "held_if", "warning"),
    (", set_on: 2025-10-09", "", "HELD_IF_NOT_LOGGED", "held_if.set_on", "note"),
    ("M1: {}", "M1: {role: {says: {P1: mediator, P2: party}}}", "ROLE_DISPUTED", "parties.M1.role.says", "note"),
    # guarantees
    ("must_cover: [works], margin: 1 km, received", "must_cover: [works], margin: 6 km, received", "GUARANTEE_TOO_SMALL", "guarantees.G1.must_cover.0", "error"),
    (ZONE, ZONE.replace("5 km", "400 m"), "GUARANTEE_TOO_SMALL", "guarantees.G1.must_cover.0", "error"),
    ("must_cover: [works], margin: 1 km, received", "received", "GUARANTEE_VAGUE", "guarantees.G1.must_cover", "warning"),
    ("received: 2025-10-17", "received: 2025-10-19", "GUARANTEE_LATE", "guarantees.G1.received", "warning"),
    ("expires: 2025-10-26", "expires: 2025-10-20", "GUARANTEE_EXPIRES_EARLY", "guarantees.G1.expires", "error"),
    ("  G2: {by: P2", "  G2: {by: P1", "WORKS_WITHOUT_GUARANTEE", "guarantees", "warning"),
    # humanitarian
    (R1, R1.replace("repair", "evacuate"), "EVACUATION", "clauses.R1.duty", "note"),
    (R1, R1.replace("repair", "evacuate, eligible: women and children; men of fighting age are screened"), "SCREENING", "clauses.R1.eligible", "warning"),
    # wording
    (C1, C1.replace("verified_by", "text: no sabotage near local security forces, verified_by"), "UNDEFINED_TERM", "clauses.C1.text", "warning"),
    (C1, C1.replace("verified_by", "text: fire is reduced radically, verified_by"), "VAGUE_WORD", "clauses.C1.text", "warning"),
    (SIGNED, SIGNED + ", documents: [{id: D1, title: x, authentic: [en, uk]}]", "SEVERAL_AUTHENTIC", "instrument.documents.0.authentic", "note"),
    (SIGNED, SIGNED + ", documents: [{id: D1, title: x, public: false}]", "TEXT_NOT_PUBLIC", "instrument.documents.0.public", "note"),
    ("monitoring:", "not_expressed: [a fact]\nmonitoring:", "NOT_EXPRESSED", "not_expressed", "note"),
]  # fmt: skip


def found(text):
    return {(each.code.code, each.place.field, each.severity) for each in terms.lint(terms.read_text(text, "t.yaml"))}


def test_a_sound_text_has_no_finding():
    assert found(SOUND) == set()


@pytest.mark.parametrize(
    ("old", "new", "name", "field", "severity"), CASES, ids=[f"{case[2]}-{i}" for i, case in enumerate(CASES)]
)
def test_each_hazard_is_found_at_its_field(old, new, name, field, severity):
    assert SOUND.count(old) >= 1
    assert (getattr(codes, name).code, field, severity) in found(SOUND.replace(old, new, 1))


def test_lines_in_two_versions_need_a_date():
    two = SOUND.replace(
        "geometry: [[34.5, 47.4], [34.6, 47.6]]}]",
        "geometry: [[34.5, 47.4], [34.6, 47.6]]}, {as_of: 2015-02-12, geometry: [[34.5, 47.4], [34.7, 47.6]]}]",
    )
    undated = two.replace(ZONE, "zone: {corridor: {line: line, half_width: 20 km}}")
    assert ("CF-LINT-026", "areas.zone.corridor.line", "warning") in found(undated)
    dated = two.replace(ZONE, "zone: {corridor: {line: {line: line, as_of: 2015-02-12}, half_width: 20 km}}")
    assert "CF-LINT-026" not in {code for code, _, _ in found(dated)}


def test_an_evacuation_that_nobody_watches():
    text = SOUND.replace("monitoring: {by: M1, rule", "monitoring: {rule").replace(R1, R1.replace("repair", "evacuate"))
    assert ("CF-LINT-102", "clauses.R1.verified_by", "warning") in found(text)


def test_every_hazard_has_a_case_here():
    tested = {case[2] for case in CASES} | {"LINE_WITHOUT_DATE", "EVACUATION_UNWATCHED"}
    assert {name for name in vars(codes) if name.isupper()} == tested


def test_every_finding_has_line_got_or_field_and_a_way_out():
    for problem in terms.lint(terms.read(SAMPLE)):
        assert problem.place.file == str(SAMPLE)
        assert problem.place.line
        assert problem.place.field
        assert problem.way_out.endswith((".", "?"))


def test_findings_are_in_the_order_of_the_file_and_always_the_same():
    read = terms.read(SAMPLE)
    places = [(each.place.line, each.place.column) for each in terms.lint(read)]
    assert places == sorted(places)
    assert terms.lint(read) == terms.lint(read)


def test_an_area_that_another_account_names_is_no_idle_area():
    old, new = more(ZONE, "idle: {point: [34.59, 47.91], radius: 1 km}")
    body = SOUND.replace(old, new).replace(
        "area: zone, window: w, v", "area: {reports_differ: [{value: zone}, {value: idle}]}, window: w, v"
    )
    assert codes.AREA_WITHOUT_ACT.code not in {code for code, _, _ in found(body)}


def test_bounded_self_defence_is_no_finding():
    text = SOUND.replace(
        X1, X1 + "\n  X2: {of: [C1], acts: [fire], only_if: [offensive_action_by_other, ordered_by_leadership]}"
    )
    assert found(text) == set()


def test_a_band_holds_exactly_its_first_calibre():
    bands = "weapons: [{types: mortar, calibre_mm: {from: 60, to: 100}}, {types: mortar, calibre_mm: {from: 100}}]"
    text = SOUND.replace(R1, R1.replace("repair", f"withdraw, {bands}"))
    assert {"CF-LINT-061", "CF-LINT-062"} & {code for code, _, _ in found(text)} == set()


@pytest.mark.parametrize("name", NAMES)
def test_templates_have_no_error_and_list_what_is_to_be_set(name):
    findings = terms.lint(terms.read_text(template(name), name))
    assert {each.severity for each in findings} <= {"warning", "note"}
    assert [each for each in findings if each.code is codes.STILL_TO_SET]
    assert [each for each in findings if each.code is codes.NOBODY_SETS] == []


def test_checks_are_named_once():
    assert len({check.__name__ for check in CHECKS}) == len(CHECKS)
    assert all(check.__doc__ for check in CHECKS)


@pytest.mark.parametrize(
    ("zone", "point", "swapped"),
    [
        ("Europe/Kyiv", "[47.51, 34.59]", True),
        ("Europe/Kyiv", "[34.59, 47.51]", False),
        ("{unstated: true, assume: [Europe/Kyiv, Europe/Moscow]}", "[47.51, 34.59]", True),
        ("Africa/Khartoum", "[15.6, 32.5]", True),
        ("Africa/Khartoum", "[32.5, 15.6]", False),
        ("America/Bogota", "[4.6, -74.1]", True),
        ("Asia/Kabul", "[34.5, 69.2]", True),
        ("UTC", "[47.51, 34.59]", False),
    ],
)
def test_one_area_alone_looks_exchanged_by_its_time_zone(zone, point, swapped):
    text = f"""format: ceasefire-terms/1
ceasefire: alone
timezone: {zone}
parties: {{P1: {{}}}}
areas: {{z: {{point: {point}, radius: 5 km}}}}
"""
    told = [each.place.field for each in terms.lint(terms.read_text(text)) if each.code is codes.POINT_LOOKS_SWAPPED]
    assert told == (["areas.z"] if swapped else [])


def test_a_private_own_version_and_one_in_an_overlay_are_nothing_to_warn_of():
    own = "party: P2, clauses: [C1], own_version: {C1: {acts: [uav]}},"
    private = SOUND.replace("party: P2, clauses: [C1],", f"{own} private: true,")
    assert found(private) == set()
    overlay = "format: ceasefire-overlay/1\nceasefire: sound\noverlay_of: P2\nown_version: {C1: {acts: [uav]}}\n"
    assert terms.lint(terms.read_text(SOUND, "t.yaml", [overlay])) == ()
