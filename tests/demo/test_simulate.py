"""Simulated reports are the same for one seed, others for another, and quiet when they are told to be."""

from dataclasses import replace

from ceasefire.clock import DAY
from ceasefire.demo.simulate import Setting, simulated_effort, simulated_events

SETTING = Setting("s", -30.0, 30.0, 0, days=400, seed=7, per_day=4.0, quiet_from=200, quiet_per_day=0.5)


def test_another_seed_gives_other_reports():
    assert simulated_events(SETTING) == simulated_events(SETTING)
    assert simulated_events(SETTING) != simulated_events(replace(SETTING, seed=8))


def test_it_is_quieter_from_the_stated_day_on():
    days = [event.time.start_us // DAY for event in simulated_events(SETTING)]
    before, after = sum(day < 200 for day in days), sum(day >= 200 for day in days)
    assert 700 < before < 900
    assert 60 < after < 140


def test_every_third_day_nobody_looks():
    assert len(simulated_effort(replace(SETTING, days=14))) == 10
