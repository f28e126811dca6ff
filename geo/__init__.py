"""Geometry, coordinate systems and files of any place; nothing here knows of Yangpu."""
