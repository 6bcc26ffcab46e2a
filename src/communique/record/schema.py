"""The JSON Schema of a dossier, made from the types."""

from typing import Any

from communique.record.dossier import Dossier

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def dossier_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the JSON form that `Dossier.to_json` writes."""
    return {"$schema": DIALECT, **Dossier.model_json_schema(mode="serialization")}
