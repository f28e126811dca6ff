"""Decimal numbers to the nearest double, exactly as Python's ``float`` does it.

Up to 2**53 times or by a power of ten up to 10**22 both are doubles, and one operation of IEEE 754
rounds right (Clinger 1990).  Other numbers of up to 19 digits go the way of D. Lemire, «Number
Parsing at a Gigabyte per Second», 2021.  What neither can decide is left to Python.
"""

from __future__ import annotations

from math import ldexp
from typing import Final

import numpy as np
from numba import njit

__all__ = ["HARD", "WRONG", "number", "whole_digits"]

WRONG: Final = -1  # not a number as JSON writes them
HARD: Final = -2  # one, but not to be decided here

_EXPONENTS: Final = 64  # of the table, to either side of 10**0
_EXACT: Final = np.uint64(1 << 53)
_LOW32: Final = np.uint64(0xFFFFFFFF)
_S32: Final = np.uint64(32)
_ROUND: Final = np.uint64(0x1FF)
_U0, _U1, _U3, _U9, _U10, _U63 = (np.uint64(each) for each in (0, 1, 3, 9, 10, 63))
_POWERS: Final = np.array([10.0**k for k in range(23)])


def _table() -> np.ndarray[tuple[int, int], np.dtype[np.uint64]]:
    """High and low 64 bits of the 128-bit significand of each power of ten."""
    rows = []
    for exponent in range(-_EXPONENTS, _EXPONENTS + 1):
        five = 5 ** abs(exponent)
        if exponent < 0:
            bits = (five - 1).bit_length()
            value = (1 << (bits + 127 if exponent >= -27 else 2 * bits + 128)) // five + 1
            value >>= max(value.bit_length() - 128, 0)
        else:
            shift = 128 - five.bit_length()
            value = five << shift if shift >= 0 else five >> -shift
        rows.append((value >> 64, value & (1 << 64) - 1))
    return np.array(rows, np.uint64)


_TENS: Final = _table()


@njit(nogil=True, error_model="numpy")
def _product(a, b):
    """High and low half of a 64 by 64 bit product."""
    a0, a1, b0, b1 = a & _LOW32, a >> _S32, b & _LOW32, b >> _S32
    low, mid, other, high = a0 * b0, a0 * b1, a1 * b0, a1 * b1
    carry = (low >> _S32) + (mid & _LOW32) + (other & _LOW32)
    return high + (mid >> _S32) + (other >> _S32) + (carry >> _S32), (low & _LOW32) | (carry << _S32)


@njit(nogil=True, error_model="numpy")
def _rounded(significand, exponent):
    """The double nearest to ``significand * 10**exponent``; NaN where it cannot be told."""
    if exponent < -_EXPONENTS or exponent > _EXPONENTS:
        return np.nan
    shift = 0
    while significand >> _U63 == _U0:
        significand <<= _U1
        shift += 1
    row = exponent + _EXPONENTS
    high, low = _product(significand, _TENS[row, 0])
    if high & _ROUND == _ROUND and low + significand < low:
        more, rest = _product(significand, _TENS[row, 1])
        merged = low + more
        if merged < low:
            high += _U1
        low = merged
        if high & _ROUND == _ROUND and low + _U1 == _U0 and rest + significand < rest:
            return np.nan
    top = high >> _U63
    bits = high >> (top + _U9)
    if low == _U0 and high & _ROUND == _U0 and bits & _U3 == _U1:
        return np.nan
    bits = (bits + (bits & _U1)) >> _U1
    # 217706 / 65536 is log2(10); 52 bits follow the point of a significand.
    power = ((217706 * exponent) >> 16) + 64 - shift - (1 - np.int64(top)) - 52
    return ldexp(np.float64(bits), power)


@njit(nogil=True, error_model="numpy")
def number(text, at):
    """A JSON number: where it ends (`WRONG` or `HARD` where there is none to tell), and its value."""
    negative = text[at] == 45
    if negative:
        at += 1
    digit = np.uint64(text[at]) - np.uint64(48)
    if digit > _U9:
        return WRONG, 0.0
    significand, digits, exponent = digit, 0, 0
    at += 1
    if digit > _U0:
        digits = 1
        digit = np.uint64(text[at]) - np.uint64(48)
        while digit <= _U9:
            significand = significand * _U10 + digit
            digits += 1
            at += 1
            digit = np.uint64(text[at]) - np.uint64(48)
    if text[at] == 46:
        at += 1
        begin = at
        digit = np.uint64(text[at]) - np.uint64(48)
        while digit <= _U9:
            significand = significand * _U10 + digit
            digits += significand > _U0
            at += 1
            digit = np.uint64(text[at]) - np.uint64(48)
        if at == begin:
            return WRONG, 0.0
        exponent = begin - at
    if text[at] | 32 == 101:
        at += 1
        sign = 1
        if text[at] == 43 or text[at] == 45:
            sign = 44 - np.int64(text[at])
            at += 1
        begin, power = at, 0
        digit = np.uint64(text[at]) - np.uint64(48)
        while digit <= _U9:
            power = min(power * 10 + np.int64(digit), 99999)
            at += 1
            digit = np.uint64(text[at]) - np.uint64(48)
        if at == begin:
            return WRONG, 0.0
        exponent += sign * power
    if digits > 19:
        return HARD, 0.0
    if significand == _U0:
        value = 0.0
    elif significand <= _EXACT and -22 <= exponent <= 22:
        value = np.float64(significand)
        value = value / _POWERS[-exponent] if exponent < 0 else value * _POWERS[exponent]
    else:
        value = _rounded(significand, exponent)
        if not abs(value) <= 1e300 or abs(value) < 1e-300:
            return HARD, 0.0
    return at, -value if negative else value


@njit(nogil=True, error_model="numpy")
def whole_digits(text, at, end):
    """How many digits stand before the point of the number in ``text[at:end]``, once its exponent is applied.

    A number written with an exponent counts as very many: it may be of any size.
    """
    count, whole = 0, True
    for i in range(at, end):
        c = text[i]
        if c == 46:
            whole = False
        elif c | 32 == 101:
            return 1000
        elif whole and c != 45:
            count += 1
    return count
