"""Terms for people: every clause, exception, window and unknown in words; exact ends in the calendar; nothing loaded."""

import csv
import datetime as dt
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import icalendar
import pytest

from ceasefire import terms
from ceasefire.terms import compare_output, export, render
from ceasefire.terms.compare import compare
from ceasefire.terms.templates import NAMES, template
from ceasefire.terms.words.acts import named_acts
from ceasefire.terms.words.recurring import rule_in_words
from ceasefire.terms.words.times import date_in_words

SAMPLE = terms.read(Path(__file__).parent / "line-repair-example.yaml")
HEAD = "format: ceasefire-terms/1\nceasefire: render-test\ntimezone: Europe/Kyiv\nparties: {P1: {}, P2: {}}\nareas: {zone: {point: [34.59, 47.51], radius: 1.5 km}}\n"
CLAUSE = "clauses: {C1: {kind: refrain, acts: [fire], bound: [P1], area: zone, window: w}}\n"
AGREED = "declarations: [{party: P1, clauses: [C1], history: [{state: accepted, on: 2025-03-01}]}]\n"


def made(window, more=AGREED, head=HEAD):
    return terms.read_text(head + f"windows: {{w: {window}}}\n" + CLAUSE + more)


def text(read):
    return re.sub(r"\s+", " ", render.to_text(render.page(read)))


def test_every_clause_exception_and_unknown_has_its_words():
    said = text(SAMPLE)
    for key in ("C1", "W1", "Q1", "L1", "X1"):
        assert f"- {key} " in said
    for piece in (
        "P1 and P2 must refrain from these acts: fire, unmanned aircraft.",
        "P1 gives W1; P2 gives Q1.",
        "X9 is left out; M1 decides who that is.",
        "within 1.5 km of 47.5100° N, 34.5900° E; this shape is an approximation made here",
        "from 08:00 on 18 October 2025 to 08:00 on 25 October 2025 (Europe/Kyiv; in UTC 2025-10-18T05:00Z to 2025-10-25T05:00Z)",
        "To be finished within 14 days of the start.",
        "tube artillery, from 100 mm upward",
        "Whether what is missing counts later is not stated.",
        "Only if: offensive action by other, ordered by leadership, mechanism failed. Whether that was so, a person has to find.",
        "The start — P1: 08:00 on 18 October 2025; P2: 09:00 on 18 October 2025.",
        "areas.zone_a.radius becomes: 2.5 km. Accepted by P1; it binds nobody else.",
        "L1 does not say where it applies.",
        "P2 calls its role “mediator”.",
        "offensive action any attempt to change positions held at adoption",
    ):
        assert piece in said


@pytest.mark.parametrize(
    ("window", "words"),
    [
        ("{lasts: P30D}", "for 30 days, from a start that is not given"),
        (
            "{phase: {after: demining is done}, lasts: P2D}",
            "from when “demining is done” has happened, for 2 days; no date is given for that yet",
        ),
        (
            "{relative_to: first day of Eid, lasts: P3D}",
            "from “first day of Eid”, for 3 days; no date is given for that yet",
        ),
        ("{unstated: in the coming days}", "When: given only as “in the coming days”."),
        (
            "{unstated: each entry into a port, notice_period: PT44H}",
            "When: notice of 44 h is to be given before it starts.",
        ),
        ("{from: 2025-10-18}", "from 00:00 on 18 October 2025, no end stated"),
        ("{until: 2025-10-18}", "until 24:00 on 18 October 2025"),
        (
            '{from: "2025-10-18T20:00", lasts: PT4H, repeat: FREQ=DAILY;COUNT=5}',
            "When: every day, 5 times in all. When: from 20:00 to 24:00 on 18 October 2025",
        ),
        ('{from: "2025-03-30T03:30", until: "2025-03-30T12:00"}', "whether also from 02:30 to 04:30 on 30 March 2025"),
    ],
)
def test_what_is_not_known_is_named_as_such(window, words):
    assert words in text(made(window))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=2;COUNT=1", "every 2 days, 1 time in all"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=6", "every week on Monday, Wednesday and Friday, 6 times in all"),
        ("FREQ=MONTHLY;UNTIL=20251231", "every month"),
        ("FREQ=MONTHLY;BYDAY=2TU", "again and again by the rule FREQ=MONTHLY;BYDAY=2TU"),
        ("FREQ=DAILY;BYHOUR=9,12", "again and again by the rule FREQ=DAILY;BYHOUR=9,12"),
    ],
)
def test_rules_of_repetition_are_told_as_people_say_them(rule, words):
    assert rule_in_words(rule) == words


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (["fire"], "fire"),
        (["all"], "every act"),
        (["force"], "any use of force"),
        (["weapons.in_settlement"], "this act: heavy weapon in or near a settlement"),
        (["fire", "uav"], "these acts: fire, unmanned aircraft"),
    ],
)
def test_acts_stand_after_to_refrain_from(codes, words):
    assert named_acts(codes) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2017-06-04", "4 June 2017"),
        ("2025-09-23T16:56+03:00", "16:56 on 23 September 2025 (+03:00)"),
        ("2025-09-23T16:56:00Z", "16:56 on 23 September 2025 (UTC)"),
        ("2023-07", "2023-07"),
        ("the day after", "the day after"),
    ],
)
def test_dates_are_told_as_people_say_them(written, words):
    assert date_in_words(written) == words


