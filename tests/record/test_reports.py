"""Observations, allegations and incidents: sub-counts, and each as an event on its own word."""

from ceasefire.clock import ReportedTime
from ceasefire.geometry import PointPlace, RingSector
from ceasefire.kernel import taxonomy
from ceasefire.kernel.units import rule
from ceasefire.record import Allegation, Bearing, Count, Incident, Observation
from ceasefire.record.event import place_key
from ceasefire.scope.idset import IdSet

SMM = rule("smm_violation")
WHEN = ReportedTime.at(1_600_000_000_000_000)
POST = PointPlace(37.8, 48.1, 50.0)
ESE = RingSector(37.8, 48.1, 2000, 4000, 101.25, 123.75)
FIRE = taxonomy.leaves("fire")


def observation(*, counts=(), bearings=()):
    return Observation("O1", "M1", "camera", WHEN, POST, FIRE, counts=counts, bearings=bearings)


def test_sub_counts_add_up_to_the_stated_figure():
    bearings = (
        Bearing(ESE, (Count(12, "explosion", SMM),)),
        Bearing(POST, (Count(3, "burst", SMM), Count(1, "shot", SMM))),
    )
    assert observation(counts=(Count(16, "violation", SMM),), bearings=bearings).bearings_add_up() is True
    assert observation(counts=(Count(17, "violation", SMM),), bearings=bearings).bearings_add_up() is False
    assert observation(bearings=bearings).bearings_add_up() is None
    assert [each.n for each in observation(bearings=bearings).counted()] == [16]


def test_an_observation_names_nobody_unless_somebody_was_seen():
    event = observation().as_event(7)
    assert (event.line, event.actor_is_known, event.actor_basis) == (7, False, "")


def test_an_allegation_stands_on_the_word_of_who_alleges():
    claim = Allegation("A1", "P1", WHEN, POST, FIRE, against=IdSet.of("P2"))
    assert claim.as_event().actor == IdSet.of("P2")
    assert claim.as_event().actor_basis == "alleged by P1"


def test_an_incident_keeps_every_report_it_rests_on():
    incident = Incident("I1", WHEN, POST, FIRE, ("O1", "O2"), ("A1",), ("ged 7",), fused_by="an officer")
    assert incident.reports == ("O1", "O2", "A1", "ged 7")
    assert incident.as_event().source == "incidents"


def test_place_keys_are_the_same_for_the_same_record():
    assert place_key(37.8, 48.1, 1) == place_key(37.8000001, 48.1, 1)
    assert place_key(37.8, 48.1, 1) != place_key(37.8, 48.1, 2)
    assert place_key(37.8, 48.1) != place_key(37.80002, 48.1)
