"""The tree against RFC 6962 as it is written: its definitions by recursion, and a table of known roots."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.errors import BadInput
from ceasefire.ledger.tree import EMPTY, Tree, is_consistent, is_included

LARGEST = 70
LEAVES = [bytes([n]) * (n % 5) for n in range(LARGEST)]

# Leaves and roots that implementations of Certificate Transparency test with.
KNOWN = [bytes.fromhex(each) for each in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
KNOWN.append(bytes.fromhex("606162636465666768696a6b6c6d6e6f"))
KNOWN_ROOTS = """
6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125
aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77
d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7
4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4
76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef
ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c
5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328
""".split()


def mth(leaves):
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    k = split(len(leaves))
    return hashlib.sha256(b"\1" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def split(n):
    k = 1
    while 2 * k < n:
        k *= 2
    return k


def path(m, leaves):
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m, leaves, *, known):
    if m == len(leaves):
        return [] if known else [mth(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], known=known), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], known=False), mth(leaves[:k])]


@pytest.fixture(scope="module")
def tree():
    return Tree(LEAVES)


def test_known_roots():
    tree = Tree()
    assert tree.root().hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    for leaf, root in zip(KNOWN, KNOWN_ROOTS, strict=True):
        tree.append(leaf)
        assert tree.root().hex() == root


@pytest.mark.parametrize("size", range(LARGEST + 1))
def test_roots_and_inclusion_are_those_of_the_definition(tree, size):
    root = tree.root(size)
    assert root == mth(LEAVES[:size]) == Tree(LEAVES[:size]).root()
    for index in range(size):
        found = tree.inclusion(index, size)
        assert list(found) == path(index, LEAVES[:size])
        assert is_included(LEAVES[index], index, size, found, root)


@pytest.mark.parametrize("size", range(1, LARGEST + 1))
def test_consistency_is_that_of_the_definition(tree, size):
    for old in range(size + 1):
        found = tree.consistency(old, size)
        assert list(found) == (subproof(old, LEAVES[:size], known=True) if old else [])
        assert is_consistent(old, tree.root(old), size, tree.root(size), found)


@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 8, 13])
def test_a_path_proves_one_entry_at_one_place_of_one_size(tree, size):
    """For every claim that differs in its leaf, place, size, root or path, brute force: none passes."""
    for index in range(size):
        found, root = tree.inclusion(index, size), tree.root(size)
        for place in range(size + 2):
            for other in range(size + 2):
                # The path itself does not tell all sizes apart; the root does, and a head signs both together.
                passes = is_included(LEAVES[index], place, other, found, tree.root(other))
                assert passes == ((place, other) == (index, size))
        assert not is_included(LEAVES[index] + b"x", index, size, found, root)
        assert not is_included(LEAVES[index], index, size, (*found, EMPTY), root)
        assert not is_included(LEAVES[index], index, size, found, EMPTY)
        for at in range(len(found)):
            assert not is_included(LEAVES[index], index, size, found[:at] + found[at + 1 :], root)
            assert not is_included(LEAVES[index], index, size, (*found[:at], EMPTY, *found[at + 1 :]), root)
    assert not is_included(LEAVES[0], -1, size, tree.inclusion(0, size), tree.root(size))


@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 8, 13])
def test_a_proof_keeps_one_size_with_one_root(tree, size):
    for old in range(size + 1):
        found, before, root = tree.consistency(old, size), tree.root(old), tree.root(size)
        for other in range(size + 2):
            assert is_consistent(other, tree.root(other), size, root, found) == (
                other == old or (other in {0, size} and not found)
            )
        other_root = hashlib.sha256(b"other").digest()
        assert not is_consistent(old, other_root, size, root, found)
        assert old == 0 or not is_consistent(old, before, size, other_root, found)
        assert not is_consistent(old, before, size, root, (*found, EMPTY))
        for at in range(len(found)):
            assert not is_consistent(old, before, size, root, found[:at] + found[at + 1 :])
            assert not is_consistent(old, before, size, root, (*found[:at], EMPTY, *found[at + 1 :]))


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=300), st.data())
def test_it_grows_in_any_steps(leaves, data):
    tree, done = Tree(), 0
    while done < len(leaves):
        step = data.draw(st.integers(1, len(leaves) - done))
        tree.extend(leaves[done : done + step])
        done += step
        index = data.draw(st.integers(0, done - 1))
        assert len(tree) == done
        assert tree.root() == mth(leaves[:done])
        assert is_included(leaves[index], index, done, tree.inclusion(index), tree.root())
        assert is_consistent(index + 1, tree.root(index + 1), done, tree.root(), tree.consistency(index + 1))


def test_an_inner_node_does_not_pass_for_a_leaf(tree):
    two = hashlib.sha256(b"\0" + LEAVES[0]).digest() + hashlib.sha256(b"\0" + LEAVES[1]).digest()
    assert Tree([two]).root() != tree.root(2)
    assert Tree([b"\1" + two]).root() != tree.root(2)


@pytest.mark.parametrize(
    "ask",
    [
        lambda tree: tree.root(71),
        lambda tree: tree.root(-1),
        lambda tree: tree.inclusion(70),
        lambda tree: tree.inclusion(-1),
        lambda tree: tree.inclusion(5, 5),
        lambda tree: tree.consistency(6, 5),
        lambda tree: tree.consistency(-1),
    ],
)
def test_what_the_log_has_not_got_is_refused(tree, ask):
    with pytest.raises(BadInput, match="CF-LEDGER-011"):
        ask(tree)
