"""Zones and what is known of them, as values: register, scene, style, drawing, exports.  No windows."""
