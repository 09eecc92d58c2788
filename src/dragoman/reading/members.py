"""Who a person phrase names: each rule of the grammar has its builder of members."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dragoman.knowledge.offices import OfficeMention, classify_title
from dragoman.knowledge.words import words
from dragoman.reading.mentions import Atom
from dragoman.reading.person_grammar import (
    STATES,
    Found,
    Parts,
    codes_of,
    countries_of,
    name_of,
    office_of,
    role_text,
)
from dragoman.reading.phrases import THERE, Member


def members_of(found: Found, atoms: Sequence[Atom]) -> tuple[Member, ...]:
    parts = Parts(found, atoms)
    start = atoms[found.match.start()].start
    end = atoms[found.match.end() - 1].end
    builder = {
        "appos": _titled,
        "titled": _titled,
        "office_name": _titled,
        "two_offices_name": _titled,
        "host_name": _titled,
        "leads": _leader_of,
        "leads_body": _leader_of,
        "serves": _serving,
        "owned": _titled,
        "styled": _titled,
        "described": _described,
        "described_after": _described,
        "names_offices": _offices_of_names,
        "officials_named": _officials_named,
        "bracketed": _titled,
        "counterpart": _counterparts,
        "named_counterpart": _counterparts,
        "offices": _offices,
        "offices_listed": _offices,
        "offices_each": _offices_each,
        "named_offices": _named_offices,
        "pair": _pair,
        "pair_alone": _pair_alone,
        "office": _office,
        "officials": _officials,
        "name": _named,
        "pronoun": _pronoun,
        "national": _national,
    }[found.rule]
    return builder(parts, start, end)


def _titled(parts: Parts, start: int, end: int) -> tuple[Member, ...]:
    name, honorific = name_of(parts["n"])
    office = office_of(parts["o"])
    if office is not None and office.office_class == "spokesperson":
        return ()
    country = _acts_for(parts, office)
    more = [*parts["more"], *parts["o2"]]
    role = role_text([*parts["o"], *(a for a in more if a.code == "F")], office)
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
            owner=_owner(parts),
            heads=parts.found.rule == "titled" and not countries_of([*parts["o"], *parts["q"], *parts["o2"]]),
            hosting=bool(parts["h"]) and parts["h"][0].text.lower() == "host",
        ),
    )


def _owner(parts: Parts) -> str | None:
    """Whose minister or host somebody is: "his", "Quispe's", "that country's"."""
    for atom in parts.atoms[parts.found.match.start() : parts.found.match.end()]:
        if atom.code == "y":
            return words().possessives.get(atom.text.lower())
        if atom.code in "wj" and atom.text.lower() in STATES:
            return THERE
        if atom.code == "N":
            return atom.text if parts["p"] and atom in parts["p"] else None
        if atom.code in "oCDO" or (atom.code == "F" and atom not in parts["p"]):
            return None
    return None


def _acts_for(parts: Parts, office: OfficeMention | None) -> str | None:
    """The country or organisation that the words around an office name.

    Envoys act for who sends them, never for where they are sent; the heads of organisations for these,
    whatever country they come from.
    """
    before = countries_of(parts["p"]) or countries_of(parts["p2"])
    after = countries_of([*parts["o"], *parts["q"]])
    own = office.country if office else None
    if before == ["TALIBAN"] and office is not None:
        return "AF"  # the authorities of the country, as such in office
    if office is not None and office.office_class in _SENT:
        sender = countries_of([*_sender(parts["o"]), *parts["q"]])
        return own or next(iter(before), None) or next(iter(sender), None)
    if office is not None and office.office_class == "head_of_organisation" and own:
        return own
    if own and before and before[0] != own and not after:
        return before[0]
    return next(iter(after or before), own)


_SENT = frozenset({"ambassador", "envoy"})


def _sender(office: Sequence[Atom]) -> Sequence[Atom]:
    """ "Ambassador of Finland to Kenya": what stands between "of" and "to"; "ambassador to Kenya" tells nothing."""
    codes = codes_of(office)
    start = codes.find("g")
    end = codes.find("t", start)
    return office[start : end if end > 0 else len(office)] if start >= 0 else ()


def _leader_of(parts: Parts, start: int, end: int) -> tuple[Member, ...]:
    """ "A, who leads the World Health Organization (WHO)"."""
    name, honorific = name_of(parts["n"])
    country = next(iter(countries_of(parts["q"])), None)
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


def _described(parts: Parts, start: int, end: int) -> tuple[Member, ...]:
    """ "the Kremlin's foreign policy aide, A": a role that is no title, with whose it is."""
    name, honorific = name_of(parts["n"] or parts["m"])
    role = " ".join(atom.text.lower() for atom in parts["r"])
    country = next(iter(countries_of(parts["p"])), None)
    former = role.endswith("predecessor")
    cls = classify_title(role) or (None if former else "senior_official")
    return (
        Member(
            "name",
            start,
            end,
            name=name,
            title=role,
            office_class=cls,
            honorific=honorific,
            country=country,
            former=former,
            owner=_owner(parts),
        ),
    )


def _serving(parts: Parts, start: int, end: int) -> tuple[Member, ...]:
    """ "A, a close aide to Indonesian President B": A acts for whom B does; B takes no part."""
    name, honorific = name_of(parts["n"])
    office = office_of(parts["r"])
    role = office.title if office else " ".join(atom.text.lower() for atom in parts["r"])
    country = next(iter(countries_of([*parts["q"], *parts["q2"]])), None)
    owner = next(atom.text for atom in parts["m"] if atom.code == "N")
    return (
        Member(
            "name",
            start,
            end,
            name=name,
            title=role,
            office_class="senior_official",
            honorific=honorific,
            country=country,
            owner=owner,
        ),
    )


def _officials_named(parts: Parts, start: int, end: int) -> tuple[Member, ...]:
    """ "both EU officials, A and B"."""
    country = next(iter(countries_of(parts["d"])), None)
    names = [atom.text for atom in parts["names"] if atom.code == "N"]
    return tuple(Member("name", start, end, name=name, country=country) for name in names)


def _named(parts: Parts, start: int, end: int) -> tuple[Member, ...]:
    name, honorific = name_of(parts["n"])
    country = next(iter(countries_of(parts["q"])), None)
    return (Member("name", start, end, name=name, honorific=honorific, country=country),)


def _counterparts(parts: Parts, start: int, end: int) -> tuple[Member, ...]:
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
            lead_countries += countries_of([atom])
    names = [name for name, _ in (name_of(parts["n"]), name_of(parts["m"])) if name]
    names += [atom.text for atom in parts["names"] if atom.code == "N"]
    countries = countries_of([*parts["d"], *parts["q"], *parts["q2"]]) or lead_countries
    office = office_of(parts.atoms[parts.found.match.start() : parts.found.match.end()])
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
            name=name,
            title=word,
            country=country,
            owner=owner,
            office_class=cls,
        )
        for name, country in zip(names if len(names) == len(countries) else [None] * 9, countries, strict=False)
    )


def _offices(parts: Parts, start: int, end: int) -> tuple[Member, ...]:
    office = office_of(parts["o"])
    if office is None or office.office_class == "spokesperson":
        return ()
    countries = countries_of(parts["q"]) or countries_of(parts["d"])
    names = [atom.text for atom in parts["names"] if atom.code == "N"]
    if not office.plural:
        countries = countries[:1]
    if office.plural and len(countries) == 1 and len(names) > 1:
        countries *= len(names)  # "two former presidents of Nepal, A and B"
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


def _holders(
    office: OfficeMention, named: Iterable[tuple[str, str | None]], start: int, end: int
) -> tuple[Member, ...]:
    """Who hold an office told in the plural: each name with its country."""
    return tuple(
        Member(
            "name",
            start,
            end,
            name=name,
            title=_singular(office),
            office_class=office.office_class,
            country=country,
            former=office.former,
        )
        for name, country in named
    )


def _offices_each(parts: Parts, start: int, end: int) -> tuple[Member, ...]:
    """ "the presidents of Peru, A, and Chile, B": each country with its name behind it."""
    office = office_of(parts["o"])
    assert office is not None
    each = parts["each"]
    names = [atom.text for atom in each if atom.code == "N"]
    countries = [code for atom in each if atom.code in "CO" for code in countries_of([atom])]
    return _holders(office, zip(names, countries, strict=False), start, end)


def _each_office(office: OfficeMention) -> list[str]:
    """ "foreign and defence ministers": the titles of each; one title for every other office."""
    title = _singular(office)
    pair = re.fullmatch(r"(\w+) and (\w+) (minister|secretary)", title, re.IGNORECASE)
    if pair and office.plural:
        return [f"{pair[1]} {pair[3]}", f"{pair[2]} {pair[3]}"]
    return [title]


def _named_offices(parts: Parts, start: int, end: int) -> tuple[Member, ...]:
    """ "Slovene and Portuguese foreign ministers A and B", "prime ministers A of Belgium and B of Luxembourg"."""
    office = office_of(parts["o"])
    assert office is not None
    shared = countries_of(parts["d"])
    members: list[Member] = []
    for index, atom in enumerate(parts["names"]):
        if atom.code == "N":
            number = len(members)
            own = (
                countries_of(parts["names"][index + 1 : index + 4])
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


def _offices_of_names(parts: Parts, start: int, end: int) -> tuple[Member, ...]:
    """ "A and B, the foreign ministers of Norway and Peru": the countries in the order of the names."""
    office = office_of(parts["o"])
    assert office is not None
    names = [atom.text for atom in parts["names"] if atom.code == "N"]
    countries = countries_of(parts["q"]) or countries_of(parts["d"])
    if len(countries) == 1:
        countries *= len(names)
    told = countries if len(countries) == len(names) else [None] * len(names)
    return _holders(office, zip(names, told, strict=True), start, end)


def _singular(office: OfficeMention) -> str:
    title = office.title
    if not office.plural:
        return title
    head, _, tail = title.partition(" of ")
    head = re.sub(r"(?<=[a-z])s$", "", head)
    return f"{head} of {tail}" if tail else head


def _office(parts: Parts, start: int, end: int) -> tuple[Member, ...]:
    office = office_of(parts["o"])
    if office is None or office.office_class == "spokesperson":
        return ()
    lead = parts["p"]
    countries = countries_of(lead)
    after = countries_of(parts["o"])
    definite = any(atom.code in "ay" and atom.text.lower() != "a" for atom in lead) or bool(countries)
    fresh = bool({"new", "next", "incoming"} & {*office.modifiers, *(atom.text.lower() for atom in lead)})
    if office.office_class in _SENT and after and not countries:
        after = [office.country] if office.country else countries_of(_sender(parts["o"]))
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
                owner=_owner(parts),
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


def _officials(parts: Parts, start: int, end: int) -> tuple[Member, ...]:
    span = parts.atoms[parts.found.match.start() : parts.found.match.end()]
    word = parts["o"][0].text.lower()
    after = parts.found.match.end()
    if word == "diplomat" and after < len(parts.atoms) and parts.atoms[after].text.lower() == "for":
        return ()  # "the top U.S. diplomat for East Asia" is no foreign minister
    countries = countries_of(parts["d"]) + [c for c in countries_of(parts["q"]) if c not in countries_of(parts["d"])]
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
        owner = _owner(parts)
        known = definite or owner is not None
        return (Member("anaphor", start, end, title=word, definite=known, owner=owner),) if known else ()
    if not countries:
        return (Member("officials", start, end, title=role, plural=True),)
    return tuple(Member("officials", start, end, title=role, country=country, plural=True) for country in countries)


def _pair(parts: Parts, start: int, end: int) -> tuple[Member, ...]:
    span = parts.atoms[parts.found.match.start() : parts.found.match.end()]
    number = next(atom.text.lower() for atom in span if atom.code == "n")
    count = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}[number]
    office = office_of(parts["o"])
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


COUNTS = {"two": 2, "both": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4, "quartet": 4}


def _pair_alone(parts: Parts, start: int, end: int) -> tuple[Member, ...]:
    word = parts.atoms[parts.found.match.end() - 1].text.lower()
    return (Member("pair", start, end, count=COUNTS[word], title="sides", plural=True),)


def _national(parts: Parts, start: int, end: int) -> tuple[Member, ...]:
    """ "the Norwegian"."""
    return (Member("anaphor", start, end, title="leader", country=countries_of(parts["d"])[0], definite=True),)


def _pronoun(parts: Parts, start: int, end: int) -> tuple[Member, ...]:
    word = parts.atoms[parts.found.match.start()].text.lower()
    return (Member("pronoun", start, end, title=word, owner=words().pronouns[word], plural=word in {"they", "them"}),)
