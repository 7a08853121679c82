"""The reference pages that are made from the program itself, so that they cannot fall behind it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from ceasefire import terms
from ceasefire.cli.list_codes import all_codes
from ceasefire.cli.main import VERBS, command_of
from ceasefire.kernel import taxonomy, units

sys.path.insert(0, str(Path(__file__).parent))  # this folder is no package; Sphinx and the tests load it by path
from _cases import cases_page
from _desk import desk_page
from _sources import own_tables_page, sources_page

Schema = Mapping[str, Any]


def write_all(folder: Path) -> None:
    """Write every generated page into `folder`; a page that did not change is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        file = folder / f"{name}.md"
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """Return every generated page by its name."""
    return {
        "commands": commands_page(),
        "error-codes": codes_page(),
        "acts": taxonomy_page(taxonomy.acts(), "Acts", "What terms forbid, limit or allow."),
        "duties": taxonomy_page(taxonomy.duties(), "Duties", "What terms ask to be done by a date."),
        "units": taxonomy_page(units.units(), "Units", "What is being counted; a number without its unit is no count."),
        "counting-rules": rules_page(),
        "terms-fields": schema_page(terms.schema()),
        "sources": sources_page(),
        "own-tables": own_tables_page(),
        "cases": cases_page(),
        "desk-acts": desk_page(),
    }


# ---------------------------------------------------------------- commands


def commands_page() -> str:
    """Return the page of commands, their arguments and options."""
    head = [
        "# Commands",
        "",
        "Every command takes `--help`. Exit codes and the form of errors: [](../exit-codes.md).",
        "",
    ]
    return "\n".join(head + [line for verb in VERBS for line in _command(verb)])


def _command(verb: Any) -> Iterator[str]:  # noqa: ANN401 - typer keeps its command type to itself
    command = command_of(verb)
    parameters = [one for one in command.params if one.name != "help"]
    usage = " ".join(_usage(one) for one in parameters)
    yield from (f"## ceasefire {verb.name}", "", command.help or "", "", "```text")
    yield from (f"ceasefire {verb.name} {usage}".rstrip(), "```", "")
    for one in parameters:
        yield from (_parameter_names(one), f": {' '.join((one.help or '').split())}", "")


def _usage(parameter: Any) -> str:  # noqa: ANN401 - as above
    name = _shown(parameter)
    return name if parameter.required else f"[{name}]"


def _shown(parameter: Any) -> str:  # noqa: ANN401 - as above
    if parameter.param_type_name == "argument":
        return str(parameter.name).upper() + ("..." if parameter.nargs == -1 else "")
    return "/".join((max(parameter.opts, key=len), *parameter.secondary_opts))


def _parameter_names(parameter: Any) -> str:  # noqa: ANN401 - as above
    if parameter.param_type_name == "argument":
        return f"`{_shown(parameter)}`"
    return ", ".join(f"`{option}`" for option in (*parameter.opts, *parameter.secondary_opts))


# ---------------------------------------------------------------- error codes


def codes_page() -> str:
    """Return the page of error codes, room by room."""
    lines = ["# Error codes", "", "A code is never given to another problem. `ceasefire codes CODE` says the same.", ""]
    for room, group in groupby(all_codes(), key=lambda code: code.code.split("-")[1]):
        lines += [f"## {room.lower()}", ""]
        for code in group:
            lines += [f"`{code.code}`", f": {_plain(code.means)} {_plain(code.do)}", ""]
    return "\n".join(lines)


# ---------------------------------------------------------------- words, units, rules


