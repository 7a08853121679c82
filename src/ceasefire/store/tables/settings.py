"""Settings of a mission: a name and a JSON text."""

from __future__ import annotations

from ceasefire.store.protocol import Connection


class Settings:
    """What a mission set once and may change: its zone, the cut-off of its reports, its policy for readers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str | None:
        """The JSON text of a setting; None when it was never set."""
        row = self._connection.one("SELECT value FROM settings WHERE name = ?", name)
        return None if row is None else str(row[0])

    def put(self, name: str, value: str) -> None:
        """Set it."""
        self._connection.run(
            "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            name,
            value,
        )

    def every(self) -> dict[str, str]:
        """All settings by name."""
        return {str(name): str(value) for name, value in self._connection.all("SELECT * FROM settings ORDER BY name")}
