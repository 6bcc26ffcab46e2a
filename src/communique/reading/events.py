"""Who did what to whom (PLOVER 2021): triggers with parties, modality, time and place, joined to events, and on whose words they rest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from communique.reading.clauses import child
from communique.reading.date_values import FoundDate
from communique.reading.drafts import Draft, Page
from communique.reading.event_contexts import Contexts
from communique.reading.event_doers import doer_by_control
from communique.reading.event_merging import Telling, merged
from communique.reading.event_modality import HAPPENED, Modal, Modalities, in_speech
from communique.reading.event_naming import Naming
from communique.reading.event_parties import Parties
from communique.reading.event_scenes import Scenes
from communique.reading.event_triggers import Hit, find_triggers
from communique.reading.layers import Layers
from communique.reading.speakers import Speakers
from communique.record import Document, Event, EventEvidence, EventType, Modality, SectionKind, Span
from communique.vocabulary.event_words import EventFrame, EventWords, event_words

SILENT_PARTS = frozenset({"boilerplate", "byline", "dateline"})
_MEETS = frozenset({"meet", "hold"})
_ALSO_SAID = frozenset(
    {
        "attack",
        "hit",
        "strike",
        "pound",
        "batter",
        "pummel",
        "assault",
        "onslaught",
        "ambush",
        "offensive",
        "target",
        "clash",
        "battle",
        "fight",
    }
)
VERBAL: frozenset[EventType] = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT"})
_NEWS: frozenset[EventType] = frozenset({"ASSAULT", "PROTEST", "RETREAT", "MOBILIZE"})  # whoever did it
_SAID: frozenset[Modality] = frozenset({"happened", "planned", "alleged", "denied"})
_TOLD: Mapping[EventType, frozenset[Modality]] = {
    "SUPPORT": _SAID | {"demanded"},
    "AGREE": _SAID | {"hypothetical"},
    "REJECT": _SAID | {"hypothetical"},
}
_STANDING = frozenset({"support", "favour", "favor", "oppose", "stand"})  # more often an attitude than a deed
_AGAINST_SOMEBODY: frozenset[EventType] = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_FIRM = frozenset({"will", "would", "'ll", "’ll"})
_WILLING = frozenset({"will", "would", "wo", "shall"})
_REFUSABLE: frozenset[EventType] = frozenset({"CONSULT", "AGREE", "SUPPORT", "CONCEDE", "AID", "COOPERATE", "RETREAT"})
_HIMSELF = frozenset({"it", "he", "she", "they", "we", "i"})
_NO_ACT = frozenset({"anonymity", "comment", "interview", "patience", "forgiveness", "confidentiality"})  # "asked for anonymity"
# The mode that a demand, a refusal or a threat takes from the act that it is about (PLOVER 2021).
_ASKED: Mapping[EventType, str] = {
    "AID": "assist", "COOPERATE": "assist", "CONSULT": "meet", "RETREAT": "yield", "CONCEDE": "yield", "AGREE": "yield",
    "SANCTION": "change", "COERCE": "change", "ASSAULT": "change", "SUPPORT": "change", "ACCUSE": "change", "MOBILIZE": "change",
}  # fmt: skip
_REFUSED: Mapping[EventType, str] = {"AID": "assist", "COOPERATE": "assist", "CONSULT": "meet", "RETREAT": "yield", "CONCEDE": "yield"}
_THREATENED: Mapping[EventType, str] = {"ASSAULT": "violence", "SANCTION": "relations", "COERCE": "restrict", "MOBILIZE": "violence"}
_THREATENED_MODES: Mapping[str, str] = {
    "arrest": "arrest", "expel": "expel", "deport": "expel", "seize": "territory", "withdraw": "relations",
}  # fmt: skip


class EventReader:
    """Finds the events of one text, given who is named and who speaks in it."""

    def __init__(self, page: Page, speakers: Speakers, drafts: Sequence[Draft], words: EventWords) -> None:
        self.page, self.words, self.cast = page, words, speakers.cast
        self.layers = Layers(page, drafts)
        self.naming = Naming(page, speakers, self.layers, words)
        self.parties = Parties(self.naming, self.cast)
        self.modalities = Modalities(words)

    def find(self, dates: Sequence[FoundDate], published: date | None) -> list[Telling]:
        """Return the events, in order of place, each with its other tellings."""
        hits = [hit for hit in find_triggers(self.page.doc, self.cast, self.words) if self._is_read(hit.head)]
        scenes = Scenes(self.page, self.cast, dates, hits)
        tellings = {hit.head.i: telling for hit in hits if (telling := self._telling(hit, scenes, published)) is not None}
        self._join_effects(tellings)
        joined = merged([t for t in self._governed(tellings) if self._stands(t)], self.cast)
        return [t for t in joined if t.hit.trigger.type != "CONSULT" or self._is_met(t)]

    def _join_effects(self, tellings: dict[int, Telling]) -> None:
        """Take "killed" in "the airstrikes killed three soldiers" for what the airstrikes did, not for a second deed."""
        for number, telling in list(tellings.items()):
            cause = self._deed_above(telling, tellings)
            if cause is not None:
                cause.recipients = cause.recipients or telling.recipients
                del tellings[number]
                continue
            doer = (
                doer_by_control(telling.hit.head) if telling.hit.trigger.part == "verb" and telling.hit.trigger.type == "ASSAULT" else None
            )
            cause = tellings.get(doer.i) if doer is not None else None
            if cause is not None and cause.hit.trigger.part == "noun" and cause.hit.trigger.type == "ASSAULT":
                cause.recipients = cause.recipients or telling.recipients
                cause.date, cause.place = cause.date or telling.date, cause.place or telling.place
                del tellings[number]

    def _deed_above(self, telling: Telling, tellings: Mapping[int, Telling]) -> Telling | None:
        """Return the attack that a participle tells the outcome of: "struck a convoy, killing two drivers"."""
        head = telling.hit.head
        cause = tellings.get(head.head.i) if head.tag_ == "VBG" and head.dep_ == "advcl" and telling.hit.trigger.type == "ASSAULT" else None
        same = cause is not None and cause is not telling and cause.hit.trigger.type == "ASSAULT" and cause.actors == telling.actors
        return cause if same else None

    def _is_read(self, token: Any) -> bool:
        return self._kind(token) not in SILENT_PARTS

    def _kind(self, token: Any) -> SectionKind:
        return self.page.parts[self.page.part_at(token.idx)].kind

    def _telling(self, hit: Hit, scenes: Scenes, published: date | None) -> Telling | None:
        draft = self._layer(hit)
        raw = self.modalities.of(hit.head, is_noun=hit.trigger.part == "noun")
        if raw.negated and raw.words == "not to" and raw.governor is None and _is_refusal(hit):
            hit, raw = _refused(hit), HAPPENED
        modal = in_speech(raw, draft, question=self._is_asked(hit.head))
        if modal is None:
            return None
        if not self.parties.can_be_meant(hit) or _agrees_on_a_fact(hit):
            return None
        actors, recipients = self.parties.of(hit)
        if hit.trigger.words == ("warn",) and not self._warns_of_own_act(hit, actors):
            return None
        if modal.modality == "alleged" and draft is not None and draft.source is not None:
            accuser = self.naming.who(draft.source)
            actors = tuple(a for a in actors if a not in accuser)  # nobody accuses himself: the parse hung the deed on the wrong verb
        of_words = hit.trigger.part == "verb" and hit.trigger.type in VERBAL and hit.trigger.words[0] not in _STANDING
        if hit.trigger.strict and not (actors and (of_words or recipients or len(actors) > 1)):
            return None
        if hit.trigger.mode == "disarm" and hit.trigger.words == ("destroy",) and not actors:
            return None  # who destroys arms of his own disarms; a tank that is destroyed is a loss
        when = scenes.date(hit)
        modal = self._weighed(hit, modal, actors, draft, self._is_ahead(hit, when, published))
        mode = hit.trigger.mode
        if hit.trigger.type == "CONSULT" and mode is None and len(actors) > 2:
            mode = "multilateral"
        return Telling(
            hit,
            actors,
            recipients,
            modal,
            mode,
            when,
            scenes.place(hit),
            draft,
            told_date=when,
            in_headline=self._kind(hit.head) == "headline",
        )

    def _layer(self, hit: Hit) -> Draft | None:
        """Return the layer that a trigger stands in; a verb whose doer is the speaker is told by whoever tells of the speech.

        "Insisted that it was routine and threatened to ...": the parse joins the threat to what was said.
        """
        draft, verb = self.layers[hit.head.i], hit.head
        if draft is None or draft.source is None or verb.dep_ != "conj" or verb.tag_ != "VBD":
            return draft
        doer = doer_by_control(verb)
        return draft.outer if doer is not None and doer.i == draft.source.i else draft

    def _warns_of_own_act(self, hit: Hit, actors: tuple[str, ...]) -> bool:
        """Say whether whoever warns would himself do what he warns of: "warned Chile that it would shut the pass"."""
        clause = child(hit.head, "ccomp")
        doer = child(clause, "nsubj") if clause is not None else None
        if clause is None or doer is None or not any(c.tag_ == "MD" and c.lower_ in _FIRM for c in clause.children):
            return False
        return clause.pos_ == "VERB" and (doer.lower_ in _HIMSELF or bool(set(self.naming.who(doer)) & set(actors)))

    def _is_asked(self, token: Any) -> bool:
        last = token.sent[-1]
        closed = last.text in {'"', "'"} and len(token.sent) > 1 and token.sent[-2].text == "?"
        return bool(closed or last.text == "?")

    def _is_ahead(self, hit: Hit, when: str | None, published: date | None) -> bool:
        if when is None or published is None or len(when) != len("2023-02-24") or "W" in when or when <= published.isoformat():
            return False
        verb = hit.head if hit.trigger.part == "verb" else hit.head.head
        helpers = {c.lemma_ for c in verb.children if c.dep_ == "aux"}
        return bool(verb.tag_ in {"VBZ", "VBP"} or (verb.tag_ == "VBG" and "be" in helpers and "have" not in helpers))

    def _weighed(self, hit: Hit, modal: Modal, actors: tuple[str, ...], draft: Draft | None, is_ahead: bool) -> Modal:
        """Take what others are told to do ahead for a forecast, when it is an act of force; and what is dated ahead for planned."""
        if modal is HAPPENED and is_ahead:
            return Modal("planned", "dated ahead")
        if modal.modality == "planned" and hit.trigger.type in {"ASSAULT", "COERCE"} and draft is not None and modal.governor is None:
            speaker = self.naming.who(draft.source) if draft.source is not None else ()
            if not set(speaker) & set(actors):
                return Modal("hypothetical", modal.words)
        return modal

    def _governed(self, tellings: Mapping[int, Telling]) -> list[Telling]:
        """Let demands, refusals, threats and promises take mode and recipient from the act that they are about.

        A threat or promise says all of its act, so that the act is none of its own; a demand and an accusation leave it standing.
        """
        kept: list[Telling] = []
        said_of_it: set[int] = set()
        for telling in tellings.values():
            outer = tellings.get(telling.modal.governor) if telling.modal.governor is not None else None
            if outer is None or outer is telling or (not outer.actors and outer.hit.trigger.type in VERBAL):
                kept.append(telling)
                continue
            kind, act = outer.hit.trigger.type, telling.hit.trigger
            if kind == "REJECT" and telling.modal.modality == "denied" and " ... " in telling.modal.words:
                kept.append(telling)  # "rejected the accusation that they had attacked": the attack is denied, and that is all
                said_of_it.add(outer.start)
                continue
            others = tuple(a for a in (*telling.actors, *telling.recipients) if a not in outer.actors)
            outer.about = outer.about or act.type != "ACCUSE"
            if kind in {"REQUEST", "REJECT"}:
                outer.mode = outer.mode or (_ASKED if kind == "REQUEST" else _REFUSED).get(act.type)
            if kind == "THREATEN":
                outer.mode = outer.mode or _THREATENED_MODES.get(telling.mode or "") or _THREATENED.get(act.type)
            if kind in {"REQUEST", "REJECT", "THREATEN", "AGREE", "ACCUSE"} and not outer.recipients:
                doers = tuple(a for a in telling.actors if a not in outer.actors)
                outer.recipients = doers if kind == "ACCUSE" else (doers or others) if kind == "REQUEST" else others
            if kind not in {"THREATEN", "AGREE", "REJECT", "CONSULT", "SUPPORT"}:
                kept.append(telling)
        return [telling for telling in kept if telling.start not in said_of_it]

    def _is_met(self, telling: Telling) -> bool:
        """Say whether a meeting has two parties; of a visit, and of "met" and "held talks", one will do."""
        alone = telling.hit.trigger.mode == "visit" or (telling.hit.trigger.part == "verb" and telling.hit.trigger.words[0] in _MEETS)
        parties = {*telling.actors, *telling.recipients}
        return len(parties) > 1 or (alone and any(not a.startswith("org:") for a in parties))

    def _is_only_words(self, telling: Telling) -> bool:
        """Say whether an attack is only words: of one person on another, or of a person on whoever is named without a thing that is hit."""
        trigger, thing = telling.hit.trigger, telling.hit.object
        if trigger.type == "ASSAULT" and any(c.lower_ in self.words.classes["figurative"] for c in telling.hit.head.children):
            return True
        if trigger.type != "ASSAULT" or trigger.mode is not None or not set(trigger.words) & _ALSO_SAID:
            return False
        if any(a.startswith("person:") for a in telling.recipients):
            return True
        on_thing = thing is not None and thing.i not in self.cast.at
        return any(a.startswith("person:") for a in telling.actors) and not on_thing

    def _is_topic(self, telling: Telling) -> bool:
        """Say whether a noun only names what others speak of: "refuses to join the sanctions", "supports the dialogue between them"."""
        trigger = telling.hit.trigger
        if trigger.type == "REQUEST" and any(n.lemma_ in _NO_ACT for c in telling.hit.head.children for n in (c, *c.children)):
            return True
        if trigger.part != "noun":
            return False
        if trigger.type == "SANCTION":
            return (
                not telling.actors and telling.hit.head.dep_ in {"dobj", "pobj"} and telling.modal.modality in {"happened", "hypothetical"}
            )
        return trigger.type == "CONSULT" and telling.modal.modality == "hypothetical" and telling.modal.governor is not None

    def _is_full(self, telling: Telling) -> bool:
        """Say whether a noun for words ("appeal", "pledge", "pact") tells enough: to whom, or about what, or between whom."""
        trigger = telling.hit.trigger
        if trigger.type in _AGAINST_SOMEBODY:
            return bool(telling.recipients) or telling.mode == "investigate" or (trigger.type != "ACCUSE" and telling.about)
        return bool(telling.recipients) or telling.about or (trigger.frame.joint and len(telling.actors) > 1)

    def _stands(self, telling: Telling) -> bool:
        """Say whether enough of an event is told: of words a speaker, of acts a party, or a kind of act that is news without one."""
        trigger, modal = telling.hit.trigger, telling.modal
        if modal.negated:
            return False
        if self._is_topic(telling):
            return False
        if trigger.type in VERBAL:
            if modal.modality == "denied" and modal.words == "not":
                return False
            if modal.modality not in _TOLD.get(trigger.type, _SAID) or not telling.actors:
                return False
            return trigger.part == "verb" or self._is_full(telling)
        if self._is_only_words(telling):
            return False
        if telling.actors or telling.recipients:
            return True
        if (
            trigger.type in _NEWS
            and telling.mode is not None
            and trigger.part == "verb"
            and modal.modality not in {"hypothetical", "alleged"}
        ):
            return True
        return telling.place is not None and modal.modality == "happened" and self.words.kinds[trigger.type].quad == "material conflict"


def find_events(
    document: Document, page: Page, speakers: Speakers, drafts: Sequence[Draft], dates: Sequence[FoundDate]
) -> tuple[Event, ...]:
    """Return the record's events in order of place; `drafts` are the attributions of the record, in its order."""
    reader = EventReader(page, speakers, drafts, event_words())
    found = reader.find(dates, document.published)
    names = {id(draft): f"a{number}" for number, draft in enumerate(drafts, start=1)}
    contexts = Contexts(reader.page, reader.words)
    return tuple(_event(document, reader, contexts, telling, f"e{number}", names) for number, telling in enumerate(found, start=1))


