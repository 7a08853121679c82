"""The officers' workflow: acts of named persons, and what follows from them; states are derived, never written."""

from ceasefire.desk.absence import grade_absence
from ceasefire.desk.act import Act, act_from_json
from ceasefire.desk.alike import Likeness
from ceasefire.desk.call import Call
from ceasefire.desk.case import Case
from ceasefire.desk.duplicates import Duplicate, compare, propose_duplicates
from ceasefire.desk.evidence import Evidence, Grade, grade
from ceasefire.desk.finding import propose_finding
from ceasefire.desk.form import Field, Form
from ceasefire.desk.joining import join, merge, part
from ceasefire.desk.log import Log, LogRow, Tally
from ceasefire.desk.mandate import Mandate, read_mandate
from ceasefire.desk.matched import Matched, matched
from ceasefire.desk.piece import Piece, piece_of_allegation, piece_of_event, piece_of_observation
from ceasefire.desk.proposal import Proposal
from ceasefire.desk.tier import check_tier, tier_of_party

__all__ = [
    "Act",
    "Call",
    "Case",
    "Duplicate",
    "Evidence",
    "Field",
    "Form",
    "Grade",
    "Likeness",
    "Log",
    "LogRow",
    "Mandate",
    "Matched",
    "Piece",
    "Proposal",
    "Tally",
    "act_from_json",
    "check_tier",
    "compare",
    "grade",
    "grade_absence",
    "join",
    "matched",
    "merge",
    "part",
    "piece_of_allegation",
    "piece_of_event",
    "piece_of_observation",
    "propose_duplicates",
    "propose_finding",
    "read_mandate",
    "tier_of_party",
]
