"""What is said of a field of the protocol beside its type."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Field"]


@dataclass(frozen=True, slots=True)
class Field:
    """What a field means (with its unit) and, for a trait, who writes it."""

    doc: str
    owner: Literal["kernel", "page", "both"] | None = None
