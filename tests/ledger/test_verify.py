"""A file of a log proves what it says, and nothing that was changed, moved, left out or forged passes."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.logs import NAME, NOW, Mission, checked, failing, secret

from ceasefire.errors import BadInput
from ceasefire.ledger import Fingerprint, Head, LogName, SignedHead, last_head, public_key, sign, whole
from ceasefire.ledger.bundle import LONGEST_LINE
from ceasefire.ledger.canonical import canonical
from ceasefire.ledger.entry import Entry, Recorded


def mission():
    return Mission().write(3).sign().write(4).sign()


def with_change(index, change):
    """The lines of a whole log with one line put through `change`, a function over its JSON."""
    lines = mission().whole()
    value = json.loads(lines[index])
    change(value)
    return [*lines[:index], canonical(value) + b"\n", *lines[index + 1 :]]


def signed_by(seed, head):
    """A head signed with a key, whatever the head says."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return SignedHead(head, Ed25519PrivateKey.from_private_bytes(seed).sign(canonical(head.to_json())))


# ---------------------------------------------------------------- what holds


def test_a_whole_log_is_proven():
    report = checked(mission().whole(), mission(), at_least=7)
    assert report.verified
    assert report.entries == report.head.size == 7
    assert [step.answer for step in report.steps] == ["holds"] * 5 + ["not_asked", "holds"]
    assert len(report.proven) == 3
    assert len(report.not_proven) >= 6


@pytest.mark.parametrize("seqs", [(), (0,), (6,), (2, 3), (0, 1, 2, 3, 4, 5, 6), (5, 1)])
def test_some_entries_are_proven_without_the_others(seqs):
    lines = mission().some(*seqs)
    report = checked(lines, mission())
    assert report.verified
    assert report.entries == len(seqs)
    shown = [json.loads(line)["entry"]["body"]["case"] for line in lines if b'"entry"' in line]
    assert shown == [f"k-{seq}" for seq in sorted(seqs)]


def test_an_empty_log_is_proven():
    empty = Mission().sign()
    assert checked(empty.whole(), empty).verified
    assert checked(empty.some(), empty).verified


@pytest.mark.parametrize("sizes", [(1,), (1, 2), (3, 8, 8, 9), (0, 0, 5)])
def test_a_head_seen_earlier_is_still_the_beginning(sizes):
    log = Mission()
    for size in sizes:
        log.write(size - len(log.tree)).sign()
    log.write(4).sign()
    for since in log.heads:
        assert checked(log.whole(), log, since=since).verified
        assert checked(log.some(0, since=[since.head.size]), log, since=since).verified


def test_the_earlier_head_is_found_in_any_file_handed_out_before():
    log = Mission().write(3).sign()
    first_whole, first_some, [head] = log.whole(), log.some(1), log.heads
    log.write(2).sign()
    line = canonical(head.to_json())
    for file in (first_whole, first_some, [line], [line + b"\n"], [line + b"\r\n"]):
        assert last_head(file) == head
    with pytest.raises(BadInput, match="CF-LEDGER-010"):
        last_head(first_whole[:2])
    with pytest.raises(BadInput, match="CF-LEDGER-008"):
        last_head([b'{"head":{},"signature":""}'])


def test_entries_beyond_the_last_head_are_not_handed_out():
    log = mission().write(2)
    assert log.whole() == mission().whole()
    with pytest.raises(BadInput, match="CF-LEDGER-033"):
        Mission().write(1).whole()
    with pytest.raises(BadInput, match="CF-LEDGER-011"):
        list(whole(NAME, log.entries[:4], log.heads))


# ---------------------------------------------------------------- what does not


