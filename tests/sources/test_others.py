"""FIRMS, VIINA, sirens and OSCE-style tables: samples in the publishers' columns, and the real copies."""

import datetime as dt
from importlib.resources import files
from pathlib import Path

import pytest

from ceasefire.clock import DAY, HOUR, MAX, MINUTE, reporting_day
from ceasefire.errors import BadInput
from ceasefire.geometry import PointPlace, RingSector, UnknownPlace
from ceasefire.kernel import taxonomy
from ceasefire.record import total
from ceasefire.scope.idset import IdSet
from ceasefire.sources import manifest, names, read_events

ROOM = Path(str(files("ceasefire.sources")))


def read(folder, file, **options):
    name = {"ucdp_ged": "ucdp-ged"}.get(folder, folder)
    reading = read_events(ROOM / folder / file, name, options=options)
    return list(reading), reading


def us(*parts):
    return int(dt.datetime(*parts, tzinfo=dt.UTC).timestamp() * 1_000_000)


def codes(reading):
    return [each.code for each in reading.set_aside]


# ---------------------------------------------------------------- manifests


@pytest.mark.parametrize("name", [name for name in names() if name != "csv"])
def test_a_manifest_says_what_its_source_sees_and_why_it_chooses(name):
    known = manifest(name)
    assert known.name == name
    assert known.sees
    assert known.sees < taxonomy.leaves("all")
    assert known.blind
    assert known.actor_means
    assert known.zone_means
    assert known.limits
    for option in known.options.values():
        assert option.why.endswith("."), option.name
        assert option.check(option.default, name) == option.default
    for precision in known.precisions.values():
        assert precision.means
        assert precision.why
    for download in known.downloads:
        assert download.url.startswith("https://")


def test_no_source_sees_a_failure_to_act():
    assert not any(manifest(name).sees & taxonomy.leaves("failure_to_act") for name in names() if name != "csv")


# ---------------------------------------------------------------- FIRMS


def test_modis_detections():
    events, reading = read("firms", "sample.csv")
    assert [event.line for event in events] == [2, 3]
    assert codes(reading) == ["CF-SOURCES-045", "CF-SOURCES-044"]
    first, second = events
    assert first.place.centre() == (37.8, 48.1)
    assert first.place.radius95_m == pytest.approx(707.1, abs=0.1)
    assert second.place.radius95_m == pytest.approx(2600)
    assert (first.time.start_us, first.time.end_us) == (us(2023, 5, 1, 9, 42), us(2023, 5, 1, 9, 43))
    assert second.time.start_us == us(2023, 5, 1, 0, 3)
    assert first.acts == taxonomy.leaves("force")
    assert first.may_be_nothing
    assert not first.actor_is_known
    assert first.deaths is None
    assert total(event.counts[0] for event in events).n == 2


def test_viirs_detections_and_their_switches():
    assert [event.line for event in read("firms", "sample_viirs.csv")[0]] == [2, 4]
    assert [event.line for event in read("firms", "sample_viirs.csv", confidence="low")[0]] == [2, 3, 4]
    assert [event.line for event in read("firms", "sample_viirs.csv", confidence="high")[0]] == [4]
    assert [event.line for event in read("firms", "sample_viirs.csv", crop_season="drop")[0]] == [2]
    assert len(read("firms", "sample.csv", confidence="low", static="keep")[0]) == 4


# ---------------------------------------------------------------- VIINA


def test_viina_events():
    events, reading = read("viina", "sample.csv")
    assert [event.id for event in events] == ["1", "2", "5", "6"]
    assert codes(reading) == ["CF-SOURCES-041", "CF-SOURCES-043"]
    shelling, drone, alarm, unnamed = events
    assert shelling.acts >= taxonomy.leaves("heavy_fire")
    assert "uav.fpv" not in shelling.acts
    assert taxonomy.leaves("uav") < drone.acts
    assert (alarm.may_be_nothing, alarm.acts) == (True, taxonomy.leaves("all"))
    assert (unnamed.may_be_nothing, unnamed.acts) == (False, taxonomy.leaves("all"))
    assert shelling.place == PointPlace(37.8, 48.1, 3000.0)
    assert drone.place.radius95_m == 1000.0


def test_a_report_tells_of_its_day_or_the_day_before():
    first = read("viina", "sample.csv")[0][0]
    assert (first.time.start_us, first.time.end_us) == (us(2024, 4, 29, 21), us(2024, 5, 1, 21))
    own_day = read("viina", "sample.csv", report_lag="0")[0][0]
    assert own_day.time.end_us - own_day.time.start_us == DAY


def test_machine_coded_actors_are_off_by_default():
    events, _ = read("viina", "sample.csv")
    assert not any(event.actor_is_known for event in events)
    assert "machine-coded" in events[0].actor_basis
    coded, _ = read("viina", "sample.csv", actor="as_coded")
    assert [event.actor for event in coded[:2]] == [IdSet.of("RU"), IdSet.of("RU", "UA")]
    assert not coded[2].actor_is_known


def test_viina_switches():
    assert len(read("viina", "sample.csv", military="any", precision="ADM1")[0]) == 6
    assert [event.id for event in read("viina", "sample.csv", precision="STREET")[0]] == ["2"]
    assert read("viina", "sample.csv", place="point")[0][0].place.radius95_m == 0


