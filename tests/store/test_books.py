"""The contract: what is written stands as it was written, whole or not at all, and in its order."""

import threading

import pytest

from ceasefire.errors import StepTaken, StoreBusy, StoreError
from ceasefire.store import Account, Announcement, LogEntry, LogHead, Report, Session, TermsVersion, Watch

NOON = 1_700_000_000_000_000
SECOND = 1_000_000
TOKEN = b"t" * 32


def code_of(caught):
    return caught.value.problems[0].code.code


def entry(n):
    return LogEntry(salt=bytes([n % 256]) * 32, entry=b'{"n":%d}' % n, leaf=bytes([255 - n % 256]) * 32)


def test_a_thing_is_its_acts_in_their_order(store):
    with store.transaction(NOON) as books:
        for step, act in enumerate(('{"a":1}', '{"ї":"так"}', "{}")):
            books.acts.append("case", "c-1", step, NOON + step, act)
        books.acts.append("case", "c-2", 0, NOON, "{}")
        books.acts.append("board", "c-1", 0, NOON, "{}")
    with store.reading() as books:
        assert [(each.seq, each.act) for each in books.acts.of("case", "c-1")] == [
            (0, '{"a":1}'),
            (1, '{"ї":"так"}'),
            (2, "{}"),
        ]
        assert books.acts.of("case", "none") == ()
        assert books.acts.things("case") == ("c-1", "c-2")
        assert books.acts.things("case", after="c-1") == ("c-2",)
        assert [each.number for each in books.acts.since(2)] == [3, 4, 5]


def test_only_one_takes_a_step(store):
    with store.transaction(NOON) as books:
        books.acts.append("case", "c", 0, NOON, "{}")
    with pytest.raises(StepTaken) as caught, store.transaction(NOON) as books:
        books.acts.append("case", "c", 0, NOON, '{"mine":true}')
    assert code_of(caught) == "CF-STORE-011"
    with store.reading() as books:
        assert [each.act for each in books.acts.of("case", "c")] == ["{}"]


def test_no_step_is_left_out(store):
    with pytest.raises(StoreError) as caught, store.transaction(NOON) as books:
        books.acts.append("case", "c", 1, NOON, "{}")
    assert code_of(caught) == "CF-STORE-012"


def write_everything(books):
    books.acts.append("case", "c", 0, NOON, "{}")
    books.reports.put([Report("incident", "i", NOON, NOON + 1, centre=(30.0, 50.0))])
    books.papers.add_terms(TermsVersion("t", 1, NOON, "anna", "format: x"))
    books.papers.put_effort(Watch("w", NOON, NOON + 5, "{}"))
    books.papers.put_notice(Announcement("n", NOON, NOON + 5, None, "{}"))
    books.people.add(Account("anna", "Anna K.", ("monitor",), "hash"))
    books.people.log_in(Session(TOKEN, "anna", NOON, NOON + SECOND))
    books.logs.append("public", 0, [entry(0)])
    books.logs.append_head("public", LogHead(1, NOON, b"head"))
    books.settings.put("zone", '"Europe/Kyiv"')


def everything(books):
    """What is in the store, in one value."""
    return (
        tuple(books.acts.since()),
        books.reports.page(),
        books.reports.cells(),
        books.reports.days(),
        books.papers.texts(),
        books.papers.effort(0, 2**60),
        books.papers.notices(0, 2**60),
        books.people.everybody(),
        books.people.session(TOKEN, NOON),
        tuple(books.logs.entries("public")),
        books.logs.last_head("public"),
        books.settings.every(),
    )


def fail_after(failure, *writes):
    for write in writes:
        write()
    raise failure([] if failure is StoreError else "stop")


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, StoreError])
def test_a_failure_anywhere_leaves_nothing_of_the_transaction(store, failure):
    with store.reading() as books:
        before = everything(books)
    with pytest.raises(failure), store.transaction(NOON + SECOND) as books:
        fail_after(failure, lambda: write_everything(books))
    with store.reading() as books:
        assert everything(books) == before
    with store.transaction(NOON) as books:  # the moment of what failed is forgotten too
        write_everything(books)
    with store.reading() as books:
        after = everything(books)
    assert all(new != old for new, old in zip(after, before, strict=True))
    store.check()


def reports_that_break_off():
    yield Report("row", "x", NOON, NOON + 1)
    raise OSError("the file ended")


WRITES = (
    lambda books: books.acts.append("case", "c", 0, NOON, "{}"),
    lambda books: books.reports.put(Report("row", str(n), NOON, NOON + 1) for n in range(20)),
    lambda books: books.reports.put(reports_that_break_off()),
    lambda books: books.logs.append("public", 0, [entry(0), LogEntry(b"short", b"", b"")]),
    lambda books: books.people.log_in(Session(TOKEN, "nobody", NOON, NOON + 1)),
)


