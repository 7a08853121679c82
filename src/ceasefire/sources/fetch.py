"""Downloading a publisher's public file: with progress, resumed after a break, checked, put in place whole.

What has arrived lies beside the target as `NAME.part`, with `NAME.part.json` saying where it came from
and which version of the file it was. A second try asks the server for the rest of that same version
and starts afresh when the file has changed meanwhile. This is the only part of the package that opens
a connection, and only to the address that is asked for.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path
from typing import IO, Final, NamedTuple, cast
from urllib.parse import quote, urlsplit

from ceasefire.errors import BadInput, Code, Place, Problem
from ceasefire.kernel.files import write_text
from ceasefire.sources import codes
from ceasefire.sources.manifest import Download, Manifest

CHUNK: Final = 1 << 18
_AGENT: Final = "ceasefire (+https://pypi.org/project/ceasefire/)"
_RANGE: Final = re.compile(r"bytes (?P<start>[0-9]+)-[0-9]+/(?P<total>[0-9]+|\*)")
_NAME: Final = re.compile(r"[A-Za-z0-9_.-]{1,60}")
_PLACE: Final = re.compile(r"\{([a-z]+)\}")
Progress = Callable[[int, int | None], None]


class Fetched(NamedTuple):
    """A file that was downloaded: where it lies, its hash, its bytes, and how many of them came this time."""

    path: Path
    sha256: str
    size: int
    received: int


@dataclass(frozen=True, slots=True)
class _Version:
    """Which version of the file the bytes at hand belong to."""

    url: str
    etag: str
    modified: str

    @property
    def condition(self) -> str:
        """What the server compares before it sends the rest; empty when it never named the version."""
        return self.modified if self.etag.startswith("W/") else self.etag or self.modified


def address(manifest: Manifest, name: str, values: Mapping[str, str]) -> tuple[str, str]:
    """The address and file name of the download `name`, its places such as `{year}` filled from `values`.

    Raises BadInput when there is no such file, and for every place that is left open or filled wrongly.
    """
    download = next((each for each in manifest.downloads if each.name == name), None)
    if download is None:
        known = ", ".join(each.name for each in manifest.downloads) or "none"
        place = Place(field=f"{manifest.name} download")
        raise BadInput(Problem(codes.NOTHING_TO_FETCH, place, got=name, expected=known))
    return _filled(download, values)


def places_of(download: Download) -> tuple[str, ...]:
    """The places in an address that have to be filled, such as `year`."""
    return tuple(dict.fromkeys(_PLACE.findall(download.url + download.file)))


def fetch(
    url: str,
    target: Path,
    *,
    sha256: str | None = None,
    progress: Progress | None = None,
    replace: bool = False,
    timeout: float = 60.0,
) -> Fetched:
    """Download `url` to `target`; `progress(bytes so far, bytes in all or None)` is called as it comes.

    With `sha256` the file has to have that hash. Raises BadInput when it cannot be had or checked:
    `target` is then as it was before, and what has arrived is kept for the next try.
    """
    _check(url, target, replace=replace)
    part, note = _beside(target)
    have, version = _at_hand(part, note, url)
    with _telling(url), _ask(url, have, version, timeout) as answer:
        received, total = _receive(answer, part, note, url, progress or _silent)
    size = part.stat().st_size
    if total is not None and size != total:
        _give_up(codes.WRONG_SIZE, url, f"{size:,} bytes", f"{total:,} bytes", part, note, keep=size < total)
    found = _hash(part)
    if sha256 is not None and found != sha256.lower():
        _give_up(codes.WRONG_CHECKSUM, url, found, sha256, part, note, keep=False)
    part.replace(target)
    note.unlink(missing_ok=True)
    return Fetched(target, found, size, received)


class _StaysSafe(urllib.request.HTTPRedirectHandler):
    """Follows a server to another address only when that one is as safe."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if not _is_safe(newurl):
            raise BadInput(Problem(codes.NOT_A_WEB_ADDRESS, got=newurl, expected="a redirect to https://"))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


_OPENER: Final = urllib.request.build_opener(_StaysSafe)


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    local = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    return parts.scheme == "https" or (parts.scheme == "http" and local)


def _check(url: str, target: Path, *, replace: bool) -> None:
    if not _is_safe(url):
        raise BadInput(Problem(codes.NOT_A_WEB_ADDRESS, got=url, expected="an address that starts with https://"))
    if target.is_dir() or (target.exists() and not replace):
        raise BadInput(Problem(codes.EXISTS, Place(str(target)), got="a folder" if target.is_dir() else "a file"))
    if not target.parent.is_dir():
        got = f"no folder {target.parent}"
        raise BadInput(Problem(codes.CANNOT_OPEN, Place(str(target)), got, "a folder that exists"))


