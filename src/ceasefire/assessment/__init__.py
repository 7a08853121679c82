"""Did it hold, against what would have been, and when did it break: answers with their reasons."""

from ceasefire.assessment.effect import Effect, estimate_effect, unless_effort_changed
from ceasefire.errors import BadCounts

__all__ = ["BadCounts", "Effect", "estimate_effect", "unless_effort_changed"]
