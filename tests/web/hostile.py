"""A record in which every word is hostile: markup, quotes that break attributes, controls, bidi marks, huge words."""

from __future__ import annotations

import itertools
from pathlib import Path

from dragoman.model import (
    Article,
    Claim,
    Conflict,
    Dates,
    Document,
    Evidence,
    ListRow,
    Party,
    PersonRef,
    Place,
    Relation,
    Report,
    Stop,
)
from dragoman.reading.result import Reading
from dragoman.record import open_record
from dragoman.record.decisions import decide

MARK = "hostile"
"""In the name of every element that must not come to be."""
SIGNS = (
    "\x01\x07\x08\x0b\x0c\x1b\x7f\x85\x9b\u200b\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ue000"
)
"""Characters that steer a screen, turn its direction or hide."""
PAYLOADS = (
    "<script>window.hostile=1;alert('hostile')</script>",
    "</title><script src=//hostile.example/x.js></script><hostile-a>",
    '"><img src=x onerror="alert(\'hostile\')"><hostile-b class="',
    "' onmouseover='alert(1)' x='<hostile-c>",
    "javascript:alert('hostile')",
    "\x1b]0;hostile\x07\x1b[31m<hostile-d>\x9b2J",
    "\u202egnp.exe\u2066 \u2067<hostile-e>\u2069\u200b",
    "{{ 7*7 }}{% raw %}${7*7}#{7*7}<hostile-f/>",
    "&lt;hostile-g&gt; &amp; &#60;hostile-h&#62;",
    "]]></content></entry><hostile-i xmlns='x'/><!--",
    "</textarea></style></svg></q></bdi><hostile-j><style>*{display:none}</style>",
    "Huge" + "a" * 3_000 + "<hostile-k>",
    "../../%2e%2e/?a=b&c=<hostile-l>#<hostile-m>",
    "\r\nSet-Cookie: hostile=1\r\n\r\n<hostile-n>",
    SIGNS,
)
URLS = (
    "javascript:alert('hostile')",
    "data:text/html,<script>alert('hostile')</script>",
    "https://hostile.example/\"><hostile-u onload='alert(1)'>",
    "vbscript:hostile",
    " jAvAsCrIpT\t:alert(1)",
    "//hostile.example/",
)


def make_record(path: Path) -> None:
    """A new record at ``path``, all of whose words are hostile, rulings and lists too."""
    with open_record(str(path)) as record:
        given = itertools.cycle(PAYLOADS)
        record.add(_reading(number, [next(given) for _ in range(11)]) for number in range(2 * len(PAYLOADS)))
        record.add([_listed()])
        record.derive()
        for one in record.engagements()[:6]:
            words = next(given)
            decide(record, "field", one.id, field="name", value=words[:400], by=words[:400], why=words[:400])
        decide(record, "same", f"name:{PAYLOADS[0]}", "name:<hostile-o>", by=PAYLOADS[1], why=PAYLOADS[2])
        record.derive()


def _reading(number: int, w: list[str]) -> Reading:
    """A document of these words, which reports some engagements, claims and relations."""
    first = f"{w[0]} met {w[1]} in {w[2]}"
    text = f"{first}. {w[3]}\n{w[4]} & {w[5]} <b>{number}</b>. {w[6]}\n\n" + "".join(PAYLOADS)
    quote = Evidence(0, len(first), first)
    day = f"2024-07-{1 + number % 25:02d}"
    pair = (
        Party(w[0], w[7], "US", None, PersonRef(f"x:{w[8]}"[:200], w[9], "text") if number % 2 else None),
        Party(w[1], None, ("FR", "KE", "XX")[number % 3]),
    )
    reports = tuple(
        Report(
            kind,
            status,
            pair,
            Dates(day, None),
            (quote,),
            name=w[10] if kind == "conference" else None,
            cause=w[4],
            place=Place(w[2], "CH"),
            stops=(Stop(w[2], "CH", "held", day, day), Stop(w[5], "FR", "planned", day)) if kind == "trip" else (),
            topics=("climate", "health"),
            attribution=w[6],
            articles=(0,),
            conflicts=(Conflict("place", (w[2], w[5])),),
        )
        for kind, status in (("meeting", "held"), ("trip", "held"), ("conference", "planned"), ("call", "cancelled"))
    )
    claims = (Claim("first", "meeting", pair, quote, place=Place(w[2], "CH"), qualifier=w[3], attribution=w[4]),)
    relations = (Relation("established", ("FR", "US"), quote, date=Dates(day, day), attribution=w[4], level=w[5]),)
    document = Document(f"{number} {w[7][:1500]}", text, URLS[number % len(URLS)] + f"{number}", w[8], w[9], day)
    article = Article(((0, len(text)),), text, w[8], w[9], day)
    return Reading(document, "news", (article,), reports, claims=claims, relations=relations)


def _listed() -> Reading:
    """An imported list, its rows as hostile as the rest."""
    lines = [" ".join(repr(one)[1:-1].split()) + f" {number}" for number, one in enumerate(PAYLOADS)]
    text = "\n".join(lines)
    rows, reports, start = [], [], 0
    for number, line in enumerate(lines):
        words = PAYLOADS[number]
        quote = Evidence(start, start + len(line), line)
        day = f"2024-06-{1 + number:02d}"
        rows.append(
            ListRow(
                number + 1,
                quote,
                words,
                words,
                words,
                "US",
                words,
                words,
                "FR",
                (words,),
                day,
                day,
                words,
                True,
                number,
            )
        )
        stops = (Stop(words, "FR", "held", day, day),)
        reports.append(Report("trip", "held", (Party(words, words, "US"),), Dates(day, day), (quote,), stops=stops))
        start += len(line) + 1
    document = Document("list <hostile-p>", text, None, PAYLOADS[1], PAYLOADS[2], "2024-06-30")
    return Reading(document, "list", (Article(((0, len(text)),), text),), tuple(reports), tuple(rows))
