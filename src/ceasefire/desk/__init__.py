"""The officers' workflow: acts of named persons, and what follows from them; states are derived, never written."""

from ceasefire.desk.act import Act, act_from_json
from ceasefire.desk.form import Field, Form

__all__ = ["Act", "Field", "Form", "act_from_json"]
