"""Tiles of online basemaps: fetched on threads, kept on disk, laid under the map.

Nothing of it is imported before somebody chooses an online basemap.
"""
