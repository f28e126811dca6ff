"""Strings and values of JSON that are passed over, checked as strictly as the parser would."""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import njit

from geo.scan.kernel.numbers import HARD, number, whole_digits

__all__ = ["BROKEN", "ESCAPED", "NULL", "ODD", "name", "past_blanks", "past_string", "past_value", "word"]

BROKEN: Final = -1  # in place of a position: no JSON, or nothing that is followed here

# What was met on the way; a sum of them.
ESCAPED: Final = 1  # a string with an escape
ODD: Final = 2  # to be looked at by Python: half of a surrogate pair, a number that may be too long

_DEEPEST: Final = 60  # containers in each other, one bit each
_LONGEST_WHOLE: Final = 18  # digits of a whole number that is surely below 2**63


@njit(nogil=True, error_model="numpy")
def past_blanks(text, at):
    """The first byte that is no white space."""
    while text[at] == 32 or text[at] == 10 or text[at] == 13 or text[at] == 9:
        at += 1
    return at


def word(letters: bytes) -> tuple[np.uint64, np.uint64]:
    """A word of at most 16 letters as `name` gives it."""
    return np.uint64(int.from_bytes(letters[:8])), np.uint64(int.from_bytes(letters[8:]))


@njit(nogil=True, error_model="numpy")
def name(text, at, end):
    """Up to 16 bytes as two numbers, by which words are told apart at once; zeros where there are more."""
    low = high = np.uint64(0)
    if end - at <= 16:
        for i in range(at, min(at + 8, end)):
            low = low << np.uint64(8) | np.uint64(text[i])
        for i in range(at + 8, end):
            high = high << np.uint64(8) | np.uint64(text[i])
    return low, high


_TRUE: Final = word(b"true")[0]
_FALSE: Final = word(b"false")[0]
NULL: Final = word(b"null")[0]


@njit(nogil=True, error_model="numpy")
def _hex(text, at):
    """The value of four hexadecimal digits, or -1."""
    value = 0
    for i in range(at, at + 4):
        c = np.int64(text[i])
        if 48 <= c <= 57:
            c -= 48
        elif 97 <= c | 32 <= 102:
            c = (c | 32) - 87
        else:
            return -1
        value = value * 16 + c
    return value


@njit(nogil=True, error_model="numpy")
def _past_escape(text, at):
    """Past what follows a backslash, and what it was."""
    c = text[at]
    if c == 117:
        value = _hex(text, at + 1)
        if value < 0:
            return BROKEN, 0
        return at + 5, ESCAPED | ODD if 0xD800 <= value <= 0xDFFF else ESCAPED
    if c == 34 or c == 92 or c == 47 or c == 98 or c == 102 or c == 110 or c == 114 or c == 116:
        return at + 1, ESCAPED
    return BROKEN, 0


@njit(nogil=True, error_model="numpy")
def _past_wide(text, at):
    """Past one character of several bytes (RFC 3629, section 4)."""
    c, d = text[at], text[at + 1]
    if 0xE1 <= c <= 0xEF and c != 0xED:
        return at + 3 if d & 0xC0 == 0x80 and text[at + 2] & 0xC0 == 0x80 else BROKEN
    if 0xC2 <= c <= 0xDF:
        return at + 2 if d & 0xC0 == 0x80 else BROKEN
    if c == 0xE0 or c == 0xED:
        fits = 0xA0 <= d <= 0xBF if c == 0xE0 else 0x80 <= d <= 0x9F
        return at + 3 if fits and text[at + 2] & 0xC0 == 0x80 else BROKEN
    if 0xF0 <= c <= 0xF4:
        fits = 0x90 <= d <= 0xBF if c == 0xF0 else 0x80 <= d <= 0x8F if c == 0xF4 else d & 0xC0 == 0x80
        # The bytes are read one after the other: a zero at the end of the text stops here.
        return at + 4 if fits and text[at + 2] & 0xC0 == 0x80 and text[at + 3] & 0xC0 == 0x80 else BROKEN
    return BROKEN


@njit(nogil=True, error_model="numpy")
def past_string(text, at):
    """Past the string whose opening quote is at ``at``, and what was met in it."""
    if text[at] != 34:
        return BROKEN, 0
    at += 1
    met = 0
    while True:
        c = text[at]
        if c == 34:
            return at + 1, met
        if c == 92:
            at, more = _past_escape(text, at + 1)
            met |= more
        elif c >= 0x80:
            at = _past_wide(text, at)
        elif c < 32:
            at = BROKEN
        else:
            at += 1
        if at < 0:
            return BROKEN, 0


@njit(nogil=True, error_model="numpy")
def _past_word(text, at):
    """Past ``true``, ``false`` or ``null``."""
    four = name(text, at, at + 4)[0]
    if four == _TRUE or four == NULL:
        return at + 4
    return at + 5 if name(text, at, at + 5)[0] == _FALSE else BROKEN


@njit(nogil=True, error_model="numpy")
def _past_scalar(text, at):
    """Past a string, a number or a word, and what was met."""
    c = text[at]
    if c == 34:
        return past_string(text, at)
    if c != 45 and not 48 <= c <= 57:
        return _past_word(text, at), 0
    end, _ = number(text, at)
    if end == HARD:  # the grammar holds: go to where it ends
        end = at + 1
        while 48 <= text[end] <= 57 or text[end] == 46 or text[end] | 32 == 101 or text[end] == 43 or text[end] == 45:
            end += 1
    if end < 0:
        return BROKEN, 0
    return end, ODD if whole_digits(text, at, end) > _LONGEST_WHOLE else 0


@njit(nogil=True, error_model="numpy")
def _past_key(text, at):
    """Past a key, the colon and the blanks around it, and what was met."""
    at, met = past_string(text, past_blanks(text, at))
    if at < 0:
        return BROKEN, 0
    at = past_blanks(text, at)
    if text[at] != 58:
        return BROKEN, 0
    return past_blanks(text, at + 1), met


@njit(nogil=True, error_model="numpy")
def _past_closing(text, at, depth, objects):
    """Past a comma and the next key, or past the brackets that close here: place, depth, containers, what was met."""
    met = 0
    while depth:
        at = past_blanks(text, at)
        inside_object = objects & 1
        if text[at] == 44:
            at = past_blanks(text, at + 1)
            if inside_object:
                at, met = _past_key(text, at)
            break
        if text[at] != (125 if inside_object else 93):
            return BROKEN, depth, objects, met
        at += 1
        depth -= 1
        objects >>= 1
    return at, depth, objects, met


@njit(nogil=True, error_model="numpy")
def past_value(text, at):
    """Past the value that begins at ``at``, and what was met in it."""
    depth = objects = met = np.int64(0)
    while True:
        c = text[at]
        more = 0
        if c == 123 or c == 91:
            if depth == _DEEPEST:
                return BROKEN, 0
            inner = past_blanks(text, at + 1)
            if text[inner] == c + 2:  # closes at once
                at = inner + 1
            else:
                depth += 1
                objects = objects << 1 | (c == 123)
                at = inner
                if c == 123:
                    at, more = _past_key(text, at)
                    met |= more
                if at < 0:
                    return BROKEN, 0
                continue
        else:
            at, more = _past_scalar(text, at)
            met |= more
        if at < 0:
            return BROKEN, 0
        at, depth, objects, more = _past_closing(text, at, depth, objects)
        met |= more
        if at < 0:
            return BROKEN, 0
        if not depth:
            return at, met
