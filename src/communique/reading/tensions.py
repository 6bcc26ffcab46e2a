"""What does not fit within one report: times, numbers, accusation and denial, word against vote, two wordings of one quotation."""

from collections.abc import Callable, Iterator, Sequence

from communique.reading.drafts import Draft
from communique.reading.event_naming import Naming
from communique.reading.issues import IssueFinder
from communique.reading.layers import Layers
from communique.reading.speakers import Speakers
from communique.reading.tension_denials import find_denials
from communique.reading.tension_numbers import find_numbers
from communique.reading.tension_scene import Found, TensionScene
from communique.reading.tension_times import find_times
from communique.reading.tension_votes import find_word_against_vote
from communique.reading.tension_wordings import find_wordings
from communique.record import Dossier, Span, Tension
from communique.vocabulary.event_words import event_words

_RULES: tuple[Callable[[TensionScene], Iterator[Found]], ...] = (
    find_times,
    find_numbers,
    find_denials,
    find_word_against_vote,
    find_wordings,
)


def with_tensions(dossier: Dossier, speakers: Speakers, drafts: Sequence[Draft], issues: IssueFinder) -> Dossier:
    """Return the dossier with the tensions between its entries, in order of place.

    A rule that is not sure that two places speak of one thing finds none. What the roll calls say against a word is not read here.
    """
    page = speakers.page
    naming = Naming(page, speakers, Layers(page, drafts), event_words())
    scene = TensionScene(page, speakers.cast, naming, issues, dossier)
    found = {(f.kind, f.between): f for rule in _RULES for f in rule(scene)}
    ordered = sorted(found.values(), key=lambda f: [side.start for side in f.between if isinstance(side, Span)])
    tensions = (Tension(id=f"t{n}", kind=f.kind, about=f.about, between=f.between, why=f.why) for n, f in enumerate(ordered, start=1))
    return dossier.model_copy(update={"tensions": tuple(tensions)})