@settings(max_examples=400)
@given(st.booleans(), st.data())
def test_every_single_bit_is_guarded(is_whole, data):
    """One bit anywhere in a file: it does not verify, or cannot be read."""
    log = Mission().write(2).change_key(secret("second key")).write(2).sign()
    file = bytearray(b"".join(log.whole() if is_whole else log.some(1, 3, since=[1])))
    assert checked(file.splitlines(keepends=True), log).verified
    file[data.draw(st.integers(0, len(file) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        report = checked(lines_of(bytes(file)), log)
    except BadInput:
        return
    assert not report.verified
    assert report.proven == ()


def lines_of(file):
    """Lines as a file opened in binary gives them: only a line feed ends one."""
    parts = file.split(b"\n")
    return [part + b"\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


@given(st.booleans(), st.data())
def test_every_line_is_guarded(is_whole, data):
    """A line left out, repeated or moved: it does not verify, or cannot be read."""
    log = mission()
    lines = log.whole() if is_whole else log.some(1, 3, 6, since=[2])
    at = data.draw(st.integers(0, len(lines) - 1))
    to = data.draw(st.integers(0, len(lines)))
    line = lines[at]
    rest = lines[:at] + lines[at + 1 :]
    changed = data.draw(st.sampled_from([rest, [*lines[:to], line, *lines[to:]], [*rest[:to], line, *rest[to:]]]))
    if changed == lines:
        return
    try:
        assert not checked(changed, log).verified
    except BadInput as refused:
        assert refused.problems[0].code.code in {"CF-LEDGER-007", "CF-LEDGER-008"}


def test_a_log_cut_after_an_earlier_head_passes_only_for_who_knows_no_better():
    """What is said not to be proven is indeed not: with a new first line, the older log is a log."""
    log = mission()
    older = Mission().write(3).sign()
    report = checked(older.whole(), log)
    assert report.verified
    assert any("nothing came after the head of size 3" in told for told in report.not_proven)
    assert failing(checked(older.whole(), log, since=log.heads[-1])) == {"since": ["050"]}
    assert failing(checked(older.whole(), log, at_least=4)) == {"at_least": ["053"]}


@pytest.mark.parametrize("end", [-1, -40])
def test_a_file_that_breaks_off_is_named(end):
    file = b"".join(mission().whole())
    with pytest.raises(BadInput, match="CF-LEDGER-009"):
        checked(lines_of(file[:end]), mission())


@pytest.mark.parametrize("keep", [2, 5, 8])
def test_a_file_cut_between_lines_does_not_hold_what_it_announces(keep):
    assert "file" in failing(checked(mission().whole()[:keep], mission()))


def test_entries_that_no_head_covers_fail():
    log = mission()
    lines = log.whole()
    more = log.write(1).entries[-1]
    assert "033" in failing(checked([*lines, canonical(more.to_json()) + b"\n"], log))["roots"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda line: line["entry"]["body"].update(grade="E4"), {"entries": ["023"], "roots": ["040"]}),
        (lambda line: line["entry"].update(by="officer.two"), {"entries": ["023"], "roots": ["040"]}),
        (lambda line: line["entry"].update(at_us=NOW), {"entries": ["023"], "roots": ["040"]}),
        (lambda line: line["entry"].update(seq=3), {"entries": ["021", "023"], "roots": ["040"]}),
        (lambda line: line["entry"].update(tier="party-a"), {"entries": ["022", "023"], "roots": ["040"]}),
        (lambda line: line.update(salt=secret("another salt").hex()), {"entries": ["023"], "roots": ["040"]}),
    ],
)
def test_a_changed_entry_breaks_the_chain_and_the_roots(change, found):
    assert failing(checked(with_change(2, change), mission())) == found


def test_swapped_salts_and_swapped_entries_are_found():
    lines = mission().whole()
    one, two = json.loads(lines[1]), json.loads(lines[2])
    one["salt"], two["salt"] = two["salt"], one["salt"]
    swapped = [lines[0], canonical(one) + b"\n", canonical(two) + b"\n", *lines[3:]]
    assert failing(checked(swapped, mission())) == {"entries": ["023"], "roots": ["040"]}
    moved = [lines[0], lines[2], lines[1], *lines[3:]]
    assert failing(checked(moved, mission())) == {"entries": ["021", "023"], "roots": ["040"]}


def test_a_chain_that_was_made_anew_is_found_by_the_roots():
    """Whoever changes an entry and makes all that follows anew cannot make the signed roots."""
    log, forged = mission(), Mission().write(2).write(1, body={"case": "k-2", "grade": "E4"}).write(4)
    forged.heads = log.heads
    assert failing(checked(forged.whole(), log)) == {"roots": ["040"]}


@pytest.mark.parametrize("name", [LogName("Example mission", "party-a"), LogName("Other mission", "public")])
def test_entries_and_heads_of_another_log_are_found(name):
    log, other = mission(), Mission(name=name).write(3).sign().write(4).sign()
    assert failing(checked([log.whole()[0], *other.whole()[1:]], log))["signatures"] == ["022"]
    forged = Mission().write(3).sign()
    forged.entries = other.entries[:3]
    assert set(failing(checked(forged.whole(), log))) == {"entries", "roots"}
    some = log.some(1)
    assert "signatures" in failing(checked([some[0], *other.some(1)[1:]], log))
    assert "041" in failing(checked([*some[:-1], other.some(1)[-1]], log))["roots"]


def test_a_forged_head_is_found():
    log = mission()
    last = log.heads[-1].head
    other_root = Head(last.name, last.size, secret("another root"), last.at_us, last.key, last.before)
    lines = log.whole()
    for forged, step in (
        (SignedHead(other_root, log.heads[-1].signature), "signatures"),
        (signed_by(secret("a stranger"), last), "signatures"),
        (signed_by(log.seed, other_root), "roots"),
        (sign(log.name, log.tree, last.at_us, secret("a stranger"), log.heads[-2]), "key"),
        (sign(log.name, log.tree, last.at_us, log.seed, None), "signatures"),
    ):
        assert step in failing(checked([*lines[:-1], canonical(forged.to_json()) + b"\n"], log))


def test_a_head_with_a_key_that_is_no_point_is_no_crash():
    log = mission()
    last = log.heads[-1].head
    broken = Head(last.name, last.size, last.root, last.at_us, b"\xff" * 32, last.before)
    line = canonical(SignedHead(broken, bytes(64)).to_json()) + b"\n"
    assert "030" in failing(checked([*log.whole()[:-1], line], log))["signatures"]


def test_two_histories_prove_each_other():
    log = Mission().write(3).sign()
    seen = log.heads[-1]
    other = Mission().write(2).write(1, body={"case": "k-2", "grade": "E0"}).write(3).sign()
    report = checked(other.whole(), log, since=seen)
    assert failing(report) == {"since": ["051"]}
    assert report.proven == ()
    assert failing(checked(other.some(0, since=[3]), log, since=seen)) == {"since": ["051"]}
    assert failing(checked(other.some(0), log, since=seen)) == {"since": ["043"]}


def test_an_earlier_head_of_another_log_or_hand_is_refused():
    log = mission()
    seen = log.heads[0].head
    stranger = signed_by(secret("a stranger"), seen)
    other = Mission(name=LogName("Other mission", "public")).write(1).sign().heads[0]
    unknown = sign(log.name, log.tree, NOW, secret("a stranger"), None)
    for since in (stranger, other, unknown):
        assert failing(checked(log.whole(), log, since=since)) == {"since": ["052"]}


def test_a_proof_between_heads_is_tried():
    log = mission()
    lines = log.some(1, since=[2])
    kept = json.loads(lines[2])["kept"]
    for change in (
        {"from": 3},
        {"to": 6},
        {"from_root": secret("x").hex()},
        {"path": kept["path"][:-1]},
        {"path": [*kept["path"], "0" * 64]},
    ):
        changed = canonical({"kept": kept | change}) + b"\n"
        assert "042" in failing(checked([*lines[:2], changed, *lines[3:]], log))["roots"]


# ---------------------------------------------------------------- keys


def test_a_changed_key_is_followed_from_the_old_and_the_new_fingerprint():
    log = Mission().write(2).sign()
    first = log.fingerprint
    log.write(1).change_key(secret("second key")).write(2).sign()
    second = log.fingerprint
    log.change_key(secret("third key")).write(2).sign()
    for fingerprint in (first, second, log.fingerprint):
        for lines in (log.whole(), log.some(1, 4), log.some(0, since=[2])):
            report = checked(lines, log, fingerprint=fingerprint)
            assert report.verified, failing(report)
        assert checked(log.whole(), log, fingerprint=fingerprint, since=log.heads[0]).verified
        assert checked(log.some(0, since=[2]), log, fingerprint=fingerprint, since=log.heads[0]).verified
    assert sum("the old key signed the change" in note for note in checked(log.whole(), log).notes) == 2


def test_after_a_lost_passphrase_only_the_new_fingerprint_serves():
    log = mission()
    old = log.fingerprint
    log.seed = secret("a new beginning")
    log.write(1, kind="key.replaced").sign()
    report = checked(log.whole(), log)
    assert report.verified
    assert any("without the old key's word" in note for note in report.notes)
    assert checked(log.some(7), log).verified
    for lines in (log.whole(), log.some(7)):
        assert failing(checked(lines, log, fingerprint=old)) == {"key": ["032"]}


def test_a_stranger_cannot_go_on_with_a_log():
    log = mission()
    fingerprint = log.fingerprint
    log.seed = secret("a stranger")
    log.write(2).sign()
    assert failing(checked(log.whole(), log, fingerprint=fingerprint)) == {"key": ["032"]}
    log.sign(before=None)
    assert failing(checked(log.whole(), log, fingerprint=fingerprint)) == {"key": ["032"], "signatures": ["031"]}


def test_a_key_that_was_replaced_does_not_come_back():
    log = mission()
    first, seed = log.fingerprint, log.seed
    log.change_key(secret("second key")).write(1)
    log.seed = seed
    log.sign()
    report = checked(log.whole(), log, fingerprint=first)
    assert "032" in failing(report)["key"]
    assert "a key that had been replaced" in str(report.steps[3].problems[-1])


def test_another_fingerprint_proves_nothing():
    report = checked(mission().whole(), mission(), fingerprint=Fingerprint.of(public_key(secret("a stranger"))))
    assert failing(report) == {"key": ["032"]}
    assert not report.verified
    assert report.proven == ()


# ---------------------------------------------------------------- what cannot be read


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], "007"),
        ([b""], "007"),
        ([b"\n"], "007"),
        ([b"when,lon,lat\n"], "007"),
        ([b"PK\x03\x04" + bytes(200) + b"\n"], "007"),
        ([b'{"format":"ceasefire-log/2"}\n'], "007"),
        ([b"[1]\n"], "007"),
        ([b'{"format":"ceasefire-log/1"}\n'], "008"),
        ([b"[" * 100_000 + b"\n"], "007"),
        ([b"x" * (LONGEST_LINE + 1)], "007"),
    ],
)
def test_another_file_is_refused(lines, code):
    with pytest.raises(BadInput) as refused:
        checked(lines, mission())
    assert refused.value.problems[0].code.code == f"CF-LEDGER-{code}"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"[" * 100_000 + b"\n", "005"),
        (b'{"entry":' + b'{"a":' * 70 + b"1" + b"}" * 71 + b"\n", "005"),
        (b"x" * (LONGEST_LINE + 1), "006"),
        (b"\n", "001"),
        (b"null\n", "008"),
        (b"{}\n", "008"),
        (b'{"entry":{},"salt":""}\n', "008"),
        (b'{"kept":{}}\n', "008"),
        (b'{"head":1,"signature":2}\n', "008"),
        (b'{"entry":1,"path":1,"salt":1}\n', "008"),
    ],
)
def test_a_line_that_is_no_line_of_ours_is_named(line, code):
    lines = mission().whole()
    with pytest.raises(BadInput) as refused:
        checked([*lines[:3], line, *lines[3:]], mission())
    assert {problem.code.code for problem in refused.value.problems} == {f"CF-LEDGER-{code}"}
    assert {problem.place.line for problem in refused.value.problems} == {4}


