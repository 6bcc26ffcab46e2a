"""The scorer's definitions, one small table each, and its agreement with an independent scorer where that one is at hand."""

import importlib.util
import random
import re
from types import ModuleType

import pytest

from benchmarks import score
from benchmarks.corpora import ROOT
from benchmarks.score import Count, Labelled, Offsets

INDEPENDENT = ROOT.parent / "shared" / "tools" / "attribution_score.py"

TEXT = 'The minister said that talks would resume. "We are ready," he added. Others doubted it.'


def at(words: str, text: str = TEXT) -> Offsets:
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    assert found, words
    return found.span()


def one(content: str, source: str = "", cue: str = "", text: str = TEXT) -> Labelled:
    return Labelled("x", (at(content, text),), (at(source, text),) if source else (), (at(cue, text),) if cue else ())


def test_tokens_are_runs_of_word_characters_or_single_marks() -> None:
    assert score.Tokens("U.N. chief's “plan”, 3.5%").words == [
        "U",
        ".",
        "N",
        ".",
        "chief",
        "'",
        "s",
        "“",
        "plan",
        "”",
        ",",
        "3",
        ".",
        "5",
        "%",
    ]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 3)], {0}),
        ([(2, 4)], {0}),  # the space after a token adds nothing
        ([(3, 4)], set()),  # a space alone
        ([(3, 5)], {1}),  # one shared character is enough
        ([(4, 4)], set()),
        ([(0, 1), (8, 11)], {0, 2}),
        ([(0, 99)], {0, 1, 2}),
    ],
)
def test_a_token_is_inside_a_span_that_it_shares_a_character_with(spans: list[Offsets], expected: set[int]) -> None:
    assert score.Tokens("one two three").inside(spans) == expected


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ('He said "no" to it.', '"no" to it', True),
        ('He said "no."', "no.", True),  # the marks stand at the edge
        ('He said "no".', "no", True),
        ('He said "no", then left.', "no", True),
        ("He said 'never again' to it.", "'never again'", True),
        ("He said ‘never again’.", "never again", True),
        ("He said the minister's plan and others' fears.", "the minister's plan and others' fears", False),
        ("He said that it was over.", "that it was over", False),
        ("Он «сказал» no", "сказал", True),
        ("He said ``no'' to it.", "``no'' to it", True),
    ],
)
def test_has_quotation(text: str, content: str, expected: bool) -> None:
    assert score.has_quotation(text, [at(content, text)]) is expected


@pytest.mark.parametrize(
    ("predicted", "partial", "e2e"),
    [
        (one("that talks would resume", "The minister", "said"), 1, 1),
        (one("talks would resume", "minister"), 1, 1),  # three tokens of four; "minister" is the telling word
        (one("that talks would resume", "The"), 1, 0),  # only a stopword is shared
        (one("that talks would resume"), 1, 0),
        (one("resume", "The minister"), 0, 0),
        (one("that talks would resume", "he"), 1, 0),
    ],
)
def test_a_match_needs_half_the_content_and_the_right_source(predicted: Labelled, partial: int, e2e: int) -> None:
    counts = score.count_article(TEXT, [one("that talks would resume", "The minister", "said")], [predicted])
    assert counts["all.partial"] == Count(partial, 1, partial, 1)
    assert counts["all.e2e"] == Count(e2e, 1, e2e, 1)


def test_a_pronoun_may_be_the_source() -> None:
    counts = score.count_article(TEXT, [one("We are ready", "he")], [one("We are ready", "he added")])
    assert counts["all.e2e"].f1 == 1


def test_a_gold_without_source_wants_a_prediction_without_source() -> None:
    gold = [one("Others doubted it")]
    assert score.count_article(TEXT, gold, [one("Others doubted it")])["all.e2e"].f1 == 1
    assert score.count_article(TEXT, gold, [one("Others doubted it", "he")])["all.e2e"].f1 == 0


