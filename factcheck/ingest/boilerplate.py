"""Parts the blocks of a page into the article and its boilerplate, by what stands where.

A line that is unmistakable by itself goes anywhere (`boilerplate_lines`). Menus, date lines and
bylines go only above the first paragraph; credits and biographies only below the last one; link
lists only below a heading that announces them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.ingest import boilerplate_lines as known
from factcheck.ingest.blocks import Block, without
from factcheck.ingest.page_dates import before_date, date_line
from factcheck.ingest.site_names import bare_name, before_dash, folded, pasted, site_name
from factcheck.model.text import Skipped, Span

_ELLIPSIS = re.compile(r"\s*(?:\.{2,}|…|\[(?:\.{3}|…)\])\s*$")
_FUNCTION_WORDS = frozenset("a an the of in on at by to for from with and or your & is it's".split())
_CHAIN = frozenset({"link list", "tags", "biography", "like counter", "share buttons"})
_PAGE_SIGNS = frozenset({"menu", "repeated title", "date line", "tags", "like counter"})
_PARAGRAPH = 8  # words; a finished line of that many is taken for a paragraph
_LONG_PARAGRAPH = 25  # words; more than a link's text has
_STRANGE = 3  # short lines at the foot of a page that no rule knows, and that end no article
_HEAD = 6  # blocks looked at on a page without a paragraph, and for copies


def part(blocks: Sequence[Block]) -> tuple[list[Block], list[Skipped]]:
    """The article's blocks without names pasted into them, and every span left out with its rule.

    A pasted name is among the latter although the span of its sentence covers it.
    """
    page = _Page(blocks)
    page.mark_lines()
    page.mark_head()
    page.mark_copies()
    page.mark_tags()
    page.mark_sections()
    page.mark_tail()
    return page.result()


class _Page:
    """The blocks of one page with the rule by which each is skipped, or None."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = list(blocks)
        self.rules: list[str | None] = [None] * len(self.blocks)
        self.cut: list[Skipped] = []
        whole = [
            index for index, block in enumerate(self.blocks) if _is_paragraph(block) and not _is_biography_above(block)
        ]
        self.has_paragraph = bool(whole)
        self.head = whole[0] if whole else min(_HEAD, max(len(self.blocks) - 1, 0))

    def mark(self, index: int, rule: str) -> None:
        if self.rules[index] is None:
            self.rules[index] = rule

    def free(self, start: int = 0, end: int | None = None) -> list[int]:
        """The blocks from `start` to `end` that no rule has taken."""
        stop = len(self.blocks) if end is None else min(end, len(self.blocks))
        return [index for index in range(start, stop) if self.rules[index] is None]

    def mark_lines(self) -> None:
        for index, block in enumerate(self.blocks):
            rule = known.anywhere(block.text) if re.search(r"[^\W_]", block.text) else "ornament"
            if rule and not (block.marked and block.kind == "headline"):
                self.mark(index, rule)

    # -- above the article -------------------------------------------------------------------

    def mark_head(self) -> None:
        for index in self.free(0, self.head):
            block = self.blocks[index]
            if block.marked:
                continue
            if date_line(block.text):
                self.mark(index, "date line")
            elif _is_biography_above(block):
                self.mark(index, "biography")
            elif known.BREADCRUMB.match(block.text):
                self.mark(index, "menu")
            elif _is_byline(block):
                self.mark(index, "byline")
            elif self.has_paragraph and known.MENU_WORDS.match(block.text):
                self.mark(index, "menu")
        self._mark_below_summary()
        if self.has_paragraph:
            self._mark_short_runs()
            self._mark_titles()
            self._mark_slogans()
            self._mark_names()

    def _mark_below_summary(self) -> None:
        """Byline and date may stand below a summary that reads like the first paragraph."""
        near = self.free(self.head + 1)[:4]
        for index in near:
            block = self.blocks[index]
            if not block.marked and _is_byline(block):
                self.mark(index, "byline")
            elif known.REPORTED_FROM.match(block.text) and self.rules[index - 1] == "byline":
                self.mark(index, "credit")
        for index in near:
            found = date_line(self.blocks[index].text)
            beside = {*self.rules[index - 1 : index], *self.rules[index + 1 : index + 2]}
            # A date alone, below a summary, may head an entry of a chronicle.
            if found and (found.is_labelled or beside & {"byline", "credit"}):
                self.mark(index, "date line")

    def _mark_short_runs(self) -> None:
        """Three labels in a row above the article are a menu."""
        run: list[int] = []
        for index in [*range(self.head), -1]:
            block = self.blocks[index]
            if index >= 0 and block.words <= 3 and not block.is_finished and _is_slogan(block):
                run.append(index)
                continue
            if len(run) >= 3:
                for label in run:
                    self.mark(label, "menu")
            run = []

    def _mark_titles(self) -> None:
        """Of several copies of the title, with and without the site's name, the cleanest stays."""
        free = self.free(0, self.head)
        for index in free:
            name = site_name(self.blocks[index].text)
            if name and not self.blocks[index].marked:
                self._cut_name(index, name)
        for place, index in enumerate(free):
            for other in free[place + 1 :]:
                self._mark_copy_of_title(index, other)

    def _cut_name(self, index: int, name: tuple[int, int]) -> None:
        block = self.blocks[index]
        shorter = without(block, [name])
        if not shorter.text.strip():
            return
        self.blocks[index] = shorter
        start = block.offsets.original(name[0])
        self.cut.append(Skipped(Span(start, block.offsets.original_end(name[1])), "site name"))
        self._cut_pasted(bare_name(block.text[name[0] : name[1]]))

    def _cut_pasted(self, name: str) -> None:
        """Takes out `name` wherever it is glued to a word of the text."""
        for index in self.free():
            block = self.blocks[index]
            cuts = pasted(block.text, name)
            if cuts:
                self.blocks[index] = without(block, cuts)
                for start, end in cuts:
                    place = Span(block.offsets.original(start), block.offsets.original_end(end))
                    self.cut.append(Skipped(place, "pasted name"))

    def _mark_copy_of_title(self, index: int, other: int) -> None:
        first, second = folded(self.blocks[index].text), folded(self.blocks[other].text)
        if len(first) < 12 or len(second) < 12 or self.rules[index] or self.rules[other]:
            return
        if first == second:
            self.mark(index if self.blocks[other].marked else other, "repeated title")
        elif folded(before_dash(self.blocks[index].text)) == second:
            self.mark(index, "repeated title")
        elif folded(before_dash(self.blocks[other].text)) == first:
            self.mark(other, "repeated title")

    def _mark_slogans(self) -> None:
        """Words in capitals below the title of a page with a menu, which state nothing."""
        free = self.free(0, self.head)
        title = next((i for i in free if self.blocks[i].words >= 4), None)
        if title is None or not (self.cut or "menu" in self.rules[:title]):
            return
        for index in free:
            block = self.blocks[index]
            if index > title and not block.is_finished and _is_slogan(block):
                self.mark(index, "site slogan")

    def _mark_names(self) -> None:
        """A name alone beside a date line or byline is a byline."""
        for index in self.free(1, self.head):
            beside = {self.rules[index - 1], *self.rules[index + 1 : index + 2]}
            if beside & {"date line", "byline"} and known.NAME_ONLY.match(self.blocks[index].text):
                self.mark(index, "byline")

    def mark_copies(self) -> None:
        """A copy cut short of what follows, at the top of the page."""
        free = self.free(0, self.head + _HEAD)
        for place, index in enumerate(free[:_HEAD]):
            start, is_cut = _before_ellipsis(self.blocks[index].text)
            if not is_cut and self.blocks[index].is_finished:
                continue
            short = folded(start)
            if len(short) < 20 or len(short.split()) < 4:
                continue
            longer = (folded(self.blocks[other].text) for other in free[place + 1 :][:_HEAD])
            if any(full.startswith(short) and len(full) > len(short) for full in longer):
                self.mark(index, "copy cut short")
        self._cut_copy_within(next(iter(self.free(self.head)), None))

    def _cut_copy_within(self, index: int | None) -> None:
        """The same within one paragraph: "The river ro The river rose on Monday"."""
        if index is None:
            return
        block = self.blocks[index]
        second = block.text.find(block.text[:30], 20)
        if second < 0 or len(block.text) < 60:
            return
        short, _ = _before_ellipsis(block.text[:second].rstrip())
        if len(short) >= 20 and block.text[second:].startswith(short):
            place = Span(block.offsets.original(0), block.offsets.original_end(second))
            self.cut.append(Skipped(place, "copy cut short"))
            self.blocks[index] = without(block, [(0, second)])

    # -- below the article -------------------------------------------------------------------

    def mark_tags(self) -> None:
        for index in self.free(self.head + 1):
            if not known.TAG_HEAD.match(self.blocks[index].text):
                continue
            tags: list[int] = []
            for other in range(index + 1, len(self.blocks)):
                block = self.blocks[other]
                in_list = bool(tags) and self.blocks[tags[0]].kind == "list"
                if block.words > 5 or block.is_finished or _is_head(block):
                    break
                if in_list and block.kind != "list":
                    break
                tags.append(other)
            for place in [index, *tags] if tags else []:
                self.mark(place, "tags")

    def mark_sections(self) -> None:
        """Link lists below "Related", "Most read" and the like, up to the next real paragraph."""
        if not self.has_paragraph:
            return
        self.mark_tail()
        for index in range(len(self.blocks)):
            block = self.blocks[index]
            # "Read more" alone is a link, and with links below it a heading.
            if self.rules[index] not in (None, "link to another article") or not _is_head(block):
                continue
            entries = self._entries(index)
            ends = not self.free((entries or [index])[-1] + 1)
            if known.STRONG_HEAD.match(block.text):
                is_list = bool(entries) or ends or block.words == 1
            else:
                is_list = self._is_weak_list(index, entries, ends)
            for place in [index, *entries] if is_list else []:
                self.rules[place] = "link list"

    def _entries(self, head: int) -> list[int]:
        """The lines below the heading `head` that read like links."""
        entries: list[int] = []
        rest = [i for i in range(head + 1, len(self.blocks)) if self.rules[i] is None]
        stopped = False
        for place, index in enumerate(rest):
            block = self.blocks[index]
            after = self.blocks[rest[place + 1]] if place + 1 < len(rest) else None
            in_list = bool(entries) and self.blocks[entries[0]].kind == "list"
            if _is_head(block) or (block.marked and block.kind != "list"):
                stopped = any(_is_long(self.blocks[i]) for i in rest[place:])
                break
            if _is_long(block) or (in_list and block.kind != "list") or _starts_prose(block, after):
                stopped = True
                break
            entries.append(index)
        if not stopped and len(entries) <= 3 and entries and self._is_prose(entries[-1]):
            entries.pop()
        if stopped:  # the article goes on below: only what cannot be a sentence of it
            while entries and self._is_prose(entries[-1]):
                entries.pop()
            return [] if any(map(self._is_prose, entries)) else entries[:12]
        return entries

    def _is_prose(self, index: int) -> bool:
        return self.blocks[index].is_finished and self.blocks[index].kind != "list"

    def _is_weak_list(self, index: int, entries: list[int], ends: bool) -> bool:
        """Whether a heading such as "Ranking", fair in an article too, heads a list of links."""
        if not entries:
            return False
        if self.rules[index - 1] in _CHAIN:
            return True
        words = sum(self.blocks[i].words for i in entries) / len(entries)
        is_page = bool(_PAGE_SIGNS.intersection(r for r in self.rules if r))
        return ends and is_page and len(entries) > 2 and words >= 6

    def mark_tail(self) -> None:
        """Credits, biographies and the like from the end upwards, until the article begins."""
        strange = 0
        for index in range(len(self.blocks) - 1, self.head, -1):
            rule = self.rules[index] or self._tail_rule(index)
            if rule:
                self.mark(index, rule)
                continue
            block = self.blocks[index]
            strange += 1
            if strange > _STRANGE or block.is_finished or block.words > 6 or block.kind == "list":
                return

    def _tail_rule(self, index: int) -> str | None:
        block = self.blocks[index]
        if block.marked:
            return None
        following = next((i for i in range(index + 1, len(self.blocks))), None)
        if rule := known.at_the_end(block.text):
            return rule
        if date_line(block.text):
            return "date line"
        if _is_byline(block):
            return "byline"
        if block.words <= 120 and known.BIO_START.match(block.text):
            return "biography"
        if block.words <= 120 and known.BIO_MORE.match(block.text):
            before = [self.blocks[i].text for i in range(max(index - 3, 0), index)]
            return "biography" if any(known.BIO_START.match(text) for text in before) else None
        if following is not None and known.NAME_ONLY.match(block.text):
            is_name = self.blocks[following].text.startswith(block.text)
            return "byline" if is_name or self.rules[following] == "biography" else None
        return None

    def result(self) -> tuple[list[Block], list[Skipped]]:
        kept = [block for block, rule in zip(self.blocks, self.rules, strict=True) if rule is None]
        gone = [
            Skipped(block.span, rule) for block, rule in zip(self.blocks, self.rules, strict=True) if rule is not None
        ]
        inside = [skip for skip in self.cut if not any(g.span.contains(skip.span) for g in gone)]
        return kept, sorted([*gone, *inside], key=lambda skip: skip.span)