@pytest.mark.parametrize("first", WRITES)
@pytest.mark.parametrize("second", WRITES)
def test_two_writes_and_a_failure_leave_nothing(store, first, second):
    with pytest.raises(Exception, match=r"."), store.transaction(NOON) as books:
        fail_after(RuntimeError, lambda: first(books), lambda: second(books))
    with store.reading() as books:
        assert (tuple(books.acts.since()), books.reports.page().total.n, books.logs.size("public")) == ((), 0, 0)


def test_a_reader_sees_one_moment(store):
    with store.transaction(NOON) as books:
        books.settings.put("a", "1")
    with store.reading() as earlier:
        assert earlier.settings.get("a") == "1"
        with store.transaction(NOON) as books:
            books.settings.put("a", "2")
            with store.reading() as beside:
                assert beside.settings.get("a") == "1"
        assert earlier.settings.get("a") == "1"
    with store.reading() as later:
        assert later.settings.get("a") == "2"


def test_nothing_is_written_while_reading(store):
    with pytest.raises(StoreError) as caught, store.reading() as books:
        books.settings.put("a", "1")
    assert code_of(caught) in {"CF-STORE-008", "CF-STORE-026"}


def test_books_are_closed_with_their_transaction(store):
    with store.transaction(NOON) as books:
        pass
    with store.reading() as read:
        rows = read.acts.since()
    for late in (lambda: books.settings.put("a", "1"), lambda: read.settings.get("a"), lambda: next(rows)):
        with pytest.raises(StoreError) as caught:
            late()
        assert code_of(caught) == "CF-STORE-020"


def test_a_transaction_inside_another_is_refused(store):
    with store.transaction(NOON), pytest.raises(StoreError) as caught, store.transaction(NOON):
        pass
    assert code_of(caught) == "CF-STORE-019"


def test_the_clock_may_not_go_back(store):
    with store.transaction(NOON) as books:
        assert books.at_us == NOON
    with pytest.raises(StoreError) as caught, store.transaction(NOON - 3 * SECOND):
        pass
    assert code_of(caught) == "CF-STORE-010"
    assert "2023-11-14" in str(caught.value)
    with store.transaction(NOON - SECOND) as books:  # a clock that the network set back a little
        assert books.at_us == NOON
    with store.transaction() as books:
        assert books.at_us is None
    with store.transaction(NOON - 90 * SECOND, clock_was_wrong=True) as books:
        assert books.at_us == NOON - 90 * SECOND
    with store.transaction(NOON - 80 * SECOND) as books:
        assert books.at_us == NOON - 80 * SECOND


def test_many_threads_write_and_nothing_is_lost(store):
    failures = []

    def work(name):
        done = 0
        while done < 25:
            try:
                with store.transaction() as books:
                    seq = len(books.acts.of("case", "shared"))
                    books.acts.append("case", "shared", seq, NOON, f'"{name} {done}"')
                    books.acts.append("case", name, done, NOON, "{}")
                done += 1
            except StoreBusy:
                continue
            except Exception as problem:  # noqa: BLE001 - whatever it is, the test tells it
                failures.append(problem)
                return

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(5)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failures == []
    with store.reading() as books:
        shared = books.acts.of("case", "shared")
        assert [each.seq for each in shared] == list(range(125))
        assert {each.act for each in shared} == {f'"w{n} {done}"' for n in range(5) for done in range(25)}


def test_versions_of_terms_follow_each_other(store):
    with store.transaction(NOON) as books:
        books.papers.add_terms(TermsVersion("repair", 1, NOON, "anna", "one"))
        books.papers.add_terms(TermsVersion("repair", 2, NOON, "boris", "two"))
    with store.reading() as books:
        assert books.papers.terms("repair").text == "two"
        assert books.papers.terms("repair", 1) == TermsVersion("repair", 1, NOON, "anna", "one")
        assert books.papers.texts() == {"repair": 2}
        with pytest.raises(StoreError) as caught:
            books.papers.terms("repair", 3)
        assert code_of(caught) == "CF-STORE-017"
    for version, kind, code in ((2, StepTaken, "CF-STORE-011"), (4, StoreError, "CF-STORE-012")):
        with pytest.raises(kind) as caught, store.transaction(NOON) as books:
            books.papers.add_terms(TermsVersion("repair", version, NOON, "anna", "mine"))
        assert code_of(caught) == code