def test_matching_is_one_to_one_and_takes_the_best_overlap() -> None:
    gold = [one("that talks would resume")]
    matching = score.match(TEXT, gold, [one("talks would resume"), one("that talks would resume"), one("that talks would")])
    assert [(p.gold, p.predicted, p.jaccard) for p in matching.pairs] == [(0, 1, 1.0)]


def test_exact_counts_marks_and_exact_w_does_not() -> None:
    counts = score.count_article(TEXT, [one('"We are ready,"', "he")], [one("We are ready", "he")])
    assert (counts["all.exact"].f1, counts["all.exact_w"].f1) == (0, 1)


def test_subsets_split_gold_and_predictions_by_their_own_marks() -> None:
    gold = [one("that talks would resume", "The minister"), one('"We are ready,"', "he")]
    counts = score.count_article(TEXT, gold, [one('"We are ready,"', "he"), one("Others doubted it")])
    assert counts["direct_mixed.e2e"] == Count(1, 1, 1, 1)
    assert counts["indirect.e2e"] == Count(0, 1, 0, 1)


def test_precision_recall_and_f1_of_nothing_are_zero() -> None:
    assert (Count().precision, Count().recall, Count().f1) == (0, 0, 0)


def test_counts_add_up_over_articles() -> None:
    assert score.total([{"a": Count(1, 2, 3, 4)}, {"a": Count(1, 1, 1, 1), "b": Count(0, 1, 0, 1)}]) == {
        "a": Count(2, 3, 4, 5),
        "b": Count(0, 1, 0, 1),
    }


def _random_article(chance: random.Random) -> tuple[str, list[Labelled], list[Labelled]]:
    words = ["the", "minister", "she", "said", '"peace"', "“now”,", "won't", "'all", "quiet'", "U.N.", "\n", "talks", "’s", "3.5", "«da»"]
    text = " ".join(chance.choice(words) for _ in range(60))

    def spans(most: int) -> tuple[Offsets, ...]:
        starts = [chance.randrange(len(text) - 1) for _ in range(chance.randint(0, most))]
        return tuple(sorted({(s, min(len(text), s + chance.randint(0, 40))) for s in starts}))

    gold = [Labelled(f"g{i}", spans(2), spans(1), spans(2)) for i in range(8)]
    gold = [g for g in gold if g.content]
    moved = [Labelled(g.id, tuple((max(0, s - chance.randint(0, 3)), e) for s, e in g.content), g.source, spans(1)) for g in gold]
    return text, gold, [m for m in moved if chance.random() < 0.8] + [Labelled("p", spans(2), spans(1), spans(1)) for _ in range(3)]


def _independent_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("independent_scorer", INDEPENDENT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not INDEPENDENT.is_file(), reason="the independent scorer is not beside the repository")
@pytest.mark.parametrize("seed", range(12))
def test_every_number_equals_the_independent_scorer(seed: int) -> None:
    chance = random.Random(seed)
    articles = [_random_article(chance) for _ in range(10)]
    ours = score.as_json(score.total(score.count_article(*article) for article in articles))

    def plain(side: list[Labelled]) -> list[dict[str, list[list[int]]]]:
        return [{role: [list(span) for span in labelled.role(role)] for role in score.ROLES} for labelled in side]

    gold_rows = [{"id": str(i), "text": text, "attributions": plain(gold)} for i, (text, gold, _) in enumerate(articles)]
    theirs = _independent_scorer().score(gold_rows, {str(i): plain(predicted) for i, (_, _, predicted) in enumerate(articles)})
    compared = 0
    for subset in score.SUBSETS:
        for name, numbers in theirs[subset].items():
            if name == "source_acc":
                numbers = {"R": numbers}
            elif name.startswith("n_"):
                continue
            for measure, value in numbers.items():
                assert ours[f"{subset}.{name}"][measure] == pytest.approx(value, abs=1e-12), (subset, name, measure)
                compared += 1
    assert compared > 60
