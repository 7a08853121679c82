"""What a party did, as a sentence: once with its date, once without."""

from __future__ import annotations

from typing import Final

from ceasefire.kernel.languages import mark
from ceasefire.kernel.reasons import Reason, reason
from ceasefire.terms.model import Step
from ceasefire.terms.states import INITIALLED, SIGNED

STEP_WORDS: Final = {
    "explored": (mark("{party} talked about it on {on}"), mark("{party} talked about it")),
    "appealed_to": (mark("others appealed to {party} on {on}"), mark("others appealed to {party}")),
    "proposed": (mark("{party} proposed it on {on}"), mark("{party} proposed it")),
    "announced": (mark("{party} announced it on {on}"), mark("{party} announced it")),
    "ordered": (mark("{party} ordered it on {on}"), mark("{party} ordered it")),
    "accepted": (mark("{party} accepted it on {on}"), mark("{party} accepted it")),
    "signed": (mark("{party} signed it on {on}"), mark("{party} signed it")),
    "initialled": (
        mark("{party} put its initials under it on {on}, and whether that binds it is not stated"),
        mark("{party} put its initials under it, and whether that binds it is not stated"),
    ),
    "mirror": (mark("{party} said on {on} that it would do the same"), mark("{party} said that it would do the same")),
    "countered": (mark("{party} made an offer of its own on {on}"), mark("{party} made an offer of its own")),
    "conditional": (mark("{party} tied it to a condition on {on}"), mark("{party} tied it to a condition")),
    "rejected": (mark("{party} rejected it on {on}"), mark("{party} rejected it")),
    "guaranteed": (mark("{party} guaranteed it on {on}"), mark("{party} guaranteed it")),
    "extended": (mark("{party} extended it on {on}"), mark("{party} extended it")),
    "suspended": (mark("{party} suspended it on {on}"), mark("{party} suspended it")),
    "released": (mark("{party} declared itself released on {on}"), mark("{party} declared itself released")),
    "denounced": (mark("{party} denounced it on {on}"), mark("{party} denounced it")),
    "not_stated": (mark("what {party} said on {on} is not known"), mark("what {party} said is not known")),
}


def step_done(party: str, step: Step) -> Reason:
    """Return what the party did, as data and sentence; of accounts that differ none leads."""
    if step.state_accounts:
        return _accounts_differ(party, step)
    name = "signed" if step.text == SIGNED else "initialled" if step.text == INITIALLED else step.state
    dated, undated = STEP_WORDS[name]
    code = f"state_{name}"
    return reason(code, dated, party=party, on=step.on) if step.on else reason(code, undated, party=party)


def _accounts_differ(party: str, step: Step) -> Reason:
    accounts = "; ".join(dict.fromkeys(STEP_WORDS[state][1].format(party=party) for state in step.state_accounts))
    if step.on:
        dated = mark("accounts differ on what {party} did on {on}: {accounts}")
        return reason("state_accounts_differ", dated, party=party, on=step.on, accounts=accounts)
    undated = mark("accounts differ on what {party} did: {accounts}")
    return reason("state_accounts_differ", undated, party=party, accounts=accounts)
