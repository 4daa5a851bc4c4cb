"""Runs, first times and how often: "the third straight month", "for the first time since May", "in seven months"."""
