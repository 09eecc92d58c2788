"""Times in diplomatic prose: what they are (find_times) and which days they mean (resolve).

dragoman's own grammar; GUIDELINES "date" says what must come out. The parts: times_words and
knowledge/en/times.json (words), times_tokens (codes), times_grammar (rules), times_build (values),
times_find (the scan), times_resolve (days), times_calendar (arithmetic).
"""

from dragoman.reading.times_calendar import agree, first_day, last_day, overlap, precision, tidy
from dragoman.reading.times_find import find_times
from dragoman.reading.times_mention import Bound, Form, TimeMention
from dragoman.reading.times_pick import Tense
from dragoman.reading.times_resolve import resolve

__all__ = [
    "Bound",
    "Form",
    "Tense",
    "TimeMention",
    "agree",
    "find_times",
    "first_day",
    "last_day",
    "overlap",
    "precision",
    "resolve",
    "tidy",
]
