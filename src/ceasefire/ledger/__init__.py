"""Proof: an append-only log of acts, one per tier, that anybody can check who has a file and a fingerprint.

The room makes and checks values; it opens no file, reads no clock and makes no secrets: salts, nonces, keys and times
are passed in. `seal` and `keys` are modules of their own.
"""

from ceasefire.ledger.bundle import LONGEST_LINE, last_head, some, whole
from ceasefire.ledger.canonical import Json, canonical, read
from ceasefire.ledger.entry import Chain, Entry, LogName, Recorded
from ceasefire.ledger.fingerprint import Fingerprint
from ceasefire.ledger.head import Head, SignedHead, public_key, sign
from ceasefire.ledger.report import Report, Step, moment
from ceasefire.ledger.tree import Tree, is_consistent, is_included
from ceasefire.ledger.verify import Policy, verify

__all__ = [
    "LONGEST_LINE",
    "Chain",
    "Entry",
    "Fingerprint",
    "Head",
    "Json",
    "LogName",
    "Policy",
    "Recorded",
    "Report",
    "SignedHead",
    "Step",
    "Tree",
    "canonical",
    "is_consistent",
    "is_included",
    "last_head",
    "moment",
    "public_key",
    "read",
    "sign",
    "some",
    "verify",
    "whole",
]
