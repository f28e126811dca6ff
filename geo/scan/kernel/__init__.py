"""What is compiled: a scanner of JSON text.  Its modules import numba, so only `geo.scan.engine` imports them.

The text is an array of bytes that ends in zeros.  No JSON text holds a zero byte, so each loop stops
there by itself and no step has to ask where the text ends.
"""
