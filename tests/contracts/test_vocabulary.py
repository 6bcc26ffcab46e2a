"""The declared words of the field hold together."""

from communique import vocabulary


def test_the_shipped_vocabulary_has_no_faults() -> None:
    assert vocabulary.lint(vocabulary.load()) == []
