"""Addresses -> pinned files in the project's sources; the only room that speaks to the network."""