def parties_of(events: Iterable[Event]) -> set[str]:
    """Return the ids of everybody who takes part in an event."""
    return {actor for event in events for actor in (*event.actors, *event.recipients)}


def _event(document: Document, reader: EventReader, contexts: Contexts, telling: Telling, key: str, names: Mapping[int, str]) -> Event:
    tellings = sorted([telling, *telling.others], key=lambda t: t.start)
    kind = reader.words.kinds[telling.hit.trigger.type]
    return Event(
        id=key,
        type=kind.type,
        mode=telling.mode,
        actors=telling.actors,
        recipients=telling.recipients,
        trigger=_trigger_span(document, reader.page, telling.hit),
        sentence=_sentence(document, reader.page, telling.hit),
        modality=telling.modal.modality,
        date=telling.date,
        place=telling.place,
        told_by=names.get(id(telling.draft)) if telling.draft is not None else None,
        evidence=tuple(
            EventEvidence(
                trigger=_trigger_span(document, reader.page, t.hit),
                sentence=_sentence(document, reader.page, t.hit),
                told_by=names.get(id(t.draft)) if t.draft is not None else None,
            )
            for t in tellings
        ),
        quad=kind.quad,
        score=kind.score,
        contexts=contexts.of(t.hit.head.idx for t in tellings),
        why=_why(telling),
    )


