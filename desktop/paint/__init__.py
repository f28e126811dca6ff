"""Painting: one QPainter routine for screen, picture and paper."""
