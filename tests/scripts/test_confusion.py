"""The confusion study names the rows that come out wrong, and no others."""

from __future__ import annotations

from scripts.confusion import differences, wrong_now

PRINTED = """\
set                        n right% cover% sup-P% con-P% con-R% f-pass f-accuse  seconds
  H014 expect supported, got unverified (unresolved) as of 2023-12-23
      a sentence
  D045 expect supported, got conflicting (figure) as of 2021-03-31
real_dev                  63  87.3  85.2 100.0 100.0  58.3      0       1      1.2
  Q001 expect supported, got unverified (no-source) as of 2023-02-04
quotes_dev                35  14.3   0.0     -     -   0.0      0       0      0.7
"""


def test_only_rows_about_figures_are_asked_for() -> None:
    assert wrong_now(PRINTED) == {"H014": "unverified", "D045": "conflicting"}


def test_rows_that_lack_and_rows_that_are_right_by_now_are_named() -> None:
    wrong = wrong_now(PRINTED)
    assert differences("| H014, D045 | a form | a cause |", wrong) == []
    assert differences("| H014 and H099 |", wrong) == [
        "D045 comes out conflicting and is not explained",
        "H099 comes out right by now",
    ]
