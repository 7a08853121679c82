"""The digest that a draft carries: a draft that was changed after it was made is not released."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from ceasefire.ledger.canonical import canonical


def digest_of(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a draft's canonical JSON (RFC 8785) without its digest, in hexadecimal.

    It shows that nothing was changed by hand or on the way. Who changes a draft and works the digest out anew is not
    found out by it: that takes the record, laid against the draft again.
    """
    plain = {name: value for name, value in document.items() if name != "digest"}
    return hashlib.sha256(canonical(json.loads(json.dumps(plain)))).hexdigest()
