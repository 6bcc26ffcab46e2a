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
_SHARED_SMALL = _SMALL | {"a", "an", "as", "at", "for", "i", "in", "is", "my", "on", "was"}  # English, but not English alone
_FOREIGN_SMALL_LIST = """
der die das und nicht ist mit den von zu auf dem ein eine sich dass le la les des une et est dans que qui pour du au el los las del y en
il di che e è per con o os um não com na af og det som til på ikke er av att och är inte de het een van zijn op dat w i z się nie że v a se
az és hogy nem egy din și că di yang dan ve bir bu ja on että
"""
_FOREIGN_SMALL = frozenset(_FOREIGN_SMALL_LIST.split()) - _SHARED_SMALL
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_LANGUAGES_LIST = """
en fr es pt it de nl ru uk ar zh ja ko fa tr he hi pl ro cs sk sv da no fi hu el bg sr hr sl lt lv et id vi th ur bn ka hy az kk ps sw
am
"""
_LANGUAGES = frozenset(_LANGUAGES_LIST.split())
_SHORTEST = 80  # characters of a paragraph that is judged
_ENGLISH = 0.16  # share of small English words from which a paragraph is English without further ado
_DOUBT = 0.01  # probability of English under which a paragraph is another language's
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
    shared = sum(1 for word in words if word.lower() in _SHARED_SMALL)
    foreign = sum(1 for word in common if word in _FOREIGN_SMALL)
    if shared >= 0.06 * len(words) and 3 * foreign <= shared:
        return Judged("en", 0.9)
    ranked = dict(_identifier().rank(sample))
    best = max(ranked, key=lambda language: ranked[language])
    return Judged(best, float(ranked[best])) if best == "en" or ranked["en"] < _DOUBT else None


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
