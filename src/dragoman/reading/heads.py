"""Where the articles of a page begin: titles with what stands under a headline, after what ends an article.

A title alone begins nothing. For it speak a byline, a date, a dateline, a credited picture, and its own
words coming again in the text below; and before it credits, tags, teasers or menus after the last text.
"""

from __future__ import annotations

from typing import Final

import msgspec

from dragoman.reading.dateline import dateline
from dragoman.reading.layout import SKIPPED, ends_sentence
from dragoman.reading.page import Page, is_item, is_list, names, overlap, same_title, stems, tells_genre
from dragoman.reading.published import find_dates
from dragoman.reading.snippets import Results

_ROOM: Final = 14  # lines from a headline to its text
_ENOUGH: Final = 4.0  # clues in all, of which ...
_STRONG: Final = 2.0  # ... byline, date, dateline at least
_ENDED: Final = 1.5  # signs that the article before is over
_ALIKE: Final = 0.5  # share of a title's words that its text repeats
_LEAST_WORDS: Final = 25  # of a text that follows another one


class Head(msgspec.Struct, frozen=True):
    """An article's beginning: its headline's line (None where it has none), the first line of its text."""

    title: int | None
    body: int | None
    start: int  # first line that belongs to it


class _Below(msgspec.Struct):
    """What stands below a title."""

    body: int | None = None
    strong: float = 0.0
    soft: float = 0.0
    prose: int = 0
    body_words: int = 0
    titles: int = 0
    credit: bool = False
    caption: bool = False
    alike: float = 0.0
    signs: set[str] = msgspec.field(default_factory=set)  # byline, date


def find_heads(page: Page, results: list[Results], title: str | None = None) -> list[Head]:
    """The heads of the page's articles, in order; empty for a page without any text.

    ``title`` is the document's title where known: the line that repeats it is the first headline.
    """
    blocked = {i for r in results for i in range(r.first, r.last)}
    first = _first_head(page, blocked, title)
    if first is None:
        return []
    heads = [first]
    if is_list(page, first.start, len(page.lines)) and not results:
        return heads
    state = _State(page, first)
    for i in range(first.start + 1, len(page.lines)):
        if i in blocked:
            continue
        if i > (heads[-1].body if heads[-1].body is not None else heads[-1].start):
            head = _new_head(page, i, state, blocked)
            if head:
                heads.append(head)
                state = _State(page, head)
                if head.title is None:
                    state.read(i)
                continue
        state.read(i)
    return heads


def _first_head(page: Page, blocked: set[int], title: str | None) -> Head | None:
    free = [i for i in range(len(page.lines)) if i not in blocked]
    if not free:
        return None
    body = next((i for i in free if page.kinds[i] == "prose" and not page.lines[i].mark), None)
    body = body if body is not None else next((i for i in free if page.kinds[i] == "prose"), None)
    limit = body if body is not None else len(page.lines)
    if is_list(page, 0, len(page.lines)):  # a list's headline stands above its items
        limit = min(limit, next((i for i in free if is_item(page, i)), limit))
    titles = [i for i in free if page.kinds[i] in ("title", "short") and i < limit]
    chosen = _headline(page, titles, body, title)
    return Head(chosen, body, chosen if chosen is not None else 0)


def _headline(page: Page, titles: list[int], body: int | None, title: str | None) -> int | None:
    """The line among ``titles`` that is the headline: the document's title, else the likest to the text."""
    if title:
        for i in (*titles, *([body] if body is not None else [])):
            if same_title(page.lines[i].head, title):
                return i
    paragraphs = [page.lines[j].head for j in _next_prose(page, body, 3)] if body is not None else []
    given: set[str] = set().union(*(stems(p) for p in paragraphs)) if paragraphs else set()
    best, best_score = None, 0.0
    for i in titles:
        head = page.lines[i].head
        count = page.lines[i].words
        if count < 2 or page.lines[i].mark:
            continue
        near = 0.5 if body is not None and body - i <= 6 else 0.0
        score = len(stems(head) & given) + (1.0 if count >= 5 else 0.3) + near + (2.0 if tells_genre(head) else 0.0)
        if score > best_score + 1e-9:
            best, best_score = i, score
    return best if best_score >= 0.8 else None


