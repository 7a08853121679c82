"""Problems of the go/no-go board; their numbers are those of the desk from 060 on."""

from ceasefire.errors import Code

OTHER_TERMS = Code(
    "CF-DESK-060",
    "The text of the terms is not the one that the act names.",
    "Take the SHA-256 of the version that the board holds; a board of other terms has to be opened anew.",
)
BAD_SETTING = Code(
    "CF-DESK-061",
    "The board cannot be opened with this setting.",
    "Write the field as the reference page says, with keys of these terms.",
)
SIDE_LEFT_OUT = Code(
    "CF-DESK-062",
    "A party that is bound to keep silent in this window is not among the sides of the board.",
    "Add the party under `sides`: who can fire there has to guarantee, and be watched.",
)
DECIDED_LATE = Code(
    "CF-DESK-063",
    "The decision would come after the window begins.",
    "Set a moment before the start, early enough to tell the crew and both sides.",
)
UNKNOWN_LINE = Code(
    "CF-DESK-064",
    "The board has no such line or station.",
    "Name a line as the board lists it, such as `weather` or `monitors:UA`; a guarantee has to be in the terms first.",
)
IN_THE_FUTURE = Code(
    "CF-DESK-065",
    "The act tells of a minute that is still to come.",
    "Write the minute at which it was said; a promise is not a confirmation.",
)
TOO_OLD = Code(
    "CF-DESK-066",
    "The confirmation cannot count: it is too old, or older than what made the line fall.",
    "Ask the person again, and write down the minute of the new answer.",
)
NOT_READ_BACK = Code(
    "CF-DESK-067",
    "A guarantee counts only when its giver heard it read back and said that it is right.",
    "Read it back word for word; if the giver says no, write what he says, and read back again.",
)
OTHER_VERSION = Code(
    "CF-DESK-068",
    "The act speaks of another version of the terms than the board holds.",
    "Read, or hand over, the present version.",
)
CLOCKS_DIFFER = Code(
    "CF-DESK-069",
    "The start that a side read out is not the start of the window on the clock of its capital.",
    "Agree on the moment again: say the hour on both clocks.",
)
CHECK_FAILS = Code(
    "CF-DESK-070",
    "The computed check does not say yes, and nobody can confirm it away.",
    "Get a guarantee that covers what is missing, or change the place of work; then amend the terms.",
)
NO_GO = Code(
    "CF-DESK-071",
    "Nobody may say GO now.",
    "Deal with each reason; the list of what to chase says whom to call when.",
)
SEEN_LESS = Code(
    "CF-DESK-072",
    "Something was done on the board since the officer looked.",
    "Look at the board again, and decide on what it says now.",
)
NO_STOP = Code(
    "CF-DESK-073",
    "There is no stop that waits for the crew's acknowledgement, or it was called later.",
    "Record the stop first, with the minute at which it was called.",
)
NOT_LATER = Code(
    "CF-DESK-074",
    "The moment is not later than the act.",
    "Give a moment that is still to come, and before the window begins.",
)
LEASE_OVER = Code(
    "CF-DESK-075",
    "The lease of the running desk is over, so no GO that was said under it counts.",
    "Take a new lease under another id, look at the board, and say GO again if it stands.",
)
