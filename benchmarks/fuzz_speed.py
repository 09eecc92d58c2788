"""How long hostile texts take: none of 100 KB may need more than a second on one core.

    python benchmarks/fuzz_speed.py [--minutes 10] [--size 100000] [--seed 1] [--limit 1.0]

Each round takes one generator (nested brackets, thousands of names, no full stops, half-words of many scripts ...)
or mixes several, makes a text of ``--size`` bytes and reads it. Every generator has its turn before any comes
again. Prints the slowest of each generator, and fails where one was over the limit (seconds of CPU). The same seed
gives the same texts.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import dragoman

SAMPLES = Path(dragoman.__file__).parent / "samples" / "documents"
Words = Iterator[str]


def listed(words: str) -> list[str]:
    return words.split()


GIVEN = listed("Anna Boris Carla Dmitri Elena Farid Greta Hassan Ines Jorge Kofi Lena Mehmet Nadia Omar Paula Quentin")
FAMILY = listed("Berg Salas Okoro Lund Marsh Petrov Haddad Silva Tanaka Nguyen Kowalski Moreau Rossi Weber Novak")
LANDS = listed("Peru Sweden Norway Ghana Chile Japan Kenya Poland Egypt Vietnam Brazil Canada India Malta Samoa")
PEOPLE = listed("Peruvian Swedish Norwegian Ghanaian Chilean Japanese Kenyan Polish Egyptian Vietnamese")
CITIES = listed("Lima Stockholm Oslo Accra Santiago Tokyo Nairobi Warsaw Cairo Hanoi Geneva Brussels")
OFFICES = ["Foreign Minister", "President", "Prime Minister", "Deputy Minister of Trade and Industry", "Ambassador"]
VERBS = listed("met received visited called hosted told said discussed cancelled postponed travelled spoke held")
MONTHS = listed("January February March April May June July August September October November December")
DAYS = listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
SMALL = listed("and of the to with in for on at by from that who which while after before his her their a an as")
HEADS = listed("summit conference meeting session forum dialogue council ministerial consultations talks")
SYLLABLES = listed("ka lo mi ren to sha bel dor vin gu ze pra")
SIGNS = "()[]{}\"'“”‘’«».,;:!?…-–—/&+*#@|<>"
SCRIPTS = "ÀÞßſıİĀŁŒƒΑΩабвЖ中文日本語한국عربعبריתไทยǅﬁ\u0301\u200b\u202e\ufeff\xa0\u2028\x00\U0001f600"


def name(dice: random.Random) -> str:
    """A name nobody has borne yet."""
    return "".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))).title()


def person(dice: random.Random) -> str:
    return f"{dice.choice(PEOPLE)} {dice.choice(OFFICES)} {dice.choice(GIVEN)} {name(dice)}"


def forever(*pieces: Callable[[random.Random], str]) -> Callable[[random.Random], Words]:
    """A generator of texts that says the pieces again and again."""

    def say(dice: random.Random) -> Words:
        while True:
            for piece in pieces:
                yield piece(dice)

    return say


def plain(text: str) -> Callable[[random.Random], Words]:
    return forever(lambda _: text)


def pick(words: list[str] | str, joint: str = " ") -> Callable[[random.Random], Words]:
    return forever(lambda dice: dice.choice(words) + joint)


EVERYTHING = [*GIVEN, *FAMILY, *LANDS, *PEOPLE, *CITIES, *OFFICES, *VERBS, *MONTHS, *DAYS, *SMALL, *HEADS, *SIGNS]

GENERATORS: dict[str, Callable[[random.Random], Words]] = {
    "brackets that open": plain("( [ "),
    "brackets that close": plain(") ] "),
    "brackets around names": forever(lambda d: f"({d.choice(GIVEN)} ({d.choice(LANDS)}) "),
    "quotes that open": plain("“he said, "),
    "straight quotes": plain("\"He met her\" 'he said' "),
    "quotes glued": plain('said."He “met ”her" '),
    "full stops": plain("."),
    "full stops and blanks": plain(". "),
    "initials": forever(lambda d: f"{d.choice('ABCDEFGHIJKLMNOPRSTUVWZ')}. "),
    "dotted letters": plain("U.S.A.F.R."),
    "commas": plain(", "),
    "blanks": plain(" \n \t"),
    "line ends": plain("\n"),
    "one letter": plain("a"),
    "one capital": plain("A"),
    "digits": plain("1"),
    "one word, hyphens": plain("Berg-"),
    "one word, apostrophes": plain("al-"),
    "possessives": plain("minister’s "),
    "new names, one sentence": forever(lambda d: f"{d.choice(GIVEN)} {name(d)} and "),
    "new names, new sentences": forever(
        lambda d: f"Minister {d.choice(GIVEN)} {name(d)} met Minister {name(d)} Berg. "
    ),
    "new names with offices": forever(lambda d: f"{person(d)} received {person(d)} in {d.choice(CITIES)}.\n"),
    "new first names": forever(
        lambda d: f"President {name(d)} Berg of {d.choice(LANDS)} met President {name(d)} Berg. "
    ),
    "names of initials": forever(lambda d: f"Minister {d.choice('ABCDEFG')}. {d.choice('HIJK')}. {name(d)} spoke. "),
    "last names alone": forever(lambda d: f"{d.choice(FAMILY)} met {d.choice(FAMILY)}, "),
    "capitals": pick([*GIVEN, *FAMILY, *HEADS]),
    "capitals, title case": forever(lambda d: d.choice([*HEADS, *SMALL, *VERBS]).title() + " "),
    "shouting": forever(lambda d: d.choice([*CITIES, *FAMILY, *HEADS]).upper() + " "),
    "particles": pick(["Anna", "von", "der", "de", "la", "bin", "al", "van"]),
    "honorifics": pick(["Mr.", "H.E.", "Dr.", "Mrs.", "Adm.", "Lt.", "Gen."]),
    "offices in a row": forever(lambda d: d.choice(OFFICES) + " "),
    "offices and commas": forever(lambda d: d.choice(OFFICES) + ", "),
    "offices of": forever(lambda d: d.choice(["Minister of ", "Deputy ", "Foreign ", "Trade, ", "and ", "Industry "])),
    "counterparts": plain("his Thai and Peruvian counterparts, "),
    "the two": plain("the two ministers and they both "),
    "pronouns": pick(["he", "she", "they", "his", "her", "him"]),
    "demonyms": pick(PEOPLE, joint=", "),
    "countries and": pick(LANDS, joint=" and "),
    "countries, commas": pick(LANDS, joint=", "),
    "countries on lines": pick(LANDS, joint="\n"),
    "cities on lines": forever(lambda d: f"{d.choice(CITIES)}, {d.choice(LANDS)}\n"),
    "cities and days on lines": forever(lambda d: f"{d.choice(CITIES)}\n{d.choice(MONTHS)} {d.randint(1, 28)}, 2024\n"),
    "dates": forever(lambda d: f"{d.choice(MONTHS)} {d.randint(1, 31)}, {d.randint(1990, 2030)} "),
    "dates and": forever(lambda d: f"{d.randint(1, 31)} {d.choice(MONTHS)} and "),
    "weekdays": pick(DAYS, joint=" and "),
    "days in sentences": forever(lambda d: f"He met {d.choice(FAMILY)} on {d.choice(DAYS)}. "),
    "numbers": forever(lambda d: f"{d.randint(0, 3000)} "),
    "numbers and dashes": forever(lambda d: f"{d.randint(0, 31)}-"),
    "times of day": forever(lambda d: f"{d.randint(0, 24)}:{d.randint(0, 59):02} a.m. to "),
    "ago": plain("two weeks before the day after the month of "),
    "and": plain("and "),
    "verbs and": pick(VERBS, joint=" and "),
    "verbs, one subject": forever(lambda d: f"{d.choice(VERBS)} with Foreign Minister Anna Berg of Sweden and "),
    "met with met with": plain("met with "),
    "visits": plain("visit to Peru and visit by Anna Berg to "),
    "who who": plain("Anna Berg, who met Luis Salas, who met "),
    "by by": plain("talks between Anna Berg and Luis Salas on the sidelines of "),
    "gatherings": forever(lambda d: f"{d.choice(['ASEAN', 'EU', 'NATO', 'annual', 'Foreign', 'of', 'the', '53rd'])} "),
    "gatherings with heads": pick([*HEADS, "ASEAN", "EU-China", "ministers'", "leaders of", "on the", "security"]),
    "gatherings in capitals": forever(lambda d: f"{name(d)}-{name(d)} "),
    "organisations": pick(["United Nations", "European Union", "African Union", "Security Council", "(ECO)"]),
    "meetings of one pair": plain("Anna Berg, foreign minister of Sweden, met Peru's President Luis Salas in Lima. "),
    "meetings and days": forever(
        lambda d: f"On {d.randint(1, 28)} {d.choice(MONTHS)} {d.randint(1980, 2025)} {person(d)} met {person(d)}. "
    ),
    "trips": forever(lambda d: f"{person(d)} travelled to {d.choice(CITIES)} and {d.choice(CITIES)}. "),
    "trip of one": forever(lambda d: f"Foreign Minister Anna Berg of Sweden arrived in {d.choice(CITIES)}. "),
    "changes of plan": plain("The meeting was postponed. The visit was cancelled because of the floods. "),
    "short lines": forever(lambda d: d.choice(EVERYTHING) + "\n"),
    "short paragraphs": forever(lambda d: d.choice(EVERYTHING) + "\n\n"),
    "titles": forever(lambda d: f"{name(d)} Meets {name(d)} in {d.choice(CITIES)}\n\n{d.choice(MONTHS)} 5, 24\n\n"),
    "articles": forever(
        lambda d: (
            f"{person(d)} Meets {name(d)}\n\nBy {name(d)} {name(d)}\n\nLIMA, May 5 (AP) — {person(d)} met "
            " on Monday, officials said, and they spoke at length of trade and of the border.\n\n"
        )
    ),
    "bullets": forever(lambda d: f"* {d.choice(DAYS)}: {person(d)}\n"),
    "links": forever(lambda d: f"https://example.org/{name(d)}/{d.randint(1, 9999)} "),
    "menus": pick(["Home", "News", "Share", "About us", "Contact", "Read more", "Subscribe"], joint=" | "),
    "signs": pick(SIGNS, joint=""),
    "signs and letters": pick(SIGNS + "AbcD ", joint=""),
    "scripts": pick(SCRIPTS, joint=""),
    "scripts in words": pick(SCRIPTS + "abcDE  ", joint=""),
    "accents": plain("é\u0301à\u0300 "),
    "causes": plain("cancelled because of the because of the due to owing to "),
    "statements": plain("In a joint statement, they said that in a joint statement, "),
    "of of": plain("of the of "),
    "all words": pick(EVERYTHING),
    "all words, no blanks": pick(EVERYTHING, joint=""),
}


def text_of(words: Words, size: int) -> str:
    """The words up to ``size`` bytes of UTF-8."""
    parts: list[str] = []
    room = size
    for word in words:
        room -= len(word.encode())
        if room < 0:
            break
        parts.append(word)
    return "".join(parts)


def mixed(dice: random.Random, size: int) -> str:
    """Stretches of several generators one after the other, of one length or of several."""
    kinds = dice.sample(sorted(GENERATORS), dice.randint(2, 6))
    stretch = dice.choice([40, 300, 2000, size // len(kinds)])
    sources = [GENERATORS[kind](dice) for kind in kinds]
    return text_of(itertools.cycle(text_of(source, stretch) for source in itertools.cycle(sources)), size)


def seconds(text: str) -> float:
    """Seconds of CPU that reading a text takes."""
    start = time.process_time()
    if text.strip():
        dragoman.read(text, published="2024-05-06")
    return time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(description="How long hostile texts take.")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--size", type=int, default=100_000, help="bytes of each text")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=1.0, help="seconds of CPU that a text may take")
    parser.add_argument("--only", help="only generators whose name holds this")
    options = parser.parse_args()
    dice = random.Random(options.seed)
    for sample in sorted(SAMPLES.glob("*.txt")):  # what is compiled when first met is no matter of these texts
        dragoman.read(sample.read_text(encoding="utf-8"))
    kinds = [kind for kind in GENERATORS if not options.only or options.only in kind]
    slowest: dict[str, float] = {}
    end = time.monotonic() + 60 * options.minutes
    texts = 0
    for kind in itertools.cycle([*kinds, "mixed"]):
        if time.monotonic() > end and texts > len(kinds):
            break
        text = mixed(dice, options.size) if kind == "mixed" else text_of(GENERATORS[kind](dice), options.size)
        taken = seconds(text)
        texts += 1
        if taken > slowest.get(kind, 0.0):
            slowest[kind] = taken
            if taken > options.limit:
                print(f"{taken:.2f} s: {kind}: {text[:60]!r}", flush=True)
    for kind, taken in sorted(slowest.items(), key=lambda pair: -pair[1])[:10]:
        print(f"{taken:6.2f} s  {kind}")
    print(f"{texts} texts of {options.size} bytes; {sum(t > options.limit for t in slowest.values())} kinds too slow")
    return int(any(taken > options.limit for taken in slowest.values()))


if __name__ == "__main__":
    sys.exit(main())
