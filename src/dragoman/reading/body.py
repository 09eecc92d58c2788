"""What the lines of one article are for: text, headings, items and captions, or junk between them."""

from __future__ import annotations

import re
from typing import Final

from dragoman.reading.blocks import Block, Role
from dragoman.reading.dateline import dateline
from dragoman.reading.heads import Head
from dragoman.reading.layout import SKIPPED, folded
from dragoman.reading.page import Page, capitalised, is_item, is_list, is_timed, names, overlap, same_title
from dragoman.reading.sentences import sentences

_LONG: Final = 30  # words from which a paragraph amid teasers is text again
_KEPT_LEAST: Final = 0.3  # share of the running text below which the junk rules are not to be believed
_PLAIN: Final[dict[str, Role]] = {
    "caption": "caption",
    "alt": "junk",
    "navigation": "navigation",
    "furniture": "junk",
    "byline": "byline",
    "credit": "credit",
    "bio": "junk",
    "footer": "junk",
    "teaser": "teaser",
    "teaser_head": "teaser",
    "comments": "junk",
}


def roles(page: Page, head: Head, end: int, only: bool) -> list[Role]:
    """The role of every line from ``head.start`` to ``end`` (left out), in order.

    ``only`` says that the page holds this article alone: then running text is kept rather than lost.
    """
    body = _Body(page, head, end)
    found = body.read()
    if only:
        prose = [i for i in range(head.start, end) if page.kinds[i] == "prose"]
        kept = sum(found[i - head.start] in ("paragraph", "list", "standfirst") for i in prose)
        if kept < _KEPT_LEAST * len(prose):
            for i in prose:
                if found[i - head.start] in ("teaser", "junk"):
                    found[i - head.start] = "paragraph"
    return found


