"""Panels: what stands around the map and tells of it."""
