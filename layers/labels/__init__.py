"""Labels: what is named where, so that no two names touch."""

from layers.labels.measure import EmMeasure, Measure

__all__ = ["EmMeasure", "Measure"]
