"""The declared issues and stance words: what the shipped files hold, and how faulty rows are refused."""

from pathlib import Path

import pytest

from communique.errors import VocabularyError
from communique.vocabulary.issues import ancestors, issues, issues_from
from communique.vocabulary.matters import matters
from communique.vocabulary.stances import stance_words, stance_words_from

ONE = "truce:\n  label: truce\n  wordings: truce | stop/end > war/the fight\n"


def write(folder: Path, text: str) -> Path:
    file = folder / "issues.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_shipped_issues_are_many_and_all_can_be_found() -> None:
    known = issues()
    assert len(known) >= 120
    assert [issue.id for issue in known.values() if not issue.wordings] == []
    assert [issue.id for issue in known.values() if not issue.hints] == []


def test_an_issue_has_its_broader_ones() -> None:
    assert list(ancestors("humanitarian-pause", issues())) == ["ceasefire", "hostilities"]
    assert list(ancestors("free:lighthouses", issues())) == []


def test_wordings_have_heads_and_alternatives(tmp_path: Path) -> None:
    truce = issues_from(write(tmp_path, ONE))["truce"]
    assert [(sorted(w.heads), [sorted(word) for word in w.words]) for w in truce.wordings] == [
        ([], [["truce"]]),
        (["end", "stop"], [["war"]]),
        (["end", "stop"], [["the"], ["fight"]]),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("truce:\n  wordings: truce\n", "issues.yaml:1: the issue truce has no label."),
        ("truce:\n  label: truce\n  parent: war\n", "issues.yaml:1: the parent war of truce is not declared."),
        ("a:\n  label: a\n  parent: b\nb:\n  label: b\n  parent: a\n", "issues.yaml:1: the parents of a go in a circle."),
        (ONE + "pause:\n  label: pause\n  wordings: truce\n", "issues.yaml:4: 'truce' names pause and truce."),
        ("truce:\n  label: truce\n  wordings: Truce\n", "issues.yaml:1: 'Truce' is not a wording."),
        ("truce:\n  label: truce\n  contrary: war\n", "issues.yaml:1: the contrary war of truce is not another declared issue."),
    ],
)
def test_a_faulty_issue_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(VocabularyError) as raised:
        issues_from(write(tmp_path, text))
    assert raised.value.message == message


def test_stances_are_ordered_by_strength() -> None:
    words = stance_words().words
    order = ["demand", "insist on", "call for", "urge", "propose", "hope for"]
    strengths = [words[word, "verb"].strength for word in order]
    assert strengths == sorted(strengths, reverse=True)
    assert (words["support", "verb"].negated, words["oppose", "verb"].negated, words["call for", "verb"].negated) == (
        "opposes",
        "accepts",
        None,
    )


@pytest.mark.parametrize(
    ("stances", "operators", "message"),
    [
        ("want,verb,calls for,12,,0", "end,verb,flip", "stances.csv:2: strength '12' is not a number from 1 to 9."),
        ("want,verb,likes,4,,0", "end,verb,flip", "stances.csv:2: stance 'likes' is not known."),
        ("want,verb,calls for,4,,0\nwant,verb,calls for,5,,0", "end,verb,flip", "stances.csv:3: 'want' stands twice as a verb."),
        ("want,verb,calls for,4,,0", "end,verb,turn", "operators.csv:2: effect 'turn' is not known."),
    ],
)
def test_a_faulty_stance_word_is_refused_with_its_line(tmp_path: Path, stances: str, operators: str, message: str) -> None:
    (tmp_path / "stances.csv").write_text(f"phrase,class,stance,strength,negated,free\n{stances}\n", encoding="utf-8")
    (tmp_path / "operators.csv").write_text(f"word,class,effect\n{operators}\n", encoding="utf-8")
    with pytest.raises(VocabularyError) as raised:
        stance_words_from(tmp_path)
    assert raised.value.message == message


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Necessity of ending the economic, commercial and financial embargo against Cuba", [("sanctions-relief", False)]),
        ("Convention on the Prohibition of the Use of Nuclear Weapons", [("nuclear-use", True)]),
        ("Treaty on the Non-Proliferation of Nuclear Weapons", [("nonproliferation", False)]),
        ("Withdrawal of foreign troops and an immediate ceasefire", [("withdrawal", False), ("ceasefire", False)]),
        ("International Tea Day", []),
    ],
)
def test_titles_of_resolutions_name_their_matter(title: str, expected: list[tuple[str, bool]]) -> None:
    assert [(m.issue, m.against) for m in matters(title, issues())] == expected
