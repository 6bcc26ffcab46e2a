"""The only place that loads language models: the spaCy pipeline and the tagger, each once, when it is first needed."""

import hashlib
import json
from contextlib import AbstractContextManager
from functools import lru_cache
from importlib import resources
from typing import Any

from communique.errors import ModelError
from communique.reading.quick_parse import quicken
from communique.settings import number, setting


@lru_cache(maxsize=2)
def pipeline(name: str | None = None) -> Any:
    """Return the spaCy pipeline `name` (default: the setting `model`), loaded once; raises ModelError when it is not there."""
    import spacy  # loading spaCy takes most of a second: only who reads pays for it

    name = name or str(setting("model"))
    try:
        return quicken(spacy.load(name))
    except OSError as error:
        raise ModelError(f"The language model {name!r} is not installed.", f"Install it: pip install {name.replace('_', '-')}") from error


def merged(docs: list[Any]) -> Any:
    """Join parsed pieces to one spaCy Doc whose text is the pieces' texts end to end."""
    from spacy.tokens import Doc

    return Doc.from_docs(docs, ensure_whitespace=False) if len(docs) > 1 else docs[0]


@lru_cache(maxsize=1)
def _thread_pools() -> Any:
    from threadpoolctl import ThreadpoolController  # looks at what is loaded: only useful once the pipeline is

    return ThreadpoolController()


def within_threads() -> AbstractContextManager[Any]:
    """Keep numpy's matrix products to the setting `threads` as long as the context is open; small ones are slower on more."""
    limits: AbstractContextManager[Any] = _thread_pools().limit(limits=number("threads"), user_api="blas")
    return limits


WEIGHTS = resources.files("communique.reading") / "weights"


@lru_cache(maxsize=1)
def tokenizer() -> Any:
    """Return the tagger's tokenizer, loaded once; it neither cuts nor fills up."""
    from tokenizers import Tokenizer

    loaded = Tokenizer.from_str((WEIGHTS / "tokenizer.json").read_text(encoding="utf-8"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


@lru_cache(maxsize=1)
def tagger_facts() -> dict[str, Any]:
    """Return what is known of the tagger's weights: their hash, and how its shares become a confidence."""
    facts: dict[str, Any] = json.loads((WEIGHTS / "tagger.json").read_text(encoding="utf-8"))
    return facts


@lru_cache(maxsize=1)
def tagger_session() -> Any:
    """Return the onnxruntime session of the tagger, loaded once; raises ModelError when the weights are not those of the release."""
    import onnxruntime

    weights = (WEIGHTS / "tagger.onnx").read_bytes()
    if hashlib.sha256(weights).hexdigest() != tagger_facts()["sha256"]:
        raise ModelError("The weights of the tagger are damaged: their hash is not the one kept beside them.", "Install communique anew.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = number("threads")
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
