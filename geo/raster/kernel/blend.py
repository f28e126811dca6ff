"""From coverage to colour: what a feature covers, laid over the picture once.

Two channels are reckoned with in one integer, red beside blue and alpha beside green, with
weights in 1/256 that make up one together.
"""

from __future__ import annotations

from numba import njit

from geo.raster.kernel.options import OPTIONS

__all__ = ["blend", "laid_over"]

_LEAST = 0.002  # of a pixel: what changes no channel


@njit("uint32(uint32, float64, float64, int64[::1])", **OPTIONS)
def laid_over(old, fill, edge, ink):
    """A pixel under shares of fill and edge, together at most 1."""
    over = int(edge * 256.0 + 0.5)
    under = min(int(fill * 256.0 + 0.5), 256 - over)
    rest = 256 - over - under
    red_blue = ink[0] * under + ink[2] * over + (old & 0x00FF00FF) * rest + 0x00800080
    alpha_green = ink[1] * under + ink[3] * over + ((old >> 8) & 0x00FF00FF) * rest + 0x00800080
    return ((red_blue >> 8) & 0x00FF00FF) | (alpha_green & 0xFF00FF00)


@njit(
    "void(uint32[:,::1], int64, int64, float32[:,::1], float32[:,::1], int32[:,::1], int64, int64, int64, float32[::1],"
    " int64[::1])",
    **OPTIONS,
)
def blend(image, west, north, area, cover, spans, width, first_row, last_row, look, ink):
    """Lay the fill and then the edge of one feature over the image, and wipe the coverage.

    Parameters
    ----------
    image : (height, width) array of uint32
        0xAARRGGBB premultiplied.
    west, north : int
        Where the tile begins in the image.
    look : (10,) array of float32
        Alpha (0 to 1) of the fill in column 3 and of the edge in column 7.
    ink : (4,) array of int64
        Red and blue, and then opaque and green, of fill and edge: 0x00RR00BB, 0x00FF00GG.
    """
    fill_alpha = float(look[3])
    edge_alpha = float(look[7])
    for row in range(first_row, last_row):
        first = spans[row, 0]
        last = min(spans[row, 1], width)
        total = 0.0
        for column in range(first, last):
            total += area[row, column]
            area[row, column] = 0.0
            fill = min(abs(total), 1.0)
            edge = float(cover[row, column])
            if fill + edge < _LEAST:
                continue
            cover[row, column] = 0.0
            edge *= edge_alpha
            image[north + row, west + column] = laid_over(
                image[north + row, west + column], fill * fill_alpha * (1.0 - edge), edge, ink
            )
        # What was added beyond the last pixel.
        for column in range(max(last, 0), min(last + 2, area.shape[1])):
            area[row, column] = 0.0
        area[row, width] = 0.0
        area[row, width + 1] = 0.0
        spans[row, 0] = 1 << 30
        spans[row, 1] = 0
