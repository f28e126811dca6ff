"""The exported page in a real browser with the network cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from layers.style import load_style
from tests.layers.export.conftest import PHONE, WIDE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from layers.scene import Scene
    from tests.layers.export.conftest import Opened

pytestmark = pytest.mark.chromium

both = pytest.mark.parametrize("opened", [WIDE, PHONE], indirect=True, ids=["wide", "phone"])
wide = pytest.mark.parametrize("opened", [WIDE], indirect=True, ids=["wide"])
phone = pytest.mark.parametrize("opened", [PHONE], indirect=True, ids=["phone"])


def zone_ids(scene: Scene) -> list[str]:
    return [zone.id for zone in scene.register.zones.values() if zone.kind == "zone"]


def inner_point(page: Page, zone: str) -> dict[str, float]:
    """A screen point inside of a zone where nothing but the zone takes a click."""
    found: dict[str, float] | None = page.evaluate(
        """(zone) => {
            const path = document.querySelector(`path[data-zone="${zone}"]`);
            const box = path.getBoundingClientRect();
            for (let i = 1; i < 24; i++) for (let j = 1; j < 24; j++) {
                const x = box.left + box.width * i / 24, y = box.top + box.height * j / 24;
                if (document.elementFromPoint(x, y) === path) return {x, y};
            }
            return null;
        }""",
        zone,
    )
    assert found is not None, f"{zone} cannot be reached"
    return found


def close_dossier(page: Page) -> None:
    """Nothing chosen, and the popup, which fades, gone."""
    page.keyboard.press("Escape")
    page.locator(".leaflet-popup").wait_for(state="detached")


def click_zone(page: Page, zone: str) -> None:
    at = inner_point(page, zone)
    page.mouse.click(at["x"], at["y"])
    page.wait_for_timeout(100)


@both
def test_nothing_is_asked_of_a_network_and_nothing_is_complained_of(opened: Opened) -> None:
    page = opened.page
    for zone in ("huantongji", "fuxing_island"):
        click_zone(page, zone)
    page.mouse.wheel(0, -400)
    page.wait_for_timeout(500)
    assert len(opened.requests) == 1
    assert opened.requests[0].startswith("file:")
    assert opened.said == []


@both
def test_every_zone_shows_in_its_own_colours_and_answers(opened: Opened, scene: Scene) -> None:
    page, style = opened.page, load_style("light")
    for zone in zone_ids(scene):
        boundary = scene.register.zones[zone].boundary
        symbol = style.symbol_for({"class": "zone", "id": zone, "boundary": boundary})
        path = page.locator(f'path[data-zone="{zone}"]')
        assert path.get_attribute("fill") == symbol.fill
        assert path.get_attribute("fill-opacity") == "1"
        close_dossier(page)
        click_zone(page, zone)
        shown = page.locator("article.current")
        assert shown.count() == 1
        assert shown.get_attribute("id") == f"zone={zone}"
        assert page.url.endswith(f"#zone={zone}")


@wide
def test_the_pixels_inside_a_zone_are_the_symbols_fill(opened: Opened, scene: Scene) -> None:
    """Fill, legend swatch and desktop share one resolver; here the screen itself is read."""
    page, style = opened.page, load_style("light")
    for zone in zone_ids(scene):
        box = page.locator(f'path[data-zone="{zone}"]').bounding_box()
        assert box is not None
        colours = colours_of(page.screenshot(clip={**box}))
        assert style.zones[zone]["fill"].lower() in colours


def colours_of(png: bytes) -> set[str]:
    from PySide6.QtGui import QImage

    image = QImage.fromData(png)
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@wide
def test_a_popup_holds_the_citations(opened: Opened, scene: Scene) -> None:
    page = opened.page
    for zone in zone_ids(scene):
        close_dossier(page)
        click_zone(page, zone)
        popup = page.locator(".leaflet-popup-content")
        assert popup.count() == 1
        said = popup.inner_text()
        assert scene.register.zones[zone].name_zh in said
        cited = popup.locator("cite")
        assert cited.count() >= 1
        assert "¶" in cited.first.inner_text()


@both
def test_a_stack_opens_its_card(opened: Opened, scene: Scene) -> None:
    page = opened.page
    page.locator('[data-chip="dachuanggu"]').first.click()
    card = page.locator(".leaflet-popup-content")
    card.wait_for()
    said = card.inner_text()
    for name in ("小红书", "得物", "赛博研究院"):
        assert name in said
    assert "¶43" in said


@both
def test_the_whole_district_shows_between_the_furniture(opened: Opened, scene: Scene) -> None:
    page = opened.page
    size = page.viewport_size
    assert size is not None
    bottom = size["height"] if size["width"] > 900 else 462
    right = size["width"] - 368 if size["width"] > 900 else size["width"]
    for zone in zone_ids(scene):
        box = page.locator(f'path[data-zone="{zone}"]').bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 60 * (size["width"] < 900)
        assert box["x"] + box["width"] <= right
        assert box["y"] + box["height"] <= bottom


@both
def test_nothing_scrolls_sideways(opened: Opened) -> None:
    page = opened.page
    click_zone(page, "binjiang_south")
    for element in ("document.documentElement", "document.getElementById('papers')"):
        assert page.evaluate(f"{element}.scrollWidth <= {element}.clientWidth")


@both
def test_the_attribution_is_never_covered(opened: Opened) -> None:
    page = opened.page
    credit = page.locator("#credit")
    assert (
        credit.inner_text().replace("\n", " · ").replace(" ·  · ", " · ") == "© OpenStreetMap contributors · 示意范围"
    )
    for _ in range(2):
        box = credit.bounding_box()
        assert box is not None
        hits = page.evaluate(
            "([x, y]) => document.getElementById('credit').contains(document.elementFromPoint(x, y))",
            [box["x"] + box["width"] - 12, box["y"] + 6],
        )
        assert hits
        click_zone(page, "huantongji")


@wide
def test_it_can_be_used_by_keyboard(opened: Opened) -> None:
    page = opened.page
    page.locator('path[data-zone="wangu"]').focus()
    page.keyboard.press("Enter")
    assert page.locator("article.current").get_attribute("id") == "zone=wangu"
    page.keyboard.press("Escape")
    assert page.locator("article.current").count() == 0
    assert page.evaluate("document.activeElement.getAttribute('data-zone')") == "wangu"


@both
def test_the_find_field_finds_by_name_and_other_name(opened: Opened) -> None:
    page = opened.page
    page.fill("#find", "B站")
    page.keyboard.press("Enter")
    assert page.locator("article.current").get_attribute("id") == "zone=binjiang_south"
    page.fill("#find", "没有这个名字")
    assert "没有这个名字" in page.locator("#found").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#found").is_hidden()


@pytest.mark.parametrize("opened", [{**WIDE, "after": "#zone=huantongji"}], indirect=True)
def test_a_link_opens_its_zone(opened: Opened) -> None:
    page = opened.page
    assert page.locator("article.current h2").inner_text() == "环同济"
    page.evaluate("location.hash = '#zone=wangu'")
    page.wait_for_timeout(50)
    assert page.locator("article.current h2").inner_text() == "湾谷"


@wide
def test_layers_can_be_hidden_with_their_names(opened: Opened) -> None:
    page = opened.page
    names = "document.querySelectorAll('.labels .l-zones-belt text').length"
    assert page.evaluate(names) > 0
    page.click('[aria-controls="layers"]')
    page.click('#layers input[value="zones.belt"]')
    assert page.locator('path[data-zone="fuxing_island"]').count() == 0
    assert page.locator('path[data-zone="wangu"]').count() == 1
    shown = (
        "Array.from(document.querySelectorAll('.labels .l-zones-belt')).some((e) => e.getBoundingClientRect().width)"
    )
    assert not page.evaluate(shown)
    page.click('#layers input[value="zones.belt"]')
    assert page.locator('path[data-zone="fuxing_island"]').count() == 1
    assert page.evaluate(shown)


@phone
def test_the_sheet_has_three_stops(opened: Opened) -> None:
    page = opened.page
    height = "Math.round(document.getElementById('panel').getBoundingClientRect().height)"
    page.locator("#handle").focus()
    found = [page.evaluate(height)]
    for key in ("ArrowDown", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        page.wait_for_timeout(300)
        found.append(page.evaluate(height))
    assert found == [382, 96, 382, 836]


@phone
def test_the_sheet_follows_the_finger(opened: Opened) -> None:
    page = opened.page
    page.mouse.move(195, 462)
    page.mouse.down()
    page.mouse.move(195, 600, steps=6)
    page.mouse.move(195, 760, steps=6)
    page.mouse.up()
    page.wait_for_timeout(300)
    assert page.evaluate("document.getElementById('panel').offsetHeight") == 96


@phone
def test_what_a_finger_needs_is_large_enough(opened: Opened) -> None:
    page = opened.page
    small = page.evaluate(
        """() => Array.from(document.querySelectorAll('#search button, #handle, nav a, [data-chip] > .hit'))
            .filter((e) => e.offsetParent !== null || e.ownerSVGElement)
            .map((e) => [e.id || e.textContent || 'stack', e.getBoundingClientRect()])
            .filter(([, box]) => box.width < 44 || box.height < 32)
            .map(([name]) => name)"""
    )
    assert small == []


@pytest.mark.parametrize(
    "opened",
    [{**WIDE, "java_script_enabled": False}, {**PHONE, "java_script_enabled": False}],
    indirect=True,
    ids=["wide", "phone"],
)
def test_without_script_the_picture_and_the_texts_show(opened: Opened, scene: Scene) -> None:
    page = opened.page
    assert opened.said == []
    assert page.locator("#still svg").is_visible()
    assert page.get_by_text("请用浏览器打开，以使用交互地图。").is_visible()
    assert page.locator("#stage").is_hidden()
    for zone in scene.register.zones.values():
        article = page.locator(f'[id="zone={zone.id}"]')
        assert article.is_visible()
        assert article.locator("h2").inner_text() == zone.name_zh
    box = page.locator("#still svg").bounding_box()
    size: Any = page.viewport_size
    assert box is not None
    assert box["width"] <= size["width"]
