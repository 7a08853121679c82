"""The tree over a log (RFC 6962): one hash for all entries, and short proofs that something is in it or still in it.

A leaf is any byte string; its hash is SHA-256 over 0x00 and the leaf, that of an inner node SHA-256 over 0x01 and
its two children, so that neither can pass for the other. The left part of a tree of n leaves holds the largest power
of two below n. What a tree does not show: who made it, when, and whether somebody else was shown another one.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from ceasefire.errors import BadInput, Problem
from ceasefire.ledger import codes

SIZE: Final = 32  # bytes in a hash
EMPTY: Final = sha256(b"").digest()
Path = tuple[bytes, ...]


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one leaf."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree that grows at its right end and gives its root and proofs at its present size and at all earlier ones.

    Every whole subtree is kept: level k holds the hashes of leaves 0 to 2^k - 1, 2^k to 2 · 2^k - 1 and so on, 32 bytes
    each, so that a million leaves take 64 MB. Adding costs two hashes on average; a proof costs none, or a few at a
    size whose right edge has not been asked for just before.
    """

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[bytearray] = [bytearray()]
        self._edge: tuple[int, list[bytes]] = (0, [])
        self.extend(leaves)

    def __len__(self) -> int:
        """Return the number of leaves."""
        return len(self._levels[0]) // SIZE

    def append(self, leaf: bytes) -> None:
        """Add one leaf at the right."""
        node, place = leaf_hash(leaf), len(self)
        self._levels[0] += node
        level = 0
        while place & 1:
            node = node_hash(bytes(self._levels[level][-2 * SIZE : -SIZE]), node)
            place >>= 1
            level += 1
            if level == len(self._levels):
                self._levels.append(bytearray())
            self._levels[level] += node

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add leaves at the right, in their order."""
        for leaf in leaves:
            self.append(leaf)

    def root(self, size: int | None = None) -> bytes:
        """The one hash over the first `size` leaves, all when left out; BadInput beyond the end."""
        size = self._size(size)
        return self._range(0, size) if size else EMPTY

    def inclusion(self, index: int, size: int | None = None) -> Path:
        """The hashes that lead from leaf `index` to the root over `size` leaves, the lowest first."""
        size = self._size(size)
        if not 0 <= index < size:
            raise BadInput(Problem(codes.OUT_OF_RANGE, got=f"entry {index}", expected=f"0 to {size - 1}"))
        edge, path = self._right_edge(size), []
        for level in range((size - 1).bit_length()):
            beside = (index >> level) ^ 1
            if (beside + 1) << level <= size:
                path.append(self._whole(level, beside))
            elif beside << level < size:
                path.append(edge[level])
        return tuple(path)

    def consistency(self, old: int, size: int | None = None) -> Path:
        """The hashes that show that the first `old` leaves are still the first of `size` leaves."""
        size = self._size(size)
        if not 0 <= old <= size:
            raise BadInput(Problem(codes.OUT_OF_RANGE, got=f"size {old}", expected=f"0 to {size}"))
        return tuple(self._kept(old, 0, size, told=True)) if old else ()

    def _kept(self, old: int, start: int, end: int, *, told: bool) -> list[bytes]:
        """SUBPROOF of RFC 6962, section 2.1.2; `told` while the reader knows this subtree's hash already."""
        if old == end:
            return [] if told else [self._range(start, end)]
        middle = start + _left(end - start)
        if old <= middle:
            return [*self._kept(old, start, middle, told=told), self._range(middle, end)]
        return [*self._kept(old, middle, end, told=False), self._range(start, middle)]

    def _size(self, size: int | None) -> int:
        if size is None:
            return len(self)
        if not 0 <= size <= len(self):
            raise BadInput(Problem(codes.OUT_OF_RANGE, got=f"size {size}", expected=f"0 to {len(self)}"))
        return size

    def _whole(self, level: int, place: int) -> bytes:
        return bytes(self._levels[level][place * SIZE : (place + 1) * SIZE])

    def _range(self, start: int, end: int) -> bytes:
        """The hash over leaves `start` to `end`, which begin at a multiple of a power of two not below their number."""
        count = end - start
        if count & (count - 1) == 0:
            level = count.bit_length() - 1
            return self._whole(level, start >> level)
        middle = start + _left(count)
        return node_hash(self._range(start, middle), self._range(middle, end))

    def _right_edge(self, size: int) -> list[bytes]:
        """By level, the hash of the last subtree where it is not whole; kept, since many proofs ask for one size."""
        if self._edge[0] != size:
            levels = range((size - 1).bit_length())
            begins = [size >> level << level for level in levels]
            self._edge = (size, [self._range(start, size) if start < size else b"" for start in begins])
        return self._edge[1]


def is_included(leaf: bytes, index: int, size: int, path: Path, root: bytes) -> bool:
    """Tell whether `path` leads from `leaf`, as the entry `index` of `size`, to `root`.

    The steps are those of RFC 9162, section 2.1.3.2. A longer or shorter path never passes.
    """
    if not 0 <= index < size:
        return False
    place, last, node = index, size - 1, leaf_hash(leaf)
    for beside in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = node_hash(beside, node)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            node = node_hash(node, beside)
        place >>= 1
        last >>= 1
    return last == 0 and node == root


def is_consistent(old: int, old_root: bytes, size: int, root: bytes, path: Path) -> bool:
    """Tell whether `path` shows that the log of `old` entries and `old_root` begins the one of `size` and `root`.

    The steps are those of RFC 9162, section 2.1.4.2. Every log begins with the empty one.
    """
    if not 0 <= old <= size:
        return False
    if old in (0, size):
        return not path and old_root == (root if old else EMPTY)
    if old & (old - 1) == 0:
        path = (old_root, *path)
    if not path:
        return False
    place, last = old - 1, size - 1
    while place & 1:
        place >>= 1
        last >>= 1
    before = after = path[0]
    for beside in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(beside, before), node_hash(beside, after)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            after = node_hash(after, beside)
        place >>= 1
        last >>= 1
    return last == 0 and before == old_root and after == root


def _left(count: int) -> int:
    """The largest power of two below `count`, which is at least 2."""
    return 1 << (count - 1).bit_length() - 1
