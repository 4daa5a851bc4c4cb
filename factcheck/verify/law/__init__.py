"""Holds what a sentence says that the law says against the passages of law nominated for it."""
