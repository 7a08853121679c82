"""Values made of others: lists, mappings, records of named fields, and what qualifies a value.

Any value may be written as `{value, status, by, due, source}` or `{reports_differ: [{value, source}]}`.
The leading value is read as usual and the qualification is kept under the value's dotted path.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, get_args

from ceasefire.kernel.tree import ListNode, MapNode, Node, TextNode, is_empty, plain
from ceasefire.terms import codes
from ceasefire.terms.kinds import DUE, Choice, Kind, Schema, Text, check_key, what
from ceasefire.terms.model import OPEN, Qualification, Status
from ceasefire.terms.reading import At, Values

_STATUS: Final = Choice(get_args(Status))
_QUALIFIED: Final = frozenset({"value", "status", "by", "due", "source"})
_DIFFER: Final = "reports_differ"


def read_value(kind: Kind, node: Node, at: At) -> Any:
    """Return the value of `node` after taking off what qualifies it; None when it is still to be set or unknown."""
    if not isinstance(node, MapNode):
        return kind.read(node, at)
    keys = frozenset(node.keys())
    if _DIFFER in keys:
        return _rival_accounts(kind, node, at)
    if keys and keys <= _QUALIFIED and keys & {"value", "status"}:
        return _qualified(kind, node, at)
    return kind.read(node, at)


def _qualified(kind: Kind, node: MapNode, at: At) -> Any:
    parts = {name: _part(name, part, at.under(name)) for name, part in node.entries if name != "value"}
    at.reading.qualifications[at.path] = Qualification(at.path, **parts)
    value = node.get("value")
    if value is not None and not is_empty(value):
        return read_value(kind, value, at)
    if parts.get("status") not in OPEN:
        at.problem(codes.MISSING_FIELD, node, "no `value`", "a value, or status: to_be_set or unknown")
    return None


def _part(name: str, node: Node, at: At) -> Any:
    kind: Kind = _STATUS if name == "status" else Text()
    return kind.read(node, at)


def _rival_accounts(kind: Kind, node: MapNode, at: At) -> Any:
    accounts = node.get(_DIFFER)
    if len(node.entries) > 1 or not isinstance(accounts, ListNode) or len(accounts.items) < 2:
        at.problem(codes.WRONG_KIND, node, what(node), "reports_differ alone, with two or more [{value, source}]")
        return None
    values, told = [], []
    for i, account in reversed(tuple(enumerate(accounts.items))):  # the first last: its inline parts stay
        value = account.get("value") if isinstance(account, MapNode) else None
        here = at.under(_DIFFER).under(i)
        if value is None or not isinstance(account, MapNode) or not set(account.keys()) <= {"value", "source"}:
            here.problem(codes.WRONG_KIND, account, what(account), "{value: …, source: …}")
            continue
        source = account.get("source")
        values.append(kind.read(value, at))
        told.append((_as_text(value), None if source is None else Text().read(source, here.under("source"))))
    at.reading.qualifications[at.path] = Qualification(at.path, reports_differ=tuple(reversed(told)))
    return values[-1] if values else None


def _as_text(node: Node) -> str:
    return node.text if isinstance(node, TextNode) else json.dumps(plain(node), ensure_ascii=False)


def _field_schema(field: Field) -> Schema:
    """A field that need not be there may also be left empty."""
    schema = _or_qualified(field.kind.schema())
    return schema if field.required else {"anyOf": [*schema["anyOf"], {"type": "null"}]}


def _or_qualified(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"$ref": "#/$defs/qualified"}]}


def qualified_schema() -> Schema:
    """Return the schema of a value with its status, or of rival accounts of it."""
    told = {
        "value": {"description": "The value in this account."},
        "source": {**Text().schema(), "description": "Whose account it is."},
    }
    account = {"type": "object", "properties": told, "required": ["value"], "additionalProperties": False}
    parts: dict[str, Schema] = {
        "value": {"description": "The value itself; left out while it is still to be set or unknown."},
        "status": {**_STATUS.schema(), "description": "How the value is known."},
        "by": {**Text().schema(), "description": "Who has to set it."},
        "due": {**DUE.schema(), "description": "When it has to be set."},
        "source": {**Text().schema(), "description": "Where the value comes from."},
    }
    differ = {
        "type": "array",
        "minItems": 2,
        "items": account,
        "description": "Accounts of one value that differ without any party differing; they belong to nobody.",
    }
    return {
        "description": "Any value with its status, or several accounts of it.",
        "anyOf": [
            {
                "type": "object",
                "properties": parts,
                "additionalProperties": False,
                "anyOf": [{"required": ["value"]}, {"required": ["status"]}],
            },
            {
                "type": "object",
                "properties": {_DIFFER: differ},
                "required": [_DIFFER],
                "additionalProperties": False,
            },
        ],
    }


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind; `or_one` lets a single value stand for a list of one."""

    kind: Kind
    or_one: bool = False

    def read(self, node: Node, at: At) -> tuple[Any, ...] | None:
        """Return what could be read of the items."""
        if isinstance(node, ListNode):
            values = [read_value(self.kind, item, at.under(i)) for i, item in enumerate(node.items)]
            return tuple(value for value in values if value is not None)
        if self.or_one and not is_empty(node):
            value = self.kind.read(node, at)
            return () if value is None else (value,)
        at.problem(codes.WRONG_KIND, node, what(node), "a list such as [a, b]")
        return None

    def schema(self) -> Schema:
        """Return the schema of the list."""
        item = _or_qualified(self.kind.schema())
        many: Schema = {"type": "array", "items": item}
        return {"anyOf": [self.kind.schema(), many]} if self.or_one else many


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping from keys to one kind; `section` keys of the file when the keys refer to it."""

    kind: Kind
    refers_to: str | None = None
    free_keys: bool = False
    reserved: frozenset[str] = frozenset()

    def read(self, node: Node, at: At) -> Values | None:
        """Return what could be read, by key."""
        if not isinstance(node, MapNode):
            at.problem(codes.WRONG_KIND, node, what(node), "a mapping such as {key: …}")
            return None
        found: Values = {}
        for key, value in node.entries:
            here = at.under(key)
            if self._is_key(key, value, here):
                found[key] = read_value(self.kind, value, here)
        return {key: value for key, value in found.items() if value is not None}

    def _is_key(self, key: str, node: Node, at: At) -> bool:
        if key in self.reserved:
            at.problem(codes.RESERVED_KEY, node, key, "another key")
            return False
        if self.refers_to is not None:
            return at.reference(self.refers_to, key, node) is not None
        return (self.free_keys and bool(key.strip())) or check_key(key, node, at)

    def schema(self) -> Schema:
        """Return the schema of the mapping."""
        return {"type": "object", "additionalProperties": _or_qualified(self.kind.schema())}


@dataclass(frozen=True, slots=True)
class Either:
    """A scalar of one kind, or a mapping of another."""

    scalar: Kind
    mapping: Kind

    def read(self, node: Node, at: At) -> Any:
        """Return the value of whichever form was written."""
        return (self.mapping if isinstance(node, MapNode) else self.scalar).read(node, at)

    def schema(self) -> Schema:
        """Return the schema of both forms."""
        return {"anyOf": [self.scalar.schema(), self.mapping.schema()]}


@dataclass(frozen=True, slots=True)
class Untouched:
    """A part of the tree that is kept as it stands: a patch, read when it is applied."""

    def read(self, node: Node, at: At) -> Node | None:
        """Return the node."""
        if isinstance(node, MapNode):
            return node
        at.problem(codes.WRONG_KIND, node, what(node), "a mapping of changes")
        return None

    def schema(self) -> Schema:
        """Return the schema of any mapping."""
        return {"type": "object"}


@dataclass(frozen=True, slots=True)
class Field:
    """One named field: its kind, what it says (for people and the schema), and whether it has to be there."""

    name: str
    kind: Kind
    says: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping of named fields; `says` is what it holds, `build` makes the value from what was read."""

    name: str
    says: str
    fields: tuple[Field, ...]
    build: Callable[[Values, Node, At], Any] = field(default=lambda values, _node, _at: values)
    may_be_empty: bool = False

    def read(self, node: Node, at: At) -> Any:
        """Return what `build` makes; unknown fields are named with the nearest known ones."""
        if self.may_be_empty and is_empty(node):
            node = MapNode((), node.place)
        if not isinstance(node, MapNode):
            names = ", ".join(each.name for each in self.fields[:8])
            at.problem(codes.WRONG_KIND, node, what(node), f"a mapping with fields such as {names}")
            return None
        return self.build(self.values(node, at), node, at)

    def values(self, node: MapNode, at: At) -> Values:
        """Return the fields that could be read, by name."""
        by_name = {each.name: each for each in self.fields}
        values: Values = {}
        for name, value in node.entries:
            here = at.under(name)
            known = by_name.get(name)
            if known is None:
                expected = ", ".join(by_name)
                here.problem(codes.UNKNOWN_FIELD, value, name, expected, here.near(name, by_name))
            elif not is_empty(value) and (found := read_value(known.kind, value, here)) is not None:
                values[name] = found
        self._check_required(node, at)
        return values

    def _check_required(self, node: MapNode, at: At) -> None:
        for each in self.fields:
            if each.required and is_empty(node.get(each.name)):
                at.under(each.name).problem(codes.MISSING_FIELD, node, f"no `{each.name}`", each.says)

    def schema(self) -> Schema:
        """Return a reference to the record's own definition."""
        own = {"$ref": f"#/$defs/{self.name}"}
        return {"anyOf": [own, {"type": "null"}]} if self.may_be_empty else own

    def definition(self) -> Schema:
        """Return the schema of the record with a description for every field."""
        properties = {each.name: {**_field_schema(each), "description": each.says} for each in self.fields}
        required = [each.name for each in self.fields if each.required]
        base: Schema = {
            "description": self.says,
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
        }
        return {**base, "required": required} if required else base
