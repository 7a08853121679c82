"""What was promised: declarations, commitments, clauses; read, checked, compared and put in words."""

from ceasefire.terms.model import Terms
from ceasefire.terms.read import FORMAT, read, read_text, read_tree
from ceasefire.terms.schema import schema
from ceasefire.terms.versions import as_amended, as_said_by, readings, seen_by

__all__ = [
    "FORMAT",
    "Terms",
    "as_amended",
    "as_said_by",
    "read",
    "read_text",
    "read_tree",
    "readings",
    "schema",
    "seen_by",
    "write_text",
]
from ceasefire.terms.write import write_text