def _why(telling: Telling) -> str:
    trigger = telling.hit.trigger
    frame = f"{trigger.part} {' '.join(trigger.words)!r}"
    if telling.hit.object is not None and trigger.object is not None:
        frame += f" with {telling.hit.object.text!r}"
    told = f"{telling.modal.modality} by {telling.modal.words!r}" if telling.modal.words else "happened: nothing speaks against it"
    places = f"; told in {len(telling.others) + 1} places" if telling.others else ""
    return f"{frame}; {told}{places}"


def _is_refusal(hit: Hit) -> bool:
    """Say whether to say that one will not do it is to refuse: to meet, receive, accept, recognise, pull out."""
    helpers = {c.lower_ for c in hit.head.children if c.dep_ == "aux"}
    return hit.trigger.part == "verb" and hit.trigger.type in _REFUSABLE and bool(helpers & _WILLING)


def _refused(hit: Hit) -> Hit:
    """Return the refusal of an act; of a host who will not receive somebody the host is the actor."""
    frame = hit.trigger.frame
    turned = EventFrame(("subject",), ("object", "with", "from", "to")) if frame.joint or "subject" not in frame.actors else frame
    trigger = replace(hit.trigger, type="REJECT", mode=_REFUSED.get(hit.trigger.type), frame=turned, strict=False)
    return Hit(trigger, hit.head, hit.tokens, hit.object)


