"""What every value of the record is: frozen, closed to unknown fields, comparable."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen record value; lists are tuples, so a value can be hashed and shared between threads."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)
