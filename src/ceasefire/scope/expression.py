"""Areas as Boolean expressions over shapes: nothing is cut before somebody has to draw or measure.

An expression keeps the shapes it was made from, so a point is tested with each shape's own exact
test (a circle stays a circle), and no sequence of unions and cuts leaves a sliver behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal, TypeVar

from ceasefire.geometry.shapes import Everywhere, Shape

Kind = Literal["nothing", "everywhere", "shape", "not", "and", "or"]
V = TypeVar("V")


class Expr:
    """One expression: a shape, or `not`, `and`, `or` of expressions. Equality is of structure, in any order.

    Made only by `shape`, `both`, `either` and `negate` below, which keep it flat and short.
    """

    __slots__ = ("_hash", "key", "kind", "parts", "shape")

    def __init__(self, kind: Kind, parts: tuple[Expr, ...] = (), shape: Shape | None = None) -> None:
        """Keep the parts in the order given: the order of the input decides the order of the output."""
        self.kind: Final = kind
        self.parts: Final = parts
        self.shape: Final = shape
        self.key: Final = frozenset(parts)
        self._hash: int | None = None

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash((self.kind, self.key, self.shape))
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return (
            isinstance(other, Expr)
            and self.kind == other.kind
            and hash(self) == hash(other)
            and self.shape == other.shape
            and self.key == other.key
        )

    def __reduce__(self) -> tuple[object, ...]:
        return Expr, (self.kind, self.parts, self.shape)


NOTHING: Final = Expr("nothing")
EVERYWHERE: Final = Expr("everywhere")


def of_shape(shape: Shape) -> Expr:
    """The expression that is one shape."""
    return EVERYWHERE if isinstance(shape, Everywhere) else Expr("shape", shape=shape)


def negate(expr: Expr) -> Expr:
    """Everywhere outside `expr`."""
    if expr.kind == "not":
        return expr.parts[0]
    if expr.kind in {"nothing", "everywhere"}:
        return EVERYWHERE if expr.kind == "nothing" else NOTHING
    return Expr("not", (expr,))


def both(parts: Iterable[Expr]) -> Expr:
    """What lies in every one of `parts` (everywhere for none at all)."""
    return _join("and", parts, neutral=EVERYWHERE, absorbing=NOTHING)


def either(parts: Iterable[Expr]) -> Expr:
    """What lies in at least one of `parts` (nothing for none at all)."""
    return _join("or", parts, neutral=NOTHING, absorbing=EVERYWHERE)


def _join(kind: Literal["and", "or"], parts: Iterable[Expr], neutral: Expr, absorbing: Expr) -> Expr:
    flat = dict.fromkeys(leaf for part in parts for leaf in _flat(kind, part) if leaf.kind != neutral.kind)
    if absorbing in flat or any(part.kind == "not" and part.parts[0] in flat for part in flat):
        return absorbing
    other: Kind = "or" if kind == "and" else "and"
    kept = tuple(part for part in flat if part.kind != other or not any(inner in flat for inner in part.parts))
    if not kept:
        return neutral
    return kept[0] if len(kept) == 1 else Expr(kind, kept)


def _flat(kind: Kind, expr: Expr) -> tuple[Expr, ...]:
    return expr.parts if expr.kind == kind else (expr,)


def shapes_of(*exprs: Expr) -> tuple[Shape, ...]:
    """Every shape in `exprs`, each once, in the order of first appearance."""
    return tuple(dict.fromkeys(expr.shape for expr in _walk(exprs) if expr.shape is not None))


def evaluate(expr: Expr, of: Callable[[Shape], V], false: V, true: V) -> V:
    """The value of `expr` when each shape has the value `of(shape)`; V is bool or a Boolean array.

    Each distinct part is worked out once, the inner ones first, so depth does not matter.
    """
    values: dict[int, V] = {}
    for each in _walk((expr,)):
        values[id(each)] = _value(each, values, of, false, true)
    return values[id(expr)]


def _value(expr: Expr, values: dict[int, V], of: Callable[[Shape], V], false: V, true: V) -> V:
    if expr.shape is not None:
        return of(expr.shape)
    if expr.kind == "not":
        return true ^ values[id(expr.parts[0])]  # type: ignore[operator,no-any-return]
    value = true if expr.kind in {"and", "everywhere"} else false
    for part in expr.parts:
        inner = values[id(part)]
        value = value & inner if expr.kind == "and" else value | inner  # type: ignore[operator]
    return value


def _walk(exprs: Iterable[Expr]) -> Iterator[Expr]:
    """Every distinct part, inner ones before the ones that hold them."""
    seen: set[int] = set()
    todo = [(expr, False) for expr in reversed(tuple(exprs))]
    while todo:
        expr, opened = todo.pop()
        if id(expr) in seen:
            continue
        if opened or not expr.parts:
            seen.add(id(expr))
            yield expr
        else:
            todo.append((expr, True))
            todo.extend((part, False) for part in reversed(expr.parts))