def test_an_end_that_nobody_knows_leaves_the_start_told():
    said = text(made('{from: "2025-11-07", until: {status: unknown}}'))
    assert "When: from 00:00 on 7 November 2025 (Europe/Kyiv; in UTC 2025-11-06T22:00Z); its end is not known." in said


def test_what_all_renewed_is_told_of_a_clause_that_names_nobody_too():
    more = AGREED + "renewal: {history: [{lasts: P3D}]}\n"
    read = terms.read_text(
        HEAD
        + "windows: {w: {from: 2014-02-07, lasts: P3D}}\n"
        + CLAUSE.replace("}}\n", "}, E1: {kind: do, duty: evacuate, by: {status: unknown}, area: zone, window: w}}\n")
        + more
    )
    said = text(read)
    assert said.count("With what was extended") == 2
    assert "With what was extended: from 00:00 on 7 February 2014 to 24:00 on 12 February 2014" in said


def test_a_step_that_is_inferred_says_so_where_it_stands():
    said = text(
        made("{from: 2025-10-18}", AGREED.replace("state: accepted", "state: {value: accepted, status: inferred}"))
    )
    assert "On C1: P1 accepted it on 1 March 2025 (inferred, not stated)." in said
    assert "That P1 accepted it is inferred, not stated." in said


def test_a_party_that_rejected_a_clause_is_not_said_to_have_declared_it():
    said = text(made("{from: 2025-10-18}", AGREED.replace("accepted", "rejected")))
    assert "On C1: P1 rejected it on 1 March 2025." in said
    assert "Declared" not in said


def test_one_assumed_zone_leaves_nothing_open():
    head = HEAD.replace("Europe/Kyiv", "{unstated: true, assume: [Asia/Damascus]}")
    said = text(made('{from: "2014-02-07", lasts: P3D}', head=head))
    assert "The text gives no time zone; its times are read in Asia/Damascus." in said
    assert "cannot be told" not in said


def test_an_unstated_zone_and_what_hangs_on_it_are_told():
    head = HEAD.replace("Europe/Kyiv", "{unstated: true, assume: [Europe/Kyiv, Europe/Moscow]}")
    said = text(made('{from: "2023-01-06T12:00", until: "2023-01-07T24:00"}', head=head))
    assert "The text gives no time zone; its times are read in each of these: Europe/Kyiv, Europe/Moscow." in said
    assert "surely from 12:00 on 6 January 2023 to 23:00 on 7 January 2023 (Europe/Kyiv" in said
    assert "whether it also holds at these times cannot be told: from 11:00 to 12:00 on 6 January 2023" in said


def test_what_was_planned_and_what_the_text_says_are_told_beside_the_times():
    window = "{from: 2025-10-18, planned: {from: 2025-10-11, until: 2025-10-17}, text: until the line is under load}"
    read = made(
        window, AGREED + "monitoring: {none: true}\n", HEAD.replace("1.5 km}", "1.5 km, text: round the works}")
    )
    said = text(read)
    assert "First planned: from 00:00 on 11 October 2025 to 24:00 on 17 October 2025" in said
    assert "In words: Until the line is under load." in said
    assert "In words: Round the works." in said
    assert "No monitoring was agreed." in said
    assert (
        compare(read).one_sided[0].scope.certain.times()
        == compare(made("{from: 2025-10-18}")).one_sided[0].scope.certain.times()
    )


