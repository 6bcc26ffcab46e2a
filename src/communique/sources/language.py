"""Which language a paragraph is in: plain English is known by its small words, and only what is not goes to the identifier."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_SMALL_LIST = """
the of and to that with by from this which have has had were been are his her he she it its they their said says will would not but who
when what there or than more about after before into over we you our be if no any all can could should
"""
_SMALL = frozenset(_SMALL_LIST.split())
_FOREIGN_SMALL_LIST = """
der die das und nicht ist mit den von zu auf dem le la les des une et est dans que qui pour el los las una del y en il di che e è o os
um não com
"""
_FOREIGN_SMALL = frozenset(_FOREIGN_SMALL_LIST.split())
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_LANGUAGES_LIST = """
en fr es pt it de nl ru uk ar zh ja ko fa tr he hi pl ro cs sk sv da no fi hu el bg sr hr sl lt lv et id vi th ur bn ka hy az kk ps sw
am
"""
_LANGUAGES = frozenset(_LANGUAGES_LIST.split())
_SHORTEST = 80  # characters of a paragraph that is judged
_ENGLISH = 0.16  # share of small English words from which a paragraph is English without further ado
_SURE = 0.95
_SAMPLE = 500  # characters of a paragraph that are looked at


@dataclass(frozen=True, slots=True)
class Judged:
    """A language (ISO 639-1 code) with how sure the judgement is, 0 to 1."""

    language: str
    confidence: float


def judge(paragraph: str) -> Judged | None:
    """Say which language a paragraph is in; None when it is too short or too full of names and figures to tell."""
    sample = paragraph[:_SAMPLE]
    if len(sample) < _SHORTEST:
        return None
    words = _WORD.findall(sample)
    common = [word for word in words if not word[0].isupper()]
    if len(common) < 8 and not _is_other_script(sample):
        return None
    english = sum(1 for word in words if word.lower() in _SMALL)
    if english >= _ENGLISH * len(words):
        return Judged("en", 1.0)
    if english >= 0.05 * len(words) and not any(word in _FOREIGN_SMALL for word in common):
        return Judged("en", 0.9)
    language, confidence = _identifier().classify(sample)
    return Judged(str(language), float(confidence)) if confidence >= _SURE else None


def _is_other_script(sample: str) -> bool:
    """Say whether most letters are not Latin."""
    letters = [char for char in sample if char.isalpha()]
    return len(letters) > 20 and sum(1 for char in letters if char > "\u024f") > 0.5 * len(letters)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """Load the language identifier, restricted to the languages that reports come in (about half a second, once)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in _LANGUAGES if code in identifier.labels])
    return identifier
