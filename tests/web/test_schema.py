"""The API keeps to its own description: Schemathesis makes requests from the schema and looks at the answers."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import content_type_conformance, not_a_server_error, response_schema_conformance, status_code_conformance

from communique.web import make_app
from tests.web.conftest import filled

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


PATHS = (
    "/desk.json", "/suggest.json", "/reports/{number}.json", "/reports/{number}/changes.json", "/check.json", "/votes.json",
    "/votes/{roll_call_id}.json", "/states/{code}.json", "/alignment.json", "/ideal-points.json", "/actors.json", "/actors/{actor_id}.json",
    "/issues.json",
    "/issues/{issue}.json", "/case.json", "/review.json", "/add.json", "/add/{job_id}.json",
)  # fmt: skip


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with filled(tmp_path_factory.mktemp("described") / "archive.db") as archive:
        yield schemathesis.openapi.from_asgi("/api", make_app(archive, hosts=frozenset()))


def test_every_path_is_looked_at(described: Any) -> None:
    assert {each.ok().path for each in described.get_all_operations()} == set(PATHS)


@pytest.mark.parametrize("path", PATHS)
def test_answers_are_as_described(described: Any, path: str) -> None:
    for operation in (each.ok() for each in described.get_all_operations() if each.ok().path == path):

        @given(case=operation.as_strategy())
        @settings(max_examples=15, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
        def holds(case: Any) -> None:
            case.call_and_validate(checks=CHECKS)

        holds()
