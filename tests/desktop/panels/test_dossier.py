from __future__ import annotations

import itertools
import time
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.panels.dossier import DossierPanel
from desktop.panels.dossier_page import FIRST, page_of
from desktop.panels.facts import Facts
from desktop.panels.layers import LayerPanel
from desktop.panels.page import Block, Cells, plain_text
from desktop.panels.table import TablePanel
from geo.record import replace
from layers.dossier import dossier_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from desktop.document import Document
    from desktop.panels.page import Page
    from layers.provenance import Language
    from layers.scene import Scene

ZONES = (
    "yangpu", "yangpu_kechuangdai", "dachuangzhi_corridor", "binjiang_showbelt", "binjiang", "binjiang_south",
    "binjiang_midnorth", "fuxing_island", "dachuangzhi", "huantongji", "wangu", "caida_jinrong_gu", "dachuanggu",
    "dalianlu_hq",
)  # fmt: skip


def page(scene: Scene, zone: str, language: Language = "zh") -> Page:
    return page_of(dossier_of(scene.register, zone, scene.as_of), Facts(scene.register, language))


def heads(found: Page) -> list[str]:
    return [each.runs[0].text for each in found if isinstance(each, Block) and each.shape == "head"]


def section(found: Page, head: str) -> list[Block]:
    blocks = [each for each in found if isinstance(each, Block)]
    starts = [i for i, each in enumerate(blocks) if each.shape == "head"] + [len(blocks)]
    for start, end in itertools.pairwise(starts):
        if blocks[start].runs[0].text.startswith(head):
            return blocks[start:end]
    raise KeyError(head)


@pytest.fixture
def panel(host: QWidget, document: Document) -> DossierPanel:
    made = DossierPanel(document, host)
    made.resize(368, 800)
    made.show()
    return made


def test_the_order_is_looks(scene: Scene) -> None:
    found = page(scene, "huantongji")
    shapes = [each.shape if isinstance(each, Block) else "cells" for each in found[:5]]
    assert shapes == ["path", "name", "aliases", "cells", "basis"]
    order = ["定位", "关键数字", "举措", "平台", "企业", "空间框架", "来源"]
    assert [head for head in heads(found) if head in order] == order


def test_path_name_tag_and_alias(scene: Scene) -> None:
    lines = plain_text(page(scene, "huantongji")).split("\n")
    assert lines[0] == "杨浦科创带 › 大创智科创走廊 › 环同济"
    assert lines[1].split() == ["环同济", "功能区", "·", "一廊成员"]
    assert lines[2] == "环同济知识经济圈"


def test_two_areas_one_stated_one_measured(scene: Scene) -> None:
    cells = next(each for each in page(scene, "huantongji") if isinstance(each, Cells))
    stated = [plain_text((block,)) for block in cells.left]
    measured = [plain_text((block,)) for block in cells.right]
    assert stated == ["文件所述面积", "2.6 km²", "2023-08 ¶53"]
    assert measured[:2] == ["图上量得（椭球面）", "2.64 km²"]
    assert "示意" in measured[2]


def test_an_area_that_nobody_stated_is_not_invented(scene: Scene) -> None:
    cells = next(each for each in page(scene, "wangu") if isinstance(each, Cells))
    assert [plain_text((block,)) for block in cells.left][1:] == ["—", "文件未说"]


def test_every_fact_ends_with_its_citation(scene: Scene) -> None:
    for zone in ZONES:
        found = page(scene, zone)
        for head in ("举措", "平台", "企业", "关键数字"):
            rows = [block for block in section(found, head)[1:] if block.shape in ("second", "item", "figure")]
            titled = head == "举措"
            for block in rows:
                if titled and block.shape == "item":
                    continue
                assert any(run.voice == "citation" and run.tip for run in block.runs), (zone, head, block)


