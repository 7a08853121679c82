"""That nothing happened is graded by who was looking; and the finding that the whole would bear, as a proposal."""

import dataclasses
import itertools
import json

import pytest
from tests.desk.case_acts import START, act, case_of, piece
from tests.desk.case_acts import matched as facts
from tests.desk.case_acts import row as fact
from tests.desk.test_matched import DAY, TERMS, event

from ceasefire.clock import HOUR
from ceasefire.desk import grade_absence, matched, propose_finding
from ceasefire.errors import BadInput
from ceasefire.geometry import Disc
from ceasefire.kernel import taxonomy
from ceasefire.record import Effort

ALL = taxonomy.acts().expand(["all"])
NUMBER = itertools.count()


def watch(by="post", means="post", first=0, last=24, km=20, acts=ALL, status="watched", lon=34.5):
    span = DAY.start_us + first * HOUR, DAY.start_us + last * HOUR
    return Effort(f"w{next(NUMBER)}", by, means, Disc(lon, 47.5, km * 1000), "", *span, acts, status)


FIRE, UAV = (taxonomy.acts().expand([word]) for word in ("fire", "uav"))
TABLE = [
    ("no record of watching", None, {}, "not_graded", "no_effort_recorded"),
    ("no record, a party denies", None, {"denied_by": ["P1"]}, "E0", "denied"),
    ("nobody", [], {}, "not_graded", "not_watched"),
    ("nobody, a party denies", [], {"denied_by": ["P1"]}, "E0", "denied"),
    ("elsewhere", [watch(lon=36)], {}, "not_graded", "not_watched"),
    ("blind to such acts", [watch(acts=UAV)], {}, "not_graded", "not_watched"),
    ("denied", [watch(status="denied")], {}, "not_graded", "not_watched"),
    ("half the day", [watch(last=12)], {}, "E1", "watched_in_part"),
    ("two shifts", [watch(last=12), watch(first=12)], {}, "E2", "watched_whole"),
    ("two shifts of two posts", [watch(last=12), watch("post 2", first=12)], {}, "E2", "watched_whole"),
    ("one post", [watch(acts=FIRE)], {}, "E2", "watched_whole"),
    ("two posts, one means", [watch(), watch("post 2")], {}, "E2", "watched_whole"),
    ("one post, two means", [watch(), watch(means="camera")], {}, "E2", "watched_whole"),
    ("post and camera", [watch(), watch("camera 4", "camera")], {}, "E3", "watched_whole"),
    (
        "post, camera, inspection",
        [watch(), watch("camera 4", "camera")],
        {"no_trace_by": "team 3"},
        "E4",
        "watched_whole",
    ),
    ("one post, inspection", [watch()], {"no_trace_by": "team 3"}, "E2", "watched_whole"),
]


@pytest.mark.parametrize(
    ("effort", "more", "word", "code"), [line[1:] for line in TABLE], ids=[line[0] for line in TABLE]
)
def test_silence_is_worth_the_looking_behind_it(effort, more, word, code):
    found = grade_absence(TERMS, event(), effort, **more)
    assert (found.word, found.reasons[0].code) == (word, code)


def test_watches_that_were_prevented_are_named():
    found = grade_absence(
        TERMS,
        event(),
        [watch(last=12), watch("drone team", "uav", status="jammed"), watch("far", status="denied", lon=36)],
    )
    told = [each.text for each in found.reasons if each.code == "watch_prevented"]
    assert told == ["drone team was to watch by uav and did not: jammed"]


def test_an_act_that_the_watch_could_see_only_in_part_is_not_watched():
    wide = dataclasses.replace(event(), acts=frozenset({"fire.mortar", "uav.recon"}))
    assert grade_absence(TERMS, wide, [watch(acts=FIRE)]).word == "not_graded"


def test_a_place_of_which_only_a_part_was_in_sight_is_watched_in_part():
    wide = event(radius=8000)
    assert grade_absence(TERMS, wide, [watch(km=4)]).word == "E1"


def test_an_area_of_the_terms_is_watched_by_its_name():
    named = dataclasses.replace(watch(), where=None, area="zone")
    assert grade_absence(TERMS, event(), [named]).word == "E2"


