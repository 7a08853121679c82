"""What `ceasefire assess` writes beside its answer: a page, a PDF, the figures."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ceasefire.cli import codes, output, paths
from ceasefire.errors import BadInput, Problem

if TYPE_CHECKING:
    from ceasefire.assessment import Assessment
    from ceasefire.terms import Terms


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the HTML page, the PDF and the folder of figures go, each None where it is not asked for; the language."""

    out: Path | None
    pdf: Path | None
    figures: Path | None
    lang: str

    def check(self) -> None:
        """Refuse what could not be written, before anything is read."""
        for path in filter(None, (self.out, self.pdf)):
            paths.output_file(path)
        if self.figures is not None:
            paths.output_folder(self.figures)
        if self.pdf is not None and find_spec("typst") is None:
            do = "Install it with `pip install 'ceasefire[pdf]'`, or print the page of --out."
            raise BadInput(Problem(codes.NEEDS_EXTRA, got="no typst", expected="the extra `pdf`", do=do))

    def write(self, terms: Terms, found: Assessment, reader: str) -> None:
        """Write all of them; `terms` and `found` are already cut to what the reader may see."""
        if self.out is not None:
            self.write_page(self.out, terms, found, reader)
        if self.pdf is not None:
            self._write_pdf(self.pdf, terms, found, reader)
        if self.figures is not None:
            self._write_figures(self.figures, terms, found)

    def write_page(self, path: Path, terms: Terms, found: Assessment, reader: str) -> None:
        """Write the HTML page."""
        from ceasefire.reports import html_page
        from ceasefire.reports.assess_page import assess_page

        output.file(path, html_page(assess_page(terms, found, reader, self.lang)))

    def _write_pdf(self, path: Path, terms: Terms, found: Assessment, reader: str) -> None:
        from ceasefire.kernel import files
        from ceasefire.reports.assess_page import assess_page, standing
        from ceasefire.reports.pdf import pdf_page

        view = assess_page(terms, found, reader, self.lang)
        files.write_bytes(path, pdf_page(view, standing(terms, found, self.lang)))

    def _write_figures(self, folder: Path, terms: Terms, found: Assessment) -> None:
        from ceasefire.reports.assess_page import standing
        from ceasefire.reports.figure_files import figure_files

        folder.mkdir(exist_ok=True)
        for name, text in figure_files(found, standing(terms, found, self.lang), self.lang):
            output.file(folder / name, text)
