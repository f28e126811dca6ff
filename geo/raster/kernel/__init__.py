"""What is compiled: plain loops over arrays.  Its modules import numba, so only `geo.raster.engine` imports them."""
