"""Reads claims about sets of resolutions ("abstained on all five") and comparisons of one vote with an earlier one."""

import re
from functools import cache
from typing import Literal

from communique.reading.date_values import FoundDate
from communique.reading.vote_forms import LIST
from communique.reading.vote_sayings import Place, Sayings
from communique.reading.vote_shorthand import Shorthand
from communique.reading.vote_words import SAID, TO_SAY, alternatives
from communique.record import SetClaim, Vote, VoteComparison

_OF = r"(?:(?:the|its|these|those|that) )?"
_BETWEEN = (
    r"(?:(?:previous|earlier|prior|past|such|UN|U\.N\.|assembly|council|general assembly|security council|main|major|emergency|key"
    r"|recorded|annual|special|of the|the|its|es-1[01]|adopted|passed"
    r"|<[ABDS]\d+>(?:'s?)?|ukraine|embargo|gaza|other|[\w'-]+'s) ){0,5}"
)
_RESOLUTIONS = (
    rf"{_BETWEEN}(?:resolutions?|votes?|texts?|drafts?|roll[- ]calls?|occasions?|times|ballots?|<R\d+>)(?! (?:against|in favou?r|for|cast))"
)
_ALMOST = r"(?P<almost>almost |nearly |virtually |practically )?"
_WHICH = (
    rf"(?:(?P<each>each time|every time|each and every time) on (?:the |its |these )?(?:<B\d+>'s? )?<N(?P<size5>\d+)> "
    rf"|{_ALMOST}(?P<all>all|every|each)(?P<but> but <N\d+>)?(?: (?:single )?(?:one|<N\d+>)(?= of (?:the |its |these "
    rf"|those )?(?:<[NB]|\w+ resol)))?(?: of)? ?{_OF}(?:<N(?P<size>\d+)> )?"
    rf"|(?P<most>most|the majority|a majority)(?: of)? {_OF}(?:<N(?P<size2>\d+)> )?|(?P<both>both)(?: of the| the)? "
    rf"|(?P<floor>at least |no fewer than )?<N(?P<least>\d+)>(?: out)? of {_OF}(?:last )?<N(?P<size3>\d+)> |(?P<any>any|none"
    rf"|a single one)(?: of)? {_OF}(?:<N(?P<size4>\d+)> )?)"
)
_SAT_OUT = r"sat out|sit out|refused to (?:support|back)|not (?:support|back)ed"


def read_set(short: Shorthand, last: list[str]) -> tuple[SetClaim, Place] | None:
    """Return the set claim of a sentence and its place in the shorthand, or None."""
    match = _pattern().search(short.words)
    if match is None:
        return None
    sizes = [match[name] for name in ("size", "size2", "size3", "size4", "size5") if match[name]]
    size = _value(short, sizes[0]) if sizes else 2 if match["both"] else None
    if size is None and not match["all"] and not match["any"] and not match["most"]:
        return None
    head = short.words[: match.start("verb")]
    number = _NUMBER_OF_STATES.search(head) or _LISTED_NUMBER.search(head)
    claim = SetClaim(
        size=size,
        least=_value(short, match["least"]) if match["least"] else None,
        exact=(bool(match["least"]) and not match["floor"]) or bool(match["but"]),
        almost=bool(match["almost"]),
        votes=_votes(match["verb"]),
        states=_value(short, number[1]) if number else None,
        named=tuple(_named(short, head, last)),
        only=re.search(r"\b(?:only|just)\b", head) is not None,
        never=re.search(r"\bnever\b|\bnot once\b|\bnot voted\b|\bhas not\b", head[-60:]) is not None or match["any"] == "none",
        since=_since(short),
        session=_session(short),
        majority=bool(match["most"]),
    )
    if re.search(r"with the (?:single |only |sole |one )?exception", short.words.lower()):
        claim = claim.model_copy(update={"least": -1, "exact": True})
    if match["but"] and claim.size is None:
        claim = claim.model_copy(update={"least": -1})
    return claim, (number.start() if number else match.start("verb"), match.end())


_NUMBER_OF_STATES = re.compile(
    r"(?:one|<N\d+>|group|bloc|club|among|part) of(?: the| only| just)* ?(?:<N\d+> of )?<N(\d+)>|among the <N(\d+)>", re.IGNORECASE
)
_LISTED_NUMBER = re.compile(
    r"<N(\d+)>(?: (?:[\w-]+|<B\d+>)){0,4}(?:,? ?[-(,] ?[^;.]*?[-),])? (?:that |which |have |had |has |either |also )*$", re.IGNORECASE
)


