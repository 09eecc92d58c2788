"""Whose side a person is on, told in the same sentence: "A led the Pakistani side", "B will represent Peru"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.knowledge.gazetteer import Entry
from dragoman.knowledge.guarded import Guarded
from dragoman.reading.phrases import Member
from dragoman.reading.sentence import Sentence

_SIDE = r"(?:side|delegation|team|mission|party)"
_OF = r"(?:<[CD](\w+)> (?:'s )?(?:\w+ ){0,2}?" + _SIDE + r"|" + _SIDE + r" (?:of|from) (?:the )?<C(\w+)>|<B(\w+)>)"
_LED = r"(?:led|headed|represented|chaired|co-chaired)"
_LEADS = r"(?:led|leads|heads|headed|leading|heading|lead|head)"
_FORMS = (
    Guarded(rf"<P(\d+)> ,? ?(?:who )?(?:\w+ )?{_LEADS} (?:the |a )?{_OF}"),
    Guarded(r"<P(\d+)> ,? ?(?:who )?(?:\w+ )?(?:represent(?:s|ed|ing)?) (?:the )?<C(\w+)>()()(?! 's)"),
)
_BY = Guarded(rf"{_OF} (?:, )?(?:(?:was|is|were|are|will be|to be|had been|has been) )?(?:{_LED} )?by <P(\d+)>")
_BY_OWN = Guarded(r"<C(\w+)> (?:was|is|will be|were) represented by (?:its |their )?<P(\d+)>")
_CAME = Guarded(r"<P\d+> (?:had |has )?(?:came|come|flew in|hails|hailed) from (?:the )?<C\w+>(?! 's)")
_FROM = Guarded(r"<P(\d+)> ,? ?(?:(?:had |has )?(?:came|come|flew in|hails|hailed) )?from (?:the )?<C(\w+)>(?! 's)")
"""Who came from where: "A came from Norway, B from Peru"."""
_BODY = (
    r"(?:(?:\w+ )?(?:foreign|defen[cs]e|external affairs|foreign affairs) (?:ministry|office)"
    r"|ministry (?:of|for) (?:foreign|external) \w+|government|presidency|presidential (?:office|palace)"
    r"|prime minister 's office|embassy)"
)
_SAID = r"(?:has |have )?(?:said|announced|confirmed|reported|told|stated|says|disclosed)\b"
_WHO = rf"(?:<V(\w+)>|<[CD](\w+)> (?:'s )?{_BODY})"
_ANNOUNCED = Guarded(rf"{_WHO} {_SAID}|according to (?:the )?{_WHO}")


def sides(sentence: Sentence) -> Iterator[tuple[Member, str]]:
    """Named persons of the sentence with the country or organisation that it lets them act for."""
    if not any(member.name for phrase in sentence.phrases for member in phrase.members):
        return
    line = _line(sentence)
    people = [phrase.members[0] if len(phrase.members) == 1 else None for phrase in sentence.phrases]
    for form in _FORMS:
        for match in form.finditer(line):
            person = people[int(match.group(1))]
            code = next((group for group in match.groups()[1:] if group), None)
            if person is not None and person.name and code:
                yield person, code
    if _CAME.search(line):
        for match in _FROM.finditer(line):
            person = people[int(match.group(1))]
            if person is not None and person.name:
                yield person, match.group(2)
    for form in (_BY, _BY_OWN):
        for match in form.finditer(line):
            *codes, number = match.groups()
            person, code = people[int(number)], next((group for group in codes if group), None)
            if person is not None and person.name and code:
                yield person, code
    yield from _announced(line, sentence)
    yield from _hosts_of_ambassadors(sentence)


def _hosts_of_ambassadors(sentence: Sentence) -> Iterator[tuple[Member, str]]:
    """ "Vice Minister A met B, Ambassador of Norway to Korea": A is of the country to which B is sent."""
    members = [member for phrase in sentence.phrases for member in phrase.members]
    sent = [phrase for phrase in sentence.phrases if phrase.members[0].office_class == "ambassador"]
    hosts = [m for m in members if m.name and not m.country and m.office_class not in {None, "ambassador", "envoy"}]
    if len(sent) != 1 or len(hosts) != 1:
        return
    atoms = sentence.atoms[sent[0].first : sent[0].last]
    for index, atom in enumerate(atoms):
        goal = next((other for other in atoms[index + 1 : index + 3] if other.code == "C"), None)
        if atom.code == "t" and goal is not None and isinstance(goal.value, Entry) and goal.value.country:
            yield hosts[0], goal.value.country
            return


def _announced(line: str, sentence: Sentence) -> Iterator[tuple[Member, str]]:
    """ "A met President B, the Kremlin said": the one without a side in the sentence is of who says so."""
    match = _ANNOUNCED.search(line)
    if match is None:
        return
    members = [member for phrase in sentence.phrases for member in phrase.members]
    bare = [m for m in members if m.form == "name" and not m.country and not m.owner and " " in (m.name or "")]
    code = next((group for group in match.groups() if group), None)
    if len(bare) == 1 and code and code not in {member.country for member in members}:
        yield bare[0], code


def _line(sentence: Sentence) -> str:
    """The sentence with marks for persons, bodies, countries, demonyms and metonyms."""
    parts: list[str] = []
    starts = {phrase.first: (number, phrase) for number, phrase in enumerate(sentence.phrases)}
    index = 0
    while index < len(sentence.atoms):
        if index in starts:
            number, phrase = starts[index]
            (first, *_) = phrase.members
            body = first.form == "officials" and (first.title or "").endswith("delegation") and first.country
            parts.append(f"<B{first.country}>" if body else f"<P{number}>")
            index = phrase.last
            if sentence.atoms[index - 1].code == ",":
                parts.append(",")
            continue
        atom = sentence.atoms[index]
        entry = atom.value if isinstance(atom.value, Entry) else None
        if entry is not None and entry.country and (atom.code in "CD" or (atom.code == "V" and entry.metonym)):
            parts.append(f"<{atom.code}{entry.country}>")
        else:
            parts.append(atom.text.lower().replace("’", "'"))
        index += 1
    return " ".join(parts)
