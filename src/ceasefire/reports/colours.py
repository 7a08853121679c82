"""Neutral colours that stay apart for colour-blind readers and in print; red is never a party.

The hues are those of Okabe and Ito's palette without vermillion, so that no zone or party looks like
an alarm. Hatching, not hue, says that a shape is uncertain.
"""

PARTY_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9")


def colour(slot: int) -> str:
    """Return the colour of a slot; more slots than colours wrap round."""
    return PARTY_COLOURS[slot % len(PARTY_COLOURS)]
