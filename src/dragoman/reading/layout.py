"""What each line of a page is, from the line alone: prose, title, date, byline, caption, furniture ...

What a line is for (headline or heading, teaser or item) depends on its neighbours: see articles.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

import msgspec

from dragoman.knowledge.gate import Gate
from dragoman.knowledge.guarded import Guarded
from dragoman.knowledge.layout_words import LayoutWords, layout_words
from dragoman.reading.lines import HEAD, Line
from dragoman.reading.published import MONTH, WEEKDAY, find_dates

LineKind = Literal[
    "prose",  # running text
    "title",  # a headline, heading or link: words without a full stop
    "short",  # one to three such words
    "date",
    "byline",
    "caption",
    "alt",  # what stands for a picture: a file name, words searched for
    "credit",
    "bio",
    "navigation",
    "furniture",  # newsletter, cookies, sharing, robots' check, paywall
    "teaser_head",  # "Recommended", "More on this story"
    "teaser",  # "Also read: ..."
    "comments",
    "footer",  # copyright, tags
]
SKIPPED: Final = frozenset({"alt", "navigation", "furniture"})  # lines that say nothing about what is near

_FILE = re.compile(r"[\w ()'’.-]{1,80}\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|pdf|mp4)", re.IGNORECASE)
_COLUMNS = re.compile(r"\s*(?:\||\s{2,}|\s[>»›·•/]\s|\t)\s*")
_COLUMN_SIGN = re.compile(r"[|\t>»›·•/]|\s\s")
_GLUED_HOME = re.compile(r"Home(?:[»>/|]|(?=[A-Z]))")
_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_END_SENT = re.compile(r"[.!?…][\"'”’»)\]]*(?:\s?[(\[][^()\[\]]{1,40}[)\]])?$")  # "... sources said. (PTI)"
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\b\.?|hrs|h\b|uhr)?|\b\d{1,2}\s?[ap]\.?m\b\.?"
    r"|\b\d{1,2}\s(?:min(?:ute)?s?|hours?|days?)(?:\s(?:read|ago))?\b|\bread time\b|\bmin read\b",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\b(?:[A-Z]{1,2}[SD]?T|GMT|UTC|CES?T|AEDT|AEST|NZ[SD]T|WIB|HKT|SGT|BST)\b(?:\s?[+-]\s?\d{1,2}(?::?\d\d)?)?"
)
_DAY_HEAD = re.compile(
    rf"(?:{WEEKDAY}\.?,?\s*)?(?:(?:{MONTH})\.?\s\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s(?:{MONTH}))?[,:]?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b{WEEKDAY}\b\.?,?", re.IGNORECASE)
_AGENCY_DESK = re.compile(r"\(?[a-z]{1,4}(?:/[a-z]{1,4})+\)?(?:\s\([^)]{2,40}\))?")
_BRACKET_END = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]]\.?$")
_SLASH_SOURCE = re.compile(r"[/|]\s?([A-Z][\w .-]{1,40})$")
_NAME: Final = r"[A-ZÀ-Þ][\w.’'-]*"
_NAMES = re.compile(rf"{_NAME}(?:\s(?:de|van|von|bin|al|der|el|la|da|dos)?\s?{_NAME}){{1,4}}")
_AUTHOR_LINK = re.compile(rf"{_NAME}(?:\s{_NAME}){{1,4}}\s?https?://")
_CUT_LINK = Guarded(r"(?:read more|continue reading|read more »|more »|\[…\]|\[\.\.\.\])$", re.IGNORECASE)
_SPEAKER = re.compile(r"[A-Z][A-Z .’'-]{1,40}:\s")
_SOURCE_FIRST = re.compile(r"(?:^|\s)([A-Z][\w-]{1,20})/[A-Z][\w.-]+(?:\s[A-Z][\w.-]+){1,3}$")
_EMPHASIS = re.compile(r"([*_]{1,3})[^\W_][^*_\n]{0,80}[*_]{1,3}\W{0,2}[^\W_]")
"""Marks around the first words, and words behind them: "*10:00 a.m.* The Minister meets", unlike "*A note."."""
_TOKEN = re.compile(r"\w*_\w*")
_EDGES: Final = " \t:;»›→←…-–—.*|"


class _Opening:
    """Phrases at the head of a line, capitals or not, and what must stand behind them.

    The first letters tell most lines that there is none of them.
    """

    def __init__(self, phrases: Sequence[str], behind: str = "") -> None:
        self._size = min(3, *map(len, phrases))
        self._heads = frozenset(phrase[: self._size].lower() for phrase in phrases)
        self._pattern = re.compile(any_of(phrases) + behind, re.IGNORECASE)

    def match(self, head: str) -> re.Match[str] | None:
        return self._pattern.match(head) if head[: self._size].lower() in self._heads else None


class _Matchers(msgspec.Struct, frozen=True):
    """Compiled phrases; ``exact`` maps a folded line to its kind."""

    exact: dict[str, LineKind]
    furniture_start: _Opening
    furniture_inside: Gate
    footer: _Opening
    tags: _Opening
    teaser_head: _Opening
    teaser: _Opening
    credit: _Opening
    credit_inside: Gate
    caption: _Opening
    caption_tail: Guarded
    photo_source: Guarded
    photo_tag: Guarded
    bio: re.Pattern[str]
    label: re.Pattern[str]
    publisher: re.Pattern[str]


def any_of(phrases: Sequence[str]) -> str:
    """An alternation that tries longer phrases first and ends at a word's end."""
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(re.escape(p) + (r"(?!\w)" if p[-1:].isalnum() else "") for p in longest) + ")"