class _Body:
    def __init__(self, page: Page, head: Head, end: int) -> None:
        self.page, self.head, self.end = page, head, end
        self.text_at = _text_start(page, head, end)
        self.listed = is_list(page, head.start, end)
        self.teasing = False
        self.over = False
        self.texts = 0
        self.vocabulary: set[str] = set()
        self.found: list[Role] = []

    def read(self) -> list[Role]:
        i = self.head.start
        while i < self.end:
            if i < self.text_at:
                self.found.append(self._above(i))
                i += 1
                continue
            run = self._marked_run(i)
            if run > i:
                self.found += self._items(i, run)
                i = run
                continue
            self.found.append(self._below(i))
            i += 1
        return self.found

    # --- between headline and text ----------------------------------------------------------------

    def _above(self, i: int) -> Role:
        kind, line = self.page.kinds[i], self.page.lines[i]
        if i == self.head.title:
            return "headline"
        if self.head.body is None and self.over:  # the text is missing; what follows its credits is another's
            return "teaser"
        self.over = kind == "credit"
        if kind == "date":
            return "date"
        if kind == "prose":
            return "caption" if self._shows_picture(i) else "standfirst"
        if kind in ("title", "short"):
            if self.head.title is not None and same_title(line.head, self.page.lines[self.head.title].head):
                return "junk"
            if self.text_at >= self.end and kind == "title":
                return "caption"
            if line.mark:
                return "list" if kind == "title" else "navigation"
            return "standfirst" if kind == "title" and not line.head[:1].islower() else "junk"
        return _PLAIN[kind]

    def _shows_picture(self, i: int) -> bool:
        """One sentence right before a paragraph with a dateline tells a picture."""
        follows = i + 1 < self.end and self.page.kinds[i + 1] == "prose"
        return bool(follows and dateline(self.page.lines[i + 1].head))

    # --- the text ---------------------------------------------------------------------------------

    def _below(self, i: int) -> Role:
        kind, line = self.page.kinds[i], self.page.lines[i]
        if kind == "prose":
            return self._prose(i)
        if kind == "date":
            return "date" if self.listed or not self.over else "junk"
        if kind == "teaser_head" and self.listed and not self.over:
            return "heading"
        if kind in ("teaser_head", "comments"):
            self.teasing = self.over = True
            return _PLAIN[kind]
        if kind in ("credit", "bio", "footer"):
            self.over = True
            return _PLAIN[kind]
        if kind == "caption":
            return "teaser" if self.teasing else "caption"
        if kind in ("title", "short"):
            return self._title(i) if any(c.isalnum() for c in line.head) else "junk"
        return _PLAIN[kind]

    def _prose(self, i: int) -> Role:
        line = self.page.lines[i]
        titled = i > self.head.start and self.found[-1:] == ["teaser"] and self.page.kinds[i - 1] in ("title", "short")
        if self.teasing and not self._resumes(i, titled):
            return "teaser"
        if line.size < 200 and self._twice(i):  # a link's title again, as its picture's words
            return "teaser"
        if self.over and titled and not self._fits(i, 2):
            return "teaser"
        self.teasing = False
        self.over = False
        self.texts += 1
        if self.texts < 200:
            self.vocabulary |= names(line.head)
        if self.listed and is_timed(self.page, i):
            return "list"
        return "list" if line.mark and not _is_sentence(line.head) else "paragraph"

    def _resumes(self, i: int, titled: bool) -> bool:
        """Whether the paragraph after teasers belongs to the article again."""
        line = self.page.lines[i]
        if titled and overlap(self.page.lines[i - 1].head, [line.head]) >= 0.5:
            return False
        if titled:
            return self._fits(i, 2) and line.words >= 8
        long = line.words >= _LONG or line.head.count(". ") >= 1
        return (self._fits(i, 1) and (long or self._fits(i, 2))) or (long and self._prose_follows(i))

    def _fits(self, i: int, least: int) -> bool:
        return len(capitalised(self.page.lines[i].head) & self.vocabulary) >= least

    def _prose_follows(self, i: int) -> bool:
        """Two more paragraphs without a title between, one of them naming what the article names."""
        following = range(i + 1, min(i + 3, self.end))
        if any(self.page.kinds[j] != "prose" for j in following) or len(following) < 2:
            return False
        return any(self._fits(j, 1) for j in following)

    def _title(self, i: int) -> Role:
        """A heading, an item without a mark, or a teaser."""
        line = self.page.lines[i]
        if self.teasing:
            return "teaser"
        if self.listed:
            short = self.page.kinds[i] == "short" or line.head == line.head.upper()
            return "list" if is_timed(self.page, i) or not short else "heading"
        if self._twice(i):
            return "teaser"
        if _RUBRIC.fullmatch(line.head.strip()) and i + 1 < self.end and self.page.lines[i + 1].mark:
            return "heading"
        follow = self._next_text(i)
        if follow is None:
            return "teaser"
        if self.over and not (self._fits(follow, 1) or self.texts == 0):
            return "teaser"
        return "heading"

    def _twice(self, i: int) -> bool:
        fold = folded(self.page.lines[i].head)
        near = (j for j in (i - 1, i + 1) if self.head.start <= j < self.end)
        return any(folded(self.page.lines[j].head) == fold for j in near)

    def _next_text(self, i: int) -> int | None:
        """The paragraph or item that a heading at line ``i`` stands over: at most one more title between."""
        titles = 0
        for j in range(i + 1, min(i + 8, self.end)):
            kind = self.page.kinds[j]
            if kind == "prose":
                return j
            if kind in ("title", "short"):
                if is_item(self.page, j):
                    return j
                titles += 1
                if titles > 2:
                    return None
            elif kind not in SKIPPED and kind not in ("caption", "date"):
                return None
        return None

    # --- marked lines -----------------------------------------------------------------------------

    def _marked_run(self, i: int) -> int:
        """The end of the run of marked lines that begins at line ``i``; ``i`` where none begins."""
        j = i
        while j < self.end and self.page.lines[j].mark and self.page.kinds[j] in ("title", "short", "prose"):
            j += 1
        return j

    def _items(self, i: int, run: int) -> list[Role]:
        page = self.page
        prose = sum(page.kinds[j] == "prose" for j in range(i, run))
        counts = [page.lines[j].words for j in range(i, run)]
        if self._content(i, run, prose):
            self.teasing = self.over = False
            self.texts += prose
            for j in range(i, run):
                self.vocabulary |= names(page.lines[j].head)
            return ["paragraph" if _is_sentence(page.lines[j].head) else "list" for j in range(i, run)]
        return ["navigation" if sum(counts) <= 4 * len(counts) else "teaser"] * (run - i)

    def _content(self, i: int, run: int, prose: int) -> bool:
        """Whether a run of items belongs to the text and is no list of links."""
        page = self.page
        if self.teasing:
            return False
        if self.listed or (2 * prose >= run - i and not self.over):
            return True
        before = page.text[page.lines[i - 1].end - 1] if i else ""
        led = (
            i > self.head.start and self.found[-1:] == ["heading"] and _RUBRIC.fullmatch(page.lines[i - 1].head.strip())
        )
        if before in (":", ";") or led or any(is_timed(page, j) for j in range(i, run)):
            return True
        small = sum(page.lines[j].head[:1].islower() for j in range(i, run))
        counts = sum(page.lines[j].words for j in range(i, run))
        return 2 * small >= run - i and not self.over and counts > 4 * (run - i)


_RUBRIC = re.compile(
    r"(?:[\w-]+ ){0,3}(?:meetings?|bilaterals|talks|calls|conversations|engagements|appointments)"
    r"(?: with(?: [\w-]+){1,3})?:?",
    re.IGNORECASE,
)
"""A heading over a list of those who were met or called."""


def _is_sentence(head: str) -> bool:
    return (len(head) >= 60 and head.rstrip("”\"’'")[-1:] in ".!?") or len(head) >= 300


def _text_start(page: Page, head: Head, end: int) -> int:
    """The first line of running text; ``end`` where the article has lost it; after the headline in lists."""
    first = head.title + 1 if head.title is not None else head.start
    if is_list(page, head.start, end):
        return first
    if head.body is None:
        return end if head.title is not None else first
    at = head.body
    for j in range(head.body, min(head.body + 4, end)):
        if page.kinds[j] != "prose" or page.lines[j].size > 400:
            break
        below = next((k for k in range(j + 1, min(j + 5, end)) if page.kinds[k] not in SKIPPED), None)
        if below is None:
            break
        credited = page.kinds[below] in ("byline", "date") and below + 1 < end
        led = page.kinds[below] == "prose" and _strict(page, below) and not dateline(page.lines[j].head)
        line = page.lines[j]
        single = len(sentences(page.text, Block(line.start, line.end, "paragraph"))) == 1
        if credited or (led and single):
            at = next((k for k in range(below, end) if page.kinds[k] == "prose"), at)
        elif page.kinds[below] == "prose":
            continue
        else:
            break
    return at


def _strict(page: Page, i: int) -> bool:
    found = dateline(page.lines[i].head)
    return found is not None and found.strict