def test_rival_accounts_of_a_place_and_of_a_time_are_told_in_words():
    head = HEAD.replace("zone: {", "road: {unstated: the road}, zone: {")
    body = (
        head
        + "windows: {w: {reports_differ: [{value: {from: 2025-10-18}}, {value: {from: 2025-10-19}, source: news}]}}\n"
        + CLAUSE
        + AGREED
    ).replace("area: zone", "area: {reports_differ: [{value: zone}, {value: road}]}")
    said = text(terms.read_text(body))
    assert "34.5900° E; or, in another account: “the road”, which the text does not draw." in said
    assert (
        "Accounts differ on the window “w”, and no party is known to: from 18 October 2025; from 19 October 2025 (news)."
        in said
    )


def test_what_made_it_necessary_is_told_with_its_day():
    read = made(
        "{from: 2025-10-18}", AGREED + "purpose: {kind: repair, occasion: {on: 2025-10-02, text: a line was lost}}\n"
    )
    assert "What made it necessary (2 October 2025): a line was lost." in text(read)


def test_a_value_that_no_source_tells_is_not_known():
    read = made("{from: 2025-10-18}", head=HEAD.replace("[34.59, 47.51]", "{status: unknown}"))
    assert "within 1.5 km of a point that is not given" in text(read)
    assert "The centre of the area “zone” is not known." in text(read)


def test_published_tallies_stand_side_by_side_without_a_sum():
    more = AGREED + (
        "claims:\n"
        "  - {by: P1, about: P2, counts: [{label: shelling, n: 444, unit: shelling}, {label: drones, n: 900, unit: drone, lower_bound: true}]}\n"
        "  - {by: P2, about: P1, counts: [{label: total, n: 2935, unit: violation}]}\n"
    )
    said = text(made("{from: 2025-10-18}", more))
    assert "Published by: P1; About: P2; What: drones; Number: more than 900; Unit: drone; Rule: not stated" in said
    assert "they cannot be added" in said
    assert "1,344" not in said
    assert "4,279" not in said


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.loads, self.words = [], [], []

    def handle_starttag(self, tag, attrs):
        if tag not in {"meta", "link", "img", "br"}:
            self.open.append(tag)
        self.loads += [value for name, value in attrs if name in {"src", "href", "srcset"}]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def test_the_page_is_whole_loads_nothing_and_escapes_what_people_wrote():
    more = AGREED + "caveats: ['<script>alert(1)</script> & more']\n"
    html = render.to_html(render.page(made("{from: 2025-10-18}", more)))
    page = _Page()
    page.feed(html)
    assert page.open == []
    assert page.loads == []
    assert "<script" not in html
    assert "<script>alert(1)</script> & more." in page.words
    assert '<html lang="en" dir="ltr">' in html


def test_markdown_keeps_signs_of_markdown_as_signs():
    more = AGREED + "caveats: ['a *bold* claim, see [this] | that']\n"
    assert r"A \*bold\* claim, see \[this\] \| that." in render.to_markdown(
        render.page(made("{from: 2025-10-18}", more))
    )


def test_arabic_runs_from_right_to_left():
    head = HEAD.replace("timezone", "title: {en: Truce, ar: هدنة}\ntimezone")
    html = render.to_html(render.page(made("{from: 2025-10-18}", head=head), "ar"))
    assert '<html lang="ar" dir="rtl">' in html
    assert "<h1>هدنة</h1>" in html


def events(read):
    calendar = icalendar.Calendar.from_ical(render.to_ics(read))
    return list(calendar.walk("VEVENT"))


@pytest.mark.parametrize(
    ("window", "start", "end"),
    [
        ('{from: "2025-10-26T00:00", lasts: PT12H}', "2025-10-25T21:00", "2025-10-26T09:00"),  # back an hour inside it
        ('{from: "2025-10-26T00:00", until: "2025-10-26T12:00"}', "2025-10-25T21:00", "2025-10-26T10:00"),
        ('{from: "2025-03-30T00:00", until: "2025-03-30T12:00"}', "2025-03-29T22:00", "2025-03-30T09:00"),
    ],
)
def test_the_calendar_is_exact_over_a_clock_change(window, start, end):
    [event] = events(made(window))
    assert event["DTSTART"].dt == dt.datetime.fromisoformat(start).replace(tzinfo=dt.UTC)
    assert event["DTEND"].dt == dt.datetime.fromisoformat(end).replace(tzinfo=dt.UTC)
    assert event["STATUS"] == "CONFIRMED"


