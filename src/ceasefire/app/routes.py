"""The read routes, in OGC API – Features: collections of reports, their items page by page, one item."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from ceasefire.app import asking, codes
from ceasefire.app.features import feature
from ceasefire.app.guard import refusal
from ceasefire.errors import BadInput, CeasefireError, Problem
from ceasefire.store import After, Page, Store
from ceasefire.store.report import Kind

COLLECTIONS: dict[str, tuple[Kind, str]] = {
    "incidents": ("incident", "What happened, fused from reports."),
    "observations": ("observation", "What somebody perceived."),
    "allegations": ("allegation", "What a party says."),
    "rows": ("row", "Rows of a source, as they were taken in."),
}
CONFORMS = [f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{part}" for part in ("core", "geojson")]
GEOJSON = "application/geo+json"


class _Missing(Exception):
    """Nothing is there, or nothing that may be seen: the same answer for both."""


def application(store: Store) -> FastAPI:
    """The routes over a store; `guard.Guard` has to stand before them."""
    app = FastAPI(title="ceasefire", version="1", docs_url=None, redoc_url=None, openapi_url="/api")
    _tell_problems(app)

    @app.get("/")
    def landing(request: Request) -> dict[str, Any]:
        """Where everything begins."""
        ways = (("self", ""), ("service-desc", "api"), ("conformance", "conformance"), ("data", "collections"))
        return {"title": "ceasefire", "links": [_link(request, rel, path) for rel, path in ways]}

    @app.get("/conformance")
    def conformance() -> dict[str, Any]:
        """Which parts of the standard are kept."""
        return {"conformsTo": CONFORMS}

    @app.get("/collections")
    def collections(request: Request) -> dict[str, Any]:
        """What can be read here."""
        described = [_collection(request, name) for name in COLLECTIONS]
        return {"collections": described, "links": [_link(request, "self", "collections")]}

    @app.get("/collections/{name}")
    def collection(request: Request, name: str) -> dict[str, Any]:
        """One collection in words."""
        _kind(name)
        return _collection(request, name)

    @app.get("/collections/{name}/items")
    def items(request: Request, name: str) -> Response:
        """Reports, latest day first; `limit`, `bbox`, `datetime` and `after` narrow them."""
        asked = asking.read(request.query_params, _kind(name))
        with store.reading() as books:
            page = books.reports.page(asked.ask, asked.after, asked.limit)
        return JSONResponse(_answer(request, page), media_type=GEOJSON)

    @app.get("/collections/{name}/items/{id:path}")
    def item(request: Request, name: str, id: str) -> Response:  # noqa: A002 - the standard's word
        """One report."""
        kind = _kind(name)
        with store.reading() as books:
            report = books.reports.get(kind, id)
        if report is None:
            raise _Missing
        links = [_link(request, "collection", f"collections/{name}")]
        return JSONResponse({**feature(report), "links": links}, media_type=GEOJSON)

    return app


def _kind(name: str) -> Kind:
    if name not in COLLECTIONS:
        raise _Missing
    return COLLECTIONS[name][0]


def _answer(request: Request, page: Page) -> dict[str, Any]:
    """A page as the standard has it; `numberMatched` stands only where it was counted to the end."""
    links = [{"rel": "self", "type": GEOJSON, "href": str(request.url)}]
    if page.after is not None:
        links.append({"rel": "next", "type": GEOJSON, "href": _behind(request, page.after)})
    matched = {"numberMatched": page.total.n} if page.total.exact else {}
    return {
        "type": "FeatureCollection",
        "features": [feature(report) for report in page.reports],
        "links": links,
        **matched,
        "numberReturned": len(page.reports),
        "withoutPlace": page.no_place,
        "withoutDay": page.no_day,
    }


def _behind(request: Request, after: After) -> str:
    return str(request.url.include_query_params(after=str(after)))


def _collection(request: Request, name: str) -> dict[str, Any]:
    path = f"collections/{name}"
    links = [_link(request, "self", path), _link(request, "items", f"{path}/items", GEOJSON)]
    return {"id": name, "title": name, "description": COLLECTIONS[name][1], "itemType": "feature", "links": links}


def _link(request: Request, rel: str, path: str, kind: str = "application/json") -> dict[str, str]:
    return {"rel": rel, "type": kind, "href": f"{request.base_url}{path}"}


def _tell_problems(app: FastAPI) -> None:
    def told(request: Request, error: Exception) -> Response:
        del request
        match error:
            case BadInput():
                return refusal(400, error.problems[0])
            case CeasefireError():
                return refusal(503, error.problems[0])
            case HTTPException(status_code=405):
                return refusal(405, Problem(codes.NOT_DONE_HERE))
        return refusal(404, Problem(codes.NOT_THERE))

    for kind in (CeasefireError, HTTPException, _Missing):
        app.add_exception_handler(kind, told)
