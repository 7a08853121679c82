"""What is loaded when, and who may know what: the walls that import-linter cannot see."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import ceasefire

ROOT = Path(ceasefire.__file__).parent
SOURCES = sorted(ROOT.rglob("*.py"))
COMPILED = (
    "_compiled.py",
    "_numba.py",
)  # such a module needs numba at its top, and is itself imported inside functions
HEAVY = {
    "numpy",
    "shapely",
    "pyproj",
    "numba",
    "scipy",
    "pyarrow",
    "whenever",
    "dateutil",
    "yaml",
    "rich",
    "pydantic",
}
ONLY_INSIDE_FUNCTIONS = {"numba", "scipy", "pyarrow"}
ROOMS = [name for name in ceasefire._ROOMS if (ROOT / name).is_dir() or (ROOT / f"{name}.py").is_file()]


def loaded_by(statement):
    """Top-level packages in memory after `statement` in a fresh interpreter."""
    script = f"{statement}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def imports_at_top(tree):
    """Yield the packages that a module imports when it is imported, whatever `if` they stand below."""
    waiting = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            continue  # read by type checkers, never imported
        elif isinstance(node, ast.If | ast.Try | ast.With):
            waiting += [child for child in ast.walk(node) if child is not node and isinstance(child, ast.stmt)]


def test_help_loads_no_heavy_package():
    script = "import sys; sys.argv = ['ceasefire', '--help']\nfrom ceasefire.cli.main import main; main(['--help'])"
    assert not loaded_by(script) & HEAVY


def test_importing_the_package_loads_no_room():
    assert not loaded_by("import ceasefire") & HEAVY


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_loaded_by_its_name(room):
    loaded = loaded_by(f"import ceasefire as cf; cf.{room}.__name__")
    assert not loaded & ONLY_INSIDE_FUNCTIONS


def test_every_room_on_disk_has_a_name():
    private = {"cli", "demo", "locale", "__pycache__"}
    assert {path.name for path in ROOT.iterdir() if path.is_dir()} - private <= set(ceasefire._ROOMS)


def test_an_unknown_room_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no room 'nothing'"):
        _ = ceasefire.nothing


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_heavy_packages_are_imported_inside_functions(path):
    if path.name.endswith(COMPILED):
        return
    tops = {name.partition(".")[0] for name in imports_at_top(ast.parse(path.read_text(encoding="utf-8")))}
    assert not tops & ONLY_INSIDE_FUNCTIONS


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_sources_ask_the_network(path):
    if path.is_relative_to(ROOT / "sources"):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    named |= {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert not {name for name in named if name.startswith("urllib.request")}


def test_version_is_the_package_version():
    from importlib.metadata import version

    assert ceasefire.__version__ == version("ceasefire")
