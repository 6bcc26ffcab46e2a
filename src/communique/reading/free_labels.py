"""What a stance is on where no declared issue names it: the words of the text that serve as its label."""

from collections.abc import Iterator
from typing import Any

from communique.reading.clauses import PASSIVE_SUBJECTS, child, is_passive, trimmed
from communique.reading.operatives import Operative, is_conditional, is_denied

ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "any", "all", "our", "that", "to"})
_SPEAKS_OF_IT = frozenset({"it", "this", "that", "them", "him", "her", "us", "me", "so", "what", "which", "one", "those", "these"})
_NAMES = frozenset({"GPE", "ORG", "NORP", "PERSON", "LOC"})
_OBLIGING = frozenset({"must", "shall", "should", "ought"})
_LONGEST_LABEL = 9


def about_of(operative: Operative) -> Any | None:
    """Return the noun or infinitive that an operative is about, None when it is a pronoun, a time or missing."""
    head = operative.head
    last = head.doc[operative.last]
    clause = child(last, "pcomp") or child(head, "xcomp") or _asked_clause(operative)
    noun = child(last, "pobj") if len(operative.tokens) > 1 else child(head, "dobj")
    if last.lower_ in {"on", "upon"} and operative.word.phrase.startswith("call"):
        noun = None
    if noun is None and is_passive(head):
        noun = child(head, *PASSIVE_SUBJECTS)
    if clause is not None and is_denied(clause):
        return None
    if noun is not None and clause is not None and len(operative.tokens) > 1 and noun.ent_type_ not in _NAMES and noun.pos_ == "NOUN":
        clause = None
    chosen = clause if clause is not None and operative.word.stance in {"demands", "calls for", "offers", "rejects"} else noun or clause
    if (
        chosen is None
        or chosen.lower_ in _SPEAKS_OF_IT
        or chosen.pos_ == "PRON"
        or any(c.lower_ == "no" and c.dep_ == "det" for c in chosen.children)
        or chosen.ent_type_ in {"DATE", "TIME", "MONEY", "CARDINAL"}
    ):
        return None
    return chosen


def _asked_clause(operative: Operative) -> Any | None:
    """Return the clause that somebody asks for: "demanded that the bridge be reopened", "Ghana's request that the text be read"."""
    if operative.word.stance not in {"demands", "calls for"} or operative.word.phrase in {"insist", "suggest"}:
        return None
    clause = child(operative.head, "ccomp", "acl")
    return clause if clause is not None and child(clause, "mark", "nsubj", "nsubjpass") is not None else None


def phrase_of(about: Any) -> tuple[int, int]:
    """Return the tokens of a phrase without articles in front and without the clauses behind, at most nine."""
    start, end = about.left_edge.i, about.right_edge.i + 1
    for c in about.children:
        if c.i > about.i and (c.dep_ in {"relcl", "advcl", "acl", "cc", "conj", "appos"} or c.text in {",", ";", "–", "—"}):
            end = min(end, c.left_edge.i)
        if c.dep_ == "mark" and c.i < about.i:
            start = max(start, c.i + 1)
    end = next(
        (i for i in range(about.i + 1, end) if about.doc[i].tag_ in {"WDT", "WP", "WP$", "WRB"} or about.doc[i].text in {",", ";"}), end
    )
    while start < about.i and about.doc[start].lower_ in ARTICLES:
        start += 1
    return trimmed(about.doc, start, min(max(end, about.i + 1), start + _LONGEST_LABEL), also=("to",))


def obliged_in(doc: Any) -> Iterator[tuple[Any, Any, int]]:
    """Yield what must be done with something: the verb, the noun it is done to, and the strength ("Eritrea should restore the rights")."""
    for verb in doc:
        if verb.pos_ != "VERB" or is_conditional(verb):
            continue
        helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
        if not helpers & _OBLIGING or child(verb, "nsubj", "nsubjpass") is None:
            continue
        noun = child(verb, "nsubjpass") or child(verb, "dobj")
        if noun is not None and noun.pos_ == "NOUN" and noun.ent_type_ not in _NAMES:
            yield verb, noun, 8 if helpers & {"must", "shall"} else 5
