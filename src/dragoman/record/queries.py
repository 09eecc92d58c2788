"""What one asks of a record: one definition for the command line, Python, the web, the API and exports.

    >>> record = dragoman.open("dragoman.db")
    >>> record.engagements(who="blinken", kind="call", since="2023")
    >>> record.visits("blinken").to_pandas()
    >>> record.trips("blinken")[0].map().save("route.svg")

Filters are those of ``queries_filters.Filters``, by name; which of them works on which query says
``queries_filters.ACCEPTS``. Everything is deterministic; "today" is what is given as ``today``.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType

from dragoman.merging.types import Engagement
from dragoman.record import open_record
from dragoman.record.brief.question import Brief, brief_of, seen_on
from dragoman.record.contacts.checking import Claims, claims_checked
from dragoman.record.contacts.gaps import Gaps, gaps_of
from dragoman.record.contacts.last import LastContacts, last_of
from dragoman.record.contacts.sides import Witness
from dragoman.record.contacts.ties import Relations, relations_of
from dragoman.record.counting.audit import Audit, audit_of
from dragoman.record.counting.question import every_rule, visits_of
from dragoman.record.counting.reconcile import Reconciled, reconciled
from dragoman.record.queries_compare import Comparison, comparison_of
from dragoman.record.queries_documents import DocumentList, DocumentPage, document_page, documents_of
from dragoman.record.queries_filters import QueryError, question
from dragoman.record.queries_itinerary import Itinerary, itinerary_of
from dragoman.record.queries_near import near
from dragoman.record.queries_pages import (
    conflicts_of,
    country_page,
    engagement_page,
    person_page,
    persons_counted,
)
from dragoman.record.queries_people import CountryList, PersonList, country_list, person_list
from dragoman.record.queries_persons import persons
from dragoman.record.queries_search import search
from dragoman.record.queries_select import COUNTED, conditions, counted, kept_counts, known_total, page_of, total_of
from dragoman.record.queries_sources import ImportedLists, imported_lists, witnesses
from dragoman.record.queries_trips import trips_of
from dragoman.record.queries_types import (
    Conflicts,
    CountryPage,
    Counts,
    EngagementPage,
    Engagements,
    Hits,
    Person,
    PersonPage,
    Trips,
    Visits,
)
from dragoman.record.queries_view import Sights
from dragoman.record.queries_why import Reason, reasons
from dragoman.record.store import Record

Filter = str | int | bool | list[str] | tuple[str, ...] | None


class OpenRecord:
    """A record to ask; a context manager. ``store`` is what documents are added to.

    Every query raises QueryError for a filter that means nothing, and RecordError for a record that cannot
    be read.
    """

    def __init__(self, store: Record) -> None:
        self.store = store
        self._sights = Sights(store)

    def __enter__(self) -> OpenRecord:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<record {self.store.shown}>"

    def close(self) -> None:
        """Let go of the database."""
        self._sights.close()
        self.store.close()

    def engagements(self, who: str | None = None, **filters: Filter) -> Engagements:
        """Engagements in order of day, those without a day last."""
        asked = question("engagements", who=who, **filters)
        with self._sights.at(asked.as_of) as sight:
            return page_of(sight, asked, conditions(sight, asked), known_total(sight, asked))

    def trips(self, who: str | None = None, **filters: Filter) -> Trips:
        """Trips stop by stop, with what took place at each."""
        asked = question("trips", who=who, **filters)
        with self._sights.at(asked.as_of) as sight:
            return trips_of(sight, asked)

    def visits(self, who: str, **filters: Filter) -> Visits:
        """A person's stays abroad, counted by ``rule``; ``definition`` says what is counted."""
        asked = question("visits", who=who, **filters)
        with self._sights.at(asked.as_of) as sight:
            return visits_of(sight, asked)

    def visits_by_rule(self, who: str, **filters: Filter) -> tuple[Visits, ...]:
        """A person's stays abroad by every counting rule, in the order of the rules; for comparing them."""
        asked = question("visits", who=who, **filters)
        with self._sights.at(asked.as_of) as sight:
            return every_rule(sight, asked)

    def imported_lists(self) -> ImportedLists:
        """The lists that were imported, and whose journeys are in them."""
        with self._sights.at(None) as sight:
            return imported_lists(sight)

    def witnesses(self, names: Iterable[str], *, as_of: str | None = None) -> dict[str, Witness]:
        """The words behind ids of engagements and names of rows of lists ("list.xml#12")."""
        with self._sights.at(question("show", as_of=as_of).as_of) as sight:
            return witnesses(sight, names)

    def audit(self, who: str, **filters: Filter) -> Audit:
        """A person's rows in imported lists set against what documents report."""
        asked = question("audit", who=who, **filters)
        with self._sights.at(asked.as_of) as sight:
            return audit_of(sight, asked)

    def reconcile(self, who: str, stated: int, **filters: Filter) -> Reconciled:
        """A stated number of visits beside what each counting rule gives."""
        asked = question("reconcile", who=who, **filters)
        with self._sights.at(asked.as_of) as sight:
            return reconciled(sight, asked, stated)

    def claims(self, **filters: Filter) -> Claims:
        """What documents claim ("the first since 2018"), each set against what the record has."""
        asked = question("claims", **filters)
        with self._sights.at(asked.as_of) as sight:
            return claims_checked(sight, asked)

    def last(self, one: str, other: str, **filters: Filter) -> LastContacts:
        """When two persons, offices or countries last met, spoke, visited."""
        asked = question("last", **filters)
        with self._sights.at(asked.as_of) as sight:
            return last_of(sight, one, other, asked)

    def relations(self, **filters: Filter) -> Relations:
        """The ties between countries as documents tell them, in order of day."""
        asked = question("relations", **filters)
        with self._sights.at(asked.as_of) as sight:
            return relations_of(sight, asked)

    def gaps(self, **filters: Filter) -> Gaps:
        """What one would expect a report of and the record has none, seen from ``today``."""
        asked = question("gaps", **filters)
        with self._sights.at(asked.as_of) as sight:
            return gaps_of(sight, asked)

    def person(self, name: str, **filters: Filter) -> PersonPage:
        """A person: offices, engagements, whom they met most."""
        asked = question("person", **filters)
        with self._sights.at(asked.as_of) as sight:
            return person_page(sight, name, asked)

    def persons(self, name: str, *, as_of: str | None = None) -> list[Person]:
        """All persons that any part of a name may mean, the most frequent first."""
        with self._sights.at(question("show", as_of=as_of).as_of) as sight:
            return persons(sight.view, name)

    def person_list(self, name: str | None = None, *, order: str = "count", **filters: Filter) -> PersonList:
        """The persons of the record, by any part of the name; in the order of "count" or "name"."""
        asked = question("person_list", **filters)
        with self._sights.at(asked.as_of) as sight:
            return person_list(sight, asked, name, order)

    def country_list(self, name: str | None = None, *, order: str = "count", **filters: Filter) -> CountryList:
        """The countries and organisations of the record, by any part of the name; in the order of "count" or "name"."""
        asked = question("country_list", **filters)
        with self._sights.at(asked.as_of) as sight:
            return country_list(sight, asked, name, order)

    def country(self, country: str, **filters: Filter) -> CountryPage:
        """A country or organisation: engagements with it and in it, whom it meets, who acts for it."""
        asked = question("country", **filters)
        with self._sights.at(asked.as_of) as sight:
            return country_page(sight, country, asked)

    def show(self, id: str, **filters: Filter) -> EngagementPage:
        """Everything of one engagement, by its id or a former one."""
        asked = question("show", **filters)
        with self._sights.at(asked.as_of) as sight:
            return engagement_page(sight, id, asked)

    def itinerary(self, id: str, **filters: Filter) -> Itinerary:
        """A journey as it was planned beside what came of it, stop by stop, by its id or a former one."""
        asked = question("show", **filters)
        with self._sights.at(asked.as_of) as sight:
            return itinerary_of(sight, id, asked)

    def compare(self, id: str, **filters: Filter) -> Comparison:
        """The accounts of one engagement side by side: what each raised, left out and promised."""
        asked = question("show", **filters)
        with self._sights.at(asked.as_of) as sight:
            return comparison_of(sight, id, asked)

    def brief(self, one: str, other: str, **filters: Filter) -> Brief:
        """What to know of two countries or persons on ``today``: last contacts, changes ``since``, promises, plans."""
        asked = question("brief", **filters)
        with self._sights.at(None) as sight:
            as_of = seen_on(sight, asked)
        with self._sights.at(as_of) as sight:
            return brief_of(sight, one, other, asked)

    def near(self, id: str) -> tuple[Engagement, ...]:
        """What an engagement may be one with: of the same parties, near it in time, the nearest first."""
        with self._sights.at(None) as sight:
            return near(sight, engagement_page(sight, id, question("show")).engagement)

    def why(self, id: str, **filters: Filter) -> tuple[Reason, ...]:
        """Why the reports of an engagement are one: the clues of the merge and the rulings of users."""
        asked = question("show", **filters)
        with self._sights.at(asked.as_of) as sight:
            return reasons(sight, engagement_page(sight, id, asked).engagement)

    def conflicts(self, **filters: Filter) -> Conflicts:
        """Fields on which reports disagree, with the words of each side."""
        asked = question("conflicts", **filters)
        with self._sights.at(asked.as_of) as sight:
            return conflicts_of(sight, asked)

    def search(self, words: str, **filters: Filter) -> Hits:
        """Sentences that hold all words, the newest document first."""
        asked = question("search", **filters)
        with self._sights.at(asked.as_of) as sight:
            return search(sight, words, asked)

    def documents(self, **filters: Filter) -> DocumentList:
        """The documents, in order of publication; ``since`` and ``until`` are of that day."""
        asked = question("documents", **filters)
        with self._sights.at(None) as sight:
            return documents_of(sight, asked)

    def document(self, name: str, **filters: Filter) -> DocumentPage:
        """A document by its key (or an id that it alone has) with its text and all that was found in it."""
        asked = question("document", **filters)
        with self._sights.at(asked.as_of) as sight:
            return document_page(sight, name)

    def counts(self, by: str, **filters: Filter) -> Counts:
        """Engagements by country, country where they took place (``at``), kind, person, status, topic or year."""
        if by not in COUNTED:
            raise QueryError(f"by: {by!r} is none; there are {', '.join(COUNTED)}")
        asked = question("counts", **filters)
        with self._sights.at(asked.as_of) as sight:
            if (kept := kept_counts(sight, asked, by)) is not None:
                return kept
            where = conditions(sight, asked)
            if by == "person":
                return Counts(by, persons_counted(sight, where), total_of(sight, where))
            return counted(sight, where, by)


def open(url_or_path: str, *, lagging: bool = False) -> OpenRecord:
    """The record at a path or at ``postgresql://user@host/database``, to be asked.

    Args:
        lagging: answers never wait for the merged view, as in ``dragoman.record.open_record``.

    Raises:
        RecordError: there is none, or it cannot be read.
    """
    return OpenRecord(open_record(url_or_path, create=False, lagging=lagging))