def _named(short: Shorthand, head: str, last: list[str]) -> list[str]:
    """The states that the claim names: the list that stands nearest before the verb, or the pronoun there."""
    found = list(re.finditer(rf"({LIST}|<P\d+>)", head))
    if not found:
        return []
    nearest = found[-1]
    if re.search(r"\b(?:on|against|by|of)\s*$", head[: nearest.start()]) and len(found) > 1:
        nearest = found[0]
    return Sayings(short, last).states(nearest[1])


def _session(short: Shorthand) -> str | None:
    """The special session that a sentence names by its number."""
    words = " ".join(tag.text.lower() for tag in (*short.tags_of("B"), *short.tags_of("R")))
    for name, pattern in (("ES-11", r"eleventh|11th|es-11|es11"), ("ES-10", r"tenth|10th|es-10|es10")):
        if re.search(pattern, words):
            return name
    return "ES-11" if "emergency" in words and re.search(r"ukrain", short.plain()) else None


def _value(short: Shorthand, number: str) -> int:
    return int(str(short.tags[int(number)].value))


def _votes(words: str) -> tuple[Vote, ...]:
    found: list[Vote] = [
        vote for vote in SAID if re.search(SAID[vote], words, re.IGNORECASE) or re.search(rf"\b(?:{TO_SAY[vote]})", words, re.IGNORECASE)
    ]
    if re.search(r"support|back", words, re.IGNORECASE) and not found:
        found.append("yes")
    if re.search(r"oppos", words, re.IGNORECASE) and "no" not in found:
        found.append("no")
    if re.search(_SAT_OUT, words, re.IGNORECASE):
        found.append("abstain")
    return tuple(dict.fromkeys(found))


def _since(short: Shorthand) -> str | None:
    found = re.search(r"since [^<;.]{0,30}<D(\d+)>", short.words, re.IGNORECASE)
    value = short.tags[int(found[1])].value if found else None
    return value.value if isinstance(value, FoundDate) else None


@cache
def _pattern() -> re.Pattern[str]:
    said = rf"(?:{alternatives(SAID)}|{alternatives(TO_SAY, 'to_')}|opposed|supported|backed|{_SAT_OUT})"
    second = rf"(?:,? (?:or|and) (?:either )?(?:{alternatives(SAID, 'second_')}|opposed|{_SAT_OUT}))?"
    return re.compile(
        rf"(?P<verb>(?:either )?{said}{second})(?: it| them)? ?(?:on|in|for|of|at|against|to)? ?{_WHICH}{_RESOLUTIONS}", re.IGNORECASE
    )


def read_comparison(short: Shorthand) -> tuple[VoteComparison, Place] | None:
    """Return how a count is said to differ from an earlier vote's, and the place in the shorthand, or None."""
    for pattern in _COMPARED:
        match = pattern.search(short.words)
        if match is None:
            continue
        parts = match.groupdict()
        noun = (parts.get("noun") or "").lower()
        word = (parts.get("word") or "same").lower()
        direction: Literal["more", "fewer", "same"] = "same" if word == "same" else "more" if word in {"more", "up"} else "fewer"
        date = re.search(r"<D(\d+)>", short.words[match.start() : match.end() + 40])
        value = short.tags[int(date[1])].value if date else None
        vote: Vote = "abstain" if "absten" in noun else "no" if "against" in noun else "yes"
        number = parts.get("n")
        return (
            VoteComparison(
                vote=vote,
                difference=_value(short, number) if number else None,
                direction=direction,
                earlier=_value(short, parts["was"]) if parts.get("was") else None,
                date=value.value if isinstance(value, FoundDate) else None,
            ),
            match.span(),
        )
    return None


_COMPARED = (
    re.compile(r"<N(?P<n>\d+)> (?P<word>more|fewer|less)(?P<noun>(?: \w+){0,4}?) than (?:in|on|at|the|a|when|for|it)[^.;]*", re.IGNORECASE),
    re.compile(
        r"(?:the )?(?P<word>same) (?:<N\d+>|number|tally|count)(?P<noun>(?: \w+){0,3}?) (?:as|that)(?: in| on| had)?[^.;]*", re.IGNORECASE
    ),
    re.compile(r"(?P<word>up|down) from <N(?P<was>\d+)>[^.;]{0,40}", re.IGNORECASE),
)
