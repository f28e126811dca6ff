"""The style panel: each choice is on the map at once, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QColorDialog

from desktop.paint.painter import paint_ground
from desktop.panels import style_work
from desktop.panels.style import StylePanel
from desktop.panels.style_rows import SampleButton
from geo.read import parse_geojson
from geo.record import replace
from layers.drawing import draw_ground
from layers.own import layer_of
from layers.symbology import Categorised, Graduated, Labelling, RuleBased, Single

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox, QWidget
    from pytestqt.qtbot import QtBot

    from desktop.document import Document
    from desktop.window import MainWindow
    from layers.layer import Layer

SECTORS = ("软件", "教育", "软件", "设计", "软件", None)


def firms() -> bytes:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [121.50 + 0.005 * i, 31.29]},
            "properties": {"名称": f"企业 {i}", "行业": SECTORS[i % 6], "人数": (i * 7) % 40 or None},
        }
        for i in range(24)
    ]
    return orjson.dumps({"type": "FeatureCollection", "features": features})


@pytest.fixture(name="panel")
def panel_fixture(qtbot: QtBot, host: QWidget, document: Document) -> StylePanel:
    document.add_file(layer_of(parse_geojson(firms(), "企业.geojson")))
    made = StylePanel(document, host)
    made.resize(368, 800)
    made.open_for("own.1")
    made.show()
    return made


def layer(panel: StylePanel) -> Layer:
    return panel.document.scene.layer("own.1")


def choose(box: QComboBox, data: object) -> None:
    box.setCurrentIndex(box.findData(data))
    assert box.currentIndex() >= 0
    box.activated.emit(box.currentIndex())


def test_kinds_are_made_of_the_data_and_can_be_undone_one_by_one(panel: StylePanel) -> None:
    choose(panel.form.kind, "categorised")
    first = layer(panel).symbology
    assert isinstance(first, Categorised)
    assert first.field == "行业"  # not the names, of which each has another
    assert [row.text() for row in panel.form.rows.labels] == ["软件", "教育", "设计", "无数据"]
    choose(panel.form.kind, "graduated")
    second = layer(panel).symbology
    assert isinstance(second, Graduated)
    assert second.field == "人数"
    choose(panel.form.kind, "rules")
    assert isinstance(layer(panel).symbology, RuleBased)
    for wanted in (second, first, None):
        panel.document.undo()
        assert layer(panel).symbology == wanted
    panel.document.redo()
    assert layer(panel).symbology == first
    assert panel.form.kind.currentData() == "categorised"


def test_scheme_count_ramp_and_unit(panel: StylePanel) -> None:
    form = panel.form
    choose(form.kind, "graduated")
    form.count.setValue(3)
    made = layer(panel).symbology
    assert isinstance(made, Graduated)
    assert len(made.looks) == 3
    choose(form.scheme, "equal_interval")
    choose(form.ramp, "greens")
    form.reverse.setChecked(True)
    form.unit.setText("人")
    form.unit.textEdited.emit("人")
    now = layer(panel).symbology
    assert isinstance(now, Graduated)
    assert (now.scheme, now.ramp, now.reverse, now.unit) == ("equal_interval", "greens", True, "人")
    assert len(now.looks) == 3
    assert form.rows.labels[0].text().endswith(" 人")


def test_what_takes_long_is_done_beside_the_window(
    panel: StylePanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(panel.form.kind, "graduated")
    monkeypatch.setattr(style_work, "QUICK_ROWS", 0)
    busy: list[bool] = []
    panel.work.busy.connect(busy.append)
    with qtbot.waitSignal(panel.work.made, timeout=60_000):
        choose(panel.form.scheme, "equal_interval")
    qtbot.waitUntil(lambda: busy == [True, False])
    made = layer(panel).symbology
    assert isinstance(made, Graduated)
    assert made.scheme == "equal_interval"
    assert panel.form.busy.isHidden()


def test_the_newest_wish_wins(panel: StylePanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(panel.form.kind, "graduated")
    monkeypatch.setattr(style_work, "QUICK_ROWS", 0)
    panel.form.count.setValue(7)
    monkeypatch.setattr(style_work, "QUICK_ROWS", 100)
    choose(panel.form.scheme, "equal_interval")
    panel.work.wait()
    qtbot.wait(50)
    made = layer(panel).symbology
    assert isinstance(made, Graduated)
    assert made.scheme == "equal_interval"


def test_dragging_is_one_step_and_a_pause_begins_another(panel: StylePanel) -> None:
    for value in (90, 70, 50):
        panel.form.opacity.setValue(value)
    assert layer(panel).symbology.base.opacity == 0.5  # type: ignore[union-attr]
    panel.edit.pause()
    panel.form.line_width.setValue(3.0)
    panel.form.radius.setValue(9.0)
    panel.document.undo()
    base = layer(panel).symbology.base  # type: ignore[union-attr]
    assert (base.opacity, base.width, base.radius) == (0.5, None, None)
    panel.document.undo()
    assert layer(panel).symbology is None
    assert not panel.document.scene.layer("own.1").labelling


def test_something_else_between_ends_the_step(panel: StylePanel) -> None:
    panel.form.opacity.setValue(90)
    panel.document.set_as_of(min(source.published for source in panel.document.scene.register.sources.values()))
    panel.form.opacity.setValue(40)
    panel.document.undo()
    assert layer(panel).symbology.base.opacity == 0.9  # type: ignore[union-attr]


def test_escape_takes_all_back_and_that_too_can_be_undone(panel: StylePanel, qtbot: QtBot) -> None:
    choose(panel.form.kind, "categorised")
    panel.form.label.setCurrentIndex(panel.form.label.findText("名称"))
    panel.form.label.activated.emit(1)
    before = layer(panel)
    assert panel._revert.isEnabled()
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert (layer(panel).symbology, layer(panel).labelling) == (None, None)
    assert not panel._revert.isEnabled()
    panel.document.undo()
    assert (layer(panel).symbology, layer(panel).labelling) == (before.symbology, before.labelling)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_classes_are_renamed_and_coloured(panel: StylePanel, qtbot: QtBot) -> None:
    choose(panel.form.kind, "categorised")
    label = panel.form.rows.labels[0]
    label.setFocus()
    label.selectAll()
    qtbot.keyClicks(label, "IT")
    made = layer(panel).symbology
    assert isinstance(made, Categorised)
    assert made.classes[0].label == "IT"
    panel.form.rows.samples[0].click()
    dialog = panel.findChild(QColorDialog)
    assert isinstance(dialog, QColorDialog)
    dialog.setCurrentColor(QColor("#112233"))
    made = layer(panel).symbology
    assert isinstance(made, Categorised)
    assert made.classes[0].look.colour == "#112233"
    dialog.reject()
    made = layer(panel).symbology
    assert isinstance(made, Categorised)
    assert made.classes[0].look.colour is None


def test_a_rule_that_is_wrong_says_so_and_the_others_hold(panel: StylePanel) -> None:
    choose(panel.form.kind, "rules")
    panel.form.add_rule.click()
    for number, text in enumerate(("人数 > 20", "人数 >")):
        panel.form.rows.rules[number].setText(text)
        panel.form.rows.rules[number].editingFinished.emit()
    made = layer(panel).symbology
    assert isinstance(made, RuleBased)
    assert [rule.when for rule in made.rules] == ["人数 > 20", "人数 >"]
    assert panel.form.rows.faults[0].isHidden()
    assert not panel.form.rows.faults[1].isHidden()
    assert "5" in panel.form.rows.faults[1].text()
    panel.form.rows.removed.emit(1)
    assert len(layer(panel).symbology.rules) == 1  # type: ignore[union-attr]


def test_labels_by_a_field_or_by_what_is_written(panel: StylePanel) -> None:
    panel.form.label.setCurrentIndex(panel.form.label.findText("名称"))
    panel.form.label.activated.emit(1)
    assert layer(panel).labelling == Labelling("名称")
    panel.form.written.setText("名称 || ' ' || 人数")
    panel.form.written.editingFinished.emit()
    panel.form.text_size.setValue(14)
    assert layer(panel).labelling == Labelling("名称 || ' ' || 人数", size=14.0)
    assert panel.form.label_note.isHidden()
    panel.form.written.setText("名称 ||")
    panel.form.written.editingFinished.emit()
    assert not panel.form.label_note.isHidden()
    panel.form.label.setCurrentIndex(0)
    panel.form.label.activated.emit(0)
    assert layer(panel).labelling is None


def test_a_field_without_numbers_says_so(panel: StylePanel) -> None:
    choose(panel.form.kind, "graduated")
    choose(panel.form.field, "行业")
    assert not panel.form.note.isHidden()
    assert layer(panel).symbology.bounds == ()  # type: ignore[union-attr]


def test_it_speaks_both_languages_and_closes_with_its_layer(panel: StylePanel, qtbot: QtBot) -> None:
    choose(panel.form.kind, "graduated")
    assert panel.form.kind.currentText() == "按数值分级"
    panel.document.set_language("en")
    assert panel.form.kind.currentText() == "By range"
    panel.document.set_theme("dark")
    with qtbot.waitSignal(panel.closed):
        panel.document.close_layer("own.1")
    assert panel.layer is None


def test_the_map_has_the_colours_of_the_legend(qtbot: QtBot, window: MainWindow) -> None:
    """What a class's sample shows is what is drawn of its features."""
    rings = []
    for i in range(3):
        x, y = 121.51 + 0.01 * i, 31.33
        ring = [[x, y], [x + 0.008, y], [x + 0.008, y + 0.006], [x, y + 0.006], [x, y]]
        rings.append(
            {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}, "properties": {"k": "abc"[i]}}
        )
    data = orjson.dumps({"type": "FeatureCollection", "features": rings})
    window.document.add_file(layer_of(parse_geojson(data, "areas.geojson")))
    window.styling.open("own.1")
    with qtbot.waitSignal(window.surface.completed):
        choose(window.styling.panel.form.kind, "categorised")
    assert window.dossier.isHidden()
    view = window.surface.view
    picture = QImage(round(view.width), round(view.height), QImage.Format.Format_RGB32)
    # Alone on the district's land: streets cross the areas on the whole map.
    alone = window.document.scene
    for each in alone.layers:
        if each.id != "own.1":
            alone = alone.changed(each.id, lambda one: replace(one, visible=False))
    with QPainter(picture) as painter:
        paint_ground(painter, draw_ground(alone, view), view)
    shapes = alone.layer("own.1").geometry[0].shapes
    for i, sample in enumerate(window.styling.panel.form.rows.samples):
        x, y = view.to_px(shapes.parts(i)[0][:4]).mean(axis=0)
        on_map = picture.pixelColor(round(x), round(y))
        assert isinstance(sample, SampleButton)
        shown = sample.grab().toImage()
        in_legend = shown.pixelColor(shown.width() // 2 - 6, shown.height() // 2)
        apart = [
            abs(one() - other())
            for one, other in (
                (on_map.red, in_legend.red),
                (on_map.green, in_legend.green),
                (on_map.blue, in_legend.blue),
            )
        ]
        assert max(apart) <= 2, (on_map.name(), in_legend.name())
    window.styling.panel.put_away()
    assert not window.dossier.isHidden()


def test_single_is_what_it_was(panel: StylePanel) -> None:
    choose(panel.form.kind, "categorised")
    choose(panel.form.kind, "single")
    assert isinstance(layer(panel).symbology, Single)
    assert not panel.form.colour.isHidden()
