"""What was promised, as frozen values: one class per thing a text of terms speaks of.

A value here is a reading of the file, not yet a meaning: times are local texts with their zone,
areas are recipes. `terms.meaning` turns them into scopes. What a text leaves open is None or empty,
never a default that takes a side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from ceasefire.errors import NOWHERE, Place
from ceasefire.kernel.languages import Text
from ceasefire.kernel.tree import Node

ShapeStatus = Literal["deposited", "stated", "approximated_by_us"]
ClauseKind = Literal["refrain", "do", "limit", "allow"]
Status = Literal["stated", "inferred", "to_be_set", "unknown"]
OPEN: Final = frozenset({"to_be_set", "unknown"})
Reached = Literal["met", "partly", "not_met"]
HarmKind = Literal["killed", "hurt", "detained", "displaced", "siege_as_price", "other"]
State = Literal[
    "explored", "appealed_to", "proposed", "announced", "ordered", "accepted", "mirror", "countered",
    "conditional", "rejected", "guaranteed", "extended", "suspended", "released", "denounced", "not_stated",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Qualification:
    """How one value of the file is known: its status, who must set it by when, and rival press accounts.

    A value `to_be_set` has not been agreed yet; of one that is `unknown` no source tells. Each of
    `reports_differ` is (value as text, source); the first is the one that was read.
    """

    path: str
    status: Status | None = None
    by: str | None = None
    due: str | None = None
    source: str | None = None
    reports_differ: tuple[tuple[str, str | None], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nobody can read the value here: it is still to be set, or not known."""
        return self.status in OPEN