def _is_paragraph(block: Block) -> bool:
    return block.kind == "body" and block.is_finished and block.words >= _PARAGRAPH


def _is_biography_above(block: Block) -> bool:
    return not block.marked and block.words <= 60 and bool(known.BIO_HEAD.match(block.text))


def _is_long(block: Block) -> bool:
    return _is_paragraph(block) and block.words >= _LONG_PARAGRAPH


def _starts_prose(block: Block, after: Block | None) -> bool:
    """Two finished paragraphs in a row are an article, not links."""
    return _is_paragraph(block) and after is not None and _is_paragraph(after)


def _is_head(block: Block) -> bool:
    if block.words > 8 or block.kind == "list":
        return False
    return bool(known.STRONG_HEAD.match(block.text) or known.WEAK_HEAD.match(block.text))


def _is_byline(block: Block) -> bool:
    if block.words > 20 or len(block.text) > 300:
        return False
    who, is_date_line = before_date(block.text)
    if not is_date_line or not known.BYLINE.match(who):
        return False
    return not block.is_finished or block.words <= 8


def _before_ellipsis(text: str) -> tuple[str, bool]:
    """`text` without the ellipsis at its end, and whether there was one."""
    tail = text[-12:]
    match = _ELLIPSIS.search(tail)
    return (text[: len(text) - len(tail) + match.start()], True) if match else (text, False)


def _is_slogan(block: Block) -> bool:
    """Few words, all in capitals and without a digit: nothing that could be checked."""
    words = block.text.split()
    if len(words) > 8 or block.marked or re.search(r"\d", block.text):
        return False
    return all(word[:1].isupper() or word in _FUNCTION_WORDS for word in words)
