"""An HTML page's main text, and what its head says of it.

The text is what resiliparse takes for the main content, which drops menus, side columns and footers.
It would also drop lists, times and captions inside the article, which trip pages and schedules
live on: ``_keep_what_articles_need`` rewrites those to elements that it keeps.
"""

from __future__ import annotations

import re

import msgspec
from resiliparse.extract.html2text import extract_plain_text
from selectolax.lexbor import LexborHTMLParser, LexborNode

from dragoman.errors import SourceError
from dragoman.sources import metadata

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_LISTS = "article ul, main ul, [role=main] ul, [itemprop=articleBody] ul, p + ul, ul:has(+ p)"
_NOT_ARTICLE = frozenset({"nav", "aside", "footer", "ul", "ol"})
_DATED = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan\.?|feb\.?|mar\.?|apr\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?)\s+\d{1,2}\b|\b(?:19|20)\d\d\b",
    re.I,
)
_MAX_DEPTH = 1000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Void elements, and those that the next of their kind closes.
_NEVER_NESTED = re.compile(
    r"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|td|th|tr|thead|tbody"
    r"|tfoot|colgroup|option|optgroup|rp|rt|path|use|circle|rect|line|polygon",
    re.I,
)


class Page(msgspec.Struct, frozen=True):
    """A page's text (offsets refer to it, not to the HTML) and what its head says of it."""

    text: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None


def page(html: str) -> Page:
    """The main text of a page with its address, title, publisher and day of publication.

    Raises:
        SourceError: the page holds no text, or is no HTML that can be parsed.
    """
    _refuse_deep_nesting(html)
    tree = LexborHTMLParser(html)
    told = metadata.of(tree)
    _keep_what_articles_need(tree)
    text = _main_text(tree.html or "")
    if not text:
        raise SourceError("holds no text: if a script builds the page, save what the browser shows")
    return Page(text, told.url, told.title, told.publisher, told.published)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the first 2 kB of a page declare (``<meta charset>``), else None."""
    match = _CHARSET.search(data[:2048])
    if match is None:
        return None
    name = match[1].decode("ascii", "replace").lower()
    # What pages call Latin 1 is read as its superset by every browser (WHATWG Encoding, section 4.2).
    return "cp1252" if name in {"iso-8859-1", "latin1", "ascii", "us-ascii"} else name


def _main_text(html: str) -> str:
    try:
        text = extract_plain_text(html, main_content=True, alt_texts=False)
        if not text.strip():
            text = extract_plain_text(html, alt_texts=False, skip_elements=["nav", "footer", "aside"])
    except (ValueError, RuntimeError) as error:
        raise SourceError(f"is no HTML that can be parsed ({error})") from None
    return text.strip("\n")


def _keep_what_articles_need(tree: LexborHTMLParser) -> None:
    tree.unwrap_tags(["time"])
    for caption in tree.css("figcaption"):
        _wrap(tree, caption, "p")
    tree.unwrap_tags(["figure", "figcaption"])
    for list_ in tree.css(_LISTS):
        if not _within(list_, _NOT_ARTICLE):
            if _DATED.search(list_.text(deep=True)):  # a list of links is a menu, unless it tells days
                list_.unwrap_tags(["a"])
            if _told_in_words(list_):
                _as_paragraphs(tree, list_)
            else:
                _wrap(tree, list_, "section")


def _told_in_words(list_: LexborNode) -> bool:
    """A flat list most of whose words are no links: what happened, not where to click."""
    linked = sum(len(link.text(deep=True)) for link in list_.css("a"))
    whole = len(list_.text(deep=True))
    return not list_.css("ul ul, ol, table") and linked * 2 < whole


def _as_paragraphs(tree: LexborHTMLParser, list_: LexborNode) -> None:
    """A list of a few items under a heading would be taken for a menu; paragraphs with bullets are kept."""
    for item in list_.css("li"):
        if item.child is not None:
            item.child.insert_before("• ")
        _wrap(tree, item, "p")
    list_.insert_before(tree.create_node("section"))
    section = list_.prev
    if section is not None:
        section.insert_child(list_)
        list_.decompose()
        section.unwrap_tags(["ul", "li"])


def _within(node: LexborNode, tags: frozenset[str]) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in tags:
            return True
        parent = parent.parent
    return False


def _wrap(tree: LexborHTMLParser, node: LexborNode, tag: str) -> None:
    """Put ``node`` inside a new element; selectolax inserts copies, so the old one goes."""
    node.insert_before(tree.create_node(tag))
    wrapper = node.prev
    if wrapper is not None:
        wrapper.insert_child(node)
        node.decompose()


def _refuse_deep_nesting(html: str) -> None:
    """Raises SourceError for a page nested thousands deep, an accident or an attack: the parsers'
    time grows with the square of the depth (20,000 levels take 12 s, 200,000 more than an hour).
    """
    if html.count("<") <= 2 * _MAX_DEPTH:
        return
    depth = 0
    for match in _TAG.finditer(html):
        if not _NEVER_NESTED.fullmatch(match[2]):
            depth += -1 if match[1] else 1
            if depth > _MAX_DEPTH:
                raise SourceError(f"is nested more than {_MAX_DEPTH} elements deep: save the page anew")
