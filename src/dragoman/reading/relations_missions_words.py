"""How sentences tell of embassies and ambassadors, compiled; matched on a ``relations_line.Line``.

Groups: ``who`` acts, ``owner`` has the mission (where it is not ``who``), ``host`` is the country that it is in,
``verb`` or ``noun`` is the deed.
"""

from __future__ import annotations

from dragoman.knowledge.word_lists import any_of
from dragoman.reading.relations_forms import BEEN, BETWEEN, LANDS, ONE, PASSIVE, Forms

_DET = r"(?:its|an?|their|the|(?:his|her|the) country 's)"
_NEW = r"(?:(?:new|first|own|permanent|resident|full|fully-fledged|first-ever|long-closed|shuttered|planned) )*"
_EMBASSY = rf"{_NEW}(?:embass(?:y|ies)|high commissions?)"
_HERE = rf"(?: (?:in|to) (?P<host>{LANDS})| (?P<there>there)\b)"
_NOWHERE = r"(?! (?:to|in|from) (?:the )?<C)"
_BRIEFLY = (
    r"(?![^,;.]{0,30} for (?:an? |the )?(?:[\w-]+ "
    r")?(?:holidays?|day|weekend|week|repairs|renovations?|cleaning|public)\b)"
)
"""Doors that are closed for a while tell nothing of ties."""
_NO_DOORS = rf"{_BRIEFLY}(?! to (?!the public\b)[a-z])"
_ASIDE = r"(?: ,[^,;]{1,60} ,)"
_POST = r"(?:ambassadors?|envoys?|high commissioners?|heads? of mission)"
_NAMED = (
    r"(?: (?!for\b|after\b|over\b|to\b|on\b|and\b|or\b|in\b|from\b|following\b|was\b|has\b|had\b|who\b|said\b|as\b)"
    r"[\w.'-]+){0,4}?"
)
_MY_POST = (
    rf"(?:(?!its\b|their\b)[\w.'-]+(?: [\w.'-]+){{0,3}} , )?(?:its|their|(?:his|her|the) "
    rf"country 's|the) (?:own|(?:own |top |then )?{_POST})"
)
_AT = rf"(?: <T\d+>)?{_NAMED}(?: ,)? (?:to|in|from|out of|at) (?P<host>{LANDS})"
_OF = rf"(?:(?:the )?{_POST} of (?P<of>{LANDS})|(?P<owner>{ONE}) (?:'s )?(?:then )?{_POST})"
_LEAVE = (
    r"(?:to leave(?: (?:the country|<C\d+>))?|(?:\d+|\w+(?:-\w+)?) (?:hours|days) to leave|out of the country|out"
    r"|a week to leave)"
)
_TOLD = "ordered|orders|asked|told|tells|gave|gives|given"

RAISED = (
    rf"(?P<who>{ONE}){BETWEEN}(?P<verb>upgraded|upgrades|upgrade|raised|elevated|turned|converted) (?:{_DET} )?"
    rf"(?:consulate(?: general)?|liaison office|mission|office) in (?P<host>{ONE}) (?:to|into) an embassy\b"
)
"""A consulate made an embassy."""


