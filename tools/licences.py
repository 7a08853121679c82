"""Check the licences of everything that runs with ceasefire, and write THIRD_PARTY.md.

Follows the run-time requirements (the core and the extras `desk`, `fast`, `parquet` and `pdf`) through the metadata of the
installed packages. Fails on GPL and AGPL, and on a package that states no licence. LGPL is fine: wheels load
such libraries dynamically. So is the GPL with an exception for runtime libraries. What a wheel carries
inside beside its own code is listed from its files.

What it does not show: a licence text that contradicts the metadata, or code copied into a package unstated.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = "ceasefire"
EXTRAS = ("desk", "fast", "parquet", "pdf")
OUT = Path(__file__).resolve().parent.parent / "THIRD_PARTY.md"
REFUSED = re.compile(r"(?<![A-Z])A?GPL|GNU (?:AFFERO )?GENERAL PUBLIC", re.IGNORECASE)
EXCUSED = re.compile(r"\bWITH\b.*\bexception\b", re.IGNORECASE)
# Libraries that wheels carry, by the name of the shared library, with the licence their authors state.
CARRIED = {
    "curl": "curl (MIT-like)",
    "geos": "LGPL-2.1-or-later",
    "geos_c": "LGPL-2.1-or-later",
    "gfortran": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "jpeg": "IJG",
    "nghttp2": "MIT",
    "proj": "MIT",
    "quadmath": "LGPL-2.1-or-later",
    "scipy_openblas": "BSD-3-Clause",
    "scipy_openblas64_": "BSD-3-Clause",
    "sqlite3": "public domain",
    "tiff": "libtiff (MIT-like)",
    "z": "Zlib",
}


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One installed package: its licence as it states it, and the libraries its wheel carries."""

    name: str
    version: str
    licence: str
    carries: tuple[str, ...]


def closure(root: str, extras: tuple[str, ...]) -> Iterator[str]:
    """Yield the names of the packages that `root` with `extras` needs on this machine, without itself."""
    seen: set[tuple[str, str]] = set()
    waiting = [(root, extra) for extra in ("", *extras)]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        for text in metadata.requires(name) or ():
            needed = Requirement(text)
            if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                child = str(canonicalize_name(needed.name))
                waiting += [(child, wanted) for wanted in ("", *needed.extras)]
    yield from sorted({name for name, _ in seen} - {root})


def licence_of(about: metadata.PackageMetadata) -> str:
    """Return what the package says of its licence: the expression, else the classifiers, else the short field."""
    said = about.get_all("License-Expression")
    if said:
        return str(said[0])
    classified = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if "License ::" in line]
    short = "".join(about.get_all("License") or ()).strip()
    return ", ".join(classified) or (short if "\n" not in short and len(short) < 80 else "")


def carried(distribution: metadata.Distribution) -> tuple[str, ...]:
    """Return the shared libraries of others that lie in the wheel, each with its licence where we know it."""
    names = {
        found[1]
        for file in distribution.files or ()
        if re.search(r"\.(?:libs|dylibs)$", str(file.parent))
        and (found := re.match(r"lib(.+?)(?:-[0-9a-f]{8}\b.*|\.[0-9].*|\.so.*|\.dylib)$", file.name))
    }
    libraries = {re.sub(r"-[0-9a-f]{8}$", "", name) for name in names}
    return tuple(f"lib{name}: {CARRIED.get(name, 'see the licence files in the wheel')}" for name in sorted(libraries))


def refused(licence: str) -> bool:
    """Tell whether a licence expression leaves no choice but GPL or AGPL, or says nothing at all."""
    if not licence:
        return True
    return any(
        all(REFUSED.search(choice) and not EXCUSED.search(choice) for choice in re.split(r"\bOR\b", term))
        for term in re.split(r"\bAND\b|,", licence)
    )


def parts() -> tuple[Part, ...]:
    """Return every package of the run-time closure with what it says of itself."""
    found = []
    for name in closure(ROOT, EXTRAS):
        distribution = metadata.distribution(name)
        about = distribution.metadata
        found.append(Part(name, distribution.version, licence_of(about), carried(distribution)))
    return tuple(sorted(found))


def page(found: tuple[Part, ...]) -> str:
    """Return THIRD_PARTY.md."""
    rows = [
        f"| {part.name} | {part.version} | {part.licence or 'not stated'} | {'; '.join(part.carries)} |"
        for part in found
    ]
    return "\n".join(
        [
            "# Parts of others that run with ceasefire",
            "",
            "Written by `make lint` (tools/licences.py) from the metadata of the locked packages. The last column",
            "names the shared libraries that a package's wheel for Linux carries inside.",
            "",
            "| package | version | licence | carries |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def main() -> int:
    """Write THIRD_PARTY.md and return 1 when a licence is refused."""
    found = parts()
    OUT.write_text(page(found), encoding="utf-8")
    bad = [part for part in found if refused(part.licence)]
    bad += [part for part in found if any(refused(library.partition(": ")[2]) for library in part.carries)]
    for part in bad:
        print(f"{part.name} {part.version}: {part.licence or 'no licence stated'} may not run with ceasefire")
    print(f"licences: {len(found)} run-time packages, {len(bad)} refused; THIRD_PARTY.md written")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
