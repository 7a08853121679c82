"""Every document says its kind and version; an unknown major version is an error with a way out."""

from __future__ import annotations

import re

from ceasefire.errors import NOWHERE, Place, Problem, UnknownFormat
from ceasefire.kernel import codes

_PATTERN = re.compile(r"(?P<kind>[a-z]+(?:-[a-z]+)*)/(?P<major>[0-9]{1,20})(?:\.[0-9]{1,20})?")


def check_format(stated: str | None, kind: str, major: int, place: Place = NOWHERE) -> None:
    """Pass when `stated` is `kind/major` or `kind/major.minor`; raise UnknownFormat otherwise."""
    expected = f"{kind}/{major}"
    if not stated:
        raise UnknownFormat(Problem(codes.NO_FORMAT, place, got="no `format`", expected=expected))
    found = _PATTERN.fullmatch(stated)
    if found is None or found["kind"] != kind:
        raise UnknownFormat(Problem(codes.OTHER_KIND, place, got=stated, expected=expected))
    if int(found["major"]) != major:
        raise UnknownFormat(Problem(codes.OTHER_MAJOR, place, got=stated, expected=expected))
