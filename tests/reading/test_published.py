"""Dates of publication inferred from texts written for this table, and from the first real report where that lies beside the repository."""

from datetime import date
from pathlib import Path

import pytest

from communique.reading.published import infer_published
from communique.vocabulary.anchor_events import anchor_events

SEED = Path(__file__).parents[3] / "shared" / "seed"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Talks fail\nPublished: 24 February 2023\nThe talks failed on Friday.", "2023-02-24"),
        ("Talks fail\nPublished 10:15 GMT, 24 February 2023\nThe talks failed.", "2023-02-24"),
        ("Talks fail\nUpdated: 25 February 2023\nPublished: 24 February 2023\nThe talks failed.", "2023-02-24"),
        ("Talks fail\nLast updated on February 25, 2023\nThe talks failed.", "2023-02-25"),
        ("Statement by the minister\n12 March 2019\nWe regret this.", "2019-03-12"),
        ("Statement by the minister\nTuesday, March 12, 2019\nWe regret this.", "2019-03-12"),
        ("Talks resume\nGeneva, 12 March 2019\nTalks on the war resumed.", "2019-03-12"),
        ("Statement No. 4\n\nGeneva, 12 March 2019\n\nTalks on the war resumed today.", "2019-03-12"),
        ("GENEVA, 12 March 2019 - Talks on the war resumed.", "2019-03-12"),
        ("Talks resume\nGENEVA, March 12, 2019 (Reuters) - Talks on the war resumed.", "2019-03-12"),
        ("KYIV, Feb 24 (Reuters) - Shells fell on Friday.\n© 2023 The agency. All rights reserved.", "2023-02-24"),
    ],
)
def test_stated_in_the_text(text: str, value: str) -> None:
    inference = infer_published(text)
    assert inference is not None
    assert (inference.value.isoformat(), inference.basis) == (value, "text")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("KYIV, Feb 24 (Reuters) - Shells fell on Friday. The war began in February 2022.", "2023-02-24"),
        (
            "On the first anniversary of Russia's invasion of Ukraine, China called for talks in a paper released on Friday.",
            "2023-02-24",
        ),
        ("On the 20th anniversary of the attacks of September 11, crowds stood still on Saturday at the World Trade Center.", "2021-09-11"),
        ("Israel stood still on Monday, on the first anniversary of the attack by Hamas.", "2024-10-07"),
    ],
)
def test_inferred_with_a_reason(text: str, value: str) -> None:
    inference = infer_published(text)
    assert inference is not None
    assert (inference.value.isoformat(), inference.basis) == (value, "inferred")
    assert inference.why.endswith(".")
    assert len(inference.why.split()) > 10
    assert all(0 <= start < end <= len(text) for start, end in inference.places)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Shells fell on Friday.", "no year"),
        ("KYIV, Feb 24 (Reuters) - Shells fell.", "a dateline without any year"),
        ("KYIV, Feb 24 (Reuters) - Shells fell on Monday. The war began in 2022.", "the weekday fits no year"),
        ("On the first anniversary of the wedding they met on Friday.", "not a known event"),
        ("On the first anniversary of Russia's invasion of Ukraine crowds met.", "no weekday"),
        ("Ahead of the first anniversary of Russia's invasion of Ukraine crowds met on Friday.", "some day before"),
        (
            "On the first anniversary of Russia's invasion of Ukraine, a Friday, crowds met. By 3 March 2024 few came.",
            "looks back from later",
        ),
        ("The UN voted on Thursday, on the eve of the first anniversary of Russia's invasion of Ukraine.", "told that day or the next"),
        ("On Friday, 24 February 2023, the ministry met.", "a date in the story is not the date of the story"),
    ],
)
def test_abstains(text: str, why: str) -> None:
    assert infer_published(text) is None, why


def test_the_events_are_declared_once_each_and_in_order() -> None:
    ids = [event.id for event in anchor_events()]
    assert ids == sorted(set(ids))
    assert all(event.about and event.near for event in anchor_events())


@pytest.mark.skipif(not SEED.is_dir(), reason="the first real report lies in ../shared/seed, which is not here")
def test_the_first_real_report() -> None:
    for path in SEED.glob("*.txt"):
        inference = infer_published(path.read_text(encoding="utf-8"))
        assert inference is not None
        assert (inference.value, inference.basis) == (date(2023, 2, 24), "inferred")
        assert "anniversary" in inference.why
