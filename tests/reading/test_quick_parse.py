"""The quickened pipeline says of each token what spaCy's own says."""

from pathlib import Path
from typing import Any

import pytest
import spacy

from communique.reading.models import within_threads
from communique.reading.quick_parse import RememberingRuler, quicken
from communique.settings import setting

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SPOKEN = [
    "There is no doubt that they ain't going to let's say agree.",
    "Y'all gonna have got to do nothin' about it, c'mon, they've gotta.",
    "There are 12 points; there were ten. What's there? Here's the text.",
    "  He said:\n\n\t“That which we had, we’d have kept.”  ",
    "The minister who left has been leaving; that that is, is. It's its own.",
    "",
]


@pytest.fixture(scope="module")
def own() -> Any:
    return spacy.load(str(setting("model")))


@pytest.fixture(scope="module")
def quick() -> Any:
    return quicken(spacy.load(str(setting("model"))))


def said_of(doc: Any) -> list[tuple[object, ...]]:
    return [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_, t.ent_iob_, bool(t.is_sent_start)) for t in doc]


def texts() -> list[str]:
    reports = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*/report.txt"))[:4]]
    return [*SPOKEN, *(paragraph for report in reports for paragraph in report.split("\n") if paragraph)]


def test_the_rules_of_the_shipped_model_can_be_remembered(own: Any) -> None:
    assert RememberingRuler.can_stand_for(own.get_pipe("attribute_ruler"))


def test_each_token_has_the_same_annotation(own: Any, quick: Any) -> None:
    with within_threads():
        pairs = list(zip(own.pipe(texts()), quick.pipe(texts()), strict=True))
    for expected, found in pairs:
        assert said_of(found) == said_of(expected)


def test_a_rule_over_what_is_not_remembered_leaves_the_ruler_alone(own: Any) -> None:
    fresh = spacy.load(str(setting("model")))
    fresh.get_pipe("attribute_ruler").add([[{"SHAPE": "Xxx"}]], {"POS": "X"})
    pipe = fresh.get_pipe("attribute_ruler").pipe
    assert not RememberingRuler.can_stand_for(fresh.get_pipe("attribute_ruler"))
    assert quicken(fresh).get_pipe("attribute_ruler").pipe == pipe
    assert [t.pos_ for t in fresh("The Pan ran.")][1] == "X"


def test_other_pipelines_keep_their_own_products(own: Any, quick: Any) -> None:
    assert type(quick.get_pipe("parser").model.ops) is not type(own.get_pipe("parser").model.ops)
