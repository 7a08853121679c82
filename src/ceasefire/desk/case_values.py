"""What a case tells of parties asked, findings, dissent and attribution: small values, each from one or two acts."""

from __future__ import annotations

from typing import NamedTuple


class Asked(NamedTuple):
    """A party that was asked for its account: by when, and what came of it (None: nothing yet).

    `answer` is `replied`, `replied_late`, `declined` or `deadline_passed`, as officers recorded it.
    """

    party: str
    deadline_us: int
    answer: str | None


class Finding(NamedTuple):
    """What an officer found: the word, the reasons, the exemption where there is one, by whom and when."""

    finding: str
    text: str
    exemption: str | None
    by: str
    at_us: int


class Dissent(NamedTuple):
    """What an officer wrote who does not agree; it stays beside whatever was found."""

    by: str
    at_us: int
    text: str


class Attribution(NamedTuple):
    """Which party, how sure, proposed by one officer and agreed to by another."""

    party: str
    degree: str
    proposed_by: str
    agreed_by: str
