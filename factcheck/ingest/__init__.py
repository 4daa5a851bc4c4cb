"""Turns bytes into Documents: plain text and Markdown, boilerplate told from the article."""

from factcheck.ingest.read import read_document

__all__ = ["read_document"]
