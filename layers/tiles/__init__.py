"""Online basemaps: who serves which tiles, where they lie, and which of them a view needs."""
