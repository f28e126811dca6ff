"""Reading large GeoJSON files: one pass over the bytes, arrays out, no object for each feature."""
