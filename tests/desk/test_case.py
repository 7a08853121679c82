"""A case: replay, parties and deadlines, second persons, dissent, corrections, reopening; attribution off and on."""

import json

import pytest
from tests.desk.case_acts import HOUR, ON, START, TO_FINDING, act, case_of, matched, piece, row

from ceasefire.desk import Act, Case, Mandate, act_from_json
from ceasefire.errors import BadInput, NotNow, SecondPerson

ASKED = ("register", "triage", "fuse", "match", "corroborate", "ask_party")


def test_a_case_read_back_from_json_is_the_same_case():
    case = case_of(*ASKED, act("reply", 20), act("find", 21), act("dissent", 22), act("uphold", 23), act("release", 24))
    again = Case(case.id, tuple(act_from_json(json.loads(json.dumps(each.to_json()))) for each in case.acts))
    assert again == case
    assert again.to_json() == case.to_json()
    assert again.state == "released"


def test_a_history_that_was_never_allowed_is_refused_whole():
    acts = case_of(*TO_FINDING).acts
    with pytest.raises(NotNow):
        Case("c", acts[1:])
    with pytest.raises(SecondPerson):
        Case("c", (*acts, act("uphold", 9, by="olena")))
    with pytest.raises(NotNow, match="CF-DESK-009"):
        Case("c", (*acts, act("dissent", 0)))


def test_an_act_that_is_refused_changes_nothing():
    case = case_of("register")
    before = case.to_json()
    with pytest.raises(NotNow):
        case.after(act("find", 5))
    assert case.to_json() == before


# ---------------------------------------------------------------- parties


def test_a_finding_waits_for_the_deadline_and_for_nothing_longer():
    case = case_of(*ASKED)
    with pytest.raises(NotNow, match="CF-DESK-021"):
        case.after(act("find", 999))
    assert case.after(act("find", 1000)).state == "finding"
    assert case.asked[0].answer is None


@pytest.mark.parametrize(
    ("then", "answer"),
    [
        (act("reply", 20), "replied"),
        (act("reply", 30, party="P1", text="late", received_us=START + 1001 * HOUR), "replied_late"),
        (act("no_reply", 20), "declined"),
        (act("no_reply", 1000, party="P1", how="deadline_passed", text="nothing came"), "deadline_passed"),
    ],
)
def test_what_came_of_the_question_is_recorded_and_frees_the_finding(then, answer):
    case = case_of(*ASKED, then)
    assert [(each.party, each.answer) for each in case.asked] == [("P1", answer)]
    assert case.after(act("find", 1001)).state == "finding"


def test_a_deadline_cannot_be_said_to_have_passed_before_it_did():
    with pytest.raises(NotNow, match="CF-DESK-021"):
        case_of(*ASKED, act("no_reply", 999, party="P1", how="deadline_passed", text="nothing came"))


def test_a_reply_that_comes_after_the_end_is_recorded_and_opens_nothing():
    case = case_of(*TO_FINDING, "uphold", "release", "close", act("reply", 90))
    assert case.state == "closed"
    assert case.history[-1].kind == "reply"


def test_refused_access_is_recorded_and_blocks_nothing():
    case = case_of("register", "triage", "refused_access", "fuse", "match", "corroborate", "refused_access", "find")
    assert case.state == "finding"
    assert len(case.refused_access) == 2


def test_a_deadline_in_the_past_is_no_deadline():
    with pytest.raises(BadInput, match="CF-DESK-022"):
        case_of(*ASKED[:-1], act("ask_party", 10, party="P1", question="?", deadline_us=START))


# ---------------------------------------------------------------- evidence and match


def test_the_grade_follows_the_reports_that_officers_add():
    case = case_of("register")
    assert case.evidence["occurred"].word == "E1"
    case = case_of(
        *ASKED[:-1], act("corroborate", 9, text="film", reports=[piece("r9", "direct", "patrol 1", means="patrol")])
    )
    assert case.evidence["occurred"].word == "E2"
    assert case.reports == ("r1", "r9")


def test_place_counts_only_for_reports_that_are_matched_and_clear_of_the_edge():
    both = act("register", 0, reports=[piece(), piece("r2", origin="b")], text="two")
    clear = case_of(both, "triage", "fuse", act("match", 3, **matched(row(), row("r2"))))
    near = case_of(both, "triage", "fuse", act("match", 3, **matched(row(), row("r2", near_edge=True))))
    unmatched = case_of(both, "triage", "fuse", act("match", 3, **matched(row())))
    assert [each.evidence["place"].word for each in (clear, near, unmatched)] == ["E2", "E1", "E1"]
    assert {each.evidence["occurred"].word for each in (clear, near, unmatched)} == {"E2"}


def test_the_last_word_about_a_report_counts_once():
    case = case_of(
        "register",
        "triage",
        act("fuse", 3, why="better seen", reports=[piece(kind="direct", origin="post 2", means="post")]),
    )
    assert case.reports == ("r1",)
    assert case.evidence["occurred"].word == "E2"


