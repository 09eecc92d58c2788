"""Person phrases: what the grammar of ``persons`` finds in a sentence."""

from __future__ import annotations

from typing import Literal

import msgspec

Form = Literal["name", "office", "counterpart", "officials", "pronoun", "pair", "anaphor"]


THERE = "there"
"""The owner of "that country's president"."""


class Member(msgspec.Struct, frozen=True):
    """One person (or one body of officials) as a phrase gives it.

    ``form`` says what kind of phrase it was; ``owner`` is the possessor ("his counterpart", "her minister",
    "Quispe's minister", "that country's president"): a gender letter of a pronoun ("m", "f", "p"), a name, or
    ``THERE`` for a state named before; ``count`` is how many a plural stands for, where told.
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
    heads: bool = False
    """Office, and country where there is one, stand before the name: what follows in a list may share them."""
    hosting: bool = False
    """Called somebody's host."""


class Phrase(msgspec.Struct, frozen=True):
    """A row of atoms ``first:last`` that names one or more persons."""

    first: int
    last: int
    members: tuple[Member, ...]

    @property
    def is_pronoun(self) -> bool:
        return len(self.members) == 1 and self.members[0].form == "pronoun"
