"""Tokens to items: what each stretch of a sentence may be, by general English and the words of the manifests."""
