"""The features of a collection, one after the other."""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import njit, types

from geo.scan.kernel.geometry import FULL, geometry
from geo.scan.kernel.text import BROKEN, NULL, ODD, name, past_blanks, past_string, past_value, word

__all__ = ["DONE", "FEATURES", "LOST", "MORE", "NO_ROOM", "members", "scan"]

# How a run ended.
MORE, DONE, NO_ROOM, LOST = 0, 1, 2, 3

FEATURES: Final = 1  # the member that holds the features was met

_TYPE, _PROPERTIES, _GEOMETRY, _OWN_ID, _FEATURES = 0, 1, 2, 3, 4
_FOREIGN: Final = -1
# Those that a feature has, and after them those that it may not have, as RFC 7946, section 7.1, keeps them for others.
_MEMBERS: Final = np.array([word(each) for each in (
    b"type", b"properties", b"geometry", b"id", b"features", b"coordinates", b"geometries", b"crs",
)])  # fmt: skip
_QUOTED: Final = word(b'"Feature"')

_ODD_TYPE: Final = 255  # in place of a geometry type: Python is to look at the feature
_ID: Final = 1  # the feature has an id of its own
_FNV_START, _FNV_PRIME = np.uint64(14695981039346656037), np.uint64(1099511628211)


@njit(nogil=True, error_model="numpy")
def _hashed(text, at, end):
    """FNV-1a of 64 bits."""
    value = _FNV_START
    for i in range(at, end):
        value = (value ^ np.uint64(text[i])) * _FNV_PRIME
    return value


