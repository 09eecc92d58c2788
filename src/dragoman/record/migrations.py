"""The schema's history as numbered steps; a step never changes once a record was made with it.

A new record is made by all steps, an older one is brought up by those it lacks, all in one transaction: a
step that is killed leaves the record as it was. ``{text}``, ``{serial}`` and ``{keyed}`` stand for the dialect's words.
"""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from dragoman.errors import RecordError
from dragoman.record import dialects
from dragoman.record.words import pieces, words_for_index

_DAYS = "date_start {text}, date_end {text}, first_day {text}, last_day {text}"
_OF = "engagement_id {text} NOT NULL REFERENCES engagement (id) ON DELETE CASCADE"

_FIRST = (
    """CREATE TABLE record_state (id INTEGER PRIMARY KEY CHECK (id = 1), schema_number INTEGER NOT NULL,
       truth BIGINT NOT NULL, derived BIGINT NOT NULL, removals BIGINT NOT NULL, deriver {text})""",
    """CREATE TABLE document (key {text} PRIMARY KEY, id {text} NOT NULL, address {text}, url {text},
       title {text}, publisher {text}, published {text}, latest {text}, genre {text},
       text_hash {text} NOT NULL, length INTEGER NOT NULL, text {text} NOT NULL,
       articles {text} NOT NULL, reader {text} NOT NULL, speaks INTEGER NOT NULL, digest {text} NOT NULL,
       recorded {text} NOT NULL)""",
    "CREATE INDEX document_id ON document (id)",
    "CREATE INDEX document_address ON document (address)",
    "CREATE INDEX document_published ON document (published)",
    """CREATE TABLE report (key {text} PRIMARY KEY,
       document_key {text} NOT NULL REFERENCES document (key) ON DELETE CASCADE, number INTEGER NOT NULL,
       kind {text} NOT NULL, status {text} NOT NULL, published {text}, publisher {text}, origin {text},
       reader {text} NOT NULL, body {text} NOT NULL, recorded {text} NOT NULL)""",
    "CREATE INDEX report_document ON report (document_key)",
    "CREATE TABLE tombstone (key {text} PRIMARY KEY, recorded {text} NOT NULL)",
    """CREATE TABLE ruling (id {text} PRIMARY KEY, body {text} NOT NULL, withdrawn INTEGER NOT NULL,
       recorded {text} NOT NULL)""",
    f"""CREATE TABLE engagement (id {{text}} PRIMARY KEY, kind {{text}} NOT NULL, status {{text}} NOT NULL,
       {_DAYS}, city {{text}}, country {{text}}, name {{text}}, confidence DOUBLE PRECISION NOT NULL,
       origins INTEGER NOT NULL, reports INTEGER NOT NULL, published_first {{text}}, published_last {{text}},
       trip {{text}}, body {{text}} NOT NULL, body_hash {{text}} NOT NULL, digest {{text}} NOT NULL)""",
    "CREATE INDEX engagement_days ON engagement (first_day, last_day)",
    "CREATE INDEX engagement_kind ON engagement (kind, status, first_day)",
    "CREATE INDEX engagement_trip ON engagement (trip)",
    f"""CREATE TABLE engagement_party ({_OF}, position INTEGER NOT NULL, name {{text}},
       words {{text}} NOT NULL, country {{text}}, part {{text}}, role {{text}}, office {{text}},
       person_id {{text}}, person_name {{text}}, PRIMARY KEY (engagement_id, position))""",
    "CREATE INDEX engagement_party_person ON engagement_party (person_id)",
    "CREATE INDEX engagement_party_country ON engagement_party (country)",
    f"""CREATE TABLE engagement_word ({_OF}, position INTEGER NOT NULL, word {{text}} NOT NULL,
       PRIMARY KEY (engagement_id, position, word))""",
    "CREATE INDEX engagement_word_word ON engagement_word (word)",
    f"""CREATE TABLE engagement_country ({_OF}, country {{text}} NOT NULL, how {{text}} NOT NULL,
       PRIMARY KEY (engagement_id, country, how))""",
    "CREATE INDEX engagement_country_country ON engagement_country (country)",
    f"CREATE TABLE engagement_topic ({_OF}, topic {{text}} NOT NULL, PRIMARY KEY (engagement_id, topic))",
    "CREATE INDEX engagement_topic_topic ON engagement_topic (topic)",
    f"""CREATE TABLE engagement_stop ({_OF}, position INTEGER NOT NULL, city {{text}}, country {{text}},
       status {{text}} NOT NULL, {_DAYS}, PRIMARY KEY (engagement_id, position))""",
    "CREATE INDEX engagement_stop_country ON engagement_stop (country)",
    f"""CREATE TABLE engagement_report ({_OF}, position INTEGER NOT NULL, report_key {{text}} NOT NULL,
       document_key {{text}} NOT NULL, document_id {{text}} NOT NULL, published {{text}}, publisher {{text}},
       status {{text}} NOT NULL, evidence {{text}} NOT NULL, PRIMARY KEY (engagement_id, position))""",
    "CREATE INDEX engagement_report_key ON engagement_report (report_key)",
    "CREATE INDEX engagement_report_document ON engagement_report (document_key)",
    f"""CREATE TABLE engagement_conflict ({_OF}, position INTEGER NOT NULL, field {{text}} NOT NULL,
       given {{text}} NOT NULL, PRIMARY KEY (engagement_id, position))""",
    "CREATE TABLE redirect (former {text} PRIMARY KEY, present {text} NOT NULL)",
    "INSERT INTO record_state (id, schema_number, truth, derived, removals) VALUES (1, 1, 0, 0, 0)",
)

