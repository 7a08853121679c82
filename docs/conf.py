"""How Sphinx builds the documentation; nothing in the output asks another machine for anything."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import _generate  # noqa: E402 - it lies beside this file

from ceasefire import __version__  # noqa: E402 - after the path is set

project = "ceasefire"
author = "The ceasefire authors"
project_copyright = "2026, The ceasefire authors"
release = version = __version__

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
nitpicky = True

html_theme = "furo"
html_title = f"ceasefire {__version__}"
html_copy_source = False
html_show_sphinx = False
gettext_compact = False


def setup(app):  # noqa: ANN001, ANN201 - Sphinx sets the form of this function
    """Write the generated reference before Sphinx looks for pages."""
    app.connect("builder-inited", lambda _app: _generate.write_all(HERE / "reference" / "generated"))
