"""The tables of a record, as queries use them (SQLAlchemy Core). ``migrations`` makes them.

Schema number 9. Text compares by code point in SQLite and PostgreSQL alike. Days are ISO strings:
``date_start`` and ``date_end`` are as coarse as the words ("2023-11"), ``first_day`` and ``last_day`` are
full days, the first and the last that such words can mean, for range filters.

The truth:

record_state         one row: the schema's number, ``truth`` (grows with every change of the truth),
                     ``derived``
                     (the ``truth`` that the merged view was derived from), ``deriver`` (which dragoman did),
                     ``removals`` (documents removed so far)
document             one version of one text. ``key`` hashes address and text; ``id`` is what the source
                     called
                     it; ``address`` is the url without its fragment. Of the documents of one address only the
                     newest ``speaks`` (1), that is, its reports enter the merged view. ``latest`` is the last
                     day of publication of it and its articles, ``articles`` JSON (without the texts that the
                     spans give), ``digest`` a hash of the document with its findings
report               what a document says of one engagement: ``key`` is ``document.key/number``, ``body`` the
                     dragoman.model.Report as JSON, ``published`` and ``publisher`` those of its article, else
                     the document's; ``origin`` is equal for copies of one text
list_row             rows of an imported list: ``body`` is the dragoman.model.ListRow as JSON, ``report_key`` the
                     report of the journey that the row belongs to
claim                what a document says of an engagement's place in a row: ``body`` is the dragoman.model.Claim as
                     JSON, ``published`` that of its article, else the document's
relation             what it says of the ties between two countries: ``one`` and ``other`` are they, ``body`` the
                     dragoman.model.Relation as JSON
tombstone            keys of documents removed on request: their words are gone, they are not added again
ruling               decisions of users, ``body`` the dragoman.merging.types.Ruling as JSON

Who may review (no part of the truth; in no digest and no export):

token                ``hash`` is the SHA-256 of the secret, ``scopes`` are parted by spaces; ``created``, ``expires``
                     and ``revoked`` are moments, ``last_used`` a day

The merged view (derived; nothing refers to it, everything in it goes with its ``engagement``):

engagement           ``body`` is the dragoman.merging.types.Engagement as JSON; the columns are for filters.
                     ``reports`` counts them; ``published_first``, ``published_last``: their days; ``trip``:
                     id
                     of the trip during which it took place
engagement_party     parties in order. ``words``: folded words of the name and of the person, a space on both
                     sides (`` antony blinken ``); ``office``: class of the role (dragoman.knowledge.offices)
engagement_word      each of these words, for names found by any part (``word >= 'blin' AND word < 'blin~'``)
engagement_country   all countries and organisations it touches; ``how``: party, place or stop
engagement_topic     topics
engagement_stop      stops of a trip in order
engagement_report    its reports in order; ``document_id`` is what the source called the document,
                     ``evidence`` JSON
engagement_conflict  fields on which reports disagree; ``given`` is a JSON list of the values
tally                how many engagements that touch a country (``land``; of all, where it is empty) have a kind,
                     status, year, topic, country … (``what``, ``key``; dragoman.record.tally)
face                 each way in which parties show somebody, with the number of engagements; face_word: its words
engagement_gap       what one would expect a report of and has none, once the day ``past`` is over; ``sort``,
                     ``start``: their order (dragoman.record.missing)
redirect             former ids of engagements and what they are now

Kept of the last merge, so that the next one costs the work of what changed (dragoman.merging.stands):

stand                where each report stands among those that tell of one engagement
spot                 the keys under which equal reports are found by others, with their days
pending              documents that changed since the view was derived, each with the ``truth`` that its change made;
                     ``*``: anything may have

Full text:

text_entry           what ``search`` finds: for each document its text in pieces (``report_key`` null) and
                     each
                     quote of its reports; ``starts`` and ``ends`` are offsets into document.text, ``words``
                     the
                     normal forms (dragoman.record.words). ``dialects.matching`` finds rows by their words
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import BigInteger, Column, Float, ForeignKey, Integer, Table, Text

NUMBER = 9
"""Of the schema below."""

metadata = sa.MetaData()


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _whole(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _of(parent: str, name: str) -> Column[str]:
    return Column(name, Text, ForeignKey(parent, ondelete="CASCADE"), primary_key=True)


def _position() -> Column[int]:
    return Column("position", Integer, primary_key=True)


def _days() -> tuple[Column[str], ...]:
    return tuple(_text(name, null=True) for name in ("date_start", "date_end", "first_day", "last_day"))


record_state = Table(
    "record_state",
    metadata,
    Column("id", Integer, primary_key=True),
    _whole("schema_number"),
    _whole("truth"),
    _whole("derived"),
    _whole("removals"),
    _text("deriver", null=True),
)

document = Table(
    "document",
    metadata,
    Column("key", Text, primary_key=True),
    _text("id"),
    _text("address", null=True),
    _text("url", null=True),
    _text("title", null=True),
    _text("publisher", null=True),
    _text("published", null=True),
    _text("latest", null=True),
    _text("genre", null=True),
    _text("text_hash"),
    _whole("length"),
    _text("text"),
    _text("articles"),
    _text("reader"),
    _whole("speaks"),
    _text("digest"),
    _text("recorded"),
)

report = Table(
    "report",
    metadata,
    Column("key", Text, primary_key=True),
    Column("document_key", Text, ForeignKey("document.key", ondelete="CASCADE"), nullable=False),
    _whole("number"),
    _text("kind"),
    _text("status"),
    _text("published", null=True),
    _text("publisher", null=True),
    _text("origin", null=True),
    _text("reader"),
    _text("body"),
    _text("recorded"),
)

list_row = Table(
    "list_row",
    metadata,
    Column("document_key", Text, ForeignKey("document.key", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    _text("report_key", null=True),
    _text("body"),
)

claim = Table(
    "claim",
    metadata,
    Column("document_key", Text, ForeignKey("document.key", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    _text("published", null=True),
    _text("body"),
)

relation = Table(
    "relation",
    metadata,
    Column("document_key", Text, ForeignKey("document.key", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    _text("one"),
    _text("other"),
    _text("published", null=True),
    _text("body"),
)

tombstone = Table("tombstone", metadata, Column("key", Text, primary_key=True), _text("recorded"))

ruling = Table(
    "ruling",
    metadata,
    Column("id", Text, primary_key=True),
    _text("body"),
    _whole("withdrawn"),
    _text("recorded"),
)

token = Table(
    "token",
    metadata,
    Column("id", Text, primary_key=True),
    _text("name"),
    _text("hash"),
    _text("scopes"),
    _text("created"),
    _text("expires", null=True),
    _text("revoked", null=True),
    _text("last_used", null=True),
)

engagement = Table(
    "engagement",
    metadata,
    Column("id", Text, primary_key=True),
    _text("kind"),
    _text("status"),
    *_days(),
    _text("city", null=True),
    _text("country", null=True),
    _text("name", null=True),
    Column("confidence", Float, nullable=False),
    _whole("origins"),
    _whole("reports"),
    _text("published_first", null=True),
    _text("published_last", null=True),
    _text("trip", null=True),
    _text("body"),
    _text("body_hash"),
    _text("digest"),
)

engagement_party = Table(
    "engagement_party",
    metadata,
    _of("engagement.id", "engagement_id"),
    _position(),
    _text("name", null=True),
    _text("words"),
    _text("country", null=True),
    _text("part", null=True),
    _text("role", null=True),
    _text("office", null=True),
    _text("person_id", null=True),
    _text("person_name", null=True),
)

engagement_word = Table(
    "engagement_word",
    metadata,
    _of("engagement.id", "engagement_id"),
    _position(),
    Column("word", Text, primary_key=True),
)

engagement_country = Table(
    "engagement_country",
    metadata,
    _of("engagement.id", "engagement_id"),
    Column("country", Text, primary_key=True),
    Column("how", Text, primary_key=True),
)

engagement_topic = Table(
    "engagement_topic",
    metadata,
    _of("engagement.id", "engagement_id"),
    Column("topic", Text, primary_key=True),
)

engagement_stop = Table(
    "engagement_stop",
    metadata,
    _of("engagement.id", "engagement_id"),
    _position(),
    _text("city", null=True),
    _text("country", null=True),
    _text("status"),
    *_days(),
)

engagement_report = Table(
    "engagement_report",
    metadata,
    _of("engagement.id", "engagement_id"),
    _position(),
    _text("report_key"),
    _text("document_key"),
    _text("document_id"),
    _text("published", null=True),
    _text("publisher", null=True),
    _text("status"),
    _text("evidence"),
)

engagement_conflict = Table(
    "engagement_conflict",
    metadata,
    _of("engagement.id", "engagement_id"),
    _position(),
    _text("field"),
    _text("given"),
)

tally = Table(
    "tally",
    metadata,
    Column("land", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    _whole("engagements"),
)

face = Table(
    "face",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    _text("person_id", null=True),
    _text("person_name", null=True),
    _text("name", null=True),
    _text("words"),
    _text("country", null=True),
    _whole("engagements"),
)

face_word = Table(
    "face_word",
    metadata,
    Column("word", Text, primary_key=True),
    Column("face", BigInteger, primary_key=True),
)

engagement_gap = Table(
    "engagement_gap",
    metadata,
    _of("engagement.id", "engagement_id"),
    _position(),
    _whole("sort"),
    _text("start"),
    _text("past"),
)

redirect = Table("redirect", metadata, Column("former", Text, primary_key=True), _text("present"))

stand = Table(
    "stand",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("key"),
    Column("said", BigInteger, nullable=False),
    _whole("lead"),
    _whole("exact"),
    _whole("root"),
    Column("wants", Integer),
    Column("first", Integer),
    Column("last", Integer),
    _whole("put_off"),
    _whole("leg"),
    _whole("drops"),
)

spot = Table(
    "spot",
    metadata,
    Column("block", BigInteger, primary_key=True),
    Column("node", Integer, primary_key=True),
    Column("looks", Integer, primary_key=True),
    _whole("day"),
    _whole("until"),
    _whole("exact"),
    _whole("low"),
)

pending = Table(
    "pending",
    metadata,
    Column("truth", Integer, primary_key=True),
    Column("document_key", Text, primary_key=True),
)

text_entry = Table(
    "text_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_key", Text, ForeignKey("document.key", ondelete="CASCADE"), nullable=False),
    _text("report_key", null=True),
    _whole("starts"),
    _whole("ends"),
    _text("words"),
)

VIEW = (
    engagement,
    engagement_party,
    engagement_word,
    engagement_country,
    engagement_topic,
    engagement_stop,
    engagement_report,
    engagement_conflict,
    engagement_gap,
)
"""The tables of the merged view, an engagement's own row first."""
TRUTH = (document, report, list_row, claim, relation, tombstone, ruling)
"""The tables that cannot be derived, in an order in which they can be filled."""