def test_initiatives_have_a_glyph_and_their_status_in_words(scene: Scene) -> None:
    rows = section(page(scene, "huantongji"), "举措")
    told = [
        row for row in scene.register.initiatives.values() if any(each.zone_id == "huantongji" for each in row.links)
    ]
    assert plain_text((rows[0],)).split() == ["举措", str(len(told))]
    assert [row.icon for row in rows[1::2]] == [f"status-{row.status.replace('_', '-')}" for row in told]
    assert "推进中" in plain_text((rows[2],))
    assert "2023-08 ¶44" in plain_text((rows[2],))


def test_platforms_are_docked_and_the_head_says_so(scene: Scene) -> None:
    rows = section(page(scene, "huantongji"), "平台")
    assert plain_text((rows[0],)).split() == ["平台", "2", "·", "已知在区内，位置未知"]
    assert plain_text((rows[1],)).startswith("国家智能社会治理实验基地")


def test_a_section_without_rows_keeps_its_head_and_says_what_to_do(scene: Scene) -> None:
    rows = section(page(scene, "huantongji"), "企业")
    assert plain_text((rows[0],)).split() == ["企业", "0"]
    assert [row.shape for row in rows] == ["head", "empty"]
    assert "拖入企业表格" in plain_text((rows[1],))


def test_kinds_of_value_never_look_alike(scene: Scene) -> None:
    rows = section(page(scene, "yangpu"), "关键数字")[1:]
    voices = {run.voice for row in rows for run in row.runs if "实际" in run.text.replace("\u2060", "")}
    others = {run.voice for row in rows for run in row.runs if run.voice == "dashed"}
    assert voices == {"solid"}
    assert others == {"dashed"}
    texts = [plain_text((row,)) for row in rows]
    assert any("7\u2009000" in text and "实际" in text and "¶24" in text for text in texts)
    assert any("10\u2009000" in text and "目标" in text and "¶18" in text for text in texts)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_zone_has_a_page_in_both_languages(scene: Scene, zone: str, language: Language) -> None:
    found = page(scene, zone, language)
    text = plain_text(found)
    assert scene.register.zones[zone].name(language) in text
    if language == "en":
        words = ("举措", "平台", "企业", "来源", "定位", "实际", "推进中", "示意范围")
        assert not any(word in text for word in words)


def test_umbrellas_lead_to_their_members(scene: Scene) -> None:
    rows = section(page(scene, "binjiang"), "组成")[1:]
    assert [row.runs[0].link for row in rows] == ["zone:binjiang_south", "zone:binjiang_midnorth", "zone:fuxing_island"]
    assert [row.swatch for row in rows] == ["binjiang_south", "binjiang_midnorth", "fuxing_island"]
    assert [row.traced for row in rows] == [False, False, True]


def test_before_its_day_a_fact_is_not_told(scene: Scene) -> None:
    early = dossier_of(scene.register, "huantongji", date(2023, 5, 1))
    text = plain_text(page_of(early, Facts(scene.register, "zh")))
    assert "2023-08" not in text
    assert "2023-04" in text


def test_without_a_selection_it_says_what_to_do(panel: DossierPanel) -> None:
    assert panel.view.toPlainText() == "点地图上的一个区，看它的档案。"
    assert [button.isEnabled() for button, _ in panel._buttons] == [False, False, True]


def test_it_follows_the_selection(panel: DossierPanel, document: Document) -> None:
    document.select(("zones", "dachuanggu"))
    assert "大创谷" in panel.view.toPlainText()
    assert "小红书" in panel.view.toPlainText()
    document.select(("zones", "huantongji"))
    assert "小红书" not in panel.view.toPlainText()
    document.select()
    assert panel.view.toPlainText() == "点地图上的一个区，看它的档案。"


def test_a_link_selects_and_tells_once(panel: DossierPanel, document: Document) -> None:
    document.select(("zones", "huantongji"))
    heard: list[object] = []
    document.scene_changed.connect(heard.append)
    panel.view.zone_wanted.emit("dachuangzhi_corridor")
    assert document.scene.selected_zone == "dachuangzhi_corridor"
    assert len(heard) == 1


