"""How sure an attribution is: the shares of the tagger and what the rules say, weighed as training/calibrate.py has fitted it."""

import math
from collections.abc import Mapping

from communique.reading.drafts import Draft, Page
from communique.reading.linking import PageShares

_EDGE = 0.002
_LONG = 30


def evidence(page: Page, draft: Draft, shares: PageShares) -> dict[str, float]:
    """Return what speaks for a draft and against it: log odds of the tagger's shares, and 1 for each thing that holds."""
    found = {"always": 1.0, "content": _log_odds(shares.content(draft.content))}
    if draft.shares is not None:
        found |= {"proposed": 1.0} | {name: _log_odds(share) for name, share in zip(("cue", "link", "source"), draft.shares, strict=True)}
    words = sum(len(page.text[s:e].split()) for s, e in draft.content)
    found["words"] = math.log(min(words, _LONG) + 1)
    frame = draft.cue.content.frame if draft.cue is not None and draft.cue.content is not None else "none"
    holds = {
        "tagged": draft.from_tagger,
        "tagged alone": draft.from_tagger and draft.why == "tagger",
        f"kind {draft.kind}": True,
        "follows": draft.follows is not None,
        "nested": draft.outer is not None,
        "no cue": draft.cue is None,
        "no source": draft.source_at is None,
        "deed": draft.cue is not None and draft.cue.is_deed,
        f"frame {frame}": True,
        f"part {page.parts[page.part_at(draft.start)].kind}": True,
    }
    return found | {name: 1.0 for name, on in holds.items() if on}


def confidence(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the share of entries with such evidence that are right, from 0.01 to 0.99; evidence without a weight counts for nothing."""
    odds = sum(value * weights.get(name, 0.0) for name, value in found.items())
    return min(0.99, max(0.01, 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))))


def _log_odds(share: float) -> float:
    share = min(1 - _EDGE, max(_EDGE, share))
    return math.log(share / (1 - share))
