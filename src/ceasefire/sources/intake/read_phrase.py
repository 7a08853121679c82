"""An observer's phrase, read: "about 45 explosions, 36 projectiles in flight, all 0.6–4 km S and SSW"."""

from __future__ import annotations

from typing import Final, cast

from ceasefire.errors import BadInput, Place, Problem
from ceasefire.record.effort import Status
from ceasefire.record.observation import Sense
from ceasefire.sources.intake import codes
from ceasefire.sources.intake.directions import read_directions
from ceasefire.sources.intake.drafts import Draft, items_of
from ceasefire.sources.intake.figures import Range, piece, read_range
from ceasefire.sources.intake.moments import read_moment
from ceasefire.sources.intake.said import Direction, Figure, Order, Said, When
from ceasefire.sources.intake.tokens import Token, normal, tokens

LONGEST: Final = 2_000
_QUALIFIES: Final = frozenset({"weapons", "acts", "descriptions", "calibre"})
_SILENT: Final = frozenset({"comma", "colon", "quote", "close", "dash"})


def read_phrase(text: str) -> Said:
    """Read what an observer said, in English or Ukrainian; words that are not understood are kept in `unread`.

    It needs no post and no day: `observe.observation` adds them. Raises BadInput for an empty text and for one of over
    2,000 signs. It says what was said; whether it happened is for an officer.
    """
    if not text.strip() or len(text) > LONGEST:
        got = f"{len(text):,} signs" if text.strip() else "nothing"
        raise BadInput(Problem(codes.NO_PHRASE, Place(field="phrase"), got, f"1 to {LONGEST:,} signs"))
    return _Reader(text).said()


