"""Ministers named without a country in a story from elsewhere: "KABUL: Foreign Minister Qureshi met …"."""

from __future__ import annotations

from dragoman.knowledge.ledger import Ledger, Tenure
from dragoman.reading.names import name_words

_ONE_HOLDER = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister"})


def held_elsewhere(
    ledger: Ledger, name: str, office_class: str | None, home: str | None, day: str | None
) -> Tenure | None:
    """The tenure of the one office-holder of another country than ``home`` that the name can mean, else None.

    A minister named without a country is that of the place where the story comes from, unless the ledger says
    that somebody of another name held that office there on the day, and one of his last name, with the first
    letter of his given name, did in one other country: spellings differ ("Shah Mehmood", "Shah Mahmood").
    """
    words = name_words(name)
    if office_class not in _ONE_HOLDER or home is None or day is None or len(words) < 2:
        return None
    at_home = [t for t in ledger.holders(office_class, home, day) if not t.stale]
    if not at_home or any(set(words) & set(name_words(t.person)) for t in at_home):
        return None
    rows = [t for t in ledger.by_surname(words[-1], office_class=office_class, day=day) if not t.stale]
    found = {t.person_id: t for t in rows if words[0][:1] in {w[:1] for w in name_words(t.person)[:-1]}}
    return next(iter(found.values())) if len(found) == 1 else None
