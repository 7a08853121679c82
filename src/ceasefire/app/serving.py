"""Opening the desk: one store, one port of this machine, until it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import uvicorn

from ceasefire.app import codes
from ceasefire.app.guard import Guard
from ceasefire.app.routes import application
from ceasefire.errors import BadInput, Place, Problem
from ceasefire.store import open_store

LOOPBACK = "127.0.0.1"


def serve(path: Path, address: str, port: int, tell: Callable[[str], None]) -> None:
    """Open the store and answer until interrupted; `tell` is given the start address, which works once.

    Raises BadInput for an address that is not this machine's own and for a port that cannot be had, StoreError when
    the store cannot be opened or another desk holds it.
    """
    if address != LOOPBACK:
        raise BadInput(Problem(codes.NOT_LOOPBACK, Place(field="--address"), got=address, expected=LOOPBACK))
    with open_store(path) as store:
        # no access log: it would hold the token and every question
        config = uvicorn.Config("", host=LOOPBACK, port=port, lifespan="off", access_log=False, log_config=None)
        config.server_header, config.proxy_headers = False, False
        try:
            opened = config.bind_socket()
        except SystemExit:
            place, got = Place(field="--port"), f"{port}, taken or not allowed"
            raise BadInput(Problem(codes.PORT_TAKEN, place, got=got)) from None
        with opened:
            at = int(opened.getsockname()[1])
            guard = Guard(application(store), at)
            config.app = guard
            tell(f"http://{LOOPBACK}:{at}/?token={guard.token}")
            uvicorn.Server(config).run([opened])
