"""Every error that dragoman raises on purpose.

DragomanError
 ├ SourceError   a document could not be had, or is not readable
 ├ DataError     a data file that ships with dragoman is wrong (names file and entry)
 └ RecordError   a record cannot be opened, read or written
"""


class DragomanError(Exception):
    """Base of all errors raised on purpose; its text is one line that says what to do."""


class SourceError(DragomanError):
    """A document could not be had, or what was had is not text that can be read."""


class DataError(DragomanError):
    """A data file is wrong: the message names the file and the entry."""


class RecordError(DragomanError):
    """A record cannot be opened, read or written: the message names it and says what to do."""
