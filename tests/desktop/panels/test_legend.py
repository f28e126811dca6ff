from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.panels.legend import LegendPanel
from layers.home import home_extent
from layers.viewport import Viewport

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.document import Document


@pytest.fixture
def viewport(document: Document) -> Viewport:
    return Viewport.fitted(home_extent(document.scene), 816, 600)


@pytest.fixture
def panel(host: QWidget, document: Document, viewport: Viewport) -> LegendPanel:
    made = LegendPanel(document, viewport, host)
    made.resize(256, 200)
    made.show()
    return made


def test_rows_stand_in_looks_order(panel: LegendPanel) -> None:
    texts = panel.key.texts
    assert texts[:7] == ["示意范围", "描绘范围", "杨浦区界", "地铁与车站", "企业", "平台", "总部项目"]
    assert texts[-1] == "建成、成立"


def test_only_what_is_on_the_map_now(panel: LegendPanel, document: Document) -> None:
    document.change_layer("zones", hidden=frozenset({"fuxing_island"}))
    assert "描绘范围" not in panel.key.texts
    document.change_layer("basemap.metro", visible=False)
    assert "地铁与车站" not in panel.key.texts


def test_closer_views_have_more_rows(panel: LegendPanel, viewport: Viewport) -> None:
    assert "存疑圈" not in panel.key.texts
    panel.set_viewport(viewport.at_scale(10_000))
    assert "存疑圈" in panel.key.texts


def test_two_columns_unless_words_would_be_cut(panel: LegendPanel, document: Document) -> None:
    assert panel.key._columns(256) == 2
    document.set_language("en")
    widest = max(panel.key.texts, key=len)
    assert panel.key._columns(256) == (1 if len(widest) > 14 else 2)


def test_folding_hides_the_rows(panel: LegendPanel) -> None:
    ((fold, _),) = panel._buttons
    fold.click()
    assert panel.key.isHidden()
    fold.click()
    assert not panel.key.isHidden()
