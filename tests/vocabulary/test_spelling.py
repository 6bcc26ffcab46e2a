"""Spellings of names, and the family name in them."""

import pytest

from communique.vocabulary.spelling import family_names, plain, typed, uninverted


@pytest.mark.parametrize(
    ("surface", "expected"),
    [("Élysée", "Elysee"), ("Malacañang", "Malacanang"), ("Chișinău", "Chisinau"), ("Gdańsk", "Gdansk"), ("Jarosław", "Jaroslaw")],
)
def test_plain_spelling(surface: str, expected: str) -> None:
    assert plain(surface) == expected


TYPED = [
    ("Côte d’Ivoire", "Côte d'Ivoire"),
    ("Guinea–Bissau", "Guinea-Bissau"),
    ("United\nStates", "United States"),
    ("United\u00a0Kingdom", "United Kingdom"),
    ("France", "France"),
]


@pytest.mark.parametrize(("surface", "expected"), TYPED)
def test_typed_spelling(surface: str, expected: str) -> None:
    assert typed(surface) == expected


@pytest.mark.parametrize(("name", "expected"), [("Korea, Republic of", "Republic of Korea"), ("France", None)])
def test_list_order(name: str, expected: str | None) -> None:
    assert uninverted(name) == expected


FAMILY_NAMES = [
    ("Ned Price", ("Price",)),
    ("Ursula von der Leyen", ("von der Leyen", "Leyen")),
    ("Mohammed bin Salman", ("bin Salman", "Salman")),
    ("Bashar al-Assad", ("al-Assad", "Assad")),
    ("Ferdinand Marcos Jr.", ("Marcos",)),
    ("Jean-Yves Le Drian", ("Le Drian", "Drian")),
    ("Anne-Marie Trevelyan-Smith", ("Trevelyan-Smith",)),
    ("Lula", ()),
    ("", ()),
]


@pytest.mark.parametrize(("full", "expected"), FAMILY_NAMES)
def test_family_names(full: str, expected: tuple[str, ...]) -> None:
    assert family_names(full) == expected
