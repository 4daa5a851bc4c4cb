"""Which words get a weight: neither names nor the words of a field."""

from __future__ import annotations

from scripts.train_checkworthy import MIN_DOCUMENTS, names, vocabulary


def test_words_with_a_capital_inside_sentences_are_names() -> None:
    texts = ["We met Mr. Harlow in Orrin.", "Then Harlow left orrin", "I said, I did, and I'm sure Harlow did."]
    assert names(texts) == {"mr", "harlow"}


def test_names_and_words_of_a_field_get_no_weight() -> None:
    texts = [f"Taxes rose and Harlow saw {n} migrants cross the border." for n in range(MIN_DOCUMENTS)]
    words = vocabulary([*texts, "A rare word."])
    assert {"taxes", "rose"} <= set(words)
    assert not {"harlow", "migrants", "border", "rare"} & set(words)
    assert all(value >= 1 for value in words.values())
