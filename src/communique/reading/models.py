"""The only place that loads language models: the spaCy pipeline, once, when it is first needed."""

from functools import lru_cache
from typing import Any

from communique.errors import ModelError
from communique.settings import setting


@lru_cache(maxsize=2)
def pipeline(name: str | None = None) -> Any:
    """Return the spaCy pipeline `name` (default: the setting `model`), loaded once; raises ModelError when it is not there."""
    import spacy  # loading spaCy takes most of a second: only who reads pays for it

    name = name or str(setting("model"))
    try:
        return spacy.load(name)
    except OSError as error:
        raise ModelError(f"The language model {name!r} is not installed.", f"Install it: pip install {name.replace('_', '-')}") from error


def merged(docs: list[Any]) -> Any:
    """Join parsed pieces to one spaCy Doc whose text is the pieces' texts end to end."""
    from spacy.tokens import Doc

    return Doc.from_docs(docs, ensure_whitespace=False) if len(docs) > 1 else docs[0]
