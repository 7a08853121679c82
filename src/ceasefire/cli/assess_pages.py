"""What `ceasefire assess` writes beside its answer: a page, a PDF, the figures."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ceasefire.cli import codes, output, paths
from ceasefire.cli.release import read_document
from ceasefire.errors import BadInput, Place, Problem

if TYPE_CHECKING:
    from ceasefire.assessment import Assessment
    from ceasefire.assessment.release import Release
    from ceasefire.terms import Terms


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the HTML page, the PDF and the folder of figures go, each None where it is not asked for; the language.

    `released` is the file that says who released the assessment, None for a draft.
    """

    out: Path | None
    pdf: Path | None
    figures: Path | None
    lang: str
    released: Path | None = None

    def check(self) -> None:
        """Refuse what could not be written, before anything is read."""
        for path in filter(None, (self.out, self.pdf)):
            paths.output_file(path)
        if self.figures is not None:
            paths.output_folder(self.figures)
        if self.released is not None:
            paths.input_file(self.released, whole=True)
        if self.pdf is not None and find_spec("typst") is None:
            do = "Install it with `pip install 'ceasefire[pdf]'`, or print the page of --out."
            raise BadInput(Problem(codes.NEEDS_EXTRA, got="no typst", expected="the extra `pdf`", do=do))

    def release_of(self, found: Assessment) -> Release | None:
        """Return who released it, None for a draft; refuse the release of anything else."""
        if self.released is None:
            return None
        from ceasefire.assessment.release import release_of

        document = read_document(self.released, self.released.read_bytes())
        as_printed = json.loads(output.as_document(found.to_json()))
        return release_of(document, as_printed, Place(file=str(self.released)))

    def write(self, terms: Terms, found: Assessment, reader: str, release: Release | None) -> None:
        """Write all of them; `terms` and `found` are already cut to what the reader may see."""
        if self.out is not None:
            self.write_page(self.out, terms, found, reader, release)
        if self.pdf is not None:
            self._write_pdf(self.pdf, terms, found, reader, release)
        if self.figures is not None:
            self._write_figures(self.figures, terms, found, release)

    def write_page(
        self, path: Path, terms: Terms, found: Assessment, reader: str, release: Release | None = None
    ) -> None:
        """Write the HTML page."""
        from ceasefire.reports import html_page
        from ceasefire.reports.assess_page import assess_page

        output.file(path, html_page(assess_page(terms, found, reader, self.lang, release)))

    def _write_pdf(self, path: Path, terms: Terms, found: Assessment, reader: str, release: Release | None) -> None:
        from ceasefire.kernel import files
        from ceasefire.reports.assess_page import assess_page, standing
        from ceasefire.reports.pdf import pdf_page

        view = assess_page(terms, found, reader, self.lang, release)
        files.write_bytes(path, pdf_page(view, standing(terms, found, self.lang, release)))

    def _write_figures(self, folder: Path, terms: Terms, found: Assessment, release: Release | None) -> None:
        from ceasefire.reports.assess_page import standing
        from ceasefire.reports.figure_files import figure_files

        folder.mkdir(exist_ok=True)
        for name, text in figure_files(found, standing(terms, found, self.lang, release), self.lang):
            output.file(folder / name, text)
