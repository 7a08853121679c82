"""One night from end to end: rows come in, two tell of one blast, an officer opens a case and walks it to its release."""

from tests.desk.test_matched import DAY, TERMS

from ceasefire.clock import HOUR, MINUTE, ReportedTime
from ceasefire.desk import (
    Act,
    Case,
    Log,
    LogRow,
    Mandate,
    grade_absence,
    join,
    matched,
    piece_of_allegation,
    piece_of_observation,
    propose_duplicates,
    propose_finding,
)
from ceasefire.geometry import Disc, PointPlace
from ceasefire.kernel import taxonomy, units
from ceasefire.record import Allegation, Count, Effort, Observation
from ceasefire.scope import IdSet

MORTAR, SMM = frozenset({"fire.mortar"}), units.rule("smm_violation")
NIGHT = DAY.start_us + 22 * HOUR


def heard(ident, post, minute, n, lon=34.5):
    time = ReportedTime.at(NIGHT + minute * MINUTE)
    return Observation(
        ident,
        "mission",
        "post",
        time,
        PointPlace(lon, 47.5, 500),
        MORTAR,
        (Count(n, "explosion", SMM),),
        sense="heard",
        post=post,
    )


FILM = Observation(
    "o3",
    "mission",
    "camera",
    ReportedTime.at(NIGHT + 2 * MINUTE),
    PointPlace(34.501, 47.5, 100),
    MORTAR,
    (Count(4, "explosion", SMM),),
    sense="recorded",
    post="camera 4",
)
ALLEGED = Allegation(
    "l1",
    "P2",
    ReportedTime.at(NIGHT),
    PointPlace(34.5, 47.5, 2000),
    MORTAR,
    IdSet.of("P1"),
    (Count(40, "explosion", units.rule("not_stated")),),
)
ROWS = [
    heard("o1", "post 2", 0, 4),
    heard("o2", "post 7", 3, 5),
    FILM,
    ALLEGED,
    heard("o9", "post 9", 300, 2, lon=34.58),
]
KNOWN = {row.id: row for row in ROWS}
OFFICER, OTHER = "olena", "bohdan"


def test_one_night():
    log = Log().after(LogRow(row, OFFICER, NIGHT + HOUR) for row in ROWS)
    before = [tally.to_json() for tally in log.tallies()]

    found = propose_duplicates(row.as_event() for row in ROWS)
    pairs = {(pair.one, pair.other) for pair in found}
    assert {("o1", "o2"), ("o1", "o3"), ("o2", "o3")} <= pairs
    assert not any("o9" in pair for pair in pairs)

    pieces = {
        row.id: piece_of_allegation(row) if isinstance(row, Allegation) else piece_of_observation(row) for row in ROWS
    }
    at = iter(range(NIGHT + 2 * HOUR, NIGHT + 100 * HOUR, HOUR))

    def act(kind, by=OFFICER, **body):
        return Act(kind, by, next(at), body)

    case = Case("2025-10-18/1").after(act("register", reports=[pieces["l1"].to_json()], text="P2's liaison called"))
    assert case.evidence["occurred"].word == "E0"
    case = case.after(act("triage", urgency="daily", why="inside the zone"))
    seen = next(pair for pair in found if (pair.one, pair.other) == ("o1", "o2"))
    for ident in ("o1", "o2", "o3"):
        case = case.after(seen.proposal(pieces[ident]).taken_up(OFFICER, next(at), "same minute, same field"))
    assert [case.evidence[line].word for line in ("occurred", "place", "act")] == ["E3", "E3", "E3"]
    assert case.reports == ("l1", "o1", "o2", "o3")
    incident = join([KNOWN[ident] for ident in case.reports], "i1", OFFICER, counts_of="o1")
    assert set(incident.reports) == set(case.reports)

    watch = Effort(
        "w1",
        "mission, post 2",
        "post",
        Disc(34.5, 47.5, 15_000),
        "",
        DAY.start_us,
        DAY.end_us,
        taxonomy.acts().leaves("fire"),
    )
    facts = matched(TERMS, [KNOWN[ident].as_event() for ident in case.reports], effort=[watch])
    case = case.after(act("match", matched=facts.to_json()))
    assert "C1" in case.matched.touched
    assert grade_absence(TERMS, incident.as_event(), [watch]).word == "E2"
    case = case.after(act("corroborate", text="went to the field; the road was closed")).after(
        act("refused_access", where="the field", refused_by="not_known", when_us=NIGHT + 9 * HOUR)
    )
    case = case.after(act("ask_party", party="P1", question="did you fire?", deadline_us=NIGHT + 20 * HOUR))
    assert case.state == "party_reply"

    proposal = propose_finding(case)
    assert proposal.body["finding"] == "inconclusive"  # P2 never agreed, and who fired is not established
    case = case.after(
        Act("find", OFFICER, NIGHT + 21 * HOUR, {"finding": "alleged_credible", "text": "four heard, four filmed"})
    )
    case = case.after(Act("uphold", OTHER, NIGHT + 22 * HOUR, {"why": "read it all"}))
    case = case.after(Act("dissent", "taras", NIGHT + 23 * HOUR, {"text": "outgoing fire was not excluded"}))
    case = case.after(Act("release", OFFICER, NIGHT + 24 * HOUR, {"tier": "public", "text": "explosions in the zone"}))
    assert (case.state, case.asked[0].answer, len(case.refused_access), len(case.dissent)) == ("released", None, 1, 1)

    assert Case(case.id, case.acts, Mandate()) == case
    assert [tally.to_json() for tally in log.tallies()] == before
    assert [count.n for count in log.tallies()[0].counts] == [4 + 5 + 4 + 2]