_TEXT_ENTRY = (
    """CREATE TABLE text_entry (id {serial},
       document_key {text} NOT NULL REFERENCES document (key) ON DELETE CASCADE, report_key {text},
       starts INTEGER NOT NULL, ends INTEGER NOT NULL, words {text} NOT NULL)""",
    "CREATE INDEX text_entry_document ON text_entry (document_key)",
    "CREATE INDEX text_entry_report ON text_entry (report_key)",
)

_LIST_ROW = (
    """CREATE TABLE list_row (document_key {text} NOT NULL REFERENCES document (key) ON DELETE CASCADE,
       number INTEGER NOT NULL, report_key {text}, body {text} NOT NULL, PRIMARY KEY (document_key, number))""",
    "CREATE INDEX list_row_report ON list_row (report_key)",
)


_FINDINGS = (
    """CREATE TABLE claim (document_key {text} NOT NULL REFERENCES document (key) ON DELETE CASCADE,
       number INTEGER NOT NULL, published {text}, body {text} NOT NULL, PRIMARY KEY (document_key, number))""",
    """CREATE TABLE relation (document_key {text} NOT NULL REFERENCES document (key) ON DELETE CASCADE,
       number INTEGER NOT NULL, one {text} NOT NULL, other {text} NOT NULL, published {text},
       body {text} NOT NULL, PRIMARY KEY (document_key, number))""",
    "CREATE INDEX relation_countries ON relation (one, other)",
    "CREATE INDEX relation_other ON relation (other)",
)

_INDEXES = (
    "CREATE INDEX engagement_filtered ON engagement (id, first_day, last_day, kind, status)",
    "CREATE INDEX engagement_status ON engagement (status, first_day)",
    "CREATE INDEX engagement_party_of_person ON engagement_party (person_id, engagement_id)",
    "CREATE INDEX engagement_party_of_country ON engagement_party (country, engagement_id)",
    "CREATE INDEX engagement_word_at ON engagement_word (word, engagement_id, position)",
    "CREATE INDEX engagement_country_of ON engagement_country (country, engagement_id)",
    "DROP INDEX engagement_party_person",
    "DROP INDEX engagement_party_country",
    "DROP INDEX engagement_word_word",
    "DROP INDEX engagement_country_country",
)

_TOKENS = (
    """CREATE TABLE token (id {text} PRIMARY KEY, name {text} NOT NULL, hash {text} NOT NULL, scopes {text} NOT NULL,
       created {text} NOT NULL, expires {text}, revoked {text}, last_used {text})""",
)


_STANDS = (
    """CREATE TABLE stand (id INTEGER PRIMARY KEY, key {text} NOT NULL, said BIGINT NOT NULL, lead INTEGER NOT NULL,
       exact INTEGER NOT NULL, root INTEGER NOT NULL, wants INTEGER, first INTEGER, last INTEGER,
       put_off INTEGER NOT NULL, leg INTEGER NOT NULL, drops INTEGER NOT NULL)""",
    "CREATE UNIQUE INDEX stand_key ON stand (key)",
    "CREATE INDEX stand_said ON stand (said)",
    "CREATE INDEX stand_lead ON stand (lead)",
    "CREATE INDEX stand_root ON stand (root)",
    "CREATE INDEX stand_wants ON stand (wants) WHERE wants IS NOT NULL",
    """CREATE TABLE spot (block BIGINT NOT NULL, node INTEGER NOT NULL, looks INTEGER NOT NULL,
       day INTEGER NOT NULL, until INTEGER NOT NULL, exact INTEGER NOT NULL, low INTEGER NOT NULL,
       PRIMARY KEY (block, node, looks)){keyed}""",
    "CREATE INDEX spot_node ON spot (node)",
    """CREATE TABLE pending (truth BIGINT NOT NULL, document_key {text} NOT NULL,
       PRIMARY KEY (truth, document_key))""",
    "UPDATE record_state SET deriver = NULL",
)


_TALLIES = (
    """CREATE TABLE tally (land {text} NOT NULL, what {text} NOT NULL, key {text} NOT NULL,
       engagements INTEGER NOT NULL, PRIMARY KEY (land, what, key)){keyed}""",
    "CREATE INDEX tally_none ON tally (engagements) WHERE engagements = 0",
    """CREATE TABLE face (id BIGINT PRIMARY KEY, person_id {text}, person_name {text}, name {text},
       words {text} NOT NULL, country {text}, engagements INTEGER NOT NULL)""",
    "CREATE INDEX face_person ON face (person_id)",
    "CREATE INDEX face_country ON face (country)",
    "CREATE TABLE face_word (word {text} NOT NULL, face BIGINT NOT NULL, PRIMARY KEY (word, face)){keyed}",
    "CREATE INDEX engagement_order ON engagement (first_day, id)",
    "UPDATE record_state SET deriver = NULL",
)