def test_viina_labels_without_coordinates(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text(
        "viina_version,event_id,event_id_1pd,date,geonameid,t_mil,t_uav,t_mil_b,t_uav_b,a_rus_init_b\n"
        "x,10,1,20240501,698740,0.98,0.02,1,0,0\n"
        "x,11,1,20240501,698740,0.98,0.91,1,1,1\n"
    )
    first, second = read_events(path, "viina")
    assert first.place == UnknownPlace("GeoNames 698740")
    assert first.place_key == second.place_key
    assert (first.id, second.acts) == ("10", taxonomy.leaves("uav"))


def test_viina_reports_have_a_time(tmp_path):
    path = tmp_path / "info.csv"
    path.write_text(
        "viina_version,event_id,event_id_1pd,date,time,geonameid,asciiname,longitude,latitude,GEO_PRECISION,source,url,text\n"
        "x,10,1,20240501,14:05,1,Alpha,37.8,48.1,ADM3,m,https://example.org,Words\n"
        "x,11,1,20240501,00:00,1,Alpha,37.8,48.1,ADM3,m,https://example.org,Words\n"
        "x,12,1,20240501,25:00,1,Alpha,37.8,48.1,ADM3,m,https://example.org,Words\n"
        "x,13,1,20240501,10:00,1,Alpha,48.1,37.8,ADM3,m,https://example.org,Words\n"
    )
    reading = read_events(path, "viina")
    timed, untimed = reading
    assert timed.time.end_us == us(2024, 5, 1, 11, 5) + MINUTE
    assert untimed.time.end_us == us(2024, 5, 1, 21)
    assert (timed.url, timed.text) == ("https://example.org", "Words")
    assert codes(reading) == ["CF-SOURCES-022", "CF-SOURCES-024"]


# ---------------------------------------------------------------- sirens


def test_official_alerts():
    events, reading = read("sirens", "sample_official.csv")
    assert [event.place for event in events] == [
        UnknownPlace("Example oblast"),
        UnknownPlace("Example hromada, Example raion, Example oblast"),
    ]
    assert codes(reading) == ["CF-SOURCES-046", "CF-SOURCES-047"]
    assert events[0].may_be_nothing
    assert events[0].time.end_us - events[0].time.start_us == HOUR
    assert "fire.mortar" not in events[0].acts
    let_in, _ = read("sirens", "sample_official.csv", longest="any", open_end="keep")
    assert len(let_in) == 4
    assert let_in[3].time.end_us == MAX


def test_volunteer_alerts():
    assert len(read("sirens", "sample_volunteer.csv")[0]) == 2
    events, reading = read("sirens", "sample_volunteer.csv", naive="drop")
    assert len(events) == 1
    assert codes(reading) == ["CF-SOURCES-049"]


# ---------------------------------------------------------------- OSCE-style tables


def test_monitors_tables():
    events, reading = read("osce", "sample.csv")
    assert [event.line for event in events] == [2, 3, 4, 5, 7]
    assert codes(reading) == ["CF-SOURCES-028"]
    ese, north, near, unknown, patrol = events
    assert ese.place == RingSector(37.8, 48.1, 2000, 4000, 101.25, 123.75)
    assert north.place == RingSector(37.8, 48.1, 2000, 4000, -11.25, 11.25)
    assert near.place == RingSector(37.9, 48.2, 225, 375, 213.75, 236.25)
    assert isinstance(unknown.place, UnknownPlace)
    assert patrol.place == UnknownPlace("5-7km NNE of Patrol")
    assert (ese.time.start_us, ese.time.end_us) == (us(2020, 8, 13, 17, 18), us(2020, 8, 13, 17, 19))
    assert near.time.span == reporting_day(dt.date(2020, 8, 14), "Europe/Kyiv")
    assert unknown.time.end_us - unknown.time.start_us == 7 * MINUTE
    assert ese.acts == taxonomy.acts().expand(["fire", "air", "missile", "uav", "mine"])
    assert near.acts == {"fire.machine_gun"}
    whole = total(event.counts[0] for event in events)
    assert (whole.n, whole.unit, whole.lower_bound, whole.approx) == (41, "violation", True, True)


# ---------------------------------------------------------------- the real copies


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("file", "rows", "used"), [("official_data_en.csv", 43_031, 43_028), ("volunteer_data_en.csv", 54_514, 54_513)]
)
def test_real_alerts(shared_data, file, rows, used):
    reading = read_events(shared_data / "sirens" / file, "sirens")
    assert sum(1 for _ in reading) == used
    assert reading.read == rows
    assert set(codes(reading)) == {"CF-SOURCES-046"}


@pytest.mark.shared_data
def test_the_monitors_sample_holds_the_known_sums(shared_data):
    import csv
    import re

    from ceasefire.kernel.units import rule
    from ceasefire.record import read_count

    units = {"explosions": "explosion", "projectiles": "projectile", "muzzle flashes": "muzzle_flash"}
    units |= {"flares": "flare", "bursts": "burst"}
    found = {}
    with (shared_data / "osce" / "smm_ceasefire_violations_sample.csv").open(newline="", encoding="utf-8") as data:
        for row in csv.DictReader(data):
            note = row["explosions_note"]
            if "cumulative incl" in note:
                parts = re.findall(
                    r"((?:>=)?[0-9,]+) (explosions|projectiles|muzzle flashes|flares|bursts)", note.split("incl")[1]
                )
                counts = [read_count(figure, units[word], rule("smm_violation")) for figure, word in parts]
                found[int(row["cum_since_2020_07_27"])] = total(counts)
    assert {stated: (count.n, count.lower_bound) for stated, count in found.items()} == {
        6294: (6294, True),
        48749: (48749, True),
    }


def test_unknown_sources_name_the_nearest():
    with pytest.raises(BadInput, match="`ucdp-ged`"):
        manifest("ucdp_ged")
    with pytest.raises(BadInput, match="CF-SOURCES-001"):
        read_events(ROOM / "codes.py", "acled")
