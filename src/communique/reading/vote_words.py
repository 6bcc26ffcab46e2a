"""The words of voting: numbers, the bodies that vote, groups by their adjectives, and who is said to have voted how."""

import re
from typing import Final

from communique.record import Vote

_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_UNITS: Final = {word: value for value, word in enumerate(f"zero one two three four five six seven eight nine {_TEENS}".split())}
_TENS: Final = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ONE = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_UNITS)[1:10])}))?|{'|'.join(reversed(list(_UNITS)))}"
NUMBER: Final = rf"(?:(?:(?:a|one|two|three|four) )?dozen|(?:one|a) hundred(?: (?:and )?(?:{_ONE}))?|{_ONE}|\d{{1,3}}(?!\d))"
"""A count of votes in figures or words: 0 to 199."""

UN, NOT_UN, ELSEWHERE = "UN", "not the UN", "a vote of another kind"
BODY_WORDS: Final = (
    (r"International (?:Criminal )?Court(?: of Justice)?|World Court|\bICJ\b|\bICC\b", "a court"),
    (r"(?:U\.?N\.? |UN’s |UN's |United Nations )?(?:Human Rights Council|Commission on Human Rights|Human Rights Commission"
     r"|(?:top )?human rights body|[Rr]ights [Cc]ouncil)",
     "org:un-human-rights-council"),
    (r"\b(?:First|Second|Third|Fourth|Fifth|Sixth|Political|Special Political|Credentials|Legal|Human Rights) Committee|\b(?:the"
     r"|its|a|main) (?:\w+ )?(?:UN |U\.N\. )?committee\b|committee stage", "a committee"),
    (r"\bIAEA\b|International Atomic Energy Agency|Board of Governors|\bUNESCO\b|\bWHO\b|World Health Assembly|\bECOSOC\b"
     r"|Economic and Social Council"
     r"|\bOPCW\b|\bICAO\b|\bIMO\b|Trusteeship Council", "another body"),
    (r"\b(?:National|Legislative|Constituent|Regional|Supreme|Northern Ireland|Welsh|Parliamentary|Loya Jirga|Consultative"
     r"|constituent|federal|French National) "
     r"Assembly|Assembly of Experts|State Council|Federation Council|European Council|Council of Ministers|City Council"
     r"|city council|town council|Council of Europe"
     r"|Guardian Council|National Security Council|Great Council|\bCouncil of the (?:EU|European Union)|Federal Council"
     r"|[Ss]hura [Cc]ouncil|[Pp]residency [Cc]ouncil", NOT_UN),
    (r"\b(?:[Uu]\.?[Nn]\.? |UN’s |UN's |United Nations )?General Assembly|\b(?:[Ee]leventh |[Tt]enth |11th "
     r"|10th )?[Ee]mergency (?:[Ss]pecial )?[Ss]ession|\bUNGA\b|\bthe (?:193|191|192|185)-(?:member|nation)(?: world)? (?:body"
     r"|assembly|Assembly)"
     r"|\b[Ee]mergency [Ss]pecial [Ss]ession|\bAssembly\b|\b[Ee]mergency-session|\bES-1[01]\b(?!/)|#ES1[01]|\bworld (?:assembly"
     r"|body)\b|\b193-(?:member|nation)\b|\bGA/\d+", "GA"),
    (r"\b(?:U\.?N\.? |UN’s |United Nations )?Security Council|\bUNSC\b|\b15-(?:member|nation|strong)(?: body| council| Council)?"
     r"|\b(?:fifteen|eleven)-(?:member|nation)(?: body| council| Council)?|\bthe [Cc]ouncil\b|\bCouncil\b|\b[Cc]ouncil (?:members?"
     r"|chamber|session)", "SC"),
    (r"\b(?:[Pp]arliament(?:arians?)?|Knesset|[Cc]ongress|Senate|House|Duma|Bundestag|Bundesrat|Rada|Cortes|Sejm|Riksdag|Storting"
     r"|Folketing|Diet|Lok Sabha|Rajya Sabha|Majlis|Commons|"
     r"Lords|[Ll]awmakers?|[Ll]egislat(?:ors?|ure)|MPs|MEPs|[Dd]eputies|[Ss]enators?|[Cc]abinet|[Jj]udges|[Jj]ustices|[Jj]ury"
     r"|[Cc]ourt|[Tt]ribunal|"
     r"[Cc]ouncillors|[Ss]hareholders|EU (?:foreign )?ministers|"
     r"[Cc]ommissioners|NATO council|North Atlantic Council|[Pp]arty congress)\b", NOT_UN),
    (r"\b(?:[Rr]eferend(?:um|a)|[Vv]oters?|[Pp]olls?|[Pp]ollsters?|[Ee]lections?)\b", ELSEWHERE),
    (r"\bU\.?N\.?\b|\bUnited Nations\b|\bTurtle Bay\b|\bUN’s\b|\bEast River\b", UN),
)  # fmt: skip
"""Bodies by the words for them; an earlier pattern wins where two could begin."""

