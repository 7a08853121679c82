"""What follows from the acts of a case: state, evidence, replies, finding, dissent; worked out and never stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final, cast

from ceasefire.desk.act import Act, Json
from ceasefire.desk.case_values import Asked, Attribution, Dissent, Finding
from ceasefire.desk.case_walk import STATES, WALK
from ceasefire.desk.corrections import effective
from ceasefire.desk.evidence import Evidence, Graded, grade
from ceasefire.desk.mandate import Mandate
from ceasefire.desk.matched import Matched
from ceasefire.desk.matched_read import read_matched
from ceasefire.desk.piece import LINES, Piece, read_pieces

OF_ATTRIBUTION: Final = frozenset({"propose_attribution", "attribute"})
_JOINS: Final = frozenset({"register", "fuse", "split"})


@dataclass(frozen=True, slots=True)
class CaseTold:
    """A case by its id, its `acts` in their order, the `mandate` under which it is read; nothing is checked here."""

    id: str
    acts: tuple[Act, ...] = ()
    mandate: Mandate = Mandate()  # noqa: RUF009 - a frozen value

    @property
    def state(self) -> str:
        """The state that the acts lead to; it says what was done last."""
        return reduce(WALK.after, (act.kind for act in self.acts), WALK.start)

    @property
    def allowed(self) -> tuple[str, ...]:
        """The acts that are allowed in the present state, in the order of the walk."""
        kinds = WALK.allowed(self.state)
        return kinds if self.mandate.attribution else tuple(kind for kind in kinds if kind not in OF_ATTRIBUTION)

    @property
    def history(self) -> tuple[Act, ...]:
        """The acts as they were made; without those that the mandate lets nobody see."""
        return tuple(act for act in self.acts if self.mandate.attribution or act.kind not in OF_ATTRIBUTION)

    # ------------------------------------------------------------ reports and evidence

    @property
    def effective(self) -> tuple[Act, ...]:
        """The acts with the words that count: those of the last correction, where there is one."""
        return effective(self.acts)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of evidence in the case now, one for each report; the last word about a report counts."""
        inside: dict[str, Piece] = {}
        for act in self.effective:
            for piece in read_pieces(act.body.get("reports") if act.kind != "split" else (), "reports"):
                inside[piece.report] = piece
            for report in cast("Sequence[str]", act.body["reports"]) if act.kind == "split" else ():
                inside.pop(report, None)
        return tuple(inside.values())

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of the reports in the case now."""
        return tuple(piece.report for piece in self.pieces)

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of every report that was ever in the case, also of those that left it; none is lost."""
        named = (piece.report for act in self.acts for piece in pieces_named(act))
        return tuple(dict.fromkeys(named))

    @property
    def matched(self) -> Matched | None:
        """What the case touches in the terms; None when it was not matched since reports were joined or split."""
        for act in reversed(self.effective):
            if act.kind == "match":
                return read_matched(act.body["matched"])
            if act.kind in _JOINS or self._corrects_a_join(act):
                return None
        return None

    @property
    def evidence(self) -> Evidence:
        """The grades by line, each with its reasons; without `actor` where the mandate lets nobody say who did it."""
        lines = LINES if self.mandate.attribution else tuple(line for line in LINES if line != "actor")
        found = self.matched
        near = frozenset[str]() if found is None else found.near_edge | (set(self.reports) - found.reports)
        return grade(self.pieces, near_edge=near, lines=lines)

    @property
    def absence(self) -> Graded | None:
        """How well it is established that nothing happened, for the report of which that is known least."""
        found = self.matched
        graded = [] if found is None else [found.absence[each] for each in self.reports if each in found.absence]
        return min(graded, key=lambda each: -1 if each.grade is None else each.grade, default=None)

    @property
    def refused_access(self) -> tuple[Act, ...]:
        """Where somebody did not let the monitors through."""
        return tuple(act for act in self.effective if act.kind == "refused_access")

    # ------------------------------------------------------------ parties, finding, review

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The parties that were asked for their account, each with its last deadline and what came of it."""
        deadlines: dict[str, int] = {}
        answers: dict[str, str | None] = {}
        for act in self.effective:
            party = str(act.body.get("party", ""))
            if act.kind == "ask_party":
                deadlines[party], answers[party] = cast("int", act.body["deadline_us"]), None
            elif act.kind == "reply" and party in deadlines:
                late = cast("int", act.body["received_us"]) > deadlines[party]
                answers[party] = "replied_late" if late else "replied"
            elif act.kind == "no_reply" and party in deadlines:
                answers[party] = str(act.body["how"])
        return tuple(Asked(party, deadline, answers[party]) for party, deadline in deadlines.items())

    @property
    def this_round(self) -> tuple[Act, ...]:
        """The acts since the case was last reopened or sent back."""
        starts = [at for at, act in enumerate(self.acts) if act.kind in ("reopen", "send_back")]
        return self.effective[starts[-1] + 1 if starts else 0 :]

    @property
    def finding(self) -> Finding | None:
        """The finding that stands; None before there is one, and after a reopening until the next."""
        found = [_finding(act) for act in self.this_round if act.kind == "find"]
        return found[-1] if found else None

    @property
    def evidence_of_finding(self) -> Evidence | None:
        """The grades as they were when the finding that stands was made; later accounts may have changed them since."""
        if self.finding is None:
            return None
        at = max(at for at, act in enumerate(self.acts) if act.kind == "find")
        return CaseTold(self.id, self.acts[:at], self.mandate).evidence

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding there ever was, the first one first."""
        return tuple(_finding(act) for act in self.acts if act.kind == "find")

    @property
    def reviewed_by(self) -> str | None:
        """Who upheld the finding that stands; None when nobody did."""
        acts = since_last(self.this_round, "find")
        return next((act.by for act in reversed(acts) if act.kind == "uphold"), None)

    @property
    def dissent(self) -> tuple[Dissent, ...]:
        """Every dissent there ever was."""
        return tuple(Dissent(act.by, act.at_us, str(act.body["text"])) for act in self.acts if act.kind == "dissent")

    @property
    def released_to(self) -> tuple[str, ...]:
        """The tiers to which the case was released, the first one first; nothing takes a release back."""
        return tuple(dict.fromkeys(str(act.body["tier"]) for act in self.acts if act.kind == "release"))

    @property
    def proposed_attribution(self) -> Act | None:
        """What one officer proposed about who did it, for the finding that stands; None where the mandate is silent."""
        acts = since_last(self.this_round, "find") if self.mandate.attribution else ()
        return next((act for act in reversed(acts) if act.kind == "propose_attribution"), None)

    @property
    def attribution(self) -> Attribution | None:
        """Who did it, as two officers agree, for the finding that stands; None where the mandate is silent."""
        acts = since_last(self.this_round, "find") if self.mandate.attribution else ()
        agreed = next((at for at in reversed(range(len(acts))) if acts[at].kind == "attribute"), None)
        if agreed is None:
            return None
        proposed = next(act for act in reversed(acts[:agreed]) if act.kind == "propose_attribution")
        party, degree = str(proposed.body["party"]), str(proposed.body["degree"])
        return Attribution(party, degree, proposed.by, acts[agreed].by)

    def to_json(self) -> dict[str, Any]:
        """Return what the mission may see of the case: state, evidence, replies, finding, dissent, history.

        Without a mandate for attribution no field of it is there at all.
        """
        told: dict[str, Any] = {
            "id": self.id,
            "state": self.state,
            "state_says": STATES[self.state],
            "reports": list(self.reports),
            "sources": list(self.sources),
            "matched": None if self.matched is None else self.matched.to_json(),
            "evidence": self.evidence.to_json(),
            "absence": None if self.absence is None else self.absence.to_json(),
            "refused_access": [act.to_json() for act in self.refused_access],
            "asked": [each._asdict() for each in self.asked],
            "finding": None if self.finding is None else self.finding._asdict(),
            "evidence_of_finding": None if self.evidence_of_finding is None else self.evidence_of_finding.to_json(),
            "findings": [each._asdict() for each in self.findings],
            "reviewed_by": self.reviewed_by,
            "dissent": [each._asdict() for each in self.dissent],
            "released_to": list(self.released_to),
            "allowed": list(self.allowed),
            "history": [act.to_json() for act in self.history],
        }
        if self.mandate.attribution:
            proposed, agreed = self.proposed_attribution, self.attribution
            told["proposed_attribution"] = None if proposed is None else proposed.to_json()
            told["attribution"] = None if agreed is None else agreed._asdict()
        return told

    def _corrects_a_join(self, act: Act) -> bool:
        return act.kind == "correct" and self.acts[cast("int", act.body["act"])].kind in _JOINS


def pieces_named(act: Act) -> Iterator[Piece]:
    """Yield every piece of evidence that an act names, in its own words or in those that it corrects to."""
    if act.kind != "split":
        yield from read_pieces(act.body.get("reports"), "reports")
    if act.kind == "correct":
        yield from read_pieces(cast("Mapping[str, Json]", act.body["body"]).get("reports"), "body.reports")


def since_last(acts: Sequence[Act], kind: str) -> tuple[Act, ...]:
    """Return the acts after the last one of `kind`; none when there is no such act."""
    at = next((at for at in reversed(range(len(acts))) if acts[at].kind == kind), None)
    return () if at is None else tuple(acts[at + 1 :])


def _finding(act: Act) -> Finding:
    exemption = act.body.get("exemption")
    return Finding(
        str(act.body["finding"]),
        str(act.body["text"]),
        None if exemption is None else str(exemption),
        act.by,
        act.at_us,
    )
