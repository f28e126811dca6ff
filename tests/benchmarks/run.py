"""Measure: ``python tests/benchmarks/run.py OUT.json``, or ``make bench``.

Every ``bench_*.py`` beside this file defines ``CASES``: a name for each callable that is timed.
The result is one JSON document with the median and the spread of each, in milliseconds.
"""

from __future__ import annotations

import importlib.util
import json
import platform
import statistics
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RUNS = 9
ENOUGH_S = 5.0  # slow cases stop here, after three runs at least


def cases() -> Iterator[tuple[str, Callable[[], object]]]:
    """All cases of all files, by name."""
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        if spec is None or spec.loader is None:
            raise ImportError(path.name)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield from module.CASES.items()


def measured(case: Callable[[], object]) -> dict[str, float | int]:
    """Median, fastest and slowest of some runs in milliseconds; the first run warms up and is not counted."""
    case()
    took: list[float] = []
    while len(took) < RUNS and not (len(took) >= 3 and sum(took) > ENOUGH_S):
        started = perf_counter()
        case()
        took.append(perf_counter() - started)
    to_ms = [round(each * 1000, 3) for each in (statistics.median(took), min(took), max(took))]
    return {"median_ms": to_ms[0], "min_ms": to_ms[1], "max_ms": to_ms[2], "runs": len(took)}


def main(out: Path) -> None:
    """Measure everything and write the document."""
    results = {}
    for name, case in cases():
        results[name] = measured(case)
        sys.stderr.write(f"{name:32} {results[name]['median_ms']:>10} ms\n")
    document = {"python": platform.python_version(), "machine": platform.machine(), "cases": results}
    out.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
