"""How the faces put entries into plain words: speakers, countries, dates of publication, contents as they are typed in the text."""

import re
from collections.abc import Iterable
from datetime import date

from communique.record import Actor, Attribution, Document, Dossier, Proposal, Tally

_PAIRS = {"“": "”", "‘": "’", '"': '"', "'": "'", "«": "»", "„": "“", "‚": "‘", "‹": "›", "`": "´", "»": "«", "›": "‹", "”": "”", "’": "’"}
_OPENERS = {"”": "“", "’": "‘", '"': '"', "'": "'", "»": "«", "›": "‹", "«": "»", "‹": "›", "´": "`"}
_C0 = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"}
_C1 = dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_TURNS = {
    0x202A: "⟨LRE⟩", 0x202B: "⟨RLE⟩", 0x202C: "⟨PDF⟩", 0x202D: "⟨LRO⟩", 0x202E: "⟨RLO⟩",
    0x2066: "⟨LRI⟩", 0x2067: "⟨RLI⟩", 0x2068: "⟨FSI⟩", 0x2069: "⟨PDI⟩",
}  # fmt: skip
_VISIBLE: dict[int, int | str] = {**_C0, 0x7F: 0x2421, **_C1, **_TURNS}
_BASIS = {
    "given": "given",
    "metadata": "from the page’s metadata",
    "text": "as the text says",
    "inferred": "inferred",
    "unknown": "not stated",
}


def visible(text: str) -> str:
    """Show control characters, and marks that turn the direction of writing, as signs: they do nothing to a reader's screen."""
    return text.translate(_VISIBLE)


def one_line(text: str) -> str:
    """Return the text with its control characters shown and its white space run together."""
    return visible(" ".join(text.split()))


def shortened(text: str, limit: int) -> str:
    """Return at most `limit` characters of the text on one line, cut at a word and marked with an ellipsis when it was longer."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def day(value: date) -> str:
    """Write a date in words: '24 February 2023'."""
    return f"{value.day} {value:%B %Y}"


def published(document: Document) -> str:
    """Say when the document was published and how that is known: '24 February 2023 (given)', '... (inferred: ...)'."""
    if document.published is None:
        return "publication date unknown"
    basis = _BASIS[document.published_basis]
    why = f": {one_line(document.published_why).rstrip('.')}" if document.published_why else ""
    return f"{day(document.published)} ({basis}{why})"


def heading(document: Document) -> str:
    """Return the title of a document, or the first words of its text."""
    return one_line(document.title) if document.title else shortened(document.text.strip().splitlines()[0][:400], 160)


def typed(document: Document, attribution: Attribution) -> str:
    """Return the content on one line as it is typed in the text: direct speech within its own marks, pieces parted by an ellipsis."""
    pieces = (_typed_piece(document.text, span.start, span.end, direct=attribution.kind == "direct") for span in attribution.content)
    return " … ".join(pieces)


def _typed_piece(text: str, start: int, end: int, *, direct: bool) -> str:
    words = one_line(text[start:end])
    if not direct:
        return words
    opened, closed = text[max(start - 3, 0) : start].strip()[-1:], text[end : end + 1]
    opened = opened if opened in _PAIRS else _OPENERS.get(closed, "“")
    return f"{opened}{words}{closed if closed in _OPENERS else _PAIRS[opened]}"


class Cast:
    """The actors of one dossier by id, and how to name them."""

    def __init__(self, dossier: Dossier) -> None:
        self._actors = {actor.id: actor for actor in dossier.actors}

    def get(self, actor_id: str) -> Actor | None:
        """Return the actor with this id, or None when the dossier has none."""
        return self._actors.get(actor_id)

    def name(self, actor_id: str | None) -> str:
        """Name an actor; an id that the dossier does not have is shown as it is."""
        actor = self._actors.get(actor_id or "")
        return one_line(actor.name) if actor else one_line(actor_id or "")

    def names(self, actor_ids: Iterable[str]) -> str:
        """Name several actors: 'Wang Yi and Vladimir Putin'."""
        names = [self.name(actor_id) for actor_id in actor_ids]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""

    def country(self, code: str | None) -> str:
        """Name a country by its code, with the name that the dossier's own state has, else the code."""
        state = self._actors.get(f"state:{code}")
        return one_line(state.name) if state else code or ""

    def country_of(self, actor_id: str) -> str:
        """Name the country of an actor; empty for a state itself, and when it is not known."""
        actor = self._actors.get(actor_id)
        return self.country(actor.country) if actor and actor.kind != "state" else ""

    def role(self, actor_id: str) -> str:
        """Describe an actor by office and country: 'foreign minister, China'; empty when neither is known."""
        actor = self._actors.get(actor_id)
        if actor is None or actor.kind == "state":
            return ""
        offices = [one_line(office.title) for office in actor.offices]
        of = {self._actors[o.of].country for o in actor.offices if o.of in self._actors}
        bodies = [self.name(o.of) for o in actor.offices if o.of and o.of in self._actors and self._actors[o.of].kind != "state"]
        country = [self.country(actor.country)] if actor.country and (actor.country in of or not bodies) else []
        return ", ".join(dict.fromkeys([*offices, *bodies, *country]))


def speakers_of(attribution: Attribution) -> tuple[str, ...]:
    """Return the ids of all speakers, one or joint; empty when unresolved."""
    return attribution.speakers or ((attribution.speaker,) if attribution.speaker else ())


def unresolved(attribution: Attribution) -> str:
    """Say that a speaker is not resolved, with the mention that the text gives: 'unresolved: “the official”'."""
    return f"unresolved: “{one_line(attribution.source.text)}”" if attribution.source else "unresolved: no source in the text"


def mention(attribution: Attribution, cast: Cast) -> str:
    """Return the mention that stands for the speaker where it shares no word with the name ('the statement', 'he'), else ''."""
    if attribution.source is None:
        return ""
    words = one_line(attribution.source.text)
    names = {word for speaker in speakers_of(attribution) for word in _words(cast.name(speaker))}
    return "" if not names or names & set(_words(words)) else words


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.casefold()) if word not in {"the", "of", "and"}]


def cue(attribution: Attribution) -> str:
    """Return the words that report, as they stand in the text."""
    return " … ".join(one_line(span.text) for span in attribution.cue)


def stance_on_saying(attribution: Attribution) -> str:
    """Say in words that a saying is denied, or that its speaker denies the content; else ''."""
    marks = ["not said" if attribution.negated else "", "denies the content" if attribution.denial else ""]
    return ", ".join(mark for mark in marks if mark)


def tally_words(tally: Tally | None) -> str:
    """Write a tally in words: '141 yes, 7 no, 32 abstaining', leaving out what is not told."""
    if tally is None:
        return ""
    counts = ((tally.yes, "yes"), (tally.no, "no"), (tally.abstain, "abstaining"))
    return ", ".join(f"{count} {word}" for count, word in counts if count is not None)


def points_told(proposal: Proposal) -> str:
    """Say how many of a proposal's points a text tells: '2 of 4 points told'; more matters than points are no count of points."""
    stated = proposal.points_stated
    if not stated:
        return ""
    numbers = {point.number for point in proposal.points if point.number is not None}
    told = len(numbers) or len(proposal.points)
    return f"{told} of {stated} points told" if told <= stated else f"{stated} points stated, {told} matters told"
