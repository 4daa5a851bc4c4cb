"""Turns folders of official documents into passages with addresses, and finds the nearest ones."""
