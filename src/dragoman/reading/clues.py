"""What an article says of its persons elsewhere than beside their names: "Quispe is Peru's foreign minister"."""

from __future__ import annotations

from itertools import pairwise

import msgspec

from dragoman.reading.phrases import Phrase
from dragoman.reading.sentence import Sentence

_IS = frozenset({"is", "is also", "serves as", "has been", "also serves as", "is currently", "remains"})


def said_to_be(sentence: Sentence) -> list[Phrase]:
    """Persons with the office that the sentence says they hold."""
    found: list[Phrase] = []
    for one, other in pairwise(sentence.phrases):
        between = " ".join(atom.text.lower() for atom in sentence.atoms[one.last : other.first])
        if between not in _IS or len(one.members) != 1 or len(other.members) != 1:
            continue
        (person,), (office,) = one.members, other.members
        if person.name is None or person.office_class or office.form != "office" or office.plural or office.fresh:
            continue
        told = msgspec.structs.replace(
            person, title=office.title, office_class=office.office_class, country=office.country or person.country
        )
        found.append(Phrase(one.first, other.last, (told,)))
    return found
