"""Layers of very many features, painted by a compiled kernel that leaves the interpreter free meanwhile."""