@njit(nogil=True, error_model="numpy")
def _hashed_number(number):
    """The same of a positive number's decimal digits."""
    power = 1
    while power * 10 <= number:
        power *= 10
    value = _FNV_START
    while power:
        value = (value ^ np.uint64(48 + number // power % 10)) * _FNV_PRIME
        power //= 10
    return value


@njit(nogil=True, error_model="numpy")
def _identity(text, at):
    """Past an id: where it ends and the hash of its letters; `BROKEN` where it is neither text nor a plain number."""
    if text[at] == 34:
        end, met = past_string(text, at)
        return (BROKEN, _FNV_START) if end < 0 or met else (end, _hashed(text, at + 1, end - 1))
    end = at + (text[at] == 45)
    first = end
    while 48 <= text[end] <= 57:
        end += 1
    # -0 is the same as 0, 1.0 as 1, and one too long is no whole number any more.
    plain = 0 < end - first < 19 and (text[first] != 48 or (at == first and end == at + 1))
    if not plain or text[end] == 46 or text[end] | 32 == 101:
        return BROKEN, _FNV_START
    return end, _hashed(text, at, end)


@njit(nogil=True, error_model="numpy")
def _member(text, at, end):
    """Which member of a feature has the name in ``text[at:end]``: a row of `_MEMBERS`, or -1."""
    low, high = name(text, at, end)
    for row in range(len(_MEMBERS)):
        if _MEMBERS[row, 0] == low and _MEMBERS[row, 1] == high:
            return row
    return -1


@njit(nogil=True, error_model="numpy")
def _feature(text, at, xy, stops, kinds, first, part, near, on_globe, spans, hashes, row):
    """One feature: where it ends, its geometry's type, next position and part, what is known of it.

    ``spans[row]`` gets where its properties begin and end, ``hashes[row]`` the hash of its id.
    """
    is_feature, kind, known, place, next_part = False, np.int64(-1), np.int64(0), first, part
    properties, properties_end = np.int64(-1), np.int64(-1)
    at = past_blanks(text, at + 1)
    while True:
        begin = at + 1
        at, met = past_string(text, at)
        if at < 0 or met:
            return BROKEN, 0, first, part, 0
        member = _member(text, begin, at - 1)
        at = past_blanks(text, at)
        if text[at] != 58:
            return BROKEN, 0, first, part, 0
        at = past_blanks(text, at + 1)
        if member == _TYPE:
            low, high = name(text, at, at + 9)
            if is_feature or low != _QUOTED[0] or high != _QUOTED[1]:
                return BROKEN, 0, first, part, 0
            is_feature = True
            at += 9
        elif member == _PROPERTIES:
            is_null = name(text, at, at + 4)[0] == NULL
            if properties >= 0 or not (is_null or text[at] == 123):
                return BROKEN, 0, first, part, 0
            properties = at
            at, met = past_value(text, at)
            if met & ODD:
                return BROKEN, 0, first, part, 0
            properties_end = at
        elif member == _GEOMETRY:
            if kind >= 0:
                return BROKEN, 0, first, part, 0
            if name(text, at, at + 4)[0] == NULL:
                kind = 0
                at += 4
            elif text[at] == 123:
                at, kind, place, next_part, more = geometry(text, at, xy, stops, kinds, first, part, near, on_globe)
                known |= more
            else:
                at = BROKEN
        elif member == _OWN_ID:
            if known & _ID:
                return BROKEN, 0, first, part, 0
            known |= _ID
            at, hashes[row] = _identity(text, at)
        elif member == _FOREIGN:
            at, met = past_value(text, at)
            if met & ODD:
                at = BROKEN
        else:
            at = BROKEN
        if at < 0:
            return at, 0, first, part, 0
        at = past_blanks(text, at)
        if text[at] == 125:
            break
        if text[at] != 44:
            return BROKEN, 0, first, part, 0
        at = past_blanks(text, at + 1)
    if not is_feature or properties < 0:
        return BROKEN, 0, first, part, 0
    spans[row, 2], spans[row, 3] = properties, properties_end
    return at + 1, max(kind, 0), place, next_part, known


_TEXT: Final = types.Array(types.uint8, 1, "C", readonly=True)
_SIGNATURE: Final = types.Tuple((types.int64, types.int64, types.int64, types.int64, types.int64))(
    _TEXT,
    types.int64,
    types.int64,
    types.int64,
    types.float64[:, ::1],
    types.int64[::1],
    types.uint8[::1],
    types.int64[:, ::1],
    types.int64[::1],
    types.uint8[::1],
    types.uint8[::1],
    types.uint64[::1],
    types.float64[::1],
    types.boolean,
)


@njit(_SIGNATURE, nogil=True, cache=True)
def scan(text, at, enough, number, xy, stops, kinds, spans, counts, geometry_types, known, hashes, near, on_globe):
    """Features from ``at`` on, until ``enough`` is passed.

    Parameters
    ----------
    text : (n,) array of uint8
        The file, ending in zeros.
    at, enough : int
        Where a feature begins; the run stops before the first one that begins at ``enough`` or later.
    number : int
        How many features came before; one without an id is called by its number from 1.
    xy : (positions, 2) array
        Filled with positions of all kinds, in the order of the file, rings the right way round.
    stops, kinds : (parts,) arrays
        Where each part ends in ``xy``; `HOLE`, `UNSURE`.
    spans : (features, 4) array
        Begin and end of the feature and of its properties; the latter -1 where Python is to look.
    counts : (features,) array
        How many parts had been filled after it.
    geometry_types, known, hashes : (features,) arrays
        0 for none, 1 to 6 in the order of RFC 7946, 255 for a feature that Python is to look at;
        a sum of 1 (has an id), `HIGH`, `NEAR`; hash of the id.
    near : (4,) array
        West, south, east, north.
    on_globe : bool
        Whether positions are degrees.

    Returns
    -------
    tuple of int
        Where the next feature begins (or the list ended), how it ended (0: there is more, 1: end of
        the list, 2: no room, 3: the text cannot be followed), features, parts and positions filled.
    """
    row = part = place = np.int64(0)  # a bare 0 would be a type of its own, for which all is compiled once more
    at = past_blanks(text, at)
    while at < enough:
        if row == len(spans):
            return at, NO_ROOM, row, part, place
        hashes[row] = _FNV_START
        end, kind, next_place, next_part, what = BROKEN, 0, place, part, 0
        if text[at] == 123:
            end, kind, next_place, next_part, what = _feature(
                text, at, xy, stops, kinds, place, part, near, on_globe, spans, hashes, row
            )
        if end == FULL:
            return at, NO_ROOM, row, part, place
        if end < 0:
            spans[row, 2], spans[row, 3] = -1, -1
            kind, next_place, next_part, what = _ODD_TYPE, place, part, 0
            end, _ = past_value(text, at)
            if end < 0:
                return at, LOST, row, part, place
        elif not what & _ID:
            hashes[row] = _hashed_number(number + row + 1)
        after = past_blanks(text, end)
        if text[after] != 44 and text[after] != 93:
            return at, LOST, row, part, place
        place, part = next_place, next_part
        spans[row, 0], spans[row, 1] = at, end
        counts[row], geometry_types[row], known[row] = part, kind, what
        row += 1
        if text[after] == 93:
            return after, DONE, row, part, place
        at = past_blanks(text, after + 1)
    return at, MORE, row, part, place


@njit(types.Tuple((types.int64, types.int64))(_TEXT, types.int64), nogil=True, cache=True)
def members(text, at):
    """Walk through the members of the outermost object, from the key at ``at`` on.

    Returns
    -------
    tuple of int
        Where the value of ``features`` begins and `FEATURES`, or past the closing brace and 0; `BROKEN`
        in place of the position where the text cannot be followed.
    """
    while True:
        at = past_blanks(text, at)
        begin = at + 1
        at, met = past_string(text, at)
        if at < 0 or met:
            return BROKEN, 0
        member = _member(text, begin, at - 1)
        at = past_blanks(text, at)
        if text[at] != 58:
            return BROKEN, 0
        at = past_blanks(text, at + 1)
        if member == _FEATURES:
            return at, FEATURES
        at, met = past_value(text, at)
        if at < 0:
            return BROKEN, 0
        at = past_blanks(text, at)
        if text[at] == 125:
            return at + 1, 0
        if text[at] != 44:
            return BROKEN, 0
        at += 1
