"""Are figures told apart by kind and date, and measured only against their like?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from layers.check.finding import finding_at
from layers.figures import QUALIFIERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.check.finding import Finding
    from layers.check.reading import Tables
    from layers.tables import Row, Table

__all__ = ["check_figures"]

_ALIKE: Final = ("unit_zh", "geography")  # what a figure and its baseline must share


def check_figures(tables: Tables) -> Iterator[Finding]:
    """Qualifiers have an English word; dates fit the kind; a baseline is the same quantity, of another kind or date."""
    if "indicators" not in tables:
        return
    table = tables["indicators"]
    rows = {row.values.get("id"): row for row in table.rows}
    for row in table.rows:
        values = row.values
        qualifier = values.get("qualifier", "")
        if qualifier and qualifier not in QUALIFIERS:
            yield finding_at(
                table, row, "qualifier", "check.qualifier", value=qualifier, choices=" ".join(sorted(QUALIFIERS))
            )
        as_of, target = values.get("as_of"), values.get("target_date")
        if target and values.get("value_kind") == "actual":
            yield finding_at(table, row, "target_date", "check.actual_with_target", value=target.isoformat())
        elif target and as_of and target < as_of:
            yield finding_at(
                table, row, "target_date", "check.target_past", value=target.isoformat(), start=as_of.isoformat()
            )
        if not values.get("unit_zh") and not 0 < (values.get("value") or 0) < 1:  # a share needs none
            yield finding_at(table, row, "unit_zh", "check.no_unit")
        if values.get("baseline_id") in rows:
            yield from _baseline(table, row, rows[values["baseline_id"]])


def _baseline(table: Table, row: Row, baseline: Row) -> Iterator[Finding]:
    facts = {"value": row.values["baseline_id"], "earlier": baseline.number}
    if baseline is row:
        yield finding_at(table, row, "baseline_id", "check.baseline_itself", value=row.values["baseline_id"])
        return
    for field in _ALIKE:
        if row.values.get(field) != baseline.values.get(field):
            yield finding_at(table, row, "baseline_id", "check.baseline_unlike", **facts, what=field)
    same_kind = row.values.get("value_kind") == baseline.values.get("value_kind")
    if same_kind and row.values.get("as_of") == baseline.values.get("as_of"):
        yield finding_at(table, row, "baseline_id", "check.baseline_same_kind", **facts)