_TEXT = (
    r"(?:(?:the|a|an|this|that|its|his|it|both|each|any|all)\b|<[SB]\d+>'s?)(?: [\w'\"-]+| <\w\d+>(?:'s?)?){0,5}? ?(?:resolution"
    r"|text|draft|motion|measure|document|call|proposal|move|moratorium|treaty|suspension|ceasefire|truce|partition|admission|<R\d+>)"
    r"|(?:it|them)\b|<R\d+>|(?:<A\d+> )?(?:resolution|draft)"
)
_WHERE = r"(?:,? (?:in|on|at|during|with) (?!favou?r)(?:the |a )?(?:[\w'-]+ |<[BD]\d+> ?){1,5}?)?"
SAID: Final[dict[Vote, str]] = {
    "absent": r"(?:did not|didn't|failed to) (?:vote|take part|participate|cast (?:a|any|their|its) (?:vote|ballot)s?|show up"
              r"|attend the vote)\b(?! (?:for|against|in favou?r|yes|no\b))"
              r"|(?:not|without) (?:voting|taking part|participating)\b(?! (?:for|against|in))|stay(?:ed|ing) away|skipp(?:ed"
              r"|ing) the (?:vote|ballot|roll[- ]call)"
              r"|boycott(?:ed|ing) the vote|(?:was|were) (?:absent|not present|missing|listed as (?:absent|not voting))|(?:was|were"
              r"|being) recorded as (?:absent|not voting|non-voting)"
              r"|absent(?:ed)? (?:itself|themselves)|not present|absent\b|missed the vote|kept away from the (?:vote|ballot)"
              r"|keeping away from the vote|left the (?:hall|room|chamber) before the vote|did not press (?:a|any) button|cast no vote",
    "abstain": r"abstain(?:ed|ing|s)?\b(?: from voting| in the vote)?|held back\b|withheld (?:its|their) votes?",
    "no": rf"vot(?:ed|ing|es?)(?: also| again| instead)?{_WHERE} ?(?:against|no\b|\"no\"|'no'|down|nay)|oppos(?:ed|ing) (?={_TEXT})"
          rf"|reject(?:ed|ing) (?={_TEXT})|said no\b|(?:was|were) (?:against|opposed)\b"
          r"|(?:cast|casting) (?:the (?:only|sole|lone|single|<N\d+>) |a |its |their )?(?:no votes?|negative votes?"
          r"|dissenting votes?|votes? against)",
    "yes": rf"vot(?:ed|ing|es?)(?: also| again)?{_WHERE} ?(?:(?:in (?:its )?favou?r)(?: of)?|for\b|yes\b|\"yes\"|'yes'|to (?!reject"
           rf"|abstain|postpone|adjourn|defer)\w+)|said yes\b|(?:was|were|came out) (?:in favou?r|for it)\b"
           rf"|(?:cast|casting) (?:its |their )?(?:votes? )?(?:an? )?(?:affirmative votes?|yes votes?|votes? in favou?r)"
           rf"|(?:back(?:ed|ing)|support(?:ed|ing)|endors(?:ed|ing)|approv(?:ed|ing)|accept(?:ed|ing)) (?={_TEXT})",
}  # fmt: skip
"""How reports say that somebody voted so, in shorthand."""

BY_COUNT: Final[dict[Vote, str]] = {
    "absent": SAID["absent"],
    "abstain": SAID["abstain"],
    "no": rf"{SAID['no']}|opposed\b",
    "yes": rf"{SAID['yes']}|supported\b|backed\b|were for\b|stood (?:with|by|behind)|condemned\b|deplored\b|demanded\b"
           r"|endorsed\b|approved\b|denounced\b"
           rf"|summoned\b|called (?:for|on)\b|rejected\b"
           r"|could be found\b|declared\b|voted(?: in [^,.;]{1,20})? that\b|upheld\b",
}  # fmt: skip
"""The same where the subject is a number of countries: then "143 rejected the annexation" tells a vote too."""

TO_SAY: Final[dict[Vote, str]] = {
    "yes": rf"vote (?:in favou?r(?: of)?|for|yes)|(?:support|back|endorse|approve) (?={_TEXT})",
    "no": rf"vote (?:against|no\b)|oppose|reject (?={_TEXT})|cast (?:a|the) (?:no|negative|dissenting) vote",
    "abstain": r"abstain",
    "absent": r"(?:be absent|stay away|not vote|skip the vote|miss the vote)",
}
"""The same after "to"."""


def number_of(words: str) -> int:
    """Return the value of a number in figures or words ("141", "one hundred and forty-one", "nil")."""
    plain = words.lower().replace("-", " ")
    if plain.isdigit():
        return int(plain)
    if plain in {"none", "nil", "no"}:
        return 0
    total = 0
    for word in plain.split():
        if word == "hundred":
            total = 100
        elif word == "dozen":
            total = 12 * max(1, total)
        else:
            total += _UNITS.get(word, 0) + _TENS.get(word, 0)
    return total


def alternatives(words: dict[Vote, str], prefix: str = "") -> str:
    """Return one pattern of all four votes, each a named group."""
    return "|".join(f"(?P<{prefix}{vote}>{pattern})" for vote, pattern in words.items())


def vote_of(match: re.Match[str], prefix: str = "") -> Vote:
    """Return which vote a match of `alternatives` tells."""
    return next(vote for vote in SAID if match[f"{prefix}{vote}"] is not None)
