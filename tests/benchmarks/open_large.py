"""Measure how long large files take from disk to arrays: ``python tests/benchmarks/open_large.py DATA OUT.json``.

DATA holds the workload (``buildings_200000.geojson`` and so on).  Each figure is of fresh processes with a
cache folder of their own: with nothing in it (the scanner is compiled first), with the compiled scanner
alone, and with what was kept of the file.  Times in seconds, memory in MB, peak of the process.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

STEMS = {"buildings_200000": 5, "companies_100000": 5, "buildings_1000000": 3, "companies_1000000": 3}
OPEN = """
import json, os, resource, sys, time
from pathlib import Path
import numpy
beats = [time.perf_counter()]
def beat(share):
    beats.append(time.perf_counter())
keep, total, found = sys.argv[1] == "keep", 0.0, []
for path in sys.argv[2:]:
    started = time.perf_counter()
    from layers.own import open_own
    opened = open_own(path, 1, beat)
    total += time.perf_counter() - started
    assert opened.scan is not None
    found.append((len(opened.layer.ids), opened.scan.stored))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
if keep:
    from geo.scan.stored import store
    store(opened.scan, beat)
wait = max(b - a for a, b in zip(beats, beats[1:])) if len(beats) > 1 else 0.0
print(json.dumps({"s": total, "peak_mb": peak, "longest_without_a_beat_s": wait, "files": found}))
"""
COMPILE = "from geo.compiled import compile_here; compile_here('geo.scan.kernel.features')"


def run(code: str, folder: Path, *words: object) -> str:
    """A fresh process with a cache folder of its own."""
    environment = os.environ | {"XDG_CACHE_HOME": str(folder)}
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.run(command, env=environment, check=True, capture_output=True, encoding="utf-8").stdout


def measured(runs: int, folder: Path, *words: object) -> dict[str, Any]:
    """Median, fastest and slowest of some runs; memory of the greediest."""
    found = [json.loads(run(OPEN, folder, *words)) for _ in range(runs)]
    took = [each["s"] for each in found]
    return {
        "median_s": round(median(took), 3),
        "min_s": round(min(took), 3),
        "max_s": round(max(took), 3),
        "peak_mb": round(max(each["peak_mb"] for each in found)),
        "longest_without_a_beat_s": round(max(each["longest_without_a_beat_s"] for each in found), 3),
        "files": found[0]["files"],
        "runs": runs,
    }


def main(data: Path, out: Path) -> None:
    """Measure everything and write the document."""
    cases: dict[str, Any] = {}
    paths = {stem: data / f"{stem}.geojson" for stem in STEMS}
    paths = {stem: path for stem, path in paths.items() if path.is_file()}
    with tempfile.TemporaryDirectory() as name:
        for number, (stem, path) in enumerate(paths.items()):
            if "buildings" in stem:
                cases[f"{stem}, nothing there"] = measured(1, Path(name) / f"empty{number}", "open", path)
        warm = Path(name) / "warm"
        run(COMPILE, warm)
        for stem, path in paths.items():
            cases[f"{stem}, scanner compiled"] = measured(STEMS[stem], warm, "open", path)
            run(OPEN, warm, "keep", path)
            cases[f"{stem}, kept"] = measured(STEMS[stem], warm, "open", path)
        both = [paths[stem] for stem in ("buildings_200000", "companies_100000") if stem in paths]
        if both:
            cases["200k + 100k, kept"] = measured(5, warm, "open", *both)
    for case, figures in cases.items():
        sys.stderr.write(f"{case:40} {figures['median_s']:>8} s {figures['peak_mb']:>6} MB\n")
    document = {"python": platform.python_version(), "machine": platform.machine(), "cases": cases}
    out.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
