"""The exported page, written once, and a browser that may not reach any network."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from layers.compose import compose
from layers.register import read_register

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from layers.scene import Scene

WIDE = {"viewport": {"width": 1440, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}


@pytest.fixture(scope="session")
def scene() -> Scene:
    return compose(read_register())


@pytest.fixture(scope="session")
def exported(scene: Scene) -> bytes:
    from layers.export.folium_html import export_html

    return export_html(scene)


@pytest.fixture(scope="session")
def html_file(exported: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("html") / "杨浦科创地图.html"
    path.write_bytes(exported)
    return path


@dataclass
class Opened:
    """A page in the browser, with all that it asked for and said."""

    page: Page
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@pytest.fixture
def opened(browser: Browser, html_file: Path, request: pytest.FixtureRequest) -> Iterator[Opened]:
    """The exported page; indirect parameters: options of the context, and what follows the address."""
    options: dict[str, Any] = dict(getattr(request, "param", WIDE))
    after = options.pop("after", "")
    context = browser.new_context(**options)
    context.set_offline(True)
    found = Opened(context.new_page())
    found.page.on("request", lambda each: found.requests.append(each.url))
    found.page.on("console", lambda message: found.said.append(f"{message.type}: {message.text}"))
    found.page.on("pageerror", lambda error: found.said.append(f"error: {error}"))
    context.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    found.page.goto(html_file.as_uri() + after)
    found.page.wait_for_timeout(150)
    yield found
    context.close()
