"""Assertions to readings: which series an assertion may be about, and why."""
