"""``--basemap`` on the command line, and pictures from the window."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest
from PySide6.QtGui import QImage

from desktop.cli import main
from desktop.saving import plate_of
from desktop.tiles.keys import Basemaps, basemaps_file, write_basemaps
from desktop.work import Pulse
from geo.mercator import to_mercator
from geo.record import replace
from layers.home import home_extent
from layers.tiles.basemap import BasemapError
from layers.tiles.pyramid import WORLD_M, tile_extent, tiles_for
from layers.viewport import Viewport
from tests.desktop.tiles.conftest import colour_of
from tests.desktop.tiles.test_sheet import tile_at

if TYPE_CHECKING:
    from pathlib import Path

    from layers.scene import Scene
    from tests.desktop.tiles.conftest import TileServer


class Done(NamedTuple):
    """How a command ended and what it said beside its result."""

    returncode: int
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(
    server: TileServer, own_folders: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """The command line in this process, with a basemap ``own_test`` that the server on loopback has."""
    kept = Basemaps(own=(server.basemap(id="own_test"),))
    assert write_basemaps(basemaps_file(), kept)
    monkeypatch.chdir(own_folders)
    monkeypatch.setenv("QT_SCALE_FACTOR", "1")  # put back afterwards

    def start(*words: str) -> Done:
        code = main([*words, "--lang", "en"])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert "s3cret" not in said.err + said.out
        assert "127.0.0.1" not in said.err + said.out
        return Done(code, said.err)

    return start


def test_render_over_tiles(run: Run, server: TileServer, own_folders: Path, scene: Scene) -> None:
    done = run("render", "a.png", "--size", "800x500", "--basemap", "own_test")
    assert done.returncode == 0
    assert len(done.stderr.strip().splitlines()) == 1
    image = QImage(str(own_folders / "a.png"))
    view = Viewport.fitted(home_extent(scene), 800, 500, 40)
    wanted = tiles_for(server.basemap(), view)[0].z
    for px in range(10, 200, 30):
        for py in range(10, 480, 30):
            x, y = view.to_map(px + 0.5, py + 0.5)
            tile = tile_at(x, y, wanted)
            inside = tile_extent(tile).grown(-3 * view.resolution).contains(x, y)
            if inside and py < 400:  # and no furniture
                assert image.pixelColor(px, py) == colour_of(tile)
    assert run("render", "b.png", "--size", "800x500", "--basemap", "builtin").returncode == 0


def test_what_is_missing_is_said(run: Run, server: TileServer, own_folders: Path) -> None:
    server.status = 403
    done = run("render", "a.png", "--basemap", "own_test")
    assert done.returncode == 2
    assert "Test basemap" in done.stderr
    assert "check the key" in done.stderr
    assert not (own_folders / "a.png").exists()
    server.status = 404
    done = run("export", "png", "a.png", "--basemap", "own_test")
    assert done.returncode == 2
    assert not (own_folders / "a.png").exists()


def test_a_picture_with_holes_is_written_and_counts_as_a_problem(
    run: Run, server: TileServer, own_folders: Path
) -> None:
    server.gone = lambda tile: tile.x % 2 == 0
    done = run("export", "png", "a.png", "--size", "600x400", "--basemap", "own_test")
    assert done.returncode == 1
    assert re.search(r"\d+ tiles of “Test basemap” could not be had", done.stderr)
    assert (own_folders / "a.png").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["render", "a.png", "--basemap", "atlantis"], "atlantis"),
        (["render", "a.png", "--basemap", "amap_vec"], "part of a picture"),
        (["render", "a.png", "--basemap", "tianditu_vec"], "ATLAS_TIANDITU_KEY"),
        (["export", "html", "a.html", "--basemap", "osm"], "--basemap"),
        (["export", "geojson", "a.geojson", "--basemap", "osm"], "--basemap"),
    ],
)
def test_refusals(words: list[str], said: str, run: Run, own_folders: Path) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (own_folders / words[1]).exists()


def test_the_window_with_a_basemap(run: Run, server: TileServer, own_folders: Path) -> None:
    done = run("render", "w.png", "--window", "--size", "1200x800", "--basemap", "own_test")
    assert done.returncode == 0
    assert server.asked
    image = QImage(str(own_folders / "w.png"))
    seen = {image.pixel(x, 300) for x in range(image.width())}
    assert seen & {colour_of(tile).rgb() for tile in server.asked}


@pytest.mark.parametrize("form", ["png", "pdf", "svg"])
def test_pictures_from_the_window_hold_the_tiles(form: str, server: TileServer, scene: Scene) -> None:
    x, y = to_mercator(np.array([[121.45, 31.40]]))[0].tolist()
    view = Viewport(x, y, WORLD_M / 256 / 2**13, 300, 200)
    online = replace(scene, basemap=server.basemap())
    data = plate_of(form, online, view)(Pulse())  # type: ignore[arg-type]
    plain = plate_of(form, scene, view)(Pulse())  # type: ignore[arg-type]
    if form == "png":
        image = QImage.fromData(data)
        assert image.pixel(300, 200) in {colour_of(tile).rgb() for tile in server.asked}
    elif form == "svg":
        assert b'<image width="300" height="200" href="data:image/png;base64,' in data
        assert "GS（2024）0000号" in data.decode()
    else:
        assert data.startswith(b"%PDF")
    assert len(data) > len(plain) or form == "png"


def test_a_picture_without_any_tile_says_so(server: TileServer, scene: Scene) -> None:
    server.status = 403
    view = Viewport.fitted(home_extent(scene), 300, 200, 10)
    with pytest.raises(BasemapError) as error:
        plate_of("png", replace(scene, basemap=server.basemap()), view)(Pulse())
    assert error.value.code == "tiles.none_for_picture"
