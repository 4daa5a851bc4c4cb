"""Words of general English by which a text says that somebody speaks: verbs, what ends their subjects, a signature."""

from __future__ import annotations

import re


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Finite verbs of speaking: their subject stands before them, or after them behind a quotation.
SPEECH = _set(
    """
    said says say told tells wrote writes stated states added adds declared declares proclaimed proclaims announced
    announces argued argues asserted asserts claimed claims boasted boasts bragged insisted insists explained explains
    noted notes warned warns promised promises vowed vows pledged pledges testified testifies acknowledged acknowledges
    admitted admits conceded concedes replied replies responded responds answered answers asked asks continued continues
    concluded concludes emphasized emphasised emphasizes emphasises stressed stresses underscored underscores underlined
    underlines reiterated reiterates reaffirmed reaffirms affirmed affirms described describes called calls
    characterized characterised dubbed labeled labelled termed hailed touted praised praises criticized criticised
    condemned condemns denounced denounces blasted slammed decried lamented cited cites quoted mentioned mentions
    referred refers pointed points highlighted highlights reads recalled recalls tweeted posted spoke speaks talked
    talks remarked remarks observed observes contended contends maintained maintains suggested suggests recounted
    joked quipped put puts portrayed portrays depicted depicts urged urges demanded demands signaled confirmed
    confirms disclosed revealed reveals outlined outlines specified specifies repeated reported reports
    """
)
SPEAKING = _set(
    "saying adding calling describing noting citing warning arguing insisting declaring writing stressing emphasizing "
    "telling stating explaining promising vowing claiming asserting pledging announcing proclaiming referring"
)
# Also nouns: verbs only where no article or adjective stands before them.
NOUNS = _set("claims notes calls talks points reports states remarks promises demands mentions quotes addresses put")
DETERMINERS = _set("the a an his her its their our my your this that these those some any no such")
DEEDS = _set("met left made took gave went came laid held sat stood set")
STOPS = frozenset((".", ";", "!", "?"))
CLAUSE = _set("that what because as when while but after before")
BREAKS = _set("but while although though because whereas")
AUXILIARY = _set(
    "has have had did does do is was are were be been also later then once again repeatedly recently previously "
    "publicly would will had not n't just already further famously simply only often now never"
)
PREPOSITIONS = _set(
    "in on at during after before of to when as while about via through with for from since under by into over amid "
    "following against upon per within without among around near between until till behind despite alongside"
)
NO_SUBJECT = DETERMINERS | PREPOSITIONS | {"'s", "of", "."}
SUBJECT_ENDS = PREPOSITIONS | _set("who whom which that and adding saying noting told referring calling where")
PRONOUNS = _set("he she it they we i you who which that this")
ADJUNCTS = _set("in under per by via from during at through of on inside within")
TOPIC = _set("of about")
# What a law is quoted "under", and not what is said "of" it.
UNDER = _set("in under per by to")
FRONT = PREPOSITIONS | _set("then later earlier instead still also yet however meanwhile but and so separately")
VERB_MARKS = _set("to will would can could must may might should")  # "to order", "will report"
FAR = 26  # tokens looked through for the verb after a quotation


# Words said there leave no official text.
ELSEWHERE = _set("interview tweeted tweet tweets podcast op-ed memoir texted facebook instagram tiktok posted")

_SIGNATURE = re.compile(r"\s*(?:[—–―]|--?\s)\s*(?P<who>[A-Z][^.!?;:]{2,90})[.\s]*$")


def signature(line: str) -> str:
    """Whose words a line below them says they are: "— Harbour Master Ann Lee"; "" where it says something else."""
    found = _SIGNATURE.match(line)
    return found["who"].strip() if found else ""