@cache
def matchers() -> _Matchers:
    """The data's phrases, compiled once."""
    data = layout_words()
    flags = re.IGNORECASE
    jobs, verbs = any_of(data.bio_jobs), any_of(data.bio_verbs)
    names = [name for p in data.publishers for name in (p.name, *p.aliases)]
    return _Matchers(
        exact=_exact(data),
        furniture_start=_Opening(data.furniture_start),
        furniture_inside=Gate(data.furniture_contains),
        footer=_Opening(data.footers),
        tags=_Opening(data.tags, r"\s*:"),
        teaser_head=_Opening(data.teaser_head_start),
        teaser=_Opening(data.teaser_lines, r"\s*[:|›»>]"),
        credit=_Opening(data.credits),
        credit_inside=Gate(data.credit_contains),
        caption=_Opening(data.captions),
        caption_tail=Guarded(any_of(data.caption_tails) + r"\.?$", flags),
        photo_source=Guarded(r"(?<!\w)" + any_of(data.photo_sources), flags),
        photo_tag=Guarded(r"(?<!\w)" + any_of(data.photo_tags) + r"(?:\s*[:/©|-]|\s+by\s|/|\s+courtesy\b|\s*$)", flags),
        bio=re.compile(rf"{_NAME}(?:\s{_NAME}){{1,4}},?\s(?-i:{verbs})\s[^.!?]{{0,160}}?(?<!\w){jobs}"),
        label=re.compile(any_of([*data.updated_labels, *data.published_labels, "on", "at"]) + r"\s*:?", flags),
        publisher=re.compile(r"(?<!\w)" + any_of(names)),
    )


def _exact(data: LayoutWords) -> dict[str, LineKind]:
    table: dict[str, LineKind] = {}
    groups: tuple[tuple[tuple[str, ...], LineKind], ...] = (
        (data.comment_heads, "comments"),
        (data.teaser_heads, "teaser_head"),
        (data.navigation, "navigation"),
        (data.tags, "footer"),
        (data.bylines, "byline"),
    )
    for phrases, kind in groups:
        for phrase in phrases:
            table.setdefault(folded(phrase), kind)
    return table


def folded(head: str) -> str:
    """A short line for comparison: small letters, single spaces, no signs at its ends."""
    return " ".join(head.casefold().replace("’", "'").split()).strip(_EDGES)


def ends_sentence(text: str, line: Line) -> bool:
    """Whether the line's last words end a sentence."""
    return _END_SENT.search(text[max(line.start, line.end - 60) : line.end]) is not None


def kinds(text: str, lines: list[Line]) -> list[LineKind]:
    """The kind of every line of ``text``, in order. Linear: a line is judged by its first 400 code points."""
    counts = Counter(folded(line.head) for line in lines if line.size <= 80)
    found = [_kind(text, line, counts) for line in lines]
    for i in range(1, len(found)):  # the picture's words printed twice, once with its credit
        if found[i] in ("prose", "title") and found[i - 1] == "caption" and lines[i].size >= 40:
            found[i] = "caption" if _same_start(lines[i - 1], lines[i]) else found[i]
        if found[i] == "prose" and _AUTHOR_LINK.match(lines[i - 1].head):
            found[i] = "bio"
    return found


def _same_start(a: Line, b: Line) -> bool:
    size = min(a.size, b.size, HEAD)
    return size >= 40 and folded(a.head[: size - 2]) == folded(b.head[: size - 2])


