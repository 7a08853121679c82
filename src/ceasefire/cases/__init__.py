"""Real ceasefires as terms, each with the ledger of its facts: what a field holds, and what none holds yet."""

from ceasefire.cases.carried import facts, keys, read, text
from ceasefire.cases.counts import CaseCount, count
from ceasefire.cases.ledger import Fact

__all__ = ["CaseCount", "Fact", "count", "facts", "keys", "read", "text"]
