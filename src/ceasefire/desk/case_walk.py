"""The walk of a case: its states, its acts, and which act is allowed in which state.

The state says what was done last, and nothing else: `party_reply` says that a party was asked, not that it answered.
No act here is made by the software, and silence of a party or a closed road ends no walk.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from ceasefire.desk.corrections import CORRECT
from ceasefire.desk.form import Field, Form
from ceasefire.desk.walk import Step, Walk

FINDINGS: Final = MappingProxyType(
    {
        "not_covered": "No clause that binds anybody covers it.",
        "unsubstantiated": "It was said, and nothing that could bear it out was found.",
        "inconclusive": "The evidence, or the terms, leave it open.",
        "alleged_credible": "It is covered, and a credible account says so; it is not confirmed.",
        "confirmed": "It happened, and a clause covers it.",
        "confirmed_exempt": "It happened, a clause covers it, and a named exception or notice speaks for it.",
    }
)
DEGREES: Final = MappingProxyType(
    {
        "none": "Nothing says who did it.",
        "possible": "It may have been this party.",
        "probable": "It was more likely this party than anybody else.",
        "confirmed": "It was this party.",
    }
)
STATES: Final = MappingProxyType(
    {
        "unregistered": "Nothing was done; there is no case yet.",
        "registered": "An officer opened the case on named reports.",
        "triage": "An officer looked at it and said how urgent it is.",
        "fused": "An officer said which reports tell of this happening.",
        "matched": "It was set against a stated version of the terms.",
        "corroboration": "An officer looked for more evidence, and wrote down what was found and what was not.",
        "party_reply": "A party was asked for its account, with a deadline; whether it answered is told beside.",
        "finding": "An officer made a finding; nobody has looked it over.",
        "review": "Another officer looked the finding over and upheld it; dissent is told beside.",
        "released": "An officer released it to the tiers that are told beside.",
        "follow_up": "Something was agreed or asked for after the release.",
        "closed": "An officer closed the case and said why.",
        "reopened": "An officer opened it again and said why; the earlier findings are kept and none stands.",
    }
)
_WHY: Final = Field("why", "text", "the reason, in the officer's words")
_TEXT: Final = Field("text", "text", "what was done or said, in words")
_REPORTS: Final = Field("reports", "mappings", "the reports, each with what makes it evidence (a piece of evidence)")
_PARTY: Final = Field("party", "text", "the key of the party in the terms")

REGISTER: Final = Form("register", "An officer opens a case on named reports.", (_REPORTS, _TEXT))
TRIAGE: Final = Form(
    "triage",
    "An officer says how urgent the case is.",
    (Field("urgency", "word", "how soon it is wanted", words=("spot", "daily", "routine")), _WHY),
)
FUSE: Final = Form(
    "fuse",
    "An officer says that reports tell of one happening; their sources are all kept.",
    (
        Field("reports", "mappings", "further reports, each a piece of evidence", needed=False),
        Field("from_case", "text", "the case that they came from", needed=False),
        Field("proposal", "mapping", "what the software proposed, with its reasons", needed=False),
        _WHY,
    ),
)
SPLIT: Final = Form(
    "split",
    "An officer says that reports tell of another happening; they leave this case and are not lost.",
    (
        Field("reports", "texts", "the ids of the reports that leave"),
        Field("into", "text", "the case that takes them", needed=False),
        _WHY,
    ),
)
MATCH: Final = Form(
    "match",
    "An officer takes over what the reports touch in a version of the terms, if they are true.",
    (Field("matched", "mapping", "terms, version, and one line per report and clause, with reasons"),),
)
CORROBORATE: Final = Form(
    "corroborate",
    "An officer looks for more evidence, and says what was found and what was not.",
    (_TEXT, Field("reports", "mappings", "reports found, each a piece of evidence", needed=False)),
)
REFUSED_ACCESS: Final = Form(
    "refused_access",
    "Somebody did not let the monitors through; it is recorded and holds nothing up.",
    (
        Field("where", "text", "where they wanted to go"),
        Field("refused_by", "text", "who refused, or `not_known`"),
        Field("when_us", "moment", "when it was"),
        Field("said", "text", "what was said as the reason", needed=False),
    ),
)
ASK_PARTY: Final = Form(
    "ask_party",
    "A party is asked for its account.",
    (
        _PARTY,
        Field("question", "text", "what it was asked"),
        Field("deadline_us", "moment", "by when its account is awaited"),
        Field("via", "text", "by which channel", needed=False),
    ),
)
REPLY: Final = Form(
    "reply",
    "A party's account is recorded, in time or late.",
    (
        _PARTY,
        _TEXT,
        Field("received_us", "moment", "when it was received"),
        Field("reports", "mappings", "what it hands over or admits, each a piece of evidence", needed=False),
    ),
)
NO_REPLY: Final = Form(
    "no_reply",
    "It is recorded that a party let the deadline pass, or said that it will not answer.",
    (_PARTY, Field("how", "word", "which of the two", words=("deadline_passed", "declined")), _TEXT),
)
FIND: Final = Form(
    "find",
    "An officer concludes what happened; this is no word about who did it.",
    (
        Field("finding", "word", "the finding", words=tuple(FINDINGS)),
        _TEXT,
        Field("exemption", "text", "the exception or notice that speaks for it", needed=False),
        Field("proposal", "mapping", "what the software proposed, with its reasons", needed=False),
    ),
)
UPHOLD: Final = Form("uphold", "Another officer looks the finding over and upholds it.", (_WHY,))
SEND_BACK: Final = Form("send_back", "Another officer looks the finding over and sends it back.", (_WHY,))
DISSENT: Final = Form("dissent", "An officer does not agree; it is kept beside the finding.", (_TEXT,))
PROPOSE_ATTRIBUTION: Final = Form(
    "propose_attribution",
    "An officer proposes who did it; nothing follows until another officer agrees.",
    (_PARTY, Field("degree", "word", "how sure", words=tuple(DEGREES)), _WHY),
)
ATTRIBUTE: Final = Form(
    "attribute",
    "Another officer agrees with what was proposed, word for word.",
    (_PARTY, Field("degree", "word", "how sure", words=tuple(DEGREES)), _WHY),
)
RELEASE: Final = Form(
    "release",
    "An officer releases the case to a tier of readers.",
    (
        Field("tier", "text", "a tier of readers, such as `public`, or `party-` and the party's key"),
        _TEXT,
    ),
)
FOLLOW_UP: Final = Form(
    "follow_up",
    "What was agreed or asked for after the release.",
    (
        _TEXT,
        Field("with_whom", "text", "with whom", needed=False),
        Field("due_us", "moment", "by when", needed=False),
    ),
)
CLOSE: Final = Form(
    "close",
    "An officer closes the case.",
    (_WHY, Field("into", "text", "the case that it became part of", needed=False)),
)
REOPEN: Final = Form("reopen", "An officer opens the case again.", (_WHY,))
CORRECTABLE: Final = frozenset(
    {"register", "triage", "fuse", "corroborate", "refused_access", "ask_party", "reply", "no_reply"}
)
_COLLECTING: Final = ("registered", "triage", "fused", "matched", "corroboration", "party_reply", "reopened")
_BEFORE_MATCH: Final = ("fused", "matched", "corroboration", "party_reply", "reopened")
_CONCLUDED: Final = ("finding", "review", "released", "follow_up")
_OPEN: Final = (*_COLLECTING, *_CONCLUDED)
_ANY: Final = (*_OPEN, "closed")

WALK: Final = Walk(
    STATES,
    (
        Step(REGISTER, ("unregistered",), "registered"),
        Step(TRIAGE, ("registered",), "triage"),
        Step(FUSE, ("triage", *_BEFORE_MATCH), "fused"),
        Step(SPLIT, ("triage", *_BEFORE_MATCH), "fused"),
        Step(MATCH, _BEFORE_MATCH, "matched"),
        Step(CORROBORATE, ("matched", "corroboration", "reopened"), "corroboration"),
        Step(CORROBORATE, ("party_reply",)),
        Step(REFUSED_ACCESS, _ANY),
        Step(ASK_PARTY, ("corroboration", "party_reply", "reopened"), "party_reply"),
        Step(REPLY, _ANY),
        Step(NO_REPLY, _ANY),
        Step(FIND, ("corroboration", "party_reply", "finding", "reopened"), "finding"),
        Step(PROPOSE_ATTRIBUTION, ("finding", "review")),
        Step(ATTRIBUTE, ("finding", "review")),
        Step(UPHOLD, ("finding",), "review"),
        Step(SEND_BACK, ("finding",), "reopened"),
        Step(DISSENT, (*_CONCLUDED, "closed")),
        Step(RELEASE, ("finding", "review", "released"), "released"),
        Step(RELEASE, ("follow_up",)),
        Step(FOLLOW_UP, ("released", "follow_up"), "follow_up"),
        Step(CLOSE, _OPEN, "closed"),
        Step(REOPEN, ("review", "released", "follow_up", "closed"), "reopened"),
        Step(CORRECT, _COLLECTING),
    ),
)