def test_the_grade_of_absence_goes_with_the_match_into_the_case_and_back():
    found = matched(TERMS, [event("r1")], effort=[watch(last=12)])
    case = case_of("register", "triage", "fuse", act("match", 3, matched=json.loads(json.dumps(found.to_json()))))
    assert case.absence.word == "E1"
    assert case.absence.to_json() == found.absence["r1"].to_json()
    assert case.absence.reasons[0].text.startswith("watched 50 %")


# ---------------------------------------------------------------- what finding it would bear

DIRECT = piece("r2", "direct", "patrol 1", means="patrol")
CAMERA = piece("r3", "sensor", "camera 4", means="camera")
PARTY = piece("r1", "party", "spokesman", party="P1")
SOURCE = piece("r1")
WHY = {"code": "watched_whole", "text": "post 2 watched", "values": {}}
ABSENT = {"report": "r1", "line": "absence", "grade": "E2", "reasons": [WHY]}

BEARS = [
    ([SOURCE], [fact(answer="outside")], None, "not_covered"),
    ([SOURCE], [fact(answer="not_bound")], None, "not_covered"),
    ([SOURCE], [fact(answer="outside"), fact(clause="C2")], None, "alleged_credible"),
    ([PARTY], [fact()], None, "inconclusive"),
    ([PARTY], [fact()], ABSENT, "unsubstantiated"),
    ([PARTY], [fact(answer="cannot_tell")], ABSENT, "unsubstantiated"),
    ([SOURCE], [fact()], ABSENT, "inconclusive"),
    ([SOURCE], [fact()], ABSENT | {"grade": "E1"}, "alleged_credible"),
    ([SOURCE], [fact(answer="cannot_tell")], None, "inconclusive"),
    ([SOURCE], [fact(near_edge=True)], None, "inconclusive"),
    ([DIRECT], [fact("r2")], None, "confirmed"),
    ([DIRECT], [fact("r2")], ABSENT | {"report": "r2"}, "confirmed"),
    ([DIRECT], [fact("r2", answer="exception_claimed", exempt="X1")], None, "confirmed_exempt"),
    ([PARTY, DIRECT], [fact(), fact("r2", answer="outside")], None, "not_covered"),
    ([PARTY, DIRECT], [fact(answer="outside"), fact("r2")], None, "confirmed"),
    (
        [DIRECT, piece("r4", "direct", "post 2", means="post")],
        [fact("r2"), fact("r4", answer="outside")],
        None,
        "inconclusive",
    ),
    ([DIRECT, CAMERA], [fact("r2"), fact("r3")], None, "confirmed"),
    ([piece("r1", "heat", "satellite", lines=["occurred"])], [fact()], None, "inconclusive"),
]


@pytest.mark.parametrize(("pieces", "rows", "absence", "finding"), BEARS)
def test_the_finding_that_a_case_would_bear(pieces, rows, absence, finding):
    body = facts(*rows)
    body["matched"] |= {"absence": [absence] if absence else []}
    case = case_of(
        act("register", 0, reports=pieces, text="x"), "triage", "fuse", act("match", 3, **body), "corroborate"
    )
    proposal = propose_finding(case)
    assert proposal.body["finding"] == finding
    assert all(each.text for each in proposal.reasons)
    taken = case.after(proposal.taken_up("taras", START + 10**12, "I read all of it"))
    assert taken.finding.finding == finding
    assert taken.history[-1].body["proposal"]["reasons"]


def test_there_is_nothing_to_propose_before_the_match():
    assert propose_finding(case_of("register", "triage")) is None


def test_a_proposal_changes_nothing_until_a_named_officer_takes_it_up():
    case = case_of("register", "triage", "fuse", "match", "corroborate")
    proposal = propose_finding(case)
    assert case.finding is None
    with pytest.raises(BadInput, match="CF-DESK-002"):
        proposal.taken_up("", START, "words")
    with pytest.raises(BadInput, match="CF-DESK-005"):
        case.after(proposal.taken_up("taras", START + 10**12, "  "))
    assert not hasattr(proposal, "by")
