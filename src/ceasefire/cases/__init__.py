"""Real ceasefires as terms, each with the ledger of its facts: what a field holds, and what none holds yet."""

from ceasefire.cases.carried import facts, keys, read, text
from ceasefire.cases.ledger import Fact

__all__ = ["Fact", "facts", "keys", "read", "text"]