@dataclass(frozen=True, slots=True)
class Zone:
    """The time zone of local times; unstated means: read in each of `assume`, and say what hangs on it."""

    name: str | None
    assume: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alias:
    """A name or acronym of a party, and who uses it."""

    text: str
    lang: str | None = None
    used_by: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Who sits in a body, with how many people (None when that is not stated)."""

    who: str
    n: int | None = None
    chairs: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named in the terms, under a neutral key; `role_says` keeps each side's word for the role."""

    key: str
    aliases: tuple[Alias, ...] = ()
    role: str | None = None
    role_says: Mapping[str, str] = field(default_factory=dict)
    members: tuple[Member, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Area:
    """Where, as a recipe: `kind` names it, `spec` holds its checked numbers and geometry.

    What `spec` holds, by kind (geometry is GeoJSON with positions as (longitude, latitude) tuples; a line
    is a geometry, or `{"ref": key of lines, "as_of": date text or None}`):

    - everywhere: nothing; place: `name` (Text), and where known `lon`, `lat`, `radius_m`, `geometry`
    - polygon: `geometry`; point: `lon`, `lat`, `radius_m`
    - corridor: `line`, `half_width_m`, `side` (both, left, right); beside_line: `line`, `side`, `depth_m`
    - width_between: `lines` (two), `total_m`, `split` (share of the first line's side, None = not stated)
    - moving: `track` (a name, or fixes (time text, lon, lat)), `radius_m`, `stale_after_us` or None
    - objects: `classes`, `named`, `list_by`, `list_version`, `test`, `buffer_m`, `within` (area key)
    - unstated: `text` (Text), `within` (area key or None); together: `areas` (keys); same_as: `area` (key)

    `minus` are keys of areas cut out. A length that is still to be set is None.
    """

    key: str
    kind: str
    spec: Mapping[str, Any]
    shape_status: ShapeStatus = "stated"
    minus: tuple[str, ...] = ()
    label: Text = field(default_factory=dict)
    text: Text = field(default_factory=dict)
    source: str | None = None
    disputed_by: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Window:
    """When, as a recipe of local texts; `zone` overrides the document's; `after` names a guard (a phase).

    `relative_to` is the event of a calendar that the start hangs on; the start stays unknown until
    `start` is given. `unstated` are the words of a text that fixes no time. `planned` is the key of the
    window first planned, where it was moved.
    """

    key: str
    start: str | None = None
    until: str | None = None
    lasts: str | None = None
    repeat: str | None = None
    after: str | None = None
    guard_met_on: str | None = None
    notice_period: str | None = None
    planned: str | None = None
    zone: Zone | None = None
    unstated: str | None = None
    relative_to: Text = field(default_factory=dict)
    label: Text = field(default_factory=dict)
    text: Text = field(default_factory=dict)
    source: str | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Excluded:
    """An actor or target outside the clause, and who decides who that is."""

    actor: str
    decided_by: str | None = None


@dataclass(frozen=True, slots=True)
class Quota:
    """So many of something per period: `at_least` (quota) or `at_most` (limit).

    `of` names what is counted (for a limit: a unit); `anchor` says from when periods are counted.
    """

    n: int
    of: str
    per: str | None = None
    anchor: str | None = None
    carry_over: str | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a reduction is measured against: a level, its period and where it comes from."""

    n: float | None = None
    unit: str | None = None
    per: str | None = None
    period: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class WeaponBand:
    """Weapons by kind and calibre band in millimetres, [from, to)."""

    types: tuple[str, ...] = ()
    calibre_from_mm: float | None = None
    calibre_to_mm: float | None = None
    distance_m: float | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One promise: refrain from acts, do a duty, keep under a limit, or allow something.

    `acts` are taxonomy codes as written ("all", inner codes allowed); `acts_unstated` holds the words
    of a text that names none. `area` and `window` give a key for everybody (under "") or per party.
    """

    key: str
    kind: ClauseKind
    acts: tuple[str, ...] = ()
    acts_unstated: str | None = None
    duty: str | None = None
    bound: tuple[str, ...] = ()
    targets: tuple[str, ...] | None = None  # None = any
    excluded: tuple[Excluded, ...] = ()
    area: Mapping[str, str] = field(default_factory=dict)
    window: Mapping[str, str] = field(default_factory=dict)
    start_by: str | None = None
    finish_by: str | None = None
    quota: Quota | None = None  # at_least
    limit: Quota | None = None  # at_most
    baseline: Baseline | None = None
    target_level: str | None = None
    weapons: tuple[WeaponBand, ...] = ()
    objects: tuple[str, ...] = ()
    eligible: Text = field(default_factory=dict)
    ref: str | None = None
    verified_by: tuple[str, ...] = ()
    rule: str | None = None
    text: Text = field(default_factory=dict)
    source: str | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Exception_:  # noqa: N801 - the field's word, which Python already uses
    """Acts taken out of clauses, with conditions that only an officer's finding can meet."""

    key: str
    of: tuple[str, ...]
    acts: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()
    area: str | None = None
    window: str | None = None
    by: tuple[str, ...] | None = None
    targets: tuple[str, ...] | None = None  # None = as the clause
    text: Text = field(default_factory=dict)
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One dated entry of a declaration's history.

    `on_accounts` are the days, and `state_accounts` the states, that several accounts give for it; `is_open`:
    it is still to come.
    """

    state: State
    on: str | None
    until: str | None = None
    clauses: tuple[str, ...] = ()
    said_by_who: str | None = None
    said_by_office: str | None = None
    reported_by: str | None = None
    via: str | None = None
    quote: str | None = None
    source: str | None = None
    condition: str | None = None
    on_accounts: tuple[str, ...] = ()
    state_accounts: tuple[State, ...] = ()
    is_open: bool = False
    text: Text = field(default_factory=dict)
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def states(self) -> tuple[State, ...]:
        """What the party did, by every account of it."""
        return self.state_accounts or (self.state,)


@dataclass(frozen=True, slots=True)
class Declaration:
    """What one party declared: its clauses, its dated history, and its own version where it differs.

    `own_version` is a patch of the tree, keyed by clause (then field by field), or by a section of the
    file; `private` says that the own version came in an overlay and is for its owner only.
    """

    party: str
    clauses: tuple[str, ...]
    history: tuple[Step, ...]
    own_version: Node | None = None
    zone: Zone | None = None
    private: bool = False
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A party's promise of safety for works: who gave it, for whom and what, when it came, when it ends."""

    key: str
    by: str
    to: str | None = None
    asset: str | None = None
    crew: str | None = None
    area: str | None = None
    window: str | None = None
    must_cover: tuple[str, ...] = ()
    margin_m: float | None = None
    received: str | None = None
    expires: str | None = None
    private: bool = False
    text: Text = field(default_factory=dict)
    source: str | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A paper of the arrangement: title, who signed it, whether public, and the languages that are authentic."""

    key: str
    title: str
    signed_by: tuple[str, ...] = ()
    public: bool | None = None
    authentic: tuple[str, ...] = ()
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Guarantor:
    """Who stands in for whom."""

    who: str
    on_behalf_of: str | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """The form of the arrangement and who put a name under it."""

    form: str | None = None
    signed_on: str | None = None
    signed_by: tuple[str, ...] = ()
    initialled_by: tuple[str, ...] = ()
    bound_not_signing: tuple[str, ...] = ()
    guarantors: tuple[Guarantor, ...] = ()
    witnesses: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    depositaries: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    text: Text = field(default_factory=dict)
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class LineVersion:
    """A reference line as of a date, where it comes from, and who disputes it."""

    as_of: str | None
    geometry: Any
    source: str | None = None
    disputed_by: tuple[str, ...] = ()
    shape_status: ShapeStatus = "stated"
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class HeldIf:
    """The leading criterion, fixed before the start; `set_on` is the day that is logged for it."""

    acts: tuple[str, ...] = ()
    clause: str | None = None
    rule: str | None = None
    coverage: float | None = None
    set_on: str | None = None
    text: Text = field(default_factory=dict)
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Claim:
    """A tally somebody published: by whom, about whom, for which time, under whose rule; never added to another's.

    `counts` holds (label, n, approx, lower_bound, unit) as published; `rule` names the counting rule, or
    is None when the publisher stated none.
    """

    by: str
    about: str | None
    window: str | None
    counts: tuple[tuple[str, int, bool, bool, str], ...]
    rule: str | None = None
    source: str | None = None
    text: Text = field(default_factory=dict)
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Harm:
    """What people suffered in the arrangement's course, as one source says; it stands beside every answer.

    `n` is how many people, where that was told; `approx` and `lower_bound` say how the figure was stated.
    """

    kind: HarmKind
    text: Text
    n: int | None = None
    approx: bool = False
    lower_bound: bool = False
    source: str | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Amendment:
    """A dated change of the terms (a patch of the tree) and who accepted it."""

    date: str
    changes: Node
    accepted_by: tuple[str, ...] = ()
    text: Text = field(default_factory=dict)
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Terms:
    """One arrangement: everything the file says, with the file's own tree kept for patches and places."""

    key: str
    title: Text
    zone: Zone
    parties: Mapping[str, Party]
    areas: Mapping[str, Area]
    windows: Mapping[str, Window]
    clauses: Mapping[str, Clause]
    declarations: tuple[Declaration, ...]
    tree: Node
    purpose_kind: str | None = None
    purpose_occasion: Mapping[str, Any] = field(default_factory=dict)
    purpose_success: Text = field(default_factory=dict)
    purpose_text: Text = field(default_factory=dict)
    purpose_met_on: str | None = None
    purpose_reached: Reached | None = None
    held_if: HeldIf | None = None
    instrument: Instrument = field(default_factory=Instrument)
    glossary: Mapping[str, Text] = field(default_factory=dict)
    lines: Mapping[str, tuple[LineVersion, ...]] = field(default_factory=dict)
    exceptions: Mapping[str, Exception_] = field(default_factory=dict)
    exchange: tuple[Mapping[str, tuple[str, ...]], ...] = ()
    guarantees: Mapping[str, Guarantee] = field(default_factory=dict)
    renewal: Mapping[str, Any] = field(default_factory=dict)
    release: Mapping[str, Any] = field(default_factory=dict)
    amendments: tuple[Amendment, ...] = ()
    follow_on: Mapping[str, Any] = field(default_factory=dict)
    monitoring_by: tuple[str, ...] = ()
    monitoring_none: bool = False
    monitoring_rule: str | None = None
    monitoring_text: Text = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    outcome: tuple[tuple[Text, str | None], ...] = ()
    harm: tuple[Harm, ...] = ()
    caveats: tuple[Text, ...] = ()
    sources: tuple[str, ...] = ()
    external_ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    not_expressed: tuple[Text, ...] = ()
    qualifications: Mapping[str, Qualification] = field(default_factory=dict)
    shared: Node | None = field(default=None, compare=False)  # the file itself, where overlays are merged into `tree`
    overlays: Mapping[str, Node] = field(default_factory=dict, compare=False)  # what was merged in, by party

    def is_inferred(self, path: str) -> bool:
        """Return whether the value at this dotted path of the file was inferred, not stated."""
        known = self.qualifications.get(path)
        return known is not None and known.status == "inferred"