def _agrees_on_a_fact(hit: Hit) -> bool:
    """Say whether a verb of agreeing or conceding is only one of opinion ("agreed that Syria holds such weapons")."""
    clause = child(hit.head, "ccomp") if hit.trigger.type in {"AGREE", "CONCEDE"} and hit.trigger.part == "verb" else None
    if clause is None or not any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children):
        return False
    return not any(c.dep_ == "aux" and c.tag_ == "MD" for c in clause.children) and clause.tag_ != "VB"


def _trigger_span(document: Document, page: Page, hit: Hit) -> Span:
    """Cut the trigger: its words when they stand together, else the word that governs them."""
    numbers = sorted(hit.tokens)
    whole = numbers[-1] - numbers[0] <= 2 * len(numbers)
    return document.span(*(page.chars(numbers[0], numbers[-1] + 1) if whole else page.chars(hit.head.i, hit.head.i + 1)))


def _sentence(document: Document, page: Page, hit: Hit) -> Span:
    """Cut the sentence of a trigger, without the white space around it, inside its part of the layout."""
    part = page.parts[page.part_at(hit.head.idx)]
    sentence = hit.head.sent
    start, end = page.chars(sentence.start, sentence.end)
    start, end = max(start, part.start), min(end, part.end)
    while start < end and document.text[start].isspace():
        start += 1
    while end > start and document.text[end - 1].isspace():
        end -= 1
    return document.span(start, end)