class _Reader:
    """Goes through the pieces once, from left to right; each step takes one or more of them."""

    def __init__(self, text: str) -> None:
        self._text = normal(text)
        self._all = tokens(text)
        self._drafts: list[Draft] = []
        self._parent: Draft | None = None
        self._in_brackets = False
        self._lead: tuple[Direction, ...] = ()
        self._whole: tuple[Direction, ...] = ()
        self._of_all = False
        self._sense: Sense | None = None
        self._waiting: list[Token] = []
        self._unread: list[int] = []
        self._when = When()
        self._said = Said()
        self._nothing_by: list[Sense] = []
        self._order: Order = "new"
        self._fields: dict[str, str] = {}

    def said(self) -> Said:
        at = 0
        while at < len(self._all):
            at = self._step(at)
        for token in self._waiting:
            self._unread.append(self._all.index(token))
        if self._lead and not self._drafts:
            self._whole = self._lead
        fields = self._fields
        return Said(
            items=items_of(self._drafts),
            whole=self._whole,
            when=self._when,
            nothing="nothing" in fields,
            nothing_by=tuple(dict.fromkeys(self._nothing_by)),
            post=fields.get("post", ""),
            means=fields.get("means", ""),
            status=cast("Status | None", fields.get("status")),
            number=int(fields["message"]) if "message" in fields else None,
            order=self._order,
            unread=self._left_over(),
        )

    def _step(self, at: int) -> int:
        """Take what begins at `at`; return where to go on."""
        moment = read_moment(self._when, self._all, at)
        if moment is not None:
            self._when = moment[0]
            return moment[1]
        for take in (self._flight, self._named, self._none, self._count, self._places):
            after = take(at)
            if after is not None:
                return after
        self._single(at)
        return at + 1

    # ------------------------------------------------------------ what is counted

    def _count(self, at: int) -> int | None:
        """A number with its unit, or a unit without a number."""
        read = read_range(self._all, at)
        after = at if read is None else read.after
        while piece(self._all, after).kind in _QUALIFIES or (
            read is None and after > at and piece(self._all, after).is_word("filler")
        ):
            after += 1
        unit = piece(self._all, after)
        if unit.kind == "units" and read is None and after == at and self._names_the_weapon(at):
            return at + 1
        if unit.kind == "units" and (read is not None or after == at):
            return self._item(read, unit.value, self._all[read.after : after] if read else (), after + 1, at)
        parent = self._parent
        if read is not None and parent is not None and parent.unit and self._is_part(read.after):
            return self._item(read, parent.unit, (), read.after, at)
        return None

    def _names_the_weapon(self, at: int) -> bool:
        """Whether a unit without a number belongs to the weapon before it: "12 explosions, mortar rounds"."""
        current = self._current()
        before = piece(self._all, at - 1).kind
        return current is not None and bool(current.unit) and not current.where and before in {"weapons", "calibre"}

    def _is_part(self, after: int) -> bool:
        """Whether a number without a unit is a part of what stands before: what follows says more of it."""
        while piece(self._all, after).is_word("filler"):
            after += 1
        follows = piece(self._all, after)
        says_more = follows.kind in _QUALIFIES | {"senses", "comma", "close", "stop", "end"} or follows.is_word("and")
        return says_more or bool(read_directions(self._all, after)[0])

    def _item(self, read: Range | None, unit: str, said: tuple[Token, ...], after: int, at: int) -> int | None:
        figure = None if read is None else read.figure()
        if read is not None and figure is None:
            self._unread += range(at, after)
            return after
        draft = Draft(figure, unit, sense=self._sense, lead=self._lead)
        self._of_all = False
        if self._parent is not None:
            draft.sense = draft.sense or self._parent.sense
            self._parent.parts.append(draft)
        else:
            self._drafts.append(draft)
        for token in (*self._waiting, *said):
            _qualify(draft, token)
        self._waiting = []
        return after

    def _none(self, at: int) -> int | None:
        """Take "no bursts", and after it "or shots"; any other "no" leaves the next word unread with it."""
        negated = piece(self._all, at).is_word("no")
        again = piece(self._all, at).is_word("or") and self._drafts and self._drafts[-1].figure == Figure(0)
        if not negated and not again:
            return None
        unit, sense = piece(self._all, at + 1), self._sense
        if unit.kind == "senses" and "nothing" in self._fields:
            self._nothing_by.append(cast("Sense", unit.value))
            return at + 2
        if unit.kind == "senses" and piece(self._all, at + 2).kind == "units":
            sense, at = cast("Sense", unit.value), at + 1
            unit = self._all[at + 1]
        if unit.kind == "units":
            self._drafts.append(Draft(Figure(0), unit.value, sense=sense))
            return at + 2
        if again:
            return None
        self._unread += [at] if unit.kind == "end" else [at, at + 1]
        return at + 2

    # ------------------------------------------------------------ where

    def _places(self, at: int) -> int | None:
        found, after = read_directions(self._all, at)
        if not found:
            return None
        current = self._current()
        if self._of_all:
            self._whole += found
        elif current is not None:
            current.where += found
        else:
            self._lead = found
        return after

    def _flight(self, at: int) -> int | None:
        """Take "from W to E", which is how something flew and not where it was."""
        first = piece(self._all, at + 1)
        if not piece(self._all, at).is_word("from") or first.kind != "points":
            return None
        last = at + 2
        while piece(self._all, last).is_word("to", "filler"):
            last += 1
        current = self._current()
        if last == at + 2 or piece(self._all, last).kind != "points":
            return None
        if current is None or current.flight is not None:
            self._unread += range(at, last + 1)
        else:
            current.flight = (first.value, self._all[last].value)
        return last + 1

    # ------------------------------------------------------------ posts and messages

    def _named(self, at: int) -> int | None:
        """A post, a message, or a means of watching with its name."""
        token, after = piece(self._all, at), piece(self._all, at + 1)
        if token.is_word("from") and after.is_word("post"):
            return at + 1
        if token.is_word("corrects", "voids") and self._order == "new":
            self._order = "corrects" if token.value == "corrects" else "voids"
            return at + 1
        if token.is_word("message") and after.kind == "number" and after.value.isdigit():
            return self._keep("message", after.value, at, at + 2)
        if token.kind == "post_name":
            return self._keep("post", token.value, at, at + 1)
        if token.is_word("post") and after.kind in {"number", "unread", "post_name", "points"}:
            return self._keep("post", after.text, at, at + 2)
        if token.kind == "means":
            beyond = piece(self._all, at + 2)
            named = after.kind == "number" and beyond.kind in {
                "end",
                "comma",
                "stop",
                "time",
                "date",
                "day",
                "statuses",
            }
            if named:
                self._keep("post", after.value, at + 1, at + 2)
            self._keep("means", token.value, at, at + 1)
            return at + 1 + named
        return None

    def _keep(self, name: str, value: str, at: int, after: int) -> int:
        """Keep a field that can be said once; what is said again is not read."""
        if self._fields.setdefault(name, value) != value:
            self._unread += range(at, after)
        return after

    # ------------------------------------------------------------ single words

    def _single(self, at: int) -> None:
        token = self._all[at]
        if token.kind == "senses":
            self._perceived(cast("Sense", token.value), at)
        elif token.kind == "statuses":
            self._keep("status", token.value, at, at + 1)
        elif token.is_word("nothing"):
            self._keep("nothing", "yes", at, at + 1)
            self._nothing_by += [self._sense] if self._sense and not self._drafts else []
        elif token.is_word("all"):
            self._of_all = True
        elif token.kind in _QUALIFIES:
            self._more(token, at)
        elif token.kind in {"stop", "open", "close", "colon"} or token.is_word("of_which"):
            self._mark(token, at)
        elif token.kind not in _SILENT and not token.is_word("filler", "and", "or"):
            self._unread.append(at)

    def _perceived(self, sense: Sense, at: int) -> None:
        """A sense before a count holds from there on; after counts it holds for those that have none."""
        read = read_range(self._all, at + 1)
        after = at + 1 if read is None else read.after
        leads = piece(self._all, after).kind in {"units", *_QUALIFIES} or piece(self._all, at + 1).is_word("no")
        if "nothing" in self._fields and not self._drafts:
            self._nothing_by.append(sense)
        elif leads or not self._drafts:
            self._sense = sense
        else:
            for draft in self._drafts:
                draft.hear(sense)

    def _more(self, token: Token, at: int) -> None:
        """More of the item before, an act without a number, or a word that waits for its item."""
        before, current = piece(self._all, at - 1), self._current()
        joined = before.is_word("or") or (before.kind not in {"comma", "colon"} and not before.is_word("and"))
        if token.kind == "acts" and not (current is not None and joined and not current.where):
            self._drafts.append(Draft(acts=[token.value], sense=self._sense, lead=self._lead))
            self._parent = None if not self._in_brackets else self._parent
            self._of_all = False
        elif current is not None:
            _qualify(current, token)
        else:
            self._waiting.append(token)

    def _mark(self, token: Token, at: int) -> None:
        current = self._current()
        if token.kind == "open" and current is not None:
            self._parent, self._in_brackets = current, True
        elif token.kind == "close":
            if self._in_brackets and self._parent is not None:
                self._parent.closed = not self._parent.where and bool(self._parent.parts)
            self._parent, self._in_brackets = None, False
        elif token.is_word("of_which") or (token.kind == "colon" and self._begins_parts(at)):
            self._parent = current
        elif token.kind == "stop":
            self._end_of_clause()

    def _begins_parts(self, at: int) -> bool:
        read = read_range(self._all, at + 1)
        return read is not None and piece(self._all, read.after).kind not in {"lengths", "degree"}

    def _end_of_clause(self) -> None:
        self._of_all = False
        if self._in_brackets and self._parent is not None:
            for part in self._parent.parts:
                part.closed = True
            return
        self._parent, self._lead = None, ()
        for draft in self._drafts:
            draft.closed = True

    def _current(self) -> Draft | None:
        """The item of which more may be said."""
        if self._parent is not None and self._parent.parts:
            last = self._parent.parts[-1]
            return None if last.closed else last
        if self._parent is not None:
            return self._parent
        last_one = self._drafts[-1] if self._drafts else None
        return None if last_one is None or last_one.closed else last_one

    def _left_over(self) -> tuple[str, ...]:
        """What was not read, neighbours together, in the letters of the text."""
        runs: list[list[int]] = []
        for at in sorted(set(self._unread)):
            if runs and at == runs[-1][-1] + 1:
                runs[-1].append(at)
            else:
                runs.append([at])
        ends = [(self._all[run[0]].start, self._all[run[-1]].start + len(self._all[run[-1]].text)) for run in runs]
        return tuple(self._text[start:end] for start, end in ends)


def _qualify(draft: Draft, token: Token) -> None:
    """Say more of an item: its weapon, its calibre, or what it was."""
    if token.kind in {"weapons", "acts"}:
        draft.add_act(token.value)
    elif token.kind == "calibre":
        draft.calibre = draft.calibre or token.value
    else:
        draft.descriptions.append(token.value)
