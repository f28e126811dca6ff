"""Coverage of lines, by the distance from each pixel's centre to the line.

Where a straight edge covers a pixel in part, the share follows from its distance and direction
alone: the pixel's square seen along the edge is a trapezoid, and its integral is the share.  The
shares of a line of a given width are laid down in a table before.  A pixel takes the most that
any piece covers, so pieces meet without seams, with round joins and ends.
"""

from __future__ import annotations

from math import sqrt

from numba import njit

from geo.raster.kernel.options import OPTIONS

__all__ = ["add_piece", "fill_shares"]

_WIDEST = 0.7072  # half of a pixel's diagonal: how far from its centre a pixel may be touched
_DIRECTIONS = 16  # of the edge's normal, by its larger component from 0.7 to 1
_ROUND = 12  # the one that stands for all of them, where a piece ends
_STEPS = 128  # from where a pixel is covered as much as can be to where it is not touched


@njit("float64(float64, float64)", **OPTIONS)
def _share(inside, larger):
    """The share of a pixel on one side of a straight edge.

    Parameters
    ----------
    inside : float
        How far the pixel's centre lies on that side; negative beyond the edge.
    larger : float
        The larger component of the edge's unit normal, from 0.7 to 1.
    """
    smaller = sqrt(max(1.0 - larger * larger, 0.0))
    far = abs(inside)
    reach = 0.5 * (larger + smaller)
    if far >= reach:
        share = 1.0
    elif far <= 0.5 * (larger - smaller):
        share = 0.5 + far / larger
    else:
        share = 1.0 - (reach - far) * (reach - far) / (2.0 * larger * smaller)
    return share if inside > 0.0 else 1.0 - share


@njit("void(float32[:,:,::1], float32[:,::1])", **OPTIONS)
def fill_shares(shares, looks):
    """Fill the tables: for each look, what a line covers of a pixel by direction and distance.

    Parameters
    ----------
    shares : (looks, 17, 129) array of float32
        Changed in place.
    looks : (looks, 10) array of float32
        Half the width is in column 8.
    """
    for index in range(shares.shape[0]):
        half = float(looks[index, 8])
        near = max(half - _WIDEST, 0.0)
        step = (half + _WIDEST - near) / _STEPS
        for direction in range(_DIRECTIONS + 1):
            larger = 0.7072 + (1.0 - 0.7072) * direction / _DIRECTIONS
            for i in range(_STEPS):
                off = near + (i + 0.5) * step if i else near
                shares[index, direction, i] = _share(half - off, larger) - _share(-half - off, larger)
            shares[index, direction, _STEPS] = 0.0


@njit(
    "void(float32[:,::1], int32[:,::1], int64, int64, float64, float64, float64, float64, float64, float32[:,::1])",
    **OPTIONS,
)
def add_piece(cover, spans, width, height, ax, ay, bx, by, half, shares):
    """Add one straight piece, in pixels of the tile; ``half`` is half of the line's width.

    Parameters
    ----------
    cover : (rows, columns + 2) array of float32
        Changed in place.
    spans : (rows, 2) array of int32
        First column touched in each row, and the one after the last; changed in place.
    shares : (17, 129) array of float32
        The look's table.
    """
    reach = half + _WIDEST
    west = min(ax, bx) - reach
    east = max(ax, bx) + reach
    first_row = max(0, int(min(ay, by) - reach + 0.5))
    last_row = min(height, int(max(ay, by) + reach + 0.5))
    if east <= 0.0 or west >= width or first_row >= last_row:
        return
    near = max(half - _WIDEST, 0.0)
    per_step = _STEPS / (reach - near)
    dx = bx - ax
    dy = by - ay
    length = sqrt(dx * dx + dy * dy)
    if length < 1e-6:
        length, dx, dy = 0.0, 1.0, 0.0
    else:
        dx /= length
        dy /= length
    direction = int((max(abs(dx), abs(dy)) - 0.7072) * (_DIRECTIONS / (1.0 - 0.7072)) + 0.5)
    slanted = abs(dy) * length * 2.0 > reach  # else the box is as good
    across = dx / dy if slanted else 0.0
    spread = reach / abs(dy) if slanted else 0.0
    for row in range(first_row, last_row):
        to_y = row + 0.5 - ay
        left = west
        right = east
        if slanted:
            middle = ax + to_y * across
            left = max(left, middle - spread)
            right = min(right, middle + spread)
        first = max(0, int(left + 0.5))
        last = min(width, int(right + 0.5))
        if first >= last:
            continue
        spans[row, 0] = min(spans[row, 0], first)
        spans[row, 1] = max(spans[row, 1], last)
        to_x = first + 0.5 - ax
        along = to_x * dx + to_y * dy
        off = to_x * dy - to_y * dx
        for column in range(first, last):
            beyond = max(-along, along - length, 0.0)
            turned = _ROUND if beyond > 0.0 else direction
            far = sqrt(off * off + beyond * beyond)
            step = min(int(max(far - near, 0.0) * per_step), _STEPS)
            cover[row, column] = max(cover[row, column], shares[turned, step])
            along += dx
            off += dy
