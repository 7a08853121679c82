"""A case: what an officer opened on named reports, as the history of what officers did with it.

Nothing is stored but acts; state, evidence, replies and finding are worked out from them, always the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ceasefire.desk.act import Act
from ceasefire.desk.case_checks import check
from ceasefire.desk.case_told import CaseTold


@dataclass(frozen=True, slots=True)
class Case(CaseTold):
    """One case: `id`, `acts` in their order, `mandate`; the rest follows from these.

    Making one from acts that were never allowed raises NotNow, SecondPerson or BadInput: a history is taken whole or
    not at all. What an earlier mandate allowed stays what was done. A case says what officers did and found; it is no
    verdict on a ceasefire. `checked` counts the first acts that are known to be allowed.
    """

    checked: int = field(default=0, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Walk through the acts that nobody has checked yet."""
        object.__setattr__(self, "acts", tuple(self.acts))
        past = replace(self.mandate, attribution=True, needs_review=False)
        for at in range(self.checked, len(self.acts)):
            check(CaseTold(self.id, self.acts[:at], past), self.acts[at])

    def after(self, act: Act) -> Case:
        """Return the case after one more act.

        Raises NotNow when the act is not allowed in this state or before something else was done, SecondPerson when it
        takes another person, BadInput when the act is not whole; the case itself never changes.
        """
        check(self, act)
        return Case(self.id, (*self.acts, act), self.mandate, len(self.acts) + 1)
