"""Downloads from a real server on the loopback: progress, resume, checksum, and servers that misbehave."""

import contextlib
import hashlib
import json
import re
import threading
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ceasefire.errors import BadInput
from ceasefire.sources import manifest
from ceasefire.sources.fetch import address, fetch

DATA = bytes(range(256)) * 8_000  # 2 MB
HASH = hashlib.sha256(DATA).hexdigest()


class Publisher(BaseHTTPRequestHandler):
    """A server with ranges; the test sets how it behaves on `server.how`."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        how = self.server.how
        self.server.asked.append(dict(self.headers))
        if self.path == "/missing":
            self.send_error(404)
            return
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", how["to"])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        data, etag = how["data"], how.get("etag", '"v1"')
        start = self._start(len(data), etag)
        body = data[start:]
        self.send_response(206 if start else 200)
        if start:
            shown = start + how.get("shift", 0)
            self.send_header("Content-Range", f"bytes {shown}-{len(data) - 1}/{len(data)}")
        if etag:
            self.send_header("ETag", etag)
        if how.get("modified"):
            self.send_header("Last-Modified", how["modified"])
        if how.get("length", True):
            self.send_header("Content-Length", str(len(body)))
        else:
            self.send_header("Connection", "close")
        self.end_headers()
        stop = how.get("stop")
        self.wfile.write(body if stop is None else body[:stop])
        self.close_connection = stop is not None or not how.get("length", True)

    def _start(self, size, etag):
        wanted = re.fullmatch(r"bytes=([0-9]+)-", self.headers.get("Range", ""))
        condition = self.headers.get("If-Range")
        if not wanted or not self.server.how.get("ranges", True):
            return 0
        if condition not in {None, etag, self.server.how.get("modified")}:
            return 0
        return int(wanted[1]) if int(wanted[1]) < size else 0

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def publisher():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    server.how, server.asked = {"data": DATA}, []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def url(server, path="/file.csv"):
    return f"http://127.0.0.1:{server.server_address[1]}{path}"


def files_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_fetched_whole_and_nothing_is_left_beside_it(publisher, tmp_path):
    steps = []
    done = fetch(url(publisher), tmp_path / "f.csv", sha256=HASH, progress=lambda *step: steps.append(step))
    assert done == (tmp_path / "f.csv", HASH, len(DATA), len(DATA))
    assert (tmp_path / "f.csv").read_bytes() == DATA
    assert files_in(tmp_path) == ["f.csv"]
    assert steps[0] == (0, len(DATA))
    assert steps[-1] == (len(DATA), len(DATA))
    assert [so_far for so_far, _ in steps] == sorted(so_far for so_far, _ in steps)


@pytest.mark.parametrize("etag", ['"v1"', None, 'W/"weak"'])
def test_a_broken_download_goes_on_where_it_stopped(publisher, tmp_path, etag):
    publisher.how |= {"stop": 700_000, "etag": etag, "modified": formatdate(1_600_000_000, usegmt=True)}
    with pytest.raises(BadInput, match="CF-SOURCES-063"):
        fetch(url(publisher), tmp_path / "f.csv")
    assert files_in(tmp_path) == ["f.csv.part", "f.csv.part.json"]
    publisher.how["stop"] = None
    done = fetch(url(publisher), tmp_path / "f.csv", sha256=HASH)
    assert done.received == len(DATA) - 700_000
    assert publisher.asked[-1]["Range"] == "bytes=700000-"
    assert files_in(tmp_path) == ["f.csv"]


def test_a_file_that_changed_meanwhile_starts_afresh(publisher, tmp_path):
    publisher.how["stop"] = 500_000
    with pytest.raises(BadInput):
        fetch(url(publisher), tmp_path / "f.csv")
    changed = DATA[::-1]
    publisher.how |= {"stop": None, "data": changed, "etag": '"v2"'}
    done = fetch(url(publisher), tmp_path / "f.csv")
    assert done.received == len(changed)
    assert (tmp_path / "f.csv").read_bytes() == changed


@pytest.mark.parametrize(
    "how", [{"ranges": False}, {"etag": None}], ids=["no ranges", "no version, so no way to know it is the same"]
)
def test_servers_without_resume_are_asked_for_everything(publisher, tmp_path, how):
    publisher.how |= how | {"stop": 500_000}
    with contextlib.suppress(BadInput):
        fetch(url(publisher), tmp_path / "f.csv")
    publisher.how["stop"] = None
    assert fetch(url(publisher), tmp_path / "f.csv", sha256=HASH).received == len(DATA)


def test_a_part_that_is_all_there_is_not_trusted_blindly(publisher, tmp_path):
    target = tmp_path / "f.csv"
    (tmp_path / "f.csv.part").write_bytes(DATA + b"more")
    note = {"url": url(publisher), "etag": '"v1"', "modified": ""}
    (tmp_path / "f.csv.part.json").write_text(json.dumps(note))
    assert fetch(url(publisher), target, sha256=HASH).size == len(DATA)


@pytest.mark.parametrize("note", ["", "{}", "[]", '{"url": 5}', "\x00"])
def test_a_spoilt_note_only_costs_time(publisher, tmp_path, note):
    (tmp_path / "f.csv.part").write_bytes(b"old")
    (tmp_path / "f.csv.part.json").write_text(note)
    assert fetch(url(publisher), tmp_path / "f.csv", sha256=HASH).received == len(DATA)


def test_the_wrong_part_is_refused(publisher, tmp_path):
    publisher.how["stop"] = 500_000
    with pytest.raises(BadInput):
        fetch(url(publisher), tmp_path / "f.csv")
    publisher.how |= {"stop": None, "shift": 7}
    with pytest.raises(BadInput, match="another part"):
        fetch(url(publisher), tmp_path / "f.csv")
    publisher.how["shift"] = 0
    assert fetch(url(publisher), tmp_path / "f.csv", sha256=HASH).size == len(DATA)


def test_a_wrong_checksum_throws_the_file_away_and_keeps_the_old_one(publisher, tmp_path):
    target = tmp_path / "f.csv"
    target.write_text("old")
    with pytest.raises(BadInput, match="CF-SOURCES-062"):
        fetch(url(publisher), target, sha256="0" * 64, replace=True)
    assert target.read_text() == "old"
    assert files_in(tmp_path) == ["f.csv"]


def test_a_file_that_is_there_is_not_replaced_unasked(publisher, tmp_path):
    target = tmp_path / "f.csv"
    target.write_text("old")
    with pytest.raises(BadInput, match="CF-SOURCES-064"):
        fetch(url(publisher), target)
    assert not publisher.asked
    fetch(url(publisher), target, replace=True)
    assert target.read_bytes() == DATA


def test_a_server_that_does_not_say_how_long_the_file_is(publisher, tmp_path):
    publisher.how["length"] = False
    steps = []
    fetch(url(publisher), tmp_path / "f.csv", sha256=HASH, progress=lambda *step: steps.append(step))
    assert steps[-1] == (len(DATA), None)


def test_a_missing_file_says_so(publisher, tmp_path):
    with pytest.raises(BadInput, match="404") as caught:
        fetch(url(publisher, "/missing"), tmp_path / "f.csv")
    assert "has moved" in caught.value.problems[0].way_out
    assert files_in(tmp_path) == []


def test_no_server_at_all(tmp_path):
    with pytest.raises(BadInput, match="CF-SOURCES-061"):
        fetch("http://127.0.0.1:9/f.csv", tmp_path / "f.csv", timeout=5)
    assert files_in(tmp_path) == []


@pytest.mark.parametrize(
    "address", ["http://example.org/f.csv", "file:///etc/passwd", "ftp://example.org/f", "f.csv", ""]
)
def test_only_safe_addresses(tmp_path, address):
    with pytest.raises(BadInput, match="CF-SOURCES-065"):
        fetch(address, tmp_path / "f.csv")


@pytest.mark.parametrize("to", ["http://example.org/f.csv", "ftp://example.org/f.csv"])
def test_a_redirect_to_an_unsafe_address_is_not_followed(publisher, tmp_path, to):
    publisher.how["to"] = to
    with pytest.raises(BadInput, match="CF-SOURCES-06"):
        fetch(url(publisher, "/moved"), tmp_path / "f.csv")
    assert files_in(tmp_path) == []


def test_a_redirect_to_a_safe_address_is_followed(publisher, tmp_path):
    publisher.how["to"] = url(publisher)
    assert fetch(url(publisher, "/moved"), tmp_path / "f.csv").sha256 == HASH


def test_targets_that_cannot_be_written(publisher, tmp_path):
    with pytest.raises(BadInput, match="CF-SOURCES-064"):
        fetch(url(publisher), tmp_path, replace=True)
    with pytest.raises(BadInput, match="CF-SOURCES-002"):
        fetch(url(publisher), tmp_path / "no" / "f.csv")


def test_addresses_come_from_the_manifest():
    viina = manifest("viina")
    found, file = address(viina, "events", {"year": "2024"})
    assert found.endswith("/event_1pd_latest_2024.zip")
    assert file == "event_1pd_latest_2024.zip"
    with pytest.raises(BadInput, match="events"):
        address(viina, "everything", {})
    for values in ({}, {"year": "../x"}, {"year": "2024", "month": "5"}, {"year": ""}):
        with pytest.raises(BadInput, match="CF-SOURCES-060"):
            address(viina, "events", values)
