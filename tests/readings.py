"""Documents and readings made up for the tests of the record."""

from __future__ import annotations

from dragoman.model import Article, Dates, Document, Evidence, Party, PersonRef, Place, Report, Stop
from dragoman.reading.result import Reading

BLINKEN = Party(
    "Antony Blinken", "Secretary of State", "US", "caller", PersonRef("us-blinken", "Antony Blinken", "text")
)
GARNEAU = Party(None, "Foreign Minister", "CA", "called", PersonRef("ca-garneau", "Marc Garneau", "ledger"))


def reading(
    name: str = "readout",
    text: str = "Blinken called Garneau on Tuesday to speak of visits. They agreed on much.",
    *,
    day: str = "2021-01-26",
    url: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    kind: str = "call",
    count: int = 1,
) -> Reading:
    """A document that reports ``count`` engagements, each quoting its first words."""
    document = Document(name, text, url, title, publisher, published)
    first = text.split(".", 1)[0]
    quote = (Evidence(0, len(first), first),)
    reports = tuple(
        Report(
            kind,  # type: ignore[arg-type]
            "held",
            (BLINKEN, GARNEAU),
            Dates(f"{day[:-2]}{int(day[-2:]) + at:02d}", None),
            quote,
            place=Place("Ottawa", "CA"),
            stops=(Stop("Ottawa", "CA", start=day),) if kind == "trip" else (),
            topics=("alliances",),
            confidence=0.75,
            articles=(0,),
        )
        for at in range(count)
    )
    article = Article(spans=((0, len(text)),), text=text, published=published)
    return Reading(document, "news", (article,), reports)


def many(count: int) -> list[Reading]:
    """Different documents, some of them versions of one address, on a few engagements."""
    return [
        reading(
            f"document-{at}",
            f"Blinken called Garneau, as report {at} says. The rest of it is silence.",
            day=f"2021-01-{1 + at % 9:02d}",
            url=f"https://example.org/{at % 12}" if at % 3 else None,
            published=f"2021-02-{1 + at % 20:02d}" if at % 4 else None,
            kind=("call", "meeting", "trip")[at % 3],
            count=at % 3,
        )
        for at in range(count)
    ]
