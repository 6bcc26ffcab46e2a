"""The main path: one document to its dossier, each step a word of the field."""

from dataclasses import dataclass
from functools import cached_property

from communique.reading import entries
from communique.reading.attributions import find_attributions
from communique.reading.cues import NominalCues, find_cues
from communique.reading.dates import scan_dates
from communique.reading.dates import to_record as dates_to_record
from communique.reading.drafts import Page, without
from communique.reading.events import find_events, parties_of
from communique.reading.joining import still_unsourced, with_tagger
from communique.reading.lexicon import Lexicon, lexicon
from communique.reading.loaded import find_loaded, hit_by
from communique.reading.marks import pair_marks
from communique.reading.models import pipeline
from communique.reading.names import find_cast
from communique.reading.parse import parse
from communique.reading.positions import Stances
from communique.reading.published import dated
from communique.reading.sections import find_sections
from communique.reading.sections import to_record as sections_to_record
from communique.reading.speakers import Speakers
from communique.reading.tense import tense_of
from communique.reading.tensions import with_tensions
from communique.reading.via import find_via, without_own_attitudes
from communique.reading.vote_claims import find_vote_claims
from communique.reading.wants import find_wants
from communique.record import Document, Dossier, MadeBy
from communique.settings import number
from communique.vocabulary import Vocabulary, loaded_words
from communique.vocabulary.issues import issues
from communique.vocabulary.stances import stance_words

RULES, TAGGER = "rules-1", "tagger-1"


def made_by(version: str, *, min_confidence: float = 0.0) -> MadeBy:
    """Return what every dossier of this version says of its making; known before anything is loaded."""
    reading = f"{RULES} {TAGGER}" if number("tagger") else RULES
    reading += f" above-{min_confidence:g}" if min_confidence else ""
    return MadeBy(version=version, steps={"reading": reading, "loaded": loaded_words.VERSION})


@dataclass
class Reading:
    """Reads documents with one vocabulary and one language model; safe to use again and again."""

    vocabulary: Vocabulary
    model: str | None = None
    version: str = "0"
    min_confidence: float = 0.0

    def load(self) -> None:
        """Load the language model and the words before the first document asks for them; raises ModelError when it is not installed."""
        pipeline(self.model)
        _ = self._lexicon, self._nouns

    def read(self, document: Document) -> Dossier:
        """Read one document. Pure: the same document, vocabulary and model give the same dossier."""
        parts = find_sections(document)
        marks = pair_marks(document.text, parts)
        page = Page(document.text, parse(document.text, parts, marks, model=self.model), parts, marks)
        document = dated(document, parts)
        found, unread = scan_dates(document.text, published=document.published, tense=tense_of(page.doc))
        cast = find_cast(page.doc, self.vocabulary, document.published)
        cues = find_cues(page.doc, self._lexicon, self._nouns)
        drafts, unsourced = find_attributions(page, cues)
        drafts = with_tagger(page, drafts, cues, self._lexicon) if number("tagger") else drafts
        drafts = without([d for d in drafts if d.confidence < self.min_confidence], drafts)
        speakers = Speakers(page, cast)
        answers = speakers.resolve(drafts)
        drafts, via = find_via(page, cast, without_own_attitudes(drafts, answers), answers)
        attributions = entries.attributions(document, page, cast, drafts, answers, via)
        events = find_events(document, page, speakers, drafts, found)
        wants = find_wants(document, speakers, drafts, self._stances)
        loaded = find_loaded(document, page, speakers, drafts)
        dossier = Dossier(
            document=document,
            sections=sections_to_record(document, parts, entries.turn_speakers(page, drafts, answers)),
            actors=entries.actors(document, page, cast, entries.named_by(attributions) | parties_of(events) | wants.named | hit_by(loaded)),
            attributions=attributions,
            events=events,
            positions=wants.positions,
            proposals=wants.proposals,
            vote_claims=find_vote_claims(page, cast, found, document),
            dates=dates_to_record(document, found),
            loaded=loaded,
            gaps=entries.gaps(
                document, page, [*still_unsourced(unsourced, drafts), *((u.start, u.end, u.reason) for u in unread)], drafts, answers
            ),
            made_by=made_by(self.version, min_confidence=self.min_confidence),
        )
        return with_tensions(dossier, speakers, drafts, self._stances.finder)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicon(self.vocabulary)

    @cached_property
    def _nouns(self) -> NominalCues:
        return NominalCues(self.vocabulary.nominal_cues)

    @cached_property
    def _stances(self) -> Stances:
        return Stances(issues(), stance_words())
