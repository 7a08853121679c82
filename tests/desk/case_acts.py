"""Acts of a case for the tests: whole bodies, one for each kind, and the reports they speak of."""

from ceasefire.desk import Act, Case, Mandate

HOUR = 3_600_000_000
START = 1_760_000_000_000_000  # October 2025, microseconds UTC
ON = Mandate(attribution=True)


def piece(report="r1", kind="source", origin="wire", lines=("occurred", "place", "act"), **more):
    return {"report": report, "kind": kind, "origin": origin, "lines": list(lines)} | more


def row(report="r1", clause="C1", answer="inside", **more):
    told = {
        "report": report,
        "clause": clause,
        "answer": answer,
        "watched": "unknown",
        "near_edge": False,
        "reasons": [],
    }
    return told | more


def matched(*rows):
    return {"matched": {"terms": "t", "version": "0" * 64, "rows": list(rows) or [row()]}}


BODIES = {
    "register": {"reports": [piece()], "text": "shelling reported"},
    "triage": {"urgency": "daily", "why": "one wounded"},
    "fuse": {"why": "one report"},
    "split": {"reports": ["r2"], "why": "another street"},
    "match": matched(),
    "corroborate": {"text": "asked the post for its camera"},
    "refused_access": {"where": "the bridge", "refused_by": "not_known", "when_us": START},
    "ask_party": {"party": "P1", "question": "what happened?", "deadline_us": START + 1000 * HOUR},
    "reply": {"party": "P1", "text": "it was not us", "received_us": START + 20 * HOUR},
    "no_reply": {"party": "P1", "how": "declined", "text": "the liaison said no"},
    "find": {"finding": "alleged_credible", "text": "so it seems"},
    "uphold": {"why": "read it all"},
    "send_back": {"why": "ask the post first"},
    "dissent": {"text": "the time is wrong"},
    "propose_attribution": {"party": "P1", "degree": "possible", "why": "the direction of fire"},
    "attribute": {"party": "P1", "degree": "possible", "why": "I agree"},
    "release": {"tier": "public", "text": "the short account"},
    "follow_up": {"text": "both sides asked to mark the crossing"},
    "close": {"why": "nothing is left to do"},
    "reopen": {"why": "a new film turned up"},
    "correct": {"act": 0, "body": {"reports": [piece()], "text": "shelling, twice"}, "why": "misheard"},
}
SECOND = frozenset({"uphold", "send_back", "attribute"})


def act(kind, hour=0, by=None, **body):
    who = by or ("bohdan" if kind in SECOND else "olena")
    return Act(kind, who, START + hour * HOUR, body or BODIES[kind])


def case_of(*kinds, mandate=None):
    """Return a case after acts of these kinds, one an hour, each by the officer that may do it."""
    case = Case("case-1", mandate=mandate or Mandate())
    for hour, kind in enumerate(kinds):
        case = case.after(kind if isinstance(kind, Act) else act(kind, hour))
    return case


TO_FINDING = ("register", "triage", "fuse", "match", "corroborate", "find")