def _kind(text: str, line: Line, counts: Counter[str]) -> LineKind:
    if line.size > 3 * HEAD:
        return "prose"
    match = matchers()
    fold = folded(line.head) if line.size <= 80 else ""
    count = line.words
    if fold in match.exact and not (fold in ("in", "no") or count > 8):
        return match.exact[fold]
    if _is_alt(line, fold, counts, count):
        return "alt"
    for test in (_date_kind, _picture_kind, _page_kind, _people_kind):
        kind = test(text, line, count)
        if kind:
            return kind
    if fold and counts[fold] >= 3 and count <= 6 and not any(c.isdigit() for c in fold):
        return "short" if line.head[:1] in "([*" else "navigation"
    return _words_kind(text, line, count)


def _is_alt(line: Line, fold: str, counts: Counter[str], count: int) -> bool:
    if _FILE.fullmatch(line.head) or _TOKEN.fullmatch(line.head):
        return True
    return bool(fold) and counts[fold] >= 2 and count <= 8 and line.head[:1].islower() and not line.mark


def _date_kind(text: str, line: Line, count: int) -> LineKind | None:
    """A line that holds a date, a time or a weekday and little else."""
    if line.size > 160 or count > 22 or (line.mark and count > 6):
        return None
    if 0 < count <= 4 and _DAY_HEAD.fullmatch(line.head.strip("* ")) and re.search(r"\w{3}", line.head):
        return "date"
    dates = list(find_dates(line.head))
    if not dates or not _before_date(line.head[: dates[0].start]):
        return None
    last = line.head[dates[-1].end :]
    for pattern in (_TIME, _ZONE, _WEEKDAY, matchers().label):
        last = pattern.sub(" ", last)
    if not matchers().publisher.match(last.lstrip()) and last.lstrip()[:1].isalpha() and len(last.split()) > 1:
        return None  # "04/23/2013 Remarks after the meeting": an item
    rest = f"{line.head[: dates[0].start]} {last}"
    for pattern in (_TIME, _ZONE, _WEEKDAY, matchers().label, matchers().publisher):
        rest = pattern.sub(" ", rest)
    return "date" if len(re.findall(r"[^\W\d_]{2,}", rest)) <= 4 else None


def _before_date(prefix: str) -> bool:
    """What may stand before the date of a date line: a label, a city with a comma, a publisher, a column."""
    prefix = matchers().publisher.sub("", prefix)
    prefix = _WEEKDAY.sub("", _TIME.sub("", _ZONE.sub("", prefix)))
    bare = matchers().label.sub("", prefix).strip(" ,:;|/-–—()[]*•.\t")
    if not bare:
        return True
    parted = prefix.rstrip()[-1:] in ",|/(" or prefix.endswith("  ") or bool(_COLUMNS.search(prefix))
    labelled = bool(matchers().label.search(prefix))
    return (parted or labelled) and len(bare.split()) <= 4


def _picture_kind(text: str, line: Line, count: int) -> LineKind | None:
    match = matchers()
    if match.caption.match(line.head) and not (count > 60 and line.size > 2 * HEAD):
        return "caption"
    if line.head.startswith("©") and count <= 12 and not re.search(r"\b[12]\d{3}\b", line.head):
        return "caption"
    if line.size > HEAD + 300:
        return None
    tail = text[max(line.start, line.end - 120) : line.end]
    if match.caption_tail.search(tail):
        return "caption"
    bracket = _BRACKET_END.search(tail) if tail.removesuffix(".")[-1:] in (")", "]") else None
    if bracket and not match.credit.match(bracket[1]) and _names_picture(bracket[1], tail[: bracket.start()]):
        return "caption"
    return "caption" if _unbracketed_source(line, tail) else None


def _names_picture(inside: str, before: str) -> bool:
    """Whether a bracket at a line's end credits a picture: "(AP Photo/J. Doe)", "(J. Doe/EPA)"."""
    match = matchers()
    if match.photo_tag.search(inside):
        return True
    if not match.photo_source.search(inside) or len(inside.split()) > 8:
        return False
    return "/" in inside or (inside.isupper() and not _END.search(before.rstrip()))


def _unbracketed_source(line: Line, tail: str) -> bool:
    """A credit without brackets at the end: "Image: dpa/picture alliance", "Photo: J. Doe/AFP"."""
    match = matchers()
    tags = list(match.photo_tag.finditer(tail))
    tag = tags[-1] if tags else None
    if tag and tag.end() < len(tail) and len(tail) - tag.end() <= 60 and tag[0].rstrip()[-1:] in ":/©|":
        return not _END.search(tail) or bool(match.photo_source.search(tail, tag.end()))
    if "/" not in tail and "|" not in tail:
        return False
    first = _SOURCE_FIRST.search(tail)
    if first and match.photo_source.fullmatch(first[1]) and not _is_publisher_line(line.head):
        return True
    slash = _SLASH_SOURCE.search(tail)
    return bool(slash and match.photo_source.fullmatch(slash[1].strip())) and not _COLUMNS.search(line.head)


