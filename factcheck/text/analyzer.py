"""Makes the analyser by which texts are indexed and asked for: stemmed words without case and accents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tantivy

NAME = "words"  # of the analyser, in every schema that uses it


def analyzer(stop_words: bool = True) -> tantivy.TextAnalyzer:
    """Text -> stemmed English words; without the commonest of them unless `stop_words`."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    builder = TextAnalyzerBuilder(Tokenizer.simple())
    steps = [Filter.remove_long(40), Filter.lowercase(), Filter.ascii_fold()]
    for step in [*steps, *([] if stop_words else [Filter.stopword("english")]), Filter.stemmer("english")]:
        builder = builder.filter(step)
    return builder.build()
