"""Read all tables as far as they can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.check.finding import Finding, finding_of
from layers.columns import TABLES
from layers.tables import scan_table

if TYPE_CHECKING:
    from pathlib import Path

    from layers.tables import Table

__all__ = ["Tables", "read_all"]

Tables = dict[str, "Table"]

_BOM = b"\xef\xbb\xbf"


def read_all(folder: Path) -> tuple[Tables, list[Finding]]:
    """Every table that is there, by name, with what is wrong with files, headers and cells."""
    tables: Tables = {}
    findings: list[Finding] = []
    for name, schema in TABLES.items():
        try:
            data = (folder / schema.file).read_bytes()
        except FileNotFoundError:
            findings.append(Finding(schema.file, 0, "", "table.missing"))
            continue
        except OSError as error:
            findings.append(Finding(schema.file, 0, "", "table.unreadable", {"reason": error.strerror}))
            continue
        tables[name], problems = scan_table(schema.file, data, schema)
        findings += [finding_of(problem) for problem in problems]
        if not data.startswith(_BOM) and not problems:
            findings.append(Finding(schema.file, 0, "", "table.no_bom", severity="warning"))
    return tables, findings
