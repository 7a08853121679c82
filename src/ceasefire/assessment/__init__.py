"""Did it hold, against what would have been, and when did it break: answers with their reasons."""

from ceasefire.errors import BadCounts

__all__ = ["BadCounts"]
