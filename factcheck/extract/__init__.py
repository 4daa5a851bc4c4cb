"""Sentences to assertions with typed slots. Pure functions over a vocabulary."""
