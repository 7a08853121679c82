"""What stands before every page: the host, the size, the origin, and whether this browser was let in."""

from __future__ import annotations

import hmac
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ceasefire.app import codes
from ceasefire.errors import Problem

LARGEST = 1_000_000
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


def refusal(status: int, problem: Problem) -> Response:
    """The problem as a page of plain text, which no browser reads as anything else."""
    return PlainTextResponse(f"{problem}\n", status)


class Guard:
    """Lets in the one browser that opened the start address, and only as long as this process runs.

    Any page on the web can send requests to 127.0.0.1, and by a name of its own that leads there read the answers:
    hence the list of hosts, the check of the origin, and a cookie that is never sent from another site.
    """

    def __init__(self, inner: ASGIApp, port: int) -> None:
        self._inner, self._cookie = inner, f"ceasefire-{port}"
        self._hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))
        self.token: str | None = secrets.token_urlsafe(32)
        self._session = secrets.token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on; nothing but HTTP is spoken."""
        if scope["type"] != "http":
            return
        started = False

        async def guarded(message: Message) -> None:
            nonlocal started
            started = True
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        request = Request(scope)
        answer = self._stopped(request) or self._let_in(request)
        try:
            await (answer or self._inner)(scope, receive, guarded)
        except Exception:  # the last wall: nobody is shown a trace
            if started:
                raise
            await refusal(500, Problem(codes.OUR_FAULT))(scope, receive, guarded)

    def _stopped(self, request: Request) -> Response | None:
        headers = request.headers
        if headers.getlist("host") != [host for host in self._hosts if host == headers.get("host")]:
            return refusal(421, Problem(codes.OTHER_HOST))
        if _too_large(headers):
            return refusal(413, Problem(codes.BODY_TOO_LARGE))
        if request.method not in _SAFE and headers.getlist("origin") != [f"http://{headers['host']}"]:
            return refusal(403, Problem(codes.OTHER_ORIGIN))
        return None

    def _let_in(self, request: Request) -> Response | None:
        if _same(request.cookies.get(self._cookie, ""), self._session):
            return None
        token, self_token = request.query_params.get("token", ""), self.token
        if self_token is None or request.method != "GET" or request.url.path != "/" or not _same(token, self_token):
            return refusal(403, Problem(codes.NO_SESSION))
        self.token = None
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._cookie, self._session, httponly=True, samesite="strict")
        return answer


def _too_large(headers: Headers) -> bool:
    length = headers.get("content-length", "0")
    return "transfer-encoding" in headers or not (length.isascii() and length.isdigit()) or int(length) > LARGEST


def _same(given: str, kept: str) -> bool:
    return hmac.compare_digest(given.encode(), kept.encode())
