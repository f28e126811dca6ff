"""A copy of the shipped register that a test may break."""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from layers.resources import asset


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
