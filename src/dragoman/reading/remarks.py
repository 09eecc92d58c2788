"""Remarks: who spoke, with whom, and whether before a foreign audience."""

from __future__ import annotations

from dragoman.reading.actor import Actor
from dragoman.reading.drafts import Draft
from dragoman.reading.scene import Scene, land_of, sides, token_of

_AUDIENCE = 8  # tokens after the words of a speech in which its audience is looked for

_DIPLOMATS = (
    "chiefs of mission",
    "heads of mission",
    "diplomatic corps",
    "foreign ambassadors",
    "foreign investors",
)
"""Audiences that are foreign wherever they sit."""

_KIN = frozenset(
    {
        "his",
        "her",
        "their",
        "host",
        "guest",
        "visitor",
        "colleague",
        "counterpart",
        "and",
        ",",
        "interlocutor",
        "(",
        ")",
        "left",
        "right",
        "l",
        "r",
        "center",
        "centre",
    }
)


def _with_fellow(draft: Draft, scene: Scene) -> None:
    """ "A and her Angolan host, Minister B, gave ...": the grammar of persons saw B alone."""
    at = token_of(scene, draft.first)
    if at is None or len(draft.first) != 1:
        return
    tokens, lands, joined = scene.skeleton.tokens, list[str](), False
    for index in range(at - 1, max(-1, at - 8), -1):
        token = tokens[index]
        named = token.kind == "P" and any(a.name for a in scene.actors[token.index])
        if token.kind == "P" and not joined and not named and scene.actors[token.index]:
            lands += [a.country for a in scene.actors[token.index] if a.country]
            continue
        if token.kind == "P":
            if joined:
                fellow = draft.first[0]
                if lands and fellow.person is None:
                    fellow.country = lands[0]
                draft.first = tuple(dict.fromkeys((*scene.actors[token.index], fellow)))
            return
        land = land_of(scene.skeleton, token) if token.kind == "w" else ()
        lands += land
        if token.text not in _KIN and not land:
            return
        joined = joined or token.text == "and"


def _official(actor: Actor) -> bool:
    return bool(actor.office_class or actor.person or (actor.title and actor.country)) or (
        actor.plural and bool(actor.country)
    )


def remarks(draft: Draft, scene: Scene) -> Draft:
    _with_fellow(draft, scene)
    draft.first = tuple(actor for actor in draft.first if _official(actor))
    draft.second = tuple(actor for actor in draft.second if _official(actor) and actor not in draft.first)
    if draft.pattern.shared and sides(draft.actors) < 2 and not draft.guessed_subject:
        draft.shared = True
        return draft
    if not draft.first:
        return draft.refuse("no official: nothing says whom the speaker acts for")
    called_off = draft.status in {"cancelled", "postponed"}
    if draft.guessed_subject and draft.pattern.needs != "abroad" and not draft.second and not called_off:
        return draft.refuse("no subject: who spoke cannot be told")
    if all(actor.name is None and actor.plural for actor in draft.actors):
        return draft.refuse("nobody: bodies without a name")
    if draft.pattern.mutual and sides(draft.actors) < 2:
        return draft.refuse("one side only: reporters are told things every day")
    if draft.pattern.needs is None or sides(draft.actors) > 1:
        return draft
    home = {actor.country for actor in draft.first}
    lands = _audience(draft, scene)
    if any(land not in home for land in lands):
        return draft
    if lands:
        return draft.refuse("home audience: remarks count where somebody foreign is addressed")
    if draft.pattern.needs == "told" and (draft.time is not None or draft.status != "held"):
        return draft
    return draft.refuse("no audience: nothing says that it was a foreign one, or an event of its own")


def _audience(draft: Draft, scene: Scene) -> list[str]:
    """The countries and organisations where, or before whom, it was said."""
    found: list[str] = []
    if draft.place is not None and draft.place.country:
        found.append(draft.place.country)
    tokens = scene.skeleton.tokens
    said = " ".join(token.text for token in scene.tokens(scene.first, scene.last + _AUDIENCE))
    found += ["diplomats" for words in _DIPLOMATS if words in said]
    stop = min(len(tokens), scene.last + _AUDIENCE)
    for index in range(scene.first, stop):
        token = tokens[index]
        if index >= scene.last and token.text in {"that", ",", ";", ".", "on", "about"}:
            break
        before = tokens[index - 1].text if index else ""
        if token.kind == "G":
            found.append("gathering")
        elif token.kind == "P":
            members = scene.skeleton.phrases[token.index].members
            found += ["diplomats" for m in members if m.plural and m.office_class in {"ambassador", "envoy"}]
        elif (
            token.kind != "L" or before in {"in", "at", "to", "before", "of", "near", "the", "'s"} or index < scene.last
        ):
            found += land_of(scene.skeleton, token)
    return found
