"""The compiled library: source folders become one file in the cache, which answers for figures and documents."""

from factcheck.library.build import compile_into, manifests_below
from factcheck.library.cache import open_library
from factcheck.library.held import Library

__all__ = ["Library", "compile_into", "manifests_below", "open_library"]
