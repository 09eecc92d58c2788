"""The grammar of times: regular expressions over the one-letter codes of times_words.

In a rule ``<month|short>`` is any word of these classes, a blank is one space or line end, ``{NAME}`` is a
part defined above it. ``(?P<a>…)`` and ``(?P<b>…)`` mark the two ends of a range. Rules are tried at every place
where one can start; the longest that its reader (times_find) accepts wins.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from dragoman.reading.times_words import NEWLINE, SPACE, lexicon

# "May 2,000", "May 20 people", "3.5 May" are no days.
_NO_DAY: Final = "(?![.,:/](?:<digit|count|hundred>)|%|-<hundred>| (?:<counted>))"
_PARTS: Final[tuple[tuple[str, str], ...]] = (
    ("YEAR", "<year>(?!,<hundred>|%| <zone>|-<hundred>|[.:]<digit|count>)"),
    (
        "YTAIL",
        "(?:,? {YEAR}|,{YEAR}| <of> {YEAR}|,? (?:<of> )?<which|that> <year_unit>"
        "| <of> <the> <kin> <year_unit>)",
    ),
    ("MON", "(?:<month|doubt>|<short>\\.?)"),
    ("DAY", "<digit|th>" + _NO_DAY),
    ("WD", "(?:<weekday>|<wd>\\.?)"),
    ("MD", "{MON} (?:<the> )?{DAY}(?:(?:,? |,){YEAR})?"),
    ("DM", "(?:<the> )?<digit|th>(?: <of>)?(?:-| ){MON}(?:(?:,? |-){YEAR})?"),
    (
        "ISO",
        "(?:<year>-<digit>-<digit>|<year>/<digit>/<digit>|<digit>-<digit>-<year>|<digit>/<digit>/<year>"
        "|<digit>\\.<digit>\\.<year>)(?![-/]|\\.<digit>)",
    ),
    ("FULL", "(?:{MD}|{DM})"),
    ("NAMED", "{WD}(?: <part>)?(?:,? |, ?<the> )(?:\\({FULL}\\)|{FULL})"),
    ("AFTER", "{FULL} \\({WD}\\)"),
    ("LONE", "(?:<the> )?<digit|th> \\({WD}\\)"),
    ("WTH", "{WD},? (?:<the> )?<th>(?! (?:<counted|event>))"),
    ("WOF", "(?:(?:<the> )?<which> )?(?:<which> )?<weekday>(?: <part>)?"),
    ("WREL", "<weekday>(?: <part>)?,? (?:<of> )?<which> <week>"),
    ("RELW", "<which> <week>,? (?:<on> )?<weekday>"),
    ("DEICT", "<deictic>(?: <part>)?"),
    ("POINT", "(?:{NAMED}|{AFTER}|{LONE}|{FULL}|{WTH}|{WREL}|{RELW}|{WOF}|{DEICT})"),
    ("CONN", "(?: ?- ?|,? <to|until|through|and> (?:<on> )?)"),
    ("EDGE", "(?:<the> )?<edge|beginning> <of> (?:<the> )?"),
    ("LATE", "(?:{EDGE}|(?:<the> )?(?:<early|shift> (?:<in> )?|<mid>(?:-| )))"),
    ("SOFT", "(?:(?:<the> )?<part> <of> |<early|shift> (?:<on> |<in> )?)"),
    ("NUM", "(?<![.,/:$-])(?:<number>(?:-<number>)?|<digit|count|hundred>)"),
    ("COUNT", "(?:<a>|{NUM}|<a> <few>(?: <of>)?|<few>)"),
    ("ONE", "<day|week|fortnight|month_unit|year_unit>"),
    ("ANY", "<day|week|fortnight|month_unit|year_unit|units>"),
    ("ANYS", "<day|week|fortnight|month_unit|year_unit|units|span|spans>"),
    (
        "MONTHLY",
        "(?:{LATE}{MON}{YTAIL}?|(?:<the> )?(?:<which> )?(?:<which> )?<month|doubt>{YTAIL}?|{MON}{YTAIL})",
    ),
    ("CAL", "<week|month_unit|year_unit>"),
    ("RELU", "(?:<early|shift> (?:<in> )?)?<which> {CAL}"),
)

RULES: Final[tuple[tuple[str, str], ...]] = (
    # ranges
    ("range", "(?<![.,/:$-])(?:<from|between> (?:<on> )?)?(?P<a>{POINT}|{ISO}){CONN}(?P<b>{POINT}|{ISO})"),
    ("range", "(?P<a><weekday>)(?:, <weekday>)+,? <and> (?:<on> )?(?P<b><weekday>)"),
    (
        "md_range",
        "(?:<from|between> )?{MON} (?P<a><digit|th>)(?:{CONN}|(?:, <digit|th>)+,? <and> )(?:<the> )?"
        "(?P<b>{DAY})(?:(?:,? |,){YEAR})?(?! {MON}|-<digit>| ?<ampm|clockword>)",
    ),
    (
        "md_range",
        "(?<![.,/:$-])(?:<from|between> )?(?:<the> )?(?P<a><digit|th>)(?:{CONN}|(?:, <digit|th>)+,? <and> )(?:<the> )?"
        "(?P<b><digit|th>)(?: <of>)? {MON}(?:,? {YEAR})?",
    ),
    ("month_range", "<from|between> (?P<a>{MONTHLY}|{MON}){CONN}(?P<b>{MONTHLY}|{MON})(?! <digit|th>)"),
    ("month_range", "(?<=<in|during|of|for> )(?P<a>{MONTHLY}){CONN}(?P<b>{MONTHLY})(?! <digit|th>)"),
    ("month_range", "(?P<a>{MON}){CONN}(?P<b>{MON}(?:,? {YEAR}| <of> {YEAR}))"),
    ("year_range", "<from|between> (?P<a>{YEAR}){CONN}(?P<b>{YEAR})(?! <counted>)"),
    ("year_range", "(?<=<in|during|for> )(?P<a>{YEAR}){CONN}(?P<b>{YEAR})(?! <counted>)"),
    # open ends
    (
        "open_from",
        "(?:<from|since>|<starting|beginning>(?: <on|from|in>)?) "
        "(?P<a>{SOFT}?(?:{POINT}|{ISO})|{MONTHLY}|{LATE}?{YEAR}|{RELU})(?! (?:<counted>))(?!')",
    ),
    (
        "open_until",
        "<until|through> (?P<a>{SOFT}?(?:{POINT}|{ISO})|{MONTHLY}|{LATE}?{YEAR}|{RELU}"
        "|{EDGE}(?:<which> )?{CAL})(?! (?:<counted>))(?!')",
    ),
    # days
    ("day", "(?<![.,/:$-]){SOFT}?{POINT}"),
    ("day", "(?<![.,/:$-]){ISO}"),
    ("day", "(?<=<on> )<wd>\\.?"),
    ("day", "<wd>\\."),
    ("ordinal_day", "(?<=<on|by|until|since|from> )<the> <th>(?=[.,;:)]| (?:<in|at|to|and|for|stop>)|\\Z)"),
    # months
    ("month", "{LATE}{MON}{YTAIL}?"),
    ("month", "(?:<the> )?<which> (?:<which> )?<month|doubt>"),
    ("month", "{MON}{YTAIL}"),
    ("month", "(?<=<in|since|until|from|by|for|rank|during|of|to|through> )<month>"),
    ("month", "(?<=<in|since|until|by|for|during|through> )<doubt>(?!')"),
    ("month", "(?<=<in|since|until|by|during> )<short>\\."),
    (
        "month_part",
        "(?:<the> )?(?:<ordinal|which> <week|half>|(?:<ordinal|edge|early> )?<units>) <of|in> {MON}{YTAIL}?",
    ),
    # years
    ("year", "{LATE}(?:<the> <year_unit> )?{YEAR}(?! <counted>|-)"),
    (
        "year",
        "(?<=<in|since|until|by|during|rank|through|for> )(?:<the> <year_unit> )?{YEAR}(?! <counted>|-|')",
    ),
    ("year", "(?<=<year> <and> ){YEAR}(?! <counted>|-|')"),
    ("of_year", "(?<=<a|the> )<year> (?:x )?<event>"),
    # parts of years
    ("quarter", "(?:<the> )?<ordinal|which> <quarter|half>(?: <of>)? (?:{YEAR}|<which|the> <year_unit>)"),
    ("quarter", "<qcode>(?: <of>)? {YEAR}"),
    ("season", "(?:<the> )?(?:<early|mid>(?:-| ))?<season>(?:,? | <of> ){YEAR}"),
    ("season", "<which|that> <season>|(?<=<in|during> )(?:<the> )?<season>(?! <of>)"),
    ("season", "(?:<the> )?<season> <of> (?:<which> <year_unit>)"),
    ("decade", "<the> (?:<early|mid>(?:-| ))?<decades>"),
    # weeks, months and years counted from the article's day
    ("span", "(?:(?:<early|shift> (?:<in> )?)|{EDGE}|<mid>(?:-| ))?<which> {CAL}(?!-)"),
    ("span", "<shift|early> <in> <the> {CAL}(?!-)"),
    ("span", "(?:<the> )?<edge|beginning> <of> <the> {CAL}(?!-)"),
    ("day_span", "<shift|early> <in> <the> <day>(?!-)"),
    ("weekend", "(?:<the|which> |<the> <which> |<which> <which> )?<weekend>(?! <of> {POINT})"),
    ("weekof", "(?:<the> )?<week|weekend> (?:<of|beginning|starting> )(?:<on> )?(?P<a>{POINT})"),
    ("day", "(?:<early|shift> )?<which> <part>"),
    # counted from the article's day
    ("ago", "{NUM} <units|fortnight|week|month_unit|day|year_unit> <ago>|<a> {ONE} <ago>"),
    ("ahead", "(?:{NUM}|<a>) {ANY} <from> <now>"),
    ("ahead", "<in> (?:{NUM}|<a>) {ANY}(?:'(?:<s>)? <time>|(?! <of>|[-']))"),
    (
        "vague",
        "(?:<more> <than>|<about|during|mid|few>) {COUNT} {ANYS} <ago>|<a> <few>(?: <of>)? {ANYS} <ago>|<few> {ANYS} <ago>",
    ),
    ("vague", "(?:{NUM}|<a>) <span|spans> <ago>"),
    ("vague", "{ANYS} <ago>"),
    ("vague", "<the> (?:<which|recent>) (?:(?:{NUM}|<few>) )?{ANYS}(?!-)"),
    ("vague", "(?<=<in|during|for> )<which|recent> (?:(?:{NUM}|<few>) )?<units|spans>"),
    ("vague", "<vague>"),
    # counted from what was said before
    ("kin", "(?:<early|shift> )?(?:<the> )?<kin> (?:<part|day|weekend>|{CAL}|<weekday>)(?!-)"),
    ("kin", "(?:<early|shift> )?<that> (?:<part|day|weekend>|{CAL})(?!-)"),
    ("kin", "(?:<the> )?<which> (?:<day|part>)(?!-)"),
    ("kin_days", "(?:<the> )?<kin> {NUM} <units>"),
    ("beside", "<the> (?:<day|part>|{CAL}) <rank>(?: (?P<b>{POINT}))?"),
    ("beside", "(?:{NUM}|<a>) {ANY} (?:<shift>|<rank>(?: (?P<b>{POINT}))?)"),
    ("vague", "(?:<a> <few>(?: <of>)?|<few>) {ANYS} (?:<shift|rank>)"),
    ("in_part", "(?<=<in> )<the> <part>(?! <of>)"),
    # the clock, durations
    (
        "clock",
        "(?<![.,/:$-])(?:<digit|count>(?:[.:]<digit|count>)? ?(?:<ampm>|<a|p>\\. ?<m>\\.?)|(?:<digit>[.:])?<clockword>)"
        "(?: \\(?(?:<zone>|<local> <time>))?",
    ),
    ("clock", "<clock|year> <zone>|<clock> <spans>"),
    (
        "clock",
        "(?<![.,/:$-])(?:<digit|count>:<digit|count>)(?: (?:<zone>|<local> <time>))?(?![:.]<digit|count>)",
    ),
    ("clock", "(?:<digit> )?<noon>"),
    ("duration", "{NUM}(?: <and> <a> <half>)?(?:-| )(?:{ANY}|<span|spans>)(?:-<long>)?(?! <old>|-<old>)"),
    ("duration", "(?<=<for> )<a> (?:{ONE}|<span>)(?!-)"),
    ("duration", "(?:{ONE}|<span>)-<long>|<spanning>"),
)
# Every time has one of these.
_CORE: Final = (
    *(
        "month",
        "doubt",
        "short",
        "weekday",
        "wd",
        "th",
        "year",
        "deictic",
        "part",
        "season",
        "weekend",
        "noon",
    ),
    *("vague", "spanning", "day", "week", "fortnight", "month_unit", "year_unit", "units", "span", "spans"),
    *("ampm", "m", "clockword", "zone", "decades"),
)


class Rule(NamedTuple):
    """A compiled rule: the form it reads and its expression over codes."""

    form: str
    expression: re.Pattern[str]


class Grammar(NamedTuple):
    """``core`` finds words without which there is no time, ``gate`` matches where some rule does.

    ``gate``'s last group is the number of the first rule that matches, from 1.
    """

    core: re.Pattern[str]
    gate: re.Pattern[str]
    rules: tuple[Rule, ...]


_MARKED: Final = re.compile(r"(?<!P)<([a-z_]+(?:\|[a-z_]+)*)>")


def expand(rule: str) -> str:
    """A rule as an ordinary regular expression over codes. Raises KeyError for an unknown class or part."""
    for name, part in reversed(_PARTS):
        rule = rule.replace("{" + name + "}", part)
    letter = lexicon().letter

    def classes(found: re.Match[str]) -> str:
        letters = "".join(letter[name] for name in found[1].split("|"))
        return letters if len(letters) == 1 else f"[{letters}]"

    return _MARKED.sub(classes, rule.replace(" ", f"[{SPACE}{NEWLINE}]"))


@cache
def grammar() -> Grammar:
    """The grammar, compiled once."""
    plain = [expand(rule) for _, rule in RULES]
    gate = "|".join(f"({re.sub(r'[?]P<[ab]>', '?:', text)})" for text in plain)
    rules = tuple(Rule(form, re.compile(text)) for (form, _), text in zip(RULES, plain, strict=True))
    return Grammar(re.compile(expand(f"<{'|'.join(_CORE)}>")), re.compile(gate), rules)