def test_all_unreadable_lines_are_told_at_once_up_to_twenty():
    lines = mission().whole()
    with pytest.raises(BadInput) as refused:
        checked([*lines, b"x\n", b"y\n"], mission())
    assert [problem.place.line for problem in refused.value.problems] == [11, 12]
    with pytest.raises(BadInput) as refused:
        checked([*lines, *[b"x\n"] * 100_000], mission())
    assert len(refused.value.problems) == 20


def test_many_problems_are_counted_and_not_all_listed():
    lines = mission().whole()
    report = checked([*lines, *[lines[1]] * 100], mission())
    [step] = [step for step in report.steps if step.name == "entries"]
    assert len(step.problems) == 20
    assert step.more > 100


@pytest.mark.parametrize(
    "change",
    [
        {"seq": -1},
        {"seq": 2**53},
        {"at_us": 253_402_300_800_000_000},
        {"at_us": -1},
        {"kind": "Case.Finding"},
        {"kind": "x" * 65},
        {"by": ""},
        {"by": " officer"},
        {"by": "a\nb"},
        {"by": "a\u202eb"},
        {"tier": "Party A"},
        {"before": b""},
        {"seq": True},
    ],
)
def test_an_entry_that_a_reader_would_refuse_is_not_written(change):
    good = {"tier": "public", "seq": 0, "kind": "a.b", "by": "x", "at_us": 0, "body": {}, "before": bytes(32)}
    assert Recorded(Entry(**good), bytes(32)).leaf
    with pytest.raises(BadInput, match="CF-LEDGER-008") as refused:
        Entry(**good | change)
    assert refused.value.problems[0].place.field == next(iter(change))


