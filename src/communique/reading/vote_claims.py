"""Finds what a text says about UN votes: tallies, who voted how, comparisons, sets of resolutions - each with its scene."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Final

from communique.reading.cast import Cast
from communique.reading.date_values import FoundDate
from communique.reading.drafts import Page
from communique.reading.vote_sayings import Place, Sayings, Told
from communique.reading.vote_scenes import Scene, Scenes
from communique.reading.vote_sets import read_comparison, read_set
from communique.reading.vote_shorthand import Shorthand, Tag, shorthand
from communique.record import Document, Ended, Tally, Vote, VoteClaim, VoteComparison, VoteCount
from communique.record import SetClaim as VoteSet

_MAY_TELL = re.compile(
    r"\d{1,3} ?[-–—] ?\d|\d to \w+|decid|carried|vot(?:e|ing|ed)|abst(?:ain|ention)|veto|unanim|consensus|acclamation|favou?r"
    r"|against|resolution|adopt|reject|defeat|\bpass(?:ed|es)|approv|\bback|oppos"
    r"|\bjoin|sid(?:ed|ing) with|\bUN(?:SC|GA)|said (?:no|yes)|support|majority|withheld|stayed away|tak(?:e|ing) part|absent"
    r"|countries|states|nations|members|delegations",
    re.IGNORECASE,
)
_IN_TEXT = re.compile(
    r"\bvot(?:e|es|ed|ing)\b|abst(?:ain|ention)|resolution|veto|unanim|General Assembly|Security Council|UNGA|UNSC|\bAssembly\b",
    re.IGNORECASE,
)
_OF_A_VOTE = re.compile(
    r"\bvot(?:e|es|ed|ing)\b|abst(?:ain|ention)|resolution|\badopt|decid|\bpass(?:ed|es)\b|approv|in favou?r|margin|tally|\bveto"
    r"|<r\d+>|<b\d+>|draft|carried"
)
_PAPER = r"(?:draft|resolution|text|amendment|motion|proposal|measure)"
_ENDED: Final[tuple[tuple[Ended, re.Pattern[str]], ...]] = (
    (
        "of a part",
        re.compile(
            r"\bamendments?\b[^.;]{0,60}\b(?:got|won|received|was (?:rejected|adopted|defeated|voted)|failed|fell|secured|garnered"
            r"|drew)\b|\bvot\w+ [^.;]{0,20}\bon (?:an|the|a \w+|<s\d+>'s) amendment\b"
            r"|(?:rejected|adopted|voted down|defeated) (?:an|the|two|several|<n\d+>|<s\d+>'s) (?:\w+ )?amendments?"
            r"|separate votes? on|\b(?:operative |preambular )?paragraph (?:<n\d+>|\d+)\b"
        ),
    ),
    ("vetoed", re.compile(r"\bveto(?:ed|es|ing)?\b(?!-| power| wield| initiative)")),
    (
        "without a vote",
        re.compile(r"\b(?:by|without|through) (?:a )?consensus|without (?:a|any|putting it to a) vote|by acclamation"
                   r"|without objection|no vote was (?:taken|called)|did not (?:put it|go) to a vote"),
    ),
    (
        "unanimous",
        re.compile(
            r"(?<!almost )(?<!nearly )(?<!near-)(?<!near )(?<!not )\bunanim(?:ous|ously|ity)\b(?! of)|by all (?:fifteen"
            r"|<n\d+>) members|with the votes of all\b|without (?:a single|any) (?:vote against|dissent)"
            r"|(?:had|won|got|with) all (?:of the )?(?:fifteen|<n\d+>) votes"
            r"|all (?:<n\d+> )?<b\d+> members(?:, [^,]{1,60},)? (?:approved|backed|adopted|supported)|all (?:<n\d+> )?(?:of its "
            r"|council )?(?:members|votes)(?: of (?:the )?<b\d+>)?(?:, [^,]{1,60},)? (?:voted )?(?:in favou?r|for)\b"
        ),
    ),
    (
        "rejected",
        re.compile(
            rf"\b{_PAPER}s?\b[^.;,]{{0,40}} (?:was|were|been) (?:rejected|defeated|voted down)|failed to (?:be adopted|pass|win"
            rf"|muster|get|gain|secure|garner|obtain|reach)|fell (?:\w+ )?short|not (?:been )?adopted"
            rf"|did not pass|<b\d+> (?:on <d\d+> |has |had )*(?:rejected|voted down) (?:the|a|an|his|its) (?:[\w<>'-]+ ){{0,4}}{_PAPER}"
            rf"|, short of"
            rf"|voted down|was blocked|blocked it|killed the"
        ),
    ),
)  # fmt: skip
_ADOPTED = re.compile(r"\b(?:adopt|pass|approv|carr|vot|back|endors|agree)\w*")
_LONGEST = 1500
_COUNCIL = 15
_GOES_ON = re.compile(r"^(?:Neither|Nor|So) (?:did|was|had)\b")
_OPEN = re.compile(
    r"\b(?:is|are|was|were) (?:expected|due|set|scheduled|likely|poised|about) to\b|\bwill (?:vote|be put|decide|hold|abstain"
    r"|be adopted|consider)|\bwould (?:need|have|require|vote|be|pass|abstain)"
    r"|\bto be put to (?:a|the) vote\b|\bplans? to (?:vote|put|table)|\bneeds? (?:at least )?<n\d+>"
    r"|\brequires? (?:at least )?<n\d+>|\bif (?:the|it|all)\b[^,.;]{0,60}\bvot"
    r"|\bhop(?:es|ed|ing) (?:for|to|that)|\bexpects?\b|\bforecast|\bforesee|\bpredict|\bmay well\b|\bmeets on\b|\bshould (?:vote"
    r"|be adopted)|\bmay (?:vote|abstain)|\bcould (?:vote|abstain|pass)|\bmight\b"
)  # fmt: skip
_NOT_ENDED = re.compile(
    r"\b(?:not|threaten\w*|promised|vowed|will|would|may|could|can|might|if|avoid\w*|risk|without a|right of|power of|use of the"
    r"|possible|no|any|knows?|holds?|has a|have a|own|wields?)\b[^.;,]{0,25}$"
    r"|\b(?:after|since|before|following|despite|until)\b[^.;,]{0,40}$|\bto $"
)
_VAGUE = re.compile(
    r"\b(?:large|vast|huge|overwhelming|clear|broad|wide|narrow|comfortable|sweeping|big|crushing|resounding|lopsided|strong|slim"
    r"|solid) (?:majority|margin|support|vote)\b|\boverwhelmingly\b|"
    r"\b(?:many|several|most|numerous|dozens of|a number of|a handful of|a few|few|some|scores of|a host of"
    r"|a string of) (?:of (?:its|the|russia's|their) )?(?:\w+ )?(?:<g\d+> )?(?:countries|states|nations|members|allies|delegations"
    r"|governments|capitals|others)\b"
    r"[^.;]{0,30}\b(?:voted|abstained|opposed|backed|supported|stayed away|against|in favou?r)|\bmost of the world\b"
    r"|\bhandful of\b[^.;]{0,40}\b(?:against|abstain)",
    re.IGNORECASE,
)


_VOTING = re.compile(
    r"<[SAPGN]\d+>[^;.]{0,60}?(?P<verb>\b(?:voted (?!on\b|today|again on|<[TNRDB]|by\b|(?:overwhelmingly|narrowly"
    r"|unanimously) (?:to|on|<))|abstained|voting (?:against|for|in favou?r|with)|opposed|was with|were with|sided with)[^,;.<]{0,30})",
    re.IGNORECASE,
)
_NOT_TOLD = re.compile(r"\b(?:which|who|that|when|where|in which|because|after|before) (?:[\w'-]+ ){0,4}$", re.IGNORECASE)


@dataclass
class Found:
    """One claim in the making: what it tells, where, and in which scene."""

    short: Shorthand
    scene: Scene
    told: Told
    tally: Tally | None = None
    ended: Ended | None = None
    comparison: VoteComparison | None = None
    set_claim: VoteSet | None = None
    vague: str | None = None
    unread: str | None = None
    goes_on: bool = False
    places: list[tuple[int, int]] = field(default_factory=list)


def find_vote_claims(page: Page, cast: Cast, dates: Sequence[FoundDate], document: Document) -> tuple[VoteClaim, ...]:
    """Return the vote claims of a text in order of place, unchecked.

    A sentence makes one claim of all that it tells of one roll call, and one of what it tells of a set of them; what is planned, supposed
    or voted by another body than the United Nations makes none.
    """
    if not _IN_TEXT.search(page.text):
        return ()
    scenes = Scenes(page, cast, dates, document.published)
    found: list[Found] = []
    last: list[str] = []
    before: Vote | None = None
    for start, end in _sentences(page):
        text = page.text[start:end]
        scenes.pass_by(text, start)
        if not _MAY_TELL.search(text) and not (before and _GOES_ON.search(text)):
            continue
        here = _of_sentence(page, cast, dates, scenes, (start, end), last, before, document.published)
        found.extend(here)
        if here:
            last = list(dict.fromkeys(s for claim in here for s in _named(claim))) or last
            before = next((vote for claim in reversed(here) for vote in reversed(claim.told.votes.values())), None)
    return tuple(_to_record(document, claim, number) for number, claim in enumerate(found, start=1))


def _sentences(page: Page) -> list[tuple[int, int]]:
    """The sentences of the parse, joined again where one neither ends nor begins as a sentence does."""
    joined: list[tuple[int, int]] = []
    for sentence in page.doc.sents:
        start, end = page.chars(sentence.start, sentence.end)
        text = page.text[start:end].strip()
        if not text:
            continue
        before = page.text[: joined[-1][1]].rstrip()[-3:] if joined else ""
        ended = re.search(r"[.!?…][\"”’')\]]*$", before) is not None and re.search(r"\b[A-Z]\.$", before) is None
        same_part = joined and page.part_at(joined[-1][0]) == page.part_at(start)
        if joined and same_part and (not ended or text[0].islower()) and end - joined[-1][0] < _LONGEST:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _named(claim: Found) -> list[str]:
    return [*claim.told.votes, *(s for s in claim.told.like if not s.startswith("#"))]


def _of_sentence(
    page: Page,
    cast: Cast,
    dates: Sequence[FoundDate],
    scenes: Scenes,
    place: tuple[int, int],
    last: list[str],
    before: Vote | None,
    published: date | None,
) -> list[Found]:
    start, end = place
    whole = shorthand(page, cast, dates, start, end)
    scene = scenes.scene(whole, start, end)
    if scene is None:
        return []
    found: list[Found] = []
    for short in _parts(page, cast, dates, whole, start, end):
        claim = _read(short, scene if short is whole else scenes.scene(short, short.start, end) or scene, last, before)
        if claim is not None and not _is_to_come(claim.scene, published):
            if claim.scene.body == "SC" and _largest(claim) > _COUNCIL and not any(tag.value == "SC" for tag in short.tags_of("B")):
                claim = replace(claim, scene=replace(claim.scene, body="GA"))
            scene_, goes_on = scenes.settle(claim.scene, claim.told.votes, short)
            claim.goes_on = goes_on
            ended = claim.ended or (scenes.ended if goes_on else None)
            scenes.ended = ended if ended in {"vetoed", "rejected"} else None
            found.append(replace(claim, scene=scene_, ended=ended))
    return found


def _largest(claim: Found) -> int:
    """The largest count that a claim tells."""
    tally = claim.tally
    counts = [c for c in (tally.yes, tally.no, tally.abstain) if c is not None] if tally is not None else []
    return max([*counts, *(count.number or 0 for count in claim.told.counts)], default=0)


def _is_to_come(scene: Scene, published: date | None) -> bool:
    """Say whether the day told of a vote lies after the report: then it is foretold, not told."""
    if published is None or scene.date is None or "W" in scene.date:
        return False
    return scene.date > published.isoformat()[: len(scene.date)]


def _parts(page: Page, cast: Cast, dates: Sequence[FoundDate], whole: Shorthand, start: int, end: int) -> list[Shorthand]:
    """Cut a sentence with two tallies between them, so that each part tells of one roll call."""
    tallies = whole.tags_of("T")
    if len(tallies) < 2:
        return [whole]
    cuts = [start]
    for before, after in pairwise(tallies):
        between = page.text[before.end : after.start]
        breaks = [m.end() for m in re.finditer(r"[;,:(]| and | but | while | after | than | from ", between)]
        cuts.append(before.end + (breaks[-1] if breaks else len(between)))
    cuts.append(end)
    return [shorthand(page, cast, dates, a, b) for a, b in pairwise(cuts)]


def _read(short: Shorthand, scene: Scene, last: list[str], before: Vote | None) -> Found | None:
    words = short.words
    several = read_set(short, last)
    if several is not None:
        claim, place = several
        return Found(short, scene, Told(), set_claim=claim, places=[place])
    if _OPEN.search(words.lower()) and not re.search(r"<t\d+>|abstained|voted", words, re.IGNORECASE):
        return None
    told = Sayings(short, last, before).read()
    tally, places = _tally(short, told)
    comparison = read_comparison(short)
    ended = _ended(short, told)
    vague = _VAGUE.search(words) if not tally and not told else None
    if not (told or tally or comparison or ended or (vague and _OF_A_VOTE.search(words.lower()))):
        return None
    found = Found(
        short,
        scene,
        told,
        tally,
        ended[0] if ended else None,
        comparison[0] if comparison else None,
        vague=vague.group() if vague else None,
    )
    found.places = [
        *told.places,
        *places,
        *([ended[1]] if ended else []),
        *([comparison[1]] if comparison else []),
        *([vague.span()] if vague else []),
    ]
    found.unread = _unread(words, found.places)
    return found


def _unread(words: str, places: Sequence[Place]) -> str | None:
    """Return the words of a vote that the sentence tells and no form reads, so that nothing is said to hold that was half read."""
    for match in _VOTING.finditer(words):
        at = match.start("verb")
        if not any(start <= at < end for start, end in places) and not _NOT_TOLD.search(words[max(0, at - 40) : at]):
            return match["verb"]
    return None


def _ended(short: Shorthand, told: Told) -> tuple[Ended, tuple[int, int]] | None:
    for kind, pattern in _ENDED:
        match = pattern.search(short.words.lower())
        if match is None:
            continue
        if kind in {"unanimous", "without a vote"} and not (
            _ADOPTED.search(short.words) or "unanimous <B" in short.words or "unanimous security" in short.words
        ):
            continue
        if _NOT_ENDED.search(short.words[max(0, match.start() - 50) : match.start()].lower()):
            continue
        return kind, match.span()
    return None


def _tally(short: Shorthand, told: Told) -> tuple[Tally | None, list[tuple[int, int]]]:
    """Return the tally of a sentence, from "141-7-32" and from counts in words, and where it stands."""
    counts: dict[str, int | None] = {"yes": told.tally.get("yes"), "no": told.tally.get("no"), "abstain": told.tally.get("abstain")}
    places = []
    for number, tag in enumerate(short.tags):
        if tag.letter == "T" and _is_vote(short, tag, number):
            told_yes, told_no, abstaining = tag.counts
            counts = {"yes": told_yes, "no": told_no, "abstain": counts["abstain"] if abstaining is None else abstaining}
            at = short.words.index(f"<T{number}>")
            places.append((at, at + len(f"<T{number}>")))
            break
    if all(count is None for count in counts.values()):
        return None, []
    return Tally(**counts), places


def _is_vote(short: Shorthand, tag: Tag, number: int) -> bool:
    at = short.words.index(f"<T{number}>")
    before, after = short.words[max(0, at - 60) : at].lower(), short.words[at : at + 60].lower()
    if re.search(r"\b(?:from|articles?|pages?|chapters?|verses?|won|lost|beat|score|series|between|year|aged?)\s$", before):
        return False
    return bool(_OF_A_VOTE.search(short.words.lower())) and not re.search(
        r"^<t\d+> (?:years?|percent|per cent|%|km|p\.?m|a\.?m|goals?|months?|days?)", after
    )


def _to_record(document: Document, found: Found, number: int) -> VoteClaim:
    short, told, scene = found.short, found.told, found.scene
    places = sorted(found.places)
    starts, ends = [short.offset(a) for a, _ in places], [_end(short, b) for _, b in places]
    start, end = min(starts), max(ends)
    text = document.text[start:end]
    lead = len(text) - len(text.lstrip(" ,;:-–—(\n"))
    return VoteClaim(
        id=f"v{number}",
        body=scene.body,
        resolution=scene.resolution,
        same_as=f"v{number - 1}" if found.goes_on and found.set_claim is None and number > 1 else None,
        date=scene.date,
        subject=scene.subject,
        tally=found.tally,
        votes=told.votes,
        votes_like=dict(told.like),
        only=tuple(dict.fromkeys(told.only)),
        counts=_without_doubles(told.counts),
        comparison=found.comparison,
        set_claim=found.set_claim,
        ended=found.ended,
        count_claim=found.vague,
        unread=found.unread,
        spans=(document.span(start + lead, start + len(text.rstrip(" ,;:-–—(\n"))),),
    )


def _without_doubles(counts: list[VoteCount]) -> tuple[VoteCount, ...]:
    return tuple(dict.fromkeys(counts))


def _end(short: Shorthand, place: int) -> int:
    """The offset in the text of the end of a range in the shorthand; inside or after a tag it is the end of the tag's words."""
    tag = re.search(r"<[A-Z](\d+)>$", short.words[:place])
    return short.tags[int(tag[1])].end if tag else short.offset(place - 1) + 1
