"""factcheck: checks what a draft states as fact against official sources, offline."""

__version__ = "0.1.0"
