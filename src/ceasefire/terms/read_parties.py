"""Reading `parties`, `instrument`, `guarantees`: who takes part, in which form, and who vouches for what."""

from __future__ import annotations

from typing import Final

from ceasefire.kernel.tree import Node
from ceasefire.terms.compound import Either, Field, ListOf, MapOf, Record
from ceasefire.terms.kinds import DATE, Flag, Key, Length, Number, Ref, Text, Words
from ceasefire.terms.model import Alias, Document, Guarantee, Guarantor, Instrument, Member, Party
from ceasefire.terms.per_party import PARTIES
from ceasefire.terms.read_areas import AREA_REF
from ceasefire.terms.read_windows import WINDOW_REF
from ceasefire.terms.reading import At, Values

ALIAS: Final = Record(
    "alias",
    "One name or acronym of a party, and who uses it.",
    (
        Field("text", Text(), "The name or acronym.", required=True),
        Field("lang", Text(), "The language it is in, such as uk."),
        Field("used_by", Ref("parties"), "Who uses it."),
    ),
    lambda values, _node, _at: Alias(**values) if "text" in values else None,
)
ROLE: Final = Record(
    "role",
    "A role in the arrangement, and each side's own word for it.",
    (
        Field("text", Text(), "The role, where nobody disputes it."),
        Field("says", MapOf(Text(), refers_to="parties"), "Each side's own word for the role."),
    ),
)


MEMBER: Final = Record(
    "member",
    "Who sits in a body, such as a committee of monitors.",
    (
        Field("who", Ref("parties"), "The party that sends people.", required=True),
        Field("n", Number(1, 1_000_000, whole=True), "How many people; left out when that is not stated."),
        Field("chairs", Flag(), "`true`: it has the chair."),
    ),
    lambda values, _node, _at: Member(**values) if "who" in values else None,
)


def _build_party(values: Values, node: Node, at: At) -> Party:
    aliases = tuple(Alias(each) if isinstance(each, str) else each for each in values.get("aliases", ()))
    role = values.get("role", {})
    says = {} if isinstance(role, str) else role.get("says", {})
    stated = role if isinstance(role, str) else role.get("text")
    return Party(at.path.partition(".")[2], aliases, stated, says, values.get("members", ()), place=node.place)


PARTY: Final = Record(
    "party",
    "Somebody named in the terms, under a neutral key.",
    (
        Field("aliases", ListOf(Either(Text(), ALIAS)), "Names and acronyms, each with its user."),
        Field("role", Either(Text(), ROLE), "What the party is in this arrangement, in its own and others' words."),
        Field("members", ListOf(MEMBER), "Who sits in it, where it is a body of several."),
    ),
    _build_party,
    may_be_empty=True,
)


def _guarantor(values: Values, _node: Node, _at: At) -> Guarantor | None:
    return Guarantor(values["who"], values.get("for")) if "who" in values else None


GUARANTOR: Final = Record(
    "guarantor",
    "Who stands in for whom.",
    (
        Field("who", Ref("parties"), "Who stands in.", required=True),
        Field("for", Ref("parties"), "For whom."),
    ),
    _guarantor,
)


def _document(values: Values, _node: Node, _at: At) -> Document:
    title = values.get("title", "")
    return Document(values.get("id", ""), title, **{k: v for k, v in values.items() if k not in ("id", "title")})


DOCUMENT: Final = Record(
    "document",
    "One paper of the arrangement.",
    (
        Field("id", Key(), "A short key, such as D1.", required=True),
        Field("title", Text(), "The document's title.", required=True),
        Field("signed_by", PARTIES, "Who signed this paper, where mirrored papers have different signers."),
        Field("public", Flag(), "Whether anybody may read it."),
        Field("authentic", ListOf(Text()), "The languages whose text holds."),
        Field("date", DATE, "The document's date."),
        Field("url", Text(), "Where it can be read."),
    ),
    _document,
)
INSTRUMENT: Final = Record(
    "instrument",
    "The form of the arrangement and who put a name under it.",
    (
        Field("form", Text(), "Such as agreement, mirrored, unilateral, parallel, oral."),
        Field("signed_on", DATE, "When it was signed or adopted."),
        Field("signed_by", PARTIES, "Who signed."),
        Field("initialled_by", PARTIES, "Who initialled."),
        Field("bound_not_signing", PARTIES, "Who is to be bound without having signed."),
        Field("guarantors", ListOf(GUARANTOR), "Who stands in for whom."),
        Field("witnesses", PARTIES, "Who witnessed."),
        Field("mediators", PARTIES, "Who carried the terms between the parties."),
        Field("depositaries", PARTIES, "Who keeps the text."),
        Field("documents", ListOf(DOCUMENT), "The papers of the arrangement."),
        Field("text", Words(), "What is known of the form, in words."),
    ),
    lambda values, node, _at: Instrument(place=node.place, **values),
)


def _build_guarantee(values: Values, node: Node, at: At) -> Guarantee | None:
    if "by" not in values:
        return None
    kept = {name: value for name, value in values.items() if name not in ("by", "margin")}
    return Guarantee(at.path.partition(".")[2], values["by"], margin_m=values.get("margin"), place=node.place, **kept)


GUARANTEE: Final = Record(
    "guarantee",
    "A promise of safety for works or a passage.",
    (
        Field("by", Ref("parties"), "Who gave it.", required=True),
        Field("to", Ref("parties"), "To whom it was given."),
        Field("asset", Text(), "What is worked on."),
        Field("crew", Text(), "Who works there."),
        Field("area", AREA_REF, "The area that the guarantee names."),
        Field("window", WINDOW_REF, "The time that the guarantee names."),
        Field("must_cover", ListOf(AREA_REF), "What it has to cover: the works, the road to them."),
        Field("margin", Length(), "The distance to be added round what it has to cover."),
        Field("received", DATE, "When it came."),
        Field("expires", DATE, "When it ends."),
        Field("private", Flag(), "`true`: not for anybody but giver and receiver."),
        Field("text", Words(), "What it says, in words."),
        Field("source", Text(), "Where it is known from."),
    ),
    _build_guarantee,
)
