"""What people report, taken in: phrases, text messages, tables, pasted cells, submissions of forms."""

from ceasefire.sources.intake.columns import Pasted, Question, guess, paste
from ceasefire.sources.intake.inbox import Placed, in_force, place
from ceasefire.sources.intake.json_rows import sheet_of_json
from ceasefire.sources.intake.mapped import events_of
from ceasefire.sources.intake.message import Message, Received, read_message
from ceasefire.sources.intake.observe import observation
from ceasefire.sources.intake.osce_table import read_table, write_table
from ceasefire.sources.intake.read_phrase import read_phrase
from ceasefire.sources.intake.reply import read_back, refusal
from ceasefire.sources.intake.rows import Columns, Taken, take
from ceasefire.sources.intake.said import Said
from ceasefire.sources.intake.say_phrase import in_words
from ceasefire.sources.intake.setting import Setting
from ceasefire.sources.intake.sheet import Sheet, sheet_of_text
from ceasefire.sources.intake.watch import effort
from ceasefire.sources.intake.workbook import sheet_of_xlsx

__all__ = [
    "Columns",
    "Message",
    "Pasted",
    "Placed",
    "Question",
    "Received",
    "Said",
    "Setting",
    "Sheet",
    "Taken",
    "effort",
    "events_of",
    "guess",
    "in_force",
    "in_words",
    "observation",
    "paste",
    "place",
    "read_back",
    "read_message",
    "read_phrase",
    "read_table",
    "refusal",
    "sheet_of_json",
    "sheet_of_text",
    "sheet_of_xlsx",
    "take",
    "write_table",
]