def _page_kind(text: str, line: Line, count: int) -> LineKind | None:
    """Parts of the page: menus, sharing, teasers, tags, footers."""
    match, head = matchers(), line.head
    if match.tags.match(head) or (count <= 40 and line.size <= 300 and match.footer.match(head)):
        return "footer" if not _is_long_prose(text, line, count) else None
    if match.teaser.match(head) and count <= 30:
        return "teaser"
    if count <= 8 and line.size <= 60 and match.teaser_head.match(head) and not ends_sentence(text, line):
        return "teaser_head"
    if count <= 12 and head.rstrip()[-1:] in ("»", "›", "→") and line.size == len(head):
        return "teaser"
    if _CUT_LINK.search(text[max(line.start, line.end - 24) : line.end]) and not line.number:
        return "teaser"
    if _GLUED_HOME.match(head) or _is_menu(line, count):
        return "navigation"
    if count <= 22 and match.furniture_start.match(head):
        return "furniture"
    if count <= 60 and match.furniture_inside.open(head):
        return "furniture"
    return None


def _is_long_prose(text: str, line: Line, count: int) -> bool:
    return count > 25 and ends_sentence(text, line)


def _is_menu(line: Line, count: int) -> bool:
    """Short words in columns: "Home | News | Sport", "World   Politics", "POLITICS | GERMANY"."""
    if count > 40 or line.size > 300 or not _COLUMN_SIGN.search(line.head):
        return False
    parts = [part for part in _COLUMNS.split(line.head.strip("[] ")) if part]
    if len(parts) < 2 or any(_END.search(part) and len(part.split()) > 3 for part in parts):
        return False
    longest = max(len(part.split()) for part in parts)
    return longest <= (4 if len(parts) >= 3 else 2)


def _people_kind(text: str, line: Line, count: int) -> LineKind | None:
    """Who wrote, reported, edited."""
    match, head = matchers(), line.head
    if line.size <= HEAD and (match.credit.match(head) or match.credit_inside.open(head)):
        return "credit" if not (count > 45 and head[0] != "(") else None
    if _AGENCY_DESK.fullmatch(head):
        return "credit"
    bare = head.strip("=-–—~()[]. ")
    if count <= 8 and match.publisher.fullmatch(bare):
        return "credit" if bare != head.strip() else "byline"
    if _AUTHOR_LINK.match(head):
        return "bio"
    if re.match(r"(?:By|BY|by)\s+[A-ZÀ-Þ]", head) and count <= 14 and not ends_sentence(text, line):
        return "byline"
    if re.match(r"(?:Reporting from|Written by|Posted by|Story by)\s+[A-ZÀ-Þ]", head) and count <= 10:
        return "byline"
    if count <= 10 and line.size <= 90 and _is_publisher_line(head):
        return "byline"
    if match.bio.match(head) or (head.startswith("More about") and count <= 6):
        return "bio"
    return None


def _is_publisher_line(head: str) -> bool:
    """Publishers and at most a city: "AFP/The Local", "Press Trust of India  New Delhi"."""
    rest, hits = matchers().publisher.subn(" ", head)
    if not hits:
        return False
    left = re.findall(r"\w+", rest)
    signs = bool(re.search(r"[/|,]|\s{2,}", head))
    return len(left) <= (2 if signs else 0)


def _one_question(head: str) -> bool:
    """A single question or cry: rather a headline than a paragraph."""
    return head[:1] not in '“"' and not re.search(r"[.!?][\"”’]?\s", head) and not _SPEAKER.match(head)


def _capitalised(head: str) -> bool:
    """Nearly every longer word has a capital: a headline that ends in an abbreviation ("to Meet Wed.")."""
    long = re.findall(r"[^\W\d_]{4,}", head)
    return len(long) >= 4 and sum(w[0].isupper() for w in long) >= 0.85 * len(long)


def _words_kind(text: str, line: Line, count: int) -> LineKind:
    """Running text or the words of a title, by length and full stop."""
    ended = ends_sentence(text, line)
    question = text[line.end - 1] in "?!"
    if count >= 22 or line.size > 180:
        return "prose"
    if ended and count <= 14 and not question and _capitalised(line.head):
        return "title"
    aside = line.head[:1] in "(*[" and not _EMPHASIS.match(line.head)
    if ended and count >= 4 and not (question and _one_question(line.head)) and not aside:
        return "prose"
    if text[line.end - 1] == ":" and count >= 4:
        return "prose"
    if line.head[:1] in '“"' and ended and count >= 4:
        return "prose"
    return "title" if count > 3 else "short"
