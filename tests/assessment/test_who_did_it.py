"""What is said of one party: a name that no source gives is no sign that the party did nothing."""

from dataclasses import replace

import pytest
from tests.assessment.test_answers import TERMS, record

from ceasefire.assessment import assess
from ceasefire.scope import IdSet
from ceasefire.sources import read_events
from ceasefire.terms import read_text


def told_of(party, events):
    result = next(each for each in assess(read_text(TERMS), events).results if each.party == party)
    assert result.conduct.answer == "cannot_tell"
    return "; ".join(each.text for each in result.reasons)


def test_a_source_that_never_names_anybody_is_told_as_one():
    silent = [replace(event, actor_never_told=True) for event in record(4, 1)]
    told = told_of("P1", silent)
    assert "the source never says who did it: that no report names P1 means nothing" in told


def test_names_that_could_be_given_and_are_not_are_told_apart():
    assert "reports of such acts says who did it: that none names P1 means nothing" in told_of("P1", record(4, 1))


def test_reports_that_name_the_other_party_are_counted():
    first, *rest = record(4, 1)
    named = [replace(first, actor=IdSet.of("P2")), *rest]
    assert f"1 of {len(named)} reports of such acts name who did it, and none names P1 alone" in told_of("P1", named)


def test_a_few_names_in_a_source_that_mostly_never_gives_one_say_nothing_of_the_other_party():
    first, *rest = record(4, 1)
    mixed = [replace(first, actor=IdSet.of("P2")), *(replace(event, actor_never_told=True) for event in rest)]
    assert "never says who did it, so nothing follows for P1" in told_of("P1", mixed)


def test_a_party_is_found_by_any_of_its_names():
    terms = read_text(TERMS.replace("P1: {}", "P1: {aliases: [{text: The First Army}]}"))
    events = [replace(event, actor=IdSet.of("the first army")) for event in record(4, 1)]
    by_party = {each.party: each for each in assess(terms, events).results}
    assert by_party["P1"].conduct.answer == "reduced"
    assert by_party["P2"].main is None


@pytest.mark.shared_data
def test_ged_says_of_battles_that_it_never_says_who_fired(shared_data):
    reading = read_events(
        shared_data / "ucdp" / "ged_ukraine.csv",
        "ucdp-ged",
        options={"where_prec": "any", "date_prec": "any", "place": "point"},
    )
    events = list(reading)
    assert all(event.actor_never_told is not event.actor_is_known for event in events)
    assert sum(event.actor_is_known for event in events) == 6
