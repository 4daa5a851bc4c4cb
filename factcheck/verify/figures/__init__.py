"""Holds written amounts, changes, ranks, shares and runs against the series of figures that are held."""
