"""`python -m factcheck` is the console script."""

from factcheck.cli.main import run

run()
