"""Run every check over a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.check.coverage import check_coverage
from layers.check.dates import check_dates
from layers.check.figures import check_figures
from layers.check.finding import Finding, finding_of
from layers.check.forbidden import check_forbidden
from layers.check.kinds import check_kinds
from layers.check.language import check_language
from layers.check.links import check_links
from layers.check.names import check_names
from layers.check.outlines import check_outlines
from layers.check.package import check_package
from layers.check.persons import check_persons
from layers.check.positions import check_positions
from layers.check.provenance import check_provenance
from layers.check.reading import read_all
from layers.check.synonyms import check_synonyms
from layers.check.tellings import check_tellings
from layers.references import reference_problems

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["check_register"]


def check_register(folder: Path) -> tuple[Finding, ...]:
    """Everything that is wrong with the register in a folder, by file, row and field.

    What cannot be read is reported and passed over, so that one broken cell does not hide the
    others.
    """
    if not folder.is_dir():
        return (Finding(folder.name, 0, "", "register.no_folder"),)
    tables, findings = read_all(folder)
    findings += [finding_of(problem) for problem in reference_problems(tables)]
    findings += check_provenance(tables)
    findings += check_coverage(tables)
    findings += check_names(tables)
    findings += check_synonyms(tables)
    findings += check_language(tables)
    findings += check_figures(tables)
    findings += check_tellings(tables)
    findings += check_kinds(tables)
    findings += check_persons(tables)
    findings += check_dates(tables)
    findings += check_forbidden(tables)
    findings += check_positions(tables)
    outlines, found = check_outlines(folder, tables)
    findings += found
    findings += check_links(tables, outlines)
    findings += check_package(folder)
    return tuple(sorted(findings, key=lambda each: (each.file, each.row, each.field, each.code)))
