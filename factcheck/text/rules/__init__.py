"""Sentences of law, and sentences about the law, read by one reader into clauses that can be compared."""
