"""What QPdfWriter leaves to be mended: letters as they were meant, whole names, size of the page, dates.

Qt finds a glyph's character by going backwards through the font, and several may share one
glyph: 一 comes back as the radical U+2F00, and a search for it finds nothing.  We know what was
written, so the maps are made anew from it.  Names whose letters stand apart get an
``ActualText`` (ISO 32000-1, 14.9.4), so that they are found and copied in one piece.

The content is looked at as Qt 6 writes it: one operator a line, each ``drawText`` after a ``cm``
of its own, its glyphs between ``BT`` and ``ET``.
"""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING

from desktop.paint.lettering import pieces_of
from desktop.paint.pdf_alpha import unfolded
from geo.record import dataclass, field
from layers.display import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from pikepdf import Pdf

    from desktop.paint.paper import Format
    from layers.display import Overlay

__all__ = ["Imprint", "mended"]

_STEP = re.compile(rb"^[-\d. ]+ cm$|^BT\n.*?^ET$", re.MULTILINE | re.DOTALL)
_FONT = re.compile(rb"^(/\S+) [\d.]+ Tf", re.MULTILINE)
_GLYPHS = re.compile(rb"<([0-9A-Fa-f]+)> Tj")
_MAPPED = re.compile(rb"^<(\w{4})> <(\w{4})> (?:<(\w+)>|\[(.*?)\])", re.MULTILINE | re.DOTALL)
_POINT_MM = 25.4 / 72
_MAP_ROWS = 100  # the most that one block of a map may hold (Adobe Technical Note 5014)
_LEFTWARD = frozenset({"R", "AL"})


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a file says of itself.

    Attributes
    ----------
    title : str
    language : str
        BCP 47.
    date : datetime
        In UTC; when the file counts as made.
    """

    title: str
    language: str
    date: datetime


@dataclass(slots=True)
class _Run:
    """One ``drawText`` in the content: where it begins and ends, and its glyphs as (font, number)."""

    start: int
    end: int
    glyphs: list[tuple[str, int]] = field(default_factory=list)


def mended(data: bytes, overlay: Iterable[Overlay], form: Format, imprint: Imprint) -> bytes:
    """A PDF of one page as QPdfWriter wrote it of ``overlay``, with all of that set right."""
    import pikepdf

    labels = list(spoken(overlay))
    with pikepdf.open(BytesIO(data)) as pdf:
        page = pdf.pages[0]
        page.contents_coalesce()
        content = page.Contents.read_bytes()
        runs = _runs(content)
        written = [piece for _, texts in labels for text in texts for piece in pieces_of(text)]
        if len(runs) == len(written):  # else Qt writes otherwise than we know: its own text stays
            _mend_maps(pdf, dict(_meant(zip(runs, written, strict=True))))
            numbers = [(words, sum(len(pieces_of(text)) for text in texts)) for words, texts in labels]
            content = _with_names(content, runs, numbers)
        page.Contents = pdf.make_stream(unfolded(pdf, content))
        _tag_fonts(pdf)
        width, height = form.width_mm / _POINT_MM, form.height_mm / _POINT_MM
        top = float(page.MediaBox[3])  # Qt rounds the page to whole points, and counts from its top
        page.MediaBox = pikepdf.Array([0, round(top - height, 3), round(width, 3), top])
        _sign(pdf, imprint)
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _runs(content: bytes) -> list[_Run]:
    runs: list[_Run] = []
    fresh = True
    for step in _STEP.finditer(content):
        if not step[0].startswith(b"BT"):
            fresh = True
            continue
        font = _FONT.search(step[0])
        name = font[1].decode() if font else ""
        if fresh:
            runs.append(_Run(step.start(), step.end()))
            fresh = False
        runs[-1].end = step.end()
        runs[-1].glyphs += [(name, int(glyph, 16)) for glyph in _GLYPHS.findall(step[0])]
    return runs


def _meant(runs: Iterable[tuple[_Run, str]]) -> Iterable[tuple[tuple[str, int], str]]:
    """The character of each glyph, where a run has a glyph for each and they go from left to right."""
    for run, text in runs:
        if len(run.glyphs) == len(text) and not any(unicodedata.bidirectional(c) in _LEFTWARD for c in text):
            yield from zip(run.glyphs, text, strict=True)


def _mend_maps(pdf: Pdf, meant: Mapping[tuple[str, int], str]) -> None:
    """Write each font's map to Unicode anew."""
    for name, font in pdf.pages[0].Resources.get("/Font", {}).items():
        if "/ToUnicode" not in font:
            continue
        known = dict(_read_map(font.ToUnicode.read_bytes()))
        known |= {glyph: character for (owner, glyph), character in meant.items() if owner == name}
        font.ToUnicode = pdf.make_stream(_map(known))


def _tag_fonts(pdf: Pdf) -> None:
    """Name the subsets of fonts in their order; Qt tags them at random."""
    import pikepdf

    for number, (_, font) in enumerate(sorted(pdf.pages[0].Resources.get("/Font", {}).items())):
        face = str(font.BaseFont).removeprefix("/").rpartition("+")[2]
        name = pikepdf.Name(f"/AAAAA{chr(ord('A') + number)}+{face}")
        font.BaseFont = name
        for inner in font.get("/DescendantFonts", []):
            inner.BaseFont = name
            inner.FontDescriptor.FontName = name


def _read_map(text: bytes) -> Iterable[tuple[int, str]]:
    """Glyph and character of each row of a map."""
    for first, last, one, many in _MAPPED.findall(text):
        glyphs = range(int(first, 16), int(last, 16) + 1)
        codes = [one] if one else re.findall(rb"<(\w+)>", many)
        for glyph, code in zip(glyphs, codes, strict=False):
            yield glyph, bytes.fromhex(code.decode()).decode("utf-16-be", "replace")


def _map(known: Mapping[int, str]) -> bytes:
    """A map to Unicode (ISO 32000-1, 9.10.3)."""
    rows = [
        f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in sorted(known.items()) if glyph
    ]
    blocks = [rows[first : first + _MAP_ROWS] for first in range(0, len(rows), _MAP_ROWS)]
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{body}"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()


def _with_names(content: bytes, runs: list[_Run], labels: Iterable[tuple[str, int]]) -> bytes:
    """The content with an ``ActualText`` around each label that is set in several pieces."""
    out, done, first = [], 0, 0
    for words, number in labels:
        start, end = runs[first].start, runs[first + number - 1].end
        first += number
        if number == 1:
            continue
        text = words.encode("utf-16-be").hex().upper()
        out += [content[done:start], f"/Span <</ActualText <FEFF{text}>>> BDC\n".encode(), content[start:end], b"\nEMC"]
        done = end
    return b"".join((*out, content[done:]))


def _sign(pdf: Pdf, imprint: Imprint) -> None:
    """Title, language and date instead of the clock's and a random number's."""
    import pikepdf

    for holder, key in ((pdf.Root, "/Metadata"), (pdf.trailer, "/ID")):
        if key in holder:
            del holder[key]
    pdf.Root["/Lang"] = pikepdf.String(imprint.language)
    pdf.Root["/ViewerPreferences"] = pikepdf.Dictionary(DisplayDocTitle=True)
    stamp = f"D:{imprint.date:%Y%m%d%H%M%S}Z"
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    pdf.docinfo["/Title"] = pikepdf.String(imprint.title)
    pdf.docinfo["/Creator"] = pikepdf.String("Yangpu Atlas")
    pdf.docinfo["/CreationDate"] = pikepdf.String(stamp)
    pdf.docinfo["/ModDate"] = pikepdf.String(stamp)
