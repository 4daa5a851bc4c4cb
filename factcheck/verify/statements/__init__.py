"""Holds what is said to have happened against the sentences of documents that may tell of it."""