def test_repeated_windows_keep_their_length_over_a_clock_change():
    found = events(made('{from: "2025-10-24T22:00", lasts: PT4H, repeat: FREQ=DAILY;COUNT=4}'))
    assert [(each["DTEND"].dt - each["DTSTART"].dt) for each in found] == [dt.timedelta(hours=4)] * 4
    assert [each["DTSTART"].dt.hour for each in found] == [19, 19, 20, 20]


def test_what_has_no_known_start_is_a_note_and_no_event():
    read = made("{phase: {after: demining is done}, lasts: P2D}")
    calendar = icalendar.Calendar.from_ical(render.to_ics(read))
    assert calendar.walk("VEVENT") == []
    [note] = calendar.walk("VJOURNAL")
    assert "demining is done" in note["DESCRIPTION"]


def test_what_hangs_on_the_zone_is_tentative():
    head = HEAD.replace("Europe/Kyiv", "{unstated: true, assume: [Europe/Kyiv, Europe/Moscow]}")
    found = events(made('{from: "2023-01-06T12:00", until: "2023-01-07T24:00"}', head=head))
    assert [str(each["STATUS"]) for each in found] == ["CONFIRMED", "TENTATIVE", "TENTATIVE"]
    assert (found[0]["DTEND"].dt - found[0]["DTSTART"].dt) == dt.timedelta(hours=35)


def test_calendar_lines_are_short_and_texts_survive_folding():
    title = "Ремонт; північна, лінія \\\\ " * 6
    head = HEAD.replace("timezone", f"title: {{en: '{title.strip()}'}}\ntimezone")
    ics = render.to_ics(made('{from: "2025-10-26T00:00", lasts: PT12H}', head=head))
    assert all(len(line.encode()) <= 75 for line in ics.split("\r\n"))
    assert "\n" not in ics.replace("\r\n", "")
    [event] = icalendar.Calendar.from_ical(ics).walk("VEVENT")
    assert event["SUMMARY"] == f"{title.strip()}: C1"


def test_an_open_end_is_a_start_and_says_so():
    [event] = events(made("{from: 2025-10-18}"))
    assert "DTEND" not in event
    assert "no end stated" in event["SUMMARY"]


def test_the_same_terms_give_the_same_bytes():
    assert render.to_ics(SAMPLE) == render.to_ics(SAMPLE)
    assert render.to_text(render.page(SAMPLE)) == render.to_text(render.page(SAMPLE))


def test_the_map_tells_sure_from_maybe_and_hatches_our_own_shapes():
    features = render.to_geojson(SAMPLE)["features"]
    drawn = [each["properties"] for each in features if each["properties"]["clause"] == "C1"]
    assert {each["certainty"] for each in drawn} == {"maybe"}
    assert all(each["hatched"] for each in drawn)
    nowhere = [each for each in features if each["properties"]["clause"] == "L1"]
    assert [each["geometry"] for each in nowhere] == [] or all(each["geometry"] is None for each in nowhere)
    json.dumps(render.to_geojson(SAMPLE), allow_nan=False)


def test_one_row_per_actor_and_declaration():
    rows = list(csv.DictReader(io.StringIO(export.to_csv(SAMPLE))))
    assert [(row["party"], row["clauses"], row["agreed"]) for row in rows] == [
        ("P1", "C1; W1", "C1 yes; W1 yes"),
        ("P2", "C1; Q1", "C1 yes; Q1 yes"),
    ]
    assert rows[0]["states"] == "announced 2025-10-10; guaranteed 2025-10-17"
    assert (rows[0]["starts"], rows[1]["starts"]) == ("2025-10-18T05:00Z", "2025-10-18T06:00Z")
    assert tuple(rows[0]) == export.COLUMNS
    assert [row["has_own_version"] for row in rows] == ["no", "yes"]
    assert export.to_json(SAMPLE)["format"] == "ceasefire-declarations/1"


