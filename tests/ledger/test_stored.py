"""A log that lies in the store: written in transactions, opened anew, handed out, verified; a meddled one is found."""

import sqlite3

import pytest
from tests.ledger.logs import NAME, NOW, checked, secret

from ceasefire.errors import BadInput
from ceasefire.ledger import (
    Chain,
    Fingerprint,
    Recorded,
    SignedHead,
    Tree,
    canonical,
    public_key,
    read,
    sign,
    some,
    whole,
)
from ceasefire.store import LogEntry, LogHead, open_store

SEED = secret("first key")
FINGERPRINT = Fingerprint.of(public_key(SEED))


def write(store, number):
    """Go on with the log from what the store holds, as a desk does after a restart; one signed head at the end."""
    with store.transaction() as books:
        leaves = list(books.logs.leaves(NAME.tier))
        tree = Tree(leaves)
        chain = Chain.of(NAME, len(leaves), leaves[-1] if leaves else b"")
        last = books.logs.last_head(NAME.tier)
        before = None if last is None else SignedHead.from_json(read(last.head))
        new = []
        for _ in range(number):
            recorded, chain = chain.then("case.finding", "officer.one", NOW, {"n": chain.size}, secret(f"{chain.size}"))
            new.append(recorded)
        tree.extend(recorded.leaf for recorded in new)
        kept = [LogEntry(recorded.salt, recorded.written, recorded.leaf) for recorded in new]
        books.logs.append(NAME.tier, len(leaves), kept)
        head = sign(NAME, tree, NOW + len(tree), SEED, before)
        books.logs.append_head(NAME.tier, LogHead(len(tree), head.head.at_us, canonical(head.to_json())))


def handed_out(path, *seqs):
    """The whole log, or the entries named, from a store that is opened for it."""
    with open_store(path) as store, store.reading() as books:
        entries = [Recorded.from_written(kept.entry, kept.salt) for kept in books.logs.entries(NAME.tier)]
        heads = [SignedHead.from_json(read(kept.head)) for kept in books.logs.heads(NAME.tier)]
        tree = Tree(books.logs.leaves(NAME.tier))
    if seqs:
        return list(some(NAME, tree, [entries[seq] for seq in seqs], heads, since=[head.head.size for head in heads]))
    return list(whole(NAME, entries, heads))


def write_and_fail(store):
    """One good entry and then one that no reader would take, in one transaction."""
    with store.transaction() as books:
        leaves = list(books.logs.leaves(NAME.tier))
        recorded, chain = Chain.of(NAME, len(leaves), leaves[-1]).then("a.b", "x", NOW, {}, bytes(32))
        books.logs.append(NAME.tier, len(leaves), [LogEntry(recorded.salt, recorded.written, recorded.leaf)])
        chain.then("Not a kind", "x", NOW, {}, bytes(32))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "mission.store"
    with open_store(path, create=True) as store:
        write(store, 3)
        write(store, 1)
    with open_store(path) as store:
        write(store, 5)
    return path


def test_a_log_survives_restarts_with_its_proofs(path):
    for lines in (handed_out(path), handed_out(path, 0, 4, 8)):
        report = checked(lines, None, fingerprint=FINGERPRINT)
        assert report.verified, report.steps
        assert report.head.size == 9


def test_a_write_that_fails_leaves_the_log_as_it_was(path):
    before = handed_out(path)
    with open_store(path) as store, pytest.raises(BadInput):
        write_and_fail(store)
    assert handed_out(path) == before
    with open_store(path) as store:
        write(store, 1)
    assert checked(handed_out(path), None, fingerprint=FINGERPRINT).verified


@pytest.mark.parametrize(
    "meddle",
    [
        "UPDATE log SET entry = CAST(replace(CAST(entry AS TEXT), '\"n\":4', '\"n\":5') AS BLOB) WHERE seq = 4",
        "UPDATE log SET salt = (SELECT salt FROM log WHERE seq = 3) WHERE seq = 4",
        "UPDATE log SET entry = (SELECT entry FROM log WHERE seq = 3) WHERE seq = 4",
    ],
)
def test_who_gets_past_the_store_is_found_by_the_proofs(path, meddle):
    """The store's own triggers refuse such a change; here somebody took them away first."""
    with sqlite3.connect(path) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        assert connection.execute(meddle).rowcount == 1
    connection.close()
    lines = handed_out(path)
    report = checked(lines, None, fingerprint=FINGERPRINT)
    assert not report.verified
    assert report.proven == ()
