"""A walk: the states of a thing, and which act is allowed in which of them; one table, read by program and people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ceasefire.desk import codes
from ceasefire.desk.act import Act
from ceasefire.desk.form import Form
from ceasefire.errors import BadInput, NotNow, Place, Problem


@dataclass(frozen=True, slots=True)
class Step:
    """An act of `form` is allowed in every state of `in_states`, and leads to the state `to`; None: it changes none."""

    form: Form
    in_states: tuple[str, ...]
    to: str | None = None

    @property
    def kind(self) -> str:
        """The kind of the act."""
        return self.form.kind


@dataclass(frozen=True, slots=True)
class Walk:
    """The states with the sentence that says what was done to be in each, and the steps between them.

    The first state is the one before any act. One kind of act may have several steps, for different states.
    """

    states: Mapping[str, str]
    steps: tuple[Step, ...]

    @property
    def start(self) -> str:
        """The state before any act."""
        return next(iter(self.states))

    @property
    def forms(self) -> Mapping[str, Form]:
        """The form of each kind of act, in the order of the table."""
        return {step.kind: step.form for step in self.steps}

    def allowed(self, state: str) -> tuple[str, ...]:
        """The kinds of act that are allowed in `state`, in the order of the table."""
        return tuple(dict.fromkeys(step.kind for step in self.steps if state in step.in_states))

    def after(self, state: str, kind: str) -> str:
        """The state after an act of `kind` in `state`; NotNow when it is not allowed there."""
        step = next((each for each in self.steps if each.kind == kind and state in each.in_states), None)
        if step is None:
            raise NotNow(Problem(codes.NOT_ALLOWED_NOW, Place(field="kind"), *self._why(state, kind)))
        return step.to or state

    def check_form(self, act: Act) -> None:
        """Raise BadInput with every problem of the act's body, or with the kinds there are when its kind is none."""
        form = self.forms.get(act.kind)
        if form is None:
            expected = ", ".join(self.forms)
            raise BadInput(Problem(codes.UNKNOWN_KIND, Place(field="kind"), got=act.kind, expected=expected))
        problems = form.problems(act)
        if problems:
            raise BadInput(problems)

    def table(self) -> Iterator[tuple[str, str, str]]:
        """Yield (state, act, state afterwards) for every step that is allowed."""
        for state in self.states:
            for kind in self.allowed(state):
                yield state, kind, self.after(state, kind)

    def _why(self, state: str, kind: str) -> tuple[str, str, str]:
        """What was tried, what is allowed now, and where the act would be allowed."""
        where = [name for name in self.states if kind in self.allowed(name)]
        do = f"`{kind}` is allowed in {', '.join(where)}." if where else ""
        return f"`{kind}` in the state {state}", f"one of {', '.join(self.allowed(state))}", do
