"""Strings to values: tokens, sentences, numbers, periods. Pure functions."""
