"""Choosing features: by an area of the map, by where others lie, by what their attributes say."""
