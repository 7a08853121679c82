"""Areas in plain words: what the recipe says, how well its shape is known, and who disputes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from ceasefire.clock import MINUTE, Duration
from ceasefire.kernel.languages import in_language, mark, say, say_plural
from ceasefire.terms.area_meaning import area_where, line_version
from ceasefire.terms.model import Area, Terms
from ceasefire.terms.words.acts import joined, listed

NAUTICAL_MILE_M: Final = 1852
_STATUS: Final = {
    "approximated_by_us": mark("this shape is an approximation made here; the agreed one may differ"),
    "deposited": mark("this shape was deposited with the text"),
}


def area_in_words(terms: Terms, key: str | None, lang: str = "en") -> str:
    """Return where, in words; an area that the text does not draw is named as such."""
    area = None if key is None else terms.areas.get(key)
    if area is None:
        return say("a place that the text does not state", lang)
    said = _KINDS[area.kind](terms, area.spec, lang)
    if area.label and area.kind not in {"unstated", "place"}:
        said = say("{name}: {area}", lang, name=in_language(area.label, lang), area=said)
    if area.minus:
        cut = say(" and ", lang).join(area_in_words(terms, each, lang) for each in area.minus)
        said = say("{area}, except {cut}", lang, area=said, cut=cut)
    return "; ".join([said, *_doubts(area, lang)])


def length_in_words(metres: float | None, lang: str = "en") -> str:
    """Return a length in kilometres or metres; "a distance that is not given" for None."""
    if metres is None:
        return say("a distance that is not given", lang)
    said = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    miles = metres / NAUTICAL_MILE_M
    return f"{miles:g} nmi ({said})" if miles >= 1 and miles == round(miles) else said


def position_in_words(lon: float, lat: float, lang: str = "en") -> str:
    """Return a position with its hemispheres, latitude first as people read maps."""
    north, east = say("N" if lat >= 0 else "S", lang), say("E" if lon >= 0 else "W", lang)
    return f"{abs(lat):.4f}° {north}, {abs(lon):.4f}° {east}"


def duration_in_words(length: Duration, lang: str = "en") -> str:
    """Return a length of time such as 2 months, 7 days or 1 h 30 min."""
    hours, minutes = divmod(length.rest_us // MINUTE, 60)
    parts = [say_plural("{n} month", "{n} months", length.months, lang)] if length.months else []
    parts += [say_plural("{n} day", "{n} days", length.days, lang)] if length.days else []
    parts += [f"{hours} h"] if hours else []
    return " ".join([*parts, *([f"{minutes} min"] if minutes else [])])


def _doubts(area: Area, lang: str) -> list[str]:
    said = [say(_STATUS[area.shape_status], lang)] if area.shape_status in _STATUS else []
    if area.disputed_by:
        said.append(say("disputed by {parties}", lang, parties=listed(area.disputed_by, lang)))
    return said


def _everywhere(_terms: Terms, _spec: Mapping[str, Any], lang: str) -> str:
    return say("everywhere", lang)


def _polygon(_terms: Terms, spec: Mapping[str, Any], lang: str) -> str:
    from shapely.geometry import shape

    from ceasefire.geometry import area_km2

    if spec.get("geometry") is None:
        return say("an outline that is not given", lang)
    outline = shape(spec["geometry"])
    middle = position_in_words(outline.centroid.x, outline.centroid.y, lang)
    return say("an outlined area of {km2} km² about {middle}", lang, km2=f"{area_km2(outline):.3g}", middle=middle)


def _point(_terms: Terms, spec: Mapping[str, Any], lang: str) -> str:
    radius = length_in_words(spec.get("radius_m"), lang)
    if spec.get("lon") is None:
        return say("within {radius} of a point that is not given", lang, radius=radius)
    return say(
        "within {radius} of {point}", lang, radius=radius, point=position_in_words(spec["lon"], spec["lat"], lang)
    )


def _place(terms: Terms, spec: Mapping[str, Any], lang: str) -> str:
    name = in_language(spec["name"], lang)
    if spec.get("geometry") is not None:
        return say("{name}: {area}", lang, name=name, area=_polygon(terms, spec, lang))
    if spec.get("lon") is not None and spec.get("radius_m") is not None:
        return say("{name}: {area}", lang, name=name, area=_point(terms, spec, lang))
    return say("{name} (named, not drawn)", lang, name=name)


def _corridor(terms: Terms, spec: Mapping[str, Any], lang: str) -> str:
    if spec["half_width_m"] is None and spec["side"] == "both":
        line = _line(terms, spec["line"], lang)
        return say("on both sides of {line}, to a distance that is not given", lang, line=line)
    values = {"width": length_in_words(spec["half_width_m"], lang), "line": _line(terms, spec["line"], lang)}
    if spec["side"] == "both":
        return say("{width} on both sides of {line}", lang, **values)
    return say("{width} on the {side} of {line}, seen along it", lang, side=say(spec["side"], lang), **values)


def _beside(terms: Terms, spec: Mapping[str, Any], lang: str) -> str:
    values = {"depth": length_in_words(spec["depth_m"], lang), "line": _line(terms, spec["line"], lang)}
    return say(
        "to a depth of {depth} on the {side} of {line}, seen along it", lang, side=say(spec["side"], lang), **values
    )


def _width(terms: Terms, spec: Mapping[str, Any], lang: str) -> str:
    values = {
        "total": length_in_words(spec["total_m"], lang),
        "lines": say(" and ", lang).join(_line(terms, each, lang) for each in spec["lines"]),
    }
    said = say("a zone of {total} in all about {lines}", lang, **values)
    return said if spec["split"] is not None else say("{zone}; how it is split is not stated", lang, zone=said)


def _line(terms: Terms, spec: Any, lang: str) -> str:
    if spec is None:
        return say("a line that is not given", lang)
    if "ref" not in spec:
        return say("the line drawn", lang)
    version = line_version(terms, spec)
    day = version.as_of if version is not None else spec.get("as_of")
    name = spec["ref"].replace("_", " ")
    said = say("the line “{line}”", lang, line=name)
    if day:
        said = say("the line “{line}” as of {day}", lang, line=name, day=day)
    if version is None or version.geometry is None:
        return say("{line} (not drawn)", lang, line=said)
    if version.disputed_by:
        return say("{line} (disputed by {parties})", lang, line=said, parties=listed(version.disputed_by, lang))
    return said


def _moving(_terms: Terms, spec: Mapping[str, Any], lang: str) -> str:
    track = spec["track"]
    name = (
        say("“{name}”", lang, name=track) if isinstance(track, str) else say("what moves along the track given", lang)
    )
    said = say(
        "within {radius} of {name}, moving with it", lang, radius=length_in_words(spec["radius_m"], lang), name=name
    )
    if spec.get("stale_after_us") is None:
        return said
    stale = duration_in_words(Duration(rest_us=spec["stale_after_us"]), lang)
    return say("{area}; a position older than {stale} tells nothing", lang, area=said, stale=stale)


def _objects(terms: Terms, spec: Mapping[str, Any], lang: str) -> str:
    listed = joined([*spec["classes"], *spec["named"]], lang) or say("objects that are not listed", lang)
    n = len(spec["classes"]) + len(spec["named"])
    said = say_plural("{objects}, wherever that is", "{objects}, wherever these are", n, lang, objects=listed)
    if spec.get("buffer_m"):
        said = say("{area}, and {distance} round it", lang, area=said, distance=length_in_words(spec["buffer_m"], lang))
    if spec.get("list_by"):
        said = say("{area} (list kept by {owner})", lang, area=said, owner=spec["list_by"])
    if spec.get("within") is None:
        return said
    return say("{objects}, within {outer}", lang, objects=said, outer=area_in_words(terms, spec["within"], lang))


def _unstated(terms: Terms, spec: Mapping[str, Any], lang: str) -> str:
    said = say("“{text}”, which the text does not draw", lang, text=in_language(spec["text"], lang))
    return said if spec.get("within") is None else _in(terms, said, spec["within"], lang)


def _in(terms: Terms, said: str, within: str, lang: str) -> str:
    return say("{area}; it lies within {outer}", lang, area=said, outer=area_in_words(terms, within, lang))


def _together(terms: Terms, spec: Mapping[str, Any], lang: str) -> str:
    return say("; and ", lang).join(area_in_words(terms, key, lang) for key in spec["areas"])


def _same_as(terms: Terms, spec: Mapping[str, Any], lang: str) -> str:
    return area_in_words(terms, spec["area"], lang)


_KINDS: Final[Mapping[str, Callable[[Terms, Mapping[str, Any], str], str]]] = {
    "everywhere": _everywhere,
    "polygon": _polygon,
    "point": _point,
    "place": _place,
    "corridor": _corridor,
    "beside_line": _beside,
    "width_between": _width,
    "moving": _moving,
    "objects": _objects,
    "unstated": _unstated,
    "together": _together,
    "same_as": _same_as,
}


def is_drawn(terms: Terms, key: str | None) -> bool:
    """Tell whether any of the area is surely somewhere, or it is surely everywhere."""
    return key is not None and not area_where(terms, key).sure.is_empty