def test_language_and_theme_follow_at_once(panel: DossierPanel, document: Document) -> None:
    document.select(("zones", "huantongji"))
    document.set_language("en")
    assert "Tongji Knowledge Economy Circle" in panel.view.toPlainText()
    assert panel._title.text() == "Dossier"
    before = panel.grab().toImage()
    document.set_theme("dark")
    assert panel.grab().toImage() != before


def test_the_heads_buttons(panel: DossierPanel, document: Document, qtbot: QtBot) -> None:
    document.select(("zones", "huantongji"))
    (zoom, _), (_, _), (close, _) = panel._buttons
    with qtbot.waitSignal(panel.zoom_wanted) as told:
        zoom.click()
    assert told.args == ["zones", "huantongji"]
    with qtbot.waitSignal(panel.closed):
        close.click()


def test_the_whole_dossier_is_copied_with_its_citations(panel: DossierPanel, document: Document) -> None:
    document.select(("zones", "huantongji"))
    (_, _), (copy, _), (_, _) = panel._buttons
    copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("环同济")
    assert "国家智能社会治理实验基地" in text
    assert "¶53" in text
    document.set_language("en")
    copy.click()
    assert "Tongji Knowledge Economy Circle" in QGuiApplication.clipboard().text()


def test_another_register_is_read_again(panel: DossierPanel, document: Document) -> None:
    document.select(("zones", "wangu"))
    zones = dict(document.scene.register.zones)
    zones["wangu"] = replace(zones["wangu"], summary_zh="新写的定位。")
    document.apply(replace(document.scene, register=replace(document.scene.register, zones=zones)))
    assert "新写的定位。" in panel.view.toPlainText()


def test_all_panels_together_within_a_frame(host: QWidget, document: Document) -> None:
    panels = (DossierPanel(document, host), LayerPanel(document, host), TablePanel(document, host))
    for each in panels:
        each.resize(400, 300)
        each.show()
    took = []
    for zone in ZONES * 3:
        start = time.process_time()
        document.select(("zones", zone))
        panels[0].view.viewport().repaint()
        took.append(time.process_time() - start)
    assert median(took) < 0.016


def test_another_zone_within_a_frame(panel: DossierPanel, document: Document) -> None:
    document.select(("zones", "huantongji"))
    panel.view.viewport().repaint()
    took = []
    for zone in ZONES * 3:
        panel._pages.clear()  # as if each were seen for the first time
        start = time.process_time()
        document.select(("zones", zone))
        panel.view.viewport().repaint()
        took.append(time.process_time() - start)
    assert median(took) < 0.016


def test_a_long_list_shows_its_beginning_and_unfolds_in_place(qtbot: QtBot, document: Document) -> None:
    panel = DossierPanel(document)
    qtbot.addWidget(panel)
    document.select(("zones", "yangpu"))
    scene = document.scene
    dossier = dossier_of(scene.register, "yangpu", scene.as_of)
    initiatives = section(panel.view.page, "举措")
    rest = len(dossier.initiatives) - FIRST
    assert rest > 100
    assert f"{len(dossier.initiatives)}" in initiatives[0].runs[1].text, "the head counts all of them"
    assert initiatives[-1].runs[0].link == "more:initiatives"
    assert str(rest) in initiatives[-1].runs[0].text
    panel.view.more_wanted.emit("initiatives")
    unfolded = section(panel.view.page, "举措")
    assert unfolded[: len(initiatives) - 1] == initiatives[:-1]
    assert dossier.initiatives[-1].name_zh in plain_text(tuple(unfolded))
    assert all(run.link != "more:initiatives" for block in unfolded for run in block.runs)
    document.select(("zones", "huantongji"))
    document.select(("zones", "yangpu"))
    assert section(panel.view.page, "举措") == unfolded, "what was unfolded stays so"