_GAPS = (
    f"""CREATE TABLE engagement_gap ({_OF}, position INTEGER NOT NULL, sort INTEGER NOT NULL, start {{text}} NOT NULL,
       past {{text}} NOT NULL, PRIMARY KEY (engagement_id, position))""",
    "CREATE INDEX engagement_gap_order ON engagement_gap (sort, start, engagement_id, position, past)",
    "UPDATE engagement SET body_hash = ''",  # else what did not change would not be written again
    "UPDATE record_state SET deriver = NULL",
)


def _first_tables(connection: sa.Connection) -> None:
    """Documents, reports, rulings and the merged view."""
    dialects.define(connection, _FIRST)


def _full_text(connection: sa.Connection) -> None:
    """Full text, filled from the documents that are there."""
    dialects.define(connection, _TEXT_ENTRY)
    dialects.make_text_index(connection)
    documents = connection.execute(sa.text("SELECT key, text FROM document")).all()
    add = sa.text(
        "INSERT INTO text_entry (document_key, report_key, starts, ends, words)"
        " VALUES (:document_key, :report_key, :starts, :ends, :words)"
    )
    reports = sa.text("SELECT key, body FROM report WHERE document_key = :key")
    for key, text in documents:
        entries = [(None, start, end) for start, end in pieces(text)]
        for report_key, body in connection.execute(reports, {"key": key}):
            entries += [(report_key, start, end) for start, end in _spans_of(body)]
        for report_key, start, end in entries:
            connection.execute(
                add,
                {
                    "document_key": key,
                    "report_key": report_key,
                    "starts": start,
                    "ends": end,
                    "words": words_for_index(text[start:end]),
                },
            )


def _spans_of(body: str) -> list[tuple[int, int]]:
    import json  # noqa: PLC0415  (for this step alone)

    return [(span["start"], span["end"]) for span in json.loads(body)["evidence"]]


def _list_rows(connection: sa.Connection) -> None:
    """Rows of imported lists."""
    dialects.define(connection, _LIST_ROW)


def _findings(connection: sa.Connection) -> None:
    """Claims and relations; ``dragoman rebuild`` reads them from the documents that are there."""
    dialects.define(connection, _FINDINGS)


def _indexes(connection: sa.Connection) -> None:
    """Indexes that hold all that a filter and the order of a list ask of them: bodies stay unread."""
    dialects.define(connection, _INDEXES)


def _tokens(connection: sa.Connection) -> None:
    """Who may review."""
    dialects.define(connection, _TOKENS)


def _stands(connection: sa.Connection) -> None:
    """What is kept of a merge; the view is merged anew once, which fills it."""
    dialects.define(connection, _STANDS)


def _tallies(connection: sa.Connection) -> None:
    """Counts kept with the view, filled when it is merged anew; an index in the order of lists."""
    dialects.define(connection, _TALLIES)


def _gaps(connection: sa.Connection) -> None:
    """Possible gaps kept with the view, filled when it is merged anew."""
    dialects.define(connection, _GAPS)


STEPS: tuple[Callable[[sa.Connection], None], ...] = (
    _first_tables,
    _full_text,
    _list_rows,
    _findings,
    _indexes,
    _tokens,
    _stands,
    _tallies,
    _gaps,
)
"""Step N (from 1) brings a record of schema N-1 to schema N."""


def number_of(connection: sa.Connection) -> int:
    """The schema's number: 0 where the database is empty, -1 where it holds something else than a record."""
    tables = set(sa.inspect(connection).get_table_names())
    if "record_state" in tables:
        found = connection.execute(sa.text("SELECT schema_number FROM record_state WHERE id = 1")).scalar()
        return -1 if found is None else int(found)
    return -1 if tables else 0


def migrate(connection: sa.Connection, shown: str, *, until: int = len(STEPS)) -> int:
    """Bring the record to schema ``until`` within the connection's transaction; returns what it was before.

    Raises:
        RecordError: the database is no record, or was written by a newer dragoman.
    """
    before = number_of(connection)
    refuse(before, shown)
    for number in range(before + 1, until + 1):
        STEPS[number - 1](connection)
        connection.execute(sa.text("UPDATE record_state SET schema_number = :number"), {"number": number})
    return before


def refuse(number: int, shown: str) -> None:
    """Raises RecordError for a schema that this dragoman does not know."""
    if number < 0:
        raise RecordError(f"{shown}: is a database of another program, not a record of dragoman")
    if number > len(STEPS):
        raise RecordError(
            f"{shown}: was written by a newer dragoman (schema {number}, this one knows {len(STEPS)}); upgrade dragoman"
        )
