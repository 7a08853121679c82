"""The desk answers the one browser that was let in, in the standard's form, and nobody else."""

import asyncio
import contextlib
import re
import subprocess
import sys
import time

import httpx
import pytest

from ceasefire.app.guard import HEADERS, LARGEST, Guard
from ceasefire.app.routes import application
from ceasefire.store import Report, open_store

NOON = 1_700_000_000_000_000
HOUR = 3_600_000_000
BASE = "http://127.0.0.1:8000"


@pytest.fixture
def path(tmp_path):
    """A closed store with 25 incidents, one of them without a place, and an observation."""
    file = tmp_path / "mission.store"
    with open_store(file, create=True) as store, store.transaction() as books:
        books.reports.put(
            Report(
                "incident", f"i/{n}", NOON + n * HOUR, NOON + n * HOUR + 1, centre=(30 + n, 50.0), acts=("fire.mortar",)
            )
            for n in range(24)
        )
        books.reports.put([Report("incident", "nowhere", NOON, NOON + 1), Report("observation", "o", NOON, NOON + 1)])
    return file


@pytest.fixture
def ask(path):
    """Ask the desk something: `ask(path, method=…, headers=…)`; the browser was let in."""
    with open_store(path) as store:
        guard = Guard(application(store), 8000)

        def send(target, method="GET", *, fresh=False, **more):
            async def go():
                async with httpx.AsyncClient(transport=httpx.ASGITransport(guard), base_url=BASE) as client:
                    client.cookies = {} if fresh else cookies
                    return await client.request(method, target, **more)

            return asyncio.run(go())

        cookies, send.guard = {}, guard
        entered = send(f"/?token={guard.token}", fresh=True)
        assert entered.status_code == 303
        cookies.update(entered.cookies)
        send.entered = entered
        yield send


def test_the_start_address_works_once_and_gives_a_strict_cookie(ask):
    cookie = ask.entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert ask.guard.token is None
    assert ask("/?token=", fresh=True).status_code == 403
    assert ask("/").status_code == 200


@pytest.mark.parametrize("target", ["/", "/api", "/collections", "/collections/incidents/items", "/none", "/?token=x"])
def test_nobody_else_is_let_in(ask, target):
    answer = ask(target, fresh=True)
    assert (answer.status_code, "CF-APP-005" in answer.text) == (403, True)


@pytest.mark.parametrize("host", ["evil.example:8000", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8000.evil.example", ""])
def test_another_host_is_refused(ask, host):
    assert ask("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:8000", None])
def test_an_unsafe_request_from_elsewhere_is_refused(ask, origin):
    answer = ask("/", "POST", headers={"origin": origin} if origin else {})
    assert (answer.status_code, "CF-APP-004" in answer.text) == (403, True)
    assert ask("/", "POST", headers={"origin": BASE}).status_code == 405


def test_a_large_body_is_refused(ask):
    assert ask("/", "POST", headers={"origin": BASE}, content=b"x" * (LARGEST + 1)).status_code == 413


@pytest.mark.parametrize("target", ["/", "/none", "/collections/incidents/items?limit=x"])
def test_every_answer_carries_the_protecting_headers(ask, target):
    assert HEADERS.items() <= dict(ask(target).headers).items()


def test_pages_follow_each_other_to_the_end_and_hold_every_item_once(ask):
    target, seen = "/collections/incidents/items?limit=10", []
    while target:
        page = ask(target).json()
        assert page["numberMatched"] == 25
        seen += [each["id"] for each in page["features"]]
        target = next((link["href"] for link in page["links"] if link["rel"] == "next"), None)
    assert sorted(seen) == sorted([*(f"i/{n}" for n in range(24)), "nowhere"])


def test_a_box_and_days_narrow_the_items(ask):
    page = ask("/collections/incidents/items?bbox=29.5,49,32.5,51").json()
    assert {each["id"] for each in page["features"]} == {"i/0", "i/1", "i/2"}
    assert page["withoutPlace"] == 1
    page = ask("/collections/incidents/items?datetime=2023-11-15T00:00:00Z/..").json()
    assert {each["id"] for each in page["features"]} == {f"i/{n}" for n in range(2, 24)}
    assert ask("/collections/incidents/items?datetime=2023-11-14").json()["numberReturned"] == 3


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=-1", "limit=x", "limit=²", "bbox=1,2,3", "bbox=a,b,c,d", "bbox=1,nan,2,3", "bbox=0,91,1,92",
     "datetime=never", "datetime=../..", "datetime=1/2/3", "datetime=2024-01-02/2024-01-01", "after=x",
     "after=9_9_99999999999999999999999", "colour=red", "limit=1&limit=2", "f=xml"],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_code(ask, query):
    answer = ask(f"/collections/incidents/items?{query}")
    assert answer.status_code == 400
    assert re.match(r"CF-[A-Z]+-\d{3} ", answer.text)
    assert answer.headers["content-type"].startswith("text/plain")


def test_one_item_and_what_is_missing(ask):
    item = ask("/collections/incidents/items/i/3").json()
    assert item["geometry"] == {"type": "Point", "coordinates": [33.0, 50.0]}
    assert item["properties"]["start"] == "2023-11-15T01:13:20Z"
    assert ask("/collections/incidents/items/nowhere").json()["geometry"] is None
    missing = [ask(f"/collections/{end}") for end in ("incidents/items/x", "incidents/items/o", "none", "none/items")]
    assert {(each.status_code, each.content, str(each.headers)) for each in missing} == {
        (404, missing[0].content, str(missing[0].headers))
    }


def test_the_document_and_the_links_name_what_is_there(ask):
    assert "/collections/{name}/items" in ask("/api").json()["paths"]
    for link in ask("/").json()["links"]:
        assert ask(link["href"]).status_code == 200
    for each in ask("/collections").json()["collections"]:
        assert all(ask(link["href"]).status_code == 200 for link in each["links"])
    assert ask("/conformance").json()["conformsTo"]


def test_the_command_opens_a_desk_and_refuses_any_other_address(path):
    command = [sys.executable, "-m", "ceasefire", "serve", path]
    refused = subprocess.run(
        [*command, "--address", "192.0.2.1"], check=False, capture_output=True, text=True, timeout=60
    )
    assert (refused.returncode, "CF-APP-001" in refused.stderr) == (2, True)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as desk:
        try:
            start = desk.stdout.readline().split()[-1]
            port = start.split(":")[2].split("/")[0]
            with httpx.Client(follow_redirects=True) as client:
                assert _when_open(client, start).json()["title"] == "ceasefire"
            taken = subprocess.run([*command, "--port", port], check=False, capture_output=True, text=True, timeout=60)
            assert (taken.returncode, "CF-STORE-005" in taken.stderr) == (2, True)
        finally:
            desk.terminate()


def _when_open(client, address):
    for _ in range(100):
        with contextlib.suppress(httpx.ConnectError):
            return client.get(address)
        time.sleep(0.1)
    raise AssertionError("the desk did not open")
