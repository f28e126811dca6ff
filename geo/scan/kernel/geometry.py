"""One GeoJSON geometry, written into the arrays that all features share."""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import njit

from geo.scan.kernel.numbers import number
from geo.scan.kernel.text import BROKEN, ODD, name, past_blanks, past_string, past_value, word

__all__ = ["EXTERIOR", "FULL", "HIGH", "HOLE", "NEAR", "UNSURE", "geometry"]

FULL: Final = -2  # in place of a position: the arrays are too short

# What is known of a feature; a sum of them.
HIGH: Final = 4  # a position has a height
NEAR: Final = 8  # a position lies in the box that was asked for

# What is known of a part.
EXTERIOR: Final = 0
HOLE: Final = 1
UNSURE: Final = 2  # which way the ring runs is too close to call

_NONE: Final = 0
_POINT, _MULTIPOINT, _LINE, _MULTILINE, _POLYGON, _MULTIPOLYGON = 1, 2, 3, 4, 5, 6
# Of the sum of a ring's cross products, where rounding might turn the sign.
_SURE: Final = 1e-10


_TYPE, _COORDINATES = word(b"type"), word(b"coordinates")
_WORDS: Final = np.array([word(each) for each in (
    b"Point", b"MultiPoint", b"LineString", b"MultiLineString", b"Polygon", b"MultiPolygon",
)])  # fmt: skip
# Names that RFC 7946, section 7.1, keeps for other types.
_KEPT: Final = np.array([word(each) for each in (b"geometry", b"properties", b"features", b"geometries", b"crs")])


@njit(nogil=True, error_model="numpy")
def _place_among(words, low, high):
    """The row of a word in a table, or -1."""
    for row in range(len(words)):
        if words[row, 0] == low and words[row, 1] == high:
            return row
    return -1


@njit(nogil=True, error_model="numpy")
def _position(text, at, xy, place):
    """One position after its bracket: where it ends, its height, whether it has one."""
    at, x = number(text, at)
    if at < 0:
        return BROKEN, 0.0, False
    at = past_blanks(text, at)
    if text[at] != 44:
        return BROKEN, 0.0, False
    at, y = number(text, past_blanks(text, at + 1))
    if at < 0:
        return BROKEN, 0.0, False
    xy[place, 0], xy[place, 1] = x, y
    height, high = 0.0, False
    at = past_blanks(text, at)
    if text[at] == 44:
        at, height = number(text, past_blanks(text, at + 1))
        if at < 0:
            return BROKEN, 0.0, False
        high = True
        at = past_blanks(text, at)
    return (at + 1 if text[at] == 93 else BROKEN), height, high


@njit(nogil=True, error_model="numpy")
def _opened(text, at, count):
    """Past as many opening brackets."""
    for _ in range(count):
        if text[at] != 91:
            return BROKEN
        at = past_blanks(text, at + 1)
    return at


@njit(nogil=True, error_model="numpy")
def _coordinates(text, at, xy, stops, kinds, first, part):
    """All positions: where the text goes on, how deep they are, next position and part, whether one is high.

    A part stops where the innermost list of positions does, and is a hole where it is not the
    first of the list around it.
    """
    depth, high = 0, False
    while text[at] == 91:
        depth += 1
        at = past_blanks(text, at + 1)
    if not 0 < depth < 5:
        return BROKEN, 0, first, part, high
    place, begin, is_hole = first, part, False
    height_first, high_first = 0.0, False
    run = first
    while True:
        if place == len(xy) or part == len(stops):
            return FULL, 0, first, part, high
        at, height, is_high = _position(text, at, xy, place)
        if at < 0:
            return BROKEN, 0, first, part, high
        high |= is_high
        if place == run:
            height_first, high_first = height, is_high
        place += 1
        level = depth - 1
        while level:
            at = past_blanks(text, at)
            if text[at] == 44:
                at = _opened(text, past_blanks(text, at + 1), depth - level)
                break
            if text[at] != 93:
                return BROKEN, 0, first, part, high
            at += 1
            level -= 1
            if level == depth - 2:
                # Rings that differ in the heights of their ends alone are for Python to mend.
                kinds[part] = HOLE if is_hole else EXTERIOR
                if is_high != high_first or height != height_first:
                    kinds[part] |= UNSURE
                stops[part] = place
                part += 1
                is_hole = True
                run = place
            if level == depth - 3:
                is_hole = False
        if at < 0:
            return BROKEN, 0, first, part, high
        if not level:
            if part == begin:
                stops[part], kinds[part] = place, EXTERIOR
                part += 1
            return at, depth, place, part, high


