"""The two sides of a brief: countries or persons, and what counts as between them."""

from __future__ import annotations

import msgspec

from dragoman.merging.names import words_of
from dragoman.model import Party
from dragoman.record.contacts import sides as contacts
from dragoman.record.contacts.sides import Condition
from dragoman.record.queries_filters import QueryError, country_code, country_name
from dragoman.record.queries_persons import the_person
from dragoman.record.queries_types import Person
from dragoman.record.queries_view import Sight


class Side(msgspec.Struct, frozen=True):
    """A country (``code``) or a person; ``lands`` are the countries that either acts for."""

    name: str
    code: str | None = None
    person: Person | None = None

    @property
    def lands(self) -> tuple[str, ...]:
        """The country itself, or those that the person acts for."""
        return (self.code,) if self.code else self.person.countries if self.person else ()

    def has(self, party: Party) -> bool:
        """Whether the party acts for the country or is the person."""
        if self.person is None:
            return party.country == self.code
        if party.person is not None:
            return party.person.id in self.person.ids
        words = " ".join(words_of(party.name)) if party.name else ""
        return bool(words) and words in {wording.strip() for wording in self.person.wordings}


def side_of(sight: Sight, words: str) -> Side:
    """A country by name or code, else a person by any part of the name.

    Raises:
        QueryError: it is neither, or several persons.
    """
    try:
        code = country_code(words)
    except QueryError:
        person = the_person(sight.view, words)
        return Side(person.name, person=person)
    return Side(country_name(code), code=code)


def between(one: Side, other: Side) -> Condition:
    """That both take part, or that one travels to the other's country."""
    return contacts.between(_contact(one), _contact(other))


def _contact(side: Side) -> contacts.Side:
    return contacts.Side(side.name, country=side.code, person=side.person)
