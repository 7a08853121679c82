"""Problems with the address of the desk and with what is asked of it."""

from ceasefire.errors import Code

NOT_LOOPBACK = Code(
    "CF-APP-001",
    "The desk opens on this machine only.",
    "Leave `--address` out. Any other address needs log-in and TLS, which this release does not have.",
)
PORT_TAKEN = Code(
    "CF-APP-002",
    "The desk could not open its port.",
    "Choose another one with `--port`, or leave it out and take a free one.",
)
OTHER_HOST = Code(
    "CF-APP-003",
    "The request names another host than this desk.",
    "Open the address that `ceasefire serve` printed.",
)
OTHER_ORIGIN = Code(
    "CF-APP-004",
    "The request comes from a page that is not of this desk; nothing was changed.",
    "Do it on a page of the desk itself.",
)
NO_SESSION = Code(
    "CF-APP-005",
    "This browser has not been let in.",
    "Open the start address that `ceasefire serve` printed; it works once. Start the desk again for a new one.",
)
BODY_TOO_LARGE = Code(
    "CF-APP-006",
    "The request is larger than the desk takes, or does not say how large it is.",
    "Send at most one megabyte, and its length before it.",
)
BAD_QUERY = Code(
    "CF-APP-007",
    "A question in the address cannot be read.",
    "Correct the part that is named, or leave it out.",
)
NOT_THERE = Code(
    "CF-APP-008",
    "There is nothing at this address.",
    "Go on from `/collections`.",
)
NOT_DONE_HERE = Code(
    "CF-APP-009",
    "This address does not take that kind of request.",
    "Read it with GET.",
)
OUR_FAULT = Code(
    "CF-APP-010",
    "This is a fault of ceasefire, not of what you asked.",
    "Report the address that you asked for, without names or places in it.",
)
