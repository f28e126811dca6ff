"""Whether this machine can show a window or paint a picture; where not, the packages that it lacks."""

from __future__ import annotations

import builtins
import ctypes
import importlib
import os
import re
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

__all__ = [
    "FONT_PACKAGE",
    "QT_PACKAGES",
    "answers",
    "has_display",
    "paint_offscreen",
    "read_fonts_meanwhile",
    "require_font",
    "require_qt",
]

FONT_PACKAGE = "fonts-noto-cjk"

# Shared library: the Debian package that brings it.  The first six are needed to paint at all.
QT_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
}
_PAINT_ONLY = 6
_SONAME = re.compile(r"[\w.+-]+\.so(?:\.\d+)*")

# Qt platforms that reach a screen of their own, without X or Wayland.
_OWN_SCREEN = ("eglfs", "linuxfb", "vnc", "vkkhrdisplay")


def has_display(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a window can be seen.

    On Linux that is where DISPLAY or WAYLAND_DISPLAY is set; ``QT_QPA_PLATFORM=offscreen`` is
    no display, since nobody would ever see or close the window.  A window can still be had
    offscreen for a test or a measurement: set DISPLAY to anything beside it.
    """
    if not platform.startswith("linux"):
        return True
    if environment.get("QT_QPA_PLATFORM", "").partition(":")[0] in _OWN_SCREEN:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def answers(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether the X server that DISPLAY names can be reached; Qt would abort where it cannot.

    True also where there is no way to tell, or no need: another system, Wayland, offscreen.
    """
    offscreen = environment.get("QT_QPA_PLATFORM", "xcb").partition(":")[0] != "xcb"
    if not platform.startswith("linux") or environment.get("WAYLAND_DISPLAY") or offscreen:
        return True
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # `require_qt` names what is missing
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(environment.get("DISPLAY", "").encode(), None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed


def read_fonts_meanwhile(platform: str = sys.platform) -> None:
    """Have fontconfig look through this machine's fonts on another core, while modules are imported.

    Qt asks for the first letter only after them, and would wait; 8 ms here, far more on a machine
    with many fonts that has just been switched on.  Elsewhere than on Linux there is no fontconfig.
    """
    if platform.startswith("linux"):
        threading.Thread(target=_read_fonts, daemon=True).start()


def _read_fonts() -> None:
    try:
        fontconfig = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return  # `require_qt` names what is missing
    fontconfig.FcInit()


def paint_offscreen() -> None:
    """Let Qt paint where there is no screen; to be called before the first QGuiApplication.

    Windows and macOS paint through their own platform, whose fonts the offscreen one lacks.  On
    Linux letters are shaped by the locale, which shifts some by a fraction of a pixel, and what is
    written must not hang on it: ours is told to Qt.
    """
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ["LC_ALL"] = "C.UTF-8"


def require_qt(window: bool) -> None:
    """Make sure that Qt loads here, with the libraries of a window or only those of a painter.

    Raises
    ------
    Refusal
        Naming the Debian packages that are missing.
    """
    try:
        qt = _plainly("PySide6.QtWidgets")
        if window and sys.platform.startswith("linux") and not os.environ.get("WAYLAND_DISPLAY"):
            # Qt would abort the process over a library that its plugin lacks, so try it first.
            plugin = Path(str(qt.__file__)).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
            if plugin.exists():
                ctypes.CDLL(str(plugin))
    except ModuleNotFoundError as error:
        raise Refusal("cli.no_pyside", module=error.name) from error
    except (ImportError, OSError) as error:
        packages = _missing_packages(str(error), window)
        if not packages:
            raise
        raise Refusal("cli.no_qt_libraries", packages=" ".join(packages)) from error


def _plainly(name: str) -> ModuleType:
    """Import a module of Qt without the hook that it puts on all later imports.

    For ``from __feature__ import``, which we do not use, PySide6 reads the source of each module
    that is imported after it: 30 ms at the start, and all those sources kept in memory.
    """
    before = builtins.__import__
    try:
        return importlib.import_module(name)
    finally:
        builtins.__import__ = before


def require_font() -> None:
    """Make sure that Chinese can be drawn; needs a QGuiApplication.

    Raises
    ------
    Refusal
        Naming the package that brings a font.
    """
    from desktop.paint.fonts import has_chinese

    if not has_chinese():
        raise Refusal("cli.no_font", package=FONT_PACKAGE)


def _missing_packages(complaint: str, window: bool) -> list[str]:
    """What Qt complained of, and all else of its list that does not load."""
    blamed = set(_SONAME.findall(complaint))
    wanted = list(QT_PACKAGES.items())[: None if window else _PAINT_ONLY]
    return [package for soname, package in wanted if soname in blamed or not _loads(soname)]


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True
