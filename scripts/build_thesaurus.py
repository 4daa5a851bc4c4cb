"""Makes two lists of general English out of WordNet: english/thesaurus.txt, of word families, and english/adverbs.txt.

    python scripts/build_thesaurus.py --wordnet /usr/share/wordnet --out english

A line of the thesaurus is a word, a tab, `:` the part of speech it is most often, `=` forms it is inflected from, words
of the same sense or derived from it, `~` what newsrooms use for it, `^` what it is a kind of, and `!` its opposites.
Only words that the counted texts of WordNet contain stand in it. The adverbs are those in "-ly" that are nothing else:
"deadly" and "only" are adjectives, too.
The same files give the same bytes. The files come with Debian's package `wordnet-base`.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
KINDS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
SENSES = 4  # rarer senses make strangers relatives
KIND_SENSES = 2
Key = tuple[str, str]


class WordNet:
    """Senses, synsets and inflected forms as the files of WordNet give them."""

    def __init__(self, folder: Path) -> None:
        self.senses: dict[Key, list[str]] = {}
        self.synsets: dict[Key, tuple[list[str], list[tuple[str, str, str, int, int]]]] = {}
        self.irregular: list[tuple[str, str]] = []
        self.digest = hashlib.sha256()
        for name, part in PARTS.items():
            for line in self._lines(folder / f"index.{name}"):
                fields = line.split()
                self.senses[fields[0], part] = fields[6 + int(fields[3]) :][:SENSES]
            for line in self._lines(folder / f"data.{name}"):
                self._synset(part, line.split(" | ")[0].split())
            for line in self._lines(folder / f"{name}.exc"):
                form, *bases = line.split()
                self.irregular += [(form, base) for base in bases]
        self.counted: dict[str, Counter[str]] = defaultdict(Counter)
        for line in self._lines(folder / "cntlist.rev"):
            key, _, count = line.split()
            word, _, sense = key.partition("%")
            self.counted[word][KINDS[sense[0]]] += int(count)

    def _lines(self, path: Path) -> Iterator[str]:
        data = path.read_bytes()
        self.digest.update(data)
        return (line for line in data.decode("latin-1").splitlines() if line and not line.startswith(" "))

    def _synset(self, part: str, fields: list[str]) -> None:
        count = int(fields[3], 16)
        words = [re.sub(r"\(.*\)", "", fields[4 + 2 * n]).lower() for n in range(count)]
        at = 4 + 2 * count
        pointers = []
        for n in range(int(fields[at])):
            sign, offset, kind, ends = fields[at + 1 + 4 * n : at + 5 + 4 * n]
            pointers.append((sign, "a" if kind == "s" else kind, offset, int(ends[:2], 16), int(ends[2:], 16)))
        self.synsets[part, fields[0]] = words, pointers

    def kinds(self, word: str) -> set[str]:
        """What the commonest senses of a word are kinds of, one step up."""
        out: set[str] = set()
        for part in ("n", "v"):
            for offset in self.senses.get((word, part), ())[:KIND_SENSES]:
                for sign, kind, other, _, _ in self.synsets[part, offset][1]:
                    if sign in ("@", "@i"):
                        out.update(self.synsets[kind, other][0])
        return out

    def relatives(self, word: str) -> tuple[set[str], set[str]]:
        """(words of the same sense or derived from it, opposites)."""
        same: set[str] = set()
        against: set[str] = set()
        for part in PARTS.values():
            for offset in self.senses.get((word, part), ()):
                words, pointers = self.synsets[part, offset]
                same.update(words)
                for sign, kind, other, near, far in pointers:
                    target, further = self.synsets[kind, other]
                    if sign == "!" and words[near - 1] == word:
                        against.add(target[far - 1])
                    elif sign == "&" and part == "a":  # a satellite has its head's opposite
                        against.update(self.synsets[k, o][0][b - 1] for s, k, o, _, b in further if s == "!")
                    elif sign in ("+", "\\") and (near == 0 or words[near - 1] == word):
                        same.update(target)
        return same, against


@dataclass
class Entry:
    """What the list says of one word."""

    part: str = ""
    bases: set[str] = field(default_factory=set)
    same: set[str] = field(default_factory=set)
    twins: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    against: set[str] = field(default_factory=set)

    def line(self, word: str) -> str:
        parts = [f":{self.part}"] if self.part else []
        parts += [f"={b}" for b in sorted(self.bases)]
        parts += sorted(self.same - self.against - self.twins - {word})
        parts += [f"~{t}" for t in sorted(self.twins - {word})]
        parts += [f"^{k}" for k in sorted(self.kinds - {word} - self.same)]
        parts += [f"!{a}" for a in sorted(self.against - {word})]
        return f"{word}\t{' '.join(parts)}"


def entries(net: WordNet, extra: dict[str, Any]) -> dict[str, Entry]:
    """The list by word: plain counted words, their irregular forms, and what the settings add."""
    plain = re.compile(r"[a-z]{2,}")
    known = {w for w in net.counted if plain.fullmatch(w)}
    found: dict[str, Entry] = defaultdict(Entry)
    for word in known:
        entry = found[word]
        same, against = net.relatives(word)
        entry.part = max("nvar", key=lambda p: net.counted[word][p])
        entry.same |= same & known
        entry.against |= against & known
        entry.kinds |= net.kinds(word) & known
    for form, base in net.irregular:
        if plain.fullmatch(form) and base in known and form != base:
            found[form].bases.add(base)
    for name, short in extra["short"]:
        found[name.replace(" ", "_")].bases.add(short)
    for word, others in extra["opposites"]:
        for other in others.split():
            found[word].against.add(other)
            found[other].against.add(word)
    for group in extra["reciprocal"]:
        for word in group.split():
            found[word].against -= set(group.split())
    for group in extra["same"]:
        for word in group.split():
            found[word].twins |= set(group.split())
    return found


def adverbs(senses: Iterable[Key]) -> list[str]:
    """The words in "-ly" that are adverbs and no other part of speech, in order."""
    parts: dict[str, set[str]] = defaultdict(set)
    for word, part in senses:
        parts[word].add(part)
    return sorted(w for w, p in parts.items() if p == {"r"} and re.fullmatch(r"[a-z]+ly", w))


def render(lines: Iterable[str], head: list[str]) -> str:
    return "\n".join([*(f"# {line}" for line in head), *lines, ""])


def main() -> int:
    parser = argparse.ArgumentParser(description="Make the thesaurus and the adverbs out of WordNet.")
    parser.add_argument("--wordnet", type=Path, required=True, help="the folder with index.noun, data.noun, ...")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    options = parser.parse_args()
    extra = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    net = WordNet(options.wordnet)
    head = [
        "Made by scripts/build_thesaurus.py, which says what the signs mean; do not edit.",
        f"WordNet {extra['version']}, {extra['publisher']}, {extra['url']} ({extra['package']}).",
        f"sha256 of its files in the order read: {net.digest.hexdigest()}",
        *extra["licence"].strip().splitlines(),
    ]
    found = entries(net, extra)
    lists = {"thesaurus.txt": [found[word].line(word) for word in sorted(found)], "adverbs.txt": adverbs(net.senses)}
    for name, lines in lists.items():
        (options.out / name).write_text(render(lines, head), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
