"""Holds one text against another, slot by slot: words, names, amounts, times, denials."""
