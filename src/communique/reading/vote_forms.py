"""The forms in which a sentence in shorthand tells who voted how: one pattern a form, each with named parts."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from communique.reading.vote_words import BY_COUNT, SAID, TO_SAY, alternatives
from communique.record import Vote
from communique.vocabulary.vote_words import vote_words


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_STATE = (
    r"(?:(?:the |both |all |even |neighbou?ring |nearby |fellow |staunch |great )*"
    r"(?:<S\d+>|<A\d+>(?= (?:delegation|representative|mission|government|ambassador|envoy|among them)))"
    r"(?:(?:'s?)? (?:delegation|representative|ambassador|envoy|mission|government|seat)|,? itself)?)"
)
_JOIN = r"(?:,? (?:and|as well as|along with|together with|plus|followed by|nor|or|alongside) (?:also |even )?| & |/|, )"
LIST: Final = rf"(?:{_STATE}(?:{_JOIN}{_STATE})*)"
"""Names of states in a row."""
_NOUN = (
    r"(?:(?:UN |European |small )?(?:countr(?:y|ies)|states?|nations?|members?(?: states?| countries| nations)?|delegations?"
    r"|governments?|capitals?|others?|of them"
    r"|powers?|allies|monarchies|partners?|delegates|ones?))"
)
_ADVERB = (
    r"(?:(?:,? (?:on |last |this |in )?<D\d+>,?)|,? (?:all|both|also|again|each|then|instead|merely|simply|pointedly|notably"
    r"|once more|too|duly|either"
    r"|conspicuously|for (?:its|their) part|meanwhile|however|itself|themselves|has|had|have|chose to|opted to|decided to|which|who"
    r"|that|in the end|alone"
    r"|reportedly|unanimously|together|likewise|similarly|once again|in turn|promptly|even|still|ended up|said (?:it|they)"
    r"|left the (?:hall|room|chamber) and),?)"
)
_ASIDE = (
    r"(?:,? [-(]?(?:which|who|whose) [^,;]{1,80},|, (?!and |or )(?:[^,;<]|<[BGDNR]\d+>){1,70},|, (?:one of|<N\d+> of|a|an|the"
    r"|long|then) [^,;]{1,70},| \([^)<]{1,60}\))?"
)
_GAP = rf"(?:{_ASIDE}{_ADVERB}{{0,4}} )"
_GROUP = (
    rf"(?P<group>(?:the |its |\w+-strong )?<G\d+>(?:'s?)?(?: (?:all|other))?(?: {_NOUN})*(?: (?:of|on) the (?:<B\d+>|security council))?)"
)
_OWN = (
    r"(?:,? (?:which|that|who|has|had|have|all|also|again|each|either|on <D\d+>|<D\d+>|together|duly|today|now|were found to"
    r"|to be found who),?)*"
)
_PREDICATE = alternatives(SAID)
_COUNTED = alternatives(BY_COUNT)
_INFINITIVE = alternatives(TO_SAY, "to_")
NOUNS: Final = (
    r"(?P<noun_abstain>abstentions?)|(?P<noun_yes>(?:yes votes?|ayes|votes? in favou?r|votes? for\b))"
    r"|(?P<noun_no>(?:no votes?|noes|nays|votes? against|negative votes?|dissenters?))|(?P<noun_absent>absentees|non-voters)"
)
_INCLUDING = rf"(?:,? ?\(?(?:including|among them|led by|notably|such as)(?: also)? (?P<part>{LIST})(?: among them)?\)?,?)?"
_AFTER_LIST = (
    rf"(?:,? (?:(?:including|among them|notably|led by|such as) (?P<then>{LIST})|(?P<also>{LIST}) (?:among them|included|foremost)))?"
)
_THOSE = rf"(?:^|[;,:.(-] ?|those |and |all |among (?:the|those) |<N(?P<n>\d+)> (?:{_NOUN} )?)"
_WERE = r"(?: (?:were|was|included|came|being))?(?: also| only| just)?(?:: ?| (?:were|was|included|came from) | ?[-(] ?)"
_BY = r"(?: (?:from|by|of|came from|coming from|were|was|were cast by|was cast by|cast by|included|including))+:? "


def _countings(number: str) -> dict[str, str]:
    """The forms in which a number of states or votes stands for who voted; `number` is the pattern of a number."""
    return {
        "numbers": rf"{number}(?P<noun>(?: (?!of )(?:{_NOUN}))?)(?: of the <N\d+>(?: {_NOUN})?)?{_INCLUDING}"
                   rf"(?: of <B\d+>)?(?:{_OWN} (?:{_COUNTED})|(?: (?:{NOUNS}))"
                   r"|(?: votes?)?(?:,? (?:were|was|are))? (?P<word_yes>in favou?r|for\b(?! the| a| an|e)|yes\b)"
                   r"|(?: votes?)?(?:,? (?:were|was|are))? (?P<word_no>against|opposed|no\b|nays?)|(?P<word_abstain>,? abstain(?:ed|ing"
                   r"|tions?)?)|(?P<word_absent> (?:were )?(?:absent|not voting)))"
                   rf"{_AFTER_LIST}",
        "got": rf"(?:got|gets|won|drew|received|garnered|attracted|had|secured|gathered|mustered|with|by|on|collected|polled"
               rf"|has) (?P<support>the (?:support|backing|votes?|approval) of |votes from )?{number}"
               r"(?(support)(?: {noun})?|(?: favou?rable| affirmative)? votes?\b(?! (?:against|for|in favou?r|to"
               r"|from)))".replace("{noun}", _NOUN),
        "made": rf"{number} votes?(?:, [^,<]{{1,30}},)? (?:carried|made|sufficed|were enough|were cast for|adopted|passed)",
        "support of": rf"(?:support|backing|votes|approval) of {number}(?P<noun> {_NOUN})",
        "nobody": rf"(?:no one|no <N\d+>|nobody|no (?:single )?{_NOUN}|not (?:one|a single) {_NOUN})(?: of the <B\d+>)? (?:{_PREDICATE})",
        "so did": r"(?P<neither>neither|nor)? ?(?P<so>(?:and |as )?(?:so )?)(?:did|was|had) (?P<who>{list})".replace("{list}", LIST),
    }  # fmt: skip


@cache
def _forms() -> dict[str, str]:
    """The forms by name. A form's groups tell: `who` voted, the vote, `n` the number, `group` whose members are counted."""
    words = vote_words()
    rel = rf"(?P<rel>(?:{_any_of(words.relations)}) )?"
    number = (
        rf"(?:(?<![\w])(?<!no ){rel}(?:of )?<N(?P<n>\d+)>(?! of <)(?! (?:more|fewer"
        rf"|less)\b[^.;]{{0,70}}\bthan)(?: or (?P<ormore>more))?(?: (?:other|more|small|smaller|mostly|further|additional))*)"
    )
    return {
        "plain": rf"(?P<who>{LIST}|<P\d+>)(?P<alone> alone)?(?:, (?:like|as did|joined by|along with"
                 rf"|together with)"
                 rf" (?P<fellow>{LIST}),)?{_GAP}(?:{_PREDICATE})(?:(?: [^,;.<]{{0,30}}(?:<R\d+>)?[^,;.<]{{0,20}})? (?:with"
                 rf"|together with|along with|alongside) (?P<beside>{LIST})(?! in))?",
        "for which": rf"(?P<yes>for"
                     rf"|in favou?r of)? ?(?P<no>against)? ?(?P<abstain>)?(?P<absent>)?which"
                     rf" (?P<who>{LIST})(?P<alone>)(?P<fellow>)(?P<beside>)(?: also)? voted",
        "sole": rf"(?:(?P<before>{LIST}|<P\d+>),? (?:was|is|were|are|being|remained|stood out as|became)(?: also"
                rf"| again)? )?(?:the )?(?:only|sole|lone|single)(?: <N(?P<n>\d+)>)?"
                rf"(?P<group>(?: <G\d+>)?)(?: <A\d+>)?(?: {_NOUN})?(?: (?:of|on|in) (?:the )?(?P<of>(?:<G\d+>|<B\d+>"
                rf"|\w+)))? (?:to (?:{_INFINITIVE})"
                rf"|(?:that|which|who) (?:has |had )?(?:{_PREDICATE}))"
                rf"(?:[^.;<]{{0,40}}? (?:was|were|being) (?P<after>{LIST}))?",
        "counted": rf"{number}(?P<group>(?: <G\d+>)?)(?: {_NOUN})?,? ?[-(:,]+ ?(?P<part>including |among them |led by |such as "
                   rf"|notably )?(?P<who>{LIST})(?P<also> among them| included)?[-), ]+"
                   rf"(?:{_OWN}) ?(?:{_PREDICATE})",
        "counted after": rf"{number}(?: {_NOUN})? (?:{_PREDICATE})(?:[^:;<]|<[BRDSG]\d+>){{0,110}}: (?P<who>{LIST})\W*$",
    "among": rf"(?P<who>{LIST}|<P\d+>),? (?:was|is|were|are|being)(?: also| again)?(?: with (?P<fellow>{LIST}))? (?:one of"
                 rf"|<N\d+> of|among|in|with)(?: the| only| just| those)* ?(?:{number})?(?P<group>(?: ?<G\d+>)?)(?: ?{_NOUN})?"
                 rf"(?: (?:that|which|who|to)(?: has| have| had)?(?: on <D\d+>| in <D\d+>)? (?:(?:{_PREDICATE})|(?:{_INFINITIVE}))"
                 rf"| ?(?:{NOUNS}))",
        "except": rf"(?:(?P<count>all|every|each|the whole)(?: of)? )(?:{_NOUN} of )?(?:{_GROUP})?(?:of )?(?: ?{_NOUN})?,? ?(?:but"
                  rf"|except(?: for)?|bar|apart from|with the exception of|save for|save|besides|other than),? "
                  rf"(?P<but>{LIST}),?{_OWN} (?:{_PREDICATE})",
        "share": rf"(?:(?P<share>{_any_of(words.shares)}) (?:(?P<whole><N\d+>)(?: of the)? )?"
                 rf"|(?P<rel>(?:{_any_of(words.relations)}) )?(?P<all>(?:all|the|its) )?<N(?P<n>\d+)>(?: {_NOUN}(?= of| in))?(?: of"
                 rf"| in)?(?: the)?(?: <N\d+>)? )"
                 rf"{_GROUP}(?:, [^,<]{{0,30}},)?{_OWN}(?: (?P<share2>as one|as a bloc|en bloc"
                 rf"|unanimously))? (?P<failed>failed to (?:{_INFINITIVE.replace('to_', 'failed_')})|(?:{_COUNTED}))"
                 rf"(?:[^.;<]{{0,60}}(?:<\w\d+>[^.;<]{{0,40}}){{0,3}} (?:bar|except(?: for)?|apart from|but|save) (?P<but>{LIST}))?",
        "members": rf"(?P<rel>(?:more than|nearly|almost|over|about|some|roughly|fewer than"
                   rf"|less than) )?(?P<share>{_any_of(words.wholes)}) (?:of )?(?:the |all )?(?:<B\d+>(?:'s?)? |organi[sz]ation's "
                   rf"|world body's )?(?:<N\d+> )?"
                   rf"(?:membership|members|member states|{_NOUN}){_OWN} (?:{_COUNTED})",
        "joined": rf"(?:(?P<who>{LIST})|{number}(?: {_NOUN})?)(?P<alone> alone)?{_OWN} (?:joined|joining|sided with|siding with"
                  rf"|voted with|voting with|lined up with|voted alongside"
                  rf"|voted as) (?P<leader>{LIST})(?: did)?(?:,? (?:in|and|by|to) (?:{_PREDICATE}|opposing|abstaining|vote (?P<to_no>no"
                  rf"|against)))?",
        **_countings(number),
        **_lists(),
    }  # fmt: skip


