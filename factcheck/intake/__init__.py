"""A data editor's CSV file → a first manifest and a figure file beside it."""
