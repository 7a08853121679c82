"""What was promised: declarations, commitments, clauses; read, checked, compared and put in words."""

from ceasefire.terms.lint import lint
from ceasefire.terms.model import Terms
from ceasefire.terms.read import FORMAT, read, read_text, read_tree
from ceasefire.terms.schema import overlay_schema, schema
from ceasefire.terms.versions import as_amended, as_said_by, readings, seen_by
from ceasefire.terms.write import write, write_text

__all__ = [
    "FORMAT",
    "Terms",
    "as_amended",
    "as_said_by",
    "lint",
    "overlay_schema",
    "read",
    "read_text",
    "read_tree",
    "readings",
    "schema",
    "seen_by",
    "write",
    "write_text",
]