@pytest.mark.parametrize(
    ("state", "answer", "status"),
    [
        ("accepted", "yes", {"CONFIRMED"}),
        ("not_stated", "cannot_tell", {"TENTATIVE"}),
        ("conditional", "cannot_tell", {"TENTATIVE"}),
        ("rejected", "no", {"TENTATIVE"}),
    ],
)
def test_no_window_is_confirmed_before_those_who_may_be_bound_surely_are(state, answer, status):
    """A crew that reads “confirmed” goes out."""
    read = terms.read_text(
        HEAD + 'windows: {w: {from: "2023-05-22T08:00", lasts: P1D}}\n'
        "clauses: {C1: {kind: refrain, acts: [fire], bound: [P1], area: zone, window: w}}\n"
        f"declarations: [{{party: P1, clauses: [C1], history: [{{state: {state}, on: 2023-05-21}}]}}]\n"
    )
    assert {str(each["STATUS"]) for each in events(read)} == status
    [row] = export.declarations(read)
    assert row["agreed"] == {"C1": answer}
    said = {
        "yes": "Agreed by its own word: P1.",
        "no": "Not bound, for it did not agree or has left: P1.",
        "cannot_tell": "Whether it agreed cannot be told: P1.",
    }
    text = " ".join(render.to_text(render.page(read)).split())
    assert [word for word, told in said.items() if told in text] == [answer]


def test_who_only_signed_has_a_row_and_a_declaration_without_a_list_is_of_all_that_binds():
    read = terms.read_text(
        HEAD + "instrument: {signed_on: 2023-05-20, signed_by: [P1]}\nwindows: {w: {from: 2023-05-22, lasts: P7D}}\n"
        "clauses:\n"
        "  C1: {kind: refrain, acts: [fire], bound: [P1, P2], area: zone, window: w}\n"
        "  C2: {kind: refrain, acts: [uav], bound: [P1], area: zone, window: w}\n"
        "declarations: [{party: P2, history: [{state: announced, on: 2023-05-21}]}]\n"
    )
    rows = list(csv.DictReader(io.StringIO(export.to_csv(read))))
    assert [(row["party"], row["agreed"], row["states"]) for row in rows] == [
        ("P2", "C1 yes", "announced 2023-05-21"),
        ("P1", "C1 yes; C2 yes", "accepted 2023-05-20"),
    ]
    assert {row["starts"] for row in rows} == {"2023-05-21T21:00Z"}


@pytest.mark.parametrize("name", NAMES)
def test_every_template_can_be_put_in_every_form(name):
    read = terms.read_text(template(name, "test"))
    page = render.page(read)
    for text in (
        render.to_text(page),
        render.to_markdown(page),
        render.to_html(page),
        render.to_ics(read),
        export.to_csv(read),
    ):
        assert text
        assert "None" not in text
    icalendar.Calendar.from_ical(render.to_ics(read))
    json.dumps(render.to_geojson(read), allow_nan=False)
    json.dumps(compare_output.to_json(read, compare(read)), allow_nan=False)


def test_harm_and_how_far_the_purpose_was_met_are_told_beside_each_other():
    read = terms.read_text(
        "format: ceasefire-terms/1\nceasefire: relief\nparties: {A: {}}\n"
        "purpose: {kind: relief, reached: partly}\n"
        "harm: [{kind: detained, n: 220, lower_bound: true, text: held after leaving, source: a paper}, {kind: hurt, text: aid workers}]\n"
    )
    told = text(read)
    assert "the purpose was partly met" in told
    assert "Detained: held after leaving (more than 220 people). Source: a paper" in told
    assert "Hurt: aid workers" in told
    assert [(each.kind, each.n) for each in read.harm] == [("detained", 220), ("hurt", None)]


def test_a_body_is_told_with_its_members_and_its_chair():
    whole = (
        "format: ceasefire-terms/1\nceasefire: body\ntimezone: UTC\n"
        "parties: {P1: {}, P2: {}, M1: {members: [{who: P2, n: 3, chairs: true}, {who: P1}]}}\nclauses: {}\n"
    )
    told = text(terms.read_text(whole))
    assert "Members: 3 × P2, P1." in told
    assert "In the chair: P2." in told


@pytest.mark.parametrize(
    "text", ["P1", "PT", "P99999999999D", "2025-13-45", "0000-00-00", "2025-02-30T25:61", "{x", "[", "null"]
)
def test_a_text_that_only_looks_like_a_date_or_a_length_is_told_as_it_stands(text):
    sample = terms.write_text(SAMPLE)
    rivals = f"ref: {{reports_differ: [{{value: {json.dumps(text)}, source: one}}, {{value: D2, source: two}}]}}"
    assert "ref: D1 art. 2" in sample
    read = terms.read_text(sample.replace("ref: D1 art. 2", rivals))
    assert text in render.to_text(render.page(read)).replace("\n  ", " ")
