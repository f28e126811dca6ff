"""A copy of the shipped register that a test may break."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from layers.check import check_register
from layers.messages import messages
from layers.resources import asset

if TYPE_CHECKING:
    from layers.check import Finding

Place = tuple[str, int, str]  # file, row, field
FoundOut = Callable[[str, Place], None]


@dataclass(frozen=True)
class Copy:
    """Edits tables as a steward would, row by row."""

    folder: Path

    def rows(self, file: str) -> list[dict[str, str]]:
        with (self.folder / file).open(encoding="utf-8-sig", newline="") as handle:
            return list(csv.DictReader(handle))

    def write(self, file: str, rows: list[dict[str, str]]) -> None:
        with (self.folder / file).open("w", encoding="utf-8-sig", newline="") as handle:
            writer = csv.DictWriter(handle, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def find(self, file: str, **wanted: str) -> int:
        """The row, as Excel counts, of the first row with the wanted cells."""
        for number, row in enumerate(self.rows(file), start=2):
            if all(row[field] == value for field, value in wanted.items()):
                return number
        raise LookupError(wanted)

    def set(self, file: str, row: int, **cells: str) -> int:
        """Change cells of a row; gives the row back."""
        rows = self.rows(file)
        assert set(cells) <= set(rows[row - 2])
        rows[row - 2].update(cells)
        self.write(file, rows)
        return row

    def add(self, file: str, **cells: str) -> int:
        """Add a row at the end; its number is given back."""
        rows = self.rows(file)
        rows.append(dict.fromkeys(rows[0], "") | cells)
        self.write(file, rows)
        return len(rows) + 1

    def substitute(self, file: str, old: bytes, new: bytes) -> None:
        data = (self.folder / file).read_bytes()
        assert old in data
        (self.folder / file).write_bytes(data.replace(old, new, 1))


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(Path(shutil.copytree(asset("register"), tmp_path / "register")))


@pytest.fixture
def found_out(copy: Copy) -> FoundOut:
    """Asserts that a check of the copy finds a fault at its place, and can say so in both languages."""

    def look(code: str, place: Place) -> None:
        findings = check_register(copy.folder)
        at_place = [each for each in findings if (each.file, each.row, each.field, each.code) == (*place, code)]
        assert at_place, [(each.file, each.row, each.field, each.code) for each in findings]
        assert_sentences(at_place[0])

    return look


def assert_sentences(finding: Finding) -> None:
    """Both sentences name file, row and column; in a file that is no table, the feature that is meant."""
    for language in ("zh", "en"):
        sentence = finding.sentence(messages(language))
        assert finding.file in sentence
        assert "{" not in sentence
        if finding.row:
            assert str(finding.row) in sentence
            assert finding.field in sentence
        else:
            assert str(finding.facts.get("value", "")) in sentence