def _next_prose(page: Page, i: int | None, most: int) -> list[int]:
    """Up to ``most`` lines of running text from line ``i`` on, among the next twelve."""
    if i is None:
        return []
    return [j for j in range(i, min(i + 12, len(page.lines))) if page.kinds[j] == "prose"][:most]


class _State:
    """How far the article read so far seems to be over."""

    def __init__(self, page: Page, head: Head) -> None:
        self.page = page
        self.head = head
        self.ended = 0.0
        self.in_teasers = False
        self.menu = 0
        self.vocabulary: set[str] = set()
        self.texts = 0
        self.last_title = False
        self.signs = _look_below(page, head.title, set()).signs if head.title is not None else set()

    def read(self, i: int) -> None:
        """Take line ``i`` into account."""
        kind, line = self.page.kinds[i], self.page.lines[i]
        if self.head.body is None or i < self.head.body:
            return
        if kind == "prose":
            self._read_prose(line.head)
            self.menu = 0
        elif kind in ("credit", "bio", "footer"):
            self.ended = max(self.ended, _ENDED)
        elif kind in ("teaser_head", "comments"):
            self.ended, self.in_teasers = max(self.ended, _ENDED), True
        elif kind in SKIPPED or kind == "teaser":
            self.ended = max(self.ended, 0.5)
        small = kind == "navigation" or (bool(line.mark) and kind in ("title", "short"))
        self.menu = self.menu + 1 if small else 0 if kind == "prose" else self.menu
        if self.menu >= 3 or (kind == "furniture" and self.menu + 1 >= 3):
            self.ended = max(self.ended, _ENDED)
        if kind == "furniture":
            self.menu += 1
        self.last_title = kind in ("title", "short")

    def _read_prose(self, head: str) -> None:
        fits = bool(names(head) & self.vocabulary)
        if self.last_title and self.ended >= _ENDED and not fits:
            return
        if self.in_teasers and not fits and self.texts:
            return
        self.ended, self.in_teasers = 0.0, False
        self.texts += 1
        if self.texts < 200:
            self.vocabulary |= names(head)


def _new_head(page: Page, i: int, state: _State, blocked: set[int]) -> Head | None:
    """The head that begins at line ``i``, else None."""
    kind, line = page.kinds[i], page.lines[i]
    if kind == "prose":
        return _headless(page, i, state)
    count = line.words
    if kind not in ("title", "short") or count < 3 or line.mark or (ends_sentence(page.text, line) and count < 5):
        return None
    if not line.head[:1].isupper() and not line.head[:1].isdigit() and line.head[:1] not in "“\"'‘":
        return None
    below = _look_below(page, i, blocked)
    if below.body is None:
        bare = below.credit and (below.caption or below.titles) and state.ended >= _ENDED and count >= 5
        return Head(i, None, i) if bare else None
    if below.body_words < _LEAST_WORDS:
        return None
    if state.in_teasers and below.prose < 2 and below.body_words < 2 * _LEAST_WORDS:
        return None  # a teaser with its own date
    if below.strong and below.signs & state.signs & {"byline", "date"}:  # as the article before it began
        below.strong, below.soft = below.strong + 0.5, below.soft + 1.0
    total = state.ended + below.strong + below.soft
    if below.strong >= _STRONG and total >= _ENOUGH:
        return Head(i, below.body, i)
    if state.ended >= _ENDED and count >= 6 and below.alike >= _ALIKE and below.prose >= (3 if state.in_teasers else 2):
        return Head(i, below.body, i)
    return None


