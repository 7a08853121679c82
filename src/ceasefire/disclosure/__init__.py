"""What each reader may see: the only way out for places, times, private versions and watches."""

from ceasefire.disclosure.assessment_view import assess_for
from ceasefire.disclosure.board_view import board_for, board_page_for, chase_for
from ceasefire.disclosure.events_view import events_for
from ceasefire.disclosure.heat import heat_for
from ceasefire.disclosure.hits import Hits, hits_for
from ceasefire.disclosure.inputs_view import inputs_for
from ceasefire.disclosure.match_view import Shown, match_for
from ceasefire.disclosure.reader import Reader
from ceasefire.disclosure.terms_view import terms_for

__all__ = [
    "Hits",
    "Reader",
    "Shown",
    "assess_for",
    "board_for",
    "board_page_for",
    "chase_for",
    "events_for",
    "heat_for",
    "hits_for",
    "inputs_for",
    "match_for",
    "terms_for",
]
