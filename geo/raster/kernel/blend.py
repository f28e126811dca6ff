"""From coverage to colour: what a feature covers, laid over the picture once."""

from __future__ import annotations

from numba import njit

from geo.raster.kernel.options import OPTIONS

__all__ = ["blend"]


@njit(
    "void(uint32[:,::1], int64, int64, float32[:,::1], float32[:,::1], int32[:,::1], int64, int64, int64,"
    " float32[::1])",
    **OPTIONS,
)
def blend(image, west, north, area, cover, spans, width, first_row, last_row, look):
    """Lay the fill and then the edge of one feature over the image, and wipe the coverage.

    Parameters
    ----------
    image : (height, width) array of uint32
        0xAARRGGBB premultiplied.
    west, north : int
        Where the tile begins in the image.
    look : (10,) array of float32
        Red, green, blue (0 to 255) and alpha (0 to 1) of the fill and of the edge; half the width; radius.
    """
    fr, fg, fb, fa = look[0], look[1], look[2], look[3]
    er, eg, eb, ea = look[4], look[5], look[6], look[7]
    for row in range(first_row, last_row):
        first = spans[row, 0]
        last = min(spans[row, 1], width)
        total = 0.0
        for column in range(first, last):
            total += area[row, column]
            area[row, column] = 0.0
            fill = min(abs(total), 1.0) * fa
            edge = cover[row, column] * ea
            cover[row, column] = 0.0
            alpha = edge + fill * (1.0 - edge)
            if alpha < 0.002:
                continue
            under = fill * (1.0 - edge)
            old = image[north + row, west + column]
            rest = 1.0 - alpha
            a = int(alpha * 255.0 + rest * ((old >> 24) & 255) + 0.5)
            r = int(edge * er + under * fr + rest * ((old >> 16) & 255) + 0.5)
            g = int(edge * eg + under * fg + rest * ((old >> 8) & 255) + 0.5)
            b = int(edge * eb + under * fb + rest * (old & 255) + 0.5)
            image[north + row, west + column] = (a << 24) | (r << 16) | (g << 8) | b
        area[row, width] = 0.0
        area[row, width + 1] = 0.0
        if last < width:
            area[row, last] = 0.0
        if last + 1 < width:
            area[row, last + 1] = 0.0
        spans[row, 0] = 1 << 30
        spans[row, 1] = 0