def _headless(page: Page, i: int, state: _State) -> Head | None:
    """A paragraph with a full dateline begins an article without headline, after another such one."""
    if state.head.body is None or not state.texts or page.lines[i].mark:
        return None
    here, before = dateline(page.lines[i].head), dateline(page.lines[state.head.body].head)
    if not (here and before and here.strict and before.strict and here.city):
        return None
    sent = here.agency is not None or any(c.isdigit() for c in here.text)
    return Head(None, i, i) if sent and page.lines[i].size >= 120 else None


def _look_below(page: Page, i: int, blocked: set[int]) -> _Below:
    """Gather what stands between the title at line ``i`` and its text, and how the text begins."""
    below = _Below()
    seen = below.signs
    titles: list[int] = []
    for j in range(i + 1, min(i + 1 + _ROOM, len(page.lines))):
        kind = page.kinds[j]
        if j in blocked or kind in ("teaser_head", "comments", "footer"):
            break
        if kind == "prose":
            if _is_standfirst(page, j):
                continue
            below.body = j
            break
        if kind in ("title", "short"):
            titles.append(j)
            if len(titles) > 4:
                break
        if kind == "credit":
            below.credit = True
            break
        _count_clue(page, j, seen, below)
    below.titles = len(titles)
    if below.body is not None:
        _judge_text(page, i, titles, below)
    return below


def _count_clue(page: Page, j: int, seen: set[str], below: _Below) -> None:
    kind = page.kinds[j]
    if kind in seen:
        return
    seen.add(kind)
    if kind == "byline":
        below.strong += 2.0
    elif kind == "date":
        full = list(find_dates(page.lines[j].head))
        timed = ":" in page.lines[j].head or any(found.label != "plain" for found in full)
        below.strong += (2.0 if timed else 1.5) if full else 0.5
    elif kind == "caption":
        below.soft += 0.75
        below.caption = True
    elif kind in ("navigation", "furniture"):
        below.soft += 0.5


def _is_standfirst(page: Page, j: int) -> bool:
    """A sentence or two between headline and byline, or a picture's words there."""
    if page.lines[j].size > 400:
        return False
    below = page.kinds[j + 1 : j + 4]
    for kind in below:
        if kind in ("byline", "date"):
            return True
        if kind != "prose" and kind not in SKIPPED and kind != "caption":
            return False
    return False


def _judge_text(page: Page, i: int, titles: list[int], below: _Below) -> None:
    """How the text begins, and whether another title below ``i`` fits it better."""
    body = below.body if below.body is not None else i
    texts = _opening(page, body)
    heads = [page.lines[j].head for j in texts]
    below.alike = overlap(page.lines[i].head, heads)
    rivals = [overlap(page.lines[j].head, heads) for j in titles if page.lines[j].words >= 4]
    if rivals and below.alike < _ALIKE and max(rivals) > below.alike + 0.15:
        below.strong = below.soft = below.alike = 0.0
        return
    below.soft += 1.5 if below.alike >= _ALIKE else 0.75 if below.alike >= 0.3 else 0.0
    lines = [dateline(head) for head in heads[:2]]
    if any(line is not None and line.strict for line in lines):
        below.strong += 2.0
    elif lines and lines[0] is not None:
        below.strong += 1.0
    below.prose = _texts_from(page, body)
    below.body_words = sum(page.lines[j].words for j in texts)


def _opening(page: Page, body: int) -> list[int]:
    """The first three paragraphs, as long as no title stands between."""
    found: list[int] = []
    for j in _next_prose(page, body, 3):
        if found and any(page.kinds[k] in ("title", "teaser_head") for k in range(found[-1] + 1, j)):
            break
        found.append(j)
    return found


def _texts_from(page: Page, body: int) -> int:
    """How many paragraphs follow from line ``body`` before the next title."""
    count = 0
    for j in range(body, min(body + 12, len(page.lines))):
        if page.kinds[j] == "prose":
            count += 1
        elif page.kinds[j] in ("title", "short", "teaser_head", "comments"):
            break
    return count