def test_one_act_names_a_report_once():
    with pytest.raises(BadInput, match="CF-DESK-034"):
        case_of(act("register", 0, reports=[piece(), piece()], text="twice"))


def test_a_finding_rests_on_a_match_of_what_is_in_the_case():
    case = case_of("register", "triage", "fuse", "match", "corroborate", act("fuse", 6), "match", "corroborate", "find")
    assert case.state == "finding"
    stale = case_of(*TO_FINDING, "uphold", "reopen", act("fuse", 10, why="one more", reports=[piece("r5")]))
    assert stale.matched is None
    corrected = case_of(*TO_FINDING, "uphold", "reopen", act("correct", 20))
    assert corrected.matched is None
    with pytest.raises(NotNow, match="CF-DESK-023"):
        corrected.after(act("find", 21))


@pytest.mark.parametrize("finding", ["alleged_credible", "confirmed"])
@pytest.mark.parametrize("answer", ["outside", "not_bound"])
def test_where_no_clause_binds_anybody_nothing_is_found_broken(answer, finding):
    case = case_of("register", "triage", "fuse", act("match", 3, **matched(row(answer=answer))), "corroborate")
    with pytest.raises(NotNow, match="CF-DESK-024"):
        case.after(act("find", 9, finding=finding, text="so"))
    for word in ("not_covered", "unsubstantiated", "inconclusive"):
        assert case.after(act("find", 9, finding=word, text="so")).finding.finding == word


@pytest.mark.parametrize(
    ("finding", "exemption", "good"),
    [
        ("confirmed_exempt", "X1", True),
        ("confirmed_exempt", "", False),
        ("confirmed", "X1", False),
        ("confirmed", None, True),
    ],
)
def test_an_exemption_is_named_where_it_is_found_and_nowhere_else(finding, exemption, good):
    case = case_of(*TO_FINDING[:-1])
    tried = act("find", 9, finding=finding, text="so", exemption=exemption)
    if good:
        assert case.after(tried).finding.exemption == exemption
    else:
        with pytest.raises(BadInput, match="CF-DESK-025"):
            case.after(tried)


def test_what_comes_in_after_the_finding_does_not_change_what_it_rested_on():
    film = piece("r9", "direct", "patrol 1", means="patrol")
    case = case_of(*TO_FINDING, act("reply", 9, party="P1", text="here", received_us=START, reports=[film]))
    assert case.evidence["occurred"].word == "E2"
    assert case.evidence_of_finding["occurred"].word == "E1"
    assert case_of("register").evidence_of_finding is None


# ---------------------------------------------------------------- joining and splitting


def test_splitting_moves_reports_and_loses_no_source():
    case = case_of(
        "register",
        "triage",
        act("fuse", 2, why="same blast", reports=[piece("r2"), piece("r3")], from_case="case-0"),
        act("split", 3, reports=["r2"], why="other street", into="case-9"),
    )
    assert case.reports == ("r1", "r3")
    assert case.sources == ("r1", "r2", "r3")


@pytest.mark.parametrize(("reports", "code"), [(["r7"], "030"), (["r1", "r2"], "031")])
def test_what_leaves_was_there_and_something_stays(reports, code):
    case = case_of("register", "triage", act("fuse", 2, why="same", reports=[piece("r2")]))
    with pytest.raises(NotNow, match=f"CF-DESK-{code}"):
        case.after(act("split", 3, reports=reports, why="x"))


# ---------------------------------------------------------------- review, dissent, release


@pytest.mark.parametrize("kind", ["uphold", "send_back"])
@pytest.mark.parametrize("by", ["olena", "OLENA", " olena ", "ole\u200bna", "ｏlena"])
def test_nobody_reviews_a_finding_of_his_own(kind, by):
    with pytest.raises(SecondPerson, match="CF-DESK-011"):
        case_of(*TO_FINDING, act(kind, 9, by=by))


def test_dissent_is_kept_through_everything_that_follows():
    case = case_of(
        *TO_FINDING,
        act("dissent", 7, by="taras"),
        "send_back",
        "find",
        "uphold",
        act("dissent", 11, by="iryna"),
        "release",
        "close",
        "reopen",
    )
    assert [each.by for each in case.dissent] == ["taras", "iryna"]
    assert case.to_json()["dissent"][0]["text"] == "the time is wrong"


def test_a_mandate_can_do_without_a_review_and_the_case_then_says_that_nobody_made_one():
    case = case_of(*TO_FINDING, "release", mandate=Mandate(needs_review=False))
    assert case.state == "released"
    assert case.reviewed_by is None


@pytest.mark.parametrize("tier", ["monitor-internal", "guarantor", "humanitarian", "public", "party-p1"])
def test_a_case_is_released_to_one_tier_after_the_other(tier):
    case = case_of(
        *TO_FINDING,
        "uphold",
        act("release", 8, tier=tier, text="short"),
        act("release", 9, tier="public", text="short"),
    )
    assert case.released_to == tuple(dict.fromkeys((tier, "public")))


