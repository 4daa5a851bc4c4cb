"""Holds quotations against the stretches of documents that they may be taken from."""
