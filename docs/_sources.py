"""The reference page of sources, made from their manifests, and that of one's own tables."""

from __future__ import annotations

from collections.abc import Iterator

from ceasefire import sources
from ceasefire.record import effort, notice, past, post
from ceasefire.sources.intake.columns import fields
from ceasefire.sources.own_table import mapping


def sources_page() -> str:
    """Return the page of sources: what each can see, what its fields mean, every option and its reason."""
    first = "Outside of what a source can see its silence means *cannot see*, not *none*."
    head = ["# Sources", "", f"{first} One's own tables: [](own-tables.md).", ""]
    return "\n".join(head + [line for name in sources.names() if name != "csv" for line in _source(name)])


def own_tables_page() -> str:
    """Return the page of the tables that people keep themselves, from the docstrings of their readers."""
    parts = [
        ("A CSV of events with a mapping file", mapping),
        ("effort.csv", effort),
        ("notices.csv", notice),
        ("posts.csv", post),
        ("A table of past ceasefires", past),
    ]
    lines = ["# Tables of your own", ""]
    for title, module in parts:
        first, _, rest = (module.__doc__ or "").partition("\n\n")
        lines += [f"## {title}", "", first, "", "```text", rest.rstrip(), "```", ""]
    lines += ["## Columns that are recognised when a table is pasted", "", "How: [](../intake.md).", ""]
    for field in fields().values():
        lines += [
            f"`{field.name}`",
            f": {field.means} Recognised: {', '.join(f'`{name}`' for name in field.names)}.",
            "",
        ]
    return "\n".join(lines)


def _source(name: str) -> Iterator[str]:
    known = sources.manifest(name)
    yield from (f"## {name}", "", f"{known.title}. {known.publisher}, {known.licence}, <{known.home}>.", "")
    yield from (f"**Cannot see:** {known.blind}", "", f"**Who did it:** {known.actor_means}", "")
    yield from (f"**Time:** {known.zone_means}", "", f"Counted as `{known.unit}` under the rule `{known.rule}`.", "")
    for stated, precision in known.precisions.items():
        radius = "no point" if precision.radius95_m is None else f"{precision.radius95_m / 1000:g} km"
        yield f"- precision `{stated or 'not stated'}`: {precision.means} 95 % radius: {radius}. {precision.why}"
    yield ""
    for option in known.options.values():
        values = ", ".join(f"`{each}`" for each in option.choices) + (f" any {option.kind}" if option.kind else "")
        yield from (f"`{option.name}` (default `{option.default}`)", f": {values.strip()}. {option.why}", "")
    yield from (f"- {limit}" for limit in known.limits)
    yield ""