@pytest.mark.parametrize("tier", ["everybody", "party-", "party-P1", "Public", "party", "party-a b", "../party-a"])
def test_a_tier_that_does_not_exist_is_refused(tier):
    with pytest.raises(BadInput, match="CF-DESK-029"):
        case_of(*TO_FINDING, "uphold", act("release", 8, tier=tier, text="short"))


# ---------------------------------------------------------------- corrections and reopening


def test_a_correction_counts_and_the_first_words_stay():
    case = case_of(
        "register", act("correct", 1, act=0, why="misheard", body={"reports": [piece("r8")], "text": "a door"})
    )
    assert case.reports == ("r8",)
    assert case.sources == ("r1", "r8")
    assert case.history[0].body["text"] == "shelling reported"
    assert case.effective[0].body["text"] == "a door"
    assert case.state == "registered"


@pytest.mark.parametrize(
    ("at", "body", "error"),
    [
        (5, {}, NotNow),
        (-1, {}, NotNow),
        (3, {"matched": {}}, NotNow),
        (0, {"text": "only"}, BadInput),
        (0, {"reports": [{"report": "r1"}], "text": "x"}, BadInput),
        (1, {"urgency": "never", "why": "x"}, BadInput),
    ],
)
def test_a_correction_is_as_whole_as_what_it_corrects(at, body, error):
    with pytest.raises(error):
        case_of("register", "triage", "fuse", "match", act("correct", 9, act=at, why="w", body=body))


def test_a_correction_leaves_a_report_in_the_case():
    two = act("register", 0, reports=[piece(), piece("r2")], text="two")
    case = case_of(two, "triage", act("split", 3, reports=["r1"], why="other"))
    with pytest.raises(NotNow, match="CF-DESK-031"):
        case.after(act("correct", 9))


def test_after_reopening_no_finding_stands_and_the_earlier_ones_are_kept():
    case = case_of(*TO_FINDING, "uphold", "release", "close", "reopen")
    assert (case.finding, case.reviewed_by) == (None, None)
    assert [each.finding for each in case.findings] == ["alleged_credible"]
    again = case.after(act("find", 20, finding="unsubstantiated", text="the film is from another year"))
    assert (again.finding.finding, again.reviewed_by) == ("unsubstantiated", None)
    with pytest.raises(NotNow, match="CF-DESK-028"):
        again.after(act("release", 21))


def test_a_new_finding_takes_the_place_of_an_unreviewed_one_and_both_are_kept():
    case = case_of(*TO_FINDING, act("find", 7, by="taras", finding="inconclusive", text="not enough"))
    assert (case.finding.by, len(case.findings)) == ("taras", 2)
    assert case.after(act("uphold", 8, by="olena")).state == "review"


# ---------------------------------------------------------------- attribution


def test_without_a_mandate_no_act_value_or_field_speaks_of_attribution():
    case = case_of(*TO_FINDING)
    for kind in ("propose_attribution", "attribute"):
        with pytest.raises(NotNow, match="CF-DESK-026"):
            case.after(act(kind, 9))
    assert "attribut" not in json.dumps(case.to_json())
    assert "actor" not in case.evidence.lines
    assert case.attribution is None


def test_when_the_mandate_is_taken_back_what_was_attributed_is_told_no_more():
    acts = case_of(*TO_FINDING, "propose_attribution", "attribute", "uphold", mandate=ON).acts
    silent = Case("case-1", acts)
    assert silent.attribution is silent.proposed_attribution is None
    assert "attribut" not in json.dumps(silent.to_json())
    assert silent.state == "review"
    assert Case("case-1", acts, ON).attribution == ("P1", "possible", "olena", "bohdan")


def test_one_officer_proposes_and_nothing_follows_until_another_agrees():
    case = case_of(*TO_FINDING, "propose_attribution", mandate=ON)
    assert case.attribution is None
    assert case.proposed_attribution.by == "olena"
    with pytest.raises(SecondPerson):
        case.after(act("attribute", 9, by="Olena"))
    assert case.after(act("attribute", 9)).attribution.agreed_by == "bohdan"
    assert case.evidence["actor"].word == "not_graded"


@pytest.mark.parametrize("body", [{"party": "P2", "degree": "possible"}, {"party": "P1", "degree": "confirmed"}])
def test_the_second_officer_agrees_word_for_word(body):
    case = case_of(*TO_FINDING, "propose_attribution", mandate=ON)
    with pytest.raises(NotNow, match="CF-DESK-027"):
        case.after(act("attribute", 9, why="I agree", **body))


def test_who_did_it_falls_with_the_finding_that_it_belongs_to():
    case = case_of(*TO_FINDING, "propose_attribution", "attribute", "find", mandate=ON)
    assert case.attribution is None
    with pytest.raises(NotNow, match="CF-DESK-027"):
        case.after(act("attribute", 12))


def test_acts_of_another_kind_of_thing_are_refused():
    with pytest.raises(BadInput, match="CF-DESK-008"):
        Case("c").after(Act("go", "olena", START))
