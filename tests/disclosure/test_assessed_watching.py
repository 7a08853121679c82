"""Of an assessment others get the watched share of all the days, as of a match, and nothing of single days."""

from tests.assessment.test_answers import TERMS, record, watch

from ceasefire.disclosure import Reader, assess_for
from ceasefire.terms import read_text

CRITERION = "held_if: {acts: [uav], clause: C1, rule: no_report, coverage: 0.5}\n"


def shown(reader):
    terms = read_text(TERMS + CRITERION)
    found, _ = assess_for(Reader.named(reader, terms), terms, record(4, 1), effort=watch(0.5))
    return found.results[0]


def test_the_share_of_all_days_is_told_and_agrees_with_its_sentence():
    mission, public = (shown(reader) for reader in ("mission", "public"))
    assert public.to_json()["coverage"] == mission.to_json()["coverage"] > 0.4
    for result in (mission, public):
        [why] = [each for each in result.conduct.reasons if each.code == "watched"]
        assert why.values["coverage"] == result.to_json()["coverage"]


def test_nothing_of_single_days_is_told():
    public = shown("public")
    assert public.main.seen.watched is None
    assert public.main.exposure is None
    names = {each.name for each in public.definitions}
    assert not names & {"longest_clean_streak", "zero_days_among_watched"}
    [criterion] = [each for each in public.definitions if each.name == "held_if"]
    assert criterion.value["coverage"] is None
