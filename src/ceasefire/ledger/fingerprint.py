"""The fingerprint of a key: digits that can be read out over a telephone in any language.

Ten groups of five: forty digits of a SHA-256 (132 bits, so that nobody can make a second key with the same ones) in
groups of four, each followed by a check digit (ISO/IEC 7064, MOD 11,10), so that a misheard group is named. A
fingerprint is worth something only when it did not come the way the log came.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from ceasefire.errors import NOWHERE, BadInput, Place, Problem
from ceasefire.ledger import codes
from ceasefire.ledger.fields import of_length

GROUPS: Final = 10
_BEFORE_KEY: Final = b"ceasefire-fingerprint/1\n"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The forty digits that stand for a public key."""

    digits: str

    @staticmethod
    def of(key: bytes) -> Fingerprint:
        """The fingerprint of a public Ed25519 key of 32 bytes."""
        hashed = sha256(_BEFORE_KEY + of_length(key, 32, "a public key")).digest()
        return Fingerprint(str(int.from_bytes(hashed, "big") % 10 ** (4 * GROUPS)).zfill(4 * GROUPS))

    @staticmethod
    def parse(text: str, place: Place = NOWHERE) -> Fingerprint:
        """The fingerprint that was read out and typed: digits of any script, with blanks, hyphens or dots between.

        Raises BadInput that names the groups whose check digit says that they were misheard.
        """
        found = [_digit(sign) for sign in text if not (sign.isspace() or sign in "-–—.,'")]
        digits = "".join(found)
        if "" in found or len(digits) != 5 * GROUPS:
            got = f"{len(digits)} digits" + (" and other characters" if "" in found else "")
            raise BadInput(Problem(codes.BAD_FINGERPRINT, place, got=got, expected="50 digits"))
        groups = [digits[at : at + 5] for at in range(0, 5 * GROUPS, 5)]
        wrong = [str(number) for number, group in enumerate(groups, 1) if _check_digit(group[:4]) != group[4]]
        if wrong:
            raise BadInput(Problem(codes.BAD_FINGERPRINT, place, got=f"a slip in group {', '.join(wrong)}"))
        return Fingerprint("".join(group[:4] for group in groups))

    def __str__(self) -> str:
        """Return ten groups of five digits, as they are read out."""
        groups = (self.digits[at : at + 4] for at in range(0, 4 * GROUPS, 4))
        return " ".join(group + _check_digit(group) for group in groups)


def _digit(sign: str) -> str:
    """The ASCII digit that `sign` stands for in its script, or nothing."""
    value = unicodedata.decimal(sign, None)
    return "" if value is None else str(value)


def _check_digit(digits: str) -> str:
    """ISO/IEC 7064, MOD 11,10: finds every single wrong digit and nearly all that changed places."""
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)
