"""From a rule's match to a TimeMention, or None where a look at the values refuses it: one reader a form."""

from __future__ import annotations

from typing import Final

from dragoman.reading import times_build_days as days
from dragoman.reading import times_build_spans as spans
from dragoman.reading.times_build_base import Builder

BUILDERS: Final[dict[str, Builder]] = {
    "range": days.span_of_days,
    "md_range": days.days_of_month,
    "month_range": days.plain_range,
    "year_range": days.plain_range,
    "open_from": days.opened,
    "open_until": days.opened,
    "th_range": days.ordinal_days,
    "word_day": days.word_day,
    "feast": days.feast,
    "new_year": spans.new_year,
    "around": spans.around,
    "of_month": days.month_of,
    "day": days.day,
    "ordinal_day": days.ordinal_day,
    "nth_weekday": days.nth_weekday,
    "month": days.month,
    "month_part": days.month_part,
    "year": days.year,
    "of_year": days.year_of,
    "quarter": spans.quarter,
    "season": spans.season,
    "decade": spans.decade,
    "span": spans.relative_span,
    "day_span": spans.same_day,
    "in_part": spans.same_day,
    "weekend": spans.weekend,
    "weekof": spans.week_of,
    "ago": spans.counted,
    "ahead": spans.counted,
    "vague": spans.vague,
    "kin": spans.kin,
    "kin_days": spans.kin_days,
    "beside": spans.beside,
    "clock": spans.clock,
    "duration": spans.duration,
}
