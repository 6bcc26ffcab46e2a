"""Quotations against a primary text: verbatim or not, where, and what differs."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.analysis.primary import hold
from communique.record import Document

HERE = Path(__file__).parent
TEXT = (HERE / "primary.txt").read_text(encoding="utf-8")
CASES: list[dict[str, Any]] = [
    case for name in ("primary", "primary_blind") for case in yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["quoted"])[:40])
def test_quotations(case: dict[str, Any]) -> None:
    quoted = [case["quoted"]] if isinstance(case["quoted"], str) else case["quoted"]
    found = hold(quoted, Document(text=TEXT))
    assert (found.outcome, found.finding) == (case["outcome"], case["finding"])
    if "changes" in case or found.outcome == "holds":
        assert {change.kind for change in found.changes} == set(case.get("changes", []))
    if "at" in case:
        first, last = case["at"]
        assert found.spans[0].text.startswith(first)
        assert found.spans[-1].text.endswith(last)
    assert all(TEXT[span.start : span.end] == span.text for span in found.spans)
