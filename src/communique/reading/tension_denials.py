"""Accusation and denial: somebody says that another did a thing, and the other denies it in the same text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from communique.reading.clauses import agent, child, is_negated, is_passive, subject
from communique.reading.tension_scene import Found, TensionScene, content_words

_ACCUSING = frozenset({"accuse", "blame"})
_DENYING = frozenset({"deny", "refute", "repudiate", "disclaim", "disavow"})
_REJECTING = frozenset({"reject", "dismiss", "rebut", "refute", "call", "denounce", "brush"})
_CHARGES = frozenset({"accusation", "charge", "allegation", "claim", "report", "assertion", "suggestion", "accusations", "it", "this"})
_TOLD_CHARGES = frozenset({"accusation", "charge", "allegation", "claim", "report", "assertion", "suggestion", "rumour", "rumor"})
_ANAPHORS = _CHARGES | {"involvement", "responsibility", "that", "something", "wrongdoing", "role", "which", "part", "doing"}
_FALSE = frozenset(
    {
        "false", "untrue", "baseless", "groundless", "unfounded", "fabricated", "absurd", "nonsense", "invented", "slander", "lie", "lies",
        "ridiculous", "preposterous", "fake", "fiction", "unsubstantiated", "misleading", "wrong", "slanderous", "malicious", "incorrect",
    }
)  # fmt: skip
_LACKING = frozenset({"evidence", "proof", "basis", "foundation"})
_RESPONSIBLE = frozenset({"responsible", "involved", "man", "troop", "soldier", "force", "army", "behind"})
_REFUSED = frozenset(
    {
        "entry",
        "access",
        "visa",
        "aid",
        "permission",
        "bail",
        "request",
        "right",
        "asylum",
        "passage",
        "help",
        "food",
        "water",
        "rumour",
        "rumor",
    }
)
_SAYING = frozenset({"say", "insist", "maintain", "state", "declare", "claim", "add", "reply", "respond", "argue"})
_LOOKED_AT = _DENYING | _REJECTING | _SAYING | {"lack", "be"}
_SENTENCES_ON = 2
_NEAR_DEED = 4
_REACH = 12
_SHARED = 2


@dataclass(frozen=True, slots=True)
class Charge:
    """Who says of whom that they did what; `verb` is where it is said, `words` are the lemmas of the deed."""

    verb: Any
    by: tuple[str, ...]
    against: tuple[str, ...]
    words: frozenset[str]
    first: int
    last: int
    is_said: bool = False


@dataclass(frozen=True, slots=True)
class Denial:
    """Who denies what; without words of its own it goes back to the charge just before; a bare one says no more than "it"."""

    verb: Any
    by: tuple[str, ...]
    words: frozenset[str]
    first: int
    last: int
    is_anaphor: bool
    is_bare: bool = False


def find_denials(scene: TensionScene) -> Iterator[Found]:
    """Yield each denial with the charge that it answers, the nearest one before it (or in its own sentence)."""
    taken = set[int]()
    charges = [*_accusations(scene), *_statements(scene)]
    for denial in _denials(scene):
        whole = _told_with_it(scene, denial) or _charge_before(scene, denial)
        if whole is not None:
            taken.add(scene.sentence(denial.verb.i))
            yield whole
            continue
        answered = [charge for charge in charges if _answers(scene, denial, charge)]
        if answered:
            charge = max(answered, key=lambda c: (not c.is_said, c.verb.i))
            spans = (scene.stretch([charge.first, charge.last]), scene.stretch([denial.first, denial.last]))
            accused = " and ".join(scene.name(a) for a in charge.against)
            accuser = " and ".join(scene.name(a) for a in charge.by) or "somebody not named"
            about = f"{accuser} {'says it of' if charge.is_said else 'accuses'} {accused}, and {scene.name(denial.by[0])} denies it"
            way = "goes back to the charge before it" if denial.is_anaphor else f"shares {', '.join(sorted(denial.words & charge.words))}"
            taken.add(scene.sentence(denial.verb.i))
            yield Found("denial", about, spans, f"{charge.verb.lemma_} against {denial.verb.lemma_}: the denial {way}")
    yield from _denied_deeds(scene, taken)


def _denied_deeds(scene: TensionScene, taken: set[int]) -> Iterator[Found]:
    """Yield each deed that a party denies with the same kind of deed that the text tells of it close by: "denied that it fired first"."""
    events = scene.dossier.events
    speakers = {a.id: a.speakers for a in scene.dossier.attributions}
    for denied in events:
        if denied.modality != "denied" or not denied.actors:
            continue
        at = scene.sentence(scene.token(denied.trigger.start))
        if at in taken:
            continue
        told = [
            (abs(scene.sentence(scene.token(deed.trigger.start)) - at), deed)
            for deed in events
            if deed.type == denied.type
            and deed.modality in {"happened", "alleged"}
            and scene.stand_for(deed.actors, denied.actors)
            and not scene.stand_for(speakers.get(deed.told_by or "", ()), denied.actors)
        ]
        near = [(apart, deed) for apart, deed in told if apart <= _NEAR_DEED]
        if near:
            deed = min(near, key=lambda pair: pair[0])[1]
            spans = tuple(scene.stretch([scene.token(e.trigger.start), scene.token(e.trigger.end - 1)]) for e in (deed, denied))
            about = f"{scene.name(deed.actors[0])} is told to have done it, and {scene.name(denied.actors[0])} denies it"
            yield Found("denial", about, (spans[0], spans[1]), f"{deed.id} ({deed.type}) against {denied.id}, which is denied")


def _told_with_it(scene: TensionScene, denial: Denial) -> Found | None:
    """Read "denies the claim, circulated by outlets in Baku, that mines were brought in": the denial tells the charge itself."""
    what = child(denial.verb, "dobj") if denial.verb.lemma_ in _DENYING else None
    if what is None or what.lemma_.lower() not in _TOLD_CHARGES:
        return None
    hung = (c for c in (*what.children, *denial.verb.children) if c.i > what.i and c.dep_ in {"acl", "ccomp", "appos"})
    clause = next((c for c in hung if any(g.lower_ == "that" and g.dep_ == "mark" for g in c.children)), None)
    if clause is None:
        return None
    start = min(g.i for g in clause.children if g.lower_ == "that")
    spans = (scene.stretch([start, clause.right_edge.i]), scene.stretch([denial.first, what.i]))
    about = f"a {what.lemma_} is told, and {scene.name(denial.by[0])} denies it"
    return Found("denial", about, spans, f"{denial.verb.lemma_} the {what.lemma_} that is told with it")


def _charge_before(scene: TensionScene, denial: Denial) -> Found | None:
    """Read "the crews were moved up, officials believe, a charge that the Kremlin denies": what the sentence says before, of others."""
    noun = denial.verb.head
    if denial.verb.dep_ != "relcl" or noun.lemma_.lower() not in _TOLD_CHARGES or denial.verb.lemma_ not in _DENYING:
        return None
    sentence = scene.sentence(denial.verb.i)
    for attribution in scene.dossier.attributions:
        content = attribution.content[0]
        first, last = scene.token(content.start), min(scene.token(content.end - 1), noun.left_edge.i - 1)
        while last > first and scene.doc[last].is_punct:
            last -= 1
        told = attribution.cue and not attribution.denial and attribution.nested_in is None
        if told and scene.sentence(first) == sentence and first < last and not scene.stand_for(attribution.speakers, denial.by):
            by = " and ".join(map(scene.name, attribution.speakers)) or (attribution.source.text if attribution.source else "somebody")
            spans = (scene.stretch([first, last]), scene.stretch([noun.left_edge.i, denial.first, denial.verb.i]))
            about = f"{by} says it, and {scene.name(denial.by[0])} denies it"
            return Found("denial", about, spans, f"{attribution.id}, then a {noun.lemma_} that is denied")
    return None


def _answers(scene: TensionScene, denial: Denial, charge: Charge) -> bool:
    if not scene.stand_for(denial.by, charge.against) or scene.stand_for(denial.by, charge.by):
        return False
    apart = scene.sentence(denial.verb.i) - scene.sentence(charge.verb.i)
    shared = denial.words & charge.words
    near = 0 <= apart <= (1 if charge.is_said else _SENTENCES_ON) and denial.verb.i > charge.verb.i
    if denial.is_anaphor and near and (not charge.is_said or denial.is_bare):
        return not denial.words or bool(shared) or not denial.words - _ANAPHORS
    needed = _SHARED if charge.is_said else 1
    return len(shared) >= needed and abs(apart) <= _REACH


def _accusations(scene: TensionScene) -> Iterator[Charge]:
    for verb in scene.doc:
        if verb.lemma_ not in _ACCUSING or verb.pos_ != "VERB" or is_negated(verb) or scene.quoted(verb):
            continue
        passive = is_passive(verb)
        by = scene.who(agent(verb) if passive else subject(verb))
        against = scene.who(child(verb, "nsubjpass") if passive else child(verb, "dobj"))
        if against and (by or passive):
            what = [t for c in verb.children if c.dep_ == "prep" and c.lower_ in {"of", "for"} for t in c.subtree if _is_deed(t, c)]
            last = max((t.i for t in what), default=verb.i)
            yield Charge(verb, by, against, frozenset(content_words(what)), verb.i, last)


def _is_deed(token: Any, preposition: Any) -> bool:
    """Say whether a token still tells the deed: not a relative clause on it, nor what follows it by a comma."""
    for _ in range(8):
        if token.i == preposition.i:
            return True
        if token.dep_ in {"appos", "relcl", "punct"} and token.head.dep_ in {"dobj", "pobj", "pcomp", "appos"}:
            return False
        token = token.head
    return True


def _statements(scene: TensionScene) -> Iterator[Charge]:
    """Yield what one party says that another did ("Kyiv said that Russia had blown up the dam")."""
    for attribution in scene.dossier.attributions:
        if attribution.denial or attribution.negated or not attribution.speakers or attribution.kind == "direct" or not attribution.cue:
            continue
        content = attribution.content[0]
        tokens = [t for t in scene.doc[scene.token(content.start) : scene.token(content.end - 1) + 1] if not t.is_space]
        verb = next((t for t in tokens if t.pos_ == "VERB" and child(t, "nsubj") is not None), None)
        if verb is None or verb.tag_ == "VB":
            continue
        against = scene.who(child(verb, "nsubj"))
        if against and not scene.stand_for(against, attribution.speakers):
            yield Charge(verb, attribution.speakers, against, frozenset(content_words(tokens)), tokens[0].i, tokens[-1].i, is_said=True)


def _denials(scene: TensionScene) -> Iterator[Denial]:
    for verb in scene.doc:
        if verb.pos_ not in {"VERB", "AUX"} or verb.lemma_ not in _LOOKED_AT or is_negated(verb) or scene.quoted(verb):
            continue
        found = _denied(scene, verb) if verb.lemma_ in _DENYING else None
        if found is None and verb.lemma_ in _REJECTING:
            found = _rejected(scene, verb)
        if found is None and verb.lemma_ in _SAYING:
            found = _said_false(scene, verb)
        if found is None:
            found = _said_lacking(scene, verb)
        if found is not None and found.by:
            yield found


def _denied(scene: TensionScene, verb: Any) -> Denial | None:
    """Read "denied the accusation", "denied shelling the plant", "a charge that Tehran denies"."""
    if is_passive(verb):
        return None
    by = scene.who(subject(verb) if child(verb, "nsubj") is None else child(verb, "nsubj"))
    what = child(verb, "dobj", "xcomp", "ccomp", "pcomp")
    first = min((_name_start(scene, c) for c in verb.children if c.dep_ == "nsubj"), default=verb.i)
    if verb.dep_ == "relcl" and (what is None or what.lower_ in {"which", "that"}):
        return Denial(verb, by, frozenset(), first, verb.i, True) if verb.head.lemma_.lower() in _ANAPHORS else None
    if what is None or child(verb, "dative") is not None or (what.pos_ == "NOUN" and what.lemma_.lower() in _REFUSED):
        return None
    words = frozenset(content_words(what.subtree))
    is_anaphor = what.dep_ == "dobj" and (what.lemma_.lower() in _ANAPHORS or what.lower_ in _ANAPHORS)
    is_anaphor = is_anaphor or (what.dep_ == "ccomp" and bool(words) and words <= _RESPONSIBLE)
    return Denial(verb, by, words - _RESPONSIBLE, first, max(what.right_edge.i, verb.i), is_anaphor, what.lower_ in {"it", "this", "that"})


def _name_start(scene: TensionScene, noun: Any) -> int:
    mention = scene.cast.at.get(noun.i)
    return mention.start if mention is not None else int(noun.left_edge.i)


def _rejected(scene: TensionScene, verb: Any) -> Denial | None:
    """Read "rejected the charge", "called the accusation baseless"."""
    what = child(verb, "dobj")
    if verb.lemma_ in {"call", "denounce"}:
        judged = next((t for t in verb.subtree if t.lower_ in _FALSE), None)
        what = what or next(
            (t for c in verb.children for t in c.subtree if c.dep_ in {"ccomp", "oprd"} and t.lemma_.lower() in _CHARGES), None
        )
        if judged is None or what is None:
            return None
        return _of_charge(scene, verb, what, max(judged.i, what.i))
    return _of_charge(scene, verb, what, what.right_edge.i) if what is not None else None


def _of_charge(scene: TensionScene, verb: Any, what: Any, last: int) -> Denial | None:
    if what.lemma_.lower() not in _CHARGES or is_passive(verb):
        return None
    who = subject(verb)
    return Denial(verb, scene.who(who), frozenset(), who.left_edge.i if who is not None else verb.i, last, True)


def _said_false(scene: TensionScene, verb: Any) -> Denial | None:
    """Read "said the claim was false", "something Beijing says lacks evidence"."""
    clause = next((c for c in verb.children if c.dep_ in {"ccomp", "xcomp"}), None)
    who = child(verb, "nsubj")
    if clause is None or who is None or not _is_false(clause):
        return None
    about = child(clause, "nsubj")
    is_back = about is None or about.lower_ in {"which", "that"} or about.lemma_.lower() in _CHARGES
    return Denial(verb, scene.who(who), frozenset(), who.left_edge.i, clause.right_edge.i, True) if is_back else None


def _said_lacking(scene: TensionScene, clause: Any) -> Denial | None:
    """Read "something Beijing says lacks evidence", where the parse hangs the saying on the thing said."""
    about = child(clause, "nsubj")
    if about is None or about.lemma_.lower() not in _ANAPHORS or not _is_false(clause):
        return None
    saying = next((c for c in about.children if c.dep_ == "relcl" and c.lemma_ in _SAYING), None)
    who = child(saying, "nsubj") if saying is not None else None
    last = max(t.i for t in (clause, *clause.children) if t.dep_ in {"dobj", "acomp", "attr", "ROOT"})
    return Denial(clause, scene.who(who), frozenset(), who.left_edge.i, last, True) if who is not None else None


def _is_false(clause: Any) -> bool:
    """Say whether a clause says of its subject that it is false or lacks evidence."""
    if any(c.dep_ == "neg" for c in clause.children):
        return False
    lacking = child(clause, "dobj") if clause.lemma_ == "lack" else None
    said = (t for c in clause.children if c.dep_ in {"acomp", "attr"} for t in c.subtree)
    return (lacking is not None and lacking.lemma_ in _LACKING) or (clause.pos_ == "AUX" and any(t.lower_ in _FALSE for t in said))
