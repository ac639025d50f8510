"""What a reader of catalogues hands over: the table, and what its format says of the roles of columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from astropy.table import Table

from imgview.model import Footprints

__all__ = ["FoundTable", "unlike"]


@dataclass(frozen=True)
class FoundTable:
    """A table of sources as a file or an object has it."""

    table: Table
    """All columns."""

    name: str = ""
    """What the file calls it."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    """Other names of columns, or of their first parts: the slots of afw."""

    roles: Mapping[str, str] = field(default_factory=dict)
    """Columns whose roles the format itself tells."""

    from_one: frozenset[str] = frozenset()
    """Columns, in small letters, that this format counts from 1."""

    footprints: Footprints | None = None
    """Which pixels belong to each source."""

    notes: list[str] = field(default_factory=list)
    """What a person should know of the reading."""

    source: str | None = None
    """What it was read from."""


def unlike(names: list[str]) -> list[str]:
    """Return names that all differ: what comes again has its place behind it, from 1.

    Parameters
    ----------
    names : `list` [`str`]
        Of columns, as they stand in a file.

    Returns
    -------
    `list` [`str`]
        As many; one without any text is called by its place too.
    """
    found: list[str] = []
    taken = set(names)
    for number, name in enumerate(names, start=1):
        fresh = name or f"col{number}"
        if not name or name in found:
            base, fresh = fresh, f"{name} ({number})" if name else fresh
            while fresh in taken:
                fresh = f"{base} ({number})" if fresh == base else f"{fresh}'"
            taken.add(fresh)
        found.append(fresh)
    return found
