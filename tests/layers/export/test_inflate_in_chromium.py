"""The page's own inflate gives back what zlib deflated, whatever kind of block it chose."""

from __future__ import annotations

import base64
import json
import random
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from layers.export import folium_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCRIPT = Path(folium_html.__file__).with_name("web") / "inflate.js"
RANDOM = random.Random(20230817)
VALUES: dict[str, Any] = {
    "nothing": [],
    "short": {"name": "环同济"},
    "repeating": ["杨浦" * 400] * 20,
    "numbers": [RANDOM.randrange(-(10**6), 10**6) for _ in range(4000)],
    "noise": "".join(chr(RANDOM.randrange(32, 0x9FFF)) for _ in range(3000)),
}


def deflated(value: Any, level: int, strategy: int) -> str:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, 8, strategy)
    return base64.b64encode(packer.compress(json.dumps(value).encode()) + packer.flush()).decode()


@pytest.mark.chromium
def test_every_kind_of_block_comes_back(browser: Browser) -> None:
    kinds = {
        "stored": (0, zlib.Z_DEFAULT_STRATEGY),
        "fixed": (9, zlib.Z_FIXED),
        "described": (9, zlib.Z_DEFAULT_STRATEGY),
    }
    page = browser.new_page()
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    for level, strategy in kinds.values():
        for value in VALUES.values():
            assert page.evaluate("text => AtlasData(text)", deflated(value, level, strategy)) == value
    short = deflated(VALUES["numbers"], 9, zlib.Z_DEFAULT_STRATEGY)[:400]
    refused = "text => { try { AtlasData(text); return false } catch (error) { return true } }"
    assert page.evaluate(refused, short)
    page.close()
