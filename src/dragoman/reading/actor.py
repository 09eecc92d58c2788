"""Who takes part: a person (or a body of officials) of one article."""

from __future__ import annotations

from dragoman.model import Party, PersonRef


class Actor:
    """Somebody (or some body) that the article speaks of; grows while the article is read.

    ``hints`` are countries for which the surroundings of the name let somebody act, by kind of evidence;
    ``owner`` is whose minister or host somebody is called; ``partners`` are the numbers of those met.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self.name: str | None = None
        self.title: str | None = None
        self.office_class: str | None = None
        self.country: str | None = None
        self.person: PersonRef | None = None
        self.gender: str | None = None
        self.plural = False
        self.former = False
        self.hints: dict[str, str] = {}
        self.owner: Actor | None = None
        self.partners: set[int] = set()
        self.abroad: set[str] = set()
        """Countries whose guest the actor is called, and those of whom the actor is a counterpart."""
        self.unlike: Actor | None = None
        """Whose counterpart the actor is called: of another country, then."""
        self.count = 0
        self.last_seen = -1

    @property
    def acts(self) -> bool:
        """Something tells that the actor is an official: a country, an office, or who it is."""
        return self.country is not None or self.office_class is not None or self.person is not None

    @property
    def official(self) -> bool:
        """More than a country is told: an office, who it is, or whose side; "Norway's A" alone may be a runner."""
        return self.name is None or bool(
            self.title or self.office_class or self.person or {"told", "rank"} & set(self.hints)
        )

    def party(self) -> Party:
        """The actor as a party of a report."""
        return Party(self.name, self.title or self.hints.get("rank"), self.country, None, self.person)

    def __repr__(self) -> str:
        return f"Actor({self.number}, {self.name!r}, {self.title!r}, {self.country!r})"
