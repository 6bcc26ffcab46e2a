"""Whose words each token is: narration, speech, and speech inside speech."""

from datetime import date

from communique import vocabulary
from communique.reading.attributions import find_attributions
from communique.reading.cues import NominalCues, find_cues
from communique.reading.drafts import Page
from communique.reading.layers import Layers
from communique.reading.lexicon import lexicon
from communique.reading.marks import pair_marks
from communique.reading.parse import parse
from communique.reading.sections import find_sections
from communique.sources import document_from_text


def layers(text: str) -> tuple[Page, Layers]:
    words = vocabulary.load()
    document = document_from_text(text, published=date(2023, 2, 24))
    parts = find_sections(document)
    marks = pair_marks(document.text, parts)
    page = Page(document.text, parse(document.text, parts, marks), parts, marks)
    drafts, _ = find_attributions(page, find_cues(page.doc, lexicon(words), NominalCues(words.nominal_cues)))
    return page, Layers(page, drafts)


def test_speech_inside_speech_is_the_inner_speakers() -> None:
    text = "The aide smiled. She said that Sergey Lavrov had told her that talks were over."
    page, found = layers(text)
    depth = {word: found.depth(page.token_from(text.index(word))) for word in ("smiled", "said", "Lavrov", "over")}
    assert depth == {"smiled": 0, "said": 0, "Lavrov": 1, "over": 2}
    inner, outer = found.chain(page.token_from(text.index("over")))
    assert inner.outer is outer


def test_every_token_is_in_one_layer() -> None:
    page, found = layers("“We go,” said Sergey Lavrov. “Nobody will stop us.” The hall was empty.")
    speeches = {id(found[i]): found[i] for i in range(len(page.doc))}
    assert sorted(i for draft in speeches.values() for i in found.tokens(draft)) == list(range(len(page.doc)))
