"""Accounts of named persons, and who is logged in."""

from __future__ import annotations

import json
from typing import Final

from ceasefire.errors import Place, Problem, StoreError
from ceasefire.store import codes
from ceasefire.store.kept import Account, Session
from ceasefire.store.protocol import Clash, Connection, Missing, Record

_SESSION: Final = "token_sha256, account, made_us, until_us, body"


class People:
    """Accounts and sessions. An account is never taken out, since acts name it; it is made inactive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, account: Account) -> None:
        """Enter a new account; raise StoreError when the id is in use."""
        try:
            self._connection.run(
                "INSERT INTO accounts (id, name, roles, secret, active) VALUES (?, ?, ?, ?, ?)", *_values(account)
            )
        except Clash:
            raise StoreError(Problem(codes.TAKEN_NAME, Place(field="account"), got=account.id)) from None

    def change(self, account: Account) -> None:
        """Give the account of that id another name, roles, secret or state; made inactive, it is logged out."""
        name, *rest = _values(account)
        done = self._connection.run(
            "UPDATE accounts SET name = ?, roles = ?, secret = ?, active = ? WHERE id = ?", *rest, name
        )
        if not done:
            raise StoreError(Problem(codes.NOT_HERE, Place(field="account"), got=account.id))
        if not account.active:
            self._connection.run("DELETE FROM sessions WHERE account = ?", account.id)

    def account(self, id: str) -> Account | None:  # noqa: A002 - an account is named by its id
        """The account of that id, or None."""
        row = self._connection.one("SELECT id, name, roles, secret, active FROM accounts WHERE id = ?", id)
        return None if row is None else _account(row)

    def everybody(self) -> tuple[Account, ...]:
        """All accounts in the order of their ids, inactive ones too."""
        rows = self._connection.all("SELECT id, name, roles, secret, active FROM accounts ORDER BY id")
        return tuple(_account(row) for row in rows)

    def log_in(self, session: Session) -> None:
        """Enter a session; raise StoreError when its account is not there."""
        values = (session.token_sha256, session.account, session.made_us, session.until_us, session.body)
        try:
            self._connection.run(f"INSERT INTO sessions ({_SESSION}) VALUES (?, ?, ?, ?, ?)", *values)
        except Missing:
            raise StoreError(Problem(codes.NOT_HERE, Place(field="account"), got=session.account)) from None
        except Clash:
            raise StoreError(Problem(codes.TAKEN_NAME, Place(field="session"))) from None

    def session(self, token_sha256: bytes, now_us: int) -> Session | None:
        """Whose token it is, when it is valid now and its account active; None otherwise."""
        row = self._connection.one(
            f"SELECT {_SESSION} FROM sessions WHERE token_sha256 = ? AND made_us <= ? AND until_us > ?"
            " AND account IN (SELECT id FROM accounts WHERE active = 1)",
            *(token_sha256, now_us, now_us),
        )
        return None if row is None else Session(bytes(row[0]), *row[1:])

    def log_out(self, token_sha256: bytes) -> None:
        """End a session; one that is not there has ended."""
        self._connection.run("DELETE FROM sessions WHERE token_sha256 = ?", token_sha256)

    def log_out_everywhere(self, account: str) -> None:
        """End all sessions of an account."""
        self._connection.run("DELETE FROM sessions WHERE account = ?", account)

    def forget_ended_sessions(self, now_us: int) -> int:
        """Take out sessions whose time is over; return how many there were."""
        return self._connection.run("DELETE FROM sessions WHERE until_us <= ?", now_us)


def _values(account: Account) -> tuple[object, ...]:
    return account.id, account.name, json.dumps(account.roles), account.secret, int(account.active)


def _account(row: Record) -> Account:
    return Account(str(row[0]), str(row[1]), tuple(json.loads(row[2])), str(row[3]), bool(row[4]))