@njit(nogil=True, error_model="numpy")
def _turned(xy, begin, stop, is_hole):
    """Turn a ring the right way round; False where rounding leaves it open which way it runs."""
    x0, y0 = xy[begin, 0], xy[begin, 1]
    area, size = 0.0, 0.0
    for i in range(begin, stop - 1):
        ahead = (xy[i, 0] - x0) * (xy[i + 1, 1] - y0)
        back = (xy[i + 1, 0] - x0) * (xy[i, 1] - y0)
        area += ahead - back
        size += abs(ahead) + abs(back)
    if not abs(area) > size * _SURE:
        return False
    if (area > 0) == is_hole:
        i, j = begin, stop - 1
        while i < j:
            for axis in range(2):
                xy[i, axis], xy[j, axis] = xy[j, axis], xy[i, axis]
            i += 1
            j -= 1
    return True


@njit(nogil=True, error_model="numpy")
def _rings_sound(xy, stops, kinds, begin, part, first):
    """Whether all rings are closed and long enough; they are turned the right way."""
    for ring in range(begin, part):
        stop = stops[ring]
        if stop - first < 4 or kinds[ring] & UNSURE:
            return False
        if xy[first, 0] != xy[stop - 1, 0] or xy[first, 1] != xy[stop - 1, 1]:
            return False
        if not _turned(xy, first, stop, kinds[ring] == HOLE):
            kinds[ring] |= UNSURE
        first = stop
    return True


@njit(nogil=True, error_model="numpy")
def _lines_sound(stops, kinds, begin, part, first):
    """Whether all lines have two positions."""
    for line in range(begin, part):
        kinds[line] = EXTERIOR
        if stops[line] - first < 2:
            return False
        first = stops[line]
    return True


@njit(nogil=True, error_model="numpy")
def _where(xy, first, place, near, on_globe):
    """`NEAR` or 0; -1 where a position is on no globe and should be."""
    found = 0
    for i in range(first, place):
        x, y = xy[i, 0], xy[i, 1]
        if on_globe and not (-180 <= x <= 180 and -90 <= y <= 90):
            return -1
        if near[0] <= x <= near[2] and near[1] <= y <= near[3]:
            found = NEAR
    return found


@njit(nogil=True, error_model="numpy")
def _members(text, at, xy, stops, kinds, first, part):
    """Type and coordinates of an object: place, type, depth, next position and part, whether one is high."""
    kind, depth, place, end, high = _NONE, 0, first, part, False
    at = past_blanks(text, at + 1)
    while True:
        begin = at + 1
        at, met = past_string(text, at)
        if at < 0 or met:
            return BROKEN, kind, depth, place, end, high
        first_half, second_half = name(text, begin, at - 1)
        at = past_blanks(text, at)
        if text[at] != 58:
            return BROKEN, kind, depth, place, end, high
        at = past_blanks(text, at + 1)
        if first_half == _TYPE[0] and second_half == _TYPE[1]:
            begin = at + 1
            at, met = past_string(text, at)
            if at < 0 or met or kind != _NONE:
                return BROKEN, kind, depth, place, end, high
            first_half, second_half = name(text, begin, at - 1)
            kind = 1 + _place_among(_WORDS, first_half, second_half)
            if kind == _NONE:
                return BROKEN, kind, depth, place, end, high
        elif first_half == _COORDINATES[0] and second_half == _COORDINATES[1]:
            if depth:
                return BROKEN, kind, depth, place, end, high
            at, depth, place, end, high = _coordinates(text, at, xy, stops, kinds, first, part)
        elif _place_among(_KEPT, first_half, second_half) < 0:
            at, met = past_value(text, at)
            if met & ODD:
                at = BROKEN
        else:
            at = BROKEN
        if at < 0:
            return at, kind, depth, place, end, high
        at = past_blanks(text, at)
        if text[at] == 125:
            return at + 1, kind, depth, place, end, high
        if text[at] != 44:
            return BROKEN, kind, depth, place, end, high
        at = past_blanks(text, at + 1)


@njit(nogil=True, error_model="numpy")
def geometry(text, at, xy, stops, kinds, first, part, near, on_globe):
    """The geometry that begins at ``at``: where it ends, its type, next position and part, what is known of it.

    `BROKEN` in place of the end where it is not sound as it is, whatever the reason.
    """
    at, kind, depth, place, end, high = _members(text, at, xy, stops, kinds, first, part)
    if at < 0:
        return at, kind, first, part, 0
    expected = 1 if kind == _POINT else 4 if kind == _MULTIPOLYGON else 2 if kind == _MULTIPOINT or kind == _LINE else 3
    if kind == _NONE or depth != expected:
        return BROKEN, kind, first, part, 0
    if kind == _MULTIPOINT:
        if part + place - first > len(stops):
            return FULL, kind, first, part, 0
        end = part + place - first
        for i in range(part, end):
            stops[i], kinds[i] = first + 1 + i - part, EXTERIOR
    elif kind == _LINE or kind == _MULTILINE:
        if not _lines_sound(stops, kinds, part, end, first):
            return BROKEN, kind, first, part, 0
    elif kind >= _POLYGON and not _rings_sound(xy, stops, kinds, part, end, first):
        return BROKEN, kind, first, part, 0
    known = _where(xy, first, place, near, on_globe)
    if known < 0:
        return BROKEN, kind, first, part, 0
    return at, kind, place, end, known | (HIGH if high else 0)
