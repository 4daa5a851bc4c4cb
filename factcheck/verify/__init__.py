"""Readings to verdicts: compares what is written with what the sources say."""
