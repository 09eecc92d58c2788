"""The spellings of a person's name: folding, the keys under which it is found, the surfaces it may have.

``tools/build_ledger.py`` hashes the keys into the ledger, and the ledger makes them again for the few
candidates of a query, so that a hit never rests on a hash alone. The words are in name_words.json.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from dragoman.errors import DataError

_FILE = "name_words.json"
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_MARKS = re.compile(r"['’‘ʼʻ`´\"“”]")
_ARTICLE_HYPHEN = re.compile(r"\b(al|el|as|ad|an|ar|ash|at|az|ul)[-‐‑–]", re.IGNORECASE)
_HYPHENS = re.compile(r"[-‐‑–]")
_NO_WORD = re.compile(r"[^a-z0-9]+")


class NameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of names that are no names themselves, and what countries do with the order of names."""

    particles: frozenset[str]
    articles: frozenset[str]
    fathers: frozenset[str]
    suffixes: frozenset[str]
    titles: frozenset[str]
    family_first: frozenset[str]
    given_name_known: frozenset[str]
    two_surnames: frozenset[str]
    spellings: tuple[tuple[str, str], ...]
    nicknames: dict[str, str]


@cache
def name_words() -> NameWords:
    """The checked contents of name_words.json. Raises DataError where it does not fit."""
    try:
        return msgspec.json.decode(
            files("dragoman.knowledge").joinpath(_FILE).read_bytes(),
            type=NameWords,
        )
    except (OSError, msgspec.DecodeError) as error:
        raise DataError(f"knowledge/{_FILE}: {error}") from error


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), to) for pattern, to in name_words().spellings)


def to_ascii(text: str) -> str:
    """``text`` in ASCII letters; anyascii is imported only when something is left to do."""
    if text.isascii():
        return text
    from anyascii import anyascii  # noqa: PLC0415  importing it takes longer than most queries

    return anyascii(text)


def clean(name: str) -> str:
    """``name`` without brackets, without ", Baron X" behind it and without honorifics before it."""
    head, *rest = _BRACKETS.sub("", name).split(",")
    for part in rest:
        if _NO_WORD.sub("", part.lower()) in name_words().suffixes:
            head += part
    words = head.split()
    titles = name_words().titles
    while len(words) > 1:
        if len(words) > 2 and " ".join(words[:2]).lower() in titles:
            words = words[2:]
        elif words[0].lower().strip(".'’") in titles:
            words = words[1:]
        else:
            break
    return " ".join(words)


@lru_cache(maxsize=8192)
def tokens(name: str) -> tuple[str, ...]:
    """The words of ``name`` in lower-case ASCII: "Suk-yeol Yoon" is sukyeol yoon, "al-Sudani" al sudani.

    Honorifics are gone, and the suffixes ("Jr.", "III") where two words or more are left without them.
    """
    text = to_ascii(_MARKS.sub("", clean(name))).lower()
    text = _HYPHENS.sub("", _ARTICLE_HYPHEN.sub(r"\1 ", _MARKS.sub("", text)))
    words = _NO_WORD.sub(" ", text).split()
    while len(words) > 2 and words[-1] in name_words().suffixes:
        words.pop()
    return tuple(words)


def surname_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """The last name of ``words`` with the particles before it: ursula von der leyen gives von der leyen."""
    at = len(words) - 1
    while at > 1 and words[at - 1] in name_words().particles:
        at -= 1
    return words[at:]


@lru_cache(maxsize=65536)
def skeleton(key: str) -> str:
    """What is left of a compact key when transliterations are made alike (Sergei, Sergey; not Serhiy)."""
    for pattern, to in _spellings():
        key = pattern.sub(to, key)
    return key


def _loose(words: tuple[str, ...]) -> str:
    short = name_words().nicknames
    return "".join(skeleton(short.get(word, word)) for word in words)


def _without_initials(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for at, word in enumerate(words) if at == 0 or len(word) > 1)


