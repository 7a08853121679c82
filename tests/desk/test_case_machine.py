"""Hypothesis plays officers who try any act at any time: what is refused changes nothing, what is done replays."""

import json

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.desk.case_acts import HOUR, START, act, matched, piece, row

from ceasefire.desk import Case, Mandate, act_from_json
from ceasefire.desk.case_walk import FINDINGS, WALK
from ceasefire.errors import BadInput, DeskError

REPORTS = st.lists(st.sampled_from(["r1", "r2", "r3", "r4"]), min_size=1, max_size=3, unique=True)
OFFICERS = st.sampled_from(["olena", "bohdan", "taras"])
PARTIES = st.sampled_from(["P1", "P2"])


class Officers(RuleBasedStateMachine):
    @initialize(mandate=st.builds(Mandate, st.booleans(), st.booleans()))
    def begin(self, mandate):
        self.case = Case("c", mandate=mandate)
        self.hour = 0
        self.dissents, self.named = 0, set()

    def tried(self, kind, by, **body):
        self.hour += 1
        before = self.case
        try:
            self.case = before.after(act(kind, self.hour, by, **body))
        except (DeskError, BadInput) as refusal:
            assert self.case is before
            assert all(each.code.code.startswith("CF-DESK-") for each in refusal.problems)
            return False
        assert kind in before.allowed
        return True

    @rule(kind=st.sampled_from(sorted(WALK.forms)), by=OFFICERS)
    def any_act(self, kind, by):
        done = self.tried(kind, by)
        self.dissents += done and kind == "dissent"
        self.named |= {"r1"} if done and kind in ("register", "correct") else set()

    @rule(at=st.integers(0, 30), by=OFFICERS)
    def any_act_of_those_allowed(self, at, by):
        """Reach the far states: most acts tried blindly are refused."""
        kinds = [kind for kind in self.case.allowed if kind not in ("register", "correct", "close")]
        if kinds:
            self.any_act(kinds[at % len(kinds)], by)

    @rule(reports=REPORTS, by=OFFICERS, kind=st.sampled_from(["fuse", "corroborate", "register"]))
    def join(self, reports, by, kind):
        words = {"why": "same"} if kind == "fuse" else {"text": "found"}
        if self.tried(kind, by, reports=[piece(each, origin=each) for each in reports], **words):
            self.named |= set(reports)

    @rule(reports=REPORTS, by=OFFICERS)
    def split(self, reports, by):
        self.tried("split", by, reports=reports, why="other")

    @rule(by=OFFICERS, edge=st.booleans(), answer=st.sampled_from(["inside", "not_bound", "cannot_tell"]))
    def match(self, by, edge, answer):
        self.tried(
            "match", by, **matched(*(row(each, near_edge=edge, answer=answer) for each in self.case.reports or ["r1"]))
        )

    @rule(by=OFFICERS, finding=st.sampled_from(list(FINDINGS)))
    def find(self, by, finding):
        exempt = {"exemption": "X1"} if finding == "confirmed_exempt" else {}
        self.tried("find", by, finding=finding, text="so", **exempt)

    @rule(by=OFFICERS, party=PARTIES, hours=st.integers(1, 4))
    def ask(self, by, party, hours):
        self.tried("ask_party", by, party=party, question="?", deadline_us=START + (self.hour + 1 + hours) * HOUR)

    @invariant()
    def what_was_done_replays(self):
        acts = tuple(act_from_json(json.loads(json.dumps(each.to_json()))) for each in self.case.acts)
        assert Case("c", acts, self.case.mandate).to_json() == self.case.to_json()

    @invariant()
    def nothing_is_lost(self):
        assert len(self.case.dissent) == self.dissents
        assert set(self.case.sources) == self.named
        assert set(self.case.reports) <= self.named
        assert bool(self.case.reports) == bool(self.case.acts)

    @invariant()
    def two_persons_stand_behind_what_takes_two(self):
        case = self.case
        assert case.reviewed_by is None or case.reviewed_by != case.finding.by
        assert case.attribution is None or case.attribution.proposed_by != case.attribution.agreed_by
        assert case.mandate.attribution or "attribut" not in json.dumps(case.to_json())


Officers.TestCase.settings = settings(max_examples=50, stateful_step_count=50, deadline=None)
TestOfficers = Officers.TestCase