def embassy_forms(one: Forms, other: Forms) -> dict[str, str]:
    """Expressions for an embassy that is opened or closed, by who acts."""
    verb, past = one.any(), any_of([*one.past, *one.base])
    noun, verbs = rf"(?P<noun>{any_of(one.nouns)}) of", rf"(?:{other.any()})"
    ended = (
        rf"{_BRIEFLY}(?= (?:in|on|at|again|after|for|over|under|amid|when|last|this|next|its doors|earlier|there|to|,"
        r"|\.|;|<T)|$)"
    )
    own = rf"(?:(?P<owner>{ONE}) (?:'s |, whose )?{_EMBASSY}|the {_EMBASSY} of (?P<of>{LANDS}))"
    return {
        "own": rf"(?P<who>{ONE}){BETWEEN}(?P<verb>{verb}) (?:{_DET} )?{_EMBASSY}{_HERE}{_NO_DOORS}",
        "it": (
            rf"(?P<who>{ONE}){BETWEEN}{verbs} (?:{_DET} )?{_EMBASSY}{_HERE}(?: [^;.]{{1,40}}?)?"
            rf" (?:and|but|before|then) (?:then |later )?(?P<verb>{verb}) it\b"
        ),
        "where": (
            rf"(?P<host><C\d+>)(?: ,)? where (?P<who>{ONE}){BETWEEN}(?P<verb>{verb}) (?:{_DET} "
            rf")?{_EMBASSY}{_NOWHERE}"
        ),
        "named": rf"(?P<who>{ONE}){BETWEEN}(?P<verb>{verb}) (?:the )?{own}{_HERE}",
        "and": rf"(?:\band|\bbut| ,)(?: also| then| later)? (?P<verb>{verb}) (?:{_DET} )?{_EMBASSY}{_HERE}",
        "leading": (
            rf"(?:\b(?:after|since|on|by)|<T\d+>) (?:it (?:had |has )?)?(?P<verb>{verb}) (?:{_DET} )?{_EMBASSY}{_HERE}"
            rf"(?: [^,;]{{1,40}})? , (?P<who>{ONE})"
        ),
        "hosted": rf"(?P<host>{ONE}){BETWEEN}(?P<verb>{verb}) {own}{_NOWHERE}",
        "passive": rf"{own}{_HERE}{PASSIVE}(?P<verb>{past}){ended}",
        "aside": rf"{own}{_HERE}{_ASIDE}{PASSIVE}(?P<verb>{past}){ended}",
        "noun": rf"{noun} (?:{own}|{_DET} {_EMBASSY}|{_EMBASSY}){_HERE}",
        "hosted noun": rf"{noun} {own}{_NOWHERE}",
    }


def recall_forms(one: Forms) -> dict[str, str]:
    """Expressions for an ambassador whom the own government calls back."""
    verb = one.any()
    noun = rf"(?P<noun>{any_of(one.nouns)}) of"
    return {
        "own": rf"(?P<who>{ONE}){BETWEEN}(?P<verb>{verb}) (?:back |home )?{_MY_POST}{_AT}",
        "and": rf"(?:\band|\bbut| ,)(?: also| then| later)? (?P<verb>{verb}) (?:back |home )?{_MY_POST}{_AT}",
        "leading": (
            rf"(?:\b(?:after|since|on|by)|<T\d+>) (?:it (?:had |has )?)?(?P<verb>{verb}) (?:back "
            rf"|home )?{_MY_POST}{_AT}"
            rf"(?: [^,;]{{1,40}})? , (?P<who>{ONE})"
        ),
        "name": (
            rf"(?P<who>{ONE}){BETWEEN}(?P<verb>{verb}) (?:ambassador|envoy|high "
            rf"commissioner){_NAMED} from (?P<host>{LANDS})"
        ),
        "home": (
            rf"(?P<who>{ONE}){BETWEEN}(?P<verb>ordered|called|brought|pulled|summoned) (?:its|their) {_POST}(?:{_AT}"
            rf" (?:back )?home\b| (?:back )?home from (?P<from>{LANDS}))"
        ),
        "protest": (
            rf"(?P<who>{ONE}){BETWEEN}(?P<verb>{verb}) (?:back |home )?(?:its|their) {_POST}(?: for consultations)?"
            r"(?: (?:on |in )?<T\d+>)?(?: ,)? (?:over|after|because of|following|in (?:protest|response|retaliation))\b"
        ),
        "him": (
            rf"\b{_POST}\b.*?(?P<who>{ONE}){BETWEEN}(?P<verb>{verb}) (?:back |home "
            rf")?(?:him|her|them|the {_POST})\b{_NOWHERE}"
        ),
        "mutual": (
            rf"(?P<both>{ONE} and {ONE}){BETWEEN}(?P<verb>{verb}) (?:their|each other 's) "
            rf"ambassadors\b(?! to| in <C)"
        ),
        "aside": rf"{_OF}(?:{_NAMED} (?:to|in) (?P<host>{ONE}))? , (?P<verb>{any_of(one.past)})(?= )",
        "passive": rf"{_OF}(?:{_NAMED} (?:to|in) (?P<host>{ONE}))?{_ASIDE}?{BEEN}(?P<verb>{any_of(one.past)})(?= |$)",
        "passive from": (rf"{_OF}{_ASIDE}?{BEEN}(?P<verb>{any_of(one.past)})(?: (?:back|home))? from (?P<host>{ONE})"),
        "noun": rf"{noun} (?:{_MY_POST}|{_OF}){_AT}",
    }