def _lists() -> dict[str, str]:
    """The forms in which a list of states stands after the vote."""
    return {
        "abstentions": rf"(?:<N(?P<n>\d+)> )?(?:abstentions?){_BY}(?P<who>{LIST})",
        "noes": rf"(?:<N(?P<n>\d+)> )?(?:no votes?|votes? against(?: it)?|negative votes?|objections?|dissent){_BY}(?P<who>{LIST})",
        "ayes": rf"(?:<N(?P<n>\d+)> )?(?:yes votes?|votes? (?:in favou?r|for)){_BY}(?P<who>{LIST})",
        "abstaining": rf"{_THOSE}(?:abstain(?:ing|ed|tions?|ers)|(?:who|that) abstained){_WERE}(?P<who>{LIST})",
        "against": rf"{_THOSE}(?:(?:(?:who|that) )?vot(?:ing|ed) (?:against|no)(?: it)?|against|opposed|no votes?"
                   rf"|joining <S\d+> in (?:voting against|opposition)){_WERE}(?P<who>{LIST})",
        "favouring": rf"{_THOSE}(?:(?:who )?vot(?:ing|ed) (?:in favou?r|for|yes)(?: of it)?|in favou?r){_WERE}(?P<who>{LIST})",
    }  # fmt: skip


LISTED: Final[tuple[tuple[str, Vote], ...]] = (
    ("abstentions", "abstain"), ("noes", "no"), ("ayes", "yes"), ("abstaining", "abstain"), ("against", "no"), ("favouring", "yes"),
)  # fmt: skip
"""The forms in which a list of states stands after the vote, with the vote."""


@cache
def form(name: str) -> re.Pattern[str]:
    """Return the pattern of a form, compiled once."""
    return re.compile(_forms()[name], re.IGNORECASE)
