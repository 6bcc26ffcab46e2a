"""Who issued the documents that a text speaks of: said in a document's own phrase, by whoever presented it, or by an earlier mention."""

from typing import Any

from communique.reading.cast import Cast
from communique.reading.drafts import Draft, Page
from communique.reading.nominals import DOCUMENTS, Answer, Noun, issuer, open_, speaks_for

_PAPERS = frozenset(
    {"statement", "communiqué", "communique", "declaration", "text", "document", "paper", "plan", "proposal", "initiative", "blueprint"}
)


class Papers:
    """The documents of one text whose issuers are known, each with its place, lemma and issuer."""

    def __init__(self, page: Page, cast: Cast) -> None:
        """List the documents whose own phrase says who issued them."""
        self.page, self.cast = page, cast
        self.documents: list[tuple[int, str, str]] = []
        nouns = self.cast.vocabulary.source_nouns
        for token in self.page.doc:
            if token.pos_ in {"NOUN", "PROPN"}:
                known = nouns.get(token.lemma_.lower())
                if known is not None and known.kind in DOCUMENTS:
                    actor = issuer(self.cast, token)
                    if actor is not None:
                        self.documents.append((token.i, token.lemma_.lower(), speaks_for(self.cast, actor)))

    def issued_in(self, draft: Draft, answer: Answer) -> None:
        """Give documents named in the sentence of a speech, without an issuer of their own, to the speaker ("said in a statement")."""
        if draft.cue is None or len(answer.actors) != 1 or self.page.quotation_at(draft.cue.head.idx) is not None:
            return
        nouns = self.cast.vocabulary.source_nouns
        stated = {number for number, _, _ in self.documents}
        start, end = draft.cue.head.sent.start, draft.cue.head.sent.end
        for token in self.page.doc[start:end]:
            known = nouns.get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
            if known is None or known.kind not in DOCUMENTS or token.i in stated or token.dep_ != "pobj":
                continue
            if token.head.lower_ in {"in", "to", "via", "through", "at"} and not _in_content(draft, token):
                self.documents.append((token.i, token.lemma_.lower(), answer.actors[0]))
        self.documents.sort()

    def issuer_of(self, noun: Noun) -> Answer:
        """Resolve a document to its issuer: said in its own phrase, else by the last one of that name, or of its kind among papers."""
        own = issuer(self.cast, noun.head)
        if own is not None:
            return Answer((speaks_for(self.cast, own),), f"issued the {noun.lemma}")
        if not noun.definite or noun.plural:
            return open_(f"the text does not say whose {noun.lemma} it is")
        named = any(t.pos_ == "PROPN" for t in self.page.doc[noun.head.left_edge.i : noun.head.i])
        before = [d for d in self.documents if d[0] < noun.head.i and not named]
        same = [d for d in before if d[1] == noun.lemma]
        alike = [d for d in before if noun.lemma in _PAPERS and d[1] in _PAPERS]
        chosen = (same or alike)[-1:]
        if chosen:
            return Answer((chosen[0][2],), f"issued the {chosen[0][1]}")
        return open_(f"the text does not say whose {noun.lemma} it is")


def _in_content(draft: Draft, token: Any) -> bool:
    return draft.covers(token.idx, token.idx + 1) and token.head.head.lower_ != "according"
