"""Whether a file of a log proves what it says: seven steps, each of which holds, fails, or was not asked for.

1. *file*: the lines are those that the first one announces, of one log, in their order.
2. *entries*: none is missing, repeated or moved; each follows from the one before; all are of this tier.
3. *signatures*: each head is signed by the key that it names, for this log, and follows from the head before.
4. *key*: the fingerprint vouches for the key of every head, directly, by a change of key that the old key signed, or
   because a later head that it vouches for names the earlier one.
5. *roots*: the entries hash to the roots that were signed, or lead to the last of them.
6. *since*: the head that the reader saw earlier is still the beginning of this log.
7. *at least*: the log has as many entries as the reader knows of.

Nothing is proven unless every step that was asked for holds. No clock is read and nothing is asked from anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ceasefire.errors import Place
from ceasefire.ledger import codes
from ceasefire.ledger.evidence import Evidence, gather
from ceasefire.ledger.fingerprint import Fingerprint
from ceasefire.ledger.head import NONE_BEFORE, Head, SignedHead
from ceasefire.ledger.report import Report, report_of


@dataclass(frozen=True, slots=True)
class Policy:
    """What has to hold: the key's fingerprint, obtained elsewhere; an earlier head; a least number of entries."""

    fingerprint: Fingerprint
    since: SignedHead | None = None
    at_least: int | None = None


def verify(lines: Iterable[bytes], policy: Policy, file: str | None = None) -> Report:
    """Check the lines of a file, each with its end, against `policy`; offline, with nothing but the file.

    Returns what is proven and what is not. Raises BadInput, with all problems, when the file cannot be read.
    """
    evidence = gather(lines, file)
    _signatures(evidence)
    vouched = _key(evidence, policy.fingerprint)
    asked = {"since": policy.since is not None, "at_least": policy.at_least is not None}
    if policy.since is not None:
        _since(evidence, policy.since, vouched)
    if policy.at_least is not None and _size(evidence) < policy.at_least:
        got, expected = f"{_size(evidence)} entries", f"at least {policy.at_least}"
        evidence.wrong("at_least", codes.TOO_FEW, _end(evidence), got, expected)
    return report_of(evidence, asked, policy.since, policy.at_least)


def _signatures(evidence: Evidence) -> None:
    for place, signed in evidence.heads:
        if signed.head.name != evidence.name:
            got = f"log {signed.head.name.log!r}, tier {signed.head.name.tier}"
            expected = f"log {evidence.name.log!r}, tier {evidence.name.tier}"
            evidence.wrong("signatures", codes.OTHER_LOG, place, got, expected)
        if not signed.is_signed:
            evidence.wrong("signatures", codes.BAD_SIGNATURE, place, f"the head of size {signed.head.size}")
    if evidence.first.part == "whole" and evidence.heads and evidence.heads[0][1].head.before != NONE_BEFORE:
        evidence.wrong("signatures", codes.HEADS_BROKEN, evidence.heads[0][0], "a head that names one before it")
    for (_, one), (place, other) in pairwise(evidence.heads):
        _follows(evidence, one, other, place)


def _follows(evidence: Evidence, one: SignedHead, other: SignedHead, place: Place) -> None:
    """A whole log holds every head; a file of some entries holds them in pairs, where the key changes."""
    neighbours = evidence.first.part == "whole" or one.head.key != other.head.key
    if neighbours and other.head.before != one.head.digest:
        got = f"the head of size {other.head.size}, which names another one before it"
        evidence.wrong("signatures", codes.HEADS_BROKEN, place, got)
    if other.head.size < one.head.size:
        got, expected = f"size {other.head.size}", f"at least {one.head.size}"
        evidence.wrong("signatures", codes.HEADS_BROKEN, place, got, expected)


def _key(evidence: Evidence, fingerprint: Fingerprint) -> set[bytes]:
    """Return the keys for which the fingerprint vouches; note every head of another key, or of one that came back."""
    vouched = _vouched([signed.head for _, signed in evidence.heads], fingerprint)
    replaced: set[bytes] = set()
    before: bytes | None = None
    for place, signed in evidence.heads:
        key = signed.head.key
        if before is not None and key != before:
            replaced.add(before)
        if key not in vouched or key in replaced:
            by = "a key that had been replaced" if key in replaced else "an unknown key"
            got, expected = (
                f"the head of size {signed.head.size}, signed by {by}",
                f"a key of fingerprint {fingerprint}",
            )
            evidence.wrong("key", codes.KEY_NOT_VOUCHED, place, got, expected)
        before = key
    return vouched


def _vouched(heads: Sequence[Head], fingerprint: Fingerprint) -> set[bytes]:
    """The key of the fingerprint; forward from it to the keys it names; back from a head to the one it names before."""
    vouched = {head.key for head in heads if head.fingerprint == fingerprint}
    for one, other in pairwise(heads):
        if one.key in vouched and one.key_after == other.key:
            vouched.add(other.key)
    for one, other in reversed(list(pairwise(heads))):
        if other.key in vouched and other.before == one.digest:
            vouched.add(one.key)
    return vouched


def _since(evidence: Evidence, since: SignedHead, vouched: set[bytes]) -> None:
    place, head = _end(evidence), since.head
    if head.name != evidence.name or not since.is_signed or head.key not in vouched:
        got = f"a head of log {head.name.log!r}, tier {head.name.tier}, size {head.size}"
        got += "" if since.is_signed else ", not signed by the key that it names"
        expected = f"a signed head of log {evidence.name.log!r}, tier {evidence.name.tier}, of a key of its heads"
        evidence.wrong("since", codes.EARLIER_HEAD_UNKNOWN, place, got, expected)
    elif head.size > _size(evidence):
        got, expected = f"{_size(evidence)} entries", f"at least {head.size}"
        evidence.wrong("since", codes.SHORTER, place, got, expected)
    elif (root := evidence.root_at(head.size)) is None:
        evidence.wrong("since", codes.NO_PROOF_SINCE, place, f"no proof from size {head.size}")
    elif root != head.root:
        evidence.wrong("since", codes.SPLIT, place, f"another root at size {head.size}")


def _size(evidence: Evidence) -> int:
    return evidence.heads[-1][1].head.size if evidence.heads else 0


def _end(evidence: Evidence) -> Place:
    return evidence.heads[-1][0] if evidence.heads else Place()
