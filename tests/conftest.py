"""What every test shares: a screen that needs no display, and honest skips."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from playwright.sync_api import Browser

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Marker: programs of which one must be there.
PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "gdal": ("ogrinfo",),
    "poppler": ("pdftotext",),
    "qgis": ("qgis",),
    "xvfb": ("Xvfb",),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test whose program is missing skips by name."""
    for marker, programs in PROGRAMS.items():
        if item.get_closest_marker(marker) and not any(map(shutil.which, programs)):
            pytest.skip(f"{programs[0]} is not installed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With ATLAS_REQUIRE_ALL=1, as the server has it, a skip is a failure."""
    report = yield
    if report.skipped and os.environ.get("ATLAS_REQUIRE_ALL") == "1" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, but ATLAS_REQUIRE_ALL=1: {reason}"
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of a run: its driver can be started only once at a time."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, PROGRAMS["chromium"])))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()