def return_forms(one: Forms) -> dict[str, str]:
    """Expressions for an ambassador who goes back to the post."""
    verb, noun = one.any(), rf"(?P<noun>{any_of(one.nouns)}) of"
    at = rf"(?: (?:to|in) (?P<to>{ONE}))?{_NAMED}(?:{_ASIDE}| ,)?"
    return {
        "goes": rf"{_OF}{at}{BETWEEN}(?P<verb>{verb}) to (?P<host>{ONE})",
        "post": (
            rf"{_OF}(?: to (?P<host>{ONE}))?{BETWEEN}(?P<verb>resumed|returned to|took up again|is back at|was back at)"
            rf" (?:his|her|their|the) (?:post|duties|work|functions|office|mission)s?(?: in (?P<in>{ONE}))?"
        ),
        "back": rf"{_OF}{at}{BETWEEN}?(?:is|are|was|were) (?P<verb>back) in (?P<host>{ONE})",
        "sent": (
            rf"(?P<who>{ONE}){BETWEEN}(?P<verb>send|sends|sent) (?:its|their|an) {_POST}{_NAMED} "
            rf"back to (?P<host>{LANDS})"
        ),
        "sent back": (
            rf"(?P<who>{ONE}){BETWEEN}(?P<verb>sen[dt] back|sends back|returned|returns|return|returning|reinstated"
            rf"|reinstate|reinstates|restored|restores) {_MY_POST}{_AT}"
        ),
        "noun": rf"{noun} (?:{_MY_POST}|{_OF}){_AT}",
    }


def expulsion_forms(one: Forms) -> dict[str, str]:
    """Expressions for an ambassador whom the host sends away."""
    verb = one.any()
    gone = (
        r"expelled|kicked out|thrown out|declared (?:a )?persona non grata|declared unwelcome"
        rf"|(?:ordered|told|asked|given) {_LEAVE}"
    )
    return {
        "sends": (
            rf"(?P<host>{ONE}){BETWEEN}(?P<verb>{verb}) (?:the )?{_OF}(?P<grata>(?: ,)?(?: "
            rf"(?!who\b|said\b)[\w<>.'-]+){{0,7}}?(?: ,)?"
            r" (?:a )?persona non grata)?"
        ),
        "mutual": rf"(?P<both>{ONE} and {ONE}){BETWEEN}(?P<verb>{verb}) each other 's ambassadors\b",
        "told": (
            rf"(?P<host>{ONE}){BETWEEN}(?P<verb>{_TOLD}) (?:the )?{_OF}(?: (?:to|in) "
            rf"<C\d+>)?{_NAMED}(?: ,)? {_LEAVE}"
        ),
        "passive": (
            rf"{_OF}(?:{_NAMED} (?:to|in) (?P<in>{ONE}))?{_ASIDE}?{BEEN}(?P<verb>{gone})"
            rf"(?:(?: (?:on |in )?<T\d+>)? (?:from|by|out of|in) (?P<host>{ONE}))?"
        ),
        "noun": rf"(?P<noun>{any_of(one.nouns)}) of (?:the )?{_OF}",
    }
