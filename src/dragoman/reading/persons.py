"""Phrases that name persons: "U.S. Secretary of State Antony Blinken", "his Thai counterpart", "the two leaders".

The grammar is a handful of regular expressions over the codes of a sentence's atoms (``mentions.Atom``).
A phrase holds one member or several; who the members are is settled later, within the article (``cast.py``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from dragoman.knowledge.gazetteer import Entry
from dragoman.knowledge.offices import OfficeMention, classify_title
from dragoman.knowledge.patterns import verbs
from dragoman.knowledge.words import words
from dragoman.reading.mentions import Atom

Form = Literal["name", "office", "counterpart", "officials", "pronoun", "pair", "anaphor"]


class Member(msgspec.Struct, frozen=True):
    """One person (or one body of officials) as a phrase gives it.

    ``form`` says what kind of phrase it was; ``owner`` is the possessor of a counterpart: a gender letter of
    a pronoun ("m", "f", "p"), or a name; ``count`` is how many a plural stands for, where told.
    """

    form: Form
    start: int
    end: int
    name: str | None = None
    title: str | None = None
    office_class: str | None = None
    country: str | None = None
    owner: str | None = None
    count: int | None = None
    plural: bool = False
    former: bool = False
    honorific: str | None = None
    definite: bool = False
    fresh: bool = False
    """Called new, next or incoming."""


class Phrase(msgspec.Struct, frozen=True):
    """A row of atoms ``first:last`` that names one or more persons."""

    first: int
    last: int
    members: tuple[Member, ...]

    @property
    def is_pronoun(self) -> bool:
        return len(self.members) == 1 and self.members[0].form == "pronoun"


_Q = r"(?:[CDO]S?|[LVR]S)"
_NAME = r"(?:H*N)"
_OF = r"(?:[fg]a?j*[COR](?:xOx)?(?:S(?:j*w{1,3}(?=,))?)?)"
_LIST = r"(?:[COR](?:,a?[COR])*(?:,?&a?[COR])?)"
_DLIST = r"(?:[DC](?:,[DC])*(?:,?&[DC])?)"
_TO = r"(?:ta?[COLR](?!S))"
_FOR = r"(?:[fg]a?j*[RLVO](?:,?&a?w?[RLVwO])?)"
_OFFICE = rf"(?:F(?:{_TO}{_OF}?|{_OF}?{_TO}?|{_FOR}))"
_PRE = rf"(?:H*(?:a?{_Q}j*{_Q}?|a|y|NS)?j*H*)"

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "appos",
        re.compile(
            rf"(?P<n>{_NAME}),(?P<p>{_PRE})(?P<o>{_OFFICE})(?P<more>(?:,?&?a?{_Q}?j*F{_OF}?)*)"
            rf"(?!{_NAME})(?P<end>,?)"
        ),
    ),
    (
        "titled",
        re.compile(
            rf"(?P<p>{_PRE})(?P<o>F(?:&?F)?(?:{_OF}{_TO}?|{_TO})?)(?P<n>{_NAME})(?P<q>[fg]a?[CO](?!S))?(?:,(?P<p2>a?{_Q}j*)(?P<o2>{_OFFICE})(?!{_NAME})(?:,|(?=x)|$))?"
        ),
    ),
    (
        "office_name",
        re.compile(
            rf"(?P<p>(?:a?{_Q}j*{_Q}?|a|y)j*)(?P<o>{_OFFICE}),(?P<n>{_NAME})(?P<q>ga?[CO](?!S))?(?:,|(?=[x])|$)"
        ),
    ),
    (
        "host_name",
        re.compile(
            rf"(?:y|a|NS)?(?P<p>D?)j*(?P<h>o),?(?P<p2>{_PRE})(?P<o>{_OFFICE})?(?P<n>{_NAME})(?P<q>ga?[CO](?!S))?(?:,|(?=x)|$)"
        ),
    ),
    (
        "bracketed",
        re.compile(rf"(?P<n>{_NAME})x(?P<p>{_PRE})(?P<o>{_OFFICE})(?:,(?P<q>[wjga]{{0,4}}[CO]))?x"),
    ),
    ("leads", re.compile(rf"(?P<n>{_NAME}),w(?P<v>w)a?(?P<q>[OC])(?:xOx)?,?")),
    (
        "counterpart",
        re.compile(
            rf"(?P<p>y|NS|a?{_Q}|a)?n?j*(?P<d>{_DLIST})?j*F?(?P<c>c)(?P<q>[fgi]a?{_LIST})?"
            rf"(?:(?P<n>F?{_NAME})|,(?P<m>(?:a?{_Q}?j*F)?{_NAME})(?:,|(?=x)|$))?"
        ),
    ),
    (
        "offices",
        re.compile(
            rf"a?n?(?P<d>{_DLIST}S?|O)?j*(?P<o>F)(?P<q>[fgi]a?{_LIST})"
            rf"(?P<names>,{_NAME}(?:,{_NAME})*,?&{_NAME},?)?"
        ),
    ),
    (
        "offices_listed",
        re.compile(rf"a?n?(?P<d>[DC](?:,[DC])*(?:,?&[DC]))j*(?P<o>F)(?P<names>,{_NAME}(?:,{_NAME})*,?&{_NAME},?)"),
    ),
    (
        "named_offices",
        re.compile(
            rf"a?n?(?P<d>{_DLIST}S?|O)?j*(?P<o>F)(?P<names>{_NAME}(?:ga?[CO])?(?:,{_NAME}(?:ga?[CO])?)*,?&{_NAME}(?:ga?[CO])?)"
        ),
    ),
    ("pair", re.compile(r"(?:an|n)(?:j|D|y)*(?P<o>[Fom])")),
    ("pair_alone", re.compile(r"a[nw]|n(?=$)|n")),
    ("office", re.compile(rf"(?P<p>(?:a?{_Q}(?:,?&?{_Q})*|a|y|NS)?j*{_Q}?j*)(?P<o>{_OFFICE})")),
    (
        "officials",
        re.compile(rf"a?j*(?P<d>(?:[CDO]S?(?:(?:,|&|,&|x)a?[CDO]S?)*))?j*(?P<o>o)(?P<q>[fgi]a?{_LIST})?"),
    ),
    ("name", re.compile(rf"(?P<n>{_NAME})(?P<q>ga?[CO](?!S))?")),
    ("pronoun", re.compile(r"p")),
)


class _Found(msgspec.Struct, frozen=True):
    rule: str
    match: re.Match[str]


def codes_of(atoms: Sequence[Atom]) -> str:
    """The row of atoms as one string, a code each."""
    return "".join(atom.code for atom in atoms)


def find_phrases(atoms: Sequence[Atom]) -> list[Phrase]:
    """The person phrases of a sentence, left to right, lists joined into one phrase."""
    codes = _bracketed(codes_of(atoms), atoms)
    phrases: list[Phrase] = []
    at = 0
    while at < len(codes):
        best = _best(codes, at, atoms)
        if best is None:
            at += 1
            continue
        members = _members(best, atoms)
        if members:
            phrases.append(Phrase(best.match.start(), best.match.end(), members))
            at = best.match.end()
        else:
            at += 1
    return _joined(phrases, atoms, codes)


def _bracketed(codes: str, atoms: Sequence[Atom]) -> str:
    """ "Anna Berg (Sweden)" read as "Anna Berg of Sweden"."""
    for at in range(1, len(codes) - 2):
        if atoms[at].text == "(" and codes[at - 1] == "N" and codes[at + 1] in "CO" and atoms[at + 2].text == ")":
            codes = f"{codes[:at]}g{codes[at + 1 :]}"
    return codes


_EVENTS = frozenset(
    {
        "visit",
        "visits",
        "trip",
        "talks",
        "dinner",
        "tour",
        "invitation",
        "statement",
        "ceremony",
        "welcome",
        "reception",
        "residence",
        "travel",
        "opening",
        "meeting",
        "meetings",
        "results",
        "journey",
        "website",
    }
)


def _best(codes: str, at: int, atoms: Sequence[Atom]) -> _Found | None:
    """The longest phrase that begins at ``at``; of equals, the first rule."""
    if codes[at] in ",x&STGtifg" or atoms[at].text.lower() in {"appointed", "elected"}:
        return None
    best: _Found | None = None
    for rule, pattern in _RULES:
        match = pattern.match(codes, at)
        if match is None or (best is not None and match.end() <= best.match.end()):
            continue
        last = atoms[match.end() - 1]
        following = atoms[match.end()].text.lower() if match.end() < len(atoms) else ""
        if rule == "officials" and last.text.lower() == "official" and following in _EVENTS:
            continue
        if rule == "leads" and verbs().lemma_of(atoms[match.start("v")].text.lower()) not in {
            "lead",
            "head",
            "chair",
        }:
            continue
        if rule == "host_name" and atoms[match.start("h")].text.lower() not in _HOSTS:
            continue
        if rule == "bracketed" and (atoms[match.end("n")].text, last.text) != ("(", ")"):
            continue
        if rule == "pair_alone" and not _stands_alone(atoms, match.end()):
            continue
        if rule == "pair" and last.text.lower() not in words().pair_nouns and not _plural_office(last):
            continue
        if rule == "named_offices" and not _plural_office(atoms[match.start("o")]):
            continue
        if rule == "offices" and not _plural_office(atoms[match.start("o")]) and "&" in match.group("q"):
            continue
        best = _Found(rule, match)
    return best


_HOSTS = frozenset({"host", "guest", "visitor", "dignitary", "leader"})


def _plural_office(atom: Atom) -> bool:
    return isinstance(atom.value, OfficeMention) and atom.value.plural


def _country(atom: Atom) -> str | None:
    return atom.value.country if isinstance(atom.value, Entry) else None


def _countries(atoms: Sequence[Atom]) -> list[str]:
    found: list[str] = []
    for atom in atoms:
        code = _country(atom) if atom.code in "CDOLVR" else None
        if code and code not in found:
            found.append(code)
    return found


class _Parts(msgspec.Struct, frozen=True):
    """The named parts of a match as atoms."""

    found: _Found
    atoms: Sequence[Atom]

    def __getitem__(self, group: str) -> Sequence[Atom]:
        groups = self.found.match.re.groupindex
        if group not in groups or self.found.match.start(group) < 0:
            return ()
        return self.atoms[self.found.match.start(group) : self.found.match.end(group)]


def _name_of(atoms: Sequence[Atom]) -> tuple[str | None, str | None]:
    """Name and honorific of a name phrase."""
    name = next((_cased(atom.text) for atom in atoms if atom.code == "N"), None)
    title = next((atom.text for atom in atoms if atom.code == "H"), None)
    return name, title


def _cased(name: str) -> str:
    """A name in capitals as it is written elsewhere; one word in capitals may be a family name or letters."""
    words_of = name.split()
    if len(words_of) < 2 or name != name.upper() or not name.isascii():
        return name
    return " ".join(w if w in {"II", "III", "IV"} else w.title() for w in words_of)


def _office_of(atoms: Sequence[Atom]) -> OfficeMention | None:
    return next((atom.value for atom in atoms if isinstance(atom.value, OfficeMention)), None)


def _role_text(atoms: Sequence[Atom], office: OfficeMention | None) -> str | None:
    if office is None:
        return None
    titles = [atom.value.title for atom in atoms if isinstance(atom.value, OfficeMention)]
    return " and ".join(titles)


def _members(found: _Found, atoms: Sequence[Atom]) -> tuple[Member, ...]:
    parts = _Parts(found, atoms)
    start = atoms[found.match.start()].start
    end = atoms[found.match.end() - 1].end
    builder = {
        "appos": _titled,
        "titled": _titled,
        "office_name": _titled,
        "host_name": _titled,
        "leads": _leader_of,
        "bracketed": _titled,
        "counterpart": _counterparts,
        "offices": _offices,
        "offices_listed": _offices,
        "named_offices": _named_offices,
        "pair": _pair,
        "pair_alone": _pair_alone,
        "office": _office,
        "officials": _officials,
        "name": _named,
        "pronoun": _pronoun,
    }[found.rule]
    return builder(parts, start, end)


def _titled(parts: _Parts, start: int, end: int) -> tuple[Member, ...]:
    name, honorific = _name_of(parts["n"])
    office = _office_of(parts["o"])
    if office is not None and office.office_class == "spokesperson":
        return ()
    before = _countries(parts["p"]) or _countries(parts["p2"])
    after = _countries([*parts["o"], *parts["q"]])
    told: list[str] = after or before
    country: str | None = told[0] if told else office.country if office else None
    if office is not None and office.office_class in {"ambassador", "envoy"} and before:
        country = before[0]
    elif office is not None and office.office_class == "ambassador" and after:
        country = next(iter(_countries(_sender(parts["o"]))), None)
    if office is not None and office.country and before and before[0] != office.country and not after:
        country = before[0]
    more = [*parts["more"], *parts["o2"]]
    role = _role_text([*parts["o"], *(a for a in more if a.code == "F")], office)
    return (
        Member(
            "name",
            start,
            end,
            name=name,
            title=role,
            office_class=office.office_class if office else None,
            country=country,
            former=office.former if office else False,
            honorific=honorific,
        ),
    )


def _sender(office: Sequence[Atom]) -> Sequence[Atom]:
    """ "Ambassador of Finland to Kenya": what stands between "of" and "to"; "ambassador to Kenya" tells nothing."""
    codes = codes_of(office)
    start = codes.find("g")
    end = codes.find("t", start)
    return office[start : end if end > 0 else len(office)] if start >= 0 else ()


def _leader_of(parts: _Parts, start: int, end: int) -> tuple[Member, ...]:
    """ "A, who leads the World Health Organization (WHO)"."""
    name, honorific = _name_of(parts["n"])
    country = next(iter(_countries(parts["q"])), None)
    return (
        Member(
            "name",
            start,
            end,
            name=name,
            title=f"head of {parts['q'][0].text}",
            office_class="head_of_organisation",
            country=country,
            honorific=honorific,
        ),
    )


def _named(parts: _Parts, start: int, end: int) -> tuple[Member, ...]:
    name, honorific = _name_of(parts["n"])
    country = next(iter(_countries(parts["q"])), None)
    return (Member("name", start, end, name=name, honorific=honorific, country=country),)


def _counterparts(parts: _Parts, start: int, end: int) -> tuple[Member, ...]:
    word = parts["c"][0].text.lower()
    plural = word.endswith("s")
    lead = parts["p"]
    owner: str | None = None
    lead_countries: list[str] = []
    for atom in lead:
        if atom.code == "y":
            owner = words().possessives.get(atom.text.lower())
        elif atom.code == "N":
            owner = atom.text
        elif atom.code in "CDO":
            lead_countries += _countries([atom])
    names = [name for name, _ in (_name_of(parts["n"]), _name_of(parts["m"])) if name]
    countries = _countries([*parts["d"], *parts["q"]]) or lead_countries
    office = _office_of(parts.atoms[parts.found.match.start() : parts.found.match.end()])
    cls = office.office_class if office else None
    if not countries:
        return (
            Member(
                "counterpart",
                start,
                end,
                name=names[0] if names else None,
                title=word,
                owner=owner,
                plural=plural,
                office_class=cls,
            ),
        )
    return tuple(
        Member(
            "counterpart",
            start,
            end,
            name=names[0] if names and len(countries) == 1 else None,
            title=word,
            country=country,
            owner=owner,
            office_class=cls,
        )
        for country in countries
    )


def _offices(parts: _Parts, start: int, end: int) -> tuple[Member, ...]:
    office = _office_of(parts["o"])
    if office is None or office.office_class == "spokesperson":
        return ()
    countries = _countries(parts["q"]) or _countries(parts["d"])
    names = [atom.text for atom in parts["names"] if atom.code == "N"]
    if not office.plural:
        countries = countries[:1]
    posts = [(title, country) for country in countries for title in _each_office(office)]
    return tuple(
        Member(
            "name" if index < len(names) else "office",
            start,
            end,
            name=names[index] if index < len(names) else None,
            title=title,
            office_class=classify_title(title) or office.office_class,
            country=country,
            former=office.former,
        )
        for index, (title, country) in enumerate(posts)
    )


def _each_office(office: OfficeMention) -> list[str]:
    """ "foreign and defence ministers": the titles of each; one title for every other office."""
    title = _singular(office)
    pair = re.fullmatch(r"(\w+) and (\w+) (minister|secretary)", title, re.IGNORECASE)
    if pair and office.plural:
        return [f"{pair[1]} {pair[3]}", f"{pair[2]} {pair[3]}"]
    return [title]


def _named_offices(parts: _Parts, start: int, end: int) -> tuple[Member, ...]:
    """ "Slovene and Portuguese foreign ministers A and B", "prime ministers A of Belgium and B of Luxembourg"."""
    office = _office_of(parts["o"])
    assert office is not None
    shared = _countries(parts["d"])
    members: list[Member] = []
    for index, atom in enumerate(parts["names"]):
        if atom.code == "N":
            number = len(members)
            own = (
                _countries(parts["names"][index + 1 : index + 4])
                if parts["names"][index + 1 : index + 2] and (parts["names"][index + 1].code == "g")
                else []
            )
            country = own[0] if own else (shared[min(number, len(shared) - 1)] if shared else None)
            members.append(
                Member(
                    "name",
                    start,
                    end,
                    name=atom.text,
                    title=_singular(office),
                    office_class=office.office_class,
                    country=country,
                    former=office.former,
                )
            )
    return tuple(members)


def _singular(office: OfficeMention) -> str:
    title = office.title
    if not office.plural:
        return title
    head, _, tail = title.partition(" of ")
    head = re.sub(r"(?<=[a-z])s$", "", head)
    return f"{head} of {tail}" if tail else head


def _office(parts: _Parts, start: int, end: int) -> tuple[Member, ...]:
    office = _office_of(parts["o"])
    if office is None or office.office_class == "spokesperson":
        return ()
    lead = parts["p"]
    countries = _countries(lead)
    after = _countries(parts["o"])
    definite = any(atom.code in "ay" and atom.text.lower() != "a" for atom in lead) or bool(countries)
    fresh = bool({"new", "next", "incoming"} & {*office.modifiers, *(atom.text.lower() for atom in lead)})
    if office.office_class in {"ambassador"} and after and not countries:
        after = _countries(_sender(parts["o"]))
    if after:
        countries = after
    if not countries and office.country:
        countries = [office.country]
    each = _each_office(office)
    if office.plural and (len(countries) > 1 or (countries and len(each) > 1)):
        return tuple(
            Member(
                "office",
                start,
                end,
                title=title,
                office_class=classify_title(title) or office.office_class,
                country=country,
                former=office.former,
            )
            for country in countries
            for title in each
        )
    if not countries:
        return (
            Member(
                "anaphor",
                start,
                end,
                title=office.title.lower(),
                office_class=office.office_class,
                plural=office.plural,
                former=office.former,
                definite=definite,
                fresh=fresh,
            ),
        )
    return (
        Member(
            "office",
            start,
            end,
            title=office.title,
            office_class=office.office_class,
            country=countries[0],
            plural=office.plural,
            former=office.former,
            definite=definite,
            fresh=fresh,
        ),
    )


def _officials(parts: _Parts, start: int, end: int) -> tuple[Member, ...]:
    span = parts.atoms[parts.found.match.start() : parts.found.match.end()]
    word = parts["o"][0].text.lower()
    after = parts.found.match.end()
    if word == "diplomat" and after < len(parts.atoms) and parts.atoms[after].text.lower() == "for":
        return ()  # "the top U.S. diplomat for East Asia" is no foreign minister
    countries = _countries(parts["d"]) + [c for c in _countries(parts["q"]) if c not in _countries(parts["d"])]
    role = " ".join(a.text.lower() for a in span if a.code in "jo")
    definite = span[0].text.lower() == "the"
    if word in {
        "host",
        "leader",
        "dignitary",
        "guest",
        "visitor",
        "premier",
        "official",
        "diplomat",
        "monarch",
        "strongman",
        "colleague",
    }:
        if countries:
            return (Member("anaphor", start, end, title=word, country=countries[0], definite=definite),)
        return (Member("anaphor", start, end, title=word, definite=definite),) if definite else ()
    if not countries:
        return (Member("officials", start, end, title=role, plural=True),)
    return tuple(Member("officials", start, end, title=role, country=country, plural=True) for country in countries)


def _pair(parts: _Parts, start: int, end: int) -> tuple[Member, ...]:
    span = parts.atoms[parts.found.match.start() : parts.found.match.end()]
    number = next(atom.text.lower() for atom in span if atom.code == "n")
    count = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}[number]
    office = _office_of(parts["o"])
    return (
        Member(
            "pair",
            start,
            end,
            count=count,
            title=parts["o"][0].text.lower(),
            plural=True,
            office_class=office.office_class if office else None,
        ),
    )


_COUNTS = {"two": 2, "both": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4, "quartet": 4}


def _stands_alone(atoms: Sequence[Atom], at: int) -> bool:
    """ "the two met", "the pair agreed": a number or "pair" with a verb right behind it."""
    if atoms[at - 1].text.lower() not in _COUNTS or at >= len(atoms):
        return False
    following = atoms[at].text.lower()
    return (
        following in _FINITE
        or following in {"also", "then", "later"}
        or (verbs().form_of(following) in {"past", "part", "s"} and atoms[at].code == "w")
    )


def _pair_alone(parts: _Parts, start: int, end: int) -> tuple[Member, ...]:
    word = parts.atoms[parts.found.match.end() - 1].text.lower()
    return (Member("pair", start, end, count=_COUNTS[word], title="sides", plural=True),)


def _pronoun(parts: _Parts, start: int, end: int) -> tuple[Member, ...]:
    word = parts.atoms[parts.found.match.start()].text.lower()
    return (Member("pronoun", start, end, title=word, owner=words().pronouns[word], plural=word in {"they", "them"}),)


_LINK = re.compile(
    r",? ?(?:as well as|along with|together with)(?: with)?"
    r"|[,;]? ?and ?,? ?(?:separately|later|then|also|afterwards)? ?,? ?with"
    r"|[,;] ?(?:and )?with|;(?: and)?"
)
"""What joins persons of one list besides "and": "with A; with B; and, separately, with C"."""

_BETWEEN = frozenset({"between", "of", "by", "among"})


def _joined(phrases: list[Phrase], atoms: Sequence[Atom], codes: str) -> list[Phrase]:
    """Phrases in a list ("A, B and C") as one. A bare comma joins only where an "and" closes the list."""
    out: list[Phrase] = []
    index = 0
    while index < len(phrases):
        stop = index + 1
        closed = index
        while stop < len(phrases) and not phrases[stop].is_pronoun and not phrases[stop - 1].is_pronoun:
            between = codes[phrases[stop - 1].last : phrases[stop].first]
            if between[:1] == "x" and atoms[phrases[stop - 1].last].text == ")":
                between = between[1:]
            inner = codes[phrases[stop - 1].last - 1] == ","
            text = " ".join(a.text.lower() for a in atoms[phrases[stop - 1].last : phrases[stop].first])
            if between in {"&", ",&"} or _LINK.fullmatch(text):
                closed = stop
                stop += 1
                continue
            if between in {",", "x,"} or (between == "" and inner):
                stop += 1
                continue
            break
        if closed > index and _clause_break(phrases, index, closed, atoms):
            closed = index
        first, last = phrases[index], phrases[closed]
        members = tuple(m for phrase in phrases[index : closed + 1] for m in phrase.members)
        out.append(Phrase(first.first, last.last, members))
        index = closed + 1
    return out


_FINITE = frozenset(
    [
        "said",
        "says",
        "told",
        "met",
        "received",
        "hosted",
        "will",
        "would",
        "has",
        "have",
        "had",
        "was",
        "were",
        "is",
        "are",
        "did",
        "flew",
        "arrived",
        "held",
        "spoke",
        "welcomed",
        "visited",
        "called",
        "discussed",
        "announced",
        "agreed",
        "signed",
        "left",
        "travelled",
        "traveled",
        "attended",
    ]
)


def _clause_break(phrases: list[Phrase], index: int, closed: int, atoms: Sequence[Atom]) -> bool:
    """ "X met A and B received C": the "and" joins clauses, not A and B."""
    before = atoms[phrases[index].first - 1].text.lower() if phrases[index].first else ""
    after = atoms[phrases[closed].last].text.lower() if phrases[closed].last < len(atoms) else ""
    if closed != index + 1 or after not in _FINITE or before in _BETWEEN:
        return False
    return before in {"met", "with", "to", "received", "hosted", "visited", "welcomed", "saw"}
