"""Where an answer says that a number went: up, down or nowhere. "Did not rise" doesn't say up."""

from __future__ import annotations

import re
from typing import Final, Literal

Direction = Literal["up", "down", "flat"]


def directions(text: str) -> frozenset[str]:
    """The directions a levelled text affirms; more than one if it contradicts itself.

    Plain words for movement go before words that only hint at it: "rose steadily to a lower level" says up.
    """
    strong: set[str] = set()
    weak: set[str] = set()
    denied: set[str] = set()
    for clause in _CLAUSE.split(text):
        for pattern, found in ((_STRONG, strong), (_WEAK, weak)):
            for one in pattern.finditer(clause):
                said = str(one.lastgroup)
                before = _WORD.findall(clause[max(0, one.start() - 60) : one.start()])[-_REACH:]
                (denied if _negated(before) else found).add(said)
    if strong or weak:
        return frozenset(strong or weak)
    return frozenset({"flat"} if denied == {"up", "down"} else ())


def _negated(before: list[str]) -> bool:
    for at, word in enumerate(before):
        if (word in _NOT or word.endswith("n't")) and before[at + 1 : at + 2] != ["only"]:
            return True
    return False


_REACH: Final = 4
"""Words before a verb in which a negation still bears on it."""
_CLAUSE: Final = re.compile(r"[,;:.!?](?:\s|$)|\bbut\b|\bthen\b|\bhowever\b|\balthough\b|\bthough\b")
_WORD: Final = re.compile(r"[a-z']+")
_NEGATIONS: Final = """
not no never without neither nor hardly cannot failed fails instead rather didnt doesnt wasnt hasnt isnt
"""
_NOT: Final = frozenset(_NEGATIONS.split())
_FLAT: Final = r"""(?P<flat> \b(?: (?:did\snot|didn't|didnt|has\snot|hasn't|no|without)\schang\w*
    | unchang(?:ed|ing) | stabili[sz]ed | stagnat\w* | flatlin\w* | held\ssteady
    | (?:stay|remain)\w*\s(?:the\s)?(?:same|stable|constant|steady|flat|unchanged|static|level|at)
    | plateau\w* | level+(?:ed|ing|s)?\s(?:off|out) )\b)"""
_MOVED: Final = r"(?:go|goes|went|gone|going|moved?|moves|moving|crept|shot|was|is|were|are)"
_UP: Final = rf"""(?P<up> \b(?: rose|risen|rises?|rising | increas\w* | gr[eo]wn?|grows|growing|growth
    | climb\w* | gain(?:s|ed|ing)? | {_MOVED}\sup | soar\w* | jump\w* | surg(?:e|ed|es|ing)
    | (?:sky)?rocket\w* | doubl\w* | tripl\w* | upwards? | upturn )\b)"""
_DOWN: Final = rf"""(?P<down> \b(?: fell|fall(?:s|en|ing)? | drop(?:s|ped|ping)? | declin\w* | decreas\w*
    | shr[aiu]nk\w* | {_MOVED}\sdown | dip(?:s|ped|ping)? | plummet\w* | plung\w* | slump\w* | slid|slide[sd]?
    | s[aiu]nk\w* | reduc\w* | halv\w* | downwards? | downturn )\b)"""
_STRONG: Final = re.compile(f"{_FLAT}|{_UP}|{_DOWN}", re.VERBOSE)
_WEAK: Final = re.compile(
    r"""
    (?P<flat> \b(?: stable|stability|flat|constant|steady|static|remain\w*|stay(?:s|ed)?|same|level )\b)
  | (?P<up> \b(?: up|higher )\b (?!\sto\b))
  | (?P<down> \b(?: down|lower|lost )\b)
    """,
    re.VERBOSE,
)