def test_effort_and_notices_are_found_by_their_time(store):
    with store.transaction(NOON) as books:
        books.papers.put_effort(Watch("w1", 0, 10, '{"a":1}'))
        books.papers.put_effort(Watch("w2", 10, 20, "{}"))
        books.papers.put_effort(Watch("w1", 0, 12, '{"a":2}'))
        books.papers.put_notice(Announcement("n1", 5, 15, 3, "{}"))
        books.papers.put_notice(Announcement("n2", 5, 15, None, "{}"))
    with store.reading() as books:
        assert books.papers.effort(11, 12) == (Watch("w1", 0, 12, '{"a":2}'), Watch("w2", 10, 20, "{}"))
        assert books.papers.effort(12, 13) == (Watch("w2", 10, 20, "{}"),)
        assert [each.received_us for each in books.papers.notices(0, 6)] == [3, None]
        assert books.papers.notices(15, 16) == ()


def test_sessions_end_with_their_time_and_their_account(store):
    anna = Account("anna", "Анна", ("monitor", "admin"), "slow hash")
    with store.transaction(NOON) as books:
        books.people.add(anna)
        books.people.log_in(Session(TOKEN, "anna", NOON, NOON + 10, '{"csrf":"x"}'))
    with store.reading() as books:
        assert books.people.account("anna") == anna
        assert books.people.account("none") is None
        assert books.people.session(TOKEN, NOON + 9) == Session(TOKEN, "anna", NOON, NOON + 10, '{"csrf":"x"}')
        assert books.people.session(TOKEN, NOON + 10) is None
        assert books.people.session(TOKEN, NOON - 1) is None
        assert books.people.session(b"x" * 32, NOON) is None
    with pytest.raises(StoreError) as caught, store.transaction(NOON) as books:
        books.people.add(anna)
    assert code_of(caught) == "CF-STORE-022"
    with pytest.raises(StoreError) as caught, store.transaction(NOON) as books:
        books.people.log_in(Session(b"y" * 32, "nobody", NOON, NOON + 10))
    assert code_of(caught) == "CF-STORE-017"
    with store.transaction(NOON) as books:
        books.people.change(Account("anna", "Анна", ("monitor",), "slow hash", active=False))
    with store.transaction(NOON) as books:
        assert books.people.session(TOKEN, NOON + 9) is None
        books.people.change(anna)
        assert books.people.session(TOKEN, NOON + 9) is None  # logged out once and for all
        books.people.log_in(Session(TOKEN, "anna", NOON, NOON + 10))
        assert books.people.forget_ended_sessions(NOON + 10) == 1


def test_a_log_only_grows_at_its_end(store):
    with store.transaction(NOON) as books:
        books.logs.append("public", 0, [entry(n) for n in range(3)])
        books.logs.append_head("public", LogHead(3, NOON, b"first"))
        books.logs.append("mission", 0, [entry(9)])
        books.logs.append("public", 3, [entry(3)])
        books.logs.append_head("public", LogHead(4, NOON, b"second"))
    with store.reading() as books:
        assert books.logs.tiers() == ("mission", "public")
        assert books.logs.size("public") == 4
        assert books.logs.size("party") == 0
        assert list(books.logs.entries("public")) == [entry(n) for n in range(4)]
        assert list(books.logs.leaves("public", 1, 3)) == [entry(1).leaf, entry(2).leaf]
        assert [head.head for head in books.logs.heads("public")] == [b"first", b"second"]
        assert books.logs.last_head("public") == LogHead(4, NOON, b"second")
        assert books.logs.last_head("mission") is None
    for at in (3, 5):
        with pytest.raises(StoreError) as caught, store.transaction(NOON) as books:
            books.logs.append("public", at, [entry(7)])
        assert code_of(caught) == "CF-STORE-014"
    with pytest.raises(StoreError) as caught, store.transaction(NOON) as books:
        books.logs.append_head("public", LogHead(3, NOON, b"late"))
    assert code_of(caught) == "CF-STORE-013"


def test_hostile_texts_and_numbers_are_kept_or_refused(store):
    for name in ("'; DROP TABLE acts; --", '"', "%", "\u202e", "a\nb", "𝄞", ""):
        with store.transaction(NOON) as books:
            books.acts.append("case", name, 0, NOON, name)
        with store.reading() as books:
            assert books.acts.of("case", name)[0].act == name
    with pytest.raises(StoreError) as caught, store.transaction(NOON) as books:
        books.acts.append("case", "c", 0, 2**63, "{}")
    assert code_of(caught) == "CF-STORE-023"


def test_a_closed_store_says_so(store):
    store.close()
    store.close()
    for use in (store.reading, lambda: store.transaction(NOON)):
        with pytest.raises(StoreError) as caught, use():
            pass
        assert code_of(caught) == "CF-STORE-020"
