"""The reports in `examples/`: every entry of a dossier written by hand is one test, and what fails today says why.

`known_failures.yaml` in an example's folder maps the key of an entry to the reason; such an entry is a strict xfail, so that the
list shrinks when the reading gets better. Run with `-rP` to see precision, recall and the attributions that nobody expected.
"""

import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from benchmarks.examples import Comparison, compare
from benchmarks.expected import ELISION, EXAMPLES, FaultyExample, keys, load_example, load_examples, locate, occurrences
from communique.ingest import Reader
from communique.record import dossier_schema

EXAMPLE_SLUGS = [example.slug for example in load_examples()]


@cache
def reader() -> Reader:
    return Reader()


@cache
def comparison(slug: str) -> Comparison:
    return compare(load_example(EXAMPLES / slug), reader())


def entries() -> Iterator[object]:
    for example in load_examples():
        for key in keys(example):
            reason = example.known_failures.get(key)
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            yield pytest.param(example.slug, key, id=f"{example.slug}:{key}", marks=marks)


@pytest.mark.parametrize(("slug", "key"), list(entries()))
def test_entry_is_read_as_a_person_read_it(slug: str, key: str) -> None:
    wrong = comparison(slug).differences[key]
    assert not wrong, f"{slug}, {key}:\n  " + "\n  ".join(wrong)


@pytest.mark.parametrize("slug", EXAMPLE_SLUGS)
def test_precision_is_shown_with_what_nobody_expected(slug: str) -> None:
    shown = comparison(slug).summary()
    sys.stdout.write(shown + "\n")
    assert slug in shown


@pytest.mark.parametrize("slug", EXAMPLE_SLUGS)
def test_words_of_the_expected_dossier_are_in_the_text(slug: str) -> None:
    expected = comparison(slug).expected
    assert {a.key for a in expected.attributions} <= set(keys(load_example(EXAMPLES / slug)))


@pytest.mark.parametrize("slug", EXAMPLE_SLUGS)
def test_known_failures_name_entries_that_exist_and_give_a_reason(slug: str) -> None:
    example = load_example(EXAMPLES / slug)
    assert set(example.known_failures) <= set(keys(example))
    assert all(len(str(reason)) > 10 for reason in example.known_failures.values())


@pytest.mark.parametrize("slug", EXAMPLE_SLUGS)
def test_keys_are_unique(slug: str) -> None:
    found = keys(load_example(EXAMPLES / slug))
    assert len(found) == len(set(found))


def test_elided_words_stay_within_a_paragraph() -> None:
    text = "He said it was late.\nThe end was late."
    assert occurrences(f"He said{ELISION}late.", text) == [(0, 20)]
    assert occurrences(f"He said{ELISION}end", text) == []


@pytest.mark.parametrize(
    ("attribution", "complaint"),
    [
        ("{kind: direct, content: never said, speaker: null}", "is not in the text"),
        ("{kind: direct, content: late, speaker: null}", "say which with nth"),
        ("{kind: direct, content: it was late, speaker: null, sauce: He}", "unknown fields"),
        ("{kind: direct, content: it was late, speaker: null, nested_in: outer}", "which no attribution has as its id"),
    ],
)
def test_faulty_dossiers_are_refused(tmp_path: Path, attribution: str, complaint: str) -> None:
    (tmp_path / "report.txt").write_text("He said it was late. She was late.", encoding="utf-8")
    (tmp_path / "expected.yaml").write_text(f"about: a test\nreport: report.txt\nattributions:\n  - {attribution}\n", encoding="utf-8")
    example = load_example(tmp_path)
    with pytest.raises(FaultyExample, match=complaint):
        locate(example, example.report.read_text(encoding="utf-8"))


@pytest.mark.parametrize("slug", EXAMPLE_SLUGS)
def test_the_dossier_is_valid_by_its_schema(slug: str) -> None:
    dossier = json.loads(comparison(slug).dossier.to_json())
    jsonschema.validate(dossier, dossier_schema(), cls=jsonschema.Draft202012Validator)