def taxonomy_page(tree: taxonomy.Taxonomy, title: str, first: str) -> str:
    """Return the page of one taxonomy: code, English label, meaning, what is not meant."""
    lines = [f"# {title}", "", f"{first} Version {tree.version}.", ""]
    for code, entry in tree.entries.items():
        lines += [f"`{code}` {entry.labels['en']}", f": {_meaning(entry.means, entry.excludes)}", ""]
    if tree.named_sets:
        lines += ["## Named sets", "", "One word for several branches.", ""]
    for code, entry in tree.named_sets.items():
        members = ", ".join(f"`{member}`" for member in entry.members)
        lines += [
            f"`{code}` {entry.labels['en']}",
            f": {_meaning(entry.means, entry.excludes)} Stands for {members}.",
            "",
        ]
    return "\n".join(lines)


def rules_page() -> str:
    """Return the page of counting rules."""
    lines = [
        "# Counting rules",
        "",
        "Sums exist inside one rule: [](../../explanation/why-counts-cannot-be-added.md).",
        "",
    ]
    for name, rule in units.rules().items():
        counted = ", ".join(f"`{unit}`" for unit in sorted(rule.units)) or "nothing by itself"
        composite = "".join(
            f" `{whole}` is the sum of {', '.join(f'`{part}`' for part in sorted(parts))}."
            for whole, parts in rule.composite
        )
        owned = f"Owner: {rule.owner}, version {rule.version}."
        adds = "" if rule.adds else " Even two figures under this rule have no sum."
        lines += [
            f"`{name}` {rule.label()}",
            f": {_meaning(rule.means, rule.excludes)} {_plain(owned)} Counts {counted}.{composite}{adds}",
            "",
        ]
    return "\n".join(lines)


def _meaning(means: str, excludes: str) -> str:
    return _plain(means) + (f" *Not meant:* {_plain(excludes)}" if excludes else "")


def _plain(text: str) -> str:
    """Return `text` on one line, with what Markdown would read as markup outside of `code` made harmless."""
    pieces = " ".join(text.split()).split("`")
    for index in range(0, len(pieces), 2):
        for sign in "\\*_[]<>":
            pieces[index] = pieces[index].replace(sign, "\\" + sign)
    return "`".join(pieces)


# ---------------------------------------------------------------- fields of the terms file


def fields(schema: Schema) -> Iterator[tuple[str, str, Schema]]:
    """Yield (part, field, its schema) for every property of the schema and of its definitions."""
    yield from _properties("the file", schema)
    for name, definition in schema.get("$defs", {}).items():
        yield from _properties(name, definition)


def _properties(part: str, schema: Schema) -> Iterator[tuple[str, str, Schema]]:
    for name, inner in schema.get("properties", {}).items():
        yield part, name, inner
        yield from _properties(f"{part}.{name}", inner)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), Mapping):
            yield from _properties(part, schema[key])
    for key in ("oneOf", "anyOf", "allOf"):
        for choice in schema.get(key, ()):
            yield from _properties(part, choice)


def description(inner: Schema) -> str:
    """Return what a field means; a reference without words of its own has none."""
    return str(inner.get("description", ""))


def schema_page(schema: Schema) -> str:
    """Return the page of every field of a terms file."""
    lines = ["# Fields of a terms file", "", _plain(description(schema)), ""]
    for part, group in groupby(fields(schema), key=lambda found: found[0]):
        lines += [f"## {part}", "", *_about(schema, part)]
        for _, name, inner in group:
            lines += [f"`{name}` {_kind(inner)}".rstrip(), f": {_plain(description(inner)) or '(see its part)'}", ""]
    return "\n".join(lines)


def _about(schema: Schema, part: str) -> list[str]:
    said = description(schema.get("$defs", {}).get(part, {}))
    return [_plain(said), ""] if said else []


def _kind(inner: Schema) -> str:
    if "$ref" in inner:
        return f"({str(inner['$ref']).rpartition('/')[2]})"
    if "enum" in inner:
        return f"(one of {', '.join(f'`{value}`' for value in inner['enum'])})"
    if isinstance(inner.get("items"), Mapping) and "$ref" in inner["items"]:
        return f"(list of {str(inner['items']['$ref']).rpartition('/')[2]})"
    return f"({inner['type']})" if isinstance(inner.get("type"), str) else ""