def _beside(target: Path) -> tuple[Path, Path]:
    return target.with_name(f"{target.name}.part"), target.with_name(f"{target.name}.part.json")


def _at_hand(part: Path, note: Path, url: str) -> tuple[int, _Version | None]:
    """How many bytes have arrived before, and of which version; none when that cannot be told."""
    try:
        stated = json.loads(note.read_text("utf-8"))
        version = _Version(str(stated["url"]), str(stated["etag"]), str(stated["modified"]))
        size = part.stat().st_size
    except (OSError, ValueError, KeyError, TypeError):
        return 0, None
    usable = version.url == url and version.condition and size
    return (size, version) if usable else (0, None)


def _ask(url: str, have: int, version: _Version | None, timeout: float) -> HTTPResponse:
    request = urllib.request.Request(url, headers={"User-Agent": _AGENT, "Accept-Encoding": "identity"})  # noqa: S310 - checked
    if have and version is not None:
        request.add_header("Range", f"bytes={have}-")
        request.add_header("If-Range", version.condition)
    try:
        return cast("HTTPResponse", _OPENER.open(request, timeout=timeout))
    except urllib.error.HTTPError as refusal:
        if refusal.code != http.client.REQUESTED_RANGE_NOT_SATISFIABLE or not have:
            raise
        refusal.close()
        return _ask(url, 0, None, timeout)


def _receive(answer: HTTPResponse, part: Path, note: Path, url: str, progress: Progress) -> tuple[int, int | None]:
    start, total = _span(answer, part)
    version = _Version(url, answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", ""))
    write_text(note, json.dumps({"url": url, "etag": version.etag, "modified": version.modified}))
    received = 0
    with part.open("ab" if start else "wb") as kept:
        progress(start, total)
        for data in _chunks(answer):
            kept.write(data)
            received += len(data)
            progress(start + received, total)
    return received, total


def _span(answer: HTTPResponse, part: Path) -> tuple[int, int | None]:
    """Where the sent bytes start, and how long the whole file is when the server says so."""
    if answer.status == http.client.PARTIAL_CONTENT:
        found = _RANGE.fullmatch(answer.headers.get("Content-Range", ""))
        if found is None or int(found["start"]) != part.stat().st_size:
            part.unlink(missing_ok=True)
            message = f"the server sent another part than asked for: {answer.headers.get('Content-Range')}"
            raise http.client.HTTPException(message)
        return int(found["start"]), None if found["total"] == "*" else int(found["total"])
    length = answer.headers.get("Content-Length", "")
    return 0, int(length) if length.isdigit() else None


def _chunks(answer: IO[bytes]) -> Iterator[bytes]:
    while data := answer.read(CHUNK):
        yield data


@contextlib.contextmanager
def _telling(url: str) -> Iterator[None]:
    try:
        yield
    except urllib.error.HTTPError as refusal:
        refusal.close()
        do = "Look on the publisher's page whether the file has moved." if refusal.code in {404, 410} else ""
        raise BadInput(_failed(url, f"the server answers {refusal.code} {refusal.reason}", do)) from None
    except urllib.error.URLError as problem:
        raise BadInput(_failed(url, str(problem.reason))) from None
    except (OSError, http.client.HTTPException) as problem:
        raise BadInput(_failed(url, str(problem) or type(problem).__name__)) from None


def _failed(url: str, got: str, do: str = "") -> Problem:
    return Problem(codes.DOWNLOAD_FAILED, Place(file=url), got=got, do=do)


def _give_up(code: Code, url: str, got: str, expected: str, part: Path, note: Path, *, keep: bool) -> None:
    if not keep:
        part.unlink(missing_ok=True)
        note.unlink(missing_ok=True)
    raise BadInput(Problem(code, Place(file=url), got=got, expected=expected))


def _hash(path: Path) -> str:
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _silent(so_far: int, in_all: int | None) -> None:
    """Tell nobody."""


def _filled(download: Download, values: Mapping[str, str]) -> tuple[str, str]:
    wanted = places_of(download)
    problems = [
        Problem(codes.NOTHING_TO_FETCH, Place(field=name), got=f"no value for {name}", do=f"Add `--set {name}=…`.")
        for name in wanted
        if name not in values
    ]
    problems += [
        Problem(codes.NOTHING_TO_FETCH, Place(field=name), got=value, expected="letters, digits, _ . -")
        for name, value in values.items()
        if name not in wanted or not _NAME.fullmatch(value)
    ]
    if problems:
        raise BadInput(problems)
    safe = {name: quote(values[name]) for name in wanted}
    return download.url.format(**safe), download.file.format(**safe)
