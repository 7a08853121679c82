"""The release of an assessment: a named officer stands for a draft; nothing of the draft is changed by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ceasefire.assessment import codes
from ceasefire.assessment.digest import digest_of
from ceasefire.assessment.results import FORMAT
from ceasefire.assessment.rules import rules
from ceasefire.clock import parse_date
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.kernel.formats import check_format

RELEASE_KIND: Final = "ceasefire-release"
RELEASE_MAJOR: Final = 1
_KIND, _, _MAJOR = FORMAT.partition("/")


@dataclass(frozen=True, slots=True)
class Release:
    """Who released which draft: name, office, day, every dissent, and the SHA-256 of the draft's file.

    It shows what was typed in, not that the named person typed it: there is no signature.
    """

    by: str
    office: str
    on: dt.date
    dissent: tuple[str, ...]
    draft_sha256: str

    def to_json(self) -> dict[str, Any]:
        """Return the published form."""
        return {
            "format": f"{RELEASE_KIND}/{RELEASE_MAJOR}",
            "by": self.by,
            "office": self.office,
            "on": self.on.isoformat(),
            "dissent": list(self.dissent),
            "draft_sha256": self.draft_sha256,
        }


def release_draft(draft: Mapping[str, Any], release: Release, place: Place) -> dict[str, Any]:
    """Return the released copy of a draft: the same, with its status and who released it.

    Raises BadInput with every problem: no assessment, no draft any more, changed since it was made, made under rules
    that this release of the program does not hold, no name or office, or a day before the last one assessed.
    """
    problems = [*_of_draft(draft, place), *_of_release(draft, release)]
    if problems:
        raise BadInput(problems)
    return {**draft, "status": "released", "release": release.to_json()}


def _of_draft(draft: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    check_format(_text(draft.get("format")), _KIND, int(_MAJOR), place)
    if draft.get("status") != "draft" or "release" in draft:
        yield Problem(codes.NOT_A_DRAFT, place, got=f"status {draft.get('status')}", expected="status draft")
    known = rules().version
    if draft.get("rules_version") != known:
        yield Problem(codes.UNKNOWN_RULES, place, got=f"rules version {draft.get('rules_version')}", expected=known)
    stated = draft.get("digest")
    if (holds := digest_of(draft)) != stated:
        yield Problem(
            codes.CHANGED_DRAFT, place, got=f"a document of digest {holds}", expected=f"{stated or 'a digest'}"
        )


def _of_release(draft: Mapping[str, Any], release: Release) -> Iterator[Problem]:
    for name, text in (
        ("--by", release.by),
        ("--office", release.office),
        *(("--dissent", d) for d in release.dissent),
    ):
        if not text.strip():
            yield Problem(codes.BAD_RELEASE, Place(field=name), got="nothing", expected="words")
    last = _text(draft.get("on"))
    if last is not None and release.on.isoformat() < last:
        yield Problem(codes.BAD_RELEASE, Place(field="--on"), got=release.on.isoformat(), expected=f"{last} or later")


def release_of(released: Mapping[str, Any], found: Mapping[str, Any], place: Place) -> Release:
    """Return who released the assessment `found`; raise BadInput when `released` is not the release of just that."""
    stated = released.get("release")
    if released.get("status") != "released" or not isinstance(stated, Mapping):
        raise BadInput(Problem(codes.NOT_RELEASED, place, got=f"status {released.get('status')}"))
    check_format(_text(stated.get("format")), RELEASE_KIND, RELEASE_MAJOR, place)
    if _draft_in(released) != found:
        raise BadInput(
            Problem(codes.OTHER_ASSESSMENT, place, got="other answers, figures or rules than those found now")
        )
    try:
        by, office, sha256 = (str(stated[name]) for name in ("by", "office", "draft_sha256"))
        return Release(by, office, parse_date(str(stated["on"])), tuple(map(str, stated["dissent"])), sha256)
    except (KeyError, TypeError) as missing:
        raise BadInput(Problem(codes.NOT_RELEASED, place, got=f"a release without {missing}")) from None


def _draft_in(released: Mapping[str, Any]) -> dict[str, Any]:
    """The draft that a released copy holds."""
    kept = {name: value for name, value in released.items() if name != "release"}
    return kept | {"status": "draft"}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