def nested(levels):
    return {"a": nested(levels - 1)} if levels else {}


@pytest.mark.parametrize(
    "body", [nested(61), {"note": "я" * 500_000}, {"n": [1e16, 1e20, 5e-324, 0.1]}, {"€": {"\U0001f600": ["\x00"]}}]
)
def test_what_can_be_written_can_be_read(body):
    log = Mission().write(1, body=body).sign()
    assert checked(log.whole(), log).verified
    assert checked(log.some(0), log).verified


@pytest.mark.parametrize(("body", "code"), [(nested(62), "005"), ({"note": "я" * 600_000}, "006")])
def test_what_could_not_be_read_again_is_not_written(body, code):
    with pytest.raises(BadInput, match=f"CF-LEDGER-{code}"):
        Mission().write(1, body=body)


def test_a_salt_has_32_bytes_and_is_not_shown():
    entry = Entry("public", 0, "a.b", "x", 0, {}, bytes(32))
    with pytest.raises(BadInput, match="CF-LEDGER-070"):
        Recorded(entry, bytes(31))
    assert "salt" not in repr(Recorded(entry, bytes(32)))
    assert Recorded(entry, bytes(32)).leaf != Recorded(entry, secret("x")).leaf


def test_what_is_handed_out_holds_no_guess_at_other_entries():
    """A file of one entry: without the salt, a right guess at another entry is not confirmed by anything in it."""
    import hashlib

    log = mission()
    file = b"".join(log.some(3))
    for seq in (2, 4):
        guess = canonical(log.entries[seq].entry.to_json())
        for hashed in (hashlib.sha256(guess), hashlib.sha256(b"\0" + guess), hashlib.sha256(bytes(32) + guess)):
            assert hashed.hexdigest().encode() not in file
        assert log.entries[seq].salt.hex().encode() not in file