def _short_forms(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if len(words) < 3:
        return
    surname = surname_words(words)
    yield words[:1] + surname
    yield words[:1] + words[-1:]
    if words[1] in name_words().fathers:
        yield words[:3]


def _turned(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """A name with its last word first, and with its first word last."""
    return (words, words[-1:] + words[:-1], words[1:] + words[:1])


@lru_cache(maxsize=16384)
def full_keys(name: str) -> dict[str, int]:
    """Keys of one spelling, each with how much of the name it drops: 0 nothing, 1 particles or initials,
    2 middle names. Not to be changed by the caller.
    """
    words = tokens(name)
    if not words:
        return {}
    surname = surname_words(words)
    keys = {"".join(form): 0 for form in (*_turned(words), surname + words[: len(words) - len(surname)])}
    keys.setdefault("".join(_without_initials(words)), 1)
    drop = name_words().articles | name_words().fathers
    bare = tuple(word for word in words if word not in drop)
    if len(bare) > 1:
        keys.setdefault("".join(bare), 1)
    for form in _short_forms(words):
        keys.setdefault("".join(form), 2)
    return keys


@lru_cache(maxsize=16384)
def loose_keys(name: str) -> dict[str, int]:
    """Keys of one spelling with transliterations and nicknames made alike, as ``full_keys``; they start
    with "~".
    """
    words = tokens(name)
    if len(words) < 2:
        return {}
    keys = {"~" + _loose(form): 0 for form in _turned(words)}
    for form in _short_forms(words):
        keys.setdefault("~" + _loose(form), 2)
    return keys


def surname_keys(name: str, countries: frozenset[str]) -> set[str]:
    """The compact forms of what may stand alone for ``name`` in a text: last name with and without
    particles, the first word where the family name comes first or the given name is what people use.
    """
    words = tokens(name)
    if not words:
        return set()
    known = name_words()
    surname = surname_words(words)
    found = {"".join(surname[at:]) for at in range(len(surname))}
    if len(words) == 1:
        return found
    if countries & (known.family_first | known.given_name_known) or words[-1] in known.suffixes or "of" in words:
        found.add(words[0])
    if countries & known.given_name_known and words[1] in known.fathers:
        found.add("".join(words[:3]))
    if len(words) > 2 and countries & known.two_surnames:
        found.add(words[-2])
        found.add("".join(words[-2:]))
    if len(words) > 2 and len(surname) == 1:
        found.add("".join(words[-2:]))  # "Bahiddha Nukara", "Le Drian" style last names of two words
    return found


def surname_query(surname: str) -> tuple[str, ...]:
    """The keys under which a last name of a text is looked up, best first ("al-Sudani": alsudani, sudani)."""
    words = tokens(surname)
    if not words:
        return ()
    articles = name_words().articles
    at = 0
    while at < len(words) - 1 and words[at] in articles:
        at += 1
    return tuple(dict.fromkeys(("".join(words), "".join(words[at:]))))


def initials_agree(asked: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether the middle names of two spellings can be one person's: "J." fits "James", not "K."."""
    mine, other = asked[1:-1], known[1:-1]
    if not mine or not other:
        return True
    if any(word.startswith(mine[0]) or mine[0].startswith(word) for word in other):
        return True
    return len(mine[0]) > 1 and len(other[0]) > 1 and skeleton(mine[0]) == skeleton(other[0])


def surfaces(name: str, countries: frozenset[str]) -> Iterator[str]:
    """How ``name`` may stand in a running text, as given first; only spellings of two words or more."""
    plain = clean(name).replace(",", "")
    words = plain.split()
    while len(words) > 2 and words[-1].lower().strip(".") in name_words().suffixes:
        words.pop()
    forms = [plain, " ".join(words)]
    if len(words) > 2:
        lower = tuple(word.lower().strip(".") for word in words)
        surname = words[len(words) - len(surname_words(lower)) :]
        forms.append(" ".join([words[0], *surname]))
        if lower[1] in name_words().fathers:
            forms.append(" ".join(words[:3]))
        if countries & name_words().two_surnames and lower[1] not in name_words().particles:
            forms.append(" ".join(words[:2]))
    if len(words) > 1 and countries & name_words().family_first:
        forms.append(" ".join([words[-1], *words[:-1]]))
        forms.append(" ".join([*words[1:], words[0]]))
    for form in dict.fromkeys(forms):
        if " " in form:
            yield form
            if not form.isascii():
                yield to_ascii(form)
